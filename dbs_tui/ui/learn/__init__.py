"""Learn: cards, exercises, glossary, quiz and search."""

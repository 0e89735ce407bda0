"""Cards, quiz, search and the shape of the safety words."""

"""How the body is drawn."""

"""How the body moves: poses, movements and their animation."""

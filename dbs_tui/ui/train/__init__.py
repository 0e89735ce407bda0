"""Training: the player, what is asked before and after, and the end."""

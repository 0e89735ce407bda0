"""What the screens are given."""

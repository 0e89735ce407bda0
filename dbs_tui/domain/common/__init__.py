"""Text and dates that every room of the domain shares."""

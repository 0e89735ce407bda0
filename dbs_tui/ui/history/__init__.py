"""History: overview, trends, sessions and their corrections."""

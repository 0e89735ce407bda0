"""The views of History: overview, trends, sessions. Each is shown a history and tells what the user wants of it."""

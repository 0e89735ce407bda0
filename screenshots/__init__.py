"""The pictures of README and docs, and what draws them from the program itself."""

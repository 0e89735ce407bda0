"""The sessions as one value, with streaks, weeks, trends, bests and corrections."""

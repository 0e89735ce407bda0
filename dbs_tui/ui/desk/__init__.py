"""Desk: sitting and breaks."""

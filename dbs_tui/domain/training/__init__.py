"""Exercises, routines, timelines, players and sessions."""

"""Sitting and breaks: the desk timer as values and pure functions."""

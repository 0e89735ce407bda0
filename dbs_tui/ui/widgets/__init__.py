"""Reusable widgets: they know the domain and are blind to storage."""

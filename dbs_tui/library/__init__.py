"""Routine files and the domain: parse, emit, and the shelf of shipped and own routines."""

"""dbs-tui: a terminal workout trainer for people who sit too long."""

__version__ = "1.0.0"

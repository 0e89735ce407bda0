"""Tries hard to make the history lose something: ``make torture`` at length, ``make test`` in samples.

It knows the store by its public methods and by the calls it makes to the system, and nothing of how it works inside.
"""

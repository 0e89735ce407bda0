"""Build: the library of routines and the builder."""

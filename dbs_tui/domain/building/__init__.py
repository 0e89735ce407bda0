"""Routines being edited, made to order, advised on and suggested."""

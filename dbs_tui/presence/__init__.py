"""Whether anybody is at this machine: one module for each way to find out, and ``sight``, which chooses among them.

A way asks one thing outside, a program of the desktop or the system itself, and answers ``None`` where it cannot tell.
``watch`` asks rarely and off the caller's thread.
"""

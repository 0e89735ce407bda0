"""The machine's clocks: one for lengths, one for dates. Everything else is handed a clock and never asks this one."""

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime


def _awake_and_asleep() -> Callable[[], int]:
    # time.monotonic stands still on Linux and macOS while the machine sleeps, which would hide the gap.
    if sys.platform == "linux":
        clock_id = getattr(time, "CLOCK_BOOTTIME", None)
    elif sys.platform == "darwin":
        clock_id = getattr(time, "CLOCK_MONOTONIC_RAW", None)
    else:
        clock_id = None
    if clock_id is None:
        return time.monotonic_ns
    try:
        time.clock_gettime_ns(clock_id)
    except OSError:  # a kernel or a sandbox without it
        return time.monotonic_ns
    return lambda: time.clock_gettime_ns(clock_id)


now: Callable[[], int] = _awake_and_asleep()
"""Nanoseconds of a clock that never runs backwards and also counts the time the machine slept."""


def awake_now() -> int | None:
    """Nanoseconds of a clock that stands still while the machine sleeps; ``None`` where there is no such pair."""
    return None if now is time.monotonic_ns else time.monotonic_ns()


def local_now() -> datetime:
    """The wall time where the user is, with its offset, in whole seconds."""
    return datetime.now(tz=UTC).astimezone().replace(microsecond=0)

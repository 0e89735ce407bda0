"""The machine's clocks: one for lengths, one for dates. Everything else is handed a clock and never asks this one."""

import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from pathlib import Path


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


def _zone_again() -> Callable[[], object]:
    """What has the C library look up the zone of the machine afresh: a program that runs would keep the first one."""
    if hasattr(time, "tzset"):
        return time.tzset
    try:
        import ctypes

        looked_up: Callable[[], object] = ctypes.CDLL("ucrtbase")._tzset  # what Python calls on Windows
    except (ImportError, OSError, AttributeError):
        return lambda: None
    return looked_up


_look_up_zone = _zone_again()


def local(moment: datetime) -> datetime:
    """A moment, or a time of day of some date without offset, as the clocks show it where the user is now."""
    named = os.environ.get("TZ", "").removeprefix(":")
    if named.startswith("/") and (zone := _zone_in(named)) is not None:
        # The C library reads such a file once; it is where systems say that the zone is.
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(zone)
        return moment.replace(tzinfo=timezone(moment.utcoffset() or timedelta()))
    _look_up_zone()
    return moment.astimezone()


def _zone_in(path: str) -> tzinfo | None:
    """The zone that a file says now; ``None`` where there is none."""
    try:
        found = Path(path).stat()
        return _read_zone(path, (found.st_ino, found.st_mtime_ns, found.st_size))
    except (OSError, ValueError):
        return None


@lru_cache(maxsize=4)
def _read_zone(path: str, looks: object) -> tzinfo:
    from zoneinfo import ZoneInfo

    with Path(path).open("rb") as file:
        return ZoneInfo.from_file(file)


def local_now() -> datetime:
    """The wall time where the user is, with its offset, in whole seconds. The zone is looked up each time."""
    return local(datetime.now(tz=UTC)).replace(microsecond=0)

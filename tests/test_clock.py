"""The machine's clocks."""

import sys
import time
from datetime import datetime

import pytest

from dbs_tui import clock


def test_now_counts_in_nanoseconds_and_never_runs_backwards() -> None:
    """Two readings around a monotonic interval are in order and differ by about as much."""
    before, first = time.monotonic_ns(), clock.now()
    second, after = clock.now(), time.monotonic_ns()
    assert 0 <= second - first <= after - before + 1_000_000


@pytest.mark.skipif(sys.platform != "linux", reason="BOOTTIME is Linux's")
def test_now_counts_the_time_asleep(monkeypatch: pytest.MonkeyPatch) -> None:
    """On Linux the clock is the one that goes on while the machine sleeps."""
    monkeypatch.setattr(time, "clock_gettime_ns", {time.CLOCK_BOOTTIME: 42}.__getitem__)
    assert clock.now() == 42


@pytest.mark.skipif(sys.platform != "linux", reason="BOOTTIME is Linux's")
def test_without_such_a_clock_the_monotonic_one_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kernel or a sandbox that lacks it costs the seeing of sleep, nothing else."""

    def missing(_: int) -> int:
        raise OSError(22, "Invalid argument")

    monkeypatch.setattr(time, "clock_gettime_ns", missing)
    assert clock._awake_and_asleep() is time.monotonic_ns
    monkeypatch.delattr(time, "CLOCK_BOOTTIME")
    assert clock._awake_and_asleep() is time.monotonic_ns
    monkeypatch.setattr(sys, "platform", "other")
    assert clock._awake_and_asleep() is time.monotonic_ns


def test_the_wall_time_has_an_offset_and_whole_seconds() -> None:
    """What is stored says where the user stood."""
    moment = clock.local_now()
    assert moment.utcoffset() is not None
    assert moment.microsecond == 0
    assert abs(moment.timestamp() - time.time()) < 5
    assert moment.utcoffset() == datetime.now().astimezone().utcoffset()

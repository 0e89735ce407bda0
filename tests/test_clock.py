"""The machine's clocks."""

import shutil
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import TZPATH

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


# -- a zone that changes while the program runs ---------------------------------------------------------------------


@pytest.fixture
def zones() -> Iterator[Path]:
    """Where this machine has its zones; the zone of the machine is in force again afterwards."""
    found = next((Path(path) for path in TZPATH if (Path(path) / "Asia/Tokyo").exists()), None)
    if found is None or not hasattr(time, "tzset"):
        pytest.skip("no zones here")
    yield found
    time.tzset()


def test_the_zone_is_looked_up_each_time(monkeypatch: pytest.MonkeyPatch, zones: Path) -> None:
    """Nobody has to tell: what the machine says now is believed, and so is the date."""
    for name, hours in (("Asia/Tokyo", 9), ("Etc/GMT+10", -10), ("Asia/Tokyo", 9)):
        monkeypatch.setenv("TZ", name)
        assert clock.local_now().utcoffset() == timedelta(hours=hours)
        assert clock.local(datetime(2026, 11, 22, 20, tzinfo=UTC)).day == (23 if hours > 0 else 22)
        assert clock.local(datetime.fromisoformat("2026-11-22T20:00")).hour == 20
    monkeypatch.undo()  # before the zone of the machine is looked up again


def test_a_file_of_the_zone_is_read_again_when_it_is_another_one(
    monkeypatch: pytest.MonkeyPatch, zones: Path, tmp_path: Path
) -> None:
    """As when somebody lands and the system replaces /etc/localtime; the C library would keep the first one."""
    file = tmp_path / "localtime"
    monkeypatch.setenv("TZ", f":{file}")
    for name, hours in (("Asia/Tokyo", 9), ("Europe/Lisbon", 0), ("Asia/Kolkata", 5.5)):
        shutil.copy(zones / name, tmp_path / "new")
        (tmp_path / "new").rename(file)
        assert clock.local(datetime.fromisoformat("2026-01-02T12:00")).utcoffset() == timedelta(hours=hours)
        assert clock.local(datetime(2026, 1, 2, 12, tzinfo=UTC)).utcoffset() == timedelta(hours=hours)
    file.write_bytes(b"no zone")
    assert clock.local_now().utcoffset() is not None
    monkeypatch.undo()


def test_without_a_way_to_look_it_up_the_zone_is_what_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a system that has neither call."""
    monkeypatch.delattr(time, "tzset", raising=False)
    assert clock._zone_again()() is None

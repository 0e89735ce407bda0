"""Streaks: runs of training days and of met weeks. What is paused is bridged: it neither counts nor breaks."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from dbs_tui.domain.history.week import DAY, PausedDays, Week, WeekState


class StreakRun(NamedTuple):
    """A run of training days, or of weeks that met their goal."""

    first: date
    """Its first training day; of weeks, the first day of the first one."""
    last: date
    """Its last training day; of weeks, the last day of the last one."""
    length: int
    """Training days or met weeks; what was paused between them is not counted."""


NONE = StreakRun(date.min, date.min, 0)
"""No run at all."""


def bridged(one: date, other: date, paused: PausedDays) -> bool:
    """Whether every day between two days, the earlier first, is paused."""
    return paused.cover(one + DAY, other - DAY)


def day_runs(days: Iterable[date], paused: PausedDays) -> Iterator[StreakRun]:
    """The runs of sorted training days, oldest first."""
    run: StreakRun | None = None
    for day in days:
        if run is not None and bridged(run.last, day, paused):
            run = StreakRun(run.first, day, run.length + 1)
            continue
        if run is not None:
            yield run
        run = StreakRun(day, day, 1)
    if run is not None:
        yield run


def week_runs(weeks: Iterable[Week]) -> Iterator[StreakRun]:
    """The runs of met weeks, oldest first; a running or a paused week neither counts nor ends a run."""
    run: StreakRun | None = None
    for week in weeks:
        if week.state is WeekState.MET:
            run = StreakRun(run.first if run else week.starts, week.ends, run.length + 1 if run else 1)
        elif week.state is WeekState.MISSED and run is not None:
            yield run
            run = None
    if run is not None:
        yield run


def longest(runs: Iterable[StreakRun]) -> StreakRun:
    """The longest run, of several the newest; one of length 0 when there is none."""
    return max(runs, key=lambda run: (run.length, run.last), default=NONE)

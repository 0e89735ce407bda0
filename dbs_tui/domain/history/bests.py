"""Personal bests and milestones: read off what was done, quiet, and never taken back by a lighter week.

A best names the day it was first reached. Only what a person did counts; nothing is said of what was not.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from dbs_tui.domain.history.cached_question import remembered
from dbs_tui.domain.history.corrections import done_of
from dbs_tui.domain.history.history import History
from dbs_tui.domain.history.week import WeekState
from dbs_tui.domain.training.exercise import Side
from dbs_tui.domain.training.session import Session, SetRecord, Status

COUNTS = (10, 50, 100, 250, 500, 1000, 2500, 5000, 10_000)
"""Counted sessions that are worth a line."""


class BestKind(StrEnum):
    """What a best is about."""

    LONGEST_HOLD = "longest_hold"
    """Seconds of one set of an exercise."""
    MOST_REPS = "most_reps"
    """Reps of an exercise in a day, both sides together."""


@dataclass(frozen=True, slots=True)
class Best:
    """The most that was done of an exercise."""

    kind: BestKind
    exercise: str
    """Id of the exercise."""
    side: Side | None
    """The side of the longest hold, where the exercise has sides."""
    value: int
    day: date
    """When it was first reached."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something that is reached once."""

    day: date
    sessions: int = 0
    """So many counted sessions; 0 for the first week whose goal was met."""

    @property
    def words(self) -> str:
        """The milestone as the user reads it: ``First week at goal`` or ``50 sessions``."""
        return f"{self.sessions:,} sessions" if self.sessions else "First week at goal"


@remembered
def bests(history: History, today: date) -> tuple[Best, ...]:
    """The best of each exercise and kind, in the order the exercises first came."""
    holds: dict[str, Best] = {}
    reps: dict[str, Best] = {}
    in_a_day: dict[tuple[str, date], int] = {}
    for day, record in _done(history, today):
        name, done = record.exercise, record.done
        if done.hold and (name not in holds or done.hold > holds[name].value):
            holds[name] = Best(BestKind.LONGEST_HOLD, name, record.side, done.hold, day)
        if done.reps:
            total = in_a_day[name, day] = in_a_day.get((name, day), 0) + done.reps
            if name not in reps or total > reps[name].value:
                reps[name] = Best(BestKind.MOST_REPS, name, None, total, day)
    return (*holds.values(), *reps.values())


@dataclass(frozen=True, slots=True)
class SetBefore:
    """What was done of a set before, in its own unit; ``None`` where it never was."""

    last: int | None
    """The last time that the exercise came: the same set of the same side, where there was one."""
    best: int | None
    """The most in any one set of that side, ever before."""


def sets_before(history: History, session: Session) -> tuple[SetBefore, ...]:
    """Beside each set of a session what was done of it in the sessions before that one."""
    wanted = {record.exercise for record in session.sets}
    last: dict[tuple[str, int, Side | None, bool], int] = {}
    best: dict[tuple[str, Side | None, bool], int] = {}
    for earlier in history.sessions:
        if earlier.order >= session.order:
            break
        seen = {record.exercise for record in earlier.sets if record.status is not Status.SKIPPED} & wanted
        if seen:
            last = {key: value for key, value in last.items() if key[0] not in seen}
        for record in earlier.sets:
            if record.exercise not in seen or record.status is Status.SKIPPED:
                continue
            done, in_reps = done_of(record), record.planned.reps is not None
            last[record.exercise, record.set, record.side, in_reps] = done
            key = record.exercise, record.side, in_reps
            best[key] = max(best.get(key, 0), done)
    return tuple(
        SetBefore(
            last.get((record.exercise, record.set, record.side, record.planned.reps is not None)),
            best.get((record.exercise, record.side, record.planned.reps is not None)),
        )
        for record in session.sets
    )


@remembered
def milestones(history: History, today: date) -> tuple[Milestone, ...]:
    """The milestones that were reached so far, oldest first."""
    counted = sorted(session.local_date for session in history.as_of(today).sessions if session.counts)
    reached = [Milestone(counted[number - 1], number) for number in COUNTS if number <= len(counted)]
    week = next((week for week in history.weeks(today) if week.state is WeekState.MET), None)
    full = [Milestone(week.trained[week.goal - 1])] if week and week.trained else []
    return tuple(sorted([*full, *reached], key=lambda milestone: (milestone.day, milestone.sessions)))


def next_milestone(history: History, today: date) -> int | None:
    """How many counted sessions the next one is; ``None`` beyond the last."""
    counted = counted_sessions(history, today)
    return next((number for number in COUNTS if number > counted), None)


@remembered
def counted_sessions(history: History, today: date) -> int:
    """How many sessions count, up to today."""
    return sum(session.counts for session in history.as_of(today).sessions)


def reached_by(history: History, session: Session) -> tuple[Best | Milestone, ...]:
    """The milestones and bests that a session of the history was the first to reach.

    The first time of an exercise is no best: there was nothing to be better than.
    """
    day = session.local_date
    without = replace(history, sessions=tuple(other for other in history.sessions if other.id != session.id))
    known = {(best.kind, best.exercise): best.value for best in bests(without, day)}
    better = [best for best in bests(history, day) if best.value > known.get((best.kind, best.exercise), best.value)]
    earlier = milestones(without, day)
    return (*(milestone for milestone in milestones(history, day) if milestone not in earlier), *better)


def _done(history: History, today: date) -> Iterator[tuple[date, SetRecord]]:
    """Every set of which something was done, in the order of the dates."""
    for session in sorted(history.as_of(today).sessions, key=lambda session: session.local_date):
        for record in session.sets:
            if record.status is not Status.SKIPPED:
                yield session.local_date, record

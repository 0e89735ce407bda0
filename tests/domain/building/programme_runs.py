"""Programmes that somebody goes through, for the tests: days of training and what was chosen, in a line each."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from dbs_tui.domain.building.programme_run import (
    ProgrammeAction,
    ProgrammeEvent,
    ProgrammeRun,
    WeekdayUse,
    run_of,
)
from dbs_tui.domain.history.emergency import Signs
from dbs_tui.domain.history.history import History
from dbs_tui.domain.history.week import Pause
from dbs_tui.domain.training.session import Discomfort, Session
from tests.domain.builders import session
from tests.domain.programme_play import SHIPPED

MONDAY = date(2026, 1, 5)


def at(day: int) -> date:
    """A day of the programme, the first one is 0."""
    return MONDAY + timedelta(days=day)


def event(day: int, action: ProgrammeAction, hour: int = 9, **said: object) -> ProgrammeEvent:
    """Something that was done with a programme."""
    moment = datetime.combine(at(day), time(hour), UTC)
    made = ProgrammeEvent(f"{day}-{hour}-{action}", moment, at(day), action)
    return replace(made, **said)  # type: ignore[arg-type]


def begun(programme: str = "desk", days: tuple[WeekdayUse, ...] = ()) -> ProgrammeEvent:
    """A programme that was begun on its Monday."""
    return event(0, ProgrammeAction.BEGIN, programme=programme, days=days)


def week(day: int, number: int, hour: int = 9) -> ProgrammeEvent:
    """A week that was chosen on a day."""
    return event(day, ProgrammeAction.WEEK, hour, week=number)


def strength(
    day: int, effort: int | None = 4, worst: int | None = 1, morning: int | None = 1, programme: str = "desk"
) -> Session:
    """A strength session of a programme."""
    done = session(at(day), routine_id=f"{programme}-strength", session_id=f"s{day}")
    return replace(done, effort=effort, discomfort=Discomfort(before=0, worst=worst, next_morning=morning))


def weeks(count: int, **answers: int | None) -> tuple[Session, ...]:
    """Three strength sessions a week, for so many weeks."""
    return tuple(strength(day, **answers) for day in range(7 * count) if day % 7 in (0, 2, 4))  # type: ignore[arg-type]


def run(
    today: int,
    sessions: Sequence[Session] = (),
    *events: ProgrammeEvent,
    pauses: tuple[Pause, ...] = (),
    signs: Signs | None = None,
) -> ProgrammeRun:
    """Where somebody is on a day."""
    history = History(tuple(sessions), pauses=pauses)
    found = run_of(events or (begun(),), SHIPPED, history, signs or Signs(), at(today))
    assert found is not None
    return found

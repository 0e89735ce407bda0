"""A programme as it was really done: the user's events and the history, played through the rules.

What was begun, chosen and ended are events that are only ever added, so that several devices and imports add up; where
somebody is follows from them and the history, and is stored nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from dbs_tui.domain.building.programme import DayPlan, Programme
from dbs_tui.domain.building.programme_rules import (
    DAY,
    Activity,
    DayDecision,
    DayRecord,
    Gate,
    PauseKind,
    ProgrammeState,
    next_day,
)
from dbs_tui.domain.building.suggest import PRIMER_SUFFIX, Suggestion, back_again
from dbs_tui.domain.history.emergency import EMERGENCY_SIGN, Signs

if TYPE_CHECKING:
    from dbs_tui.domain.history.history import History
    from dbs_tui.domain.training.routine import Routine
    from dbs_tui.domain.training.session import Session

LOADING = frozenset(
    {"squat", "glute-bridge", "leg-lift", "single-leg-bridge", "side-step", "side-lying-leg-lift"},
)
"""Exercises two of which make a session one of strength."""
GENTLE_ROUTINES = frozenset({"gentle-day", "evening-stretch", "desk-break-2"})
SESSION_PLANS = (DayPlan.STRENGTH, DayPlan.LIGHT, DayPlan.PRIMER)
"""What a day may be for that has a session."""


class ProgrammeAction(StrEnum):
    """What the user did with a programme."""

    BEGIN = "begin"
    WEEK = "week"
    """A week was chosen; the one that runs where what the rules decided was taken as it is."""
    END = "end"


class WeekdayUse(StrEnum):
    """The use of a weekday, as the user names it."""

    STRENGTH = "strength"
    LIGHT = "light"
    WALK = "walk"
    RUN = "run"
    LONG_RUN = "long"
    """A long or fast run."""
    FREE = "free"


@dataclass(frozen=True, slots=True)
class ProgrammeEvent:
    """One thing that the user did with a programme."""

    id: str
    at: datetime
    day: date
    """The local date where the user stood."""
    action: ProgrammeAction
    programme: str = ""
    """Id of the programme that was begun."""
    days: tuple[WeekdayUse, ...] = ()
    """What Monday to Sunday are for, where the user named that; empty for the programme's own days."""
    week: int = 0
    """The week that was chosen."""


@dataclass(frozen=True, slots=True)
class ProgrammeRun:
    """Where somebody is in a programme today."""

    state: ProgrammeState
    """As it is after the decision of today."""
    decisions: tuple[DayDecision, ...]
    """Of every day from the start up to today; never empty."""
    answered: date
    """The day on which a week was chosen or taken last, or the start."""

    @property
    def programme(self) -> Programme:
        """The programme, with the user's days."""
        return self.state.programme

    @property
    def today(self) -> DayDecision:
        """The decision of today."""
        return self.decisions[-1]

    @property
    def session(self) -> Routine | None:
        """The session to train today; ``None`` on a day without one."""
        return self.session_of(self.today.plan)

    def session_of(self, plan: DayPlan) -> Routine | None:
        """A session of the running week."""
        if plan is DayPlan.STRENGTH:
            return self.state.session
        return self.programme.week(self.state.week).sessions.get(plan)

    @property
    def card(self) -> DayDecision | None:
        """The last decision at a week's end, as long as the user has not answered it; ``None`` without one."""
        found = next((it for it in reversed(self.decisions) if it.gate in _WEEK_GATES), None)
        return found if found is not None and found.day > self.answered else None

    @property
    def day_of_week(self) -> tuple[int, int]:
        """Which strength session of the running week is next, and how many there are: 2 of 3."""
        done = sum(Activity.STRENGTH in record.did for record in self.state.this_week)
        days = 2 if self.state.through else len(self.programme.days[DayPlan.STRENGTH])
        return min(done + 1, days), days

    @property
    def week_starts(self) -> tuple[tuple[date, int], ...]:
        """The first day of each stretch of a week, and the number of the week: marks for a chart."""
        marks: list[tuple[date, int]] = []
        for decision in self.decisions:
            if not marks or marks[-1][1] != decision.week:
                marks.append((decision.day, decision.week))
        return tuple(marks)


_WEEK_GATES = (Gate.GO_ON, Gate.REPEAT, Gate.ONE_BACK)


def current(events: Iterable[ProgrammeEvent]) -> tuple[ProgrammeEvent, ...]:
    """The events of the programme that runs, the one that began it first; empty where none runs."""
    found = courses(events)
    return found[-1][0] if found and found[-1][1] is None else ()


def courses(events: Iterable[ProgrammeEvent]) -> tuple[tuple[tuple[ProgrammeEvent, ...], date | None], ...]:
    """The events of each programme that was begun, and the day on which it was ended or another one took its place."""
    found: list[tuple[tuple[ProgrammeEvent, ...], date | None]] = []
    for event in sorted(events, key=lambda it: (it.at, it.id)):
        last, ended = found[-1] if found else ((), event.day)
        if ended is None and event.action is not ProgrammeAction.WEEK:
            found[-1] = (last, event.day)
        if event.action is ProgrammeAction.BEGIN:
            found.append(((event,), None))
        elif event.action is ProgrammeAction.WEEK and ended is None:
            found[-1] = ((*last, event), None)
    return tuple(found)


def run_of(
    events: Iterable[ProgrammeEvent], programmes: Mapping[str, Programme], history: History, signs: Signs, today: date
) -> ProgrammeRun | None:
    """The programme that runs, as of today; ``None`` where none runs, or its file is gone."""
    return _played(current(events), programmes, history, signs, today)


def week_marks(
    events: Iterable[ProgrammeEvent], programmes: Mapping[str, Programme], history: History, signs: Signs, today: date
) -> tuple[tuple[date, int], ...]:
    """The first day of each stretch of a week in all programmes up to today, and the week; 0 where one was ended."""
    marks: list[tuple[date, int]] = []
    for begun, ended in courses(events):
        run = _played(begun, programmes, history, signs, today if ended is None else min(today, ended))
        marks += run.week_starts if run else ()
        if run and ended is not None and ended <= today:
            marks.append((ended, 0))
    return tuple(marks)


def _played(
    begun: tuple[ProgrammeEvent, ...],
    programmes: Mapping[str, Programme],
    history: History,
    signs: Signs,
    today: date,
) -> ProgrammeRun | None:
    """The run of a programme up to today, from its events, the history and the emergency signs."""
    if not begun or begun[0].programme not in programmes or begun[0].day > today:
        return None
    programme = with_days(programmes[begun[0].programme], begun[0].days)
    starts = begun[0].day
    state, decisions = ProgrammeState.begun(programme, starts), []
    for record in day_records(programme.id, begun, history, signs, starts, today):
        state, decision = next_day(state, record)
        decisions.append(decision)
    answered = max(event.day for event in begun)
    return ProgrammeRun(state, tuple(decisions), answered)


def programme_offer(run: ProgrammeRun, history: History, today: date) -> Suggestion | None:
    """What to train today by the programme, and why; ``None`` once today was trained, where it waits, and after a miss.

    A day for a walk, and a free one, offer the light session: strength never comes on two days in a row.
    """
    if today in history.training_days or run.today.plan is DayPlan.NONE or back_again(history, today):
        return None
    routine = run.session or run.session_of(DayPlan.LIGHT)
    if routine is None:
        return None
    return Suggestion(routine, run.today.reason)


# -- days of the week


def with_days(programme: Programme, days: Sequence[WeekdayUse]) -> Programme:
    """A programme with the user's days of the week; itself where they named none."""
    if len(days) != 7:
        return programme
    of: dict[DayPlan, tuple[int, ...]] = {
        plan: tuple(day for day, use in enumerate(days) if _PLANS.get(use) is plan)
        for plan in (DayPlan.STRENGTH, DayPlan.LIGHT, DayPlan.WALK, DayPlan.PRIMER)
    }
    long_runs = tuple(day for day, use in enumerate(days) if use is WeekdayUse.LONG_RUN)
    return replace(programme, days=of, long_runs=long_runs)


def days_of(programme: Programme) -> tuple[WeekdayUse, ...]:
    """The use of each weekday, Monday to Sunday."""
    return tuple(_use_on(programme, day) for day in range(7))


_PLANS = {
    WeekdayUse.STRENGTH: DayPlan.STRENGTH,
    WeekdayUse.LIGHT: DayPlan.LIGHT,
    WeekdayUse.WALK: DayPlan.WALK,
    WeekdayUse.RUN: DayPlan.PRIMER,
    WeekdayUse.LONG_RUN: DayPlan.PRIMER,
}


def _use_on(programme: Programme, day: int) -> WeekdayUse:
    if day in programme.long_runs:
        return WeekdayUse.LONG_RUN
    plan = programme.plan_on(day)
    return next((use for use, known in _PLANS.items() if known is plan), WeekdayUse.FREE)


# -- what every day brought


def day_records(
    programme: str, events: Sequence[ProgrammeEvent], history: History, signs: Signs, starts: date, today: date
) -> Iterable[DayRecord]:
    """A record for every day from the start up to today, without a gap."""
    chosen = {event.day: event.week for event in events if event.action is ProgrammeAction.WEEK}
    trained = _by_day(history, starts)
    day = starts
    while day <= today:
        sessions = trained.get(day, [])
        standing = _sign_on(signs, history, day)
        yield DayRecord(
            day,
            did=frozenset(done for it in sessions if (done := activity_of(it, programme)) is not None),
            effort=_highest(it.effort for it in sessions),
            before=_highest(it.discomfort.before for it in sessions),
            worst=_highest(it.discomfort.worst for it in sessions),
            next_morning=_highest(it.discomfort.next_morning for it in sessions),
            sign=standing,
            doctor_said=not standing,
            paused=_paused(history, day),
            to_week=chosen.get(day),
        )
        day += DAY


def activity_of(session: Session, programme: str = "") -> Activity | None:
    """The kind of a session: of the programme's session that it is, else by what was done in it.

    Two exercises that load the hip make it strength, nothing but movement a walk, anything else is light; one that does
    not count is nothing.
    """
    if not session.counts:
        return None
    for plan in SESSION_PLANS:
        if session.routine_id == f"{programme}-{plan}":
            return Activity(plan.value)
    if session.routine_id.endswith(PRIMER_SUFFIX):
        return Activity.PRIMER
    if session.routine_id not in GENTLE_ROUTINES and len(session.exercises_done & LOADING) >= 2:
        return Activity.STRENGTH
    walked = bool(session.exercises_done) and session.exercises_done <= {"walk", "stairs"}
    return Activity.WALK if walked else Activity.LIGHT


def _by_day(history: History, starts: date) -> dict[date, list[Session]]:
    found: dict[date, list[Session]] = {}
    for session in reversed(history.sessions):
        if session.local_date >= starts:
            found.setdefault(session.local_date, []).append(session)
    return found


def _highest(answers: Iterable[int | None]) -> int | None:
    return max((it for it in answers if it is not None), default=None)


def _sign_on(signs: Signs, history: History, day: date) -> bool:
    """Whether an emergency sign stopped exercise on a day."""
    until = Signs(
        tuple(sign for sign in signs.signs if sign.day <= day),
        tuple(release for release in signs.releases if release.day <= day),
    )
    return bool(until.standing(pause for pause in history.pauses if pause.first <= day))


def _paused(history: History, day: date) -> PauseKind | None:
    reasons = [pause.reason for pause in history.pauses if day in pause and pause.reason != EMERGENCY_SIGN]
    if not reasons:
        return None
    return PauseKind.ILLNESS if any(_is_illness(reason) for reason in reasons) else PauseKind.TRAVEL


def _is_illness(reason: str) -> bool:
    return reason.casefold() in ("illness", "ill", "injury")

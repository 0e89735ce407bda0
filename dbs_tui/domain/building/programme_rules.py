"""Which week of a programme comes next, and what a day is for: pure functions of what was recorded.

What a day brought counts from the next day on; an emergency sign, the word of a doctor and a pause count at once. Less
is immediate: pain of 6 and more, sore mornings in a row and exhausting sessions lead one week back at once. More comes
at the end of a week only. The numbers are clinical judgement, not from a trial; docs/programme.md says which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from dbs_tui.domain.building.programme import DayPlan, DoseChange, Programme, dose_changes
from dbs_tui.domain.history.pain_rules import ADJUST, FINE, Care, PainAnswers, caution

if TYPE_CHECKING:
    from dbs_tui.domain.training.routine import Routine

DAY = timedelta(days=1)
WEEK_LENGTH = 7
"""Days of a programme's week; days of illness are not counted."""
GENTLE_DAYS = 2
"""Days of the gentle session after a step back or an illness: 48 hours."""
ENOUGH_SESSIONS = 2
"""Strength sessions that a week needs to go on."""
HARD, EXHAUSTING = 7, 9
"""Effort from which a week is repeated; effort that leads one week back when it comes twice."""
SORE = 4
"""Pain of two mornings in a row that leads one week back."""
SORER_THAN_BEFORE = 2
"""Points above the answer before the session from which a morning is a reason to repeat."""
KEEP_DAYS = 2
"""Strength days a week once the programme is through."""
MISSED = (4, 8, 15, 29)
"""Days in a row without anything done from which: the week again, one back, two back, from the beginning."""


class Activity(StrEnum):
    """The kind of training that was done on a day."""

    STRENGTH = "strength"
    LIGHT = "light"
    WALK = "walk"
    PRIMER = "primer"
    RUN = "run"


class PauseKind(StrEnum):
    """The reason why nothing is expected of a day."""

    ILLNESS = "illness"
    TRAVEL = "travel"


class Gate(StrEnum):
    """A decision about the week."""

    GO_ON = "go_on"
    REPEAT = "repeat"
    ONE_BACK = "one_back"
    STOP = "stop"
    EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True)
class DayRecord:
    """What was done and answered on a day."""

    day: date
    did: frozenset[Activity] = frozenset()
    effort: int | None = None
    before: int | None = None
    worst: int | None = None
    next_morning: int | None = None
    sign: bool = False
    """An emergency sign was chosen."""
    doctor_said: bool = False
    """The user answered that a doctor said they can."""
    paused: PauseKind | None = None
    to_week: int | None = None
    """The week that the user chose on this day; a later one than theirs is heard only where ``why_not_up`` is empty."""

    @property
    def pain(self) -> PainAnswers:
        """The answers about pain of the day."""
        return PainAnswers(self.day, self.before, self.worst, self.next_morning)


@dataclass(frozen=True, slots=True)
class DayDecision:
    """The kind of a day, and the decision that was made on its morning, each with its reason."""

    day: date
    week: int
    plan: DayPlan
    gate: Gate | None
    changes: tuple[DoseChange, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ProgrammeState:
    """Where somebody is in a programme, on the morning of a day."""

    programme: Programme
    starts: date
    week: int = 1
    first: date = date.min
    """The day on which this week began, or begins after gentle days."""
    gentle_until: date = date.min
    """The first day that is not gentle any more."""
    base: int = 1
    """The week from which missed days lead back."""
    emergency: bool = False
    off: bool = False
    """A doctor is to be seen: the programme is over until it is begun anew."""
    through: bool = False
    """All weeks are done: the last one is kept up, on two days."""
    ill: bool = False
    missed_steps: int = 0
    """How many of the borders of missed days were told already."""
    straight: bool = False
    """Whether the leg lift is done with straight legs."""
    moved: date = date.min
    """The day of the last step to another week, at first of the start."""
    records: tuple[DayRecord, ...] = field(default=(), repr=False)
    """Every day up to yesterday."""

    @classmethod
    def begun(cls, programme: Programme, starts: date) -> ProgrammeState:
        """A programme on its first morning."""
        return cls(programme, starts, first=starts, moved=starts)

    @property
    def at_an_end(self) -> bool:
        """Whether this week is the last one, or the last before the user is asked whether to go further."""
        return self.week in (self.programme.first_weeks, len(self.programme.weeks))

    @property
    def session(self) -> Routine:
        """The strength session of the week."""
        return self.programme.week(self.week).strength(self.straight)

    @property
    def this_week(self) -> tuple[DayRecord, ...]:
        """The days of the running week up to yesterday, without those of an illness."""
        return tuple(it for it in self.records if it.day >= self.first and it.paused is not PauseKind.ILLNESS)


def played(programme: Programme, starts: date, records: Iterable[DayRecord]) -> Iterator[DayDecision]:
    """The decisions of every day, one record a day in order; the first one is of the day ``starts``."""
    state = ProgrammeState.begun(programme, starts)
    for record in records:
        state, decision = next_day(state, record)
        yield decision


def next_day(state: ProgrammeState, record: DayRecord) -> tuple[ProgrammeState, DayDecision]:
    """The decision about a day and the state of the next morning; days follow each other without a gap."""
    before, week = state.session, state.week
    state = replace(state, emergency=(state.emergency and not record.doctor_said) or record.sign)
    state, gate, reason = _judged(state, record)
    state = _chosen(state, record)
    state = state if state.week == week else replace(state, moved=record.day)
    plan, why = _planned(state, record)
    decision = DayDecision(record.day, state.week, plan, gate, dose_changes(before, state.session), reason or why)
    return replace(state, ill=record.paused is PauseKind.ILLNESS, records=(*state.records, record)), decision


# -- what the user chose


def why_not_up(state: ProgrammeState, day: date) -> str:
    """Why no later week may be chosen, in a sentence; empty where one may."""
    if state.emergency or state.off or state.ill:
        return "The programme waits."
    if (found := caution([record.pain for record in state.records], day, state.starts)).care is not Care.NONE:
        return found.reason
    lately = (record.pain.highest or 0 for record in state.records if day - record.day <= DAY * WEEK_LENGTH)
    if (pain := max(lately, default=0)) > FINE:
        return f"Pain was {pain} of 10 in the last seven days."
    if day < state.gentle_until or day - state.moved < DAY * WEEK_LENGTH:
        return "One step a week is enough."
    return "" if state.week < len(state.programme.weeks) else "There is no later week."


def _chosen(state: ProgrammeState, record: DayRecord) -> ProgrammeState:
    """The state after the user's own choice: an earlier week at any time, the next one where it is allowed.

    At the end of the first weeks the later one is to be through with them.
    """
    week, day = record.to_week, record.day
    if week is None or state.emergency or state.off or record.paused is PauseKind.ILLNESS:
        return state
    if 1 <= week < state.week:
        return replace(_to_week(state, week), first=max(day, state.gentle_until))
    if week != state.week + 1 or why_not_up(state, day):
        return state
    if state.at_an_end and not state.through:
        return replace(state, through=True, first=day, base=state.week)
    return replace(_to_week(state, week), first=day)


# -- the gates


_Judged = tuple[ProgrammeState, Gate | None, str]


def _judged(state: ProgrammeState, record: DayRecord) -> _Judged:
    """The state after the decision of a morning, with the decision and its reason; the most careful rule wins."""
    if state.emergency:
        told = "An emergency sign: exercise waits until a doctor has said that you can; walking is fine."
        return state, Gate.EMERGENCY, told
    if state.off or record.paused is PauseKind.ILLNESS:
        return state, None, ""
    day = record.day
    if _days_missed(state) < MISSED[0]:
        state = replace(state, missed_steps=0, base=state.week)
    for rule in (_stop, _after_illness, _one_back, _missed, _week_end):
        if (found := rule(state, day)) is not None:
            return found
    return state, None, ""


def _stop(state: ProgrammeState, day: date) -> _Judged | None:
    found = caution([record.pain for record in state.records], day, state.starts)
    if found.care is not Care.DOCTOR:
        return None
    return replace(state, off=True), Gate.STOP, f"{found.reason} See a doctor soon; the programme stops."


def _after_illness(state: ProgrammeState, day: date) -> _Judged | None:
    if not state.ill:
        return None
    gate = Gate.ONE_BACK if state.week > 1 else Gate.REPEAT
    return _back(state, day), gate, f"After an illness: two gentle days, then {_week_words(state, state.week - 1)}."


def _one_back(state: ProgrammeState, day: date) -> _Judged | None:
    reason = _too_much(state.this_week)
    if not reason:
        return None
    told = f"{reason} No strength for 48 hours, then {_week_words(state, state.week - 1)}."
    return _back(state, day), Gate.ONE_BACK, told


def _too_much(records: tuple[DayRecord, ...]) -> str:
    """Why the week has to be made easier at once, in a sentence; empty where nothing asks for it."""
    highest = max((record.pain.highest or 0 for record in records), default=0)
    if highest > ADJUST:
        return f"Pain was {highest} of 10."
    mornings = [record.next_morning for record in records if record.next_morning is not None]
    for first, second in pairwise(mornings):
        if min(first, second) >= SORE:
            return f"Pain was {first} and {second} of 10 on two mornings in a row."
    exhausting = [it.effort for it in records if it.effort is not None and it.effort >= EXHAUSTING]
    return f"Effort was {exhausting[-2]} and {exhausting[-1]} of 10." if len(exhausting) >= 2 else ""


def _missed(state: ProgrammeState, day: date) -> _Judged | None:
    """The decision after days without training: the week again, one back, or from the beginning; ``None`` after few."""
    missed = _days_missed(state)
    steps = sum(missed >= border for border in MISSED)
    if not steps:
        return None
    week = 1 if missed >= MISSED[-1] else max(1, state.base - (steps - 1))
    moved = replace(_to_week(state, week), base=state.base, first=day, missed_steps=steps)
    if steps == state.missed_steps:
        return moved, None, ""
    again = "from the beginning" if missed >= MISSED[-1] else _week_words(state, week)
    gate = Gate.REPEAT if steps == 1 else Gate.ONE_BACK
    return moved, gate, f"{missed} days without training: {again}. Nothing has to be made up for."


def _days_missed(state: ProgrammeState) -> int:
    """Days in a row up to yesterday without training; days of an illness are left out and start the count anew."""
    missed = 0
    for record in reversed(state.records):
        if record.did or record.paused is PauseKind.ILLNESS or record.day < state.gentle_until:
            break
        missed += 1
    return missed


def _week_end(state: ProgrammeState, day: date) -> _Judged | None:
    """The decision at the end of a week: once more, or on to the next; ``None`` before its last day is over."""
    records = state.this_week
    if len(records) < WEEK_LENGTH or (state.through and not _to_repeat(records)):
        return (replace(state, first=day), None, "") if len(records) >= WEEK_LENGTH else None
    if reason := _to_repeat(records):
        again = replace(state, first=day, base=state.week, straight=state.straight and _may_be_straight(records))
        return again, Gate.REPEAT, f"{reason} The same week once more."
    sessions = sum(Activity.STRENGTH in record.did for record in records)
    told = f"{sessions} strength sessions, effort and pain as they should be: "
    if state.at_an_end:
        kept = replace(state, through=True, first=day, base=state.week)
        return kept, Gate.GO_ON, f"{told}all weeks are done; keep it up on two days a week."
    further = replace(state, week=state.week + 1, base=state.week + 1, first=day)
    further = replace(further, straight=_may_be_straight(state.records))
    return further, Gate.GO_ON, f"{told}on to {_week_words(state, state.week + 1)}."


def _to_repeat(records: tuple[DayRecord, ...]) -> str:
    """Why a week has to be repeated, in a sentence; empty where it need not be."""
    strength = [record for record in records if Activity.STRENGTH in record.did]
    if len(strength) < ENOUGH_SESSIONS:
        return f"{len(strength)} of {ENOUGH_SESSIONS} strength sessions."
    if (effort := max((record.effort or 0 for record in strength[-2:]), default=0)) >= HARD:
        return f"Effort was {effort} of 10."
    pain = max((record.pain.highest or 0 for record in records), default=0)
    if pain > FINE:
        return f"Pain was {pain} of 10."
    for record in records:
        if _sorer(record):
            return f"The morning after was {record.next_morning} of 10, before the session it was {record.before}."
    if (unanswered := sum(record.next_morning is None for record in strength)) >= 2:
        return f"{unanswered} mornings after are unanswered."
    return ""


def _sorer(record: DayRecord) -> bool:
    morning, before = record.next_morning, record.before
    return morning is not None and before is not None and morning - before >= SORER_THAN_BEFORE


def _may_be_straight(records: tuple[DayRecord, ...]) -> bool:
    """Whether the last two strength sessions were known to be free of pain, with an effort of 6 at most."""
    last = [record for record in records if Activity.STRENGTH in record.did][-2:]
    return len(last) == 2 and all(
        record.effort is not None and record.effort < HARD and record.worst == 0 and not record.next_morning
        for record in last
    )


def _back(state: ProgrammeState, day: date) -> ProgrammeState:
    """The state one week earlier, after two gentle days."""
    begins = day + DAY * GENTLE_DAYS
    return replace(_to_week(state, max(1, state.week - 1)), first=begins, gentle_until=begins)


def _to_week(state: ProgrammeState, week: int) -> ProgrammeState:
    """The state in another week, without straight legs; a programme that was finished is gone through again."""
    if week == state.week:
        return replace(state, base=week)
    return replace(state, week=week, base=week, through=False, straight=False)


def _week_words(state: ProgrammeState, week: int) -> str:
    number = max(1, week)
    return f"week {number} again" if number == state.week else f"week {number}"


# -- what a day is for


def _planned(state: ProgrammeState, record: DayRecord) -> tuple[DayPlan, str]:
    """The kind of a day, and the reason."""
    if state.emergency:
        return DayPlan.NONE, ""
    if state.off:
        return DayPlan.NONE, "The programme has stopped; begin it again once someone has seen you."
    if record.paused is PauseKind.ILLNESS:
        return DayPlan.NONE, "Ill: nothing with a fever or an infection. After chest pain ask a doctor first."
    if record.paused is PauseKind.TRAVEL:
        return DayPlan.NONE, "Travelling: nothing is expected."
    plan = state.programme.plan_on(record.day.weekday())
    if plan in (DayPlan.STRENGTH, DayPlan.PRIMER):
        return _eased(state, record.day, plan)
    return plan, f"Week {state.week}: {_PLAN_WORDS[plan]}"


def _eased(state: ProgrammeState, day: date, plan: DayPlan) -> tuple[DayPlan, str]:
    """Strength, or something lighter where the records ask for that."""
    found = caution([record.pain for record in state.records], day)
    if day < state.gentle_until:
        return DayPlan.LIGHT, "A gentle day: strength waits for 48 hours."
    if found.care is not Care.NONE:
        return DayPlan.LIGHT, found.reason
    if plan is DayPlan.STRENGTH and state.records and Activity.STRENGTH in state.records[-1].did:
        return DayPlan.LIGHT, "Strength was yesterday, and never comes two days in a row."
    if plan is DayPlan.STRENGTH and state.through and day.weekday() not in state.programme.days[plan][:KEEP_DAYS]:
        return DayPlan.REST, "Two strength days a week keep what you have."
    return plan, f"Week {state.week}: {_PLAN_WORDS[plan]}"


_PLAN_WORDS = {
    DayPlan.STRENGTH: "a strength day.",
    DayPlan.LIGHT: "a light day.",
    DayPlan.WALK: "an easy walk of 15 to 30 minutes.",
    DayPlan.REST: "a free day.",
    DayPlan.PRIMER: "the primer before the run.",
}

"""A programme of weeks: which sessions each week prescribes, and on which days of the week they fall.

Programmes are data (``dbs_tui/content/programmes/*.toml``, and the user's own); what comes next is decided in
``programme_rules.py``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from dbs_tui.domain.training.exercise import ExerciseKind
from dbs_tui.domain.training.routine import Block, Problem, Routine, outside

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKS = range(1, 13)
EFFORT = range(11)
LEG_LIFT, BENT_KNEE = "leg-lift", "bent-knee"
STRAIGHT_REPS = range(11)
"""Reps of the straight leg lift that a week may have; 0 for none."""
STRENGTH_DAYS = range(1, 5)


class DayPlan(StrEnum):
    """The kind of a day in a programme."""

    STRENGTH = "strength"
    LIGHT = "light"
    WALK = "walk"
    REST = "rest"
    PRIMER = "primer"
    NONE = "none"
    """Nothing: the programme is paused, stopped or over."""


@dataclass(frozen=True, slots=True)
class ProgrammeWeek:
    """One week of a programme."""

    name: str
    sessions: Mapping[DayPlan, Routine]
    """``strength`` always, ``light`` and ``primer`` where the programme has such days."""
    effort: tuple[int, int] = (2, 6)
    """The effort to aim at, lowest and highest."""
    breaks: str = ""
    """Breaks from sitting, in words."""
    stairs: str = ""
    straight_leg_lift: int = 0
    """Reps of the straight leg lift in place of the bent one, for those who may; 0 for none."""

    def strength(self, straight: bool = False) -> Routine:
        """The strength session of the week; its leg lift is straight with ``straight``, where the week allows that."""
        routine = self.sessions[DayPlan.STRENGTH]
        if not straight or not self.straight_leg_lift:
            return routine
        return replace(routine, blocks=tuple(self._straightened(block) for block in routine.blocks))

    def _straightened(self, block: Block) -> Block:
        if block.exercise.id != LEG_LIFT:
            return block
        return replace(block, sets=1, reps=self.straight_leg_lift, variant=None)


@dataclass(frozen=True, slots=True)
class Programme:
    """A plan of some weeks."""

    id: str
    name: str
    description: str
    days: Mapping[DayPlan, tuple[int, ...]]
    """Days of the week, 0 Monday to 6 Sunday, for strength, light, walk and primer; a day that is in none is free."""
    weeks: tuple[ProgrammeWeek, ...]
    long_runs: tuple[int, ...] = ()
    """Days of a long or fast run, among those of the primer."""
    ask_after: int = 0
    """The week after which the user chooses to keep what there is or to build on it; 0 for the last one."""

    @property
    def first_weeks(self) -> int:
        """How many weeks there are before the user is asked whether to build on them."""
        return self.ask_after or len(self.weeks)

    def plan_on(self, weekday: int) -> DayPlan:
        """The kind of day on a weekday, 0 for Monday."""
        return next((plan for plan, days in self.days.items() if weekday in days), DayPlan.REST)

    def week(self, number: int) -> ProgrammeWeek:
        """The week with a number, from 1; the last week for numbers beyond it."""
        return self.weeks[min(number, len(self.weeks)) - 1]


@dataclass(frozen=True, slots=True)
class DoseChange:
    """One exercise whose dose differs between two sessions."""

    exercise: str
    """Its id."""
    before: str
    """The dose, ``2 × 8``, with the form in brackets where it changes too; ``–`` when it was not there."""
    after: str


def dose_changes(before: Routine, after: Routine) -> tuple[DoseChange, ...]:
    """The exercises whose sets, reps, hold or form differ, in the order of ``after``; walks do not count."""
    old, new = _by_exercise(before), _by_exercise(after)
    return tuple(
        DoseChange(exercise, _told(old.get(exercise), new.get(exercise)), _told(new.get(exercise), old.get(exercise)))
        for exercise in dict.fromkeys((*new, *old))
        if _dose(old.get(exercise)) != _dose(new.get(exercise))
    )


def _by_exercise(routine: Routine) -> dict[str, Block]:
    return {block.exercise.id: block for block in routine.blocks if block.exercise.kind is not ExerciseKind.MOVE}


def _dose(block: Block | None) -> tuple[str, str | None] | None:
    return (block.dose, block.variant) if block else None


def _told(block: Block | None, other: Block | None) -> str:
    if block is None:
        return "–"
    if other is None or other.variant == block.variant:
        return block.dose
    return f"{block.dose} ({block.variant or 'plain'})"


def programme_problems(programme: Programme) -> Iterator[Problem]:
    """Everything that is wrong with a programme's days and weeks; its sessions are judged as routines are."""
    if wrong := outside(len(programme.weeks), WEEKS, " weeks"):
        yield Problem(("weeks",), wrong)
    elif not 0 <= programme.ask_after <= len(programme.weeks):
        yield Problem(("ask_after",), f"must be the number of a week, 1 to {len(programme.weeks)}")
    yield from day_problems(programme)
    for index, week in enumerate(programme.weeks):
        for path, problem in _week_problems(week, programme):
            yield Problem(("weeks", index, *path), problem)


def day_problems(programme: Programme) -> Iterator[Problem]:
    """Everything that is wrong with the days of the week."""
    strength = programme.days[DayPlan.STRENGTH]
    if wrong := outside(len(strength), STRENGTH_DAYS, " days"):
        yield Problem(("strength",), wrong)
    yield from _twice(programme)
    for day in strength:
        if (day + 1) % 7 in strength:
            yield Problem(("strength",), f"{WEEKDAYS[day]} and {WEEKDAYS[(day + 1) % 7]} are two days in a row")
        if (day + 1) % 7 in programme.long_runs:
            yield Problem(("strength",), f"{WEEKDAYS[day]} is the day before a long run")
    for day in programme.long_runs:
        if day not in programme.days.get(DayPlan.PRIMER, ()):
            yield Problem(("long",), f"{WEEKDAYS[day]} is not one of the days of run")


def _twice(programme: Programme) -> Iterator[Problem]:
    """A problem for each weekday that is named twice."""
    taken: set[int] = set()
    for plan, days in programme.days.items():
        for day in days:
            if day in taken:
                key = "run" if plan is DayPlan.PRIMER else plan.value
                yield Problem((key,), f"{WEEKDAYS[day]} is a day of something else already, or named twice")
            taken.add(day)


def _week_problems(week: ProgrammeWeek, programme: Programme) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What is wrong with a week, each with its path in the file."""
    for plan, key in ((DayPlan.LIGHT, "light"), (DayPlan.PRIMER, "primer")):
        if programme.days.get(plan) and plan not in week.sessions:
            yield (key,), f"is missing; there are days for it: add [[weeks.{key}]]"
    if not week.effort[0] <= week.effort[1] or any(limit not in EFFORT for limit in week.effort):
        yield ("effort",), "must be two numbers from 0 to 10, the lower one first"
    if wrong := outside(week.straight_leg_lift, STRAIGHT_REPS, " reps"):
        yield ("straight_leg_lift",), wrong
    for index, block in enumerate(week.sessions[DayPlan.STRENGTH].blocks):
        if block.exercise.id == LEG_LIFT and block.variant != BENT_KNEE:
            yield ("strength", index, "variant"), "must be bent-knee; straight_leg_lift says when it may be straight"

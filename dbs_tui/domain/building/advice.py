"""What a coach would say about a routine: hints in kind words, each with its block. Advice, never a wall.

Most important first. Every rule has its reason in its words; what the shipped routines do is never advised against.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from dbs_tui.domain.common.text import counted
from dbs_tui.domain.history.history import History
from dbs_tui.domain.training.exercise import ExerciseKind
from dbs_tui.domain.training.routine import Block, Routine

LONGEST_HOLD = 60
"""Seconds a side that a stretch gains from (``reference``: flexibility, 10 to 30 s, 60 s in all)."""
TIMES_DOWN = 1
"""Times to lie or sit down on the floor that nobody minds."""
STRONG_START = 1.5
"""Times the usual reps that are no longer a way to begin."""
DAYS, OFTEN = 7, 5
"""Days to look back for one exercise only, and on how many of them it is too much of the same."""


@dataclass(frozen=True, slots=True)
class Hint:
    """One piece of advice."""

    at: int | None
    """Index of the block it is about; ``None`` for the routine as a whole."""
    says: str
    """One or two short sentences."""


def advice(routine: Routine, history: History | None = None, today: date | None = None) -> tuple[Hint, ...]:
    """Everything to say about a routine, most important first; with a history, also about the last days."""
    hints = [*_no_rest(routine), *_long_holds(routine), *_start(routine), *_up_and_down(routine), *_twice(routine)]
    if history is not None and today is not None:
        hints += _same_every_day(routine, history, today)
    return tuple(hints)


def _no_rest(routine: Routine) -> Iterator[Hint]:
    for at, block in enumerate(routine.blocks):
        if block.exercise.kind is ExerciseKind.REPS and block.sets > 1 and not block.rest:
            rest = f"{block.exercise.rest or 30} s between them"
            yield Hint(at, f"{block.sets} sets without a rest. {rest} keep the last as good as the first.")


def _long_holds(routine: Routine) -> Iterator[Hint]:
    for at, block in enumerate(routine.blocks):
        if (block.hold or 0) > LONGEST_HOLD:
            yield Hint(at, f"Over {LONGEST_HOLD} s a hold gains little. Two of 30 s do the same, and are kinder.")


def _start(routine: Routine) -> Iterator[Hint]:
    """A hint where the routine begins with a stretch or with something strong."""
    first = next(iter(routine.blocks), None)
    if first is None:
        return
    if first.exercise.kind is ExerciseKind.HOLD and len(routine.blocks) > 1:
        yield Hint(0, "A stretch goes better warm. Let a short walk or some easy reps come first.")
    if first.exercise.kind is ExerciseKind.REPS and _volume(first) > STRONG_START * _usual_volume(first):
        yield Hint(0, "That is a strong start. A minute of walking or an easy set before it warms you up.")


def _volume(block: Block) -> int:
    return block.sets * block.reps


def _usual_volume(block: Block) -> int:
    exercise = block.exercise
    standard = next((level for level in exercise.levels if level.name == "standard"), None)
    return (standard.sets if standard else exercise.sets) * ((standard and standard.reps) or exercise.reps)


def _up_and_down(routine: Routine) -> Iterator[Hint]:
    """A hint where the routine goes down to the floor too often."""
    down = [block.position.on_the_floor for block in routine.blocks]
    going = [at for at, (before, now) in enumerate(pairwise([False, *down])) if now and not before]
    if len(going) > TIMES_DOWN:
        yield Hint(
            going[TIMES_DOWN],
            f"You get down to the floor {len(going)} times. Floor moves one after the other save the ups and downs.",
        )


def _twice(routine: Routine) -> Iterator[Hint]:
    for at, (before, block) in enumerate(pairwise(routine.blocks), start=1):
        if (before.exercise.id, before.variant) == (block.exercise.id, block.variant):
            yield Hint(at, "The same exercise twice in a row. One block with more sets has a rest between them.")


def _same_every_day(routine: Routine, history: History, today: date) -> Iterator[Hint]:
    """A hint where one exercise is all there is, now and in the last days; walks do not count."""
    exercises = {block.exercise.id: block.exercise for block in routine.blocks}
    trained = [exercise for exercise in exercises.values() if exercise.kind is not ExerciseKind.MOVE]
    if len(trained) != 1:
        return
    since = today - timedelta(days=DAYS)
    recent = [session for session in history.as_of(today).sessions if since < session.local_date and session.counts]
    days = {session.local_date for session in recent if {record.exercise for record in session.sets} <= set(exercises)}
    if len(days) >= OFTEN:
        alone = f"{trained[0].name} alone, {counted(len(days), 'day')} of {DAYS}."
        yield Hint(None, f"{alone} Another move now and then lets it recover.")

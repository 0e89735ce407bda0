"""What the user plans: a routine of blocks, each one exercise with its sets, reps or seconds, tempo and rest.

A block holds its exercise and every figure, so a routine is complete by itself: what was planned does not change when
the catalogue does. ``problems`` tells everything that is wrong with one, with the limits a person can read.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from dbs_tui.domain.common.text import unprintable
from dbs_tui.domain.training.exercise import Beat, Exercise, ExerciseKind, Position, Side

SETS = range(1, 21)
REPS = range(1, 101)
ONE = range(1, 2)
"""Reps of what is not counted in reps, sets of a walk."""
REST = range(601)
HOLD = range(5, 601)
"""Seconds of a hold, a side."""
MOVE = range(10, 3601)
"""Seconds of a walk or of stairs."""
BEAT = range(61)
"""Seconds of a beat inside a rep; 0 leaves it out."""
BLOCKS = range(1, 101)
NAME_LENGTH = range(1, 61)
DESCRIPTION_LENGTH = range(201)


class Problem(NamedTuple):
    """One thing that is wrong, and where."""

    path: tuple[str | int, ...]
    """Keys and indexes from the top of the routine: ``("blocks", 1, "hold")``."""
    what: str

    @property
    def where(self) -> str:
        """The path as a person counts: ``block 2 hold``."""
        words: list[str] = []
        for part in self.path:
            if isinstance(part, int):
                words[-1] = f"{words[-1].removesuffix('s')} {part + 1}"
            else:
                words.append(part)
        return " ".join(words)


@dataclass(frozen=True, slots=True)
class Block:
    """One exercise of a routine, with its dose."""

    exercise: Exercise
    sets: int
    reps: int
    """Reps a set; 1 for holds and movement."""
    rest: int
    """Seconds between sets; none after the last."""
    tempo: tuple[int, ...]
    """Seconds of each of the exercise's beats, in order. A hold's or a movement's length is one of them."""
    variant: str | None = None
    first_side: Side | None = None
    """The side that starts each set; ``None`` takes turns from session to session. Only where there are two sides."""

    @classmethod
    def of(cls, exercise: Exercise) -> "Block":
        """The exercise at its default dose, in the form that it begins with."""
        return cls(exercise, exercise.sets, exercise.reps, exercise.rest, exercise.tempo, exercise.form)

    def lasting(self, seconds: int) -> "Block":
        """The same block with another length of its main beat: the hold, the walk."""
        main = self.exercise.main_beat
        return replace(self, tempo=(*self.tempo[:main], seconds, *self.tempo[main + 1 :]))

    @property
    def main_seconds(self) -> int:
        """Seconds of the main beat: of the hold, of the walk."""
        return self.tempo[self.exercise.main_beat]

    @property
    def hold(self) -> int | None:
        """Seconds held a set and side; ``None`` unless the exercise is a hold."""
        return self.main_seconds if self.exercise.kind is ExerciseKind.HOLD else None

    @property
    def form(self) -> Exercise:
        """The exercise as this block does it: in its variant."""
        return self.exercise.in_variant(self.variant)

    @property
    def position(self) -> Position:
        """Where the body is during the block."""
        return self.form.position

    @property
    def fetch(self) -> str:
        """What is to be fetched for it: ``a chair``, ``a mat``; empty for nothing."""
        if self.position is Position.SITTING or "chair" in (self.variant or ""):
            return "a chair"
        return "a mat" if self.position.on_the_floor else ""

    @property
    def beats(self) -> tuple[Beat, ...]:
        """The beats of one rep at this block's tempo; beats of 0 s are left out."""
        pairs = zip(self.form.beats, self.tempo, strict=True)
        return tuple(beat._replace(seconds=seconds) for beat, seconds in pairs if seconds)

    @property
    def dose(self) -> str:
        """Sets and reps or seconds in the usual short form: ``2 × 10``, ``2 × 30 s/side``, ``60 s``."""
        seconds = f"{self.main_seconds} s"
        if self.exercise.kind is ExerciseKind.MOVE:
            return seconds
        amount = str(self.reps) if self.exercise.kind is ExerciseKind.REPS else seconds
        return f"{self.sets} × {amount}" + ("/side" if self.exercise.sides == 2 else "")


@dataclass(frozen=True, slots=True)
class Routine:
    """An ordered plan of blocks."""

    id: str
    name: str
    description: str
    blocks: tuple[Block, ...]

    @property
    def needs_floor(self) -> bool:
        """Whether any block is done on the floor."""
        return any(block.position.on_the_floor for block in self.blocks)

    @property
    def fetch(self) -> tuple[str, ...]:
        """What is to be fetched for all of it, each once, in the order in which it is needed."""
        return tuple(dict.fromkeys(block.fetch for block in self.blocks if block.fetch))


def problems(routine: Routine) -> Iterator[Problem]:
    """Everything that is wrong with a routine, top to bottom; nothing when it can be trained."""
    yield from _text(("name",), routine.name, NAME_LENGTH)
    yield from _text(("description",), routine.description, DESCRIPTION_LENGTH)
    if len(routine.blocks) not in BLOCKS:
        yield Problem(("blocks",), f"must be {BLOCKS[0]} to {BLOCKS[-1]} blocks, not {len(routine.blocks)}")
    for index, block in enumerate(routine.blocks):
        for problem in _block_problems(block):
            yield problem._replace(path=("blocks", index, *problem.path))


def outside(value: int, limits: range, unit: str = "") -> str | None:
    """What is wrong with a number outside its limits; ``None`` when it is inside."""
    allowed = f"{limits[0]} to {limits[-1]}" if len(limits) > 1 else f"{limits[0]}"
    return None if value in limits else f"must be {allowed}{unit}, not {value}"


def _text(path: tuple[str, ...], text: str, limits: range) -> Iterator[Problem]:
    if found := unprintable(text):
        yield Problem(path, f"must not contain the control character U+{ord(found):04X}")
    if wrong := outside(len(text) if text.strip() else 0, limits, " characters"):
        yield Problem(path, wrong)


class BlockNumber(NamedTuple):
    """One number of a block, with what it may be."""

    path: tuple[str, ...]
    """Its place in the block: ``("sets",)``, ``("tempo", "lean")``."""
    value: int
    limits: range
    unit: str
    """`` s`` for seconds, empty for what is counted."""


def figures(block: Block) -> Iterator[BlockNumber]:
    """Every number of a block, those that its kind leaves no choice among them (``limits`` has one value)."""
    kind = block.exercise.kind
    yield BlockNumber(("sets",), block.sets, ONE if kind is ExerciseKind.MOVE else SETS, "")
    yield BlockNumber(("reps",), block.reps, REPS if kind is ExerciseKind.REPS else ONE, "")
    yield BlockNumber(("rest",), block.rest, REST, " s")
    for index, (beat, seconds) in enumerate(zip(block.exercise.beats, block.tempo, strict=True)):
        if index != block.exercise.main_beat or kind is ExerciseKind.REPS:
            yield BlockNumber(("tempo", beat.name), seconds, BEAT, " s")
        elif kind is ExerciseKind.HOLD:
            yield BlockNumber(("hold",), seconds, HOLD, " s")
        else:
            yield BlockNumber(("seconds",), seconds, MOVE, " s")


def _block_problems(block: Block) -> Iterator[Problem]:
    """What is wrong with a block: its variant, its tempo, and its numbers outside their limits."""
    for figure in figures(block):
        if wrong := outside(figure.value, figure.limits, figure.unit):
            yield Problem(figure.path, wrong)
    if not any(block.tempo):
        yield Problem(("tempo",), "a rep must last 1 s or more")
    if block.variant is not None and block.variant not in {variant.id for variant in block.exercise.variants}:
        known = ", ".join(variant.id for variant in block.exercise.variants) or "none"
        yield Problem(("variant",), f"{block.exercise.id} has no variant '{block.variant}'; it has: {known}")
    if block.first_side is not None and block.exercise.sides == 1:
        yield Problem(("first_side",), f"{block.exercise.id} works both sides at once; leave first_side out")

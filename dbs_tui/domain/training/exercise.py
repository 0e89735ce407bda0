"""What can be trained: exercises with their beats, cues and cautions, and the catalogue that holds them.

The values are data (``dbs_tui/content/exercises.toml``); nothing here knows one exercise from another.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dbs_tui.domain.figure.pose import Move


class ExerciseKind(StrEnum):
    """How a set is counted."""

    HOLD = "hold"
    """Seconds of one long beat, named ``hold``."""
    REPS = "reps"
    """Repetitions at a tempo."""
    MOVE = "move"
    """Seconds of moving about; no sets, no reps."""


class Position(StrEnum):
    """Where the body is; a change of position needs more time to get ready."""

    STANDING = "standing"
    SITTING = "sitting"
    FLOOR = "floor"
    KNEELING = "kneeling"
    LYING = "lying"
    SIDE = "side"
    """Lying on the side."""

    @property
    def on_the_floor(self) -> bool:
        """Whether it needs room, and a mat, on the floor."""
        return self in (Position.FLOOR, Position.KNEELING, Position.LYING, Position.SIDE)

    @property
    def words(self) -> str:
        """The position as it is said to the user."""
        return {
            "sitting": "on a chair",
            "floor": "sitting on the floor",
            "kneeling": "kneeling on one knee",
            "lying": "lying on your back",
            "side": "lying on your side",
        }.get(self, self)


class Side(StrEnum):
    """The leg that works in a one-sided exercise."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> "Side":
        """The opposite side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


def for_side(text: str, side: Side | None) -> str:
    """A line of a setup for the side that works: ``{side}`` is ``left`` or ``right``; ``one`` where none is meant."""
    name = str(side or "one")
    return text.replace("{side}", name).replace("{Side}", name.capitalize())


class Breath(StrEnum):
    """What the breath does during a beat: out on the effort, in on the return, never held."""

    OUT = "out"
    IN = "in"
    FREE = "free"


class Beat(NamedTuple):
    """One part of a rep, such as the 3 s squeeze or the 1 s relax."""

    name: str
    seconds: int
    breath: Breath
    cue: str
    """What to do, in 40 characters at most: it is read from two metres away."""


class Variant(NamedTuple):
    """Another form of the same exercise: another pose, the same counting."""

    id: str
    name: str
    position: Position
    setup: tuple[str, ...]
    cues: tuple[tuple[str, str], ...] = ()
    """Pairs of a beat's name and the cue that replaces the exercise's own."""


class Level(NamedTuple):
    """A ready-made dose: easy, standard or strong. ``None`` keeps the exercise's own figure."""

    name: str
    sets: int
    reps: int | None = None
    hold: int | None = None
    variant: str | None = None


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise: its default dose, how to do it, and when not to."""

    id: str
    name: str
    summary: str
    kind: ExerciseKind
    position: Position
    sides: int
    """1, or 2 when each side works on its own for the same time."""
    switch: int
    """Seconds to change sides; 0 for one-sided."""
    sets: int
    reps: int
    rest: int
    """Seconds between sets."""
    beats: tuple[Beat, ...]
    """The parts of one rep, in order."""
    setup: tuple[str, ...] = ()
    primary: tuple[str, ...] = ()
    secondary: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    essentials: tuple[str, ...] = ()
    """What must stay true of the exercise, whatever else is edited."""
    mistakes: tuple[str, ...] = ()
    easier: tuple[str, ...] = ()
    harder: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    """Signs that end the set."""
    ask_first: tuple[str, ...] = ()
    """Who should talk to a clinician before doing it."""
    levels: tuple[Level, ...] = ()
    variants: tuple[Variant, ...] = ()
    extra: bool = False
    """Optional: neither one of the five nor a way to move about."""
    own: bool = False
    """The user's, not ours: nobody here has checked its words."""
    figure: str = ""
    """Of an own one, the figure that shows it: ``squat``, or ``squat/chair``; empty for none or a move of its own."""
    move: "Move | None" = None
    """Of an own one, the move of its own."""
    form: str | None = None
    """Id of the variant that a new block begins with; ``None`` for the plain form."""

    @property
    def tempo(self) -> tuple[int, ...]:
        """Seconds of each beat, in order."""
        return tuple(beat.seconds for beat in self.beats)

    @property
    def main_beat(self) -> int:
        """Index of the beat that a hold or a movement is made of."""
        return next((i for i, beat in enumerate(self.beats) if beat.name == "hold"), 0)

    def variant(self, variant_id: str | None) -> Variant | None:
        """The variant with that id; ``None`` for the plain form.

        Raises:
            KeyError: the exercise has no such variant.
        """
        if variant_id is None:
            return None
        try:
            return next(variant for variant in self.variants if variant.id == variant_id)
        except StopIteration:
            raise KeyError(variant_id) from None

    def in_variant(self, variant_id: str | None) -> "Exercise":
        """The exercise as it is done in a variant: its position, setup and cues; itself for ``None``."""
        if (variant := self.variant(variant_id)) is None:
            return self
        cues = dict(variant.cues)
        beats = tuple(beat._replace(cue=cues.get(beat.name, beat.cue)) for beat in self.beats)
        return replace(self, position=variant.position, setup=variant.setup, beats=beats)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every exercise there is, in the order they are taught."""

    exercises: tuple[Exercise, ...]

    def __iter__(self) -> Iterator[Exercise]:
        return iter(self.exercises)

    def __contains__(self, exercise_id: object) -> bool:
        return any(exercise.id == exercise_id for exercise in self.exercises)

    def __getitem__(self, exercise_id: str) -> Exercise:
        try:
            return next(exercise for exercise in self.exercises if exercise.id == exercise_id)
        except StopIteration:
            raise KeyError(exercise_id) from None

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in order."""
        return tuple(exercise.id for exercise in self.exercises)

"""What can be changed in a block, one field each: its name, its value, what it may be, and how to change it.

The screen that edits a block shows these; nothing there knows one exercise from another.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypedDict, cast

from dbs_tui.domain.building.quantity import Quantity
from dbs_tui.domain.training.exercise import ExerciseKind, Level, Side
from dbs_tui.domain.training.routine import Block, BlockNumber, figures

LABELS = {"sets": "Sets", "reps": "Reps", "hold": "Hold", "seconds": "Time", "rest": "Rest"}


class BlockEdit(TypedDict, total=False):
    """New figures of a block, by their keys; what is left out stays."""

    sets: int
    reps: int
    hold: int
    """Seconds of a hold, a side."""
    seconds: int
    """Seconds of a walk or of stairs."""
    rest: int
    """Seconds between sets."""
    beats: Mapping[str, int]
    """Seconds of some of the beats, by name."""
    first_side: Side | None
    """``None`` takes turns from session to session."""
    variant: str | None
    """``None`` is the plain form."""
    level: str
    """``easy``, ``standard`` or ``strong``: sets, reps or hold, and variant at once."""


@dataclass(frozen=True, slots=True)
class BlockField:
    """A number of a block that can be changed."""

    key: str
    """``sets reps hold seconds rest``, or the name of a beat."""
    label: str
    """``Sets``, ``Rest``, ``Lean``."""
    value: int
    quantity: Quantity
    """What it may be: the limits for its label, reading what was typed, stepping."""
    beat: bool = False
    """Whether it is a beat of the tempo."""

    def change(self, value: int) -> BlockEdit:
        """The change that gives the field another value: ``draft.change(2, **field.change(30))``."""
        return BlockEdit(beats={self.key: value}) if self.beat else one(self.key, value)


def fields(block: Block) -> tuple[BlockField, ...]:
    """The numbers that can be changed, in the order they are shown: sets, reps or hold, rest, then the tempo."""
    found = [_field(figure) for figure in figures(block) if _open(block, figure)]
    return tuple(sorted(found, key=lambda field: (field.beat, field.key == "rest")))


def one(key: str, value: object) -> BlockEdit:
    """A change of a single figure, by its key."""
    return cast(BlockEdit, {key: value})


def ways(block: Block) -> Iterator[str | None]:
    """The variants that can be chosen, the plain form (``None``) first."""
    yield None
    yield from (variant.id for variant in block.exercise.variants)


def changed(block: Block, change: BlockEdit) -> Block:
    """The block with new figures, not yet checked; the level is applied first, so that single figures win over it.

    Raises:
        KeyError: a key does not fit the exercise (``hold`` of a squat), or it has no such beat or level.
    """
    block = at_level(block, change["level"]) if "level" in change else block
    for key in set(change) & {"sets", "reps", "hold", "seconds", "rest"}:
        if key not in {field.key for field in fields(block) if not field.beat}:
            raise KeyError(key)
    for key in ("sets", "reps", "rest", "variant", "first_side"):
        if key in change:
            block = replace(block, **{key: change[key]})  # type: ignore[literal-required]
    beats = dict(change.get("beats", {}))
    if unknown := set(beats) - {beat.name for beat in block.exercise.beats}:
        raise KeyError(min(unknown))
    tempo = tuple(beats.get(beat.name, old) for beat, old in zip(block.exercise.beats, block.tempo, strict=True))
    block = replace(block, tempo=tempo)
    lasting = change.get("hold", change.get("seconds"))
    return block if lasting is None else block.lasting(lasting)


def at_level(block: Block, name: str) -> Block:
    """The block at its exercise's easy, standard or strong dose. Rest and tempo stay, and so does a chosen variant
    that belongs to no level.

    Raises:
        KeyError: the exercise has no such level.
    """
    level = next((level for level in block.exercise.levels if level.name == name), None)
    if level is None:
        raise KeyError(f"{name} form")
    return _dosed(block, level)


def level_of(block: Block) -> str | None:
    """The name of the level that the block is at; ``None`` when it is at none."""
    return next((level.name for level in block.exercise.levels if _dosed(block, level) == block), None)


def _dosed(block: Block, level: Level) -> Block:
    """The block with the sets, the reps or the hold, and the variant of a level."""
    exercise = block.exercise
    by_levels = {level.variant for level in exercise.levels}
    variant = level.variant or (None if block.variant in by_levels else block.variant)
    block = replace(block, sets=level.sets, reps=level.reps or exercise.reps, variant=variant)
    return (
        block.lasting(level.hold or exercise.tempo[exercise.main_beat]) if exercise.kind is ExerciseKind.HOLD else block
    )


def _open(block: Block, figure: BlockNumber) -> bool:
    """Whether a number of a block leaves a choice; a walk has no sets to rest between."""
    return len(figure.limits) > 1 and not (block.exercise.kind is ExerciseKind.MOVE and figure.path == ("rest",))


def _field(figure: BlockNumber) -> BlockField:
    key, beat = figure.path[-1], figure.path[0] == "tempo"
    label = key.capitalize() if beat else LABELS[key]
    return BlockField(key, label, figure.value, Quantity(figure.limits, bool(figure.unit)), beat)

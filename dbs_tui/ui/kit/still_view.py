"""What a workout is made of as stills: the moves, their names as they fit, and what is done of each."""

from collections.abc import Iterable

from rich.cells import cell_len

from dbs_tui.content.poses import figures
from dbs_tui.domain.training.exercise import ExerciseKind
from dbs_tui.domain.training.routine import Block
from dbs_tui.ui.kit.stills import MOST, Still

ROOM = 14
"""Columns of a name under a low still."""


def stills_of(blocks: Iterable[Block]) -> list[Still]:
    """The first moves of a routine, each once, with a set's amount."""
    found: dict[tuple[str, str | None], Still] = {}
    for block in blocks:
        key = block.exercise.id, block.variant
        if key not in found and len(found) < MOST:
            found[key] = Still(figures().figure_of(*key), short_name(_name(block)), amount_of(block))
    return list(found.values())


def amount_of(block: Block) -> str:
    """What one set is: ``10 reps``, ``20 s a side``."""
    if block.exercise.kind is ExerciseKind.REPS:
        return f"{block.reps} reps"
    return f"{block.main_seconds} s" + (" per side" if block.exercise.sides == 2 else "")


def short_name(name: str, room: int = ROOM) -> str:
    """A name without its last words where it is too long."""
    words = name.split()
    while len(words) > 1 and cell_len(" ".join(words)) > room:
        words.pop()
    return " ".join(words).rstrip(",")


def _name(block: Block) -> str:
    variant = block.exercise.variant(block.variant)
    return f"{block.exercise.name}, {variant.name.lower()}" if variant else block.exercise.name

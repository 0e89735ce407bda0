"""Outer-hip mode: kinder forms and smaller doses for a sore outer hip, and the advice that goes with it.

What changes is data (``dbs_tui/content/outer_hip.toml``). A form that the user chose stays as it was chosen; only the
plain form of an exercise gives way. No block becomes larger than the standard dose of its exercise.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dbs_tui.domain.training.routine import Block, Routine


@dataclass(frozen=True, slots=True)
class Swap:
    """The form that takes the place of an exercise's plain one."""

    exercise: str
    variant: str
    why: str
    """A short clause that can follow the name of the exercise."""


@dataclass(frozen=True, slots=True)
class OuterHip:
    """The mode: what it is for, what to do and to avoid in daily life, and how exercises change."""

    title: str
    intro: str
    avoid: tuple[str, ...]
    instead: tuple[str, ...]
    changes: tuple[Swap, ...]
    order: str
    """Which exercises the trial on outer-hip pain began with, and what it added when."""
    sources: tuple[str, ...]
    """Ids of the sources of the lessons."""

    def change(self, exercise_id: str) -> Swap | None:
        """The swap that the mode makes for an exercise; ``None`` when its plain form stays."""
        return next((change for change in self.changes if change.exercise == exercise_id), None)

    def block(self, block: Block) -> Block:
        """The block as it is done in this mode: in the kinder form, at the standard dose at most."""
        change = self.change(block.exercise.id)
        if change and block.variant is None:
            block = replace(block, variant=change.variant)
        return _capped(block)

    def routine(self, routine: Routine) -> Routine:
        """The routine as it is done in this mode; itself when nothing changes."""
        blocks = tuple(map(self.block, routine.blocks))
        return routine if blocks == routine.blocks else replace(routine, blocks=blocks)

    def changed(self, routine: Routine) -> Iterator[Swap]:
        """The swaps that the mode makes in a routine, each once, in the order of its blocks."""
        plain = {block.exercise.id for block in routine.blocks if block.variant is None}
        return (change for change in self.changes if change.exercise in plain)


def _capped(block: Block) -> Block:
    most = next((level for level in block.exercise.levels if level.name == "standard"), None)
    if most is None:
        return block
    capped = replace(block, sets=min(block.sets, most.sets), reps=min(block.reps, most.reps or block.reps))
    return capped.lasting(min(capped.main_seconds, most.hold)) if most.hold else capped

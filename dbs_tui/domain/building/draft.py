"""The routine under edit: every edit gives a new draft that remembers all earlier ones, so that nothing is ever lost.

A draft may be empty or without a name, which ``problems`` tells; its blocks are always valid. Screens show the draft,
``fields`` says what can be changed in a block, ``advice`` what a coach would say about it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Unpack

from dbs_tui.domain.building.fields import BlockEdit, changed, one
from dbs_tui.domain.training.exercise import Exercise
from dbs_tui.domain.training.routine import BLOCKS, Block, Problem, Routine, problems


class EditError(ValueError):
    """An edit that cannot be made: it would break a limit, or does not fit the exercise. Its ``str`` says which."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem
        """What is wrong, and where."""

    def __str__(self) -> str:
        return f"{self.problem.where}: {self.problem.what}"


@dataclass(frozen=True, slots=True)
class DraftFile:
    """The file that a draft came from."""

    id: str
    path: Path
    shipped: bool
    """Whether it ships with the program: then it is never written, and saving makes a copy."""
    fingerprint: str
    """Of the file's bytes as they were opened (``library.files.fingerprint``): tells whether somebody changed it."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A routine as it was between two edits, and the block that was selected."""

    routine: Routine
    selected: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A routine being edited, with everything it was and, after an undo, everything it will be again."""

    routine: Routine
    """As it is now. Its id is that of the file it will be saved as; empty until there is one."""
    source: DraftFile | None = None
    """The file it came from; ``None`` for a new routine."""
    saved: Routine | None = None
    """As it was opened or last saved; ``None`` when that is nowhere, such as for a generated routine."""
    selected: int = 0
    """Index of the block that keys act on; 0 when there is none."""
    past: tuple[Moment, ...] = field(default=(), repr=False)
    """Before each edit, oldest first."""
    future: tuple[Moment, ...] = field(default=(), repr=False)
    """What was undone, the next to redo last."""

    @classmethod
    def new(cls, name: str = "") -> "Draft":
        """A routine without blocks, not dirty until the first edit."""
        empty = Routine("", name, "", ())
        return cls(empty, saved=empty)

    @classmethod
    def of(cls, routine: Routine, source: DraftFile, name: str = "") -> "Draft":
        """A routine opened from its file. One that ships is saved as a copy: it gets no id, and the name that is
        given or, without one, ``own_name``.
        """
        if source.shipped:
            routine = replace(routine, id="", name=name or own_name(routine.name))
        return cls(routine, source, saved=routine)

    @classmethod
    def generated(cls, routine: Routine) -> "Draft":
        """A routine that is nowhere on disk: dirty from the start."""
        return cls(replace(routine, id=""))

    @property
    def dirty(self) -> bool:
        """Whether there is something that leaving would lose."""
        return self.routine != self.saved

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What keeps the draft from being saved and trained: no blocks, no name."""
        return tuple(problems(self.routine))

    @property
    def block(self) -> Block | None:
        """The selected block; ``None`` when there is none."""
        blocks = self.routine.blocks
        return blocks[self.selected] if blocks else None

    # -- moving about -------------------------------------------------------------------------------------------

    def select(self, at: int) -> "Draft":
        """The draft with another block selected, the nearest there is; no edit."""
        return replace(self, selected=self._inside(at, self.routine.blocks))

    # -- edits --------------------------------------------------------------------------------------------------

    def add(self, exercise: Exercise | Block, at: int | None = None) -> "Draft":
        """The draft with an exercise at its usual dose, or with a block, before index ``at``; it is selected.

        ``at`` is by default the place after the selected block.

        Raises:
            EditError: there are as many blocks as there can be.
        """
        block = exercise if isinstance(exercise, Block) else Block.of(exercise)
        blocks = self.routine.blocks
        at = min(self.selected + 1, len(blocks)) if at is None else min(max(at, 0), len(blocks))
        return self._with_blocks((*blocks[:at], block, *blocks[at:]), at)

    def duplicate(self, at: int | None = None) -> "Draft":
        """The draft with a copy behind a block (default: the selected one); the copy is selected.

        Raises:
            EditError: there are as many blocks as there can be.
        """
        at, blocks = self._at(at), self.routine.blocks
        return self.add(blocks[at], at + 1) if blocks else self

    def remove(self, at: int | None = None) -> "Draft":
        """The draft without a block (default: the selected one); the block that takes its place is selected."""
        at, blocks = self._at(at), self.routine.blocks
        return self._with_blocks((*blocks[:at], *blocks[at + 1 :]), at)

    def move(self, by: int, at: int | None = None) -> "Draft":
        """The draft with a block (default: the selected one) moved down by some places, up if negative."""
        at, blocks = self._at(at), list(self.routine.blocks)
        if not blocks:
            return self
        to = self._inside(at + by, self.routine.blocks)
        blocks.insert(to, blocks.pop(at))
        return self._with_blocks(tuple(blocks), to)

    def change(self, at: int | None = None, /, **to: Unpack[BlockEdit]) -> "Draft":
        """The draft with new figures in a block (default: the selected one): ``change(2, rest=30, sets=3)``.

        Raises:
            EditError: a figure is outside its limits or does not fit the exercise; there is no block.
        """
        at, blocks = self._at(at), self.routine.blocks
        if not blocks:
            raise EditError(Problem(("blocks",), "there is none to change; add one first"))
        try:
            block = changed(blocks[at], to)
        except KeyError as error:
            what = f"{blocks[at].exercise.id} has no {error.args[0]}"
            raise EditError(Problem(("blocks", at), what)) from None
        return self._with_blocks((*blocks[:at], block, *blocks[at + 1 :]), at)

    def change_all(self, where: Iterable[int] | None = None, /, **to: Unpack[BlockEdit]) -> "Draft":
        """With the same figures in several blocks (default: all), one edit; what they do not fit stays as it is.

        ``change_all(rest=30)`` sets all rests, ``change_all(level="easy")`` makes the whole routine easy.

        Raises:
            EditError: a figure is outside the limits of a block it fits.
        """
        chosen = set(range(len(self.routine.blocks)) if where is None else where)
        blocks = (_fitted(block, to) if i in chosen else block for i, block in enumerate(self.routine.blocks))
        return self._with_blocks(tuple(blocks), self.selected)

    def rename(self, name: str) -> "Draft":
        """The draft with another name, without blanks at its ends.

        Raises:
            EditError: it is empty, too long or not plain text.
        """
        return self._edited(replace(self.routine, name=name.strip()), self.selected, "name")

    def describe(self, description: str) -> "Draft":
        """The draft with another description, without blanks at its ends; it may be empty.

        Raises:
            EditError: it is too long or not plain text.
        """
        return self._edited(replace(self.routine, description=description.strip()), self.selected, "description")

    # -- undo, redo, saved ----------------------------------------------------------------------------------------

    def undo(self) -> "Draft":
        """The draft before the last edit; itself when there was none."""
        if not self.past:
            return self
        return self._at_moment(self.past[-1], self.past[:-1], (*self.future, self._moment))

    def redo(self) -> "Draft":
        """The draft before the last undo; itself when nothing was undone since the last edit."""
        if not self.future:
            return self
        return self._at_moment(self.future[-1], (*self.past, self._moment), self.future[:-1])

    def saved_as(self, routine: Routine, source: DraftFile) -> "Draft":
        """The draft as it is after a save: ``routine`` is what was written, ``source`` its file.

        Undo goes back beyond it.
        """
        return replace(self, routine=routine, saved=routine, source=source)

    @property
    def _moment(self) -> Moment:
        return Moment(self.routine, self.selected)

    def _at_moment(self, moment: Moment, past: tuple[Moment, ...], future: tuple[Moment, ...]) -> "Draft":
        # The id belongs to the file: undoing an edit does not undo a save.
        routine = replace(moment.routine, id=self.routine.id)
        return replace(self, routine=routine, selected=moment.selected, past=past, future=future)

    def _with_blocks(self, blocks: tuple[Block, ...], selected: int) -> "Draft":
        routine = replace(self.routine, blocks=blocks)
        return self._edited(routine, self._inside(selected, blocks), "blocks")

    def _edited(self, routine: Routine, selected: int, part: str) -> "Draft":
        """The draft after an edit; only the selection changes when nothing else is different."""
        wrong = next((problem for problem in problems(routine) if problem.path[0] == part), None)
        if wrong and not (part == "blocks" and len(routine.blocks) < BLOCKS[0]):
            raise EditError(wrong)
        if routine == self.routine:
            return replace(self, selected=selected)
        return replace(self, routine=routine, selected=selected, past=(*self.past, self._moment), future=())

    def _at(self, at: int | None) -> int:
        return self._inside(self.selected if at is None else at, self.routine.blocks)

    @staticmethod
    def _inside(at: int, blocks: tuple[Block, ...]) -> int:
        return max(0, min(at, len(blocks) - 1))


def own_name(name: str) -> str:
    """What a copy of a shipped routine is called: ``My full ten``."""
    return f"My {name[:1].lower()}{name[1:]}"


def _fitted(block: Block, to: BlockEdit) -> Block:
    """The block with those of some figures that fit its exercise."""
    for key, value in to.items():
        try:
            block = changed(block, one(key, value))
        except KeyError:
            continue
    return block

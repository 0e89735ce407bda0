"""A draft under edit: which of its blocks is highlighted, which are marked, how long it takes, what a coach says."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from dbs_tui.domain.building.advice import Hint
from dbs_tui.domain.building.draft import Draft
from dbs_tui.domain.training.routine import Block, Routine
from dbs_tui.domain.training.timeline import Timeline, timeline

Advise = Callable[[Routine], Sequence[Hint]]
"""What a coach says about a routine, the most important first."""


class DraftEditing:
    """The state of the builder. It knows no screen, no file and no clock."""

    def __init__(self, draft: Draft, advise: Advise) -> None:
        self.draft = draft
        self.at = draft.selected
        """Index of the highlighted line; the one after the last block adds a block."""
        self.marked: frozenset[int] = frozenset()
        """Indexes of the marked blocks."""
        self._advise = advise
        self._measure()

    def _measure(self) -> None:
        """Work out again what depends on the routine."""
        self.plan: Timeline = timeline(self.draft.routine)
        self.hints = self._advise(self.draft.routine)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the routine as it is now."""
        return self.draft.routine.blocks

    @property
    def block(self) -> Block | None:
        """The highlighted block; ``None`` on the line that adds one."""
        return self.draft.block if self.at < len(self.blocks) else None

    @property
    def meant(self) -> frozenset[int]:
        """The blocks that a change of several acts on: the marked ones, else the highlighted one."""
        return self.marked or (frozenset((self.at,)) if self.block else frozenset())

    def edit(self, change: Callable[[Draft], Draft]) -> None:
        """Put a changed draft in place of this one; marks do not outlive a block that comes or goes.

        Raises:
            EditError: the change cannot be made; nothing is changed.
        """
        before, self.draft = self.blocks, change(self.draft)
        if len(self.blocks) != len(before):
            self.marked = frozenset()
        self.at = self.draft.selected
        self.take(self.draft)

    def take(self, draft: Draft) -> None:
        """Go on with another state of the draft, such as the saved one; the highlighted line stays."""
        self.draft = draft
        if self.plan.routine is not draft.routine:
            self._measure()

    def select(self, at: int) -> None:
        """Highlight the line with an index."""
        self.at = at
        self.draft = self.draft.select(at)

    def mark(self) -> None:
        """Mark the highlighted block, or take its mark away, and go on to the next block."""
        self.marked ^= {self.at}
        self.select(min(self.at + 1, len(self.blocks) - 1))

    def mark_all(self) -> None:
        """Mark every block; none, where every one is marked."""
        every = frozenset(range(len(self.blocks)))
        self.marked = frozenset() if self.marked == every else every

    def with_block(self, block: Block) -> Timeline:
        """The timeline that there would be with another form of the highlighted block."""
        blocks = (*self.blocks[: self.at], block, *self.blocks[self.at + 1 :])
        return timeline(replace(self.draft.routine, blocks=blocks))

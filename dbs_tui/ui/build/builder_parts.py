"""The parts of the builder: the list of blocks, the highlighted block beside it, and what the whole costs."""

from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from dbs_tui.content.poses import figures
from dbs_tui.domain.common.text import clock
from dbs_tui.domain.training.routine import Block
from dbs_tui.ui.build.block_list import BlockList
from dbs_tui.ui.build.builder_view import WIDEST, Totals, about, coached, first_steps, heads, rows, spent
from dbs_tui.ui.build.draft_editing import DraftEditing
from dbs_tui.ui.build.plan_strip import PlanStrip
from dbs_tui.ui.figure.figure import Figure
from dbs_tui.ui.kit.big_number import BigNumber
from dbs_tui.ui.kit.heading import Part
from dbs_tui.ui.kit.prose import Prose


class BlocksPart(Part):
    """A row for each block, and a piece of advice below."""

    def __init__(self) -> None:
        self._heads = Static(id="heads", classes="muted")
        self._list = BlockList(id="blocks", markup=False)
        self._advice = Static(id="advice")
        super().__init__("Blocks", self._heads, self._list, self._advice, id="left", classes="main")

    def show(self, editing: DraftEditing, sums: Totals) -> None:
        """Show all rows."""
        blocks, room = editing.blocks, min(self._list.size.width - 3, WIDEST)  # less its padding and its scroll bar
        self.tell(right=str(len(blocks)) if blocks else "")
        self._heads.update(f" {heads(blocks, sums, room)}")
        roomy = self.screen.has_class("-normal-height")
        self._list.fill(rows(blocks, sums, editing.marked, room, roomy), editing.at)

    def advise(self, editing: DraftEditing) -> None:
        """Show the advice for the highlighted block."""
        self._advice.update(coached(editing.hints, editing.at))


class BlockPart(Part):
    """The highlighted block in words, and its figure."""

    def __init__(self) -> None:
        self._figure = Figure(id="figure")
        self._about = Prose(id="about")
        self._block: Block | None = None
        self._since = 0
        super().__init__("", self._figure, self._about, id="beside", classes="aside")

    def keep_still(self, still: bool) -> None:
        """Move the figure only where movement is wanted."""
        self._figure.still = still

    def show(self, block: Block | None, empty: bool, now: int) -> None:
        """Show a block, its figure from the start; ``empty`` says that there is none at all. ``now`` in nanoseconds."""
        self._block, self._since = block, now
        self.tell(block.exercise.name if block else "")
        self._about.lines = about(block) if block else first_steps() if empty else ()
        self.move(now)

    def move(self, now: int) -> None:
        """Show the figure as it is at a moment, in nanoseconds."""
        block = self._block
        self._figure.show(figures().loop(block.exercise, block.variant, now - self._since) if block else None)


class TotalPart(Part):
    """The length of the whole, and its time from left to right."""

    def __init__(self) -> None:
        self._total = BigNumber(id="total")
        self._strip = PlanStrip()
        self._spent = Static(id="spent")
        super().__init__("Total", Horizontal(self._total, Vertical(self._strip, self._spent)), id="sum")

    def show(self, editing: DraftEditing, sums: Totals) -> None:
        """Show what a routine costs."""
        self._total.text = clock(sums.seconds)
        self._strip.plan = editing.plan
        self._spent.update(spent(sums))

    def select(self, at: int) -> None:
        """Light up the block with an index."""
        self._strip.selected = at

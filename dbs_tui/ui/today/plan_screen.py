"""A look inside a routine before the clock starts: its blocks with their times, how each moves, what to fetch."""

from datetime import timedelta
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from dbs_tui.content.poses import figures
from dbs_tui.domain.common.dates import after
from dbs_tui.domain.common.text import clock, counted
from dbs_tui.domain.training.exercise import for_side
from dbs_tui.domain.training.routine import Block, Routine
from dbs_tui.domain.training.timeline import SECOND, timeline
from dbs_tui.ui.figure.figure import Figure
from dbs_tui.ui.kit.base import BaseScreen
from dbs_tui.ui.kit.cells import fill_cells
from dbs_tui.ui.kit.choices import Choices
from dbs_tui.ui.kit.heading import Part
from dbs_tui.ui.kit.page import BACK
from dbs_tui.ui.kit.prose import Line, Prose
from dbs_tui.ui.services.services import Services

TIME, DOSE = 7, 15
"""Columns of a block's time and dose."""
WIDEST = 76
"""Columns of a row at most."""
PADDING = 3


class PlanBlocks(Choices):
    """The blocks; enter starts the routine."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "select", "Start", key_display="enter", id="plan.start", tooltip="Train it now"),
    ]


class PlanScreen(BaseScreen[Routine | None]):
    """The blocks on the left, the highlighted one moving beside them; dismisses with the routine to start, or none."""

    CSS_PATH = "plan_screen.tcss"
    PASSING = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "leave", "Back", show=False, id="plan.back", tooltip="Back to where you were"),
        BACK,
    ]

    def __init__(self, services: Services, routine: Routine) -> None:
        super().__init__(services)
        self.routine = routine
        """As it is kept; what is shown is fitted to the user."""
        self._plan = timeline(services.fitted(routine))
        self._since = services.ports.now()

    def body(self) -> ComposeResult:
        """The list and the figure, and what there is to know before it begins."""
        with Horizontal(id="split"):
            with Part("Blocks", id="left", classes="main"):
                yield PlanBlocks(id="blocks", markup=False)
                yield Static(id="fetch")
            with Part("", id="beside", classes="aside"):
                yield Figure(id="figure")
                yield Prose(id="about")

    def on_mount(self) -> None:
        """The list has the keys; the figure moves where movement is wanted."""
        self.query_one(Figure).still = self.motion.still
        self.query_one(PlanBlocks).focus()
        self.motion.animate(self.move)

    def on_resize(self) -> None:
        """The rows take the new width."""
        self.call_after_refresh(self.show)

    def retitle(self) -> None:
        """The name; how long it takes and when it would end."""
        lasts = timedelta(seconds=self._plan.seconds)
        ends = after(self.services.ports.wall(), lasts, self.services.local)
        note = f"{clock(self._plan.seconds)} · ends {ends:%H:%M}"
        name = Content.assemble(("Plan", "bold $muted"), (f"   {self.routine.name}", "bold"))
        self.title_line(name, (note, "$muted"))

    def show(self) -> None:
        """List the blocks, and what to fetch for them."""
        blocks, listed = self._plan.routine.blocks, self.query_one(PlanBlocks)
        at = listed.highlighted or 0
        room = min(listed.size.width - PADDING, WIDEST)
        with self.prevent(Choices.OptionHighlighted):
            listed.clear_options()
            listed.add_options([Option(row) for row in rows(blocks, self._seconds, room)])
            listed.highlighted = at
        self.query_one("#left", Part).tell(right=counted(len(blocks), "block"))
        self.query_one("#fetch", Static).update(fetch_words(self._plan.routine))
        self.show_block()

    @property
    def _seconds(self) -> list[int]:
        """Seconds of each block, with its getting ready and its rests."""
        found = [0] * len(self._plan.routine.blocks)
        for step in self._plan.steps:
            found[step.index] += step.length // SECOND
        return found

    @property
    def _block(self) -> Block:
        at = self.query_one(PlanBlocks).highlighted or 0
        return self._plan.routine.blocks[at]

    def show_block(self) -> None:
        """Show the highlighted block beside the list."""
        block = self._block
        self.query_one("#beside", Part).tell(block.exercise.name)
        self.query_one("#about", Prose).lines = about(block)
        self._since = self.services.ports.now()
        self.move()

    def move(self) -> None:
        """Show the figure as it is at this moment."""
        block, elapsed = self._block, self.services.ports.now() - self._since
        self.query_one(Figure).show(figures().loop(block.exercise, block.variant, elapsed))

    @on(Choices.OptionHighlighted)
    def highlighted(self) -> None:
        """Another block is looked at."""
        self.show_block()

    @on(Choices.OptionSelected)
    def chosen(self) -> None:
        """Start."""
        self.dismiss(self.routine)

    def action_leave(self) -> None:
        """Go back without a start."""
        self.dismiss(None)


def rows(blocks: tuple[Block, ...], seconds: list[int], width: int) -> list[Content]:
    """Time, name and dose of every block in columns; what is done on the floor says so where there is room."""
    name = max(8, width - TIME - DOSE)
    return [
        Content.assemble(
            (fill_cells(clock(length), TIME - 2, right=True), "bold"),
            "  ",
            fill_cells(block.exercise.name, name),
            (fill_cells(block.dose, DOSE), "$muted"),
        )
        for block, length in zip(blocks, seconds, strict=True)
    ]


def fetch_words(routine: Routine) -> Content:
    """What to have at hand before it begins."""
    needed = routine.fetch
    return Content.assemble(("Fetch  ", "$muted"), (" and ".join(needed), "bold") if needed else "nothing")


def about(block: Block) -> tuple[Line, ...]:
    """How a block begins, its form, its rest, and the seconds of its beats."""
    variant = block.exercise.variant(block.variant)
    start = for_side(block.form.setup[0], None) if block.form.setup else block.position.words.capitalize()
    how = [block.position.words, *([variant.name.lower()] if variant else [])]
    rest = [Line(f"rest {clock(block.rest)} between sets", "$muted")] if block.sets > 1 else []
    beats = [Line(f"{beat.seconds:>3} s", "", f"{beat.name:<10}", "$muted") for beat in block.beats]
    return (Line(start), Line(" · ".join(how), "$muted"), *rest, Line(), *beats)

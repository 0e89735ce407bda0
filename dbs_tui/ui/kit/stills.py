"""Moves at their far end, side by side on one ground: what a workout is made of, in a look."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from dbs_tui.domain.figure.pose import Move
from dbs_tui.ui.figure.canvas import Ink
from dbs_tui.ui.figure.figure import FIGURE_CSS, INK_CLASSES
from dbs_tui.ui.figure.frame import still
from dbs_tui.ui.kit.heading import Words

MOST = 5
"""Moves in a row."""
WIDE, HIGH = 100, 36
"""Columns and rows of the terminal from which the stills are high."""
GAP = 3
"""Columns between high ones; low ones stand side by side."""


@dataclass(frozen=True, slots=True)
class Still:
    """A move, its name, and what is said of it."""

    move: Move | None
    name: str
    amount: Words


class Stills(Vertical):
    """Up to five moves, each with two lines under it."""

    DEFAULT_CSS = """
    Stills { height: auto; }
    StillWords { height: 2; width: 1fr; }
    StillFigures { height: 6; width: 1fr; &.-high { height: 9; margin-bottom: 1; } }
    """

    def __init__(self, stills: Sequence[Still] = (), id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._stills = stills

    def compose(self) -> ComposeResult:
        """The figures, then what is said of them."""
        yield StillFigures()
        yield StillWords()

    def on_mount(self) -> None:
        """Show what it was made with."""
        self.show(self._stills)

    def show(self, stills: Sequence[Still]) -> None:
        """Show the first five of them; those of the last call, where the widget is not made yet."""
        self._stills = stills
        if not self.query(StillFigures):
            return
        figures, words = self.query_one(StillFigures), self.query_one(StillWords)
        figures.moves = tuple(each.move for each in stills[:MOST])
        words.stills = tuple(stills[:MOST])
        figures.set_class(_roomy(self.app.size), "-high")

    def on_resize(self) -> None:
        """Higher where there is room across."""
        for figures in self.query(StillFigures):
            figures.set_class(_roomy(self.app.size), "-high")


def _roomy(terminal: Size) -> bool:
    """Whether there is room for high ones."""
    return terminal.width >= WIDE and terminal.height >= HIGH


def slot(width: int, count: int = MOST) -> tuple[int, int]:
    """The columns of a still with its gap, and without."""
    if count == 1:
        return width, width
    gap = GAP if width >= WIDE else 0
    whole = (width + gap) // MOST
    return whole, whole - gap


class StillWords(Widget):
    """Name and amount under each still."""

    stills: reactive[tuple[Still, ...]] = reactive((), layout=False)

    def render(self) -> Content:
        """Two rows in columns."""
        whole, _ = slot(self.size.width)
        names = [_cell(each.name, "$foreground", whole) for each in self.stills]
        amounts = [_cell(each.amount, "$muted", whole) for each in self.stills]
        return Content("\n").join([Content("").join(names), Content("").join(amounts)])


def _cell(words: Words, style: str, width: int) -> Content:
    content = Content(words) if isinstance(words, str) else words
    content = content.truncate(width - 2, ellipsis=True).stylize_before(style)
    return Content.assemble(" ", content, " " * (width - 1 - content.cell_length))


class StillFigures(Widget):
    """The moves at their far end."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = set(INK_CLASSES.values())
    DEFAULT_CSS = FIGURE_CSS.replace("Figure", "StillFigures")

    moves: reactive[tuple[Move | None, ...]] = reactive((), layout=False)
    count = MOST
    """How many there is room for."""

    def render_line(self, y: int) -> Strip:
        """A row of all the figures."""
        whole, width = slot(self.size.width, self.count)
        halves, segments = os.environ.get("TERM") == "linux", list[Segment]()
        for move in self.moves:
            row = still(move, width, self.size.height, halves)[y] if move else ()
            segments += [Segment(run.text, self._look(run.ink, run.ground)) for run in row]
            segments.append(Segment(" " * (whole - sum(len(run.text) for run in row)), self.rich_style))
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def _look(self, ink: Ink, ground: Ink) -> Style:
        look = self.get_component_rich_style(INK_CLASSES[ink]) if ink else self.rich_style
        return look + Style(bgcolor=self.get_component_rich_style(INK_CLASSES[ground]).color if ground else None)

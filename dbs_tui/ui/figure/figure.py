"""The moving figure: shows a ``Stance`` as large as its space allows, and paints only the rows that changed."""

import os
from itertools import takewhile
from typing import ClassVar, Self

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.events import Resize
from textual.geometry import Region
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from dbs_tui.domain.training.animation import Stance
from dbs_tui.ui.figure.canvas import Ink
from dbs_tui.ui.figure.frame import WIDEST, frame
from dbs_tui.ui.figure.runs import Row

INK_CLASSES = {ink: f"figure--{ink.name.lower()}" for ink in Ink if ink}


FIGURE_CSS = """
Figure > .figure--scene { color: $scene; }
Figure > .figure--far { color: $far; }
Figure > .figure--trunk { color: $trunk; }
Figure > .figure--body { color: $foreground; }
Figure > .figure--muscle { color: $success; text-style: bold; }
"""


class Figure(Widget):
    """A body that moves. What it shows is in words too: ``text_twin``, and the tooltip."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = set(INK_CLASSES.values())
    DEFAULT_CSS = "Figure { width: 1fr; height: 1fr; }" + FIGURE_CSS

    half_block: var[bool] = var(False)
    """Draw in half blocks, for fonts without braille."""
    still: var[bool] = var(False)
    """Show the one pose that says the most and never move: reduced motion."""

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        self._asked: Stance | None = None
        self._rows: tuple[Row, ...] = ()
        self._said = ""
        self._looks: dict[tuple[Ink, Ink], Style] = {}
        super().__init__(id=id, classes=classes)
        self.set_reactive(Figure.half_block, os.environ.get("TERM") == "linux")  # its font has no braille

    @property
    def stance(self) -> Stance | None:
        """What it shows; ``None`` for nothing."""
        return self._asked.still() if self._asked and self.still else self._asked

    @property
    def text_twin(self) -> str:
        """The figure in words; empty when it shows nothing."""
        return self.stance.text if self.stance else ""

    def show(self, stance: Stance | None) -> None:
        """Show a stance, or nothing. Rows that look the same are not painted again; the same frame costs nothing."""
        self._asked = stance
        self._redraw()

    def watch_half_block(self) -> None:
        """Draw again in the other way."""
        self._redraw()

    def watch_still(self) -> None:
        """Stop, or move again."""
        self._redraw()

    def on_resize(self, _event: Resize) -> None:
        """Draw again to the new size."""
        self._redraw()

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Paint again; without regions colours may have changed too, here or behind."""
        if not regions:
            self._looks.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _redraw(self) -> None:
        stance, (columns, rows) = self.stance, self.size
        drawn = frame(stance, columns, rows, self.half_block) if stance and columns and rows else ()
        before, self._rows = self._rows, drawn
        self._say(stance.text if stance else "")
        if len(before) != len(drawn):
            self.refresh()
            return
        left, top = (columns - min(columns, WIDEST)) // 2, (rows - len(drawn)) // 2
        changed = [
            Region(left + first, top + row, last - first, 1)
            for row, (old, new) in enumerate(zip(before, drawn, strict=True))
            if old != new
            for first, last in [_changed(old, new)]
        ]
        if changed:
            self.refresh(*changed)

    def _say(self, text: str) -> None:
        if text != self._said:
            self._said = text
            self.tooltip = Content(text) if text else None

    def render_line(self, y: int) -> Strip:
        """One row of the figure, in the middle of the widget."""
        (width, height), around = self.size, self._look(Ink.BLANK, Ink.BLANK)
        row = y - (height - len(self._rows)) // 2
        if not 0 <= row < len(self._rows):
            return Strip.blank(width, around)
        runs = self._rows[row]
        margin = Segment(" " * ((width - sum(len(run.text) for run in runs)) // 2), around)
        segments = (Segment(run.text, self._look(run.ink, run.ground)) for run in runs)
        return Strip([margin, *segments]).adjust_cell_length(width, around)

    def _look(self, ink: Ink, ground: Ink) -> Style:
        if (ink, ground) not in self._looks:
            look = self.get_component_rich_style(INK_CLASSES[ink]) if ink else self.rich_style
            behind = self.get_component_rich_style(INK_CLASSES[ground]).color if ground else None
            self._looks[ink, ground] = look + Style(bgcolor=behind)
        return self._looks[ink, ground]


def _changed(old: Row, new: Row) -> tuple[int, int]:
    """The first cell in which two rows as wide differ, and the one behind the last, as far as runs tell."""
    width = sum(len(run.text) for run in new)
    return _alike(old, new), width - _alike(old[::-1], new[::-1])


def _alike(old: Row, new: Row) -> int:
    """Cells at the beginning of two rows that are alike, run by run."""
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))
    return sum(len(run.text) for run, _ in pairs)

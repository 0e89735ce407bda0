"""Rows of text in inks: what a raster makes and a widget colours."""

from collections.abc import Callable
from dataclasses import dataclass

from dbs_tui.ui.figure.canvas import Canvas, Ink


@dataclass(frozen=True, slots=True)
class CellRun:
    """Neighbouring cells of one look."""

    text: str
    ink: Ink
    """What the characters are drawn in."""
    ground: Ink = Ink.BLANK
    """What is behind them; only half blocks, which show two dots a cell, have anything there."""


Row = tuple[CellRun, ...]


@dataclass(frozen=True, slots=True)
class Raster:
    """A way to turn dots into characters."""

    across: int
    """Dots of a cell, side by side."""
    down: int
    """Dots of a cell, one above the other."""
    rows: Callable[[Canvas], tuple[Row, ...]]

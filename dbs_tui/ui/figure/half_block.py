"""Dots as half blocks, for fonts without braille: one dot across and two down a cell."""

from itertools import groupby

from dbs_tui.ui.figure.canvas import Canvas, Ink
from dbs_tui.ui.figure.runs import CellRun, Raster, Row


def _rows(canvas: Canvas) -> tuple[Row, ...]:
    """The canvas as rows of cells; the highest ink of a dot colours it."""
    inks = [_inks(canvas, row) for row in range(canvas.rows)]
    return tuple(map(_row, inks[::2], inks[1::2]))


def _inks(canvas: Canvas, row: int) -> list[Ink]:
    """The ink of every dot of a row."""
    dots = [Ink.BLANK] * canvas.columns
    for ink, layer in canvas.layers.items():
        if bits := layer[row]:
            dots = [ink if bits >> column & 1 else dot for column, dot in enumerate(dots)]
    return dots


def _row(upper: list[Ink], lower: list[Ink]) -> Row:
    cells = map(_cell, upper, lower)
    runs = groupby(cells, key=lambda cell: cell[1:])
    return tuple(CellRun("".join(cell[0] for cell in run), *look) for look, run in runs)


def _cell(upper: Ink, lower: Ink) -> tuple[str, Ink, Ink]:
    if upper is lower:
        # A working muscle has a texture of its own: it is told from the body where there are no colours.
        return {Ink.BLANK: " ", Ink.MUSCLE: "▒"}.get(upper, "█"), upper, Ink.BLANK
    if not upper:
        return "▄", lower, Ink.BLANK
    return "▀", upper, lower


HALF_BLOCK = Raster(1, 2, _rows)
"""One dot across and two down a cell."""

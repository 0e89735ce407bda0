"""Dots as braille: two by four a cell, so that dots are square and lines are fine."""

from itertools import groupby

from dbs_tui.ui.figure.canvas import Canvas, Ink
from dbs_tui.ui.figure.runs import CellRun, Raster, Row

_EMPTY = 0x2800
_FIRST, _SECOND, _THIRD, _LAST = (
    (0, 0x01, 0x08, 0x09),
    (0, 0x02, 0x10, 0x12),
    (0, 0x04, 0x20, 0x24),
    (0, 0x40, 0x80, 0xC0),
)
"""What the two dots of each line of a cell add to its pattern: none, left, right, both."""
_INKS = tuple(sorted((ink for ink in Ink if ink), reverse=True))


def _rows(canvas: Canvas) -> tuple[Row, ...]:
    """The canvas as rows of cells; the highest ink of a cell colours all of it."""
    return tuple(_row(canvas, top) for top in range(0, canvas.rows, BRAILLE.down))


def _row(canvas: Canvas, top: int) -> Row:
    layers = [(ink, canvas.layers[ink][top : top + BRAILLE.down]) for ink in _INKS]
    lines = [one | two | three | four for one, two, three, four in zip(*(dots for _, dots in layers), strict=True)]
    inks = [(ink, dots[0] | dots[1] | dots[2] | dots[3]) for ink, dots in layers if any(dots)]
    if not inks:
        return (CellRun(" " * (canvas.columns // BRAILLE.across), Ink.BLANK),)
    cells = [_cell(lines, inks, column) for column in range(0, canvas.columns, BRAILLE.across)]
    return tuple(
        CellRun("".join(text for text, _ in run), ink) for ink, run in groupby(cells, key=lambda cell: cell[1])
    )


def _cell(lines: list[int], inks: list[tuple[Ink, int]], column: int) -> tuple[str, Ink]:
    for ink, dots in inks:
        if dots >> column & 3:
            first, second, third, last = lines
            upper = _FIRST[first >> column & 3] + _SECOND[second >> column & 3]
            return chr(_EMPTY + upper + _THIRD[third >> column & 3] + _LAST[last >> column & 3]), ink
    return " ", Ink.BLANK


BRAILLE = Raster(2, 4, _rows)
"""Two dots across and four down a cell."""

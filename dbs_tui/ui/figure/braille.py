"""Dots as braille: two by four a cell, so that dots are square and lines are fine."""

from functools import reduce
from itertools import groupby
from operator import or_

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
MUSCLE_COUNTS = 3.5
_INKS = tuple(sorted((ink for ink in Ink if ink), reverse=True))


def _rows(canvas: Canvas) -> tuple[Row, ...]:
    """The canvas as rows of cells; the ink with most dots in a cell colours all of it."""
    return tuple(_row(canvas, top) for top in range(0, canvas.rows, BRAILLE.down))


def _row(canvas: Canvas, top: int) -> Row:
    layers = [(ink, canvas.layers[ink][top : top + BRAILLE.down]) for ink in _INKS]
    lines = [reduce(or_, line) for line in zip(*(dots for _, dots in layers), strict=True)]
    inks = [(ink, dots, dots[0] | dots[1] | dots[2] | dots[3]) for ink, dots in layers if any(dots)]
    if not inks:
        return (CellRun(" " * (canvas.columns // BRAILLE.across), Ink.BLANK),)
    cells = [_cell(lines, inks, column) for column in range(0, canvas.columns, BRAILLE.across)]
    return tuple(
        CellRun("".join(text for text, _ in run), ink) for ink, run in groupby(cells, key=lambda cell: cell[1])
    )


def _cell(lines: list[int], inks: list[tuple[Ink, list[int], int]], column: int) -> tuple[str, Ink]:
    here = [(ink, layer) for ink, layer, dots in inks if dots >> column & 3]
    if not here:
        return " ", Ink.BLANK
    first, second, third, last = lines
    upper = _FIRST[first >> column & 3] + _SECOND[second >> column & 3]
    ink = here[0][0] if len(here) == 1 else max((_weight(*each, column), each[0]) for each in here)[1]
    return chr(_EMPTY + upper + _THIRD[third >> column & 3] + _LAST[last >> column & 3]), ink


def _weight(ink: Ink, layer: list[int], column: int) -> float:
    """How many dots of an ink there are in a cell; those of a muscle count more, so that it is not lost in the body."""
    dots = sum((row >> column & 3).bit_count() for row in layer)
    return MUSCLE_COUNTS * dots if ink is Ink.MUSCLE else dots


BRAILLE = Raster(2, 4, _rows)
"""Two dots across and four down a cell."""

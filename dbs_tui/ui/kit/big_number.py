"""A number as large as its space allows, from its upper left corner: read from two metres away."""

import os
from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from dbs_tui.ui.kit.digits import GAP, LARGEST, Rows, columns_of, digit_width, glyphs, halved, sizes

SMALL = {7: 3, 5: 3, 3: 0}
"""Height of what stands beside a number, by the height of that."""
SMALL_BESIDE_STROKES = (5, 3)
AIR = 2
"""Columns between a number and what stands beside it, where there is room."""
PLACES = 2
"""Digits that a number has room for at least, so that 10 to 9 does not jump."""


class Glyph(NamedTuple):
    """A character and where it stands, in cells from the upper left corner."""

    column: int
    row: int
    rows: Rows
    small: bool

    @property
    def right(self) -> int:
        """The column after the character."""
        return self.column + len(self.rows[0])


class BigNumber(Widget):
    """Digits, colons and a plus, and beside them in small and muted figures what they are of, such as ``/10``."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"big-number--beside"}
    DEFAULT_CSS = """
    BigNumber { width: 1fr; height: 1fr; }
    BigNumber > .big-number--beside { color: $muted; }
    """

    text: var[str] = var("", init=False)
    """What it shows. Only the characters that change are painted again, each of them whole."""
    beside: var[str] = var("", init=False)

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._halves = os.environ.get("TERM") == "linux"  # its font has no quadrants
        self._drawn: tuple[Glyph, ...] = ()
        self._drawn_as: tuple[str, str, Size] = ("", "", Size(0, 0))

    def show(self, text: str, beside: str = "") -> None:
        """Show a number and what it is of."""
        if (text, beside) != (self.text, self.beside):
            self.set_reactive(BigNumber.beside, beside)
            self.set_reactive(BigNumber.text, text)
            self._repaint()

    def watch_text(self) -> None:
        """Repaint the characters that differ from the number before."""
        self._repaint()

    def watch_beside(self) -> None:
        """Repaint the characters that differ from the text before."""
        self._repaint()

    def _repaint(self) -> None:
        """Repaint the cells that differ from those painted before."""
        before, now = self._drawn, self.glyphs
        changed = [*set(before).symmetric_difference(now)]
        if not before or not now:
            self.refresh()
        elif changed:
            left, right = min(glyph.column for glyph in changed), max(glyph.right for glyph in changed)
            bottom = max(glyph.row + len(glyph.rows) for glyph in changed)
            # With scalable fonts xterm paints a block a pixel over its cell: the cells on both sides are painted too,
            # those of the neighbour as well where the number stands at its own edge.
            self.refresh(Region(left - 1, 0, right - left + 2, bottom))

    def render_line(self, y: int) -> Strip:
        """One row of the number."""
        width, plain = self.size.width, self.rich_style
        glyphs_ = self.glyphs
        if not glyphs_:
            return Strip([Segment((self.text if y == 0 else "").ljust(width)[:width], plain)])
        muted = plain + self.get_component_rich_style("big-number--beside", partial=True)
        segments, column = list[Segment](), 0
        for glyph in glyphs_:
            if glyph.row <= y < glyph.row + len(glyph.rows):
                segments.append(Segment(" " * (glyph.column - column), plain))
                segments.append(Segment(glyph.rows[y - glyph.row], muted if glyph.small else plain))
                column = glyph.right
        return Strip([*segments, Segment(" " * (width - column), plain)])

    @property
    def glyphs(self) -> tuple[Glyph, ...]:
        """The characters as they are drawn; none where there is room for plain text only."""
        if self._drawn_as != (asked := (self.text, self.beside, self.size)):
            self._drawn, self._drawn_as = placed(self.text, self.beside, self.size, self._halves), asked
        return self._drawn


def placed(text: str, beside: str, space: Size, halves: bool = False) -> tuple[Glyph, ...]:
    """The characters of a number, as large as fits into the space (columns by rows); none where no size does.

    The height is that at which two digits fit, and as many as there are in what stands beside it.
    """
    if not text:
        return ()
    ways = _in_halves(text, beside, space) if halves else _in_quadrants(text, beside, space)
    return next(ways, ())


def _in_quadrants(text: str, beside: str, space: Size) -> Iterator[tuple[Glyph, ...]]:
    for height in sizes(space):
        for small in (SMALL[height],) if height in SMALL else SMALL_BESIDE_STROKES:
            other: Sequence[Rows] = glyphs(beside, small) if beside and small else [(beside,)] if beside else []
            room = space.width - columns_of(other) if other else space.width
            longest = _reserved(text, beside)
            if not (least := digit_width(height, len(longest), room)):
                continue
            if columns_of(glyphs(longest, height, least)) <= room:
                # A number beside something stands at the left edge, and may be wider while it has fewer digits.
                width = digit_width(height, len(text), room) if beside else least
                yield _side_by_side(glyphs(text, height, width), other, longest if not beside else text, space.width)


def _in_halves(text: str, beside: str, space: Size) -> Iterator[tuple[Glyph, ...]]:
    longest = _reserved(text, beside)
    for scale in range(LARGEST, 0, -1):
        other: list[Rows] = [(beside,)] if beside else []
        drawn = [halved(each, scale) for each in text]
        whole = columns_of([halved(each, scale) for each in longest]) + (columns_of(other) if other else 0)
        if whole <= space.width and len(drawn[0]) <= space.height:
            yield _side_by_side(drawn, other, longest if not beside else text, space.width)


def _reserved(text: str, beside: str) -> str:
    """A number with as many digits as it needs room for."""
    return text.rjust(max(PLACES, len(beside) - 1) if beside else PLACES, "0")


def _side_by_side(drawn: Sequence[Rows], other: Sequence[Rows], longest: str, width: int) -> tuple[Glyph, ...]:
    """The characters on one base line; a number that is shorter than what it has room for stands at its right end."""
    column = (len(longest) - len(drawn)) * (len(drawn[0][0]) + GAP)
    found: list[Glyph] = []
    for rows in drawn:
        found.append(Glyph(column, 0, rows, small=False))
        column += len(rows[0]) + GAP
    spare = width - columns_of(other) - (column - GAP) if other else 0
    column += min(AIR, max(0, spare)) - GAP
    for rows in other:
        found.append(Glyph(column, len(drawn[0]) - len(rows), rows, small=True))
        column += len(rows[0]) + GAP
    return tuple(found)

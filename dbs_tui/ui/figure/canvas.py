"""Dots in layers: shapes filled into rows of bits, one integer a row, so that a whole row costs one operation.

A mask is a shape on the grid; layers keep apart what is drawn in different inks. x runs to the right and y down, in
dots; a dot is set when its middle lies in the shape.
"""

from collections.abc import Iterable
from enum import IntEnum
from math import ceil, floor, hypot, sqrt

Disc = tuple[float, float, float]
"""x, y and radius."""
Mask = dict[int, int]
"""Rows of bits by their y; bit 0 is the left column."""


_EVEN = int("01" * 512, 2)
"""Every second bit, of as many as a canvas may have."""


class Ink(IntEnum):
    """What a dot belongs to, from the back to the front."""

    BLANK = 0
    SCENE = 1
    FAR = 2
    """A limb on the far side."""
    TRUNK = 3
    """Trunk and head."""
    BODY = 4
    """A limb on the near side."""
    MUSCLE = 5


class Canvas:
    """A grid of dots, in columns and rows. A dot has one ink: that which was drawn last."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns = columns
        self.rows = rows
        self.layers = {ink: [0] * rows for ink in Ink if ink}

    def draw(self, mask: Mask, ink: Ink) -> None:
        """Set the dots of a shape, over what is there."""
        layer, all_columns = self.layers[ink], (1 << self.columns) - 1
        others = [other for other in self.layers.values() if other is not layer]
        for y, bits in mask.items():
            if 0 <= y < self.rows:
                bits &= all_columns  # noqa: PLW2901 - what is outside does not count
                layer[y] |= bits
                for other in others:
                    other[y] &= ~bits

    def draw_behind(self, mask: Mask, ink: Ink) -> None:
        """Set the dots of a shape that nothing lies over."""
        layers = self.layers.values()
        taken = {y: sum(layer[y] for layer in layers) for y in mask if 0 <= y < self.rows}
        self.draw({y: bits & ~taken.get(y, 0) for y, bits in mask.items()}, ink)

    def clear(self, mask: Mask) -> None:
        """Clear the dots of a shape in every layer."""
        for layer in self.layers.values():
            for y, bits in mask.items():
                if 0 <= y < self.rows:
                    layer[y] &= ~bits


def joined(masks: Iterable[Mask]) -> Mask:
    """The dots of any of the shapes."""
    union: Mask = {}
    for mask in masks:
        for y, bits in mask.items():
            union[y] = union.get(y, 0) | bits
    return union


def common(one: Mask, other: Mask) -> Mask:
    """The dots of both shapes."""
    return {y: both for y, bits in one.items() if (both := bits & other.get(y, 0))}


def without(one: Mask, other: Mask) -> Mask:
    """The dots of a shape that are not in another one."""
    return {y: bits & ~other.get(y, 0) for y, bits in one.items()}


def chequered(mask: Mask) -> Mask:
    """Every second dot of a shape, as on a chequer board."""
    return {y: bits & (_EVEN if y % 2 else _EVEN << 1) for y, bits in mask.items()}


def grown(mask: Mask) -> Mask:
    """A shape with one more dot all around."""
    rows = range(min(mask, default=0) - 1, max(mask, default=-1) + 2)
    here = mask.get
    return {y: (bits := here(y, 0)) | bits << 1 | bits >> 1 | here(y - 1, 0) | here(y + 1, 0) for y in rows}


def linked(mask: Mask) -> Mask:
    """A shape without its lonely dots: those that no other dot touches, not even at a corner."""
    wide = {y: bits | bits << 1 | bits >> 1 for y, bits in mask.items()}
    beside = {y: bits << 1 | bits >> 1 for y, bits in mask.items()}
    return {y: bits & (beside[y] | wide.get(y - 1, 0) | wide.get(y + 1, 0)) for y, bits in mask.items()}


def span(left: float, right: float) -> int:
    """The bits of the columns between two x."""
    first, last = max(0, ceil(left - 0.5)), floor(right - 0.5)
    return (1 << last + 1) - (1 << first) if last >= first else 0


def capsule(start: Disc, end: Disc) -> Mask:
    """Two discs and everything between them: a limb, thicker at one end."""
    top = min(start[1] - start[2], end[1] - end[2])
    bottom = max(start[1] + start[2], end[1] + end[2])
    edges = _edges(start, end)
    mask: Mask = {}
    for row in range(ceil(top - 0.5), floor(bottom - 0.5) + 1):
        y = row + 0.5
        # The shape bulges nowhere inward: what lies between its outermost crossings of a row is all of it.
        crossings = [x + way * (y - upper) for x, way, upper, lower in edges if upper <= y <= lower]
        for x, middle, radius in (start, end):
            if (inside := radius * radius - (y - middle) * (y - middle)) >= 0:
                half = sqrt(inside)
                crossings += (x - half, x + half)
        if crossings and (bits := span(min(crossings), max(crossings))):
            mask[row] = bits
    return mask


def _edges(start: Disc, end: Disc) -> list[tuple[float, float, float, float]]:
    """The two straight edges that touch both discs: x at the upper end, x a row, upper and lower end.

    None when one disc lies in the other.
    """
    across, down = end[0] - start[0], end[1] - start[1]
    length = hypot(across, down)
    if length <= abs(start[2] - end[2]):
        return []
    lean = (start[2] - end[2]) / length
    side = sqrt(1 - lean * lean)
    edges = []
    for way in (side / length, -side / length):
        x, y = across * lean / length - down * way, down * lean / length + across * way
        ends = (start[0] + x * start[2], start[1] + y * start[2]), (end[0] + x * end[2], end[1] + y * end[2])
        (left, upper), (right, lower) = sorted(ends, key=lambda point: point[1])
        if lower > upper:
            edges.append((left, (right - left) / (lower - upper), upper, lower))
    return edges

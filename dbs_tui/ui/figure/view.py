"""Where the unit square of a pose lies on a grid of dots: the largest view that shows all of a move."""

from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from dbs_tui.domain.figure.pose import Move, Point, pose_at
from dbs_tui.ui.figure.canvas import Disc

GROUND = 0.908
"""y of the line under the soles."""
BELOW = 0.02
"""What is shown under it."""
MARGIN = 0.065
"""What a body needs around its joints."""
STANDING = 0.86
LARGEST = 1.25
"""A move on the floor is drawn at most so much larger than a standing one."""
THINNEST = 0.72
"""Half of the thinnest line, in dots: any thinner and it has holes."""


@dataclass(frozen=True, slots=True)
class DotView:
    """How the unit square lies on the dots."""

    scale: float
    """Dots a unit."""
    middle: float
    """x in the unit square of the middle of the canvas."""
    turn: float
    """1 as it is, -1 mirrored, less when seen edge-on."""
    left: float
    """Column of the middle."""
    top: float
    """Row of y = 0."""

    def column(self, x: float) -> float:
        """An x of the unit square, in dots."""
        return self.left + (x - self.middle) * self.turn * self.scale

    def __call__(self, point: Point, radius: float = 0.0) -> Disc:
        """A point, in dots; nothing is thinner than a line of dots."""
        return self.column(point[0]), self.top + point[1] * self.scale, max(THINNEST, radius * self.scale)


@lru_cache(maxsize=64)
def bounds(move: Move) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all that a move ever needs."""
    points = [point for step in range(25) for point in pose_at(move, step / 24).points]
    ahead = abs(move.scene.drift[0])
    if not ahead:
        points += [point for line in move.scene.lines for point in line]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs) - MARGIN - ahead, min(ys) - MARGIN, max(xs) + MARGIN + ahead, GROUND + BELOW


def view_of(move: Move, turn: float, columns: int, rows: int, cell: int = 4, lowest: bool = False) -> DotView:
    """The largest view of a move on a grid of dots, about in the middle of it.

    The ground is the first row of dots of a row of cells, of ``cell`` dots each: it never shares one with the feet;
    ``lowest`` puts it on the last one.
    """
    left, top, right, bottom = bounds(move)
    last = max(1, rows - cell)
    scale = min(columns / (right - left), last / (GROUND - top), rows / STANDING * LARGEST)
    middle = rows / 2 - (top + bottom) / 2 * scale + GROUND * scale
    ground = last if lowest else min(last, ceil(middle / cell) * cell)
    return DotView(scale, (left + right) / 2, turn, columns / 2, ground - GROUND * scale)

"""What stands around the body: a chair, steps, the floor, a mat, a path that passes by."""

from collections.abc import Iterator
from math import ceil, floor

from dbs_tui.domain.figure.pose import Move
from dbs_tui.ui.figure.canvas import Canvas, Ink, Mask, capsule, span
from dbs_tui.ui.figure.view import GROUND, DotView, bounds

STROKE = 0.008
"""Half the thickness of a line, in units of the pose."""
DASH = 0.6
"""How much of a path is line; the rest is gap."""


def draw_lines(move: Move, phase: float, view: DotView, canvas: Canvas) -> None:
    """Draw chair and steps, as far as the move's own view goes."""
    x, y = move.scene.shift(phase)
    window = _window(move, view)
    for line in move.scene.lines:
        start, end = (view((point[0] + x, point[1] + y), STROKE) for point in line)
        canvas.draw({row: bits & window for row, bits in capsule(start, end).items()}, Ink.SCENE)


def draw_ground(move: Move, phase: float, view: DotView, canvas: Canvas) -> None:
    """Draw what the body stands, lies or walks on."""
    row = round(view.top + GROUND * view.scale)
    canvas.draw_behind(_ground(move, phase, view, canvas.columns, row), Ink.SCENE)


def _ground(move: Move, phase: float, view: DotView, columns: int, row: int) -> Mask:
    if move.scene.ground == "floor":
        return {row: span(0, columns)}
    if move.scene.ground == "mat":
        return {row: _window(move, view), row + 1: _window(move, view)}
    if move.scene.ground == "path":
        return {row: sum(_dashes(move, phase, view, columns))}
    return {}


def _dashes(move: Move, phase: float, view: DotView, columns: int) -> Iterator[int]:
    length, shift = abs(move.scene.drift[0]), move.scene.shift(phase)[0]
    reach = columns / view.scale / 2
    for number in range(floor((view.middle - reach) / length), ceil((view.middle + reach) / length) + 1):
        ends = (view.column(end) for end in (number * length + shift, (number + DASH) * length + shift))
        yield span(*sorted(ends))


def _window(move: Move, view: DotView) -> int:
    left, _, right, _ = bounds(move)
    return span(*sorted((view.column(left), view.column(right))))

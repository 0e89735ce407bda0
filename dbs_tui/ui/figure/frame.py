"""One frame of the figure: a stance on a grid of cells, as rows of text in inks.

Frames that look the same are made once: a rep is drawn in full the first time, and read back in all the others.
"""

from functools import lru_cache

from dbs_tui.domain.figure.pose import Move, pose_at
from dbs_tui.domain.training.animation import Stance
from dbs_tui.ui.figure.body import draw_body, draw_muscle
from dbs_tui.ui.figure.braille import BRAILLE
from dbs_tui.ui.figure.canvas import Canvas
from dbs_tui.ui.figure.half_block import HALF_BLOCK
from dbs_tui.ui.figure.runs import Row
from dbs_tui.ui.figure.scenery import draw_ground, draw_lines
from dbs_tui.ui.figure.view import DotView, view_of

WIDEST, TALLEST = 120, 52
"""Cells. More costs more than it shows."""
RING_FROM = 48
"""Rows of dots from which there is room for a gap around a muscle."""
PHASES, TURNS, EFFORTS = 160, 24, 6
"""Into how many parts phase, turn and effort are told apart."""


def frame(stance: Stance, columns: int, rows: int, in_half_blocks: bool = False) -> tuple[Row, ...]:
    """The figure on so many cells, or on the largest part of them that makes sense: rows of equal width."""
    size = min(columns, WIDEST), min(rows, TALLEST)
    steps = round(stance.phase * PHASES), round(stance.turn * TURNS), round(stance.effort * EFFORTS)
    return _frame(stance.move, steps, size, in_half_blocks)


@lru_cache(maxsize=64)
def still(move: Move, columns: int, rows: int, in_half_blocks: bool = False) -> tuple[Row, ...]:
    """The far end of a move, on the ground of the lowest row: stills side by side have one ground."""
    raster = HALF_BLOCK if in_half_blocks else BRAILLE
    canvas = Canvas(columns * raster.across, rows * raster.down)
    view = view_of(move, 1.0, canvas.columns, canvas.rows, raster.down, lowest=True)
    draw(move, move.key_part.to, 1.0, view, canvas, ring=False)
    return raster.rows(canvas)


@lru_cache(maxsize=192)
def _frame(move: Move, steps: tuple[int, int, int], size: tuple[int, int], in_half_blocks: bool) -> tuple[Row, ...]:
    raster = HALF_BLOCK if in_half_blocks else BRAILLE
    canvas = Canvas(size[0] * raster.across, size[1] * raster.down)
    view = view_of(move, steps[1] / TURNS, canvas.columns, canvas.rows, raster.down)
    draw(move, steps[0] / PHASES, steps[2] / EFFORTS, view, canvas, ring=canvas.rows >= RING_FROM)
    return raster.rows(canvas)


def draw(move: Move, phase: float, effort: float, view: DotView, canvas: Canvas, ring: bool = True) -> None:
    """Draw scene, body and working muscles on a canvas."""
    pose = pose_at(move, phase)
    draw_lines(move, phase, view, canvas)
    body = draw_body(pose, view, canvas)
    for spot in move.spots:
        draw_muscle(spot, pose, effort, view, canvas, body, ring)
    draw_ground(move, phase, view, canvas)

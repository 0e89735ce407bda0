"""One frame of the figure: a stance on a grid of cells, as rows of text in inks.

Frames that look the same are made once: a rep is drawn in full the first time, and read back in all the others.
"""

from functools import lru_cache

from dbs_tui.domain.figure.animation import Stance
from dbs_tui.domain.figure.pose import Move, pose_at
from dbs_tui.ui.figure.body import draw_body, draw_muscle
from dbs_tui.ui.figure.braille import BRAILLE
from dbs_tui.ui.figure.canvas import Canvas
from dbs_tui.ui.figure.half_block import HALF_BLOCK
from dbs_tui.ui.figure.runs import Row
from dbs_tui.ui.figure.scenery import draw_ground, draw_lines
from dbs_tui.ui.figure.view import view_of

WIDEST, TALLEST = 60, 26
"""Cells. More costs more and shows no more."""
PHASES, TURNS, EFFORTS = 160, 24, 6
"""Into how many parts phase, turn and effort are told apart."""


def frame(stance: Stance, columns: int, rows: int, in_half_blocks: bool = False) -> tuple[Row, ...]:
    """The figure on so many cells, or on the largest part of them that makes sense: rows of equal width."""
    size = min(columns, WIDEST), min(rows, TALLEST)
    steps = round(stance.phase * PHASES), round(stance.turn * TURNS), round(stance.effort * EFFORTS)
    return _frame(stance.move, steps, size, in_half_blocks)


@lru_cache(maxsize=192)
def _frame(move: Move, steps: tuple[int, int, int], size: tuple[int, int], in_half_blocks: bool) -> tuple[Row, ...]:
    raster = HALF_BLOCK if in_half_blocks else BRAILLE
    canvas = Canvas(size[0] * raster.across, size[1] * raster.down)
    draw(move, steps[0] / PHASES, steps[1] / TURNS, steps[2] / EFFORTS, canvas)
    return raster.rows(canvas)


def draw(move: Move, phase: float, turn: float, effort: float, canvas: Canvas) -> None:
    """Draw scene, body and working muscles on a canvas."""
    view, pose = view_of(move, turn, canvas.columns, canvas.rows), pose_at(move, phase)
    draw_lines(move, phase, view, canvas)
    draw_body(pose, view, canvas)
    for spot in move.spots:
        draw_muscle(spot, pose, effort, view, canvas)
    draw_ground(move, phase, view, canvas)

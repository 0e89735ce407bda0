"""Draws every figure, its start and its key pose, into ``figures.svg``: a contact sheet to look at after an edit.

Run it from the top of the project: ``python screenshots/figures.py [FILE]``.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from dbs_tui.content.poses import figures
from dbs_tui.domain.figure.pose import Move
from dbs_tui.ui.figure.canvas import Canvas, Ink
from dbs_tui.ui.figure.frame import draw
from dbs_tui.ui.figure.view import view_of
from dbs_tui.ui.kit.themes import DARK

COLUMNS, ROWS = 92, 80
"""Dots of a picture: 46 by 20 cells of braille."""
GAP, TITLE, ACROSS = 6, 8, 4
COLOURS = {
    Ink.SCENE: DARK.variables["scene"],
    Ink.FAR: DARK.variables["far"],
    Ink.TRUNK: DARK.variables["trunk"],
    Ink.BODY: DARK.foreground,
    Ink.MUSCLE: DARK.success,
}


def sheet() -> str:
    """All pictures as one SVG."""
    pictures = [picture for move in figures().moves for picture in _pictures(move)]
    width, height = COLUMNS + GAP, ROWS + TITLE + GAP
    placed = (
        f'<g transform="translate({GAP + number % ACROSS * width} {GAP + number // ACROSS * height})">{picture}</g>'
        for number, picture in enumerate(pictures)
    )
    columns, rows = GAP + ACROSS * width, GAP + -(-len(pictures) // ACROSS) * height
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {columns} {rows}" width="{3 * columns}">'
    style = f"<style>text{{font:5px sans-serif;fill:{DARK.foreground}}}{_styles()}</style>"
    ground = f'<rect width="100%" height="100%" fill="{DARK.background}"/>'
    return "\n".join((head, style, ground, *placed, "</svg>\n"))


def _pictures(move: Move) -> Iterator[str]:
    for name, phase, effort in (("start", 0.0, 0.0), ("key pose", move.key_part.to, 1.0)):
        canvas = Canvas(COLUMNS, ROWS)
        draw(move, phase, effort, view_of(move, 1.0, COLUMNS, ROWS), canvas)
        inks = "".join(f'<path class="i{ink}" d="{_path(rows)}"/>' for ink, rows in canvas.layers.items() if any(rows))
        yield f'<text x="0" y="5">{move.id} · {name}</text><g transform="translate(0 {TITLE})">{inks}</g>'


def _path(rows: list[int]) -> str:
    """A line for each run of dots of a row; dashes make it dots again."""
    return "".join(f"M{x} {y}h{count - 0.5}" for y, bits in enumerate(rows) for x, count in _runs(bits))


def _runs(bits: int) -> Iterator[tuple[int, int]]:
    for run in re.finditer("1+", f"{bits:b}"[::-1]):
        yield run.start(), len(run[0])


def _styles() -> str:
    inks = "".join(f".i{ink}{{stroke:{colour}}}" for ink, colour in COLOURS.items())
    return f"path{{stroke-width:.8;stroke-linecap:round;stroke-dasharray:0 1}}{inks}"


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("figures.svg")
    target.write_text(sheet(), encoding="utf-8")

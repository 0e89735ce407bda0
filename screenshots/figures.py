"""Draws every figure, its start and its key pose, into ``figures.svg``: a contact sheet to look at after an edit.

The extras have a sheet of their own, and are drawn small as well, as stills are: they must still tell what they are.
"""

import re
from collections.abc import Iterator, Sequence

from dbs_tui.content.loader import catalogue
from dbs_tui.content.poses import figures
from dbs_tui.domain.figure.pose import Move
from dbs_tui.ui.figure.canvas import Canvas, Ink
from dbs_tui.ui.figure.frame import draw
from dbs_tui.ui.figure.view import view_of
from dbs_tui.ui.kit.themes import DARK

COLUMNS, ROWS = 92, 80
"""Dots of a picture: 46 by 20 cells of braille."""
SMALLER = ((40, 36), (30, 24))
"""Dots of stills: 20 by 9 and 15 by 6 cells."""
GAP, TITLE, ACROSS = 6, 8, 4
COLOURS = {
    Ink.SCENE: DARK.variables["scene"],
    Ink.FAR: DARK.variables["far"],
    Ink.TRUNK: DARK.variables["trunk"],
    Ink.BODY: DARK.foreground,
    Ink.MUSCLE: DARK.success,
}


def sheets() -> dict[str, str]:
    """The sheets by the names of their files."""
    extras = {exercise.id for exercise in catalogue() if exercise.extra}
    main, extra = list[str](), list[str]()
    for move in figures().moves:
        if extras & {shown.split("/")[0] for shown in move.shows}:
            extra += (*_pictures(move), *_stills(move))
        else:
            main += _pictures(move)
    return {"figures.svg": _sheet(main), "figures-extras.svg": _sheet(extra)}


def _sheet(pictures: Sequence[str]) -> str:
    """Pictures as one SVG."""
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
        yield _picture(move, name, phase, effort, (COLUMNS, ROWS))


def _stills(move: Move) -> Iterator[str]:
    for columns, rows in SMALLER:
        yield _picture(move, f"{columns // 2} × {rows // 4} cells", move.key_part.to, 1.0, (columns, rows))


def _picture(move: Move, name: str, phase: float, effort: float, size: tuple[int, int]) -> str:
    canvas = Canvas(*size)
    draw(move, phase, effort, view_of(move, 1.0, *size), canvas)
    inks = "".join(f'<path class="i{ink}" d="{_path(rows)}"/>' for ink, rows in canvas.layers.items() if any(rows))
    return f'<text x="0" y="5">{move.id} · {name}</text><g transform="translate(0 {TITLE}) scale(.5)">{inks}</g>'


def _path(rows: list[int]) -> str:
    """A line for each run of dots, in halves of a dot and from where the last one ended; dashes make it dots again."""
    drawn, left, above = "", 0, 0
    for y, bits in enumerate(rows):
        for x, count in _runs(bits):
            drawn += f"m{2 * x - left} {2 * y - above}h{2 * count - 1}"
            left, above = 2 * (x + count) - 1, 2 * y
    return drawn


def _runs(bits: int) -> Iterator[tuple[int, int]]:
    for run in re.finditer("1+", f"{bits:b}"[::-1]):
        yield run.start(), len(run[0])


def _styles() -> str:
    inks = "".join(f".i{ink}{{stroke:{colour}}}" for ink, colour in COLOURS.items())
    return f"path{{stroke-width:1.6;stroke-linecap:round;stroke-dasharray:0 2}}{inks}"

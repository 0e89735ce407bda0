"""Digits with an even stroke: three fonts in quadrant blocks, strokes for larger ones, and a font in half blocks.

Stems are as thick as bars are on the screen, where a cell is twice as high as wide. Pure drawing, no widget.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from math import ceil, cos, pi, sin
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dbs_tui.ui.figure.canvas import Mask

Rows = tuple[str, ...]
Point = tuple[float, float]

_SEVEN = """
 ▗▟████▙▖ |   ▗▟██   | ▗▟████▙▖ | ▗▟████▙▖ |     ▟███ |██████████|  ▗▟███▙▖ |██████████| ▗▟████▙▖ | ▗▟████▙▖ |
▟██▛▀▀▜██▙| ▗▟████   |▟██▛▀▀▜██▙|▟██▛▀▀▜██▙|   ▗▟████ |███▀▀▀▀▀▀▀|▗██▛▀▀▀▘  |▀▀▀▀▀▀▟██▛|▐██▛▀▀▜██▌|▟██▛▀▀▜██▙|
███    ███| ▜▛▘███   |▀▀▘   ▗██▛|▀▀▘   ▗██▛|  ▟██▘███ |███▄▄▄▄▖  |███▄▄▄▄▖  |     ▗██▛ |▐██▄▄▄▄██▌|███    ███|
███    ███|    ███   |    ▗▟██▛▘|   █████▙ |▗▟██▘ ███ |▀▀▀▀▀▜██▙▖|███▛▀▀▜██▙|    ▗██▛  | ▟██████▙ |▜██▙▄▄▟███|
███    ███|    ███   |  ▗▟██▛▘  |▄▄▖   ▝██▙|██████████|▄▄▖    ███|███    ███|   ▗██▛   |███▘  ▝███|  ▝▀▀▀▀███|
▜██▙▄▄▟██▛|    ███   |▗▟███▄▄▄▄▄|▜██▙▄▄▟██▛|▀▀▀▀▀▀███▀|▜██▙▄▄▟██▛|▜██▙▄▄▟██▛|  ▗██▛    |▜██▙▄▄▟██▛|  ▗▄▄▄▟██▘|
 ▝▜████▛▘ |    ███   |██████████| ▝▜████▛▘ |      ███ | ▝▜████▛▘ | ▝▜████▛▘ |  ███▘    | ▝▜████▛▘ | ▝▜███▛▘  |
"""
_FIVE = """
▗▟███▙▖| ▗▟██  |▗▟███▙▖|▗▟███▙▖|   ▗██ |███████| ▗▟███▖|███████|▗▟███▙▖|▗▟███▙▖|
██▘ ▝██| ▀▀██  |▀▘  ▝██|▀▘  ▗██|  ▟███ |██▄▄▄▖ |▟█▘    |    ▗█▛|██▖ ▗██|██▘ ▝██|
██   ██|   ██  |  ▗▄█▛▘|  ▐██▙ |▗█▛▘██ |▀▀▀▀▜█▙|██▛▀▜█▙|   ▗█▛ |▗█████▖|▜█▙▄▟██|
██▖ ▗██|   ██  |▗▟█▀▘  |▄▖  ▝██|███████|▄▖  ▗██|██▖ ▗██|  ▗█▛  |██▘ ▝██|    ▗█▛|
▝▜███▛▘|   ██  |███████|▝▜███▛▘|    ██ |▝▜███▛▘|▝▜███▛▘|  ██▘  |▝▜███▛▘|▝███▛▘ |
"""
_THREE = """
▟▀▀▙| ▟█ |▀▀▀▙|▀▀▀▙|█  █|█▀▀▀|▟▀▀▀|▀▀▀█|▟▀▀▙|▟▀▀▙|
█  █|  █ |▟▀▀▘| ▀▀▙|▀▀▀█|▀▀▀▙|█▀▀▙|  ▟▘|▟▀▀▙|▜▄▄█|
▜▄▄▛|  █ |█▄▄▄|▄▄▄▛|   █|▄▄▄▛|▜▄▄▛| ▐▌ |▜▄▄▛|▄▄▄▛|
"""
"""The digits 0 to 9, each ended by a bar."""


def _font(table: str, **others: Rows) -> dict[str, Rows]:
    lines = [line.split("|") for line in table.strip("\n").splitlines()]
    digits = {str(digit): tuple(line[digit] for line in lines) for digit in range(10)}
    return {**digits, **{{"colon": ":", "plus": "+", "slash": "/"}[name]: rows for name, rows in others.items()}}


FONTS = {
    7: _font(
        _SEVEN,
        colon=("   ", "▟█▙", "▜█▛", "   ", "▟█▙", "▜█▛", "   "),
        plus=(" " * 10, "   ▗██▖   ", "   ▐██▌   ", "▟████████▙", "▀▀▀▐██▌▀▀▀", "   ▝██▘   ", " " * 10),
        slash=("      ▗▟", "     ▗█▘", "    ▗█▘ ", "   ▗█▘  ", "  ▗█▘   ", " ▗█▘    ", "▗█▘     "),
    ),
    5: _font(
        _FIVE,
        colon=("   ", "▐█▌", "   ", "▐█▌", "   "),
        plus=("       ", "  ▐█▌  ", "▀▜███▛▀", "  ▐█▌  ", "       "),
        slash=("    ▗█", "   ▗█▘", "  ▗█▘ ", " ▗█▘  ", "▗█▘   "),
    ),
    3: _font(_THREE, colon=("▄", " ", "▀"), plus=("    ", "▄▟▙▄", " ▝▘ "), slash=("  ▞", " ▞ ", "▞  ")),
}
"""Rows of each character by the height of the font."""
GAP = 1
WIDE, NARROW = 20 / 12, 14 / 12
"""Columns a row of a digit that is drawn as strokes: as drawn, and at least."""
STROKE = 2.5 / 12
"""Thickness of a stroke, of the height of the digit."""
STROKED_FROM, STROKED_TO = 9, 30
"""Rows of digits that are drawn as strokes."""
_QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"


def _arc(x: float, y: float, across: float, down: float, begins: float, ends: float) -> list[Point]:
    """Points of an ellipse between two angles in degrees: 0 right, 90 bottom, 180 left, 270 top."""
    steps = 16
    angles = [(begins + (ends - begins) * step / steps) * pi / 180 for step in range(steps + 1)]
    return [(x + across * cos(angle), y + down * sin(angle)) for angle in angles]


_SIX = [_arc(0.5, 0.66, 0.5, 0.34, 0, 360), _arc(0.78, 0.66, 0.78, 0.66, 180, 280)]
_STROKES: dict[str, list[list[Point]]] = {
    "0": [_arc(0.5, 0.5, 0.5, 0.5, 0, 360)],
    "1": [[(0.12, 0.24), (0.56, 0.0), (0.56, 1.0)]],
    "2": [[*_arc(0.5, 0.29, 0.5, 0.29, 185, 395), (0.0, 1.0), (1.0, 1.0)]],
    "3": [_arc(0.47, 0.25, 0.47, 0.25, 195, 450), _arc(0.48, 0.75, 0.52, 0.25, 270, 520)],
    "4": [[(0.72, 1.0), (0.72, 0.0), (0.0, 0.68), (1.0, 0.68)]],
    "5": [[(0.92, 0.0), (0.12, 0.0), (0.04, 0.46), *_arc(0.46, 0.67, 0.54, 0.33, 235, 515)]],
    "6": _SIX,
    "7": [[(0.0, 0.0), (1.0, 0.0), (0.38, 1.0)]],
    "8": [_arc(0.5, 0.24, 0.43, 0.24, 0, 360), _arc(0.5, 0.74, 0.5, 0.26, 0, 360)],
    "9": [[(1 - x, 1 - y) for x, y in stroke] for stroke in _SIX],
    ":": [[(0.5, 0.28), (0.5, 0.28)], [(0.5, 0.74), (0.5, 0.74)]],
    "+": [[(0.0, 0.5), (1.0, 0.5)], [(0.5, 0.18), (0.5, 0.82)]],
    "/": [[(1.0, 0.0), (0.0, 1.0)]],
}
"""Each character as lines through the middle of its strokes, in a box from 0 to 1; y runs down."""


def glyphs(text: str, height: int, width: int = 0) -> list[Rows]:
    """The characters of a number, each as rows of equal width; ``width`` is that of a digit drawn as strokes."""
    font = FONTS.get(height)
    return [font[each] if font else stroked(each, width, height) for each in text]


@lru_cache(maxsize=128)
def stroked(character: str, width: int, height: int) -> Rows:
    """A character drawn with strokes that have round ends, in so many columns and rows."""
    from dbs_tui.ui.figure.canvas import capsule, joined

    columns = {":": ceil(height * STROKE * 2), "/": ceil(height * 0.7)}.get(character, width)
    radius = 2 * height * STROKE - 0.25  # a quadrant is set by any part of it
    across, down = 2 * columns - 2 * radius, 4 * height - 2 * radius
    lines = [[(radius + x * across, radius + y * down) for x, y in stroke] for stroke in _STROKES[character]]
    strokes = (capsule((*start, radius), (*end, radius)) for line in lines for start, end in pairwise(line))
    mask = joined(strokes)
    return tuple(_row(mask, top, columns) for top in range(0, 4 * height, 4))


def _row(dots: "Mask", top: int, columns: int) -> str:
    """A row of cells out of dots, two across and four down a cell: a quadrant is set by either of its two rows."""
    upper, lower = (dots.get(row, 0) | dots.get(row + 1, 0) for row in (top, top + 2))
    return "".join(_QUADRANTS[upper >> at & 3 | (lower >> at & 3) << 2] for at in range(0, 2 * columns, 2))


def columns_of(pieces: Iterable[Rows]) -> int:
    """The columns that characters take side by side."""
    widths = [len(piece[0]) for piece in pieces]
    return sum(widths) + GAP * (len(widths) - 1)


def sizes(room: tuple[int, int]) -> Iterator[int]:
    """The heights that fit into so many columns and rows, the largest first."""
    yield from range(min(room[1], STROKED_TO), STROKED_FROM - 1, -1)
    yield from (height for height in FONTS if height <= room[1])


def digit_width(height: int, digits: int, room: int) -> int:
    """The columns of a digit of some height: as many as there is room for among so many of them; 0 for too few."""
    if height in FONTS:
        return len(FONTS[height]["0"][0])
    width = min(round(height * WIDE), (room - GAP * (digits - 1)) // max(1, digits))
    return width if width >= height * NARROW else 0


_HALVES = {
    "0": "011110 110011 110011 110011 110011 110011 011110",
    "1": "001100 011100 111100 001100 001100 001100 111111",
    "2": "011110 110011 000011 001110 011000 110000 111111",
    "3": "011110 110011 000011 001110 000011 110011 011110",
    "4": "000110 001110 011110 110110 111111 000110 000110",
    "5": "111111 110000 111110 000011 000011 110011 011110",
    "6": "001110 011000 110000 111110 110011 110011 011110",
    "7": "111111 000011 000110 001100 011000 011000 011000",
    "8": "011110 110011 110011 011110 110011 110011 011110",
    "9": "011110 110011 110011 011111 000011 000110 011100",
    "+": "000000 001100 001100 111111 001100 001100 000000",
    ":": "00 11 11 00 11 11 00",
    "/": "0011 0011 0011 0110 1100 1100 1100",
}
"""Pixels of a font for half blocks, which every terminal has."""
LARGEST = 6
"""Times that it is enlarged at most."""


@lru_cache(maxsize=256)
def halved(character: str, scale: int) -> Rows:
    """A character in half blocks, every pixel ``scale`` times as large."""
    drawn = [row.translate({48: "0" * scale, 49: "1" * scale}) for row in _HALVES[character].split()]
    pixels = [row for row in drawn for _ in range(scale)]
    if len(pixels) % 2:
        pixels.append("0" * len(pixels[0]))
    return tuple("".join(map(_half, upper, lower)) for upper, lower in zip(pixels[::2], pixels[1::2], strict=True))


def _half(upper: str, lower: str) -> str:
    return {"00": " ", "10": "▀", "01": "▄", "11": "█"}[upper + lower]

"""Writes a terminal's screen as a small SVG that looks alike everywhere: no font, no address and no script in it.

Letters are text in whatever monospaced font there is, held to their columns; lines, blocks and braille are drawn, since
fonts disagree about them. The same screen gives the same bytes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from rich.cells import cell_len
from rich.color import Color
from rich.style import Style
from textual.strip import Strip

from dbs_tui.ui.kit.colour_rounding import FEW, MANY

WIDE, HIGH, EDGE = 10, 20, 14
"""Units of a cell, and of the margin around them all."""
FONT = "ui-monospace,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace"
HEAD = (  # filled in by draw
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" role="img">\n'
    '<rect x="1" y="1" width="{iw}" height="{ih}" rx="10" fill="{ground}" stroke="{frame}"/>\n'
    f'<g transform="translate({EDGE} {EDGE})" font-family="{FONT}" font-size="16.5" xml:space="preserve">\n'
)
LINES = {
    "─": "M{l} {m}h10",
    "│": "M{c} {t}v20",
    "╭": "M{r} {m}q-5 0-5 5v5",
    "╮": "M{l} {m}q5 0 5 5v5",
    "╰": "M{c} {t}v5q0 5 5 5",
    "╯": "M{c} {t}v5q0 5-5 5",
    "┌": "M{r} {m}h-5v10",
    "┐": "M{l} {m}h5v10",
    "└": "M{c} {t}v10h5",
    "┘": "M{c} {t}v10h-5",
    "├": "M{c} {t}v20m0-10h5",
    "┤": "M{c} {t}v20m0-10h-5",
    "┬": "M{l} {m}h10m-5 0v10",
    "┴": "M{l} {m}h10m-5 0v-10",
    "┼": "M{l} {m}h10m-5-10v20",
}
"""Box drawing: left, middle, right and centre, top of a cell."""
Box = tuple[float, float, float, float]
"""Left, top, width and height within a cell."""
SHADES = {"░": 0.22, "▒": 0.48, "▓": 0.74}
QUADRANTS = "▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""By the sum of 1 upper left, 2 upper right, 4 lower left, 8 lower right."""
_CORNERS: tuple[Box, ...] = ((0, 0, 5, 10), (5, 0, 5, 10), (0, 10, 5, 10), (5, 10, 5, 10))
BLOCKS: dict[str, tuple[Box, ...]] = {
    **{
        sign: tuple(corner for bit, corner in enumerate(_CORNERS) if number >> bit & 1)
        for number, sign in enumerate(QUADRANTS, 1)
    },
    **{sign: ((0, HIGH - HIGH / 8 * eighths, WIDE, HIGH / 8 * eighths),) for eighths, sign in enumerate("▁▂▃▄▅▆▇█", 1)},
    **{sign: ((0, 0, WIDE / 8 * eighths, HIGH),) for eighths, sign in enumerate("▏▎▍▌▋▊▉", 1)},
    **dict.fromkeys(SHADES, ((0, 0, WIDE, HIGH),)),
    "▀": ((0, 0, 10, 10),),
    "▐": ((5, 0, 5, 20),),
    "▔": ((0, 0, 10, 2.5),),
    "▕": ((8.75, 0, 1.25, 20),),
    "━": ((0, 8.5, 10, 3),),
    "┃": ((3.5, 0, 3, 20),),
    "┏": ((3.5, 8.5, 6.5, 3), (3.5, 8.5, 3, 11.5)),
    "┓": ((0, 8.5, 6.5, 3), (3.5, 8.5, 3, 11.5)),
    "┗": ((3.5, 8.5, 6.5, 3), (3.5, 0, 3, 11.5)),
    "┛": ((0, 8.5, 6.5, 3), (3.5, 0, 3, 11.5)),
    "╍": ((1, 8.5, 3, 3), (6, 8.5, 3, 3)),
    "╏": ((3.5, 1, 3, 8), (3.5, 11, 3, 8)),
    "╌": ((1, 9.25, 3, 1.5), (6, 9.25, 3, 1.5)),
    "╎": ((4.25, 1, 1.5, 8), (4.25, 11, 1.5, 8)),
    "═": ((0, 7, 10, 1.5), (0, 11.5, 10, 1.5)),
    "║": ((2.75, 0, 1.5, 20), (5.75, 0, 1.5, 20)),
    "╔": ((2.75, 7, 7.25, 1.5), (2.75, 7, 1.5, 13), (5.75, 11.5, 4.25, 1.5), (5.75, 11.5, 1.5, 8.5)),
    "╗": ((0, 7, 7.25, 1.5), (5.75, 7, 1.5, 13), (0, 11.5, 4.25, 1.5), (2.75, 11.5, 1.5, 8.5)),
    "╚": ((2.75, 11.5, 7.25, 1.5), (2.75, 0, 1.5, 13), (5.75, 7, 4.25, 1.5), (5.75, 0, 1.5, 8.5)),
    "╝": ((0, 11.5, 7.25, 1.5), (5.75, 0, 1.5, 13), (0, 7, 4.25, 1.5), (2.75, 0, 1.5, 8.5)),
}
"""What is drawn as boxes: blocks, and lines that are heavy, dashed or double."""
PALETTE = dict((*MANY, *FEW))
"""Colours of a terminal with 256 or 16, by their numbers."""
DOTS = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))
"""Columns and rows of a braille cell's dots, in the order of their bits."""
WORDS = range(0x20, 0x2020)
"""Letters, digits and signs that every monospaced font holds to its columns; other signs are placed one by one."""


class Look(NamedTuple):
    """How a text looks."""

    colour: str
    bold: bool = False
    italic: bool = False
    underlined: bool = False

    @property
    def attributes(self) -> str:
        """The same, said to SVG."""
        said = f'fill="{self.colour}"'
        for so, attribute in (
            (self.bold, ' font-weight="bold"'),
            (self.italic, ' font-style="italic"'),
            (self.underlined, ' text-decoration="underline"'),
        ):
            said += attribute if so else ""
        return said


class Piece(NamedTuple):
    """Some cells of a row that look alike."""

    column: int
    row: int
    text: str
    look: Look
    ground: str


class Sheet:
    """What is drawn: rectangles and paths by colour, texts by look. It only grows."""

    def __init__(self, ground: str) -> None:
        self.ground = ground
        self.grounds: dict[str, list[str]] = defaultdict(list)
        self.blocks: dict[tuple[str, float], list[str]] = defaultdict(list)
        self.lines: dict[str, list[str]] = defaultdict(list)
        self.dots: dict[str, list[str]] = defaultdict(list)
        self.texts: dict[Look, list[str]] = defaultdict(list)

    def put(self, piece: Piece) -> None:
        """Draw a piece."""
        x, y = piece.column * WIDE, piece.row * HIGH
        if piece.ground != self.ground:
            self.grounds[piece.ground].append(_box(x, y, cell_len(piece.text) * WIDE, HIGH))
        for column, text in _runs(piece.text):
            self._draw(x + column * WIDE, y, text, piece.look)

    def _draw(self, x: int, y: int, text: str, look: Look) -> None:
        sign = text[0]
        if sign in LINES:
            self.lines[look.colour].append(_line(text, x, y))
        elif sign in BLOCKS:
            self.blocks[look.colour, SHADES.get(sign, 1)].extend(_boxes(text, x, y))
        elif 0x2800 <= ord(sign) < 0x2900:
            self.dots[look.colour].extend(_dots(ord(sign), x, y))
        else:
            self.texts[look].append(_words(text, x, y))

    def elements(self) -> Iterator[str]:
        """All of it, the ground first."""
        for colour, boxes in self.grounds.items():
            yield f'<path fill="{colour}" shape-rendering="crispEdges" d="{"".join(boxes)}"/>'
        for (colour, share), boxes in self.blocks.items():
            through = "" if share == 1 else f' fill-opacity="{share}"'
            yield f'<path fill="{colour}"{through} shape-rendering="crispEdges" d="{"".join(boxes)}"/>'
        for colour, lines in self.lines.items():
            yield f'<path fill="none" stroke="{colour}" stroke-width="1.5" d="{"".join(lines)}"/>'
        for colour, dots in self.dots.items():
            round_ = 'stroke-width="3.8" stroke-linecap="round"'
            yield f'<path fill="none" stroke="{colour}" {round_} d="{"".join(dots)}"/>'
        for look, texts in self.texts.items():
            yield f"<g {look.attributes}>{''.join(texts)}</g>"


def draw(rows: Sequence[Strip], size: tuple[int, int], frame: str) -> str:
    """A screen of so many columns and rows as an SVG, in a frame of that colour."""
    ground = next((_hex(style.bgcolor, frame) for _, style, _ in rows[0] if style and style.bgcolor), frame)
    sheet = Sheet(ground)
    for piece in pieces(rows, ground):
        sheet.put(piece)
    width, height = size[0] * WIDE + 2 * EDGE, size[1] * HIGH + 2 * EDGE
    head = HEAD.format(w=width, h=height, iw=width - 2, ih=height - 2, ground=ground, frame=frame)
    return f"{head}{chr(10).join(sheet.elements())}\n</g></svg>\n"


def pieces(rows: Iterable[Strip], ground: str) -> Iterator[Piece]:
    """The cells of a screen, those side by side that look alike together."""
    for row, strip in enumerate(rows):
        open_: Piece | None = None
        column = 0
        for text, style, control in strip:
            if control:
                continue
            look, behind = _look(style or Style(), ground)
            if open_ and (open_.look, open_.ground) == (look, behind):
                open_ = open_._replace(text=open_.text + text)
            else:
                if open_:
                    yield open_
                open_ = Piece(column, row, text, look, behind)
            column += cell_len(text)
        if open_:
            yield open_


def _look(style: Style, ground: str) -> tuple[Look, str]:
    colour, behind = _hex(style.color, ground), _hex(style.bgcolor, ground)
    if style.reverse:
        colour, behind = behind, colour
    return Look(colour, bool(style.bold), bool(style.italic), bool(style.underline)), behind


def _hex(colour: Color | None, ground: str) -> str:
    if colour is None or colour.is_default:
        return ground
    return colour.triplet.hex if colour.triplet else f"#{bytes(PALETTE[colour.number or 0]).hex()}"


def _runs(text: str) -> Iterator[tuple[int, str]]:
    """Words of letters, rows of the same drawn sign, single signs; each with its column."""
    column, start, word = 0, 0, ""
    for sign in text:
        if word and not _joins(word, sign):
            if word.strip():
                yield start, word.rstrip()
            word = ""
        if not word:
            start = column
        word = "" if not word and sign == " " else word + sign
        column += cell_len(sign)
    if word.strip():
        yield start, word.rstrip()


def _joins(word: str, sign: str) -> bool:
    if sign in "─" or sign in BLOCKS:
        return word[0] == sign
    letters = ord(word[0]) in WORDS and ord(sign) in WORDS and word[0] not in BLOCKS
    return letters and not word.endswith("  ")


def _boxes(text: str, x: int, y: int) -> Iterator[str]:
    """The boxes of a row of the same sign; one across the whole cell runs through."""
    boxes = BLOCKS[text[0]]
    if all(width == WIDE for _, _, width, _ in boxes):
        boxes = tuple((left, top, WIDE * len(text), height) for left, top, _, height in boxes)
        yield from (_box(x + left, y + top, width, height) for left, top, width, height in boxes)
    else:
        for cell in range(len(text)):
            yield from (_box(x + WIDE * cell + left, y + top, width, height) for left, top, width, height in boxes)


def _line(text: str, x: int, y: int) -> str:
    if text[0] == "─":
        return f"M{x} {y + 10}h{WIDE * len(text)}"
    return LINES[text].format(l=x, c=x + 5, r=x + 10, t=y, m=y + 10)


def _box(x: float, y: float, width: float, height: float) -> str:
    return f"M{x:g} {y:g}h{width:g}v{height:g}h{-width:g}z"


def _dots(code: int, x: int, y: int) -> Iterator[str]:
    for bit, (column, row) in enumerate(DOTS):
        if code >> bit & 1:
            yield f"M{x + 2.5 + 5 * column:g} {y + 2.5 + 5 * row:g}h0"


def _words(text: str, x: int, y: int) -> str:
    if len(text) == 1 and ord(text) not in WORDS:
        return f'<text x="{x + 5 * cell_len(text)}" y="{y + 15}" text-anchor="middle">{text}</text>'
    held = f' textLength="{WIDE * cell_len(text)}"' if len(text) > 1 else ""
    return f'<text x="{x}" y="{y + 15}"{held}>{escape(text, quote=False)}</text>'

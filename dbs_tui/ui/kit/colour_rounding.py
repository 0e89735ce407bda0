"""Colours rounded to those that a terminal has, by their numbers, so that nothing is rounded once more on the way."""

from functools import lru_cache

from rich.color import Color as PaintedColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color, Lab, rgb_to_lab
from textual.filter import LineFilter

from dbs_tui.terminal_colours import Colours

_STEPS = (0, 95, 135, 175, 215, 255)
Triple = tuple[int, int, int]
Palette = tuple[tuple[int, Triple], ...]


def _grey(value: int) -> Triple:
    return value, value, value


def _bright(number: int) -> Triple:
    """The colour of one of the 16."""
    dim, least = (0xAA, 0) if number < 8 else (0xAA, 0x55)
    red, green, blue = (least + dim * (number >> bit & 1) for bit in range(3))
    return red, 0x55 if number == 3 else green, blue


MANY: Palette = (
    *(
        (16 + 36 * r + 6 * g + b, (_STEPS[r], _STEPS[g], _STEPS[b]))
        for r in range(6)
        for g in range(6)
        for b in range(6)
    ),
    *((232 + step, _grey(8 + 10 * step)) for step in range(24)),
)
"""Number and colour of the 240 that no terminal changes; the first 16 of the 256 are the user's own."""
FEW: Palette = tuple((number, _bright(number)) for number in range(16))
"""The 16 as the first terminals painted them."""
BLACK, GREY = 0, 8
"""Of the 16."""


class Rounded(LineFilter):
    """Paints every line in the colours of a palette."""

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self._palette = FEW if colours is Colours.FEW else MANY

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same pieces in the nearest colours there are."""
        palette = self._palette
        return [
            Segment(text, _style(style, palette), control) if style else Segment(text, style, control)
            for text, style, control in segments
        ]


@lru_cache(maxsize=2048)
def _style(style: Style, palette: Palette) -> Style:
    colour, ground = _rounded(style.color, palette), _rounded(style.bgcolor, palette)
    if palette is not FEW or colour is None:
        return style + Style.from_color(colour, ground)
    if ground is not None and colour.number == ground.number and style.color != style.bgcolor:
        colour = PaintedColor.from_ansi(GREY)
    # xterm and others paint bold black as the grey that is hardly seen on a coloured ground.
    return style + Style.from_color(colour, ground) + (Style(bold=False) if colour.number == BLACK else Style())


def _rounded(colour: PaintedColor | None, palette: Palette) -> PaintedColor | None:
    if colour is None or colour.triplet is None:
        return colour
    return PaintedColor.from_ansi(nearest((*colour.triplet,), palette))


@lru_cache(maxsize=2048)
def nearest(rgb: Triple, palette: Palette) -> int:
    """The number of the colour of a palette that looks most like another one."""
    exact = next((number for number, known in palette if known == rgb), None)
    return exact if exact is not None else min(palette, key=lambda known: _apart(rgb, known[1]))[0]


def _apart(one: Triple, other: Triple) -> float:
    first, second = _lab(one), _lab(other)
    return (first.L - second.L) ** 2 + (first.a - second.a) ** 2 + (first.b - second.b) ** 2


@lru_cache(maxsize=512)
def _lab(rgb: Triple) -> Lab:
    return rgb_to_lab(Color(*rgb))

"""The contrast of what is really painted: every piece of text on the ground that it stands on."""

from collections.abc import Iterator

from rich.color import Color as PaintedColor
from rich.segment import Segment
from textual.color import Color

from dbs_tui.ui.kit.colour_rounding import FEW, MANY
from tests.ui.driver import Driver

ENOUGH = 4.5
"""To 1: what WCAG 2 asks of text of ordinary size, at level AA."""


def contrast(one: Color, other: Color) -> float:
    """The contrast of two colours, 1 to 21, as WCAG 2 defines it."""
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: Color) -> float:
    """Relative luminance, 0 to 1, as WCAG 2 defines it."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(colour: Color) -> tuple[float, float, float]:
    """Red, green and blue as amounts of light, 0 to 1."""
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return red, green, blue


def faint(app: Driver) -> list[str]:
    """The texts on the screen that cannot be read well: each with its colours and their contrast."""
    return list(dict.fromkeys(line for piece in _texts(app) if (line := _faint(piece))))


def _texts(app: Driver) -> Iterator[Segment]:
    """The pieces with a letter or a figure in them; none of what a dialog covers."""
    screen = app.app.screen
    card = next(iter(screen.query("#card")), screen)
    lines = app.strips[card.region.y : card.region.bottom]
    for strip in (line.crop(card.region.x, card.region.right) for line in lines):
        yield from (piece for piece in strip if any(map(str.isalnum, piece.text)))


def _faint(piece: Segment) -> str | None:
    style = piece.style
    if style is None or style.color is None or style.bgcolor is None:
        return None
    colours = (style.bgcolor, style.color) if style.reverse else (style.color, style.bgcolor)
    text, ground = map(colour_of, colours)
    if text is None or ground is None:
        return None
    ratio = contrast(text, ground)
    return None if ratio >= ENOUGH else f"{piece.text.strip()!r}: {text.hex} on {ground.hex} is {ratio:.1f}"


def colour_of(painted: PaintedColor | None) -> Color | None:
    """A painted colour, by its number where it has one; ``None`` for the terminal's own."""
    if painted is None:
        return None
    if painted.number is not None:
        return Color(*dict((*MANY, *FEW))[painted.number])
    return None if painted.triplet is None else Color(*painted.triplet)

"""A number as large as its space allows, drawn in half blocks: read from two metres away."""

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

_GLYPHS = {
    "0": ("011110", "110011", "110011", "110011", "110011", "110011", "011110"),
    "1": ("001100", "011100", "111100", "001100", "001100", "001100", "111111"),
    "2": ("011110", "110011", "000011", "001110", "011000", "110000", "111111"),
    "3": ("011110", "110011", "000011", "001110", "000011", "110011", "011110"),
    "4": ("000110", "001110", "011110", "110110", "111111", "000110", "000110"),
    "5": ("111111", "110000", "111110", "000011", "000011", "110011", "011110"),
    "6": ("001110", "011000", "110000", "111110", "110011", "110011", "011110"),
    "7": ("111111", "000011", "000110", "001100", "011000", "011000", "011000"),
    "8": ("011110", "110011", "110011", "011110", "110011", "110011", "011110"),
    "9": ("011110", "110011", "110011", "011111", "000011", "000110", "011100"),
    "+": ("000000", "001100", "001100", "111111", "001100", "001100", "000000"),
    ":": ("00", "11", "11", "00", "11", "11", "00"),
}
_ROWS = 7
_GAP = 1
_LARGEST = 6
_TWO_DIGITS = 13
"""Columns of two digits: one digit is drawn no larger, so that 10 to 9 does not jump."""


class BigNumber(Widget):
    """Digits and colons, centred, at the largest whole scale that fits; plain text where none does."""

    DEFAULT_CSS = "BigNumber { width: 1fr; height: 1fr; }"

    text: var[str] = var("")
    """What it shows: digits, ``:`` and ``+``. Only what changes is painted again."""

    _drawn: tuple[str, ...] = ()
    _drawn_as: tuple[str, Size] = ("", Size(0, 0))

    def watch_text(self) -> None:
        """Paint the part of the number that is another one now."""
        before, now = self._drawn, self._rows()
        if [*map(len, before)] != [*map(len, now)]:
            self.refresh()
        elif changed := [row for row, (old, new) in enumerate(zip(before, now, strict=True)) if old != new]:
            columns = [x for x, (old, new) in enumerate(zip(zip(*before), zip(*now))) if old != new]  # noqa: B905
            left, top = (self.size.width - len(now[0])) // 2, self._top(now)
            width, height = columns[-1] - columns[0] + 1, changed[-1] - changed[0] + 1
            self.refresh(Region(left + columns[0], top + changed[0], width, height))

    def render_line(self, y: int) -> Strip:
        """One row of the number."""
        rows = self._rows()
        row, width = y - self._top(rows), self.size.width
        line = rows[row] if 0 <= row < len(rows) else ""
        left = " " * ((width - len(line)) // 2)
        return Strip([Segment((left + line).ljust(width), self.rich_style)])

    def _top(self, rows: tuple[str, ...]) -> int:
        return (self.size.height - len(rows) + 1) // 2

    def _rows(self) -> tuple[str, ...]:
        if self._drawn_as != (self.text, self.size):
            self._drawn, self._drawn_as = tuple(big(self.text, self.size)), (self.text, self.size)
        return self._drawn


def big(text: str, space: Size) -> list[str]:
    """The rows of a number at the largest scale that fits the space (columns by rows)."""
    scale = _scale(text, space)
    if not scale:
        return [text]
    pixels = [_pixel_row(text, row, scale) for row in range(_ROWS) for _ in range(scale)]
    if len(pixels) % 2:
        pixels.append("0" * len(pixels[0]))
    pairs = zip(pixels[::2], pixels[1::2], strict=True)
    return ["".join(map(_half, upper, lower)) for upper, lower in pairs]


def _scale(text: str, space: Size) -> int:
    columns = sum(len(_GLYPHS[c][0]) for c in text) + _GAP * (len(text) - 1)
    columns = max(columns, _TWO_DIGITS)
    fits = (s for s in range(_LARGEST, 0, -1) if columns * s <= space.width and -(-_ROWS * s // 2) <= space.height)
    return next(fits, 0)


def _pixel_row(text: str, row: int, scale: int) -> str:
    return ("0" * _GAP).join(_GLYPHS[c][row] for c in text).translate({48: "0" * scale, 49: "1" * scale})


def _half(upper: str, lower: str) -> str:
    return {"00": " ", "10": "▀", "01": "▄", "11": "█"}[upper + lower]

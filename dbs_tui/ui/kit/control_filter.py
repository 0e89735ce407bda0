"""The last filter before the terminal: no character of what is painted can act on the terminal."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from dbs_tui.domain.common.text import printable


class ControlFilter(LineFilter):
    """Replaces every character that could act on the terminal.

    What shows a text from elsewhere makes it printable by itself, and counts its columns then; this is for what
    somebody forgot.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same pieces; those with such a character in them are made printable, without getting wider."""
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [segment if segment.control or segment.text.isprintable() else _safe(segment) for segment in segments]


def _safe(segment: Segment) -> Segment:
    text = "".join(_shown(character) for character in segment.text)
    return Segment(text, segment.style)


def _shown(character: str) -> str:
    shown = printable(character)
    return shown if shown == character or Segment(character).cell_length else ""

"""Ways on from what is shown: each with the key that follows it, as many lines as they need."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from dbs_tui.ui.kit.key_words import KEY_STYLE

LETTERS = "abcdef"
GAP = 3
"""Columns between two links."""


@dataclass(frozen=True, slots=True)
class LetteredLink:
    """A link with its key, its name and its target."""

    key: str
    label: str
    kind: str
    id: str = ""

    @property
    def width(self) -> int:
        """The columns of the link."""
        return len(self.key) + 1 + len(self.label)


def lettered(ways: Iterable[tuple[str, str, str]]) -> tuple[LetteredLink, ...]:
    """Links with a letter each, from labels, kinds and ids; those beyond the last letter are left out."""
    return tuple(LetteredLink(letter, *way) for letter, way in zip(LETTERS, ways, strict=False))


class Links(Widget):
    """The ways on in a row; clicking one is as good as its key."""

    DEFAULT_CSS = "Links { height: auto; width: 1fr; }"
    ALLOW_SELECT = False

    ways: reactive[tuple[LetteredLink, ...]] = reactive((), layout=True)

    @dataclass
    class Followed(Message):
        """A link was clicked."""

        way: LetteredLink

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Rows at a width."""
        return max((row for row, _, _ in self._places(width)), default=-1) + 1

    def render(self) -> Content:
        """A key and a name each."""
        rows: list[Content] = []
        for row, _, way in self._places(self.content_size.width):
            link = Content.assemble((way.key, KEY_STYLE), f" {way.label}")
            rows[row:] = [Content(" " * GAP).join([*rows[row:], link])]
        return Content("\n").join(rows)

    def on_click(self, event: Click) -> None:
        """Follow what was clicked."""
        x, y = event.x - self.gutter.left, event.y - self.gutter.top
        for row, column, way in self._places(self.content_size.width):
            if y == row and column <= x < column + way.width:
                self.post_message(self.Followed(way))

    def _places(self, width: int) -> Iterator[tuple[int, int, LetteredLink]]:
        """Row, column and link of each."""
        row = column = 0
        for way in self.ways:
            if column and column + way.width > width:
                row, column = row + 1, 0
            yield row, column, way
            column += way.width + GAP

"""Lines of text with a bullet in front, wrapped so that the text hangs beside its bullet."""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from dbs_tui.ui.kit.key_words import pressable


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph. Styles are theme variables."""

    text: str = ""
    style: str = ""
    bullet: str = ""
    bullet_style: str = "$muted"
    press: str = ""
    """The key that a click on it presses."""
    click: str = ""
    """The action of the screen that a click on it runs, where no key does the same."""


def heading(text: str, style: str = "") -> Line:
    """A heading."""
    return Line(text, f"bold {style}".strip())


def items(texts: tuple[str, ...], bullet: str = "·", style: str = "$muted") -> tuple[Line, ...]:
    """A list with a bullet each."""
    return tuple(Line(text, bullet=f"{bullet} ", bullet_style=style) for text in texts)


class Prose(Widget):
    """Paragraphs as tall as they need to be."""

    DEFAULT_CSS = "Prose { height: auto; width: 1fr; }"

    lines: reactive[tuple[Line, ...]] = reactive(())

    def __init__(self, *lines: Line, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.set_reactive(Prose.lines, lines)

    def watch_lines(self, before: tuple[Line, ...], now: tuple[Line, ...]) -> None:
        """Have everything laid out anew only where more or fewer rows are needed."""
        width = self.content_size.width
        if not width or _height(before, width) != _height(now, width):
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Rows at a width."""
        return _height(self.lines, width)

    def render(self) -> Content:
        """The paragraphs at the present width."""
        rows = [row for line in self.lines for row in _rows(line, self.content_size.width)]
        return Content("\n").join(rows)


def _height(lines: tuple[Line, ...], width: int) -> int:
    return sum(len(_wrapped(line, width)) for line in lines)


def _rows(line: Line, width: int) -> Iterator[Content]:
    for number, text in enumerate(_wrapped(line, width)):
        front = line.bullet if number == 0 else " " * len(line.bullet)
        row = Content.assemble((front, line.bullet_style), (text, line.style))
        if line.click:
            row = row.stylize(Style.from_meta({"@click": line.click}))
        yield pressable(row, line.press) if line.press else row


def _wrapped(line: Line, width: int) -> list[str]:
    return wrap(line.text, max(8, width - len(line.bullet))) or [""]

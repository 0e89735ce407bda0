"""A few words in a row, one of them chosen: the views of a place, the ranges of a chart. Each can be clicked."""

from dataclasses import dataclass

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

GAP = "   "


def choice_line(words: tuple[str, ...], chosen: int) -> Content:
    """The words; the chosen one is underlined and bold."""
    styled = [(word, "bold underline $foreground" if at == chosen else "$muted") for at, word in enumerate(words)]
    return Content.assemble(*[part for each in styled for part in (each, (GAP, ""))][:-1])


def choice_at(words: tuple[str, ...], column: int) -> int | None:
    """The index of the word at a column of the line; ``None`` between words."""
    begins = 0
    for at, word in enumerate(words):
        if begins <= column < begins + len(word):
            return at
        begins += len(word) + len(GAP)
    return None


class ChoiceLine(Widget):
    """One row; says which word was clicked, and leaves it to others to choose it."""

    DEFAULT_CSS = "ChoiceLine { height: 1; width: auto; }"

    chosen: reactive[int] = reactive(0, layout=False)

    @dataclass
    class Clicked(Message):
        """A word was clicked."""

        at: int

    def __init__(self, *words: str, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.words = words

    def render(self) -> Content:
        """The words."""
        return choice_line(self.words, self.chosen)

    def on_click(self, event: Click) -> None:
        """Post ``Clicked`` with the word under the mouse."""
        if (at := choice_at(self.words, event.x - self.gutter.left)) is not None:
            self.post_message(self.Clicked(at))

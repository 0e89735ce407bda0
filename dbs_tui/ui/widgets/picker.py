"""One value out of a few, on one line: left and right, a letter, or a click goes to another."""

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Key
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


@dataclass(frozen=True, slots=True)
class Pick:
    """A value and how it is said."""

    value: str
    words: str


class Picker(Widget, can_focus=True):
    """Shows the chosen one between two arrows."""

    DEFAULT_CSS = """
    Picker { height: 1; width: 1fr; }
    Picker:focus { background: $block-cursor-background; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l,space", "step(1)", "Next", show=False, id="picker.next", tooltip="The next choice"),
        Binding("left,h", "step(-1)", "Previous", show=False, id="picker.previous", tooltip="The choice before"),
    ]

    at: reactive[int] = reactive(0, layout=False)

    @dataclass
    class Changed(Message):
        """Another value is chosen."""

        picker: "Picker"

        @property
        def control(self) -> "Picker":
            """The picker."""
            return self.picker

    def __init__(self, picks: tuple[Pick, ...], value: str = "", id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.picks = picks
        self.set_reactive(Picker.at, next((n for n, pick in enumerate(picks) if pick.value == value), 0))

    @property
    def value(self) -> str:
        """The chosen value."""
        return self.picks[self.at].value

    def watch_at(self) -> None:
        """Tell it."""
        self.post_message(self.Changed(self))

    def render(self) -> Content:
        """The chosen one; the arrows show that there are others."""
        front, behind = ("‹ ", " ›") if len(self.picks) > 1 else ("  ", "  ")
        return Content.assemble((front, "$muted"), self.picks[self.at].words, (behind, "$muted"))

    def action_step(self, step: int) -> None:
        """To a neighbour, around."""
        self.at = (self.at + step) % len(self.picks)

    def on_key(self, event: Key) -> None:
        """A letter goes to the next choice that begins with it."""
        if event.character is None or not event.character.isalnum() or event.character in "hl":
            return
        turn = [(self.at + step) % len(self.picks) for step in range(1, len(self.picks) + 1)]
        found = [at for at in turn if self.picks[at].words.casefold().startswith(event.character.casefold())]
        if found:
            event.stop()
            self.at = found[0]

    def on_click(self, event: Click) -> None:
        """The left arrow goes back, anything else on."""
        column = event.x - self.gutter.left
        if column <= cell_len(self.picks[self.at].words) + 4:
            self.action_step(-1 if column < 2 else 1)

"""Several of a few things: each can be taken or left."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from dbs_tui.ui.kit.base import Dialog
from dbs_tui.ui.kit.choices import Choices
from dbs_tui.ui.kit.key_words import key_hints


class Ways(Choices):
    """The things; space takes or leaves one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,x", "select", "Take or leave", show=False, id="several.toggle", tooltip="Take or leave"),
        Binding("enter", "screen.keep", "Keep", show=False, id="several.keep", tooltip="Keep what is chosen"),
    ]


class SeveralScreen(Dialog[tuple[Any, ...] | None]):
    """Dismisses with those that are taken, in their order; ``None`` for esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back", show=False, id="several.back"),
    ]

    def __init__(self, title: str, text: str, things: tuple[tuple[Any, str], ...], taken: tuple[Any, ...]) -> None:
        super().__init__()
        self.card_title, self.text, self.things, self.taken = title, text, things, set(taken)

    def compose(self) -> ComposeResult:
        """The card."""
        with Vertical(id="card") as card:
            card.border_title = self.card_title
            card.border_subtitle = key_hints("space take or leave · enter keep · esc back")
            yield Static(self.text, id="text", markup=False)
            yield Ways(*(Option(self._row(number)) for number in range(len(self.things))))

    def on_option_list_option_selected(self, event: Choices.OptionSelected) -> None:
        """Take the highlighted one, or leave it."""
        self.taken ^= {self.things[event.option_index][0]}
        event.option_list.replace_option_prompt_at_index(event.option_index, self._row(event.option_index))

    def action_keep(self) -> None:
        """Answer."""
        self.dismiss(tuple(thing for thing, _ in self.things if thing in self.taken))

    def _row(self, number: int) -> Content:
        thing, words = self.things[number]
        taken = thing in self.taken
        return Content.assemble(("■ " if taken else "□ ", "bold $success" if taken else "$muted"), words)

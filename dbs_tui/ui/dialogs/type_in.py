"""A value that is typed: what it may be stands below it, and a wrong one stays there with the reason."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from dbs_tui.ui.base import Dialog


class TypeInScreen(Dialog[Any]):
    """Dismisses with the value that ``read`` makes of the text; ``None`` for esc."""

    CSS_PATH = "type_in.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back", show=False, id="type_in.back"),
    ]

    def __init__(self, title: str, text: str, value: str, read: Callable[[str], Any], allowed: str) -> None:
        super().__init__()
        self.card_title, self.text, self.value, self.read, self.allowed = title, text, value, read, allowed

    def compose(self) -> ComposeResult:
        """The card."""
        with Vertical(id="card") as card:
            card.border_title = self.card_title
            card.border_subtitle = "enter keep · esc back"
            yield Static(self.text, id="text", markup=False)
            yield Input(self.value, id="value")
            yield Static(f"Takes {self.allowed}.", id="allowed", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep it, or say what is wrong with it."""
        try:
            value = self.read(event.value)
        except ValueError:
            self.query_one("#allowed", Static).update(f"! This is not {self.allowed}.")
            self.query_one("#allowed").add_class("-wrong")
        else:
            self.dismiss(value)

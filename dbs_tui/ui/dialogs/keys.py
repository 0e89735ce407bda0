"""Every key of a screen, generated from its bindings: nothing here is written by hand."""

from typing import ClassVar, Self

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from dbs_tui.ui.base import Dialog
from dbs_tui.ui.widgets.key_bar import key_name
from dbs_tui.ui.widgets.prose import Line, Prose


class KeysScreen(Dialog[None]):
    """A card with the keys that work on the screen below."""

    CSS_PATH = "keys.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,f1,question_mark,q", "dismiss", "Back", show=False, id="keys.back"),
    ]

    def __init__(self, keys: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.keys = keys

    @classmethod
    def of(cls, screen: Screen[object]) -> Self:
        """The keys of a screen: pairs of the keys and what they do."""
        named: dict[str, tuple[list[str], str]] = {}
        for active in screen.active_bindings.values():
            binding = active.binding
            text = active.tooltip or binding.description
            if text and binding.id:  # Textual's own keys have none
                named.setdefault(binding.id or binding.action, ([], text))[0].append(key_name(_plain(binding)))
        return cls(tuple((" ".join(dict.fromkeys(keys)), text) for keys, text in named.values()))

    def compose(self) -> ComposeResult:
        """One line a key."""
        width = max((len(keys) for keys, _ in self.keys), default=0) + 3
        lines = (
            Line(text, bullet=keys.ljust(width), bullet_style="bold $footer-key-foreground") for keys, text in self.keys
        )
        with VerticalScroll(id="card") as card:
            card.border_title = "Keys here"
            card.border_subtitle = "esc back"
            yield Prose(*lines)


def _plain(binding: Binding) -> Binding:
    return Binding(binding.key, binding.action)

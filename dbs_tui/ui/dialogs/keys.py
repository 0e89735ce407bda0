"""Every key of a screen, generated from its bindings: nothing here is written by hand."""

from collections.abc import Iterable
from typing import ClassVar, Self

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from dbs_tui.ui.base import Dialog
from dbs_tui.ui.widgets.key_bar import does, key_name, keys_here
from dbs_tui.ui.widgets.prose import Line, Prose


class KeysScreen(Dialog[None]):
    """A card with the keys that work on the screen below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,f1,question_mark,q", "dismiss", "Back", show=False, id="keys.back"),
    ]

    def __init__(self, keys: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.keys = keys

    @classmethod
    def of(cls, screen: Screen[object]) -> Self:
        """The keys of a screen: pairs of the keys and what they do."""
        told = ((bound, does(bound[0])) for bound in keys_here(screen).values())
        return cls(tuple((" ".join(_names(bound)), text) for bound, text in told if text))

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


def _names(bound: list[ActiveBinding]) -> Iterable[str]:
    """Every key by its own name, not by the one that stands in the key bar for all of them."""
    return dict.fromkeys(key_name(Binding(each.binding.key, each.binding.action)) for each in bound)

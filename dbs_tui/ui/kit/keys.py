"""Every key of a screen, generated from its bindings: nothing here is written by hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Self

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from dbs_tui.ui.kit.base import BaseScreen, Dialog
from dbs_tui.ui.kit.key_bar import does, key_name, keys_here
from dbs_tui.ui.kit.key_words import KEY_STYLE, key_hints
from dbs_tui.ui.kit.prose import Line, Prose, heading

PLACES = frozenset({"app.today", "app.learn", "app.build", "app.history", "app.desk"})
GROUPS = ("", "Places", "Everywhere")


@dataclass(frozen=True, slots=True)
class KeyHelp:
    """An action: its keys, what they do, and its name."""

    keys: str
    does: str
    name: str

    @property
    def group(self) -> str:
        """The heading that it stands under; empty for what belongs to the screen."""
        return group_of(self.name)


def group_of(name: str) -> str:
    """The heading that an action stands under; empty for what belongs to the screen."""
    return "Places" if name in PLACES else "Everywhere" if name.startswith("app.") else ""


class KeysScreen(Dialog[None]):
    """A card with the keys that work on the screen below; their actions' names are what ``config.toml`` calls them."""

    SMALL = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,f1,question_mark,q", "dismiss", "Back", show=False, id="keys.back"),
        Binding("n", "turn", "Names", show=False, id="keys.names", tooltip="The names of the actions, and back"),
    ]

    def __init__(self, keys: tuple[KeyHelp, ...], legend: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__()
        self.keys = keys
        self.legend = legend
        """Shapes of the screen below, each with what it means."""
        self.named = False
        """Whether the names are shown instead of what the keys do."""

    @classmethod
    def of(cls, screen: Screen[object]) -> Self:
        """The keys of a screen."""
        told = ((name, bound, does(bound[0])) for name, bound in keys_here(screen).items())
        legend = screen.LEGEND if isinstance(screen, BaseScreen) else ()
        return cls(tuple(KeyHelp(" ".join(_names(bound)), text, name) for name, bound, text in told if text), legend)

    def compose(self) -> ComposeResult:
        """One line a key."""
        with VerticalScroll(id="card") as card:
            card.border_title = "Keys here"
            yield Prose()

    def on_mount(self) -> None:
        """Say what they do first."""
        self.show()

    def show(self) -> None:
        """What the keys do, or the names of the actions."""
        width = max((len(told.keys) for told in self.keys), default=0) + 3
        self.query_one("#card").border_subtitle = key_hints(f"n {'what they do' if self.named else 'names'} · esc back")
        lines = list[Line]()
        for group in GROUPS:
            keys = [told for told in self.keys if told.group == group]
            if keys and group:
                lines += [Line(), heading(group, "$muted")]
            lines += [
                Line(told.name if self.named else told.does, bullet=told.keys.ljust(width), bullet_style=KEY_STYLE)
                for told in keys
            ]
            if not group and self.legend:
                lines += [Line(), *(Line(words, bullet=shape.ljust(width)) for shape, words in self.legend)]
        self.query_one(Prose).lines = tuple(lines)

    def action_turn(self) -> None:
        """Switch between what the keys do and the names of the actions."""
        self.named = not self.named
        self.show()


def _names(bound: list[ActiveBinding]) -> Iterable[str]:
    """Every key by its own name, not by the one that stands in the key bar for all of them."""
    return dict.fromkeys(key_name(Binding(each.binding.key, each.binding.action)) for each in bound)

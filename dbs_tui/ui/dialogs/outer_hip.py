"""Outer-hip mode, offered where the topic comes up: what it is for, what it changes, and one key to set it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll

from dbs_tui.domain.exercise import Catalogue
from dbs_tui.domain.outer_hip import OuterHip
from dbs_tui.ui.base import Dialog
from dbs_tui.ui.widgets.prose import Line, Prose, heading, items


class OuterHipScreen(Dialog[bool | None]):
    """Dismisses with whether the mode is wanted; ``None`` leaves it as it is."""

    CSS_PATH = "outer_hip.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "switch", "Switch", show=False, id="outer_hip.switch", tooltip="Turn the mode on or off"),
        Binding("escape,o", "dismiss", "Back", show=False, id="outer_hip.back", tooltip="Leave it as it is"),
    ]

    def __init__(self, mode: OuterHip, catalogue: Catalogue, on: bool) -> None:
        super().__init__()
        self.mode = mode
        self.catalogue = catalogue
        self.on = on

    def compose(self) -> ComposeResult:
        """What it is, what it changes, what helps besides."""
        changes = tuple(f"{self.catalogue[each.exercise].name}: {_inside(each.why)}" for each in self.mode.changes)
        with VerticalScroll(id="card") as card:
            card.border_title = f"{self.mode.title} · {'on' if self.on else 'off'}"
            card.border_subtitle = f"enter {'turn off' if self.on else 'turn on'} · esc back"
            yield Prose(Line(self.mode.intro), Line(), heading("In every routine"), *items(changes, "■", "$success"))
            with Horizontal(id="habits"):
                yield Prose(
                    heading("Better to avoid", "$warning"), *items(self.mode.avoid, "◇", "$warning"), id="avoid"
                )
                yield Prose(heading("Kinder"), *items(self.mode.instead))

    def action_switch(self) -> None:
        """The other way round."""
        self.dismiss(not self.on)


def _inside(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]

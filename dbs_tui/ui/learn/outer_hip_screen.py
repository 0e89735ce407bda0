"""Outer-hip mode: what it is for, what it changes, what to do instead; one key turns it on and off."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll

from dbs_tui.content.outer_hip import outer_hip
from dbs_tui.ui.kit.page import BACK, PageScreen
from dbs_tui.ui.kit.prose import Line, Prose, heading, items


class OuterHipScreen(PageScreen):
    """The mode on one page."""

    CSS_PATH = "outer_hip_screen.tcss"
    TITLE_TEXT = "Outer-hip mode"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,space",
            "turn",
            "Turn on or off",
            key_display="enter",
            id="outer_hip.turn",
            tooltip="Turn outer-hip mode on or off",
        ),
        BACK,
    ]

    def body(self) -> ComposeResult:
        """What it is; below that the forms and the advice side by side."""
        mode = outer_hip()
        with VerticalScroll(id="mode"):
            yield Prose(id="state")
            with Horizontal(id="split"):
                with Vertical():
                    yield Prose(heading("Avoid"), *items(mode.avoid, "×", "$warning"))
                with Vertical():
                    yield Prose(heading("Instead"), *items(mode.instead, "✓", "$success"))
            yield Prose(id="changes")

    def title_note(self) -> str:
        """What kind of thing this is."""
        return "General exercise education, not treatment"

    def show(self) -> None:
        """Whether it is on, and which exercises change."""
        mode, on = outer_hip(), self.services.settings.outer_hip
        state = Line("On", "bold $success", "● ", "$success") if on else Line("Off", "bold", "○ ")
        self.query_one("#state", Prose).lines = (state, Line(mode.intro), Line())
        names = {exercise.id: exercise.name for exercise in self.services.catalogue}
        told = tuple(f"{names[change.exercise]}: {change.why}" for change in mode.changes)
        title = "What is different in your routines" if on else "What it would change in your routines"
        self.query_one("#changes", Prose).lines = (
            heading(title),
            *items(told, "◇", "$warning"),
            Line(mode.order, "$muted"),
        )
        self.refresh_bindings()

    def describe(self, binding: Binding) -> str:
        """What the key does now."""
        if binding.id == "outer_hip.turn":
            return "Turn off" if self.services.settings.outer_hip else "Turn on"
        return super().describe(binding)

    def action_turn(self) -> None:
        """Turn it on or off."""
        self.services.preferences.change(outer_hip=not self.services.settings.outer_hip)

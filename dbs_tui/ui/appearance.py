"""How the app looks: its colours, by the settings and by what the terminal shows, and whether anything glides."""

from __future__ import annotations

from typing import Literal

from rich.console import Console
from textual import constants
from textual.app import App
from textual.filter import LineFilter
from textual.widget import Widget

from dbs_tui.terminal_colours import Colours
from dbs_tui.ui.kit.themes import THEMES, themes
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.textual_private import every_screen

SYSTEMS: dict[Colours, Literal["truecolor", "256", "standard"]] = {
    Colours.ALL: "truecolor",
    Colours.MANY: "256",
    Colours.FEW: "standard",
}
"""What Rich calls them."""


class Appearance:
    """Has an app follow the settings that say how it looks."""

    def __init__(self, app: App[None], services: Services, terminal: Colours) -> None:
        self._app = app
        self._services = services
        self._terminal = terminal
        """The colours that the terminal shows."""
        self.rounding: list[LineFilter] = []
        """Filters that round the colours of a painted line to those that there are."""
        self._applied = services.settings

    def begin(self) -> None:
        """Look as the settings say, before the first frame."""
        self.settle_motion()
        self.take_colours()
        known = self._services.settings.theme in self._app.available_themes
        # Set, not assigned: an assignment would style everything once more before the first frame.
        self._app.set_reactive(App.theme, self._services.settings.theme if known else THEMES[0].name)
        self._app.stylesheet.set_variables(self._app.get_css_variables())

    def take_colours(self) -> None:
        """Paint with the set of colours that the settings ask for, or that the terminal shows."""
        wanted = self._services.settings.colours
        colours = self._terminal if wanted is Colours.AUTO else wanted
        for theme in themes(colours):
            self._app.register_theme(theme)
        self.rounding = []
        if not self._app.no_color:
            # What Rich guesses of the terminal would round everything once more.
            self._app.console = console_for(colours, self._app.console)
            if colours is not Colours.ALL:
                from dbs_tui.ui.kit.colour_rounding import Rounded

                self.rounding = [Rounded(colours)]

    def settle_motion(self) -> None:
        """Let nothing glide where motion is not wanted."""
        still = self._services.settings.reduced_motion
        self._app.animation_level = "none" if still else constants.TEXTUAL_ANIMATIONS

    def follow_settings(self) -> None:
        """Have what runs follow the settings where they were changed: colours, motion and keys."""
        settings, before = self._services.settings, self._applied
        self._applied = settings
        if settings.theme != before.theme and settings.theme in self._app.available_themes:
            self._app.theme = settings.theme
        if settings.reduced_motion != before.reduced_motion:
            self.settle_motion()
        if settings.colours != before.colours:
            self.take_colours()
            self._app.refresh_css(animate=False)
            # Of another theme than ours no rule is another one now, and yet all is painted in other colours.
            for screen in every_screen(self._app):
                for widget in screen.walk_children(Widget, with_self=True):
                    widget.refresh()
        if settings.keys != before.keys:
            self._app.set_keymap(dict(settings.keys))


def console_for(colours: Colours, console: Console) -> Console:
    """A console like Textual's that writes so many colours."""
    system: Literal["truecolor", "256", "standard"] = SYSTEMS[colours]
    if console.color_system == system:
        return console
    return Console(
        color_system=system,
        file=console.file,
        highlight=False,
        emoji=False,
        legacy_windows=False,
        force_terminal=True,
        safe_box=False,
    )

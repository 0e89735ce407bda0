"""Wiring: themes, keys, the places, and how the program begins and ends. What follows what is in ``routing.py``."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.css.query import NoMatches
from textual.driver import Driver
from textual.events import Click, DescendantFocus, Event, InputEvent, Key, MouseDown, MouseUp, Paste
from textual.filter import LineFilter
from textual.screen import Screen
from textual.widget import MountError
from textual.widgets import Input
from textual.worker import WorkerFailed

from dbs_tui.own import travel
from dbs_tui.terminal_colours import Colours, detected
from dbs_tui.ui.appearance import Appearance
from dbs_tui.ui.faults import Faults, comes_from_textual, guard_handlers
from dbs_tui.ui.held_keys import HeldKeys
from dbs_tui.ui.kit.base import BaseScreen, Request
from dbs_tui.ui.kit.control_filter import ControlFilter
from dbs_tui.ui.kit.key_words import key_clicked
from dbs_tui.ui.kit.small_terminal import KEYS, LEAVE, keys_of, too_small
from dbs_tui.ui.kit.themes import DARK, LIGHT, completed
from dbs_tui.ui.leaving import Leaving, wiping
from dbs_tui.ui.places import PLACES, today
from dbs_tui.ui.routing import Routing
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.services.this_machine import services_of_this_machine
from dbs_tui.ui.startup import Startup
from dbs_tui.ui.terse_driver import terse
from dbs_tui.ui.textual_private import (
    LastingStylesheet,
    dismiss_once,
    end_quietly,
    error_of,
    every_screen,
    fire_what_fires_once,
    forget_told,
    hash_rules_quickly,
    is_ending,
    render_only_what_changed,
    tell_every_size,
)

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from dbs_tui.domain.training.routine import Routine


def _palette() -> type[Provider]:
    """The provider of the command palette; imported when the palette is opened."""
    from dbs_tui.ui.palette import Everything

    return Everything


def _lessons() -> type[Provider]:
    from dbs_tui.ui.palette import LessonProvider

    return LessonProvider


guard_handlers()
hash_rules_quickly()
render_only_what_changed()
fire_what_fires_once()
tell_every_size()
dismiss_once()
MIDDLE = 2
"""The number of the mouse's middle button."""


class DbsApp(App[None]):
    """The app: keys, places, and what Textual tells only an app."""

    TITLE = "dbs-tui"
    DEFAULT_MODE = "today"
    COMMANDS = App.COMMANDS | {_palette, _lessons}
    # The stylesheet of the first screen is read with the app's own: read on its own, it would be one more pass.
    CSS_PATH = ["app.tcss", "today/screen.tcss"]  # noqa: RUF012 - as Textual declares it
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual declares it
        (0, "-tiny"),
        (60, "-narrow"),
        (80, "-normal"),
        (110, "-wide"),
        (160, "-huge"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual declares it
        (0, "-flat"),
        (12, "-low"),
        (16, "-short"),
        (24, "-normal-height"),
        (32, "-tall"),
        (48, "-high"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "go('today')", "Today", id="app.today", tooltip="Today: what to do now"),
        Binding("2", "go('learn')", "Learn", id="app.learn", tooltip="Learn: everything, in cards of one minute"),
        Binding("3", "go('build')", "Build", id="app.build", tooltip="Build: the routines, block by block"),
        Binding("4", "go('history')", "History", id="app.history", tooltip="History: what was done, and the streak"),
        Binding("5", "go('desk')", "Desk", id="app.desk", tooltip="Desk: how long you have sat, and breaks"),
        Binding("slash", "search", "Search", key_display="/", show=False, id="app.search", tooltip="Search everything"),
        Binding("f1,question_mark", "help", "Keys", key_display="?", id="app.help", tooltip="Every key here"),
        Binding("exclamation_mark", "safety", "Safety", key_display="!", id="app.safety", tooltip="Emergency signs"),
        Binding("comma", "settings", "Settings", show=False, key_display=",", id="app.settings", tooltip="Settings"),
        Binding(
            "ctrl+p",
            "command_palette",
            "Palette",
            show=False,
            priority=True,
            id="app.palette",
            tooltip="Everything by name: actions, routines, cards, settings",
        ),
        Binding("escape", "go('today')", "Today", show=False, id="app.back"),
        Binding(
            "ctrl+z", "suspend_process", "Stop", show=False, id="app.stop", tooltip="To the shell; fg brings it back"
        ),
        Binding("q,ctrl+q", "quit", "Quit", key_display="q", show=False, id="app.quit", tooltip="Quit"),
    ]

    def __init__(
        self,
        services: Services,
        start: Routine | None = None,
        take_break: bool = False,
        colours: Colours = Colours.ALL,
    ) -> None:
        # Textual removes NO_COLOR from the environment and paints its themes grey; the terminal's own colours are
        # what a user who sets it means.
        super().__init__(ansi_color=True if os.environ.get("NO_COLOR") else None)
        self.services = services
        self.routing = Routing(self, services)
        self.startup = Startup(self, services, self.routing, start, take_break)
        self._state_is_new = False
        self.faults = Faults(self)
        self._only_text = ControlFilter()
        self.leaving = Leaving()
        self.held = HeldKeys(self)
        self.stylesheet = LastingStylesheet()
        self.appearance = Appearance(self, services, colours)
        self.appearance.begin()
        for name, place in PLACES.items():
            self.add_mode(name, partial(place, services))

    def get_driver_class(self) -> type[Driver]:
        """What speaks to the terminal, in few bytes; it leaves nothing standing there."""
        return wiping(terse(super().get_driver_class()))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The filters of every painted line: no control characters, and only colours that the terminal has."""
        return [self._only_text, *super().get_line_filters(), *self.appearance.rounding]

    def get_css_variables(self) -> dict[str, str]:
        """The theme's variables, with ours filled in where another theme is chosen."""
        if "services" not in self.__dict__:
            return {}  # Textual asks before the theme is known
        variables, theme = super().get_css_variables(), self.current_theme
        return variables if theme.name in (DARK.name, LIGHT.name) else completed(variables, theme.dark)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Textual's own commands that belong here; the others show what is not ours, or write files."""
        yield SystemCommand("Theme", "Other colours, kept for the next time", self.action_change_theme)

    def action_change_theme(self) -> None:
        """Open the list of themes, on which the chosen line is seen in few colours too."""
        _palette()
        super().action_change_theme()

    def get_default_screen(self) -> Screen[None]:
        """The screen Today. As a mode like the others it would have all styles parsed a second time."""
        return today(self.services)

    def on_mount(self) -> None:
        """Take over the terminal."""
        # After fg the driver leaves the screen half painted (Textual #6298).
        self.app_resume_signal.subscribe(self, lambda _: self.screen.refresh(layout=True))
        self.theme_changed_signal.subscribe(self, lambda theme: self.services.preferences.change(theme=theme.name))
        self.services.preferences.not_saved = self._not_saved
        self.services.current.watch(self._state_changed)
        self.add_mode(self.DEFAULT_MODE, self.get_default_screen)
        self.call_after_refresh(gc.enable)
        if self.services.settings.keys:
            self.set_keymap(dict(self.services.settings.keys))
            self.call_after_refresh(self.check_keys)
        if not self.is_headless:
            self.leaving.on_signals(lambda: self.exit(None, 1))
            self.leaving.on_stop(self)
        self.startup.begin()

    @on(Request)
    def follow_request(self, request: Request) -> None:
        """Do what a screen asks for."""
        self.routing.follow(request)

    def _state_changed(self) -> None:
        """Have the screen that is seen show the new state; several changes at once are shown together."""
        if not self._state_is_new:
            self._state_is_new = True
            self.call_later(self._show_state)

    def _show_state(self) -> None:
        """Have settings applied and the seen screen show the new state."""
        self._state_is_new = False
        self.appearance.follow_settings()
        # Below a dialog the screen is still seen; there is none when the program is ending.
        seen = next((screen for screen in reversed(self.screen_stack) if isinstance(screen, BaseScreen)), None)
        if seen is not None:
            seen.follow()

    def _not_saved(self, reason: str) -> None:
        """Say that a changed setting could not be written; called on the writer's thread."""
        told = f"It applies until you quit: {reason}."
        self.call_later(self.notify, told, title="Not saved", severity="warning", markup=False)

    def outlives(self, error: Exception) -> bool:
        """Report and log an unforeseen error; whether the app goes on."""
        found = getattr(error, "error", error)
        # A screen that opens in the moment the program ends is closed before its widgets are there, and gets no more.
        if isinstance(found, NoMatches | MountError) and is_ending(self):
            return True
        return self.is_running and not is_ending(self) and self.faults.survive(error)

    def _handle_exception(self, error: Exception) -> None:
        can_go_on = isinstance(error, WorkerFailed) or comes_from_textual(error) or is_ending(self)
        if not (can_go_on and self.outlives(error)):
            super()._handle_exception(error)

    # Textual would render a traceback with all variables, which takes seconds, and print it. ``run`` passes the error
    # on instead, and the command line tells it in one line.

    def _fatal_error(self) -> None:
        end_quietly(self)

    def panic(self, *renderables: object) -> None:
        """End, with nothing printed."""
        end_quietly(self)

    async def _paste_selected(self) -> None:
        """Type the selected or copied text into the focused input, as terminals do with the middle mouse button."""
        text = self.screen.get_selected_text() or self.clipboard
        if text and isinstance(self.focused, Input):
            await self.on_event(Paste(text))

    def on_click(self, event: Click) -> None:
        """Press the key that was clicked on the screen."""
        if key := key_clicked(event):
            self.simulate_key(key)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Keep the caret from blinking where motion is not wanted."""
        if self.services.settings.reduced_motion and hasattr(event.widget, "cursor_blink"):
            event.widget.cursor_blink = False

    def on_app_focus(self) -> None:
        """Note for the desk timer that the terminal's window has the focus."""
        if self.startup.desk_watch is not None:
            self.startup.desk_watch.focused = True

    def on_app_blur(self) -> None:
        """Note for the desk timer that the terminal's window lost the focus."""
        if self.startup.desk_watch is not None:
            self.startup.desk_watch.focused = False

    def on_unmount(self) -> None:
        """Restore the terminal's title, and write what the desk timer has counted."""
        if self.startup.desk_watch is not None:
            self.startup.desk_watch.leave()

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Tell something in passing: title and message in one line."""
        told = f"{title}: {message}" if title else message
        super().notify(told, severity=severity, timeout=timeout, markup=markup)

    def on_notify(self) -> None:
        """Remove earlier notices in passing; those about errors stay."""
        forget_told(self)

    def check_keys(self) -> None:
        """Notify the user of problems with the keys in the settings."""
        from dbs_tui.ui.settings import keymap

        for line in keymap.problems(self.services.settings.keys):
            self.notify(line, title="config.toml", severity="warning", timeout=20, markup=False)

    async def on_event(self, event: Event) -> None:
        """Let nothing act on what nobody sees: on a tiny terminal only leaving and the help work.

        A key waits until the one before has been dealt with.
        """
        if isinstance(event, MouseDown | MouseUp) and event.button > 1:
            if event.button == MIDDLE and isinstance(event, MouseDown):
                await self._paste_selected()
            return
        if self.held.holds(event):
            return
        is_input = isinstance(event, InputEvent) and not event.is_forwarded
        if not (is_input or isinstance(event, Paste)) or not too_small(self):
            await super().on_event(event)
        else:
            await self._on_tiny_terminal(event)

    async def _on_tiny_terminal(self, event: Event) -> None:
        """Handle an event where the screen is covered: only leaving and the help work."""
        if isinstance(event, Key) and event.key in keys_of(self, LEAVE):
            self.exit()  # nothing can be asked here; what is unsaved is kept, and offered at the next start
        elif getattr(self.screen, "SMALL", False):
            bound = self.screen.active_bindings.get(event.key) if isinstance(event, Key) else None
            if bound is None or not bound.binding.action.startswith("app."):
                await super().on_event(event)
        elif isinstance(event, Key) and event.key in keys_of(self, KEYS):
            self.action_help()

    async def action_quit(self) -> None:
        """End; a builder with unsaved changes is asked first, wherever it is open."""
        unsaved = next(
            (screen for screen in every_screen(self) if isinstance(screen, BaseScreen) and screen.unsaved), None
        )
        if unsaved is None:
            await super().action_quit()
        else:
            self.action_go("build")
            await unsaved.run_action("leave('quit')")

    def action_command_palette(self) -> None:
        """Open the palette; Textual opens a second one where something lies over the first."""
        if not any(screen.id == "--command-palette" for screen in self.screen_stack):
            from dbs_tui.ui.palette import Palette

            self.push_screen(Palette(id="--command-palette"))

    def action_search(self) -> None:
        """Search in everything there is to learn."""
        from dbs_tui.ui.learn import flow as learn_flow

        learn_flow.search(self, self.services)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The key of the shown place is disabled, and so is the search in a workout."""
        if action == "search":
            return not self.routing.trains
        return not (action == "go" and parameters == (self.current_mode,) and not self._passing)

    @property
    def _passing(self) -> bool:
        """Whether what is shown lies over a place and is left without a question."""
        return isinstance(self.screen, BaseScreen) and self.screen.PASSING and len(self.screen_stack) > 1

    def action_go(self, place: str) -> None:
        """Go to one of the places; a workout is ended first, and what is asked after it is left with its own keys."""
        while self._passing:
            self.pop_screen()
        if isinstance(self.screen, BaseScreen) and self.screen.AWAITED:
            if (end := getattr(self.screen, "action_end", None)) is not None:
                end(place)
        elif self.current_mode != place:
            self.switch_mode(place)

    def action_safety(self, page: str = "emergency", source: str = "") -> None:
        """Show the emergency signs, or another safety page, over whatever is there; from its own keys go back to it."""
        from dbs_tui.content.loader import safety
        from dbs_tui.ui.kit.keys import KeysScreen
        from dbs_tui.ui.safety.screen import SafetyScreen

        if isinstance(self.screen, KeysScreen) and isinstance(self.screen_stack[-2], SafetyScreen):
            self.screen.dismiss(None)
        if not isinstance(self.screen, SafetyScreen):
            self.push_screen(
                SafetyScreen(safety(), self.services.settings.emergency_number, page, source), self.routing.emergency
            )

    def action_settings(self, name: str = "") -> None:
        """Show the settings, one of them highlighted."""
        from dbs_tui.ui.settings.screen import SettingsScreen

        if not isinstance(self.screen, SettingsScreen):
            self.push_screen(SettingsScreen(self.services, name))

    def action_help(self) -> None:
        """Show every key of the screen that is shown."""
        from dbs_tui.ui.kit.keys import KeysScreen

        if not isinstance(self.screen, KeysScreen):
            self.push_screen(KeysScreen.of(self.screen))


async def _until_left(app: DbsApp) -> None:
    try:
        await app.run_async()
    finally:
        app.leaving.wake_nobody()


def run(start: Routine | None = None, take_break: bool = False) -> int:
    """Open the app; straight into the player when a routine is given, or for one break. Returns the exit code.

    Every write is done when it returns. What went wrong inside is raised here, after the terminal is as it was.
    """
    services = services_of_this_machine()
    app = DbsApp(services, start, take_break, detected(os.environ))
    try:
        asyncio.run(_until_left(app))
    finally:
        services.ports.writer.close()
        app.leaving.over()
        travel(services.settings)  # what was made in this run goes out now
    if (error := error_of(app)) is not None:
        raise getattr(error, "error", error)
    return app.return_code or 0

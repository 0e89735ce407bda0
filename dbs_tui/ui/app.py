"""Wiring: themes, the places, and which screen follows which. No logic of training lives here."""

import asyncio
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import ClassVar

from textual import on, work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.css.query import NoMatches
from textual.screen import Screen

from dbs_tui.domain.routine import Routine
from dbs_tui.ui import feeling, training
from dbs_tui.ui.base import BaseScreen
from dbs_tui.ui.messages import EditChosen, GoOnChosen, HistoryRead, PreviewChosen, RoutineChosen
from dbs_tui.ui.services import Services, services_of_this_machine
from dbs_tui.ui.themes import THEMES

LOOK_AGAIN = 2.0
"""Seconds between looks at what other copies of the program have written."""


class DbsApp(App[None]):
    """dbs-tui on the screen."""

    TITLE = "dbs-tui"
    DEFAULT_MODE = "today"
    # The stylesheet of the first screen is read with the app's own: read on its own, it would be one more pass.
    CSS_PATH = ["app.tcss", "screens/today.tcss"]  # noqa: RUF012 - as Textual declares it
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual declares it
        (0, "-tiny"),
        (60, "-narrow"),
        (80, "-normal"),
        (110, "-wide"),
        (160, "-huge"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual declares it
        (0, "-flat"),
        (16, "-short"),
        (24, "-normal-height"),
        (32, "-tall"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "go('today')", "Today", id="app.today", tooltip="Today: what to do now"),
        Binding("2", "go('learn')", "Learn", id="app.learn", tooltip="Learn: the exercises and how to do them"),
        Binding("3", "go('build')", "Build", id="app.build", tooltip="Build: the routines, block by block"),
        Binding("4", "go('history')", "History", id="app.history", tooltip="History: what was done, and the streak"),
        Binding("f1,question_mark", "help", "Keys", key_display="?", id="app.help", tooltip="Every key here"),
        Binding("exclamation_mark", "safety", "Safety", key_display="!", id="app.safety", tooltip="Emergency signs"),
        Binding("escape", "go('today')", "Today", show=False, id="app.back"),
        Binding("q,ctrl+q", "quit", "Quit", key_display="q", show=False, id="app.quit", tooltip="Leave dbs-tui"),
    ]

    def __init__(self, services: Services, start: Routine | None = None) -> None:
        # Textual removes NO_COLOR from the environment and paints its themes grey; the terminal's own colours are
        # what a user who sets it means.
        super().__init__(ansi_color=True if os.environ.get("NO_COLOR") else None)
        self.services = services
        self.first_routine = start
        self.history_is_there = asyncio.Event()
        for theme in THEMES:
            self.register_theme(theme)
        known = services.settings.theme in self.available_themes
        # Set, not assigned: an assignment would style everything once more before the first frame.
        self.set_reactive(App.theme, services.settings.theme if known else THEMES[0].name)
        self.stylesheet.set_variables(self.get_css_variables())
        places: dict[str, Callable[[], Screen[None]]] = {
            "today": self._today,
            "learn": self._learn,
            "build": self._build,
            "history": self._history,
        }
        for name, place in places.items():
            self.add_mode(name, place)

    def get_css_variables(self) -> dict[str, str]:
        """The theme's variables, with ours filled in where another theme is chosen."""
        variables = super().get_css_variables()
        return {"muted": variables["foreground-muted"], **variables}

    # Screens are imported when they are first shown: the first frame pays for one of them only.

    def _today(self) -> Screen[None]:
        from dbs_tui.ui.screens.today import TodayScreen

        return TodayScreen(self.services)

    def _learn(self) -> Screen[None]:
        from dbs_tui.ui.screens.learn import LearnScreen

        return LearnScreen(self.services)

    def _build(self) -> Screen[None]:
        from dbs_tui.ui.screens.build import BuildScreen

        return BuildScreen(self.services)

    def _history(self) -> Screen[None]:
        from dbs_tui.ui.screens.history import HistoryScreen

        return HistoryScreen(self.services)

    def on_mount(self) -> None:
        """Ask what has to be asked first."""
        # After fg the driver leaves the screen half painted (Textual #6298).
        self.app_resume_signal.subscribe(self, lambda _: self.screen.refresh(layout=True))
        self.theme_changed_signal.subscribe(self, lambda theme: self.services.remember(theme=theme.name))
        self.call_after_refresh(self.load)
        self._leave_on_signals()
        self.greet()
        if self.services.live:
            self.set_interval(LOOK_AGAIN, self.look_again)

    def _leave_on_signals(self) -> None:
        """End as the user ends it when the system says so or the terminal is closed: nothing is left behind."""
        for name in () if self.is_headless else ("SIGTERM", "SIGHUP", "SIGINT"):
            with suppress(NotImplementedError, AttributeError):  # Windows has neither the call nor all of them
                asyncio.get_running_loop().add_signal_handler(getattr(signal, name), self.exit, None, 1)

    def _handle_exception(self, error: Exception) -> None:
        # A screen that opens in the moment the program ends is closed before its widgets are there.
        if not (self._exit and isinstance(error, NoMatches)):
            super()._handle_exception(error)

    def _print_error_renderables(self) -> None:
        """Print no traceback: ``run`` passes the error on, and the command line tells it in one line."""
        self._exit_renderables.clear()

    @work(thread=True)
    def load(self) -> None:
        """Read the history once the first frame is painted: years of sessions take longer than that."""
        self._read(newest=lambda: self.post_message(HistoryRead([], complete=False)))

    @work(thread=True, exclusive=True, group="look")
    def look_again(self) -> None:
        """Read again what another copy of the program, or another device, has written meanwhile."""
        if self.history_is_there.is_set() and self.services.store.changed():
            self._read(newest=lambda: None)

    def _read(self, newest: Callable[[], object]) -> None:
        """Read off the screen's thread. Posted, not called: a program that ends never waits for a thread that waits."""
        with suppress(RuntimeError):  # the program has ended while it read
            said = self.services.load(newest)
            self.post_message(HistoryRead(said, complete=True))

    @on(HistoryRead)
    def loaded(self, message: HistoryRead) -> None:
        """Show what was read, and say what there is to say about it."""
        if message.complete:
            self.history_is_there.set()
        training.refresh(self)
        for line in message.said:
            self.notify(line, severity="warning", timeout=12, markup=False)

    @work
    async def greet(self) -> None:
        """The safety notice once; the morning after; then the routine that was asked for on the command line."""
        if not await training.accepted_notice(self, self.services):
            self.exit()
            return
        await self.history_is_there.wait()
        if any(worker.group == "training" and worker.is_running for worker in self.workers):
            return  # a workout was begun while the history was read: nothing comes in between
        await feeling.morning_after(self, self.services)
        await self._bring_back()
        training.refresh(self)
        if self.first_routine is not None:
            await training.train(self, self.services, self.first_routine)

    async def _bring_back(self) -> None:
        """Find the routines that were being edited when an earlier run ended; Build lists them."""
        drafts = self.services.library.drafts
        self.services.waiting = await asyncio.wrap_future(self.services.writer.submit(drafts.found))
        said, drafts.notices = drafts.notices, []
        for line in said:
            self.notify(line, severity="warning", timeout=12, markup=False)
        if self.services.waiting:
            self.notify("A routine you were editing was not saved. It waits in Build, key 3.", timeout=10)

    @work(exclusive=True, group="training")
    @on(RoutineChosen)
    async def train(self, message: RoutineChosen) -> None:
        """Lead through a routine."""
        await training.train(self, self.services, message.routine)

    @work(exclusive=True, group="training")
    @on(PreviewChosen)
    async def preview(self, message: PreviewChosen) -> None:
        """Lead through a routine without keeping anything of it."""
        await training.preview(self, self.services, message.routine, message.kind)

    @work(exclusive=True, group="training")
    @on(GoOnChosen)
    async def go_on(self, message: GoOnChosen) -> None:
        """Decide about an interrupted session."""
        await training.go_on(self, self.services, message.unfinished)

    @work(exclusive=True, group="building")
    @on(EditChosen)
    async def build(self, message: EditChosen) -> None:
        """Edit a routine."""
        from dbs_tui.ui import building

        await building.build(self, self.services, message.draft)

    async def action_quit(self) -> None:
        """End; a builder with unsaved changes is asked first, wherever it is open."""
        screens = (screen for stack in self._screen_stacks.values() for screen in stack)
        unsaved = next((screen for screen in screens if isinstance(screen, BaseScreen) and screen.unsaved), None)
        if unsaved is None:
            await super().action_quit()
        else:
            self.action_go("build")
            await unsaved.run_action("leave('quit')")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The place that is shown needs no key."""
        return not (action == "go" and parameters == (self.current_mode,))

    def action_go(self, place: str) -> None:
        """Go to one of the places."""
        if self.current_mode != place:
            self.switch_mode(place)

    def action_safety(self) -> None:
        """Show the emergency signs over whatever is there."""
        from dbs_tui.content.loader import safety
        from dbs_tui.ui.screens.safety import SafetyScreen

        if not isinstance(self.screen, SafetyScreen):
            self.push_screen(SafetyScreen(safety()), self.signs)

    def signs(self, has_one: bool | None) -> None:
        """Hear whether the user has one of the emergency signs."""
        if has_one:
            self.emergency()

    @work
    async def emergency(self) -> None:
        """Do what an emergency sign asks for."""
        await training.emergency(self, self.services)

    def action_help(self) -> None:
        """Show every key of the screen that is shown."""
        from dbs_tui.ui.dialogs.keys import KeysScreen

        if not isinstance(self.screen, KeysScreen):
            self.push_screen(KeysScreen.of(self.screen))


def run(start: Routine | None = None) -> int:
    """Open the app; straight into the player when a routine is given. Returns the exit code.

    Every write is done when it returns. What went wrong inside is raised here, after the terminal is as it was.
    """
    services = services_of_this_machine()
    app = DbsApp(services, start)
    try:
        app.run()
    finally:
        services.writer.close()
    if app._exception is not None:
        raise app._exception
    return app.return_code or 0

"""What happens after the first frame: history and routines are read, and the first questions are asked."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.app import App

if TYPE_CHECKING:
    from datetime import date

    from dbs_tui.domain.history.history import History
    from dbs_tui.domain.training.routine import Routine
    from dbs_tui.library.shelf import Entry
    from dbs_tui.settings import Settings
    from dbs_tui.ui.desk.watch import DeskWatch
    from dbs_tui.ui.kit.base import Work
    from dbs_tui.ui.routing import Routing
    from dbs_tui.ui.services.services import Services

LOOK_AGAIN = 2.0
"""Seconds between looks at what other copies of the program have written."""


class Startup:
    """Reads files for the app: at its start, and again when another copy has written some."""

    def __init__(
        self, app: App[None], services: Services, routing: Routing, first: Routine | None, first_break: bool
    ) -> None:
        self._app = app
        self._services = services
        self._routing = routing
        self._first = first
        """The routine to train at once, once everything is read."""
        self._first_break = first_break
        """Whether to take one break from sitting, and leave."""
        self.history_is_there = asyncio.Event()
        self.desk_watch: DeskWatch | None = None
        self.day = services.today
        """The day that the screens show."""
        self._in_line: tuple[History, Settings, date] | None = None
        """The history, the settings and the day of which the status line is ready."""

    def begin(self) -> None:
        """Start reading, and asking, once the first frame is painted."""
        app = self._app
        app.call_after_refresh(app.run_worker, self._load, thread=True)
        app.call_after_refresh(app.run_worker, self._read_shelf, thread=True)
        greet: Work = self._greet
        app.run_worker(greet)
        if self._services.ports.live:
            for look in (self.look_again, self.take_up_settings, self.turn_page):
                self.every(LOOK_AGAIN, look)
        app.call_after_refresh(self._watch_desk)

    def every(self, seconds: float, look: Callable[[], None]) -> None:
        """Call a function at an interval while the app runs; when it closes, screens are gone before timers are."""
        self._app.set_interval(seconds, lambda: look() if self._app.is_running else None)

    def look_again(self) -> None:
        """Read again what another copy of the program, or another device, has written meanwhile."""
        self._app.run_worker(self._look_again, thread=True, exclusive=True, group="look")

    def take_up_settings(self) -> None:
        """Use what was changed in the file of the settings while the program runs; say what of it makes no sense."""
        for line in self._services.preferences.take_up():
            self._app.notify(line, title="Settings", severity="warning", timeout=12, markup=False)

    def turn_page(self) -> None:
        """Show the new day after the date has changed; nobody is interrupted or asked."""
        if self.day != self._services.today:
            self.day = self._services.today
            if self.desk_watch is not None:
                self.desk_watch.look()
            self._app.run_worker(self._work_out_the_day, thread=True, exclusive=True, group="day")
            self._services.current.tell()

    def _watch_desk(self) -> None:
        """Look after the desk timer from now on."""
        from dbs_tui.ui.desk.watch import LOOKS, DeskWatch

        self.desk_watch = DeskWatch(self._app, self._services)
        self.desk_watch.look()
        if self._services.ports.live:
            self.every(LOOKS, self.desk_watch.look)

    # -- on threads of their own: what is found is posted, for a program that ends waits for no thread that waits ---

    def _load(self) -> None:
        """Read the history in a thread: years of sessions take longer than a frame."""
        self._read()
        if self._services.ports.live:
            # Years of sessions and what follows from them stay: the collector need not look through them at every key.
            gc.freeze()

    def _look_again(self) -> None:
        if self.history_is_there.is_set() and self._services.store.changed():
            self._read()
        self._keep_status_line()

    def _keep_status_line(self) -> None:
        """Have the line for a prompt ready again, once the files of what has changed have settled."""
        from dbs_tui.status_figures import keep_ready

        services = self._services
        history, settings, today = now = services.history, services.settings, services.today
        known = self._in_line
        changed = known is None or known[0] is not history or known[1] is not settings or known[2] != today
        if changed and keep_ready(settings, today):
            self._in_line = now

    def _read(self) -> None:
        services = self._services
        said = services.load(lambda **found: self._post(services.current.change, **found))
        self._post(self._was_read, said)
        self._work_out_the_day()

    def _work_out_the_day(self) -> None:
        """Work out what the screens ask of the history today: with years of it not on their thread."""
        from dbs_tui.domain.history.warm_cache import ready

        ready(self._services.history, self._services.today)

    def _read_shelf(self) -> None:
        """Read the user's own routines, some at a time: there may be hundreds."""
        for entries in self._services.ports.library.rest_of(self._services.shelf):
            self._post(self._shelve, entries)

    def _post(self, call: Callable[..., None], *arguments: object, **named: object) -> None:
        with suppress(RuntimeError):  # the program has ended while it read
            self._app.call_later(call, *arguments, **named)

    # -- on the screen's thread -------------------------------------------------------------------------------------

    def _was_read(self, said: list[str]) -> None:
        """Note that everything is read, and show the notices about it."""
        self.history_is_there.set()
        self._services.current.change(is_read=True)
        self._tell([*said, *self._services.state.warnings])
        self._services.current.change(warnings=())

    def _shelve(self, entries: tuple[Entry, ...]) -> None:
        """Put routines that were read on the shelf; those saved meanwhile stay."""
        self._services.current.change(shelf=self._services.shelf.with_entries(entries))

    def _tell(self, lines: list[str]) -> None:
        for line in lines:
            self._app.notify(line, severity="warning", timeout=12, markup=False)

    async def _greet(self) -> None:
        """Show the safety notice once; then start the routine of the command line."""
        if not self._services.settings.knows_safety:
            if not await self._accepted_notice():
                self._app.exit()
                return
            if self._first is None:
                self._app.notify("When will you do it? i names a cue of your day, such as the kettle.", timeout=8)
        await self.history_is_there.wait()
        if self._routing.trains:
            return  # a workout was begun while the history was read: nothing comes in between
        await self._bring_back()
        if self._first is not None:
            from dbs_tui.ui.kit.messages import RoutineChosen

            self._routing.follow(RoutineChosen(self._first))
        elif self._first_break:
            from dbs_tui.ui.desk.break_flow import take_break

            await take_break(self._app, self._services)
            self._app.exit()

    async def _bring_back(self) -> None:
        """Find the routines that were being edited when an earlier run ended; Build lists them."""
        drafts = self._services.ports.library.drafts
        waiting = await self._services.records.write(drafts.found)
        self._services.current.change(waiting=waiting)
        said, drafts.notices = drafts.notices, []
        self._tell(said)
        if waiting:
            self._app.notify("A routine you were editing was not saved. It waits in Build, key 3.", timeout=6)

    async def _accepted_notice(self) -> bool:
        from dbs_tui.ui.train import flow as train_flow

        return await train_flow.accepted_notice(self._app, self._services)

"""Looks after the desk timer while the app is open: calls for breaks and keeps the counts.

A look costs less than a millisecond and never waits; what goes to the history goes through the writer.
"""

import os
from concurrent.futures import Future
from functools import partial

from textual.app import App

from dbs_tui.announce.desk import DeskCaller
from dbs_tui.domain.desk.break_plan import break_words
from dbs_tui.domain.desk.desk import Phase
from dbs_tui.domain.desk.words import call_more, call_words
from dbs_tui.presence import terminals
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.textual_private import write_to_terminal

LOOKS = 5.0
"""Seconds between two looks."""
SOON = 2.0
"""The same while a call waits for the hands to rest."""


class DeskWatch:
    """One copy's watch over the timer."""

    def __init__(self, app: App[None], services: Services) -> None:
        self.app = app
        self.services = services
        self.focused: bool | None = None
        """Whether the terminal's window is the one in front, where it says so."""
        self.caller = DeskCaller(services.settings.desk_calls, partial(write_to_terminal, app), os.environ)
        self._saving: Future[None] | None = None
        self._tried: object = None
        self._again = False
        if services.ports.live:
            services.desk.last_key = self.last_key

    def look(self) -> None:
        """Look at the clocks, and call if it is on this copy to do so."""
        desk = self.services.desk
        rings = desk.look()
        due = call_words(desk.desk)
        self.caller.ways = self.services.settings.desk_calls
        self.caller.title(due if desk.desk.phase is Phase.CALLING else "")
        if rings:
            self.caller.call(due, call_more(desk.desk, desk.read(), desk.plan, self._do))
        self.keep()
        self.show()
        self._look_again()

    def _look_again(self) -> None:
        """Look sooner than usual while a call waits for the hands to rest."""
        if self.services.ports.live and self.services.desk.soon and not self._again:
            self._again = True
            self.app.set_timer(SOON, self._sooner)

    def _sooner(self) -> None:
        self._again = False
        self.look()

    def show(self) -> None:
        """Have the screen in front show the timer, if it does."""
        screen = self.app.screen
        if screen.is_mounted and (shows := getattr(screen, "show_desk", None)):
            shows()

    def keep(self) -> None:
        """Put what is owed into the history, off this thread, once for each change."""
        owed = self.services.desk.owed()
        busy = self._saving is not None and not self._saving.done()
        if owed and owed != self._tried and not busy:
            self._tried = owed
            self._saving = self.services.ports.writer.submit(self.services.desk.settle, self.services.store.put)

    def leave(self) -> None:
        """Put the terminal's title back, and keep what is not kept yet."""
        self.caller.title("")
        self.keep()
        if (watch := self.services.desk.watch) is not None:
            watch.close()

    def last_key(self, after: float) -> float | None:
        """Seconds since the last key, where the terminal can tell."""
        idle = terminals.idle_seconds()
        if idle is None or (idle >= after and not terminals.in_front(os.environ, self.focused)):
            return None
        return idle

    @property
    def _do(self) -> str:
        return break_words(self.services.settings.desk_do, self.services.shelf.routines)

"""What happens behind the first frame: the history and the shelf are read, and what is asked at first is asked."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import work

from dbs_tui.ui.base import refresh
from dbs_tui.ui.turns import Turns

if TYPE_CHECKING:
    from dbs_tui.domain.routine import Routine
    from dbs_tui.ui.desk_watch import DeskWatch
    from dbs_tui.ui.messages import HistoryRead, ShelfRead
    from dbs_tui.ui.services import Services

LOOK_AGAIN = 2.0
"""Seconds between looks at what other copies of the program have written."""


class Behind(Turns):
    """The app as far as it reads files."""

    desk_watch: DeskWatch | None = None

    def __init__(self, services: Services, start: Routine | None, take_break: bool, no_colors: bool) -> None:
        super().__init__(ansi_color=True if no_colors else None)
        self.services = services
        self.first_routine = start
        self.first_break = take_break
        self.history_is_there = asyncio.Event()
        self.day = services.today
        """The day that the screens show."""

    def on_mount(self) -> None:
        """Begin as soon as the first frame is painted."""
        self.call_after_refresh(self.load)
        self.call_after_refresh(self.read_shelf)
        self.greet()
        if self.services.live:
            self.set_interval(LOOK_AGAIN, self.look_again)
            self.set_interval(LOOK_AGAIN, self.take_up_settings)
            self.set_interval(LOOK_AGAIN, self.turn_page)

    @work(thread=True)
    def load(self) -> None:
        """Read the history once the first frame is painted: years of sessions take longer than that."""
        from dbs_tui.ui.messages import HistoryRead

        self._read(newest=lambda: self.post_message(HistoryRead([], complete=False)))
        if self.services.live:
            # Years of sessions and what follows from them stay: the collector need not look through them at every key.
            gc.freeze()

    @work(thread=True)
    def read_shelf(self) -> None:
        """Read the user's own routines behind the first frame, some at a time: there may be hundreds."""
        from dbs_tui.ui.messages import ShelfRead

        with suppress(RuntimeError):  # the program has ended while it read
            for entries in self.services.library.rest_of(self.services.shelf):
                self.post_message(ShelfRead(entries))

    def on_shelf_read(self, message: ShelfRead) -> None:
        """Put what was read on the shelf; what was saved meanwhile stays."""
        self.services.shelf = self.services.shelf.with_entries(message.entries)
        refresh(self)

    @work(thread=True, exclusive=True, group="look")
    def look_again(self) -> None:
        """Read again what another copy of the program, or another device, has written meanwhile."""
        if self.history_is_there.is_set() and self.services.store.changed():
            self._read(newest=lambda: None)

    def take_up_settings(self) -> None:
        """Use what was changed in the file of the settings while the program runs; say what of it makes no sense."""
        before = self.services.settings
        if self.services.take_up() and self.services.settings_file is not None:
            for line in self.services.settings_file.warnings:
                self.notify(line, title="Settings", severity="warning", timeout=12, markup=False)
            self.use_settings(before)

    def turn_page(self) -> None:
        """When another day has begun, by whatever clock, zone or setting, show it; nobody is interrupted or asked."""
        if self.day != self.services.today:
            self.day = self.services.today
            if self.desk_watch is not None:
                self.desk_watch.look()
            self.work_out_the_day()
            refresh(self)

    @work(thread=True, exclusive=True, group="day")
    def work_out_the_day(self) -> None:
        """Work out what the screens ask of the history on another day: with years of it not on their thread."""
        self.services.make_ready()

    def _read(self, newest: Callable[[], object]) -> None:
        """Read off the screen's thread. Posted, not called: a program that ends never waits for a thread that waits."""
        from dbs_tui.ui.messages import HistoryRead

        with suppress(RuntimeError):  # the program has ended while it read
            said = self.services.load(newest)
            self.post_message(HistoryRead(said, complete=True))
            self.services.make_ready()

    def on_history_read(self, message: HistoryRead) -> None:
        """Show what was read, and say what there is to say about it."""
        if message.complete:
            self.history_is_there.set()
        refresh(self)
        for line in message.said:
            self.notify(line, severity="warning", timeout=12, markup=False)

    @work
    async def greet(self) -> None:
        """The safety notice once; then the routine that was asked for on the command line."""
        if not (self.services.settings.knows_safety or await self._accepted_notice()):
            self.exit()
            return
        await self.history_is_there.wait()
        if any(worker.group == "training" and worker.is_running for worker in self.workers):
            return  # a workout was begun while the history was read: nothing comes in between
        await self._bring_back()
        refresh(self)
        if self.first_routine is not None:
            from dbs_tui.ui import training

            await training.train(self, self.services, self.first_routine)
        elif self.first_break:
            from dbs_tui.ui.desk_watch import take_break

            await take_break(self, self.services)
            self.exit()

    async def _bring_back(self) -> None:
        """Find the routines that were being edited when an earlier run ended; Build lists them."""
        drafts = self.services.library.drafts
        self.services.waiting = await asyncio.wrap_future(self.services.writer.submit(drafts.found))
        said, drafts.notices = drafts.notices, []
        for line in said:
            self.notify(line, severity="warning", timeout=12, markup=False)
        if self.services.waiting:
            self.notify("A routine you were editing was not saved. It waits in Build, key 3.", timeout=6)

    async def _accepted_notice(self) -> bool:
        from dbs_tui.ui import training

        return await training.accepted_notice(self, self.services)

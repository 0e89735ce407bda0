"""Everything a screen may need, in one place: what there is to train, the history, the settings and the clocks.

The app builds it from the machine; tests build it from fakes. Writes go through ``writer``, in order and off the
screen's thread, and ``history`` changes only after the bytes are safe.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from dbs_tui.domain.changes import Change
from dbs_tui.domain.exercise import Catalogue
from dbs_tui.domain.history import History, Pause
from dbs_tui.domain.routine import Routine
from dbs_tui.domain.session import Session, Unfinished
from dbs_tui.domain.suggest import suggested
from dbs_tui.domain.timeline import timeline

if TYPE_CHECKING:
    from dbs_tui.library.shelf import Shelf
    from dbs_tui.settings import Cues, Settings
    from dbs_tui.storage.history import HistoryStore
    from dbs_tui.storage.writer import Writer


@dataclass
class Services:
    """What the screens are given. One instance an app."""

    catalogue: Catalogue
    shelf: Shelf
    store: HistoryStore
    writer: Writer
    settings: Settings
    save_settings: Callable[[Settings], None]
    now: Callable[[], int]
    """Nanoseconds of a clock that never runs backwards and counts the time the machine sleeps."""
    wall: Callable[[], datetime]
    """The local time with its offset: for dates and times of day only, never for lengths."""
    new_id: Callable[[], str]
    live: bool = True
    """Whether screens set timers; tests drive them by hand."""
    warnings: list[str] = field(default_factory=list)
    """What has to be told about the settings."""
    own_cues: tuple[Cues, ...] = ()
    """The outputs that were set when the program started: a key that goes through them comes back to these."""
    history: History = field(default_factory=History)
    unfinished: tuple[Unfinished, ...] = ()
    changes: list[Change] = field(default_factory=list)
    """What was changed in the history in this run, newest last: each can be taken back."""
    local: Callable[[datetime], datetime] = datetime.astimezone
    """A time of day of some date, without offset, as it is on this machine's clocks."""
    stopped: bool = False
    """An emergency sign was chosen since the last workout was begun."""

    @property
    def today(self) -> date:
        """The local date that a session ending now would get."""
        from dbs_tui.domain.session import training_date

        return training_date(self.wall(), self.settings.day_starts_at)

    def suggested(self) -> Routine | None:
        """The routine to offer first."""
        return suggested(self.history, self.shelf.routines, self.today)

    def load(self, newest: Callable[[], object]) -> list[str]:
        """Read the history and what was interrupted; the lines that the user has to be told about it.

        Slow with years of sessions: not for the screen's thread. ``newest`` is called when the newest month is there.
        """
        from dbs_tui.storage.history import StoreError

        try:
            self.unfinished = self.store.unfinished()
            for number, history in enumerate(self.store.load_in_slices(self.settings.week_starts.weekday)):
                self.history = history
                if number == 0:
                    newest()
        except StoreError as error:
            return [str(error)]
        said, self.store.notices, self.warnings = [*self.warnings, *self.store.notices], [], []
        return said

    async def write(self, call: Callable[..., None], *arguments: object) -> None:
        """Run a write of the store off this thread, after all earlier ones, and wait for it.

        Raises:
            StoreError: it could not be written; nothing has changed.
        """
        import asyncio

        await asyncio.wrap_future(self.writer.submit(call, *arguments))

    async def save(self, session: Session) -> None:
        """Save a session, then show it in the history.

        Raises:
            StoreError: it could not be written; nothing has changed.
        """
        await self.write(self.store.save, session)
        others = tuple(other for other in self.history.sessions if other.id != session.id)
        self.history = replace(self.history, sessions=(*others, session))
        self.unfinished = tuple(other for other in self.unfinished if other.session.id != session.id)

    async def keep(self, unfinished: Unfinished) -> None:
        """Keep a session that was interrupted, to go on later."""
        await self.write(self.store.keep, unfinished)
        others = tuple(other for other in self.unfinished if other.session.id != unfinished.session.id)
        self.unfinished = (*others, unfinished)

    async def pause(self, pause: Pause) -> None:
        """Pause the streak for some days.

        Raises:
            StoreError: it could not be written; nothing has changed.
        """
        await self.write(self.store.add_pause, pause)
        self.history = replace(self.history, pauses=(*self.history.pauses, pause))

    async def make(self, change: Change) -> None:
        """Change the history; ``undo`` takes the last such change back.

        Raises:
            StoreError: it could not be written; nothing has changed.
        """
        if change:
            await self._make(change)
            self.changes.append(change)

    async def undo(self) -> Change | None:
        """Take the last change of the history back and give it; ``None`` when nothing was changed in this run.

        Raises:
            StoreError: it could not be written; the change still stands, and can still be taken back.
        """
        if not self.changes:
            return None
        change = self.changes.pop()  # at once: the key may be pressed again while this is being written
        try:
            await self._make(change.undone)
        except BaseException:
            self.changes.append(change)
            raise
        return change

    async def _make(self, change: Change) -> None:
        await self.write(self.store.make, change)
        self.history = change.made(self.history)

    async def forget(self, session_id: str) -> None:
        """Drop a session that was interrupted."""
        await self.write(self.store.forget, session_id)
        self.unfinished = tuple(other for other in self.unfinished if other.session.id != session_id)

    def remember(self, **changed: object) -> None:
        """Change settings; they hold for this run also where they cannot be saved."""
        settings = replace(self.settings, **changed)  # type: ignore[arg-type]
        if settings != self.settings:
            self.settings = settings
            with suppress(OSError):
                self.save_settings(settings)

    def next_cues(self) -> None:
        """Go on to the next way of announcing cues, and remember it."""
        from dbs_tui.settings import next_choice

        self.remember(cues=next_choice(self.settings.cues, self.own_cues))


def seconds_of(routine: Routine) -> int:
    """The total time of a routine, in seconds."""
    return timeline(routine).seconds


def services_of_this_machine() -> Services:
    """The real ones: files where ``paths`` says, the machine's clocks."""
    from uuid import uuid4

    from dbs_tui import clock, config, paths
    from dbs_tui.content.loader import catalogue
    from dbs_tui.library.shelf import load_shelf
    from dbs_tui.storage.history import HistoryStore
    from dbs_tui.storage.writer import Writer

    exercises = catalogue()
    loaded = config.load(paths.config_file())
    return Services(
        catalogue=exercises,
        shelf=load_shelf(paths.shipped_routines(), paths.user_routines(), exercises),
        store=HistoryStore(paths.history_folder(loaded.settings.history), exercises),
        writer=Writer(),
        settings=loaded.settings,
        save_settings=lambda settings: config.save(paths.config_file(), settings),
        now=clock.now,
        wall=clock.local_now,
        new_id=lambda: str(uuid4()),
        own_cues=loaded.settings.cues,
        warnings=list(loaded.warnings),
    )

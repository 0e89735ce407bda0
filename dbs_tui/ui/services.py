"""Everything a screen may need, in one place: what there is to train, the history, the settings and the clocks.

The app builds it from the machine; tests build it from fakes. Writes go through ``writer``, in order and off the
screen's thread, and ``history`` changes only after the bytes are safe.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from dbs_tui.domain.history import History
from dbs_tui.domain.suggest import suggested
from dbs_tui.ui.study import Study

if TYPE_CHECKING:
    from dbs_tui.companion import Companion
    from dbs_tui.config import SettingsFile
    from dbs_tui.domain.changes import Change
    from dbs_tui.domain.coach import Advice
    from dbs_tui.domain.emergency import Signs
    from dbs_tui.domain.exercise import Catalogue
    from dbs_tui.domain.recording import Unfinished
    from dbs_tui.domain.routine import Routine
    from dbs_tui.domain.session import Session
    from dbs_tui.library.adopt import Adopted
    from dbs_tui.library.drafts import Found
    from dbs_tui.library.library import Library
    from dbs_tui.library.shelf import Shelf
    from dbs_tui.settings import Cues, Settings
    from dbs_tui.storage.history import HistoryStore
    from dbs_tui.storage.writer import Writer
    from dbs_tui.ui.sitting import Sitting

Result = TypeVar("Result")


@dataclass
class Services:
    """What the screens are given. One instance an app."""

    catalogue: Catalogue
    shelf: Shelf
    """The routines there are now; what saving or importing gives back takes its place."""
    library: Library
    """What is done with routine files: opening, saving, importing, drafts that survive a crash."""
    make_store: Callable[[], HistoryStore]
    writer: Writer
    settings: Settings
    save_settings: Callable[[Settings], None]
    now: Callable[[], int]
    """Nanoseconds of a clock that never runs backwards and counts the time the machine sleeps."""
    wall: Callable[[], datetime]
    """The local time with its offset: for dates and times of day only, never for lengths."""
    new_id: Callable[[], str]
    settings_file: SettingsFile | None = None
    """What the settings are read from; ``None`` where they are only in memory."""
    live: bool = True
    """Whether screens set timers; tests drive them by hand."""
    warnings: list[str] = field(default_factory=list)
    """What has to be told about the settings."""
    own_cues: tuple[Cues, ...] = ()
    """The outputs that were set when the program started: a key that goes through them comes back to these."""
    history: History = field(default_factory=History)
    unfinished: tuple[Unfinished, ...] = ()
    """Interrupted sessions; the last one is offered."""
    changes: list[Change] = field(default_factory=list)
    """What was changed in the history in this run, newest last: each can be taken back."""
    zone: Callable[[datetime], datetime] | None = None
    """Moments, and times of day without offset, as the clocks show them in the zone of now; without, the offset of
    ``wall`` is kept."""
    declined: tuple[str, date] | None = None
    """The routine whose changes were not wanted, and the day of that: they are offered again on another one."""
    adopted: Adopted | None = None
    """The changes of a routine that were taken last in this run, as long as they can be taken back."""
    noted: Change | None = None
    """The last answer about a morning of this run, as long as it can be taken back on Today."""
    waiting: tuple[Found, ...] = ()
    """Routines that were being edited when an earlier run ended, newest first."""
    discarded: tuple[Unfinished, ...] = ()
    """Sessions that can be brought back; the last one first."""
    quiet: dict[str, str] = field(default_factory=dict)
    """Why an output of cues told nothing in the last workout, by its name."""
    _signs: Signs | None = None
    _coached: tuple[History, tuple[Routine, date], tuple[Advice, ...]] | None = None
    """What was asked of the coach last, and the answer."""
    make_desk: Callable[[Services], Companion] | None = None
    """Makes the desk companion; by default one that nobody shares."""

    @property
    def sitting(self) -> Sitting | None:
        """How long the user has sat; ``None`` while the desk timer is off, and before it was ever asked for."""
        if "desk" not in self.__dict__:
            return None  # the first frame does not wait for it
        from dbs_tui.ui.sitting import sitting

        return sitting(self.desk.desk, self.desk.read(), self.desk.plan, self.desk.today)

    @cached_property
    def desk(self) -> Companion:
        """The desk companion, from the moment on that somebody asks for it."""
        if self.make_desk is not None:
            return self.make_desk(self)
        from dbs_tui.companion import Companion
        from dbs_tui.domain.desk import Reading
        from dbs_tui.storage.desk import DeskMemory

        return Companion(DeskMemory(), lambda: self.settings, lambda: Reading(self.wall(), self.now(), self.now()))

    @cached_property
    def store(self) -> HistoryStore:
        """The history on disk, from the moment on that it is read: that is behind the first frame."""
        return self.make_store()

    @cached_property
    def study(self) -> Study:
        """What there is to learn, and how far the user is."""
        return Study(self.catalogue, lambda: self.store, self.write)

    @property
    def today(self) -> date:
        """The local date that a session ending now would get."""
        from dbs_tui.domain.dates import training_date

        return training_date(self.wall(), self.settings.day_starts_at)

    @property
    def known(self) -> History:
        """The history as far as it has happened: what is asked about training asks here."""
        return self.history.as_of(self.today)

    @property
    def morning(self) -> Session | None:
        """The session whose morning after can be answered now, unless it was skipped or no questions are wanted."""
        if not self.history.sessions:
            return None
        from dbs_tui.domain.asking import morning_is_due

        session = morning_is_due(self.history, self.today)
        asks = self.settings.ask_before and session is not None and self.settings.asked_morning != session.id
        return session if asks else None

    def local(self, moment: datetime) -> datetime:
        """A moment, or a time of day of some date without offset, as it is on the user's clocks."""
        if self.zone is not None:
            return self.zone(moment)
        from dbs_tui.domain.dates import as_at

        return as_at(self.wall())(moment)

    def train_with(self, catalogue: Catalogue) -> None:
        """Take other exercises than those that were there at the start."""
        self.catalogue = catalogue
        self.library = replace(self.library, catalogue=catalogue)
        self.__dict__.pop("study", None)

    @property
    def signs(self) -> Signs:
        """Emergency signs and their releases, of all devices; what could not be written yet is among them."""
        from dbs_tui.domain.emergency import Signs

        return self._signs or Signs()

    @signs.setter
    def signs(self, known: Signs) -> None:
        self._signs = known

    @property
    def knows_nothing(self) -> bool:
        """Whether there is no history yet, such as before it is read: then there is nothing to say about it."""
        return not (self.history.sessions or self.history.pauses or self._signs)

    @property
    def can_undo_noted(self) -> bool:
        """Whether the last change of the history is an answer about a morning."""
        return self.noted is not None and bool(self.changes) and self.changes[-1] is self.noted

    @property
    def can_undo(self) -> bool:
        """Whether something that was answered on Today can be taken back."""
        return self.can_undo_noted or self.adopted is not None

    @property
    def stopped_since(self) -> date | None:
        """The day of the emergency sign that stops exercise; ``None`` while nothing does."""
        return self.signs.since(self.history.pauses)

    def suggested(self) -> Routine | None:
        """The routine to offer first."""
        return suggested(self.history, self.shelf.routines, self.today)

    def coach_changes(self, routine: Routine) -> tuple[Advice, ...]:
        """What a coach would change in a routine; nothing while exercise is stopped, or where that was declined."""
        if self.knows_nothing or self.declined == (routine.id, self.today) or self.stopped_since:
            return ()
        if self.shelf.get(routine.id) is None or self.fitted(routine) != routine:
            return ()
        from dbs_tui.domain.coach import changes, coached

        asked = (routine, self.today)
        if self._coached is None or self._coached[0] is not self.history or self._coached[1] != asked:
            self._coached = self.history, asked, changes(coached(routine, self.history, self.today))
        return self._coached[2]

    def fitted(self, routine: Routine) -> Routine:
        """A routine as this user does it: everything that shows or plays one asks here."""
        from dbs_tui.content.outer_hip import fitted

        return fitted(routine, self.settings.outer_hip)

    def load(self, newest: Callable[[], object]) -> list[str]:
        """Read the history and what was interrupted; the lines that the user has to be told about it.

        Slow with years of sessions: not for the screen's thread. ``newest`` is called when the newest month is there.
        """
        from dbs_tui.storage.history import StoreError

        said: list[str] = []
        try:
            self.unfinished, self.discarded = self.store.unfinished(), self.store.discarded()
        except StoreError as error:
            said.append(str(error))
        try:
            for number, history in enumerate(self.store.load_in_slices(self.settings.week_starts.weekday)):
                self.history = history
                if number == 0:
                    newest()
        except StoreError as error:
            return list(dict.fromkeys([*said, str(error)]))
        self.study.load()
        self.load_signs()
        said, self.store.notices, self.warnings = [*said, *self.warnings, *self.store.notices], [], []
        return said

    def load_signs(self) -> None:
        """Add the emergency signs and releases that the store has read."""
        from dbs_tui.storage.safety import SAFETY, signs_from

        self.signs = self.signs.united(signs_from(self.store.documents(SAFETY)))

    async def write(self, call: Callable[..., Result], *arguments: object) -> Result:
        """Run a write of the store off this thread, after all earlier ones, and wait for what it gives.

        Raises:
            StoreError: it could not be written; nothing has changed.
        """
        import asyncio

        return await asyncio.wrap_future(self.writer.submit(call, *arguments))

    async def save(self, session: Session) -> None:
        """Save a session, then show it in the history.

        Raises:
            StoreError: it could not be written; nothing has changed.
        """
        await self.write(self.store.save, session)
        others = tuple(other for other in self.history.sessions if other.id != session.id)
        self.history = replace(self.history, sessions=(*others, session))
        self._became(session.id)

    async def keep(self, unfinished: Unfinished) -> None:
        """Keep a session that was interrupted, or discarded, to go on later.

        Raises:
            StoreError: it could not be written; nothing has changed.
        """
        await self.write(self.store.keep, unfinished)
        self._became(unfinished.session.id, unfinished=unfinished)

    async def discard(self, unfinished: Unfinished) -> None:
        """Offer a session no longer; ``keep`` brings it back.

        Raises:
            StoreError: it could not be written; nothing has changed.
        """
        await self.write(self.store.discard, unfinished)
        self.noted = self.adopted = None  # the key that took these back now brings the workout back
        self._became(unfinished.session.id, discarded=unfinished)

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

    async def took(self, change: Change) -> None:
        """Show a change that the store has made already, such as an import; ``undo`` takes it back."""
        if change:
            await self._show(change)
            self.changes.append(change)

    async def _make(self, change: Change) -> None:
        await self.write(self.store.make, change)
        await self._show(change)

    async def _show(self, change: Change) -> None:
        """Have the history changed, with what the screens ask of it worked out off their thread."""
        from dbs_tui.domain.ready import ready

        before, made = self.history, change.made(self.history)
        await self.write(ready, made, self.today)
        self.history = made if self.history is before else change.made(self.history)

    def make_ready(self) -> None:
        """Work out what the screens ask of the history; with years of it not for their thread."""
        from dbs_tui.domain.ready import ready

        ready(self.history, self.today)

    async def forget(self, session_id: str) -> None:
        """Drop for good what was kept of a session.

        Raises:
            StoreError: it could not be written; nothing has changed.
        """
        await self.write(self.store.forget, session_id)
        self._became(session_id)

    def offer(self, unfinished: Unfinished) -> None:
        """Offer a session that could not be written, for as long as the program runs."""
        self._became(unfinished.session.id, unfinished=unfinished)

    def _became(
        self, session_id: str, unfinished: Unfinished | None = None, discarded: Unfinished | None = None
    ) -> None:
        """Note what a session that is not finished is now, if it still is one."""
        for name, now in (("unfinished", unfinished), ("discarded", discarded)):
            others = (other for other in getattr(self, name) if other.session.id != session_id)
            setattr(self, name, (*others, *([now] if now else [])))

    def remember(self, **changed: object) -> str:
        """Change settings; they hold for this run also where they cannot be saved. Returns why they could not."""
        self.take_up(at_once=True)  # what else was changed in the file is not to be taken back
        settings = replace(self.settings, **changed)  # type: ignore[arg-type]
        if settings == self.settings:
            return ""
        self._use(settings)
        try:
            self.save_settings(settings)
        except OSError as error:
            return error.strerror or type(error).__name__
        return ""

    def take_up(self, at_once: bool = False) -> bool:
        """Use the settings of the file if another program has changed it; whether it has."""
        if self.settings_file is None or not self.settings_file.look(at_once):
            return False
        self._use(self.settings_file.settings)
        return True

    def _use(self, settings: Settings) -> None:
        self.settings = settings
        self.history = replace(self.history, week_starts=settings.week_starts.weekday)

    def next_cues(self) -> None:
        """Go on to the next way of announcing cues, and remember it."""
        from dbs_tui.settings import next_choice

        self.remember(cues=next_choice(self.settings.cues, self.own_cues))


def seconds_of(routine: Routine) -> int:
    """The total time of a routine, in seconds."""
    from dbs_tui.domain.timeline import length_in_seconds

    return length_in_seconds(routine)

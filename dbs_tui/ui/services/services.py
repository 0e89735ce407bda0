"""What every screen is given: ports to the outside, the present state, and the objects that change it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from dbs_tui.ui.services.ports import Ports
from dbs_tui.ui.services.state import AppState, CurrentState

if TYPE_CHECKING:
    from dbs_tui.companion import Companion
    from dbs_tui.domain.building.coach import Advice
    from dbs_tui.domain.building.suggest import Afterwards
    from dbs_tui.domain.history.emergency import Signs
    from dbs_tui.domain.history.history import History
    from dbs_tui.domain.training.exercise import Catalogue
    from dbs_tui.domain.training.routine import Routine
    from dbs_tui.domain.training.session import Session
    from dbs_tui.library.shelf import Shelf
    from dbs_tui.settings import Settings
    from dbs_tui.storage.history import HistoryStore
    from dbs_tui.ui.services.desk_summary import DeskSummary
    from dbs_tui.ui.services.history_writes import HistoryWrites
    from dbs_tui.ui.services.learning_state import LearningState
    from dbs_tui.ui.services.programme_state import ProgrammeServices
    from dbs_tui.ui.services.settings_writes import SettingsWrites


class Services:
    """The services of one running app."""

    def __init__(self, ports: Ports, state: AppState) -> None:
        self.ports = ports
        self.current = CurrentState(state)
        self._coached: tuple[History, tuple[Routine, date], tuple[Advice, ...]] | None = None
        """What was asked of the coach last, and the answer."""

    # -- what screens read most -----------------------------------------------------------------------------------

    @property
    def state(self) -> AppState:
        """Everything that is shown, as it is now."""
        return self.current.value

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        return self.state.settings

    @property
    def history(self) -> History:
        """The history as far as it is read."""
        return self.state.history

    @property
    def shelf(self) -> Shelf:
        """The routines there are now."""
        return self.state.shelf

    @property
    def catalogue(self) -> Catalogue:
        """The exercises."""
        return self.ports.catalogue

    @property
    def today(self) -> date:
        """The local date that a session ending now would get."""
        from dbs_tui.domain.common.dates import training_date

        return training_date(self.ports.wall(), self.settings.day_starts_at)

    @property
    def known(self) -> History:
        """The history up to today: questions about training ask this one."""
        return self.history.as_of(self.today)

    @property
    def morning(self) -> Session | None:
        """The session whose morning after can be answered now, unless it was skipped or no questions are wanted."""
        if not self.history.sessions:
            return None
        from dbs_tui.domain.history.rating_rules import morning_is_due

        session = morning_is_due(self.history, self.today)
        asks = self.settings.ask_before and session is not None and self.settings.asked_morning != session.id
        return session if asks else None

    def local(self, moment: datetime) -> datetime:
        """A moment, or a time of day without offset, in the user's time zone."""
        if self.ports.zone is not None:
            return self.ports.zone(moment)
        from dbs_tui.domain.common.dates import as_at

        return as_at(self.ports.wall())(moment)

    def train_with(self, catalogue: Catalogue) -> None:
        """Replace the catalogue of exercises, and what depends on it."""
        library = replace(self.ports.library, catalogue=catalogue)
        self.ports = replace(self.ports, catalogue=catalogue, library=library)
        self.__dict__.pop("study", None)

    @property
    def signs(self) -> Signs:
        """Emergency signs and their releases, of all devices; what could not be written yet is among them."""
        from dbs_tui.domain.history.emergency import Signs

        return self.state.signs or Signs()

    @property
    def knows_nothing(self) -> bool:
        """Whether there is no history yet, such as before it is read: then there is nothing to say about it."""
        return not (self.history.sessions or self.history.pauses or self.state.signs)

    @property
    def can_undo_noted(self) -> bool:
        """Whether the last change of the history is an answer about a morning."""
        changes, noted = self.state.changes, self.state.noted
        return noted is not None and bool(changes) and changes[-1] is noted

    @property
    def can_undo(self) -> bool:
        """Whether something that was answered on Today can be taken back."""
        return self.can_undo_noted or self.state.adopted is not None

    @property
    def stopped_since(self) -> date | None:
        """The day of the emergency sign that stops exercise; ``None`` while nothing does."""
        return self.signs.since(self.history.pauses)

    def suggested(self) -> Routine | None:
        """The routine to offer first: the one of a programme that runs, else the one that the history suggests."""
        if self.state.programme and (offered := self.programme.offered) is not None:
            return offered
        from dbs_tui.domain.building.suggest import suggested

        return suggested(self.history, self.shelf.routines, self.today)

    def afterwards(self) -> Afterwards | None:
        """What fits after the training of today; ``None`` before it."""
        if not self.history.sessions:
            return None
        from dbs_tui.domain.building.suggest import Afterwards, afterwards

        found = afterwards(self.history, self.shelf.routines, self.today)
        # What a programme has for tomorrow it says itself.
        return Afterwards(found.now, tomorrow=None) if found and self.state.programme else found

    def coach_changes(self, routine: Routine) -> tuple[Advice, ...]:
        """What a coach would change in a routine; nothing while exercise is stopped, or where that was declined."""
        if self.knows_nothing or self.state.declined == (routine.id, self.today) or self.stopped_since:
            return ()
        if self.shelf.get(routine.id) is None or self.fitted(routine) != routine:
            return ()
        from dbs_tui.domain.building.coach import changes, coached

        asked = (routine, self.today)
        if self._coached is None or self._coached[0] is not self.history or self._coached[1] != asked:
            self._coached = self.history, asked, changes(coached(routine, self.history, self.today))
        return self._coached[2]

    def fitted(self, routine: Routine) -> Routine:
        """A routine as this user does it: everything that shows or plays one asks here."""
        if not self.settings.outer_hip:
            return routine
        from dbs_tui.content.outer_hip import fitted

        return fitted(routine, outer_hip_mode=True)

    # -- made when first asked for --------------------------------------------------------------------------------

    @cached_property
    def records(self) -> HistoryWrites:
        """The object that saves and changes sessions, goals and pauses."""
        from dbs_tui.ui.services.history_writes import HistoryWrites

        return HistoryWrites(self.ports, self.current, lambda: self.store, lambda: self.today)

    @cached_property
    def preferences(self) -> SettingsWrites:
        """The object that changes settings."""
        from dbs_tui.ui.services.settings_writes import SettingsWrites

        return SettingsWrites(self.ports, self.current)

    @property
    def studied(self) -> bool:
        """Whether ``study`` exists yet."""
        return "study" in vars(self)

    @cached_property
    def study(self) -> LearningState:
        """What there is to learn, and how far the user is."""
        from dbs_tui.ui.services.learning_state import LearningState

        return LearningState(self.catalogue, lambda: self.store, self.records.write, self.current.tell)

    @cached_property
    def programme(self) -> ProgrammeServices:
        """The programme that runs, and how it is begun and ended."""
        from dbs_tui.ui.services.programme_state import ProgrammeServices

        return ProgrammeServices(self)

    @cached_property
    def store(self) -> HistoryStore:
        """The history on disk; made when it is first read, after the first frame."""
        return self.ports.make_store()

    @cached_property
    def desk(self) -> Companion:
        """The desk timer; made when it is first asked for."""
        if self.ports.make_desk is not None:
            return self.ports.make_desk(lambda: self.settings)
        from dbs_tui.companion import Companion
        from dbs_tui.domain.desk.desk import ClockSample
        from dbs_tui.storage.desk import DeskMemory

        now, wall = self.ports.now, self.ports.wall
        return Companion(DeskMemory(), lambda: self.settings, lambda: ClockSample(wall(), now(), now()))

    @property
    def sitting(self) -> DeskSummary | None:
        """How long the user has sat; ``None`` while the desk timer is off, and before it was ever asked for."""
        if "desk" not in self.__dict__:
            return None  # the first frame does not wait for it
        from dbs_tui.ui.services.desk_summary import sitting

        return sitting(self.desk.desk, self.desk.read(), self.desk.plan, self.desk.today)

    # -- reading --------------------------------------------------------------------------------------------------

    def load(self, became: Callable[..., None]) -> list[str]:
        """Read the history and what was interrupted; the lines that the user has to be told about it.

        Slow with years of sessions: not for the screen's thread. ``became`` is called with fields of ``AppState`` as
        they are found, first with the newest month, and has them changed on the screen's thread.
        """
        from dbs_tui.storage.history import StoreError

        said: list[str] = []
        try:
            became(unfinished=self.store.unfinished(), discarded=self.store.discarded())
        except StoreError as error:
            said.append(str(error))
        try:
            for history in self.store.load_in_slices(self.settings.week_starts.weekday):
                became(history=history)
        except StoreError as error:
            return list(dict.fromkeys([*said, str(error)]))
        self.study.load()
        became(signs=self.signs_read(), programme=self.programme.read(), measures=self.programme.measures_read())
        said, self.store.notices = [*said, *self.store.notices], []
        return said

    def signs_read(self) -> Signs:
        """The emergency signs and releases known so far, with those that the store has read."""
        from dbs_tui.storage.safety import SAFETY, signs_from

        return self.signs.united(signs_from(self.store.documents(SAFETY)))


def seconds_of(routine: Routine) -> int:
    """The total time of a routine, in seconds."""
    from dbs_tui.domain.training.timeline import length_in_seconds

    return length_in_seconds(routine)

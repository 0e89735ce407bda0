"""The running programme as the screens ask for it, and the writes that begin it, choose in it and end it."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from dbs_tui.domain.building.programme import Programme
    from dbs_tui.domain.building.programme_run import ProgrammeEvent, ProgrammeRun, WeekdayUse
    from dbs_tui.domain.building.programme_words import WeekChoice
    from dbs_tui.domain.history.emergency import Signs
    from dbs_tui.domain.history.history import History
    from dbs_tui.domain.history.measures import Measurement
    from dbs_tui.domain.training.routine import Routine
    from dbs_tui.library.programmes import Programmes
    from dbs_tui.ui.services.services import Services


@dataclass
class ProgrammeServices:
    """The running programme, for the screens."""

    services: Services
    _known: tuple[tuple[object, ...], ProgrammeRun | None] = field(default=((), None))
    """What was asked last, and the answer."""
    _marked: tuple[tuple[object, ...], tuple[tuple[date, int], ...]] = field(default=((), ()))
    """The same of the weeks that are marked."""

    @cached_property
    def programmes(self) -> Programmes:
        """The programmes there are, from their files when they are first asked for."""
        return self.services.ports.library.programmes()

    @property
    def run(self) -> ProgrammeRun | None:
        """The programme as it stands today; ``None`` where none runs, and before the history is read."""
        if not self.services.state.programme:
            return None
        if not self._same(asked := self._asked, self._known[0]):
            from dbs_tui.domain.building.programme_run import run_of

            self._known = asked, run_of(*self._played)
        return self._known[1]

    @property
    def week_marks(self) -> tuple[tuple[date, int], ...]:
        """The first days of the weeks of every programme that was begun; see ``programme_run.week_marks``."""
        if not self._same(asked := self._asked, self._marked[0]):
            from dbs_tui.domain.building.programme_run import week_marks

            self._marked = asked, week_marks(*self._played)
        return self._marked[1]

    @property
    def _asked(self) -> tuple[object, ...]:
        services = self.services
        return services.history, services.state.programme, services.state.signs, services.today

    @staticmethod
    def _same(asked: tuple[object, ...], before: tuple[object, ...]) -> bool:
        return len(before) == len(asked) and all(map(operator.is_, asked[:3], before)) and asked[3] == before[3]

    @property
    def _played(self) -> tuple[tuple[ProgrammeEvent, ...], Mapping[str, Programme], History, Signs, date]:
        """The values that a run of the programme depends on."""
        services = self.services
        return services.state.programme, self.programmes.by_id, services.history, services.signs, services.today

    @property
    def offered(self) -> Routine | None:
        """What the programme has for today; ``None`` where it has nothing."""
        run = self.run
        if run is None:
            return None
        from dbs_tui.domain.building.programme_run import programme_offer

        found = programme_offer(run, self.services.history, self.services.today)
        return found.routine if found else None

    def among(self, routines: Sequence[Routine]) -> tuple[Routine, ...]:
        """The routines that can be offered: what the programme has for today, then those."""
        offered = self.offered
        return (*([offered] if offered else []), *routines)

    async def begin(self, programme: str, days: tuple[WeekdayUse, ...] = ()) -> None:
        """Begin a programme today, in place of one that runs.

        Raises:
            StoreError: it could not be written, and nothing has changed.
        """
        from dbs_tui.domain.building.programme_run import ProgrammeAction

        await self._add(ProgrammeAction.BEGIN, programme=programme, days=days)

    async def choose(self, choice: WeekChoice) -> None:
        """Take a choice at a week's end; ``stop`` ends the programme.

        Raises:
            StoreError: it could not be written, and nothing has changed.
        """
        from dbs_tui.domain.building.programme_run import ProgrammeAction

        action = ProgrammeAction.WEEK if choice.week else ProgrammeAction.END
        await self._add(action, week=choice.week)

    async def _add(self, action: Any, **said: Any) -> None:
        """Write an event, and show the programme with it."""
        from dbs_tui.domain.building.programme_run import ProgrammeEvent
        from dbs_tui.domain.common.dates import moment_after
        from dbs_tui.storage.programme import PROGRAMME, event_document

        services = self.services
        at = moment_after(services.ports.wall(), (known.at for known in services.state.programme))
        event = ProgrammeEvent(services.ports.new_id(), at, services.today, action)
        event = replace(event, **said)
        await services.records.write(services.store.put, PROGRAMME, event_document(event))
        services.current.change(programme=(*services.state.programme, event))

    def read(self) -> tuple[ProgrammeEvent, ...]:
        """The events that the store has read, with those of this run."""
        from dbs_tui.storage.programme import PROGRAMME, events_from

        found = {event.id: event for event in self.services.state.programme}
        found |= {event.id: event for event in events_from(self.services.store.documents(PROGRAMME))}
        return tuple(found.values())

    def measures_read(self) -> tuple[Measurement, ...]:
        """The own measures that the store has read, with those of this run."""
        from dbs_tui.storage.measures import MEASURES, measures_from

        found = {
            it.id: it for it in (*self.services.state.measures, *measures_from(self.services.store.documents(MEASURES)))
        }
        return tuple(sorted(found.values(), key=lambda it: (it.at, it.id)))

"""Which routine Today offers: the suggested one, or the one that the user went on to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dbs_tui.domain.building.suggest import Afterwards
    from dbs_tui.domain.training.routine import Routine
    from dbs_tui.library.shelf import Shelf
    from dbs_tui.ui.services.services import Services


class NextRoutine:
    """The offer of the day. It is suggested anew when the history, the programme or the day is another one."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.routine: Routine | None = None
        """The routine that is offered; ``None`` when nothing more is needed today."""
        self.after: Afterwards | None = None
        """What fits after the training of today; ``None`` before it."""
        self.chosen = False
        """Whether the user went through the routines to this one."""
        self._suggested_from: tuple[object, ...] = (None, None, None)
        self._suggested_on: date | None = None
        self._shelf: Shelf | None = None

    def update(self) -> None:
        """Bring the offer in step with the services."""
        state, today = self._services.state, self._services.today
        known = (state.history, state.adopted, state.programme)
        same = all(now is then for now, then in zip(known, self._suggested_from, strict=True))
        if not same or today != self._suggested_on:
            self.after, self.chosen = self._services.afterwards(), False
            self.routine = self.after.now if self.after else self._services.suggested()
            self._suggested_from, self._suggested_on = known, today
        self._follow_shelf()

    def _follow_shelf(self) -> None:
        """Take the present form of a routine that was changed on the shelf, in Build or by the coach."""
        before, self._shelf = self._shelf, self._services.shelf
        if before is not None and before is not self._shelf and self.routine in before.routines:
            entry = self._shelf.get(self.routine.id)
            self.routine = entry.routine if entry and entry.routine else self._services.suggested()

    def go(self, step: int) -> None:
        """Offer the routine that many steps further on the shelf; negative steps go back."""
        routines = self.routines
        if self.routine in routines:
            self.routine = routines[(routines.index(self.routine) + step) % len(routines)]
        elif routines:
            self.routine = routines[0 if step > 0 else -1]
        self.chosen = True

    @property
    def routines(self) -> Sequence[Routine]:
        """All routines that can be offered, in the order in which they are gone through."""
        if self._services.knows_nothing and not self._services.state.programme:
            return self._services.shelf.routines
        return self._services.programme.among(self._services.shelf.routines)

    @property
    def planned(self) -> Routine | None:
        """The routine to look at: the offered one, else that of tomorrow."""
        tomorrow = self.after.tomorrow if self.after else None
        return self.routine or (tomorrow.routine if tomorrow else None)

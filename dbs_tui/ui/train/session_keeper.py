"""What was done so far in a workout, and its copy on disk: a crash loses no set that is over."""

from collections.abc import Callable

from dbs_tui.domain.common.dates import Look
from dbs_tui.domain.training.exercise import Side
from dbs_tui.domain.training.session_record import SessionContext, Unfinished
from dbs_tui.storage.history import StoreError
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.train.lead import Lead


class SessionKeeper:
    """The session of one workout, as far as ``lead`` has come."""

    def __init__(
        self, services: Services, lead: Lead, origin: SessionContext, first_side: Side, tell: Callable[[str], object]
    ) -> None:
        self._services = services
        self._lead = lead
        self.origin = origin
        self._first_side = first_side
        self._tell = tell
        """Called with a sentence when nothing could be written; not again before a write has succeeded."""
        self._opened = Look(services.ports.now(), services.ports.wall())
        self._failed = False

    def unfinished(self) -> Unfinished:
        """What was done so far, with what it takes to go on."""
        player, starts = self._lead.player.advance(self._services.ports.now()), self._services.settings.day_starts_at
        wall = (self._lead.ran or self._opened).wall_at(player.seen)
        return Unfinished.of(player, self.origin, self._first_side, wall, starts)

    async def keep(self, unfinished: Unfinished) -> None:
        """Write what was done so far; say so once when it cannot be. The next step tries again."""
        try:
            await self._services.records.write(self._services.store.keep, unfinished)
        except StoreError as error:
            if not self._failed:
                self._tell(f"{error}. Your workout goes on. Saving will be tried again.")
            self._failed = True
        else:
            self._failed = False

    def keep_for_next_start(self) -> None:
        """Have what was done so far written, if anything was, without waiting for it: the app is closing."""
        unfinished = self.unfinished()
        if not unfinished.session.nothing_done:
            self._services.ports.writer.submit(self._services.store.keep, unfinished)

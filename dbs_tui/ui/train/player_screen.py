"""The player: leads through a whole workout, keeps what is over, and asks what becomes of it when it is ended early."""

from textual import work

from dbs_tui.domain.common.dates import Look
from dbs_tui.domain.training.exercise import Side
from dbs_tui.domain.training.player import Player
from dbs_tui.domain.training.session_record import SessionContext, Unfinished
from dbs_tui.storage.history import StoreError
from dbs_tui.ui.kit.choice import ChoiceScreen
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.train.questions import ending
from dbs_tui.ui.train.result import Disposition, WorkoutResult
from dbs_tui.ui.train.timed_screen import TimedScreen


class PlayerScreen(TimedScreen[WorkoutResult]):
    """Leads through a timeline; dismisses with how it ended."""

    def __init__(self, services: Services, player: Player, origin: SessionContext, first_side: Side) -> None:
        super().__init__(services, player)
        self.origin = origin
        self.first_side = first_side
        self._failed = False
        self._opened = Look(services.ports.now(), services.ports.wall())

    def on_unmount(self) -> None:
        """When the app is closing under a running workout, keep it for the next start."""
        unfinished = self.unfinished()
        if not self.lead.ended and not unfinished.session.nothing_done:
            self.services.ports.writer.submit(self.services.store.keep, unfinished)

    # -- its end ------------------------------------------------------------------------------------------------

    def over(self) -> None:
        """Everything is done."""
        self._close(Disposition.SAVED)

    def stop(self) -> None:
        """End here and now, with nothing asked: an emergency sign."""
        self._close(Disposition.STOPPED)

    def action_end(self, then: str | None = None) -> None:
        """Stop the clock and ask what becomes of what was done."""
        self.lead.control(Player.pause)
        self.ask(then)

    @work(exclusive=True, group="ending")
    async def ask(self, then: str | None) -> None:
        """Ask, and do what is answered."""
        answer = await self.app.push_screen_wait(ChoiceScreen(ending(self.unfinished().session)))
        if answer in (None, "go_on"):
            self.lead.control(Player.go_on)
            return
        how = {"save": Disposition.SAVED, "later": Disposition.LATER, "discard": Disposition.DISCARDED}[answer]
        self._close(how, then)

    def _close(self, how: Disposition, then: str | None = None) -> None:
        if not self.lead.ended:
            self.lead.ended = True
            self.dismiss(WorkoutResult(how, self.unfinished(), then))

    # -- keeping ------------------------------------------------------------------------------------------------

    def another_step(self) -> None:
        """Keep what is over."""
        if not (unfinished := self.unfinished()).session.nothing_done:
            self.keep(unfinished)

    def unfinished(self) -> Unfinished:
        """What was done so far, with what it takes to go on."""
        player, starts = self.player.advance(self.services.ports.now()), self.services.settings.day_starts_at
        return Unfinished.of(
            player, self.origin, self.first_side, (self.lead.ran or self._opened).wall_at(player.seen), starts
        )

    @work(group="keep")
    async def keep(self, unfinished: Unfinished) -> None:
        """Write what was done so far; say so once when it cannot be, and try again after the next step."""
        try:
            await self.services.records.write(self.services.store.keep, unfinished)
        except StoreError as error:
            if not self._failed:
                told = f"{error}. Your workout goes on. Saving will be tried again."
                self.notify(told, title="Not saved yet", severity="warning", markup=False)
            self._failed = True
        else:
            self._failed = False

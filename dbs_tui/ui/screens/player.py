"""The player: leads through a whole workout, keeps what is over, and asks what becomes of it when it is ended early."""

from textual import work

from dbs_tui.domain.dates import Look
from dbs_tui.domain.exercise import Side
from dbs_tui.domain.player import Player, State
from dbs_tui.domain.recording import Origin, Unfinished
from dbs_tui.storage.history import StoreError
from dbs_tui.ui.dialogs.choice import ChoiceScreen, ending
from dbs_tui.ui.ended import Ended, How
from dbs_tui.ui.lead import LeadScreen
from dbs_tui.ui.services import Services


class PlayerScreen(LeadScreen[Ended]):
    """Leads through a timeline; dismisses with how it ended."""

    def __init__(self, services: Services, player: Player, origin: Origin, first_side: Side) -> None:
        super().__init__(services, player)
        self.origin = origin
        self.first_side = first_side
        self._failed = False
        self._ran = Look(services.now(), services.wall())
        """The last look at it while it ran: it says where the user stood, whatever comes after."""

    def on_unmount(self) -> None:
        """When the app is closing under a running workout, keep it for the next start."""
        unfinished = self.unfinished()
        if not self.ended and not unfinished.session.nothing_done:
            self.services.writer.submit(self.services.store.keep, unfinished)

    def tick(self) -> None:
        """Look at the clock; remember when and where it last ran."""
        super().tick()
        if self.player.state is State.RUNNING:
            self._ran = Look(self.services.now(), self.services.wall())

    # -- its end ------------------------------------------------------------------------------------------------

    def over(self) -> None:
        """Everything is done."""
        self._close(How.SAVED)

    def stop(self) -> None:
        """End here and now, with nothing asked: an emergency sign."""
        self._close(How.STOPPED)

    def action_end(self, then: str | None = None) -> None:
        """Stop the clock and ask what becomes of what was done."""
        self.set_player(self.player.pause(self.services.now()))
        self.ask(then)

    @work(exclusive=True, group="ending")
    async def ask(self, then: str | None) -> None:
        """Ask, and do what is answered."""
        answer = await self.app.push_screen_wait(ChoiceScreen(ending(self.unfinished().session)))
        if answer in (None, "go_on"):
            self.set_player(self.player.resume(self.services.now()))
            return
        how = {"save": How.SAVED, "later": How.LATER, "discard": How.DISCARDED}[answer]
        self._close(how, then)

    def _close(self, how: How, then: str | None = None) -> None:
        if not self.ended:
            self.ended = True
            self.dismiss(Ended(how, self.unfinished(), then))

    # -- keeping ------------------------------------------------------------------------------------------------

    def another_step(self) -> None:
        """Keep what is over."""
        if not self.unfinished().session.nothing_done:
            self.keep()

    def unfinished(self) -> Unfinished:
        """What was done so far, with what it takes to go on."""
        player, starts = self.player.advance(self.services.now()), self.services.settings.day_starts_at
        return Unfinished.of(player, self.origin, self.first_side, self._ran.wall_at(player.seen), starts)

    @work(group="keep")
    async def keep(self) -> None:
        """Write what was done so far; say so once when it cannot be, and try again after the next step."""
        try:
            await self.services.write(self.services.store.keep, self.unfinished())
        except StoreError as error:
            if not self._failed:
                told = f"{error}. Your workout goes on. Saving will be tried again."
                self.notify(told, title="Not saved yet", severity="warning", markup=False)
            self._failed = True
        else:
            self._failed = False

"""The player: leads through a whole workout, keeps what is over, and asks what becomes of it when it is ended early."""

from functools import partial

from textual import work

from dbs_tui.domain.training.exercise import Side
from dbs_tui.domain.training.player import Player
from dbs_tui.domain.training.session_record import SessionContext
from dbs_tui.ui.kit.base import Work
from dbs_tui.ui.kit.choice import ChoiceScreen
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.train.questions import ending
from dbs_tui.ui.train.result import Disposition, WorkoutResult
from dbs_tui.ui.train.session_keeper import SessionKeeper
from dbs_tui.ui.train.timed_screen import TimedScreen


class PlayerScreen(TimedScreen[WorkoutResult]):
    """Leads through a timeline; dismisses with how it ended."""

    def __init__(self, services: Services, player: Player, origin: SessionContext, first_side: Side) -> None:
        super().__init__(services, player)
        tell = partial(self.notify, title="Not saved yet", severity="warning", markup=False)
        self.keeper = SessionKeeper(services, self.lead, origin, first_side, tell)

    def on_unmount(self) -> None:
        """When the app is closing under a running workout, keep it for the next start."""
        if not self.lead.ended:
            self.keeper.keep_for_next_start()

    def another_step(self) -> None:
        """Write what is done so far, if anything is."""
        if not (unfinished := self.keeper.unfinished()).session.nothing_done:
            writing: Work = partial(self.keeper.keep, unfinished)
            self.run_worker(writing, group="keep")

    def over(self) -> None:
        """Save the session: everything is done."""
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
        """Ask what becomes of the workout, and end it so, or go on."""
        answer = await self.app.push_screen_wait(ChoiceScreen(ending(self.keeper.unfinished().session)))
        if answer in (None, "go_on"):
            self.lead.control(Player.go_on)
            return
        how = {"save": Disposition.SAVED, "later": Disposition.LATER, "discard": Disposition.DISCARDED}[answer]
        self._close(how, then)

    def _close(self, how: Disposition, then: str | None = None) -> None:
        if not self.lead.ended:
            self.lead.ended = True
            self.dismiss(WorkoutResult(how, self.keeper.unfinished(), then))

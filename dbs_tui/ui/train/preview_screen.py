"""A preview: leads through a routine, or one set of it, to try it. Nothing is asked and nothing is kept."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from dbs_tui.domain.training.player import Player
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.train.timed_screen import TimedScreen


class PreviewScreen(TimedScreen[str | None]):
    """Leads through a timeline; dismisses at its end, or at once when it is ended, with the place to go to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,escape,ctrl+q", "end", "End", key_display="q", id="player.end", tooltip="Leave; nothing is kept"),
    ]

    def __init__(self, services: Services, player: Player, kind: str) -> None:
        super().__init__(services, player)
        self.kind = kind

    def over(self) -> None:
        """Leave at the end."""
        self.action_end()

    def stop(self) -> None:
        """Leave: an emergency sign."""
        self.action_end()

    def action_end(self, then: str | None = None) -> None:
        """Leave, with nothing asked."""
        if not self.lead.ended:
            self.lead.ended = True
            self.dismiss(then)

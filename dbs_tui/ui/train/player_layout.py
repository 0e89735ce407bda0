"""How a player looks: the stage with the figure, and beside it the coach with the seconds."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from dbs_tui.content.poses import figures
from dbs_tui.domain.training.player import Player, State
from dbs_tui.domain.training.timeline import StepKind
from dbs_tui.ui.figure.figure import Figure
from dbs_tui.ui.kit.banner import banner
from dbs_tui.ui.kit.prose import Line, Prose, items
from dbs_tui.ui.train.coach import Coach
from dbs_tui.ui.train.view import PlayerView

PREPARING = (StepKind.GET_READY, StepKind.REST)
"""Steps with time to read how the next set is done."""


class PlayerLayout(Horizontal):
    """Shows a ``Player`` as it is. Who moves it on is told in ``lead``."""

    def compose(self) -> ComposeResult:
        """The stage with the figure, and beside it the coach."""
        with Vertical(id="stage"):
            yield Static(id="name")
            yield Figure(id="figure")
            yield Static(id="words")
            yield Prose(id="how")
        yield Coach(id="coach")

    def keep_still(self, still: bool) -> None:
        """Move only where movement is wanted."""
        self.query_one(Figure).still = still

    def move(self, player: Player) -> None:
        """Show the figure as it is at this moment."""
        self.query_one(Figure).show(figures().stance(player.step, player.elapsed))

    def show(self, player: Player, now: PlayerView) -> None:
        """Bring every line up to date; lines that did not change are not painted."""
        self.query_one(Coach).show(now)
        stance = figures().stance(player.step, player.elapsed)
        self.query_one(Figure).show(stance)
        self._call(now)
        self._say(now if stance is None else None)
        prepares = player.step.kind in PREPARING or player.state is State.COUNTING
        lines, wrong = (9, 2) if prepares else (2, 1)
        self.query_one("#how", Prose).lines = (
            *items(now.setup[:lines]),
            Line(),
            *items(now.mistakes[:wrong], "×", "$error"),
        )

    def _call(self, now: PlayerView) -> None:
        """Show the name of the exercise as large as it fits; the stylesheet shows it on large screens only."""
        widget = self.query_one("#name", Static)
        said = Content(banner(now.exercise, widget.content_size.width) or now.exercise)
        if widget.content != said:
            widget.update(said)

    def _say(self, now: PlayerView | None) -> None:
        """Show words in place of the figure, for exercises without one."""
        self.set_class(now is not None, "-wordy")
        widget = self.query_one("#words", Static)
        said = _large(now, widget.content_size.width) if now else Content("")
        if widget.content != said:  # an update lays out anew
            widget.update(said)


def _large(now: PlayerView, width: int) -> Content:
    """The running beat, large where it fits, and its cue."""
    beat = banner(now.beat, width) or now.beat
    return Content.assemble((beat, "bold"), "\n\n", now.cue)

"""How a player looks: the figure, the coach with the seconds, the title line, and the light of each state."""

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from dbs_tui.content.poses import figures
from dbs_tui.domain.training.player import Player, State
from dbs_tui.domain.training.timeline import StepKind
from dbs_tui.ui.figure.figure import Figure
from dbs_tui.ui.kit.banner import banner
from dbs_tui.ui.kit.base import BaseScreen, Result
from dbs_tui.ui.kit.big_number import BigNumber
from dbs_tui.ui.kit.prose import Line, Prose, items
from dbs_tui.ui.kit.state_marks import DONE, PAUSED, STEPS
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.train.coach import Coach
from dbs_tui.ui.train.view import PlayerView, strip, view

FLASH = 0.25
"""Seconds of light at each change."""
PREPARING = (StepKind.GET_READY, StepKind.REST)
"""Steps with time to read how the next set is done."""
STATES = {"-prepares", *(mark.css for mark in (*STEPS.values(), DONE, PAUSED))}
"""Classes of a state. A change of classes styles the whole screen anew, so they are changed all at once."""


class PlayerLayout(BaseScreen[Result]):
    """Shows a ``Player`` as it is. Who moves it on is told in ``lead``."""

    CSS_PATH = "player_layout.tcss"
    _stopped = ""
    """The time of day at which the pause began that lasts."""
    kind = ""
    """What it is, at the left end of the title line, when it is not a workout."""

    def __init__(self, services: Services, player: Player) -> None:
        super().__init__(services)
        self.player = player

    def body(self) -> ComposeResult:
        """The stage with the figure, and beside it the coach with the seconds."""
        with Horizontal(id="frame"):
            with Vertical(id="stage"):
                yield Figure(id="figure")
                yield Static(id="words")
                yield Prose(id="how")
            yield Coach(id="coach")

    def on_mount(self) -> None:
        """Move only where movement is wanted."""
        self.query_one(Figure).still = self.still
        self.animate_with(self.move)

    def move(self) -> None:
        """Show the figure as it is at this moment."""
        if self.player.state is State.RUNNING:
            player = self.player.advance(self.services.ports.now())
            self.query_one(Figure).show(figures().stance(player.step, player.elapsed))

    def on_resize(self) -> None:
        """Fit every line to the new width, also while the clock stands still."""
        self.call_after_refresh(self.show)

    def show(self) -> None:
        """Bring every line up to date; lines that did not change are not painted."""
        if not self.is_mounted:
            return
        now = view(self.player, self.services.ports.wall(), self.services.local)
        self._light(now)
        paused = self.player.state is State.PAUSED
        self._stopped = (self._stopped or f"{self.services.ports.wall():%H:%M}") if paused else ""
        self.query_one(Coach).show(now, self._stopped)
        self.query_one(BigNumber).set_class(now.last_seconds, "-last")
        stance = figures().stance(self.player.step, self.player.elapsed)
        self.query_one(Figure).show(stance)
        self.set_class(stance is None, "-wordy")
        words = self.query_one("#words", Static)
        words.update(_large(now, words.content_size.width) if stance is None else "")
        lines, wrong = (9, 2) if self.player.step.kind in PREPARING else (2, 1)
        self.query_one("#how", Prose).lines = (
            *items(now.setup[:lines]),
            Line(),
            *items(now.mistakes[:wrong], "×", "$error"),
        )
        self._title(now)

    def _light(self, now: PlayerView) -> None:
        """Take on the colours of the state; a new one flashes where movement is wanted."""
        changed = not self.has_class(now.mark.css)
        lit = {now.mark.css, *(["-prepares"] if self.player.step.kind in PREPARING else [])}
        flashes = changed and not self.still
        self.set_classes((self.classes - STATES) | lit | ({"-flash"} if flashes else set()))
        if changed:
            self.refresh_bindings()
        if flashes and self.services.ports.live:
            self.set_timer(FLASH, lambda: self.remove_class("-flash"))

    def retitle(self) -> None:
        """Write the title line anew."""
        self._title(view(self.player, self.services.ports.wall(), self.services.local))

    def _title(self, now: PlayerView) -> None:
        """Routine, where we are in it, what is left."""
        name = " · ".join(filter(None, (self.kind, self.player.timeline.routine.name)))
        cells = Content.assemble(*strip(self.player))
        room = self.query_one("#title").content_size.width - cell_len(now.note) - cells.cell_length - 4
        shown = Content(name).truncate(max(1, room), ellipsis=True) if room < cell_len(name) else Content(name)
        self.title_line(Content.assemble(shown.stylize("bold"), "  ", cells), (now.note, "$muted"))

    def describe(self, binding: Binding) -> str:
        """The pause key says what it does now."""
        paused = self.player.state is State.PAUSED
        return "Go on" if paused and binding.id == "player.pause" else binding.description


def _large(now: PlayerView, width: int) -> Content:
    """The words of the moment in the place of a figure: large where they fit."""
    beat = banner(now.beat, width) or now.beat
    return Content.assemble((beat, "bold"), "\n\n", now.cue)

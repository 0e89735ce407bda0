"""How a player looks: the figure, the coach with the seconds, the title line, and the light of each state."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from dbs_tui.content.poses import figures
from dbs_tui.domain.player import Player, State
from dbs_tui.domain.timeline import StepKind
from dbs_tui.ui.base import BaseScreen, Result
from dbs_tui.ui.player_view import PlayerView, strip, view
from dbs_tui.ui.services import Services
from dbs_tui.ui.shapes import DONE, PAUSED, STEPS
from dbs_tui.ui.widgets.banner import banner
from dbs_tui.ui.widgets.big_number import BigNumber
from dbs_tui.ui.widgets.coach import Coach
from dbs_tui.ui.widgets.figure import Figure
from dbs_tui.ui.widgets.prose import Line, Prose, items

FLASH = 0.25
"""Seconds of light at each change."""
PREPARING = (StepKind.GET_READY, StepKind.REST)
"""Steps with time to read how the next set is done."""
STATES = {"-prepares", *(mark.css for mark in (*STEPS.values(), DONE, PAUSED))}
"""Classes of a state. A change of classes styles the whole screen anew, so they are changed all at once."""


class StageScreen(BaseScreen[Result]):
    """Shows a ``Player`` as it is. Who moves it on is told in ``lead``."""

    CSS_PATH = "player.tcss"
    kind = ""
    """What it is, at the left end of the title line, when it is not a workout."""

    def __init__(self, services: Services, player: Player) -> None:
        super().__init__(services)
        self.player = player

    def body(self) -> ComposeResult:
        """The stage with the figure, and beside it the coach with the seconds."""
        with Horizontal():
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
            player = self.player.advance(self.services.now())
            self.query_one(Figure).show(figures().stance(player.step, player.elapsed))

    def on_resize(self) -> None:
        """Fit every line to the new width, also while the clock stands still."""
        self.call_after_refresh(self.show)

    def show(self) -> None:
        """Bring every line up to date; lines that did not change are not painted."""
        if not self.is_mounted:
            return
        now = view(self.player, self.services.wall())
        self._light(now)
        self.query_one(Coach).show(now)
        self.query_one(BigNumber).set_class(now.last_seconds, "-last")
        stance = figures().stance(self.player.step, self.player.elapsed)
        self.query_one(Figure).show(stance)
        self.set_class(stance is None, "-wordy")
        words = self.query_one("#words", Static)
        words.update(_large(now, words.content_size.width) if stance is None else "")
        self.query_one("#how", Prose).lines = (*items(now.setup), Line(), *items(now.mistakes[:2], "×"))
        self._title(now)

    def _light(self, now: PlayerView) -> None:
        """Take on the colours of the state; a new one flashes where movement is wanted."""
        changed = not self.has_class(now.mark.css)
        lit = {now.mark.css, *(["-prepares"] if self.player.step.kind in PREPARING else [])}
        flashes = changed and not self.still
        self.set_classes((self.classes - STATES) | lit | ({"-flash"} if flashes else set()))
        if changed:
            self.refresh_bindings()
        if flashes and self.services.live:
            self.set_timer(FLASH, lambda: self.remove_class("-flash"))

    def retitle(self) -> None:
        """Write the title line anew."""
        self._title(view(self.player, self.services.wall()))

    def _title(self, now: PlayerView) -> None:
        """Routine, where we are in it, what is left."""
        name = " · ".join(filter(None, (self.kind, self.player.timeline.routine.name)))
        cells = strip(self.player)
        room = self.app.size.width - 2 - len(now.note) - sum(len(text) for text, _ in cells) - 4
        name = name if len(name) <= room else name[: max(0, room - 1)] + "…"
        gap = " " * max(2, room + 2 - len(name))
        content = Content.assemble((name, "bold"), "  ", *cells, gap, (now.note, "$muted"))
        self.query_one("#title", Static).update(content, layout=False)

    def describe(self, binding: Binding) -> str:
        """The pause key says what it does now."""
        paused = self.player.state is State.PAUSED
        return "Go on" if paused and binding.id == "player.pause" else binding.description


def _large(now: PlayerView, width: int) -> Content:
    """The words of the moment in the place of a figure: large where they fit."""
    beat = banner(now.beat, width) or now.beat
    return Content.assemble((beat, "bold"), "\n\n", now.cue)

"""A screen that leads through a timeline by the clock, and forwards its keys to the player.

It knows nothing of files. What becomes of a workout is the business of the player; a preview keeps nothing.
"""

from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from dbs_tui.domain.training.player import NUDGE, Player, State
from dbs_tui.settings import choice_words
from dbs_tui.ui.kit.base import BaseScreen, Result
from dbs_tui.ui.kit.small_terminal import too_small
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.textual_private import write_to_terminal
from dbs_tui.ui.train.lead import Control, Lead, pause_or_go_on
from dbs_tui.ui.train.light import light
from dbs_tui.ui.train.player_layout import PREPARING, PlayerLayout
from dbs_tui.ui.train.player_title import title
from dbs_tui.ui.train.view import STRIP_LEGEND, view

CONTROLS: dict[str, Control] = {
    "pause": pause_or_go_on,
    "skip": Player.skip,
    "back": Player.back,
    "done": Player.done,
    "longer": lambda player, now: player.adjust(now, NUDGE),
    "shorter": lambda player, now: player.adjust(now, -NUDGE),
}
"""What the keys do."""


class TimedScreen(BaseScreen[Result]):
    """Leads through a timeline. Subclasses say what happens when it is over, and when somebody ends it."""

    CSS_PATH = "player_layout.tcss"
    AWAITED = True
    LEGEND = STRIP_LEGEND
    SMALLEST: ClassVar[tuple[int, int]] = (60, 12)
    kind = ""
    """What it is, at the left end of the title line, when it is not a workout."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space,p", "control('pause')", "Pause", key_display="space", id="player.pause", tooltip="Pause, or go on"
        ),
        Binding("n", "control('skip')", "Skip", id="player.skip", tooltip="Go to the next step; a set is not counted"),
        Binding("b", "control('back')", "Back", id="player.back", tooltip="Restart the step; twice: the one before"),
        Binding(
            "q,escape,ctrl+q",
            "end",
            "End",
            key_display="q",
            id="player.end",
            tooltip="End early: keep, save or discard",
        ),
        Binding("d", "control('done')", "Done", id="player.done", tooltip="End the set here; what was done counts"),
        Binding(
            "plus,equals_sign", "control('longer')", "5 s", key_display="+ -", id="player.longer", tooltip="5 s more"
        ),
        Binding(
            "minus,underscore", "control('shorter')", "5 s less", show=False, id="player.shorter", tooltip="5 s less"
        ),
        Binding("c", "cues", "Cues", id="player.cues", tooltip="Cues: off, bell, sound, voice; kept"),
        Binding(
            "o",
            "own_pace",
            "Own pace",
            show=False,
            id="player.own_pace",
            tooltip="Reps wait for you, or the clock; kept",
        ),
        Binding("1", "end('today')", "End, to Today", show=False, id="player.today"),
        Binding("2", "end('learn')", "End, to Learn", show=False, id="player.learn"),
        Binding("3", "end('build')", "End, to Build", show=False, id="player.build"),
        Binding("4", "end('history')", "End, to History", show=False, id="player.history"),
        Binding("5", "end('desk')", "End, to Desk", show=False, id="player.desk"),
        Binding(
            "exclamation_mark", "app.safety", "Safety", key_display="!", id="player.safety", tooltip="Emergency signs"
        ),
    ]

    def __init__(self, services: Services, player: Player) -> None:
        super().__init__(services)
        self.lead = Lead(services, player, self.set_timer, self._looked, partial(_ring, self), partial(_write, self))
        self._told_of = player.index

    # -- for subclasses -----------------------------------------------------------------------------------------

    def over(self) -> None:
        """Called when the last step has passed."""
        raise NotImplementedError

    def stop(self) -> None:
        """End at once, with nothing asked: an emergency sign."""
        raise NotImplementedError

    def action_end(self, then: str | None = None) -> None:
        """End at the user's wish, and perhaps go to a place."""
        raise NotImplementedError

    def another_step(self) -> None:
        """Called when another step has begun."""

    # -- the screen ---------------------------------------------------------------------------------------------

    @property
    def player(self) -> Player:
        """The player as of the last look at the clock."""
        return self.lead.player

    def body(self) -> ComposeResult:
        """All of it is one frame."""
        yield PlayerLayout(id="frame")

    def on_mount(self) -> None:
        """Start once the screen can be seen, and move only where movement is wanted."""
        self.query_one(PlayerLayout).keep_still(self.motion.still)
        self.motion.animate(self.move)
        self.call_after_refresh(lambda: self.lead.begin(paused=too_small(self.app)))

    def on_screen_suspend(self) -> None:
        """Pause while another screen is in front."""
        self.lead.control(Player.pause)

    def on_resize(self) -> None:
        """Fit every line to the new size; pause where the terminal is too small to show anything."""
        if too_small(self.app):
            self.lead.control(Player.pause)
        self.call_after_refresh(self.show)

    def on_unmount(self) -> None:
        """End all sounds."""
        self.lead.leave()

    # -- what is shown ------------------------------------------------------------------------------------------

    def _looked(self) -> None:
        """Show the player after a look; finish at its end, and note another step."""
        self.show()
        if self.player.finished:
            self.over()
        elif self.player.index != self._told_of:
            self._told_of = self.player.index
            self.another_step()

    def move(self) -> None:
        """Show the figure as it is at this moment."""
        if self.player.state is State.RUNNING:
            self.query_one(PlayerLayout).move(self.player.advance(self.services.ports.now()))

    def show(self) -> None:
        """Bring every line up to date."""
        if not self.is_mounted:
            return
        paused = self.player.state is State.PAUSED  # then its length is of this moment, whenever it was looked at
        player = self.player.advance(self.services.ports.now()) if paused else self.player
        now = view(player, self.services.ports.wall(), self.services.local)
        prepares, live = self.player.step.kind in PREPARING, self.services.ports.live
        light(self, now.mark, prepares, flashes=not self.motion.still, fades=live)
        self.query_one(PlayerLayout).show(self.player, now)
        width = self.query_one("#title").content_size.width
        self.title_line(*title(self.player, now, self.services.settings.cues, self.kind, width))

    def retitle(self) -> None:
        """The title line belongs to what is shown."""
        self.show()

    def describe(self, binding: Binding) -> str:
        """The pause key says what it does now."""
        paused = self.player.state is State.PAUSED
        return "Go on" if paused and binding.id == "player.pause" else binding.description

    # -- keys ---------------------------------------------------------------------------------------------------

    def action_control(self, name: str) -> None:
        """Pause or go on, skip, back, done, 5 s more or less."""
        self.lead.control(CONTROLS[name])

    def action_cues(self) -> None:
        """Go on to the next way of announcing cues, and say what it is."""
        self.services.preferences.next_cues()
        self.lead.listen()
        failures = "; ".join(self.lead.announce.failures())
        told = failures or f"Cues: {choice_words(self.services.settings.cues)}"
        self.notify(f"{told}. Kept for next time.", timeout=3, markup=False)
        self.show()

    def action_own_pace(self) -> None:
        """Let sets of reps wait for the user, or follow the clock again."""
        own = not self.player.own_pace
        self.services.preferences.change(own_pace=own)
        self.lead.control(lambda player, now: player.paced(now, own))
        told = "At your own pace: d ends a set" if own else "By the clock"
        self.notify(f"{told}. Kept for next time.", timeout=3)


def _ring(screen: Screen[Any]) -> None:
    screen.app.bell()


def _write(screen: Screen[Any], text: str) -> None:
    write_to_terminal(screen.app, text)

"""A screen that leads through a timeline by the clock: what is due when, the cues, the keys.

It knows nothing of files. What becomes of a workout is the business of the player; a preview keeps nothing.
"""

import os
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.timer import Timer

from dbs_tui.announce.outputs import Announcers, announcers, lateness
from dbs_tui.domain.training.player import NUDGE, Player, State
from dbs_tui.settings import choice_words
from dbs_tui.ui.kit.base import Result
from dbs_tui.ui.kit.small_terminal import too_small
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.textual_private import write_to_terminal
from dbs_tui.ui.train.player_layout import PlayerLayout

SECOND = 1e9


class TimedScreen(PlayerLayout[Result]):
    """Leads through a timeline. Subclasses say what happens when it is over, and when somebody ends it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,p", "pause", "Pause", key_display="space", id="player.pause", tooltip="Pause, or go on"),
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
        Binding("plus,equals_sign", "nudge(1)", "5 s", key_display="+ -", id="player.longer", tooltip="5 s more"),
        Binding("minus,underscore", "nudge(-1)", "5 s less", show=False, id="player.shorter", tooltip="5 s less"),
        Binding("c", "cues", "Cues", id="player.cues", tooltip="Cues: off, bell, sound, voice"),
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
        super().__init__(services, player)
        self.announce = Announcers()
        self.ended = False
        self._timer: Timer | None = None
        self._told_of = player.index

    # -- for subclasses -----------------------------------------------------------------------------------------

    def over(self) -> None:
        """The last step has passed."""
        raise NotImplementedError

    def stop(self) -> None:
        """End here and now, with nothing asked: an emergency sign."""
        raise NotImplementedError

    def action_end(self, then: str | None = None) -> None:
        """The user wants to end it, and perhaps to go to a place."""
        raise NotImplementedError

    def another_step(self) -> None:
        """Another step has begun."""

    # -- the screen ---------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Start once the screen can be seen."""
        self.listen()
        self.call_after_refresh(self._begin)

    def on_screen_suspend(self) -> None:
        """Nobody follows while another screen is in front."""
        self.set_player(self.player.pause(self.services.ports.now()))

    def on_resize(self) -> None:
        """Nobody follows what has no room to be shown either."""
        if too_small(self.app):
            self.set_player(self.player.pause(self.services.ports.now()))

    def on_unmount(self) -> None:
        """Be silent; what failed is told in the settings."""
        self.announce.hush()
        self.announce.check()
        self.services.current.change(quiet=dict(self.announce.quiet))

    # -- time ---------------------------------------------------------------------------------------------------

    def tick(self) -> None:
        """Look at the clock: announce what came due, show where we are, tell what is over."""
        if self.ended:
            return
        self.player, cues = self.player.tick(self.services.ports.now())
        for cue in cues:  # before the screen: a change of step repaints all of it, and the ear is less patient
            self.announce(cue, lateness(cue, self.player))
        self.show()
        if self.player.finished:
            self.over()
        elif self.player.index != self._told_of:
            self._told_of = self.player.index
            self.another_step()
        self._arm()

    def _begin(self) -> None:
        now, resumed = self.services.ports.now(), self.player.active
        started = self.player.start(now)
        # Whoever comes back has to get into position first.
        self.set_player(started.pause(now) if resumed or too_small(self.app) else started)

    def set_player(self, player: Player) -> None:
        """Go on from another player: a control was used."""
        if not self.ended:
            self.player = player
            self.tick()

    def _arm(self) -> None:
        """Wake at the next moment that changes something. Waking early is harmless: nothing is due then."""
        if self._timer is not None:
            self._timer.stop()
        due = self.player.next_boundary()
        waits = self.services.ports.live and due is not None and not self.ended
        self._timer = (
            self.set_timer(max(0.0, (due - self.services.ports.now()) / SECOND), self.tick) if waits and due else None
        )

    # -- keys ---------------------------------------------------------------------------------------------------

    def action_pause(self) -> None:
        """Pause, or go on."""
        now = self.services.ports.now()
        running = self.player.state is State.RUNNING
        self.set_player(self.player.pause(now) if running else self.player.resume(now))

    def action_control(self, name: str) -> None:
        """Skip, back or done."""
        control = {"skip": self.player.skip, "back": self.player.back, "done": self.player.done}[name]
        self.set_player(control(self.services.ports.now()))

    def action_nudge(self, sign: int) -> None:
        """Make the running step 5 s longer or shorter."""
        self.set_player(self.player.adjust(self.services.ports.now(), sign * NUDGE))

    def action_cues(self) -> None:
        """Go on to the next way of announcing cues, and say what it is."""
        self.services.preferences.next_cues()
        self.listen()
        failures = "; ".join(self.announce.failures())
        self.notify(failures or f"Cues: {choice_words(self.services.settings.cues)}", timeout=3, markup=False)

    def listen(self) -> None:
        """Take the outputs of the settings into use."""
        self.announce.hush()
        self.announce = announcers(
            self.services.settings.cues, self.app.bell, partial(write_to_terminal, self.app), os.environ
        )

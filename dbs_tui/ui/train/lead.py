"""Leads a player through its timeline by the clock: what is due when, and the cues. It knows no screen."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from dbs_tui.announce.outputs import Announcers, announcers, lateness
from dbs_tui.domain.common.dates import Look
from dbs_tui.domain.training.ahead import next_boundary
from dbs_tui.domain.training.player import Player, State
from dbs_tui.domain.training.timeline import SECOND
from dbs_tui.settings import Choice
from dbs_tui.ui.services.services import Services


class Timer(Protocol):
    """Something that was set to happen later."""

    def stop(self) -> None:
        """Cancel the timer."""
        ...


Control = Callable[[Player, int], Player]
"""A control of a player, used at a clock reading."""


def pause_or_go_on(player: Player, now: int) -> Player:
    """Pause what runs or counts; what is paused goes on after 3, 2, 1."""
    return player.go_on(now) if player.state is State.PAUSED else player.pause(now)


@dataclass(slots=True)
class Lead:
    """Moves a player on by the clock, and calls its owner after every look."""

    services: Services
    player: Player
    later: Callable[[float, Callable[[], object]], Timer]
    """Calls something after some seconds."""
    looked: Callable[[], object]
    """Called after every look at the clock: it may be another moment, or another step."""
    ring: Callable[[], object]
    write: Callable[[str], object]
    """Writes to the terminal."""
    ended: bool = False
    """Whether nothing leads it any more."""
    announce: Announcers = field(default_factory=Announcers)
    _cues: Choice | None = None
    """The setting that ``announce`` was made for."""
    ran: Look | None = None
    """The last look while it ran: it says where the user stood, whatever comes after."""
    _timer: Timer | None = None

    def begin(self, paused: bool) -> None:
        """Start at the present moment; whoever comes back to it goes on by a key, to get into position first."""
        now, came_back = self.services.ports.now(), bool(self.player.active)
        started = self.player.start(now)
        self.set(started.pause(now) if came_back or paused else started)

    def look(self) -> None:
        """Look at the clock, announce what came due, and wake again at the next moment that changes something."""
        if self.ended:
            return
        if self.services.settings.cues != self._cues:
            self.listen()
        self.player, cues = self.player.tick(self.services.ports.now())
        if self.player.state is State.RUNNING:
            self.ran = Look(self.services.ports.now(), self.services.ports.wall())
        for cue in cues:  # before the screen: a change of step repaints all of it, and the ear is less patient
            self.announce(cue, lateness(cue, self.player))
        self.looked()
        self._arm()

    def set(self, player: Player) -> None:
        """Continue with another player, after a control was used."""
        if not self.ended:
            self.player = player
            self.look()

    def control(self, change: Control) -> None:
        """Use a control of the player, now."""
        self.set(change(self.player, self.services.ports.now()))

    def listen(self) -> None:
        """Announce by the outputs that the settings name now."""
        self.announce.hush()
        self._cues = self.services.settings.cues
        self.announce = announcers(self._cues, self.ring, self.write, os.environ)

    def leave(self) -> None:
        """End all sounds, and note for the settings which outputs failed."""
        self.announce.hush()
        self.announce.check()
        self.services.current.change(quiet=dict(self.announce.quiet))

    def _arm(self) -> None:
        """Waking early is harmless: nothing is due then. A pause is looked at every second: its length is shown."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if not self.services.ports.live or self.ended:
            return
        now, due = self.services.ports.now(), next_boundary(self.player)
        if self.player.state is State.PAUSED:
            due = now + SECOND
        if due is not None:
            self._timer = self.later(max(0.0, (due - now) / SECOND), self.look)

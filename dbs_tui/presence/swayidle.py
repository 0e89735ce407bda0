"""Wayland without GNOME (sway, Hyprland, river, KDE): ``swayidle`` runs beside us and says when the hands rest.

Wayland has no question for how long; it only tells the moments at which hands come to rest and move again. The child
writes a line for each, and ends by itself at the next one after we are gone.
"""

import os
import subprocess
from contextlib import suppress
from dataclasses import dataclass

from dbs_tui.presence.machine import Machine, end, started
from dbs_tui.presence.way import Idle, Way

RESTS = 5
"""Seconds without input after which it says so: less is not told apart."""
SAY = "trap '' PIPE; echo {} || kill $PPID"
"""A line to us; when nobody reads any more, the end of ``swayidle``."""


def way(machine: Machine) -> Way | None:
    """The way of seeing by ``swayidle``; ``None`` where it is not installed, or the session is not of Wayland."""
    path = machine.find("swayidle")
    if path is None or not machine.environ.get("WAYLAND_DISPLAY") or not hasattr(os, "set_blocking"):
        return None
    command = (path, "-w", "timeout", str(RESTS), SAY.format("rests"), "resume", SAY.format("moves"))
    with suppress(OSError):
        child = started(command, machine.environ, subprocess.PIPE)
        watcher = Watcher(child)
        os.set_blocking(watcher.fd, False)
        return Way("swayidle", watcher.idle, close=watcher.close)
    return None


@dataclass
class Watcher:
    """A running ``swayidle``, and what it reported last."""

    child: subprocess.Popen[bytes]
    rests_since: float | None = None
    """The reading of the monotonic clock at which the hands came to rest; ``None`` while they move."""

    @property
    def fd(self) -> int:
        """The file descriptor that it writes to."""
        assert self.child.stdout is not None
        return self.child.stdout.fileno()

    def idle(self) -> Idle | None:
        """How long the hands have rested; ``None`` once it has ended, as in a compositor without the protocol."""
        import time

        if self.child.stdout is None or self.child.stdout.closed or self.child.poll() is not None:
            return None
        now = time.monotonic()
        for line in self._lines():
            self.rests_since = now - RESTS if line == "rests" else None
        return Idle(0.0) if self.rests_since is None else Idle(now - self.rests_since)

    def close(self) -> None:
        """End the process."""
        if self.child.stdout is not None:
            self.child.stdout.close()
        end(self.child)

    def _lines(self) -> list[str]:
        with suppress(BlockingIOError):
            return os.read(self.fd, 1 << 16).decode("ascii", "replace").split()
        return []

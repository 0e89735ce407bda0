"""How a break calls: the terminal's title, its bell, a notification, a tone. Whatever fails is silent.

Nothing here takes the keyboard, covers anything or waits for anybody.
"""

import shutil
import sys
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from dbs_tui import paths
from dbs_tui.announce import notification
from dbs_tui.announce.children import ChildProcesses, Spawn, Which, find, heard_here, spawn

KEEP_TITLE, OLD_TITLE = "\x1b[22;2t", "\x1b[23;2t"
"""Ask the terminal to remember its title, and to put it back."""


@dataclass(slots=True)
class DeskCaller:
    """Calls for a break by the ways of a setting."""

    ways: Collection[str]
    write: Callable[[str], object]
    """Writes to the terminal."""
    environ: Mapping[str, str]
    which: Which = shutil.which
    spawn: Spawn = spawn
    folder: Path | None = None
    """Where the tones are kept; by default beside the other files of this machine."""
    titled: str = field(default="", init=False)

    def call(self, what: str, text: str) -> None:
        """Call, in every way that works here: ``what`` is due, and a text that says more."""
        if "sound" in self.ways:
            with suppress(Exception):  # whatever it is: the screen tells it too
                self._play()
        if "notification" in self.ways:
            self._write(notification.sequence(what, text, self.environ))
        elif "bell" in self.ways:
            self._write(notification.BELL)

    def title(self, what: str) -> None:
        """Show in the terminal's title what is due, and the earlier title when nothing is."""
        if "title" not in self.ways or what == self.titled:
            return
        keep, self.titled = "" if self.titled else KEEP_TITLE, what
        self._write(f"{keep}\x1b]2;{what} · dbs-tui\x1b\\" if what else OLD_TITLE)

    def _write(self, sequence: str) -> None:
        with suppress(Exception):
            self.write(sequence)

    def _play(self) -> None:
        """Play the tone of a call."""
        from dbs_tui.announce import sound, tones

        heard_here(self.environ)
        file = tones.files(self.folder or paths.state_folder() / "tones")["ready"]
        on_windows = sys.platform == "win32"
        player = None if on_windows else ChildProcesses(find(sound.PLAYERS, self.which), self.spawn)
        play = sound.by_program(player) if player else sound.by_windows()
        play(file)

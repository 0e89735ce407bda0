"""The pane's terminal: its own page of the screen, painted when something on it has changed, put back at the end."""

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress

from dbs_tui.alternate_screen import ENTER, WIPE_AND_LEAVE
from dbs_tui.commands.desk_frame import Line

HIDE_CURSOR, SHOW_CURSOR = "\x1b[?25l", "\x1b[?25h"
STYLES = {
    "": "",
    "bold": "1",
    "dim": "2",
    "good": "32",
    "warn": "33",
    "alert": "1;7;33",
    "bad": "1;31",
}
"""The terminal's own colours: a pane is part of somebody's own screen."""
PLAIN = {**STYLES, "good": "", "warn": "1", "alert": "1;7", "bad": "1"}
"""The same without colours."""


class DeskTerminal:
    """The page. What it showed before comes back with ``leave``."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._styles = PLAIN if environ.get("NO_COLOR") else STYLES
        self._painted: tuple[object, ...] = ()

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        with suppress(OSError, ValueError):
            found = os.get_terminal_size(sys.stdout.fileno())
            if found.columns > 0 and found.lines > 0:
                return found.columns, found.lines
        return shutil.get_terminal_size()

    def enter(self) -> None:
        """Begin the page."""
        self._painted = ()
        self.write(f"{ENTER}{HIDE_CURSOR}")

    def leave(self) -> None:
        """Put everything back."""
        self.write(f"{SHOW_CURSOR}{WIPE_AND_LEAVE}")

    def paint(self, lines: Sequence[Line], size: tuple[int, int]) -> None:
        """Show the lines, unless they are there."""
        now = (tuple(lines), size)
        if now != self._painted:
            self._painted = now
            rows = "\r\n".join(f"{self._styled(line)}\x1b[0m\x1b[K" for line in lines)
            self.write(f"\x1b[H{rows}\x1b[J")

    def write(self, text: str) -> None:
        """Write to the terminal at once.

        Raises:
            OSError: it is gone.
        """
        sys.stdout.write(text)
        sys.stdout.flush()

    def _styled(self, line: Line) -> str:
        return "".join(f"\x1b[0;{self._styles[style]}m{text}" if style else f"\x1b[0m{text}" for text, style in line)

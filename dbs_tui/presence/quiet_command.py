"""The user's own command that says whether now is a bad moment: its exit code 0 means that it is."""

import os
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from dbs_tui.presence.machine import ended, started

LIMIT = 2.0
"""Seconds that it gets; one that takes longer is ended and says nothing."""


def says_quiet(command: Sequence[str], limit: float = LIMIT) -> bool:
    """Whether the command exits with 0. A command that cannot be run counts as no."""
    program, *arguments = command
    with suppress(OSError, ValueError):
        child = started((str(Path(program).expanduser()), *arguments), os.environ, subprocess.DEVNULL)
        return ended(child, limit) == 0
    return False

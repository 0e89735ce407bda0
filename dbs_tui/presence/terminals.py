"""Terminals: when a key was pressed last in any of this user, where a terminal can tell.

A terminal knows only of its own keys: somebody may be typing in another window. So it can tell that nobody is there
only while the keys would come to it: on a text console, or while its window is the one in front.
"""

import os
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress

PATIENCE = 1.0
"""Seconds that tmux gets to answer."""


def idle_seconds() -> float | None:
    """Seconds since anything was typed into any terminal of this user; ``None`` where that is not recorded."""
    moments = [*_terminals()]
    return max(0.0, time.time() - max(moments)) if moments else None


def in_front(environ: Mapping[str, str], focused: bool | None, ask: Callable[[], str] | None = None) -> bool:
    """Whether keys would come to the terminal: ``focused`` is what it said itself, if it says such things.

    In tmux only tmux knows; it is asked.
    """
    if environ.get("TMUX"):
        return _tmux_in_front((ask or _asked_tmux)())
    return focused is True or environ.get("TERM", "") == "linux"


def _terminals() -> Iterator[float]:
    """When each terminal of this user was last read from."""
    if not hasattr(os, "getuid"):
        return
    for folder, begins in (("/dev/pts", ""), ("/dev", "tty")):
        with suppress(OSError), os.scandir(folder) as found:
            for entry in found:
                with suppress(OSError):
                    if entry.name.startswith(begins) and (status := entry.stat()).st_uid == os.getuid():
                        yield status.st_atime


def _tmux_in_front(answer: str) -> bool:
    """Without its option ``focus-events`` tmux hears nothing of windows."""
    events, _, flags = answer.strip().partition(" ")
    return events in ("1", "on") and "focused" in flags.split(",")


def _asked_tmux() -> str:
    command = ("tmux", "display-message", "-p", "#{focus-events} #{client_flags}")
    with suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
        return done.stdout
    return ""

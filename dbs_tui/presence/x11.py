"""X11 with any desktop: how long nobody touched anything, from ``xprintidle``."""

from functools import partial

from dbs_tui.presence.machine import Machine
from dbs_tui.presence.session_bus import number
from dbs_tui.presence.way import Idle, Way


def way(machine: Machine) -> Way | None:
    """The way of seeing by the X server; ``None`` without one, or with one that sees only some windows."""
    if not machine.environ.get("DISPLAY") or machine.wayland or machine.platform in ("darwin", "win32"):
        return None
    return None if _idle(machine) is None else Way("X11", partial(_idle, machine))


def _idle(machine: Machine) -> Idle | None:
    text = machine.answer("xprintidle")
    milliseconds = number(text) if text and text.strip().isdigit() else None
    return None if milliseconds is None else Idle(milliseconds / 1000)

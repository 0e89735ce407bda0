"""macOS: how long nobody touched anything, and whether the screen is locked, from ``ioreg``."""

import re
from functools import partial

from dbs_tui.presence.machine import Machine
from dbs_tui.presence.way import Idle, Way


def way(machine: Machine) -> Way | None:
    """The way of seeing by ``ioreg``; ``None`` on other systems."""
    if machine.platform != "darwin" or _idle(machine) is None:
        return None
    return Way("macOS", partial(_idle, machine), partial(_locked, machine))


def _idle(machine: Machine) -> Idle | None:
    text = machine.answer("ioreg", "-r", "-d", "1", "-c", "IOHIDSystem")
    found = re.search(r'"HIDIdleTime"\s*=\s*(\d{1,19})', text or "")
    return Idle(int(found[1]) / 1_000_000_000) if found else None


def _locked(machine: Machine) -> bool | None:
    text = machine.answer("ioreg", "-n", "Root", "-d", "1")
    if text is None or "IOConsoleUsers" not in text:
        return None
    # While the screen is not locked the key is not there at all.
    return re.search(r'"CGSSessionScreenIsLocked"\s*=\s*Yes\b', text) is not None

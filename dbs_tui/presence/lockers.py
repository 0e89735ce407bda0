"""Screen lockers that announce nothing: the screen is locked while one of them runs."""

import os
from functools import partial

from dbs_tui.presence.machine import Machine
from dbs_tui.presence.way import Way

LOCKERS = ("swaylock", "hyprlock", "waylock", "gtklock", "i3lock", "slock", "xsecurelock", "xtrlock", "physlock")


def way(machine: Machine) -> Way | None:
    """The way of seeing by the list of programs; ``None`` where none of the lockers is installed."""
    here = [name for name in LOCKERS if machine.find(name)]
    if not here or not machine.find("pgrep") or not hasattr(os, "getuid"):
        return None
    # That none runs says little: the desktop may have a lock of its own.
    return Way("screen locker", locked=partial(_locked, machine, "|".join(here)), weak=True)


def _locked(machine: Machine, names: str) -> bool:
    found = machine.answer("pgrep", "-x", "-u", str(os.getuid()), names)
    return bool(found and found.strip())

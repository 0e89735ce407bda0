"""GNOME: how long nobody touched anything from Mutter, the lock from the shell, do-not-disturb from its settings."""

from functools import partial

from dbs_tui.presence.machine import Machine
from dbs_tui.presence.session_bus import call, number, truth
from dbs_tui.presence.way import Idle, Way

IDLE = ("org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core", "org.gnome.Mutter.IdleMonitor")
LOCK = ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver")


def way(machine: Machine) -> Way | None:
    """GNOME's way of seeing; ``None`` where another desktop runs."""
    if _idle(machine) is None:
        return None
    return Way("GNOME", partial(_idle, machine), partial(_locked, machine), quiet=partial(_quiet, machine))


def _idle(machine: Machine) -> Idle | None:
    milliseconds = number(call(machine, *IDLE, "GetIdletime"))
    return None if milliseconds is None else Idle(milliseconds / 1000)


def _locked(machine: Machine) -> bool | None:
    return truth(call(machine, *LOCK, "GetActive"))


def _quiet(machine: Machine) -> bool | None:
    banners = truth(machine.answer("gsettings", "get", "org.gnome.desktop.notifications", "show-banners"))
    return None if banners is None else not banners

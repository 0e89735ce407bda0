"""KDE: the lock and do-not-disturb from Plasma; how long nobody touched anything only on X11, where Plasma knows it."""

from functools import partial

from dbs_tui.presence.machine import Machine
from dbs_tui.presence.session_bus import call, number, truth, value
from dbs_tui.presence.way import Idle, Way

SAVER = ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver")
NOTIFICATIONS = ("org.freedesktop.Notifications", "/org/freedesktop/Notifications", "org.freedesktop.Notifications")


def way(machine: Machine) -> Way | None:
    """Plasma's way of seeing; ``None`` where another desktop runs."""
    if not machine.desktop("KDE") or _locked(machine) is None:
        return None
    return Way("KDE", partial(_idle, machine), partial(_locked, machine), quiet=partial(_quiet, machine))


def _idle(machine: Machine) -> Idle | None:
    # Under Wayland the same method answers 0, or not at all, whatever the hands do.
    milliseconds = None if machine.wayland else number(call(machine, *SAVER, "GetSessionIdleTime"))
    return None if milliseconds is None else Idle(milliseconds / 1000)


def _locked(machine: Machine) -> bool | None:
    return truth(call(machine, *SAVER, "GetActive"))


def _quiet(machine: Machine) -> bool | None:
    return truth(value(machine, *NOTIFICATIONS, "Inhibited"))

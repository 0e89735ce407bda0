"""systemd-logind: whether the desktop says that the session is idle or locked, and whether the lid is closed.

How long nobody touched anything it does not measure: a desktop sets its hint after a time of its own. Where none ever
did, the hint says nothing.
"""

import re
import time
from functools import partial

from dbs_tui.presence.machine import Machine
from dbs_tui.presence.way import Idle, Way

NAME, ROOT = "org.freedesktop.login1", "/org/freedesktop/login1"
SESSION = f"{ROOT}/session/auto"
"""The session of whoever asks, or the one that their screen shows."""
HINTS = ("IdleHint", "IdleSinceHintMonotonic", "LockedHint")


def way(machine: Machine) -> Way | None:
    """logind's way of seeing; ``None`` without logind."""
    if machine.platform != "linux" or not _hints(machine):
        return None
    lid = partial(_lid, machine) if _lid(machine) is not None else Way("").lid
    return Way("systemd-logind", partial(_idle, machine), partial(_locked, machine), lid)


def _idle(machine: Machine) -> Idle | None:
    """How long the session has been idle, as the desktop reports it to logind; ``None`` where it does not."""
    hints = _hints(machine)
    since = int(hints.get("IdleSinceHintMonotonic", "0") or 0)
    if not since or "IdleHint" not in hints:
        return None
    if hints["IdleHint"] != "true":
        return Idle(0.0, exact=False)
    return Idle(max(0.0, time.monotonic() - since / 1_000_000), exact=False)


def _locked(machine: Machine) -> bool | None:
    hint = _hints(machine).get("LockedHint")
    return None if hint is None else hint == "true"


def _lid(machine: Machine) -> bool | None:
    found = _asked(machine, ROOT, f"{NAME}.Manager", "LidClosed", "Docked")
    return found["LidClosed"] == "true" and found["Docked"] != "true" if len(found) == 2 else None


def _hints(machine: Machine) -> dict[str, str]:
    found = _asked(machine, SESSION, f"{NAME}.Session", *HINTS)
    if found or machine.find("busctl"):
        return found
    # Without busctl: the session by its number, which panes of a terminal multiplexer may not know.
    session = machine.environ.get("XDG_SESSION_ID", "")
    wanted = [part for name in HINTS for part in ("-p", name)]
    text = machine.answer("loginctl", "show-session", session, *wanted) if session else None
    pairs = dict(line.split("=", 1) for line in (text or "").splitlines() if "=" in line)
    return {name: {"yes": "true", "no": "false"}.get(pairs[name], pairs[name]) for name in HINTS if name in pairs}


def _asked(machine: Machine, path: str, interface: str, *names: str) -> dict[str, str]:
    """Properties by name; empty where logind does not answer."""
    text = machine.answer("busctl", "--system", "--auto-start=no", "get-property", NAME, path, interface, *names)
    values = re.findall(r"^[bt] (true|false|\d{1,18})$", text or "", re.MULTILINE)
    return dict(zip(names, values, strict=True)) if len(values) == len(names) else {}

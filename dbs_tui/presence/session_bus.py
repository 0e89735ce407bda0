"""One question to a program on the session bus, through ``gdbus`` or ``busctl``."""

import re

from dbs_tui.presence.machine import Machine


def call(machine: Machine, name: str, path: str, interface: str, method: str) -> str | None:
    """What a method without arguments answers, as text; ``None`` where nobody answers."""
    if not machine.session_bus:
        return None
    if machine.find("gdbus"):
        target = ("--dest", name, "--object-path", path, "--method", f"{interface}.{method}")
        return machine.answer("gdbus", "call", "--session", *target)
    return machine.answer("busctl", "--user", "--auto-start=no", "call", name, path, interface, method)


def value(machine: Machine, name: str, path: str, interface: str, wanted: str) -> str | None:
    """A property, as text; ``None`` where nobody answers."""
    if not machine.session_bus:
        return None
    if machine.find("gdbus"):
        getting = ("--method", "org.freedesktop.DBus.Properties.Get", interface, wanted)
        return machine.answer("gdbus", "call", "--session", "--dest", name, "--object-path", path, *getting)
    return machine.answer("busctl", "--user", "--auto-start=no", "get-property", name, path, interface, wanted)


def number(text: str | None) -> int | None:
    """The number in an answer such as ``(uint64 4000,)`` or ``t 4000``; ``None`` where there is none."""
    found = re.search(r"(?<!\w)(\d{1,18})\W*$", text or "")
    return int(found[1]) if found else None


def truth(text: str | None) -> bool | None:
    """Whether an answer is ``(true,)`` or ``b true``; ``None`` where it is neither true nor false."""
    found = re.search(r"\b(true|false)\b", text or "")
    return found[1] == "true" if found else None

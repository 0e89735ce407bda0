"""Windows: the last input, the lock and presentations, from the system's own libraries."""

import ctypes
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from dbs_tui.presence.machine import Machine
from dbs_tui.presence.way import Idle, Way

TICKS = 1 << 32
"""The clock of the last input begins anew after so many milliseconds: 49.7 days."""
SWITCH_DESKTOP = 0x0100
"""The right to switch to a desktop; nobody has it for the one that shows the lock."""
BUSY = (3, 4)
"""What the system calls a full-screen program of its own kind, and a presentation."""


class LastInput(ctypes.Structure):
    """The argument of ``GetLastInputInfo``."""

    _fields_ = (("cbSize", ctypes.c_uint32), ("dwTime", ctypes.c_uint32))


def way(machine: Machine, libraries: Any = None) -> Way | None:
    """The way of seeing by the system's libraries; ``None`` on other systems."""
    libraries = libraries or getattr(ctypes, "windll", None)
    if machine.platform != "win32" or libraries is None:
        return None
    there = Libraries(libraries)
    return None if there.idle() is None else Way("Windows", there.idle, there.locked, quiet=there.quiet)


@dataclass(frozen=True, slots=True)
class Libraries:
    """``user32``, ``kernel32`` and ``shell32``."""

    of: Any

    def idle(self) -> Idle | None:
        """The time since the last input of this session."""
        with suppress(OSError, AttributeError):
            last = LastInput(ctypes.sizeof(LastInput))
            if self.of.user32.GetLastInputInfo(ctypes.byref(last)):
                return Idle((self.of.kernel32.GetTickCount() - last.dwTime) % TICKS / 1000)
        return None

    def locked(self) -> bool | None:
        """Whether the desktop that gets the input cannot be switched to."""
        with suppress(OSError, AttributeError):
            user = self.of.user32
            desktop = user.OpenInputDesktop(0, False, SWITCH_DESKTOP)
            if not desktop:
                return True
            try:
                return not user.SwitchDesktop(desktop)
            finally:
                user.CloseDesktop(desktop)
        return None

    def quiet(self) -> bool | None:
        """Whether a presentation or a full-screen program is on."""
        with suppress(OSError, AttributeError):
            state = ctypes.c_int(0)
            if self.of.shell32.SHQueryUserNotificationState(ctypes.byref(state)) == 0:
                return state.value in BUSY
        return None

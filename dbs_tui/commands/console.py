"""Waits for a moment, a key or a signal, for ``start --plain``.

SIGINT, SIGTERM and SIGHUP do not stop the program where it stands: they make the next wait say so, and what was done is
saved first.
"""

import signal
import sys
from collections.abc import Callable
from contextlib import ExitStack
from types import FrameType
from typing import Self, TextIO

from dbs_tui.commands.output import is_terminal
from dbs_tui.domain.training.timeline import SECOND
from dbs_tui.plain import STOP

if sys.platform == "win32":
    from dbs_tui.commands.keys_windows import Keys
else:
    from dbs_tui.commands.keys_posix import Keys

ENDS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""Signals that end a workout early."""


class Console:
    """Keys and signals while a workout runs. A context manager that restores the terminal."""

    def __init__(self, now: Callable[[], int], keyboard: TextIO | None = None) -> None:
        self._now = now
        self._keyboard = keyboard
        self._stopped = False
        self._undo = ExitStack()
        self._keys = Keys()

    def __enter__(self) -> Self:
        self._undo.enter_context(self._keys)
        for number in ENDS:
            self._undo.callback(signal.signal, number, signal.signal(number, self._end))
        if self._keyboard is not None and is_terminal(self._keyboard):
            self._keys.listen(self._keyboard.fileno())
        return self

    def __exit__(self, *_: object) -> None:
        self._undo.close()

    @property
    def has_keys(self) -> bool:
        """Whether keys can be pressed."""
        return self._keys.listening

    def around_stop(self, before: Callable[[], object], after: Callable[[], object]) -> None:
        """Have something done before Ctrl+Z stops the program, and when it goes on. Windows does not know that."""
        if sys.platform != "win32":
            self._keys.before_stop, self._keys.after_stop = before, after

    def stop(self) -> None:
        """Make the next wait return ``STOP``: nobody follows the workout any more."""
        self._stopped = True

    def wait(self, until: int | None) -> str:
        """Wait until a clock reading, for ever with ``None``; the keys pressed meanwhile, or ``STOP``."""
        if self._stopped:
            return STOP
        pressed = self._keys.wait(None if until is None else max(0, until - self._now()) / SECOND)
        gone = pressed is None
        return STOP if gone or self._stopped else pressed or ""

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self._stopped = True

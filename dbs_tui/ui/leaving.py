"""Ends the program on a signal, also where the terminal blocks or is gone.

A connection that hangs and a window that is stopped block whoever writes to them, in the middle of a frame; a program
that only looked at its signals between two frames would then stay for ever.
"""

import asyncio
import os
import select
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from textual.app import App
from textual.driver import Driver

from dbs_tui.alternate_screen import LEAVE, WIPE, WIPE_AND_LEAVE
from dbs_tui.ui.textual_private import give_back_terminal, take_terminal

if sys.platform != "win32":
    import termios

ENDS = ("SIGTERM", "SIGHUP", "SIGINT")
PATIENCE = 5.0
"""Seconds that the terminal gets to take what was painted, once the program has been told to end."""
AGAIN = 0.05
"""Seconds between two looks after that: many frames may be waiting."""
GIVEN_BACK = (
    f"\x1b[?2004l\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[<u{WIPE_AND_LEAVE}\x1b[?25h\x1b[?1004l\x1b[?7h"
).encode()
"""What gives a terminal back: pastes, mouse, keys, screen, cursor, focus and line breaks as they are in a shell."""


def wiping(driver: type[Driver]) -> type[Driver]:
    """A driver that wipes its page of the screen whenever it leaves it."""

    class Wiping(driver):  # type: ignore[misc, valid-type]
        """The driver of this platform, with that."""

        holds_terminal = False
        """Whether the terminal is the program's; it is not while an editor has it."""

        def start_application_mode(self) -> None:
            super().start_application_mode()
            self.holds_terminal = True

        def stop_application_mode(self) -> None:
            super().stop_application_mode()
            self.holds_terminal = False

        def write(self, data: str) -> None:
            super().write(f"{WIPE}{data}" if data.startswith(LEAVE) else data)

    return Wiping


class Leaving:
    """Ends the app on a signal. It lives as long as the program and belongs to its main thread."""

    def __init__(self) -> None:
        self._dropped = False

    def on_signals(self, leave: Callable[[], None]) -> None:
        """Have ``leave`` called in the running loop on the signals that end a program. Windows has neither."""
        for name in ENDS:
            with suppress(NotImplementedError, AttributeError):
                number = getattr(signal, name)
                asyncio.get_running_loop().add_signal_handler(number, leave)
                # The loop is woken by the signal itself; what is put here runs even while it is blocked.
                signal.signal(number, self._told)

    def on_stop(self, app: App[Any]) -> None:
        """Have Ctrl+Z stop the whole job, as in other programs: ``make run`` waits for this one in the same job.

        Textual would stop one process: nobody gets a prompt where another one waits for it, and nobody can take it up
        again where there is no shell.
        """
        if sys.platform != "win32":
            signal.signal(signal.SIGTSTP, lambda *_: _stop(app))
            signal.signal(signal.SIGCONT, lambda *_: _go_on(app))

    def wake_nobody(self) -> None:
        """Before the loop closes, let no signal wake it any more.

        asyncio closes what it is woken through before it takes it from the signals: one that came in between, such as
        our own alarm, had Python print an error on the terminal that was just given back.
        """
        signal.set_wakeup_fd(-1)

    def over(self) -> None:
        """After everything is done, print again what a blocked terminal missed."""
        if sys.platform == "win32":
            return
        signal.setitimer(signal.ITIMER_REAL, 0)
        with suppress(OSError):
            if self._dropped and _takes(_terminal()):
                os.write(_terminal(), GIVEN_BACK)

    def _told(self, *_: object) -> None:
        if sys.platform != "win32":
            signal.signal(signal.SIGURG, lambda *_: None)
            signal.signal(signal.SIGALRM, self._still_here)
            signal.setitimer(signal.ITIMER_REAL, PATIENCE, AGAIN)

    def _still_here(self, *_: object) -> None:
        """Discard output that a terminal does not take; end at once where there is none left to restore."""
        if sys.platform == "win32":
            return
        try:
            if not _takes(_terminal()):
                termios.tcflush(_terminal(), termios.TCOFLUSH)
                self._dropped = True
                _wake_writers()
        except (OSError, termios.error):
            os._exit(1)  # seconds after the signal: what was to be written is on disk, and a kill loses nothing


def _stop(app: App[Any]) -> None:
    if sys.platform == "win32":
        return
    given = give_back_terminal(app)
    handlers = {number: signal.signal(number, signal.SIG_DFL) for number in (signal.SIGTSTP, signal.SIGCONT)}
    os.kill(0 if given else os.getpid(), signal.SIGTSTP)  # comes back after fg, and at once where nobody could say fg
    for number, handle in handlers.items():
        signal.signal(number, handle)
    if given:
        take_terminal(app)


def _go_on(app: App[Any]) -> None:
    """After a stop that nobody announced (SIGSTOP) take the terminal anew.

    Textual would take it a second time, on top of the first: two threads would read the keys, and what is given back at
    the end would be the modes of the program instead of those of the shell.
    """
    if give_back_terminal(app):
        take_terminal(app)


def _terminal() -> int:
    """The terminal that the screens are painted on, which is where Textual writes."""
    assert sys.__stderr__ is not None
    return sys.__stderr__.fileno()


def _wake_writers() -> None:
    """Have threads retry their writes: Linux makes room without telling them."""
    for thread in threading.enumerate():
        if thread is not threading.main_thread() and thread.ident is not None and sys.platform != "win32":
            signal.pthread_kill(thread.ident, signal.SIGURG)


def _takes(terminal: int) -> bool:
    """Whether a terminal takes output just now.

    Raises:
        OSError: it is gone.
    """
    if sys.platform != "win32":
        termios.tcgetattr(terminal)
    return bool(select.select([], [terminal], [], 0)[1])

"""Single keys from a terminal on Linux and macOS, without echo; the terminal is put back as it was."""

import os
import select
import signal
import sys
from collections.abc import Callable
from contextlib import ExitStack, suppress
from functools import partial
from typing import Self

if sys.platform != "win32":
    import termios
    import tty

    ESCAPE = b"\x1b"

    class Keys:
        """A keyboard that can be waited for. A signal ends the wait too."""

        def __init__(self) -> None:
            self._undo = ExitStack()
            self._keyboard: int | None = None
            self._wake = -1
            self._stopping: Callable[[], object] | None = None
            self.before_stop: Callable[[], object] = _nothing
            """Called before Ctrl+Z hands the terminal to the shell."""
            self.after_stop: Callable[[], object] = _nothing
            """Called when the program has it again."""

        def __enter__(self) -> Self:
            # Python goes on waiting after a signal; a byte in this pipe makes it look up.
            self._wake, woken = os.pipe()
            for end in (self._wake, woken):
                os.set_blocking(end, False)
                self._undo.callback(os.close, end)
            before = signal.set_wakeup_fd(woken, warn_on_full_buffer=False)
            self._undo.callback(signal.set_wakeup_fd, before)
            return self

        def __exit__(self, *_: object) -> None:
            self._undo.close()

        @property
        def listening(self) -> bool:
            """Whether there is a keyboard."""
            return self._keyboard is not None

        def listen(self, terminal: int) -> None:
            """Take keys from a terminal, by its descriptor; not from one that belongs to another job just now."""
            if not _in_front(terminal):
                return
            before = termios.tcgetattr(terminal)
            put_back = partial(_quietly, partial(termios.tcsetattr, terminal, termios.TCSADRAIN, before))
            self._undo.callback(put_back)
            # After a stop and `fg` the shell may have put its own mode back.
            self._on(signal.SIGCONT, lambda *_: _one_by_one(terminal))
            self._on(signal.SIGTSTP, lambda *_: self._told_to_stop(put_back))
            _one_by_one(terminal, termios.TCSAFLUSH)  # what was typed to the shell is no key; after `fg` it is one
            self._keyboard = terminal

        def _on(self, number: signal.Signals, handle: Callable[..., object]) -> None:
            self._undo.callback(signal.signal, number, signal.signal(number, handle))

        def _told_to_stop(self, put_back: Callable[[], object]) -> None:
            self._stopping = put_back  # done by the next wait: nothing that is being written is cut in two

        def _stop(self, put_back: Callable[[], object]) -> None:
            """Give the shell its terminal as it was; without a shell a program is never stopped, and goes on."""
            self._stopping = None
            self.before_stop()
            put_back()
            stop_here()
            if self._keyboard is not None:
                _one_by_one(self._keyboard)
            self.after_stop()

        def wait(self, seconds: float | None) -> str | None:
            """Wait that long, for ever with ``None``; the keys pressed, ``None`` when the terminal is gone."""
            watched = [self._wake] if self._keyboard is None else [self._wake, self._keyboard]
            ready, _, _ = select.select(watched, [], [], seconds)
            if self._wake in ready:
                _read(self._wake)
            if self._stopping is not None:
                self._stop(self._stopping)
            return self._pressed() if self._keyboard in ready else ""

        def _pressed(self) -> str | None:
            assert self._keyboard is not None
            data = _read(self._keyboard)
            if not data:
                self._keyboard = None
                return None
            # Arrows and the like begin with an escape and mean nothing here.
            return "" if data.startswith(ESCAPE) else data.decode("ascii", "ignore")

    def stop_here() -> None:
        """Stop as a program does that leaves Ctrl+Z alone; comes back after ``fg``, or at once where nobody could."""
        before = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, before)

    def _nothing() -> None:
        pass

    def _read(source: int) -> bytes:
        try:
            return os.read(source, 1024)
        except OSError:
            return b""

    def _one_by_one(terminal: int, when: int = termios.TCSANOW) -> None:
        if _in_front(terminal):
            _quietly(partial(tty.setcbreak, terminal, when))

    def _quietly(call: Callable[[], object]) -> None:
        """Call it; a terminal that is gone is no reason to stop."""
        with suppress(OSError, termios.error):
            call()

    def _in_front(terminal: int) -> bool:
        try:
            return os.tcgetpgrp(terminal) == os.getpgrp()
        except OSError:  # not the terminal that jobs are controlled from
            return True

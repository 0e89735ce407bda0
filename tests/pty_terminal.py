"""A real terminal for a real program: a pty whose output is read by pyte. POSIX only."""

import codecs
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Self

import pyte

ROOT = Path(__file__).resolve().parents[1]
ENTER_ALTERNATE, LEAVE_ALTERNATE = b"\x1b[?1049h", b"\x1b[?1049l"
WIPE = b"\x1b[H\x1b[2J"
SHOW_CURSOR = b"\x1b[?25h"


PATIENCE = 600.0
"""Seconds after which something will never come: no deadline that a slow machine can miss."""

UNDISTURBED = """\
import selectors
from dbs_tui import clock

HALF = 500_000_000
real, last, told = clock.now, clock.now(), clock.now()

def now(most=HALF):
    global last, told
    read = real()
    told, last = told + min(read - last, most), read
    return told

class Selector(selectors.DefaultSelector):
    def select(self, timeout=None):
        now()
        found = super().select(timeout)
        now(HALF + round((timeout or 0) * 1e9))
        return found

clock.now, selectors.DefaultSelector = now, Selector
from dbs_tui.cli import entry
entry()
"""
"""The program with a clock that leaves out the time in which other work held it up, but for half a second.

Otherwise a workout would pause, rightly, whenever the machine that the tests run on is busy for two seconds.
"""


class PtyTerminal:
    """A program in a terminal of its own: ``python -m dbs_tui`` with arguments. Ends it when the block is left.

    While one terminal is waited for all of its thread are read: a program whose output nobody takes is held up.
    """

    _of_thread: ClassVar[dict[int, dict[int, "PtyTerminal"]]] = defaultdict(dict)
    """Those that are open, by the threads that opened them and by their descriptors."""

    def __init__(
        self,
        *arguments: str,
        env: Mapping[str, str],
        columns: int = 80,
        rows: int = 24,
        program: tuple[str, ...] = (sys.executable, "-m", "dbs_tui"),
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.output = bytearray()
        """Every byte the program has written."""
        self.code: int | None = None
        """Its exit code, negative for the signal that ended it; ``None`` while it runs."""
        self._stream = pyte.Stream(self.screen)
        self._text = codecs.getincrementaldecoder("utf-8")("replace")
        self.pid, self._fd = pty.fork()
        if not self.pid:
            own = {name: value for name, value in env.items() if name not in ("COLUMNS", "LINES")}
            os.execve(program[0], [*program, *arguments], {**own, "TERM": "xterm-256color"})
        self._all = self._of_thread[threading.get_ident()]
        self._all[self._fd] = self
        self.resize(columns, rows)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        if self.code is None:
            self.kill(signal.SIGKILL)
            self.wait()
        self.hang_up()

    # -- what it shows ------------------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """The screen as text."""
        self.read()
        return "\n".join(self.screen.display)

    def read(self, seconds: float = 0.0) -> bool:
        """Take what programs have written, waiting up to some seconds for it; whether it was this one."""
        ready = select.select([*self._all], [], [], seconds)[0]
        return self._fd in [fd for fd in ready if self._all[fd]._take()]

    def _take(self) -> bool:
        try:
            # Little at a time, so that nothing is painted over before anybody looked at it.
            data = os.read(self._fd, 2048)
        except OSError:  # Linux says so when the other end is closed
            data = b""
        if not data:
            self.leave_unread()
        self.output += data
        self._stream.feed(self._text.decode(data))
        return bool(data)

    def until(self, so: Callable[[str], bool]) -> str:
        """Wait until the screen is as it should be, and give its text.

        Raises:
            AssertionError: it never was.
        """
        ends = time.monotonic() + PATIENCE
        while not so(text := self.text):
            assert time.monotonic() < ends, f"it never came to that:\n{text}"
            assert self.read(0.05) or not self._has_ended(), f"it ended with {self.code} instead:\n{self.text}"
        return text

    def shows(self, *words: str) -> str:
        """Wait until all of the words are on the screen."""
        return self.until(lambda text: all(word in text for word in words))

    def sends(self, data: bytes) -> None:
        """Wait until a sequence was sent, which may be nothing that can be seen."""
        self.until(lambda _: data in self.output)

    # -- what happens to it -------------------------------------------------------------------------------------

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._fd, keys.encode())

    def resize(self, columns: int, rows: int) -> None:
        """Give it another size, which the program is told by SIGWINCH."""
        self.screen.resize(rows, columns)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def kill(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Close the terminal; its program gets SIGHUP."""
        self.leave_unread()
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def leave_unread(self) -> None:
        """Take nothing that it writes from now on."""
        self._all.pop(self._fd, None)

    def read_again(self) -> None:
        """Take everything that it has written since."""
        self._all[self._fd] = self
        while self.read():
            pass

    def is_stuck(self) -> None:
        """Wait until the program, left unread, has been held up by its terminal."""
        ends = time.monotonic() + PATIENCE
        wrote, waits = -1, 0
        while waits < 40:
            assert time.monotonic() < ends, "it goes on writing"
            unread = self._unread()
            waits = waits + 1 if unread == wrote else 0
            wrote = unread
            select.select([], [], [], 0.05)

    def _unread(self) -> int:
        return int(struct.unpack("i", fcntl.ioctl(self._fd, termios.FIONREAD, b"\0" * 4))[0])

    def wait(self) -> int:
        """Wait until the program has ended, taking what it writes; its exit code.

        Raises:
            AssertionError: it never did.
        """
        ends = time.monotonic() + PATIENCE
        while self.code is None:
            assert time.monotonic() < ends, f"it never ended:\n{self.text}"
            if not self.read(0.02):
                self._has_ended()
        while self.read():
            pass
        return self.code

    def _has_ended(self) -> bool:
        if self.code is None and (ended := os.waitpid(self.pid, os.WNOHANG))[0]:
            self.code = os.waitstatus_to_exitcode(ended[1])
        return self.code is not None

    @property
    def restored(self) -> bool:
        """Whether the terminal was given back: alternate screen wiped and left, cursor shown, keys echoed by line."""
        last = self.output[self.output.rfind(ENTER_ALTERNATE) :]
        return LEAVE_ALTERNATE in last and SHOW_CURSOR in last and self.left_clean and self._cooked

    @property
    def left_clean(self) -> bool:
        """Whether the alternate screen was wiped each time in the moment before it was left."""
        return self.output.count(LEAVE_ALTERNATE) == self.output.count(WIPE + LEAVE_ALTERNATE)

    @property
    def _cooked(self) -> bool:
        modes: int = termios.tcgetattr(self._fd)[3]
        return bool(modes & termios.ICANON and modes & termios.ECHO)

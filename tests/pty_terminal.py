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
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

ROOT = Path(__file__).resolve().parents[1]
ENTER_ALTERNATE, LEAVE_ALTERNATE = b"\x1b[?1049h", b"\x1b[?1049l"
SHOW_CURSOR = b"\x1b[?25h"


class PtyTerminal:
    """A program in a terminal of its own: ``python -m dbs_tui`` with arguments. Ends it when the block is left."""

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
            os.execve(program[0], [*program, *arguments], {**env, "TERM": "xterm-256color"})
        self.resize(columns, rows)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        if self.code is None:
            self.kill(signal.SIGKILL)
            self.wait(10)
        self.hang_up()

    # -- what it shows ------------------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """The screen as text."""
        self.read()
        return "\n".join(self.screen.display)

    def read(self, seconds: float = 0.0) -> bool:
        """Take what the program has written, waiting up to some seconds for it; whether there was anything."""
        if self._fd < 0 or not select.select([self._fd], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._fd, 65536)
        except OSError:  # Linux says so when the other end is closed
            return False
        self.output += data
        self._stream.feed(self._text.decode(data))
        return bool(data)

    def until(self, so: Callable[[str], bool], seconds: float = 20.0) -> str:
        """Wait until the screen is as it should be, and give its text.

        Raises:
            AssertionError: it was not within the time.
        """
        ends = time.monotonic() + seconds
        while not so(text := self.text):
            assert time.monotonic() < ends, f"it never came to that within {seconds} s:\n{text}"
            assert self.read(0.05) or not self._has_ended(), f"it ended with {self.code} instead:\n{self.text}"
        return text

    def shows(self, *words: str, seconds: float = 20.0) -> str:
        """Wait until all of the words are on the screen."""
        return self.until(lambda text: all(word in text for word in words), seconds)

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
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def wait(self, seconds: float = 20.0) -> int:
        """Wait until the program has ended, taking what it writes; its exit code.

        Raises:
            AssertionError: it did not end within the time.
        """
        ends = time.monotonic() + seconds
        while self.code is None:
            assert time.monotonic() < ends, f"it did not end within {seconds} s:\n{self.text}"
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
        """Whether the terminal was given back: alternate screen left, cursor shown, keys echoed by line again."""
        alternate = self.output.rfind(LEAVE_ALTERNATE) > self.output.rfind(ENTER_ALTERNATE)
        return alternate and SHOW_CURSOR in self.output[self.output.rfind(ENTER_ALTERNATE) :] and self._cooked

    @property
    def _cooked(self) -> bool:
        modes: int = termios.tcgetattr(self._fd)[3]
        return bool(modes & termios.ICANON and modes & termios.ECHO)

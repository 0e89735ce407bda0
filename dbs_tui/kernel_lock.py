"""A lock between running copies of the program, kept by the kernel: it is free the moment its holder ends or dies.

The file stays behind and means nothing by itself; only the kernel's lock on it counts. Its first 8 bytes are a counter
that whoever writes sets to another value before, so that one small read tells everybody else of it.
"""

import errno
import os
import sys
import time
from contextlib import suppress
from pathlib import Path

from dbs_tui import atomic
from dbs_tui.atomic import PLAIN

if sys.platform == "win32":
    import msvcrt

    def _lock(fd: int) -> None:
        # There a locked byte cannot be read by others; one far behind the counter keeps it readable.
        os.lseek(fd, 1 << 30, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)

    _share = _lock
else:
    import fcntl

    def _lock(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _share(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)


PATIENCE = 5.0
"""Seconds to wait for another copy; it holds the lock for milliseconds unless it was stopped."""
POLL = 0.005
"""Seconds between two tries."""
COUNTER = 8
"""Bytes of the counter."""


class KernelLock:
    """An exclusive lock on one small file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._fd: int | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds it."""
        return self._fd is not None

    def take(self) -> bool:
        """Take it without waiting; ``False`` when anyone else has it.

        Raises:
            OSError: the file cannot be opened or locked.
        """
        if not self.held:
            self._fd = self._taken()
        return self.held

    def wait(self, patience: float = PATIENCE) -> None:
        """Take it, after waiting for others up to ``patience`` seconds.

        Raises:
            TimeoutError: another holder kept it for that long.
            OSError: the file cannot be opened or locked.
        """
        ends = time.monotonic() + patience
        while not self.take():
            if time.monotonic() >= ends:
                raise TimeoutError(errno.ETIMEDOUT, "another program has it locked", str(self.path))
            time.sleep(POLL)

    def free(self) -> None:
        """Release the lock; nothing happens when it is not held."""
        fd, self._fd = self._fd, None
        if fd is not None:
            # Closing the only descriptor is what frees the lock on every system.
            os.close(fd)

    def remove(self) -> None:
        """Release the lock and remove its file; nothing happens when it is not held.

        Raises:
            OSError: the file could not be removed.
        """
        if not self.held:
            return
        if os.name == "nt":  # there, an open file cannot be removed
            self.free()
        try:
            self.path.unlink(missing_ok=True)
        finally:
            self.free()

    def taken_elsewhere(self) -> bool:
        """Whether anyone else has it now. For the moment of asking nobody can take it, but all can ask.

        Raises:
            OSError: it cannot be seen.
        """
        if self.held or atomic.signature(self.path) is None:
            return False
        fd = os.open(self.path, PLAIN | os.O_RDONLY)
        try:
            _share(fd)
        except (BlockingIOError, PermissionError):
            return True
        finally:
            os.close(fd)
        return False

    def counter(self) -> int:
        """The counter in the file; 0 when there is none that can be read. Needs no lock."""
        with suppress(OSError):
            fd = os.open(self.path, PLAIN | os.O_RDONLY)
            try:
                return int.from_bytes(os.read(fd, COUNTER), "little")
            finally:
                os.close(fd)
        return 0

    def count(self) -> None:
        """Write the counter; only while the lock is held.

        Where that cannot be done, the others find out by looking at the files.
        """
        if self._fd is not None:
            number = (self.counter() + 1) % 256**COUNTER
            with suppress(OSError):
                os.lseek(self._fd, 0, os.SEEK_SET)
                os.write(self._fd, number.to_bytes(COUNTER, "little"))

    def _taken(self) -> int | None:
        """A descriptor that holds the lock; ``None`` when it is taken."""
        fd = self._opened()
        try:
            _lock(fd)
            # A file that was removed meanwhile is locked in vain: nobody else can find it.
            if os.path.samestat(os.fstat(fd), self.path.stat()):
                return fd
        except OSError as error:
            if not isinstance(error, BlockingIOError | PermissionError | FileNotFoundError):
                os.close(fd)
                raise
        os.close(fd)
        return None

    def _opened(self) -> int:
        """A descriptor of the file, which is made where it is missing."""
        try:
            return os.open(self.path, PLAIN | os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            # A folder that may only be read can still be locked while it is read.
            if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
                raise
            return os.open(self.path, PLAIN | os.O_RDONLY)

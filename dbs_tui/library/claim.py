"""A claim on a name, held by the kernel for as long as its holder runs: it is free the moment that one ends or dies."""

import os
import sys
from contextlib import suppress
from pathlib import Path

from dbs_tui import atomic

if sys.platform == "win32":
    import msvcrt

    def _lock(fd: int) -> None:
        msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Claim:
    """One held claim: a locked file, which goes when the claim is given up."""

    def __init__(self, path: Path, fd: int) -> None:
        self._path = path
        self._fd = fd

    def free(self) -> None:
        """Give it up."""
        if sys.platform == "win32":  # there, an open file cannot be removed
            os.close(self._fd)
            self._path.unlink(missing_ok=True)
        else:
            self._path.unlink(missing_ok=True)
            os.close(self._fd)


def claim(path: Path) -> Claim | None:
    """A claim on a path, without waiting; ``None`` when somebody who still runs has it, or it cannot be had."""
    fd = -1
    with suppress(OSError):
        if path.is_symlink():  # none of ours
            path.unlink()
        fd = os.open(path, atomic.PLAIN | os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        _lock(fd)
        # A file that was removed meanwhile is locked in vain: nobody else can find it.
        if os.path.samestat(os.fstat(fd), path.stat()):
            return Claim(path, fd)
    if fd >= 0:
        os.close(fd)
    return None

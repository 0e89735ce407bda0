"""What can go wrong with the history, each in one line that a person can act on."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dbs_tui.kernel_lock import KernelLock


class StoreError(Exception):
    """The history could not be read or written; ``str()`` is one line: where, what, and what to do."""


class BusyError(StoreError):
    """Another copy of the program holds the lock and does not release it."""


class DamageError(ValueError):
    """The bytes of a file are damaged; ``str()`` says what is wrong with them."""


class DocumentError(ValueError):
    """A document cannot be read; ``str()`` names the place in it and what is wrong there."""


class NewerSchemaError(DocumentError):
    """A document was written by a later version of the program."""


_REMEDIES = {
    errno.ENOSPC: "free some space, then try again",
    errno.EDQUOT: "free some space, then try again",
    errno.EACCES: "make it writable, or set DBS_TUI_HOME to a folder that is",
    errno.EPERM: "make it writable, or set DBS_TUI_HOME to a folder that is",
    errno.EROFS: "make it writable, or set DBS_TUI_HOME to a folder that is",
    errno.ENOTDIR: "move the file that is in the way",
    errno.EISDIR: "move the folder that is in the way",
    errno.ENXIO: "move what is in the way: it is a socket or a device, not a file",
    errno.ELOOP: "replace the symbolic link by what it stands for",
}


@contextmanager
def store_errors(path: Path, what: str) -> Iterator[None]:
    """Turn every ``OSError`` inside into a ``StoreError``; ``what`` is such as ``could not be written``."""
    try:
        yield
    except OSError as error:
        remedy = _REMEDIES.get(error.errno or 0, "check the disk, then try again")
        raise StoreError(f"{path}: {what}: {error.strerror or error}; {remedy}") from error


@contextmanager
def locked(lock: KernelLock, patience: float, busy: str) -> Iterator[None]:
    """Hold a lock for the block, after waiting for others up to ``patience`` seconds.

    Raises:
        BusyError: another copy kept it for that long; ``busy`` says so.
        StoreError: the lock cannot be had at all.
    """
    with store_errors(lock.path, "could not be locked"):
        try:
            lock.wait(patience)
        except TimeoutError as error:
            raise BusyError(busy) from error
    try:
        yield
    finally:
        lock.free()

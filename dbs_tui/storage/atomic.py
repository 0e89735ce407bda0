"""Writes that are there whole or not at all: temporary file in the same folder, fsync, replace, fsync of the folder.

Nothing here follows a symbolic link when it writes, and nothing is ever written over the live bytes of a file.
"""

import errno
import os
import sys
import time
from contextlib import suppress
from pathlib import Path

PLAIN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
"""For every file that is opened to be written: no symbolic links, no line endings changed, whatever the system."""

REPLACE_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0) if os.name == "nt" else ()
"""Seconds between tries to replace a file: on Windows it fails while a scanner or a sync tool reads the old one."""


def write(path: Path, data: bytes) -> None:
    """Replace the contents of a file; when this returns they outlive a power cut.

    The caller holds the lock of the folder. After an error the file holds its old contents, or, when only the last
    fsync failed, maybe the new ones.

    Raises:
        OSError: it could not be done; trying again is safe and starts from a new temporary file.
    """
    _remove_leftovers(path)
    temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
    try:
        _write_new(temporary, data)
        _replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(path.parent)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, private, so that they outlive a power cut; nothing when it is there.

    Raises:
        OSError: it could not be made.
    """
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(0o700)
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "a file is in the place of the folder", str(folder))
    sync_folder(folder.parent)


def move(path: Path, target: Path) -> None:
    """Rename within a folder, durably. The caller has made sure that ``target`` does not exist."""
    path.rename(target)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder outlive a power cut; Windows does that by itself."""
    if os.name == "nt":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        _sync(fd)
    finally:
        os.close(fd)


def _write_new(path: Path, data: bytes) -> None:
    fd = os.open(path, PLAIN | os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(fd, view) :]
        _sync(fd)
    finally:
        os.close(fd)


def _sync(fd: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        # There fsync leaves the data in the drive's cache. Some file systems know only fsync.
        with suppress(OSError):
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
            return
    os.fsync(fd)


def _replace(temporary: Path, path: Path) -> None:
    for wait in REPLACE_WAITS:
        with suppress(PermissionError):
            os.replace(temporary, path)  # noqa: PTH105 - the tests of faults make this very call fail
            return
        time.sleep(wait)
    os.replace(temporary, path)  # noqa: PTH105 - as above


def _remove_leftovers(path: Path) -> None:
    """Temporary files of writers that were killed: under the lock nobody else can be writing."""
    for leftover in path.parent.glob(f".{path.name}.*.tmp"):
        with suppress(OSError):
            leftover.unlink()

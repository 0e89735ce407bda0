"""Writes the user's own files: whole or not at all, readable by the user only, never in place of a device.

It adds to ``atomic`` what a path needs that a person typed or that lies in a folder of theirs: folders that are missing
are made, and a file system that cannot sync a folder is no error.
"""

import errno
import os
import stat
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from dbs_tui import atomic

NO_PLACE = ("/dev", "/proc", "/sys")
"""Folders of the system in which there are devices and the like; what is written there is lost, or worse."""
A_PLACE = "/dev/shm"
"""One in it that is for files: they are in memory."""


def write(path: Path, text: str) -> None:
    """Put a text in place of a file, in UTF-8, mode 0600; folders that are missing are made, mode 0700.

    The bytes are on disk before the name points at them, so a crash leaves the old file or the new one.

    Raises:
        OSError: it could not be written; the file is as it was.
    """
    write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes) -> None:
    """Put bytes in place of a file, as ``write`` does."""
    _must_be_for_files(path)
    atomic.make_folder(path.parent)
    atomic.put(path, data)
    _settle(path.parent)


def create(path: Path, text: str) -> None:
    """Write a text to a new file, as ``write`` does; a file that is there already stays.

    Raises:
        FileExistsError: there is something.
        OSError: it could not be written; there is nothing.
    """
    create_bytes(path, text.encode())


def create_bytes(path: Path, data: bytes) -> None:
    """Write bytes to a new file, as ``create`` does."""
    _must_be_for_files(path)
    atomic.make_folder(path.parent)
    atomic.create(path, data)
    _settle(path.parent)


def set_aside(path: Path, moment: datetime) -> Path:
    """Rename a broken file to a free name with a date in it; the new path.

    Raises:
        OSError: it could not be renamed.
    """
    dated = f"{path.name}.broken-{moment:%Y-%m-%d}"
    names = (dated, *(f"{dated}-{number}" for number in range(2, 1000)))
    free = next(path.with_name(name) for name in names if not os.path.lexists(path.with_name(name)))
    return path.replace(free)


def _must_be_for_files(path: Path) -> None:
    """Refuse a path in a folder of the system, or one that is a device, a socket or a pipe: root could write there.

    Raises:
        OSError: it would be.
    """
    folder = os.path.realpath(path.parent)
    if any(_is_in(folder, system) for system in NO_PLACE) and not _is_in(folder, A_PLACE):
        raise OSError(errno.EINVAL, "this folder is the system's and holds no files; choose another", str(path))
    with suppress(FileNotFoundError, NotADirectoryError):
        mode = os.lstat(path).st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISLNK(mode) or stat.S_ISDIR(mode)):
            raise OSError(errno.EINVAL, "a device, a socket or a pipe is there, no regular file", str(path))


def _is_in(folder: str, outer: str) -> bool:
    return folder == outer or folder.startswith(f"{outer}/")


def _settle(folder: Path) -> None:
    """Sync a folder where the file system can; a stick or a share may not, and has the file all the same."""
    with suppress(OSError):
        atomic.sync_folder(folder)

"""Writes that are there whole or not at all: temporary file in the same folder, fsync, replace, fsync of the folder.

Nothing here follows a symbolic link when it writes, and nothing is ever written over the live bytes of a file. All
that the program does to files of the user's, it does through this module and ``kernel_lock.py``.
"""

import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PLAIN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
"""For every file that is opened to be written: no symbolic links, no line endings changed, whatever the system; and a
pipe that somebody put in its place is not waited for."""

TEMPORARY = ".tmp"
"""Ending of the names of files that are being written."""

REPLACE_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0) if os.name == "nt" else ()
"""Seconds between tries to replace a file: on Windows it fails while a scanner or a sync tool reads the old one."""

Signature = tuple[int, int, int]
"""Time, size and number of a file: it is another file, or another version of it, when they differ."""


def signature(path: Path) -> Signature | None:
    """The signature of a file or a folder; ``None`` when there is none.

    Raises:
        OSError: it cannot be seen whether there is one.
    """
    found = _stat(path)
    return _signature(found) if found else None


def is_folder(path: Path) -> bool:
    """Whether there is a folder.

    Raises:
        OSError: it cannot be seen whether there is one. That is not the same as none.
    """
    found = _stat(path)
    return found is not None and stat.S_ISDIR(found.st_mode)


def read(path: Path) -> tuple[bytes, Signature]:
    """The bytes of a file, and the signature that goes with them.

    Raises:
        OSError: it could not be read; ``FileNotFoundError`` when there is none.
    """
    try:
        fd = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        if error.errno == errno.ENXIO:  # a socket
            raise IsADirectoryError(errno.EISDIR, "it is not a file", str(path)) from error
        raise
    try:
        found = os.fstat(fd)
        if not stat.S_ISREG(found.st_mode):
            raise IsADirectoryError(errno.EISDIR, "it is not a file", str(path))
        parts = []
        while part := os.read(fd, 1 << 20):
            parts.append(part)
        return b"".join(parts), _signature(found)
    finally:
        os.close(fd)


def names(folder: Path) -> list[str]:
    """The names in a folder, sorted; none when there is no folder.

    Raises:
        OSError: it could not be read.
    """
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208 - as above
    except FileNotFoundError:
        return []


def write(path: Path, data: bytes) -> Signature:
    """Replace the contents of a file; when this returns they outlive a power cut.

    The caller holds the lock of the folder. After an error the file holds its old contents, or, when only the last
    fsync failed, maybe the new ones.

    Raises:
        OSError: it could not be done; trying again is safe and starts from a new temporary file.
    """
    written = put(path, data)
    sync_folder(path.parent)
    return written


def put(path: Path, data: bytes, safe: bool = True) -> Signature:
    """Replace the contents of a file as ``write`` does, without syncing the folder: after a power cut the old file may
    be back.

    What can be made again need not be ``safe``: nothing waits for the disk then.

    Raises:
        OSError: it could not be done; the file is as it was.
    """
    with _beside(path, data, safe) as (temporary, written):
        replace(temporary, path)
    return written


def create(path: Path, data: bytes) -> None:
    """Put bytes under a name that nothing has yet, whole or not at all; the folder is not synced.

    Raises:
        FileExistsError: something has it, and keeps it.
        OSError: it could not be done; there is nothing.
    """
    with _beside(path, data) as (temporary, _):
        try:
            os.link(temporary, path)  # unlike a rename, it never replaces
        except FileExistsError:
            raise
        except OSError:  # a file system without links: take the name, then fill it
            os.close(os.open(path, PLAIN | os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            replace(temporary, path)
        else:
            os.unlink(temporary)  # noqa: PTH108 - as above


def copy(path: Path, data: bytes, time_ns: int) -> None:
    """Replace the contents of a file that may be lost in a power cut: quicker, and whole while the system runs.

    It gets the time of what it is a copy of.

    Raises:
        OSError: it could not be done.
    """
    temporary = path.with_name(f".{path.name}{TEMPORARY}")
    with suppress(FileNotFoundError):
        os.unlink(temporary)  # noqa: PTH108 - as above
    try:
        _write_new(temporary, data, safe=False)
        os.utime(temporary, ns=(time_ns, time_ns))
        replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108 - as above
        raise


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, private, so that they outlive a power cut; nothing when it is there.

    Raises:
        OSError: it could not be made.
    """
    if is_folder(folder):
        return
    make_folder(folder.parent)
    with suppress(FileExistsError):
        os.mkdir(folder, 0o700)  # noqa: PTH102 - as above
    if not is_folder(folder):
        raise NotADirectoryError(errno.ENOTDIR, "a file is in the place of the folder", str(folder))
    sync_folder(folder.parent)


def move(path: Path, target: Path) -> None:
    """Rename within a folder, durably. The caller has made sure that ``target`` does not exist."""
    os.rename(path, target)  # noqa: PTH104 - as above
    sync_folder(path.parent)


def remove(path: Path) -> None:
    """Remove a file, durably; nothing happens when it is not there.

    Raises:
        OSError: it could not be removed.
    """
    with suppress(FileNotFoundError):
        os.unlink(path)  # noqa: PTH108 - as above
        sync_folder(path.parent)


def leftovers(folder: Path) -> list[str]:
    """The names of temporary files in a folder: of somebody who writes now, or of writers that were killed.

    Raises:
        OSError: the folder cannot be read.
    """
    return [name for name in names(folder) if name.startswith(".") and name.endswith(TEMPORARY)]


def remove_leftovers(folder: Path) -> None:
    """Remove temporary files of writers that were killed: under the lock nobody else can be writing."""
    with suppress(OSError):
        for name in leftovers(folder):
            os.unlink(folder / name)  # noqa: PTH108 - as above


def sync_folder(folder: Path) -> None:
    """Make the names in a folder outlive a power cut; Windows does that by itself."""
    if os.name == "nt":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        _sync(fd)
    finally:
        os.close(fd)


def _stat(path: Path) -> os.stat_result | None:
    """The status of a path; ``None`` when there is nothing, or only a circle of links."""
    try:
        return os.stat(path)  # noqa: PTH116 - every file call goes through ``os``
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        if error.errno == errno.ELOOP:
            return None
        raise


def _signature(found: os.stat_result) -> Signature:
    return found.st_mtime_ns, found.st_size, found.st_ino


@contextmanager
def _beside(path: Path, data: bytes, safe: bool = True) -> Iterator[tuple[Path, Signature]]:
    """A temporary file beside a path with the bytes in it; removed after an error in the block."""
    temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}{TEMPORARY}")
    try:
        yield temporary, _write_new(temporary, data, safe)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108 - as above
        raise


def _write_new(path: Path, data: bytes, safe: bool = True) -> Signature:
    """Write bytes to a file that must not exist yet; its signature."""
    fd = os.open(path, PLAIN | os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(fd, view) :]
        if safe:
            _sync(fd)
        return _signature(os.fstat(fd))
    finally:
        os.close(fd)


def _sync(fd: int) -> None:
    """Have the bytes of a file on the disk."""
    if sys.platform == "darwin":
        import fcntl

        # There fsync leaves the data in the drive's cache. Some file systems know only fsync.
        with suppress(OSError):
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
            return
    os.fsync(fd)


def replace(temporary: Path, path: Path) -> None:
    """Put a file in the place of another, patiently; the folder is not synced.

    Raises:
        OSError: it could not be done.
    """
    for wait in REPLACE_WAITS:
        with suppress(PermissionError):
            os.replace(temporary, path)  # noqa: PTH105 - the tests of faults make this very call fail
            return
        time.sleep(wait)
    os.replace(temporary, path)  # noqa: PTH105 - as above

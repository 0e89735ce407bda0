"""A file of the user's that is replaced whole or not at all, and that only the user can read."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path


def write(path: Path, text: str) -> None:
    """Put a text in place of a file, in UTF-8, mode 0600; folders that are missing are made, mode 0700.

    The bytes are on disk before the name points at them, so a crash leaves the old file or the new one.

    Raises:
        OSError: it could not be written; the file is as it was.
    """
    with _temporary(path, text) as temporary:
        temporary.replace(path)
    _sync_folder(path.parent)


def create(path: Path, text: str) -> None:
    """The same for a new file: what has the name already, from whomever, stays.

    Raises:
        FileExistsError: there is something.
        OSError: it could not be written; there is nothing.
    """
    with _temporary(path, text) as temporary:
        try:
            path.hardlink_to(temporary)  # unlike a rename, it never replaces
        except FileExistsError:
            raise
        except OSError:  # a file system without links: take the name, then fill it
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            temporary.replace(path)
    _sync_folder(path.parent)


@contextmanager
def _temporary(path: Path, text: str) -> Iterator[Path]:
    """A file beside the path with the text in it, on disk; it is gone afterwards, unless it was renamed."""
    import tempfile  # slow, and whoever only reads settings has no use for it

    _make_folders(path.parent)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)  # always mode 0600
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def set_aside(path: Path, moment: datetime) -> Path:
    """Rename a broken file to a name that says when, and that nothing else has; the new name.

    Raises:
        OSError: it could not be renamed.
    """
    dated = f"{path.name}.broken-{moment:%Y-%m-%d}"
    names = (dated, *(f"{dated}-{number}" for number in range(2, 1000)))
    free = next(path.with_name(name) for name in names if not os.path.lexists(path.with_name(name)))
    return path.replace(free)


def _make_folders(folder: Path) -> None:
    missing = [above for above in (folder, *folder.parents) if not above.exists()]
    for above in reversed(missing):
        above.mkdir(mode=0o700, exist_ok=True)


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # Windows opens no folders; the file itself is safe by then
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

"""Examines the files of a history: counts them and compares them with every copy, without changing anything.

Nothing here says what was trained or when; it is meant to be shown to others.
"""

import re
from collections.abc import Iterator, Set
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from dbs_tui import atomic
from dbs_tui.digest import blake2b
from dbs_tui.storage.documents import SESSIONS
from dbs_tui.storage.errors import store_errors
from dbs_tui.storage.file_layout import ENDING, FileLayout, found
from dbs_tui.storage.versioned_document import Key, Version

ASIDE = f"{ENDING}.damaged-"
_CONFLICT = re.compile(r"\.sync-conflict-|conflicted copy", re.IGNORECASE)


@dataclass(slots=True)
class Health:
    """The result of an examination, in numbers."""

    away: bool = False
    """Whether this device's own folder was there once and is gone."""
    devices: int = 0
    files: int = 0
    size: int = 0
    """Bytes of the files."""
    sessions: int = 0
    unshown: int = 0
    """Of them and of other records: how many cannot be read."""
    deleted: int = 0
    """Deleted documents, which are kept."""
    interrupted: int = 0
    conflicts: int = 0
    """Copies that a sync tool made when it could not decide."""
    held: int = 0
    """Files that wait for the history folder to come back."""
    damaged: int = 0
    """Files that are damaged now."""
    aside: list[Path] = field(default_factory=list)
    """Damaged files that were set aside."""
    unreadable: int = 0
    """Files that the system does not let us read."""
    lacking: list[Version] = field(default_factory=list)
    """What copies and damaged files have and the history lacks."""

    @property
    def well(self) -> bool:
        """Whether nothing needs to be repaired."""
        return not (self.away or self.held or self.damaged or self.unreadable or self.unshown or self.lacking)


def examine(layout: FileLayout) -> Health:
    """Look at every file of a history and every copy on this machine.

    Raises:
        StoreError: the history folder cannot be read.
    """
    health = Health()
    with store_errors(layout.history, "could not be read"):
        folders = [*layout.devices()]
    health.devices = len(folders) - 1
    whole: set[bytes] = set()
    shown = _shown(folders, health, whole)
    health.sessions = sum(table == SESSIONS and not each.deleted for (table, _), each in shown.items())
    health.deleted = sum(each.deleted for each in shown.values())
    health.unshown = sum(not each.readable and not each.deleted for each in shown.values())
    lacking: dict[Key, Version] = {}
    for path in (*health.aside, *_copies(layout)):
        for row in _spare(path, whole):
            if (row.key not in shown or _Seen.of(row).rank > shown[row.key].rank) and (
                row.key not in lacking or row.better(lacking[row.key])
            ):
                lacking[row.key] = row
    health.lacking = [*lacking.values()]
    health.interrupted = sum(len(_spare(path)) for path in (layout.running, *layout.running_elsewhere()))
    health.held = sum(len(_names(folder)) for folder in (layout.held, *layout.held_elsewhere()))
    device = layout.device()
    own = layout.own(device) if device else None
    with store_errors(layout.history, "could not be read"):
        health.away = bool(own and not atomic.is_folder(own) and _names(layout.mirror(device or "")))
    return health


class _Seen(NamedTuple):
    """What is noted of a version, without its document: there may be a hundred thousand."""

    rank: tuple[bool, int, str, int]
    """The greater is shown, as ``Version.better`` has it."""
    deleted: bool
    readable: bool

    @staticmethod
    def of(row: Version) -> "_Seen":
        """Of a version."""
        quality = row.quality()
        return _Seen((quality > 0, *row.at, quality), row.deleted, quality > 0 or row.readable() > 0)


def _shown(folders: list[Path], health: Health, whole: set[bytes]) -> dict[Key, _Seen]:
    """The best version of each document in some folders; counts what is found on the way.

    ``whole`` gets the digest of every file that is not damaged.
    """
    shown: dict[Key, _Seen] = {}
    for path in (path for folder in folders for path in _files(folder, health)):
        for row in _rows(path, health, whole):
            seen = _Seen.of(row)
            if row.key not in shown or seen.rank > shown[row.key].rank:
                shown[row.key] = seen
    return shown


def _files(folder: Path, health: Health) -> Iterator[Path]:
    """The month files of a folder; counts files set aside and copies that a sync tool made in a conflict."""
    for name in _names(folder):
        if ASIDE in name:
            health.aside.append(folder / name)
        elif name.endswith(ENDING) and not name.startswith("."):
            health.conflicts += bool(_CONFLICT.search(name))
            yield folder / name


def _rows(path: Path, health: Health, whole: set[bytes]) -> list[Version]:
    """The versions in a file; counts it, and what is wrong with it."""
    try:
        file = found(path)
    except OSError:
        health.unreadable += 1
        return []
    health.files += 1
    health.size += len(file.data)
    health.damaged += bool(file.damage)
    if not file.damage:
        whole.add(_digest(file.data))
    return file.versions


def _copies(layout: FileLayout) -> Iterator[Path]:
    """The files that this machine keeps beside the history: copies, of whichever device, and what is held."""
    for name in _names(layout.here):
        if name.startswith(("mirror-", "earlier-")) or name == layout.held.name:
            yield from (layout.here / name / inner for inner in _names(layout.here / name))
    yield from (folder / name for folder in layout.held_elsewhere() for name in _names(folder))


def _spare(path: Path, whole: Set[bytes] = frozenset()) -> list[Version]:
    """What a copy has; nothing where its bytes are those of a whole file, as nearly always: that was looked at."""
    with suppress(OSError):
        if not whole or _digest(atomic.read(path)[0]) not in whole:
            return found(path).versions
    return []


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


def _names(folder: Path) -> list[str]:
    try:
        return atomic.names(folder)
    except OSError:
        return []

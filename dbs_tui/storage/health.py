"""How the files of a history are: counted and compared with every copy, without changing anything.

Nothing here says what was trained or when; it is meant to be shown to others.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dbs_tui import atomic
from dbs_tui.storage.errors import DamageError, told
from dbs_tui.storage.places import ENDING, Places
from dbs_tui.storage.rows import Row, decode, month_of, salvaged, union

ASIDE = f"{ENDING}.damaged-"
_CONFLICT = re.compile(r"\.sync-conflict-|conflicted copy", re.IGNORECASE)


@dataclass(slots=True)
class Health:
    """What there is, in numbers."""

    away: bool = False
    """Whether this device's own folder was there once and is gone."""
    devices: int = 0
    files: int = 0
    size: int = 0
    """Bytes of the files."""
    sessions: int = 0
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
    lacking: list[Row] = field(default_factory=list)
    """What copies and damaged files have and the history lacks."""

    @property
    def well(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.away or self.held or self.damaged or self.unreadable or self.lacking)


def examine(places: Places) -> Health:
    """Look at every file of a history and every copy on this machine.

    Raises:
        StoreError: the history folder cannot be read.
    """
    health = Health()
    with told(places.history, "could not be read"):
        folders = [*places.devices()]
    health.devices = len(folders) - 1
    shown = union(*(_rows(path, health) for folder in folders for path in _files(folder, health)))
    spare = union(*map(_spare, (*health.aside, *_copies(places))))
    health.lacking = [row for key, row in spare.items() if key not in shown or _later(row, shown[key])]
    health.sessions = sum(row.table == "sessions" and not row.deleted for row in shown.values())
    health.deleted = sum(row.deleted for row in shown.values())
    health.interrupted = len(_spare(places.running))
    health.held = len(_names(places.held))
    device = places.device()
    own = places.own(device) if device else None
    with told(places.history, "could not be read"):
        health.away = bool(own and not atomic.is_folder(own) and _names(places.mirror(device or "")))
    return health


def _files(folder: Path, health: Health) -> Iterator[Path]:
    for name in _names(folder):
        if ASIDE in name:
            health.aside.append(folder / name)
        elif name.endswith(ENDING) and not name.startswith("."):
            health.conflicts += bool(_CONFLICT.search(name))
            yield folder / name


def _rows(path: Path, health: Health) -> list[Row]:
    try:
        data, _ = atomic.read(path)
    except OSError:
        health.unreadable += 1
        return []
    health.files += 1
    health.size += len(data)
    try:
        return decode(data, month_of(path.name))
    except DamageError:
        health.damaged += 1
        return salvaged(data, month_of(path.name))


def _copies(places: Places) -> Iterator[Path]:
    """The files that this machine keeps beside the history: copies, of whichever device, and what is held."""
    for name in _names(places.here):
        if name.startswith(("mirror-", "earlier-")) or name == places.held.name:
            yield from (places.here / name / inner for inner in _names(places.here / name))


def _spare(path: Path) -> list[Row]:
    try:
        data, _ = atomic.read(path)
        return decode(data, month_of(path.name))
    except OSError:
        return []
    except DamageError:
        return salvaged(data, month_of(path.name))


def _later(row: Row, other: Row) -> bool:
    return (row.rev, row.updated_at) > (other.rev, other.updated_at)


def _names(folder: Path) -> list[str]:
    try:
        return atomic.names(folder)
    except OSError:
        return []

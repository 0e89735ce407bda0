"""Own exercises and routines on several devices, through the folder that their histories share.

Each device writes only its own folder, ``.own/DEVICE`` in the history folder: a copy of its files, and an index that
says when each was changed last, or deleted. The newest version wins everywhere. What gives way stays beside it, as
``NAME.toml.older-…``, and what was deleted elsewhere does too. A file that has not arrived whole yet is left for later.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from dbs_tui import private_file
from dbs_tui.library.files import LARGEST_FILE, contents
from dbs_tui.library.problem import RoutineError

SHARED = ".own"
"""In the history folder; hidden, so that it is no device of the history."""
INDEX = "index.json"
KINDS = ("exercises", "routines")
MOST_FILES = 2000
LARGEST_INDEX = 1024 * 1024
_NAME = re.compile(r"(exercises|routines)/[^/\\:\x00-\x1f.][^/\\:\x00-\x1f]{0,99}\.toml")


@dataclass(frozen=True, slots=True, order=True)
class FileVersion:
    """A version of a file, as one device noted it."""

    changed: str
    """When, in UTC, as ISO 8601: the order of the texts is that of the times."""
    device: str
    digest: str
    gone: bool


@dataclass
class Travelled:
    """The result of an exchange."""

    came: list[str] = field(default_factory=list)
    """Files that are new here, or newer."""
    went: list[str] = field(default_factory=list)
    """Files that were deleted elsewhere."""
    kept: list[Path] = field(default_factory=list)
    """Where what gave way is now."""

    @property
    def words(self) -> str:
        """The result in a line; empty when nothing changed here."""
        told = ", ".join(Path(name).stem for name in self.came[:3])
        more = f" and {len(self.came) - 3} more" if len(self.came) > 3 else ""
        parts = [f"from another device: {told}{more}"] if self.came else []
        parts += [f"{len(self.went)} deleted there"] if self.went else []
        return "; ".join(parts)


def travel(own: Path, history: Path, device: str, now: datetime) -> Travelled:
    """Exchange own files with the other devices; ``own`` is the folder that has ``exercises`` and ``routines``.

    Raises:
        OSError: a folder cannot be read or written; doing it again goes on from there.
    """
    shared = history / SHARED
    mine = _noted(own, shared / device, device, now)
    came = Travelled()
    for name, best in _newest(shared, device, mine).items():
        if best.device != device:
            mine[name] = _follow(own, shared, name, best, mine.get(name), came)
            _hand_on(own / name, shared / device / name, mine[name])
    _write_index(shared / device, {name: version for name, version in mine.items() if version is not None})
    return came


def _noted(own: Path, folder: Path, device: str, now: datetime) -> dict[str, FileVersion | None]:
    """The index of this device after a look at its files; what is new is copied into its folder."""
    known = _index(folder)
    here = dict(_files(own))
    noted: dict[str, FileVersion | None] = dict(known)
    for name, data in here.items():
        before = known.get(name)
        if before is None or before.gone or before.digest != _digest(data):
            changed = _after(before, now) if before else _stamp(min(now, _modified(own / name)))
            private_file.write_bytes(folder / name, data)
            noted[name] = FileVersion(changed, device, _digest(data), gone=False)
    for name, version in known.items():
        if not version.gone and name not in here and not (own / name).exists():
            noted[name] = FileVersion(_after(version, now), device, version.digest, gone=True)
    _write_index(folder, {name: version for name, version in noted.items() if version is not None})
    return noted


def _after(before: FileVersion, now: datetime) -> str:
    """The time to note for a changed file: later than the noted one, whatever the clocks of the devices say."""
    return max(_stamp(now), _stamp(datetime.fromisoformat(before.changed) + timedelta(microseconds=1)))


def _newest(shared: Path, device: str, mine: dict[str, FileVersion | None]) -> dict[str, FileVersion]:
    """The newest version of every file that any device knows of."""
    best = {name: version for name, version in mine.items() if version is not None}
    for folder in sorted(shared.iterdir()) if shared.is_dir() else ():
        if folder.name == device or not folder.is_dir():
            continue
        for name, version in _index(folder).items():
            theirs = FileVersion(version.changed, folder.name, version.digest, version.gone)
            if name not in best or _rank(theirs) > _rank(best[name]):
                best[name] = theirs
    return best


def _rank(version: FileVersion) -> tuple[str, bool, str]:
    """Sort key of versions: the later one wins; at the same moment a file before none, then the larger digest."""
    return version.changed, not version.gone, version.digest


def _follow(
    own: Path, shared: Path, name: str, best: FileVersion, mine: FileVersion | None, came: Travelled
) -> FileVersion | None:
    """Write the newest version of a file here; the note of this device about it."""
    device = shared / best.device
    here = _bytes(own / name)
    if here is not None and _digest(here) == best.digest and not best.gone:
        return best
    if best.gone:
        if here is not None:
            came.kept.append(_aside(own / name, here))
            (own / name).unlink()
            came.went.append(name)
        return best
    data = _bytes(device / name)
    if data is None or _digest(data) != best.digest:
        return mine  # not here yet, or half of it
    if here is not None:
        came.kept.append(_aside(own / name, here))
    private_file.write_bytes(own / name, data)
    came.came.append(name)
    return best


def _hand_on(path: Path, copy: Path, version: FileVersion | None) -> None:
    """Write the bytes that this device's index names into its folder, for devices that can get them nowhere else."""
    data = _bytes(path) if version and not version.gone else None
    if data is not None and version and _digest(data) == version.digest and _bytes(copy) != data:
        private_file.write_bytes(copy, data)


def _aside(path: Path, data: bytes) -> Path:
    """Keep a file that is replaced under a name beside it that no reader takes."""
    aside = path.with_name(f"{path.name}.older-{_digest(data)[:8]}")
    private_file.write_bytes(aside, data)
    return aside


def _files(own: Path) -> Iterator[tuple[str, bytes]]:
    """The own files that can travel, by their path below the folder."""
    for kind in KINDS:
        folder = own / kind
        for path in sorted(folder.iterdir())[:MOST_FILES] if folder.is_dir() else ():
            name = f"{kind}/{path.name}"
            data = _bytes(path) if _NAME.fullmatch(name) else None
            if data is not None:
                yield name, data


def _bytes(path: Path) -> bytes | None:
    """The bytes of a file that can be one of these; ``None`` for any other."""
    try:
        return contents(path, LARGEST_FILE).content
    except RoutineError:
        return None


def _index(folder: Path) -> dict[str, FileVersion]:
    """The index of a device; entries that make no sense are left out."""
    try:
        data = json.loads(contents(folder / INDEX, LARGEST_INDEX).content)
    except (RoutineError, ValueError, RecursionError):
        return {}
    files = data.get("files") if isinstance(data, dict) else None
    found = {}
    for name, entry in files.items() if isinstance(files, dict) else ():
        if _NAME.fullmatch(name) and isinstance(entry, dict) and (version := _version(entry, folder.name)):
            found[name] = version
    return found


def _version(entry: dict[str, object], device: str) -> FileVersion | None:
    """The version that an entry of an index tells of; ``None`` where it makes no sense."""
    changed, digest, gone = entry.get("changed"), entry.get("digest"), entry.get("gone")
    if not (isinstance(changed, str) and isinstance(digest, str) and isinstance(gone, bool)):
        return None
    try:
        moment = datetime.fromisoformat(changed)
        return FileVersion(_stamp(moment), device, digest, gone) if moment.tzinfo and moment.year < 9999 else None
    except (ValueError, OverflowError):
        return None


def _write_index(folder: Path, index: dict[str, FileVersion]) -> None:
    """Write the index of this device where it has changed."""
    files = {
        name: {"changed": version.changed, "digest": version.digest, "gone": version.gone}
        for name, version in sorted(index.items())
    }
    text = json.dumps({"schema": 1, "files": files}, indent=1) + "\n"
    if (files or (folder / INDEX).exists()) and _bytes_of(folder / INDEX) != text.encode():
        private_file.write(folder / INDEX, text)


def _bytes_of(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _modified(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")

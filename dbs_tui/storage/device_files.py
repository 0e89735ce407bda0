"""The month files of this device: the only ones that it writes, each replaced whole, each with a copy elsewhere.

A file that is damaged, gone, or back with fewer documents than were known is mended before anything else happens to
it: its bytes are kept under a dated name, and every document that any copy still has goes into the new one.
"""

import errno
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from dbs_tui import atomic
from dbs_tui.atomic import Signature
from dbs_tui.storage.documents import AS_WRITTEN
from dbs_tui.storage.errors import store_errors
from dbs_tui.storage.file_layout import ENDING, FoundFile, found
from dbs_tui.storage.versioned_document import (
    LOST,
    Key,
    Version,
    encode,
    month_of,
    new_id,
    same_document,
    stamp,
    union,
    without_doubles,
)


class Contents(NamedTuple):
    """What one file holds."""

    signature: Signature | None
    """Of the file that was read or written; ``None`` while there is none."""
    rows: dict[Key, Version]
    lines: dict[Key, str]
    """Rows as they were encoded, as far as they were written here."""


class DeviceFiles:
    """A folder of month files that only this device writes. Every method but ``saw`` needs the lock."""

    def __init__(
        self, folder: Path, copies: tuple[Path, Path] | None, now: Callable[[], datetime], notice: Callable[[str], None]
    ) -> None:
        self.folder = folder
        self._copies = copies
        self._now = now
        self._notice = notice
        self._contents: dict[str, Contents] = {}

    def path(self, month: str) -> Path:
        """The file of a month."""
        return self.folder / f"{month}{ENDING}"

    def months(self) -> list[str]:
        """The months that have a file, oldest first."""
        return _months(self.folder)

    def away(self) -> bool:
        """Whether the whole folder was there once and is gone: a stick not plugged in, a folder moved or removed."""
        with store_errors(self.folder, "could not be read"):
            return not atomic.is_folder(self.folder) and bool(self._contents or self.copied())

    def copied(self) -> list[str]:
        """The months that have a copy."""
        return sorted({month for folder in self._copies or () for month in _months(folder)})

    def saw(self, month: str, file: FoundFile) -> bool:
        """Note the contents of a file that was read whole. True, and nothing noted, where it has to be repaired."""
        contents, known = Contents(file.signature, union(file.versions), {}), self._contents.get(month)
        if (known and _lacks(contents.rows, known.rows)) or not self._is_copied(month, file.data):
            return True
        self._contents[month] = contents
        return False

    def backups(self, month: str) -> list[Version]:
        """The documents of the copies of a file, later copies last, and what was known of the file."""
        rows: list[Version] = []
        for folder in reversed(self._copies or ()):
            with suppress(OSError):
                rows += found(folder / f"{month}{ENDING}").versions
        known = self._contents.get(month)
        return [*rows, *known.rows.values()] if known else rows

    def current(self, month: str) -> Contents:
        """The contents of the file of a month, repaired from its copies where necessary.

        Raises:
            StoreError: it cannot be read, or has to be mended and cannot be written.
        """
        contents = self._contents.get(month)
        with store_errors(self.path(month), "could not be read and mended"):
            if contents is None or contents.signature != atomic.signature(self.path(month)):
                contents = self._contents[month] = self._mended(month)
        return contents

    def put(
        self, month: str, changes: Iterable[Version], shown: Callable[[Key], Version | None], sync: bool = True
    ) -> Contents:
        """Write new versions into the file of a month.

        A version of this device that is not ``shown`` is kept beside them.

        Without ``sync`` the name may be lost in a power cut until ``sync`` was called.

        Raises:
            StoreError: it could not be written, and everything is as it was.
        """
        self._make()
        contents = self.current(month)
        rows = dict(contents.rows)
        for row in changes:
            old, winner = rows.get(row.key), shown(row.key)
            if old and winner and not old.same(winner):
                lost = self._lost(old)
                rows[lost.key] = lost
            rows[row.key] = row
        lines = {key: line for key, line in contents.lines.items() if rows[key] is contents.rows[key]}
        with store_errors(self.path(month), "could not be written"):
            self._contents[month] = self._written(month, rows, lines, sync)
        return self._contents[month]

    def sync(self) -> None:
        """Make the names of files that were put outlive a power cut.

        Raises:
            StoreError: the system cannot say that they do.
        """
        with store_errors(self.folder, "could not be written"):
            atomic.sync_folder(self.folder)

    def add(self, month: str, rows: Iterable[Version]) -> Contents:
        """Write rows into the file of a month where they are newer than what it has, as ``put`` does."""
        self._make()
        have = self.current(month).rows
        newer = [row for key, row in union(have.values(), rows).items() if have.get(key) is not row]
        return self.put(month, newer, have.get)

    def drop(self, month: str, key: Key) -> None:
        """Take a document out of a file for good; only for files that are nobody's history.

        Raises:
            StoreError: it could not be written, and everything is as it was.
        """
        rows = {known: row for known, row in self.current(month).rows.items() if known != key}
        if len(rows) < len(self.current(month).rows):
            with store_errors(self.path(month), "could not be written"):
                self._contents[month] = self._written(month, rows, {})

    def forget(self, month: str) -> None:
        """Remove a file whose documents are safe elsewhere."""
        with store_errors(self.path(month), "could not be removed"):
            atomic.remove(self.path(month))
        self._contents.pop(month, None)

    # -- mending ------------------------------------------------------------------------------------------------

    def _mended(self, month: str) -> Contents:
        """The contents of a month's file; where it is damaged or lacks something it is written anew from its copies."""
        file = found(self.path(month))
        have = union(file.versions)
        copied = file.signature is not None and self._is_copied(month, file.data)
        if copied and not file.damage and month not in self._contents:
            return Contents(file.signature, have, {})
        whole = self._united(month, file, have)
        missing = sum(key not in have or not row.same(have[key]) for key, row in whole.items() if key[0] != LOST)
        if file.damage or missing or len(have) != len(whole):
            self._tell(month, file, missing, len(whole))
            return self._written(month, whole, {})
        if file.signature and not copied:
            self._copy(month, file.data, file.signature)
        return Contents(file.signature, have, {})

    def _united(self, month: str, file: FoundFile, have: dict[Key, Version]) -> dict[Key, Version]:
        """What a file and its copies hold together. Of two that differ in one version, the other is kept beside."""
        spare = union(self.backups(month), ties=True)
        have, spare = without_doubles(have, spare), without_doubles(spare, have)
        if file.damage:  # it is kept as it is; the copy is trusted more
            return union(have.values(), spare.values(), ties=True)
        if file.signature and self._has_time_of(month, file.signature):
            distrusted = [row for key, row in have.items() if key in spare and _looks_damaged(row, spare[key])]
        else:
            distrusted = []  # what another program changed stands, as far as it can be read
        trusted = {key: row for key, row in have.items() if row not in distrusted}
        whole = union(spare.values(), trusted.values(), ties=True)
        beside = [row for row in have.values() if _gave_way(row, whole)]
        beside += [row for row in spare.values() if _gave_way(row, whole) and row.quality()]
        return whole | {lost.key: lost for lost in map(self._lost, beside)}

    def _tell(self, month: str, file: FoundFile, missing: int, all_: int) -> None:
        """Add a notice about a repaired file; a damaged one is set aside first."""
        path = self.path(month)
        if file.damage:
            kept = self._set_aside(path, file.data)
            self._notice(
                f"{path} was damaged ({file.damage}); it is kept as {kept.name}, and {_documents(all_)} could be read "
                "or came back from the copy."
            )
        else:
            state = "had lost documents" if file.signature else "was gone"
            self._notice(f"{path} {state}; {_documents(missing)} came back from the copy on this machine.")

    def _set_aside(self, path: Path, data: bytes) -> Path:
        """Keep the bytes of a file under a dated name. The file stays in its place until it is replaced."""
        dated = f"{path.name}.damaged-{self._now():%Y%m%d-%H%M%S}"
        names = (dated, *(f"{dated}-{number}" for number in range(2, 1000)))
        target = next(path.with_name(free) for free in names if not os.path.lexists(path.with_name(free)))
        if found(path).signature is None:  # a folder, a socket, a link that leads nowhere
            atomic.move(path, target)
        else:
            atomic.write(target, data)
        return target

    def _lost(self, row: Version) -> Version:
        """A record in the table of lost documents for a version that gives way to another."""
        now = self._now()
        document = {
            "table": row.table,
            "id": str(row.id),
            "rev": row.rev,
            "updated_at": row.updated_at,
            "deleted": row.deleted,
            "document": row.document,
        }
        return Version(LOST, new_id(now), 1, stamp(now), document, month=row.month)

    # -- writing ------------------------------------------------------------------------------------------------

    def _make(self) -> None:
        """Make the folder where it is missing. A symbolic link in its place is refused: it may lead anywhere."""
        with store_errors(self.folder, "could not be written"):
            if self.folder.is_symlink():
                raise OSError(errno.ELOOP, "it is a symbolic link")
            atomic.make_folder(self.folder)

    def _written(self, month: str, rows: dict[Key, Version], lines: dict[Key, str], sync: bool = True) -> Contents:
        data = encode(rows, lines)
        signature = (atomic.write if sync else atomic.put)(self.path(month), data)
        self._copy(month, data, signature)
        return Contents(signature, rows, lines)

    def _copy(self, month: str, data: bytes, signature: Signature) -> None:
        """Copy a file to this machine, and keep the copy of the day before.

        Failures are ignored: no promise rests on it.
        """
        if self._copies is None:
            return
        mirror, earlier = (folder / f"{month}{ENDING}" for folder in self._copies)
        with suppress(OSError):
            for folder in self._copies:
                if folder.is_symlink():
                    self._notice(f"{folder} is a symbolic link; no copies are kept there. Replace it by a folder.")
                    return
                atomic.make_folder(folder)
            before = atomic.signature(mirror)
            now = self._now()
            if before and datetime.fromtimestamp(before[0] / 1e9, now.tzinfo).date() < now.date():
                atomic.replace(mirror, earlier)
            atomic.copy(mirror, data, signature[0])

    def _is_copied(self, month: str, data: bytes) -> bool:
        """Whether the copy has the same bytes: a flipped bit changes neither time nor size."""
        with suppress(OSError):
            return self._copies is not None and atomic.read(self._copies[0] / f"{month}{ENDING}")[0] == data
        return False

    def _has_time_of(self, month: str, signature: Signature) -> bool:
        """Whether the copy has the time and the size of the file, which then was not written since."""
        with suppress(OSError):
            copy = atomic.signature(self._copies[0] / f"{month}{ENDING}") if self._copies else None
            return copy is not None and copy[:2] == signature[:2]
        return False


def _months(folder: Path) -> list[str]:
    names = atomic.names(folder) if atomic.is_folder(folder) else []
    return [month_of(name) for name in names if name == f"{month_of(name)}{ENDING}"]


def _lacks(rows: dict[Key, Version], known: dict[Key, Version]) -> bool:
    """Whether a known document is missing from a file, or there in an older version."""
    return any(key not in rows or row.rev > rows[key].rev for key, row in known.items())


def _gave_way(row: Version, winners: dict[Key, Version]) -> bool:
    """Whether another version with the same time is shown in place of a version."""
    winner = winners[row.key]
    return row.table != LOST and winner.at == row.at and not winner.same(row)


def _looks_damaged(row: Version, copy: Version) -> bool:
    """Whether a file is not written as this program writes, while its copy is."""
    if (written := AS_WRITTEN.get(row.table)) is None or not (row.quality() == copy.quality() == 2):
        return False
    return not same_document(written(row.document), row.document) and same_document(
        written(copy.document), copy.document
    )


def _documents(count: int) -> str:
    return "1 document" if count == 1 else f"{count} documents"

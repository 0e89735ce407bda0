"""The month files of this device: the only ones that it ever writes, each replaced whole, each with a copy elsewhere.

A file that is damaged, gone, or back with fewer documents than were known is mended before anything else happens to
it: its bytes are kept under a dated name, and every document that any copy still has goes into the new one.
"""

import errno
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from dbs_tui import atomic
from dbs_tui.atomic import Signature
from dbs_tui.storage.errors import DamageError, told
from dbs_tui.storage.places import ENDING
from dbs_tui.storage.rows import LOST, Key, Row, decode, encode, month_of, new_id, salvaged, stamp, union


@dataclass(slots=True)
class Book:
    """What one file holds."""

    signature: Signature | None
    """Of the file that was read or written; ``None`` while there is none."""
    rows: dict[Key, Row]
    lines: dict[Key, str] = field(default_factory=dict)


class Shelf:
    """A folder of month files that only this device writes. All of it only while the lock is held, but for ``saw``."""

    def __init__(
        self, folder: Path, copies: tuple[Path, Path] | None, now: Callable[[], datetime], notice: Callable[[str], None]
    ) -> None:
        self.folder = folder
        self._copies = copies
        self._now = now
        self._notice = notice
        self._books: dict[str, Book] = {}

    def path(self, month: str) -> Path:
        """The file of a month."""
        return self.folder / f"{month}{ENDING}"

    def months(self) -> list[str]:
        """The months that have a file, oldest first."""
        return _months(self.folder)

    def away(self) -> bool:
        """Whether the whole folder was there once and is gone: a stick not plugged in, a folder moved or removed."""
        with told(self.folder, "could not be read"):
            return not atomic.is_folder(self.folder) and bool(self._books or self.copied())

    def copied(self) -> list[str]:
        """The months that have a copy."""
        return sorted({month for folder in self._copies or () for month in _months(folder)})

    def saw(self, month: str, signature: Signature, rows: Iterable[Row]) -> bool:
        """Take note of a file that was read whole; whether it lacks something, or its copy does."""
        book, known = Book(signature, union(rows)), self._books.get(month)
        if (known and _lacks(book.rows, known.rows)) or not self._is_copied(month, signature):
            return True
        self._books[month] = book
        return False

    def backups(self, month: str) -> list[Row]:
        """What the copies of a file hold, the later ones last, and what was known of it."""
        rows: list[Row] = []
        for folder in reversed(self._copies or ()):
            with suppress(OSError):
                rows += _readable(atomic.read(folder / f"{month}{ENDING}")[0], month)
        known = self._books.get(month)
        return [*rows, *known.rows.values()] if known else rows

    def current(self, month: str) -> Book:
        """What the file of a month holds, mended where it has to be.

        Raises:
            StoreError: it cannot be read, or has to be mended and cannot be written.
        """
        book = self._books.get(month)
        with told(self.path(month), "could not be read and mended"):
            if book is None or book.signature != atomic.signature(self.path(month)):
                book = self._books[month] = self._mended(month)
        return book

    def put(self, month: str, changes: Iterable[Row], shown: Callable[[Key], Row | None]) -> Book:
        """Write new versions into the file of a month. A version of ours that was not ``shown`` is kept beside them.

        Raises:
            StoreError: it could not be written, and everything is as it was.
        """
        self._make()
        book = self.current(month)
        rows = dict(book.rows)
        for row in changes:
            old, winner = rows.get(row.key), shown(row.key)
            if old and winner and not old.same(winner):
                lost = self._lost(old)
                rows[lost.key] = lost
            rows[row.key] = row
        lines = {key: line for key, line in book.lines.items() if rows[key] is book.rows[key]}
        with told(self.path(month), "could not be written"):
            self._books[month] = self._written(month, rows, lines)
        return self._books[month]

    def add(self, month: str, rows: Iterable[Row]) -> Book:
        """Write rows into the file of a month where they are newer than what it has, as ``put`` does."""
        self._make()
        have = self.current(month).rows
        newer = [row for key, row in union(have.values(), rows).items() if have.get(key) != row]
        return self.put(month, newer, have.get)

    def drop(self, month: str, key: Key) -> None:
        """Take a document out of a file for good; only for files that are nobody's history.

        Raises:
            StoreError: it could not be written, and everything is as it was.
        """
        rows = {known: row for known, row in self.current(month).rows.items() if known != key}
        if len(rows) < len(self.current(month).rows):
            with told(self.path(month), "could not be written"):
                self._books[month] = self._written(month, rows, {})

    def forget(self, month: str) -> None:
        """Remove a file whose documents are safe elsewhere."""
        with told(self.path(month), "could not be removed"):
            atomic.remove(self.path(month))
        self._books.pop(month, None)

    # -- mending ------------------------------------------------------------------------------------------------

    def _mended(self, month: str) -> Book:
        found = _found(self.path(month), month)
        have = union(found.rows)
        copied = found.signature is not None and self._is_copied(month, found.signature)
        if copied and not found.damage and month not in self._books:
            return Book(found.signature, have)
        backups = self.backups(month)
        # What another program changed in a whole file stands; of a damaged one the copy is trusted more.
        whole = union(have.values(), backups, ties=True) if found.damage else union(backups, have.values(), ties=True)
        missing = sum(have.get(key) != row for key, row in whole.items())
        if found.damage or missing:
            self._tell(month, found, missing, len(whole))
            return self._written(month, whole, {})
        if found.signature and not copied:
            self._copy(month, found.data, found.signature)
        return Book(found.signature, have)

    def _tell(self, month: str, found: "_Found", missing: int, all_: int) -> None:
        """Say what is mended; a damaged file is set aside first."""
        path = self.path(month)
        if found.damage:
            kept = self._set_aside(path, found.data)
            self._notice(
                f"{path} was damaged ({found.damage}); it is kept as {kept.name}, and {_documents(all_)} could be read "
                "or came back from the copy."
            )
        else:
            state = "had lost documents" if found.signature else "was gone"
            self._notice(f"{path} {state}; {_documents(missing)} came back from the copy on this machine.")

    def _set_aside(self, path: Path, data: bytes) -> Path:
        """Keep the bytes of a file under a dated name. The file stays in its place until it is replaced."""
        dated = f"{path.name}.damaged-{self._now():%Y%m%d-%H%M%S}"
        names = (dated, *(f"{dated}-{number}" for number in range(2, 1000)))
        target = next(path.with_name(free) for free in names if not os.path.lexists(path.with_name(free)))
        if atomic.is_folder(path):
            atomic.move(path, target)
        else:
            atomic.write(target, data)
        return target

    def _lost(self, row: Row) -> Row:
        now = self._now()
        document = {
            "table": row.table,
            "id": str(row.id),
            "rev": row.rev,
            "updated_at": row.updated_at,
            "deleted": row.deleted,
            "document": row.document,
        }
        return Row(LOST, new_id(now), 1, stamp(now), document, month=row.month)

    # -- writing ------------------------------------------------------------------------------------------------

    def _make(self) -> None:
        """Make the folder where it is not there. A symbolic link in its place is refused: it may lead anywhere."""
        with told(self.folder, "could not be written"):
            if self.folder.is_symlink():
                raise OSError(errno.ELOOP, "it is a symbolic link")
            atomic.make_folder(self.folder)

    def _written(self, month: str, rows: dict[Key, Row], lines: dict[Key, str]) -> Book:
        data = encode(rows, lines)
        signature = atomic.write(self.path(month), data)
        self._copy(month, data, signature)
        return Book(signature, rows, lines)

    def _copy(self, month: str, data: bytes, signature: Signature) -> None:
        """Keep a copy, and before the first change of a day the one of the day before. No promise rests on it."""
        if self._copies is None:
            return
        mirror, earlier = (folder / f"{month}{ENDING}" for folder in self._copies)
        with suppress(OSError):
            for folder in self._copies:
                atomic.make_folder(folder)
            before = atomic.signature(mirror)
            now = self._now()
            if before and datetime.fromtimestamp(before[0] / 1e9, now.tzinfo).date() < now.date():
                atomic.replace(mirror, earlier)
            atomic.copy(mirror, data, signature[0])

    def _is_copied(self, month: str, signature: Signature) -> bool:
        """Whether the copy is one of this version: a copy has the size and the time of its original."""
        with suppress(OSError):
            found = atomic.signature(self._copies[0] / f"{month}{ENDING}") if self._copies else None
            return found is not None and found[:2] == signature[:2]
        return False


def _months(folder: Path) -> list[str]:
    names = atomic.names(folder) if atomic.is_folder(folder) else []
    return [month_of(name) for name in names if name == f"{month_of(name)}{ENDING}"]


def _readable(data: bytes, month: str) -> list[Row]:
    try:
        return decode(data, month)
    except DamageError:
        return salvaged(data, month)


def _lacks(rows: dict[Key, Row], known: dict[Key, Row]) -> bool:
    """Whether something that is known is not there, or in an older version."""
    return any(key not in rows or row.rev > rows[key].rev for key, row in known.items())


def _documents(count: int) -> str:
    return "1 document" if count == 1 else f"{count} documents"


class _Found(NamedTuple):
    """What is in the place of a file."""

    rows: list[Row]
    data: bytes = b""
    signature: Signature | None = None
    damage: str = ""


def _found(path: Path, month: str) -> _Found:
    try:
        data, signature = atomic.read(path)
    except FileNotFoundError:
        return _Found([])
    except IsADirectoryError:
        return _Found([], damage="a folder is in its place")
    try:
        return _Found(decode(data, month), data, signature)
    except DamageError as error:
        return _Found(salvaged(data, month), data, signature, str(error))

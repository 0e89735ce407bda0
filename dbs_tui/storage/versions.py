"""The versions of documents behind the database: the newest of each in memory, and transactions that change them.

Knowledge only grows: absence is never information. What is read is taken where it is newer than what is known; what is
changed is on disk before it is in memory.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from threading import get_ident
from typing import Protocol

from dbs_tui.storage.errors import StoreError
from dbs_tui.storage.fields import SCHEMA
from dbs_tui.storage.versioned_document import (
    MOST_REVISIONS,
    Document,
    Key,
    Version,
    json_copy,
    line_of,
    month_of,
    stamp,
)


def local_now() -> datetime:
    """The machine's time, with its offset."""
    return datetime.now().astimezone()


class Notices:
    """Calm lines for the user, each once."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        """Whoever has shown them may take them away."""
        self._told: set[str] = set()

    def add(self, text: str) -> None:
        """Add a line, unless it was told before."""
        if text not in self._told:
            self._told.add(text)
            self.lines.append(text)


class Versions:
    """The current version of each document, by table and document id, in memory."""

    def __init__(self) -> None:
        self._tables: dict[str, dict[int, Version]] = {}

    def tables(self) -> tuple[str, ...]:
        """The names of the tables that ever had a document."""
        return tuple(self._tables)

    def of(self, table: str) -> list[Version]:
        """The versions of a table, deleted ones too."""
        return [*self._tables.get(table, {}).values()]

    def get(self, table: str, doc_id: int) -> Version | None:
        """The version of a document, deleted or not."""
        return self._tables.get(table, {}).get(doc_id)

    def take(self, versions: Iterable[Version], ties: bool = False) -> None:
        """Take in versions that beat the known ones; with ``ties`` also those that nothing tells apart from them."""
        for version in versions:
            table = self._tables.setdefault(version.table, {})
            if (known := table.get(version.id)) is None or version.beats(known, ties):
                table[version.id] = version


class Files(Protocol):
    """The source and target of versions; ``months.MonthFiles`` is the real one."""

    versions: Versions
    notices: Notices
    now: Callable[[], datetime]

    def reading(self, months: Container[str] | None = None) -> Iterator[None]:
        """Take in what is new, newest month first, of some months alone; a step takes ms. Raises ``StoreError``."""
        ...

    def changed(self) -> bool:
        """Whether somebody else seems to have changed something since the last look. Costs little."""
        ...

    def writing(self) -> AbstractContextManager[None]:
        """Hold the lock of all writing for the block, with everything read that was written before.

        Raises ``StoreError``.
        """
        ...

    def commit(self, versions: list[Version]) -> None:
        """Write versions, all of a month at once, and take them in when they are on disk. Raises ``StoreError``."""
        ...


class Transactions:
    """Reads and changes the versions in files. Changes wait for the end of their transaction and are written then.

    Only the thread that has the transaction sees them before.
    """

    def __init__(self, files: Files) -> None:
        self.files = files
        self._known = files.versions
        self._waiting: dict[Key, Version] | None = None
        self._owner = 0

    # -- reading ------------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read what is new. Raises ``StoreError``."""
        for _ in self.files.reading():
            pass

    def tables(self) -> tuple[str, ...]:
        """The names of the tables that ever had a document."""
        return tuple(dict.fromkeys((*self._known.tables(), *(table for table, _ in self._held_back()))))

    def of(self, table: str) -> list[Version]:
        """The versions of a table, deleted ones too, as far as they are known."""
        if not (held_back := self._held_back()):
            return self._known.of(table)
        versions = {version.key: version for version in self._known.of(table)}
        return [*(versions | {key: version for key, version in held_back.items() if key[0] == table}).values()]

    def get(self, table: str, doc_id: int) -> Version | None:
        """The version of a document, deleted or not."""
        return self._held_back().get((table, doc_id)) or self._known.get(table, doc_id)

    # -- writing ------------------------------------------------------------------------------------------------

    @contextmanager
    def together(self) -> Iterator[None]:
        """Hold back every change of the block and write them at its end: one write a month, and memory last.

        When the block raises, nothing is written. A block within another is part of it; when the inner one raises, its
        own changes are dropped.

        Raises:
            StoreError: it could not be written. What is of one month is there whole or not at all; doing it again goes
                on from there.
        """
        with self.files.writing():
            if (outer := self._waiting) is not None:
                before = dict(outer)
                try:
                    yield
                except BaseException:
                    self._waiting = before
                    raise
                return
            self._owner, self._waiting = get_ident(), {}
            try:
                yield
                changes = [*self._waiting.values()]
            finally:
                self._waiting = None
            if changes:
                self.files.commit(changes)

    def one(self) -> AbstractContextManager[None]:
        """The transaction of this thread, or a new one for the block."""
        return self.together() if self._waiting is None or self._owner != get_ident() else nullcontext()

    def change(self, table: str, documents: Mapping[int, Document | None]) -> None:
        """Put new versions of documents; ``None`` deletes one.

        Raises:
            StoreError: it could not be written, or a later version of the program wrote what is there.
            ValueError: a document is not JSON.
        """
        if not documents:
            return
        with self.one():
            versions = [self._next(table, doc_id, document) for doc_id, document in documents.items()]
            assert self._waiting is not None
            self._waiting.update((version.key, version) for version in versions)

    def _next(self, table: str, doc_id: int, document: Document | None) -> Version:
        """The version after the known one of a document."""
        old, written = self.get(table, doc_id), self._known.get(table, doc_id)
        if old and _schema(old.document) > SCHEMA:
            raise StoreError(
                f"{table}: a document was written by a newer dbs-tui (schema {_schema(old.document)}); "
                "update this program to change it"
            )
        # What is deleted stays as it is, also when it could not be written like this.
        kept, text = (old.document, "") if old and document is None else json_copy(document or {})
        month = (old and old.month) or month_of(kept.get("local_date")) or f"{self.files.now():%Y-%m}"
        rev = min(written.rev + 1, MOST_REVISIONS) if written else 1
        version = Version(table, doc_id, rev, stamp(self.files.now()), kept, document is None, month)
        return version._replace(line=line_of(version, text)) if text else version

    def _held_back(self) -> dict[Key, Version]:
        """The changes of this thread's transaction that are not written yet."""
        waiting = self._waiting
        return waiting if waiting and self._owner == get_ident() else {}


def _schema(document: Document) -> int:
    found = document.get("schema")
    return found if isinstance(found, int) else 0

"""TinyDB over versions: its own ``Table`` and ``Query`` as documented, with changes that cost only what they change.

Three steps of TinyDB's table are replaced: how it reads itself, how it applies a change, and which id comes next. Added
are ``put``, which replaces a document, ``versions``, a look without copies, and ``together``, a transaction.

What differs from TinyDB's own files: document ids are 128 bits long, so that no two programs or devices ever give out
the same; nothing is cached, so that what another copy of the program wrote is seen; and what is deleted or dropped is
kept, in the table ``_trash.NAME``, which ``tables()`` lists from then on.
"""

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import AbstractContextManager
from copy import deepcopy
from datetime import datetime
from functools import partial
from typing import Any

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document as Found
from tinydb.table import Table

from dbs_tui.storage.versioned_document import TRASH, Document, Version, new_id
from dbs_tui.storage.versions import Files, Transactions

Tables = dict[str, dict[str, Document]]
"""TinyDB's own shape: table name, document id, document."""


class VersionStorage(Storage):
    """TinyDB's storage interface: everything at once. Tables of deleted documents are ``_trash.NAME``."""

    def __init__(self, transactions: Transactions) -> None:
        super().__init__()
        self.transactions = transactions

    def read(self) -> Tables:
        """All documents by table, deleted ones in tables of their own; not to be changed."""
        tables: Tables = {}
        for name in self.transactions.tables():
            for row in self.transactions.of(name):
                tables.setdefault(TRASH + name if row.deleted else name, {})[str(row.id)] = row.document
        return tables

    def write(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        """Replace all documents. Those that are not in ``data`` are deleted."""
        with self.transactions.together():
            for name in {*self.transactions.tables(), *data} - {name for name in data if name.startswith(TRASH)}:
                wanted = {int(doc_id): document for doc_id, document in data.get(name, {}).items()}
                known = {row.id: row.document for row in self.transactions.of(name) if not row.deleted}
                self.transactions.change(name, _changes(known, wanted))


class RecordTable(Table):
    """TinyDB's table; a change writes only the documents that it changed, and returns when they are on disk."""

    def __init__(self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        # A cache of queries would hide what another copy of the program wrote, and an empty table is nothing to write.
        super().__init__(storage, name, cache_size=0)
        assert isinstance(storage, VersionStorage)
        self._transactions = storage.transactions
        self._of, self._deleted = name.removeprefix(TRASH), name.startswith(TRASH)

    # -- added --------------------------------------------------------------------------------------------------

    def put(self, document: Mapping[str, Any], doc_id: int) -> None:
        """Insert a document under an id, or replace the one that has it; nothing is written when that says the same.

        TinyDB's own ``upsert`` merges, so that a key could never be removed by it.
        """
        self._update_table(lambda table: table.update({doc_id: dict(document)}))

    def versions(self) -> list[Version]:
        """The documents with their revision, time and month, without copies: to be looked at only."""
        return [row for row in self._transactions.of(self._of) if row.deleted == self._deleted]

    def version(self, doc_id: int) -> Version | None:
        """The version of one document, deleted or not."""
        return self._transactions.get(self._of, doc_id)

    # -- TinyDB's, with private copies ----------------------------------------------------------------------------

    def search(self, cond: QueryLike) -> list[Found]:
        """The documents that match, as copies."""
        return [_copied(found) for found in super().search(cond)]

    def get(self, *args: Any, **kwargs: Any) -> Any:
        """TinyDB's ``get``: one document, a list of them, or ``None``, as copies. By id it takes constant time."""
        if (doc_id := kwargs.get("doc_id")) is not None:
            row = self.version(doc_id)
            return Found(deepcopy(row.document), doc_id) if row and row.deleted == self._deleted else None
        found = super().get(*args, **kwargs)
        return [_copied(one) for one in found] if isinstance(found, list) else found and _copied(found)

    def __iter__(self) -> Iterator[Found]:
        return map(_copied, super().__iter__())

    # -- replaced -----------------------------------------------------------------------------------------------

    def _get_next_id(self) -> int:
        return new_id(self._transactions.files.now())

    def _read_table(self) -> dict[str, Mapping[Any, Any]]:
        return {str(row.id): row.document for row in self.versions()}

    def _update_table(self, updater: Callable[[dict[int, Mapping[Any, Any]]], None]) -> None:
        """Run TinyDB's updater on an overlay, and write only the documents that it changed."""
        if self._deleted:
            raise ValueError(f"{self.name}: what was deleted cannot be changed, only inserted again")
        with self._transactions.one():
            overlay = _Overlay(self._transactions, self.name)
            updater(overlay)  # type: ignore[arg-type] # a mapping of the same shape
            self._transactions.change(self.name, overlay.changes())


class Database(TinyDB):
    """A TinyDB whose storage are the versions in files, as they were last read."""

    table_class = RecordTable

    def __init__(self, files: Files) -> None:
        self.transactions = Transactions(files)
        super().__init__(storage=partial(VersionStorage, self.transactions))

    def table(self, name: str, **kwargs: Any) -> RecordTable:
        """A table of the database."""
        found = super().table(name, **kwargs)
        assert isinstance(found, RecordTable)
        return found

    def now(self) -> datetime:
        """The machine's time, with its offset."""
        return self.transactions.files.now()

    def read(self) -> None:
        """Read what was written since the last read. Raises ``StoreError``."""
        self.transactions.read()

    def together(self) -> AbstractContextManager[None]:
        """Change several documents, of several tables too, at once: see ``Transactions.together``."""
        return self.transactions.together()


class _Overlay(MutableMapping[int, Any]):
    """A table for TinyDB's updaters: it hands out private copies and notes which of them were changed."""

    def __init__(self, transactions: Transactions, table: str) -> None:
        self._transactions = transactions
        self._table = table
        self._copies: dict[int, Any] = {}
        self._gone: set[int] = set()

    def changes(self) -> dict[int, Document | None]:
        """The new versions; ``None`` for what was deleted."""
        known = {doc_id: self._known(doc_id) for doc_id in (*self._copies, *self._gone)}
        before = {doc_id: document for doc_id, document in known.items() if document is not None}
        return _changes(before, self._copies)

    def _known(self, doc_id: int) -> Document | None:
        row = self._transactions.get(self._table, doc_id)
        return None if row is None or row.deleted else row.document

    def __getitem__(self, doc_id: int) -> Any:
        if doc_id not in self._copies:
            known = None if doc_id in self._gone else self._known(doc_id)
            if known is None:
                raise KeyError(doc_id)
            self._copies[doc_id] = deepcopy(known)
        return self._copies[doc_id]

    def __contains__(self, doc_id: object) -> bool:
        return doc_id in self._copies or (
            isinstance(doc_id, int) and doc_id not in self._gone and self._known(doc_id) is not None
        )

    def __setitem__(self, doc_id: int, document: Any) -> None:
        self._gone.discard(doc_id)
        self._copies[doc_id] = document

    def __delitem__(self, doc_id: int) -> None:
        if doc_id not in self:
            raise KeyError(doc_id)
        self._copies.pop(doc_id, None)
        self._gone.add(doc_id)

    def __iter__(self) -> Iterator[int]:
        rows = self._transactions.of(self._table)
        known = [row.id for row in rows if not row.deleted and row.id not in self._gone]
        return iter(dict.fromkeys((*known, *self._copies)))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _changes(before: Mapping[int, Document], after: Mapping[int, Any]) -> dict[int, Document | None]:
    changed: dict[int, Document | None] = {
        doc_id: document for doc_id, document in after.items() if before.get(doc_id) != document
    }
    return changed | dict.fromkeys(before.keys() - after.keys())


def _copied(found: Found) -> Found:
    return Found(deepcopy(dict(found)), found.doc_id)

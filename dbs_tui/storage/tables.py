"""TinyDB over a ledger: its own ``Table`` and ``Query`` as documented, with changes that cost only what they change.

Two things differ from TinyDB's own files: document ids are 128 bits long, so that no two programs or devices ever give
out the same, and nothing is cached, so that what another copy of the program wrote is seen.
"""

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from copy import deepcopy
from functools import partial
from typing import Any

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document as Found
from tinydb.table import Table

from dbs_tui.storage.ledger import Ledger
from dbs_tui.storage.rows import TRASH, Document, new_id

Tables = dict[str, dict[str, Document]]
"""TinyDB's own shape: table name, document id, document."""


def database(ledger: Ledger) -> TinyDB:
    """A TinyDB that reads and changes a ledger. It sees what is on disk when the ledger has read it."""
    return _Database(ledger)


class LedgerStorage(Storage):
    """TinyDB's storage interface: everything at once. Tables of deleted documents are ``_trash.NAME``."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__()
        self.ledger = ledger

    def read(self) -> Tables:
        """All documents, deleted ones in tables of their own; to be looked at only."""
        tables: Tables = {}
        for name in self.ledger.tables():
            for row in self.ledger.rows(name):
                tables.setdefault(TRASH + name if row.deleted else name, {})[str(row.id)] = row.document
        return tables

    def write(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        """Make the ledger say this. Documents that are not in ``data`` are deleted."""
        with self.ledger.writing():
            for name in {*self.ledger.tables(), *data} - {name for name in data if name.startswith(TRASH)}:
                wanted = {int(doc_id): document for doc_id, document in data.get(name, {}).items()}
                known = {row.id: row.document for row in self.ledger.rows(name) if not row.deleted}
                self.ledger.change(name, _changes(known, wanted))


class SafeTable(Table):
    """TinyDB's table; a change writes only the documents that it changed, and they are safe when it returns."""

    def __init__(self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        # A cache of queries would hide what another copy of the program wrote, and an empty table is nothing to write.
        super().__init__(storage, name, cache_size=0)

    @property
    def _ledger(self) -> Ledger:
        storage = self._storage
        assert isinstance(storage, LedgerStorage)
        return storage.ledger

    def search(self, cond: QueryLike) -> list[Found]:
        """The documents that match, as copies."""
        return [_copied(found) for found in super().search(cond)]

    def get(self, *args: Any, **kwargs: Any) -> Any:
        """One document, or several, or ``None``, as TinyDB's; copies."""
        found = super().get(*args, **kwargs)
        return [_copied(one) for one in found] if isinstance(found, list) else found and _copied(found)

    def __iter__(self) -> Iterator[Found]:
        return map(_copied, super().__iter__())

    def _get_next_id(self) -> int:
        return new_id(self._ledger.now())

    def _read_table(self) -> dict[str, Mapping[Any, Any]]:
        name, deleted = self.name.removeprefix(TRASH), self.name.startswith(TRASH)
        return {str(row.id): row.document for row in self._ledger.rows(name) if row.deleted == deleted}

    def _update_table(self, updater: Callable[[dict[int, Mapping[Any, Any]]], None]) -> None:
        if self.name.startswith(TRASH):
            raise ValueError(f"{self.name}: what was deleted cannot be changed, only inserted again")
        with self._ledger.writing():
            overlay = _Overlay(self._ledger, self.name)
            updater(overlay)  # type: ignore[arg-type] # a mapping of the same shape
            self._ledger.change(self.name, overlay.changes())


class _Database(TinyDB):
    table_class = SafeTable

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(storage=partial(LedgerStorage, ledger))


class _Overlay(MutableMapping[int, Any]):
    """A table as TinyDB's updaters change it: it hands out private copies and knows which of them were changed."""

    def __init__(self, ledger: Ledger, table: str) -> None:
        self._ledger = ledger
        self._table = table
        self._copies: dict[int, Any] = {}
        self._gone: set[int] = set()

    def changes(self) -> dict[int, Document | None]:
        """The new versions; ``None`` for what was deleted."""
        known = {doc_id: self._known(doc_id) for doc_id in (*self._copies, *self._gone)}
        before = {doc_id: document for doc_id, document in known.items() if document is not None}
        return _changes(before, self._copies)

    def _known(self, doc_id: int) -> Document | None:
        row = self._ledger.get(self._table, doc_id)
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
        known = [row.id for row in self._ledger.rows(self._table) if not row.deleted and row.id not in self._gone]
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

"""Every document that is known, of each the version to show. Knowledge only grows: absence is never information.

This is the ledger in memory, for tests and previews; ``months.py`` has the one whose changes are on disk first.
"""

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from dbs_tui.storage.errors import StoreError
from dbs_tui.storage.fields import SCHEMA
from dbs_tui.storage.rows import Document, Row, month_of, stamp


def local_now() -> datetime:
    """The machine's time, with its offset."""
    return datetime.now().astimezone()


class Ledger:
    """Tables of rows, by document id."""

    def __init__(self, now: Callable[[], datetime] = local_now) -> None:
        self.now = now
        self.notices: list[str] = []
        """Calm lines for the user, each once; whoever has shown them may take them away."""
        self._told: set[str] = set()
        self._tables: dict[str, dict[int, Row]] = {}
        self._alone = threading.RLock()

    def notice(self, text: str) -> None:
        """Keep a line for the user."""
        if text not in self._told:
            self._told.add(text)
            self.notices.append(text)

    # -- reading ------------------------------------------------------------------------------------------------

    def tables(self) -> tuple[str, ...]:
        """The names of the tables that ever had a document."""
        return tuple(self._tables)

    def rows(self, table: str) -> list[Row]:
        """The rows of a table, deleted ones too, as far as they are known."""
        return [*self._tables.get(table, {}).values()]

    def get(self, table: str, doc_id: int) -> Row | None:
        """The row of a document, deleted or not."""
        return self._tables.get(table, {}).get(doc_id)

    def reading(self) -> Iterator[None]:
        """Look for what is new, newest month first; each step takes milliseconds. Raises ``StoreError``."""
        yield

    def read(self) -> None:
        """The same, all of it."""
        for _ in self.reading():
            pass

    def changed(self) -> bool:
        """Whether somebody else seems to have changed something since the last look. Cheap."""
        return False

    # -- writing ------------------------------------------------------------------------------------------------

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep everybody else from writing while the block runs. Raises ``StoreError``."""
        with self._alone:
            yield

    def change(self, table: str, documents: Mapping[int, Document | None]) -> None:
        """Put new versions of documents; ``None`` deletes one. Safe on return.

        All of it or nothing when the documents are of one month, else month by month.

        Raises:
            StoreError: it could not be written, nothing has changed, and it can be tried again.
            ValueError: a document is not JSON.
        """
        if not documents:
            return
        with self.writing():
            self._commit([self._next(table, doc_id, document) for doc_id, document in documents.items()])

    def _next(self, table: str, doc_id: int, document: Document | None) -> Row:
        """The version that follows the one that is known."""
        old = self.get(table, doc_id)
        if old and _schema(old.document) > SCHEMA:
            raise StoreError(
                f"{table}: a document was written by a newer dbs-tui (schema {_schema(old.document)}); "
                "update this program to change it"
            )
        rev = old.rev + 1 if old else 1
        kept = json.loads(json.dumps(old.document if old and document is None else document or {}, allow_nan=False))
        month = (old and old.month) or month_of(kept.get("local_date")) or f"{self.now():%Y-%m}"
        return Row(table, doc_id, rev, stamp(self.now()), kept, document is None, month)

    def _commit(self, rows: list[Row]) -> None:
        self._take(rows)

    def _take(self, rows: Iterable[Row], ties: bool = False) -> None:
        for row in rows:
            table = self._tables.setdefault(row.table, {})
            if (known := table.get(row.id)) is None or row.beats(known, ties):
                table[row.id] = row


def _schema(document: Document) -> int:
    found = document.get("schema")
    return found if isinstance(found, int) else 0

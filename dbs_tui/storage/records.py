"""Changes of what is kept, as transactions on the database: sessions, goals, pauses, other records; and the bin.

A change never drops anything: what is deleted stays in its file, in the table of deleted documents, and what cannot be
read when it is written over is put beside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from dbs_tui.domain.history.week import Goal
from dbs_tui.domain.training.session import Session
from dbs_tui.storage.decoded import Decoded, replaceable
from dbs_tui.storage.documents import (
    GOALS,
    PAUSES,
    READ,
    SESSIONS,
    goal_document,
    pause_document,
    session_document,
)
from dbs_tui.storage.fields import is_older
from dbs_tui.storage.tables import Database
from dbs_tui.storage.versioned_document import LOST, Document, Version, id_of, is_json, json_text, new_id, stamp

if TYPE_CHECKING:
    from dbs_tui.domain.history.changes import HistoryChange, Thing

BIN = timedelta(days=30)
"""For so long what was deleted is shown in the bin. It stays in the file after that, out of sight."""
SAID_OR_NOT = ("source", "edited_at")
"""Keys that a session has or has not: one that is absent is not there any more."""


def _only_added_to(table: str) -> Callable[[Document, Document], Document] | None:
    """For a table whose records only grow: the function that unites two versions of a record."""
    from dbs_tui.storage import desk, learning

    return {
        desk.BREAKS: desk.with_all,
        learning.READING: learning.later_read,
        learning.ANSWERS: learning.first_answer,
    }.get(table)


class Binned(NamedTuple):
    """A deleted session, and when that was."""

    session: Session
    deleted_at: datetime


class Records:
    """The changes of a database's records, which have the same ids on all devices. A call returns after the write."""

    def __init__(self, database: Database, decoded: Decoded) -> None:
        self._database = database
        self._decoded = decoded

    # -- sessions, goals and pauses -------------------------------------------------------------------------------

    def make(self, change: HistoryChange) -> None:
        """Write a change, of one thing or of many; records that are there already stay.

        Raises:
            StoreError: it could not be written; doing it again, or undoing it, goes on from there.
        """
        removed, after = [*map(_document, change.removed)], [*map(_document, change.after)]
        with self._database.together():
            for table in READ:
                self._database.table(table).remove(doc_ids=[doc_id for name, doc_id, _ in removed if name == table])
                for name, doc_id, document in after:
                    if name == table:
                        self._put(table, doc_id, document)

    def bin(self, now: datetime | None = None) -> tuple[Binned, ...]:
        """The sessions that were deleted in the last 30 days, as far as they were loaded, newest deletion first."""
        since = stamp((now or self._database.now()) - BIN)
        found = [
            Binned(session, datetime.fromisoformat(row.updated_at))
            for row, session in self._decoded.deleted()
            if row.updated_at >= since
        ]
        return tuple(sorted(found, key=lambda binned: binned.deleted_at, reverse=True))

    # -- any records, as they are ---------------------------------------------------------------------------------

    def put(self, table: str, document: Document) -> None:
        """Write a record of any other kind; nothing is written when it is unchanged.

        It goes to the month of its ``local_date``, else of today. A table that is only added to keeps what it had.

        Raises:
            StoreError: it could not be written, or a later version of the program wrote the one that is there.
        """
        doc_id, records = id_of(table, str(document["id"])), self._database.table(table)
        with self._database.together():
            known = records.version(doc_id)
            if known is not None and not known.deleted and (union := _only_added_to(table)):
                document = union(known.document, document)
            records.put(document, doc_id)

    def take(self, table: str, documents: Iterable[Document]) -> None:
        """Write many records as they are; the ones that they replace are kept in the table of lost documents.

        Raises:
            StoreError: something could not be written; doing it again goes on from there.
        """
        made = {id_of(table, str(document["id"])): document for document in documents}
        found = self._database.table(table)
        with self._database.together():
            rows = map(found.version, made)
            self._keep_beside(row for row in rows if row and not row.deleted)
            for doc_id, document in made.items():
                found.put(document, doc_id)

    def documents(self, table: str) -> list[Document]:
        """The records of a table, as far as they were loaded: to be looked at only, never changed."""
        return [row.document for row in self._database.table(table).versions()]

    def tables(self) -> tuple[str, ...]:
        """The names of all tables that ever had a record, sorted; without those of what was lost."""
        return tuple(sorted(name for name in self._database.transactions.tables() if name != LOST))

    # -- inside -------------------------------------------------------------------------------------------------

    def _put(self, table: str, doc_id: int, document: Document) -> None:
        """Put a document over the one that is there, which loses nothing by it."""
        found = self._database.table(table)
        if row := found.version(doc_id):
            if not row.deleted and (not replaceable(row.document, READ[table]) or is_older(row.document)):
                # What cannot be read somebody may repair, and what was migrated somebody may ask for.
                self._keep_beside([row])
            unknown = {key: value for key, value in row.document.items() if key not in (*document, *SAID_OR_NOT)}
            kept = {key: value for key, value in unknown.items() if is_json(value)}
            if len(kept) < len(unknown) and not row.deleted:
                self._keep_beside([row])
            document = kept | document  # keys that only a later version of the program knows
        found.put(document, doc_id)

    def _keep_beside(self, rows: Iterable[Version]) -> None:
        """Write versions to the table of lost documents, in their month."""
        lost = self._database.table(LOST)
        for row in rows:
            in_its_month = {"local_date": row.document["local_date"]} if "local_date" in row.document else {}
            # What is no JSON that can be written, such as NaN, is kept as text.
            whole = {"document": row.document} if is_json(row.document) else {"text": json_text(row.document)}
            document = {"table": row.table, "id": str(row.id), **whole, **in_its_month}
            lost.put(document, new_id(self._database.now()))


def _document(thing: Thing) -> tuple[str, int, Document]:
    """The table of a session, goal or pause, its document id and its document."""
    if isinstance(thing, Session):
        table, document = SESSIONS, session_document(thing)
    elif isinstance(thing, Goal):
        table, document = GOALS, goal_document(thing)
    else:
        table, document = PAUSES, pause_document(thing)
    return table, id_of(table, str(document["id"])), document

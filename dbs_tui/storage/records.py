"""The part of a history store that changes what is kept: sessions, goals, pauses; and the bin of what was deleted.

A change never drops anything: what is deleted stays in its file, in the table of deleted documents, and what cannot be
read when it is written over is put beside.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from dbs_tui.domain.history.changes import HistoryChange, Thing
from dbs_tui.domain.history.history import Goal, Pause
from dbs_tui.domain.training.session import Session
from dbs_tui.storage.documents import session_document, session_from
from dbs_tui.storage.errors import StoreError
from dbs_tui.storage.kept import KeptSessions, replaceable
from dbs_tui.storage.plans import goal_document, goal_from, pause_document, pause_from
from dbs_tui.storage.rows import LOST, Document, Row, id_of, new_id, stamp
from dbs_tui.storage.schemas import is_older
from dbs_tui.storage.values import GOALS, PAUSES, SESSIONS, Values

BIN = timedelta(days=30)
"""For so long what was deleted is shown in the bin. It stays in the file after that, out of sight."""
SAID_OR_NOT = ("source", "edited_at")
"""Keys that a session has or has not: one that is absent is not there any more."""

READ: Mapping[str, Callable[[object], object]] = {SESSIONS: session_from, GOALS: goal_from, PAUSES: pause_from}
"""How the documents of a table are read."""


@dataclass(frozen=True, slots=True)
class Binned:
    """A deleted session, and when that was."""

    session: Session
    deleted_at: datetime


class Records(KeptSessions):
    """Changes the records of a ledger; whatever has returned is on disk."""

    _values: Values

    # -- changes ------------------------------------------------------------------------------------------------

    def make(self, change: HistoryChange) -> None:
        """Put a change on disk, also one of many things at once; what is there already stays as it is.

        Raises:
            StoreError: it could not be written; doing it again, or undoing it, goes on from there.
        """
        with self._ledger.writing():
            wanted: dict[str, dict[int, Document | None]] = {SESSIONS: {}, GOALS: {}, PAUSES: {}}
            for thing in change.removed:
                table, document = _document(thing)
                wanted[table][id_of(table, str(document["id"]))] = None
            for thing in change.after:
                table, document = _document(thing)
                wanted[table][id_of(table, str(document["id"]))] = document
            for table, documents in wanted.items():
                self._change(table, documents)
        with suppress(StoreError):  # ``unfinished`` leaves out what is saved
            for thing in change.after:
                if isinstance(thing, Session):
                    self.forget(thing.id)

    def save(self, session: Session) -> None:
        """Insert a session, or replace the one with its id. It is then no longer unfinished.

        Raises:
            StoreError: it could not be written, nothing has changed, and it can be tried again.
        """
        self.make(HistoryChange("Saved", after=(session,)))

    def save_all(self, sessions: Iterable[Session]) -> int:
        """Save many, such as those of an import, month by month; how many were new or have changed.

        Raises:
            StoreError: something could not be written; doing it again goes on from there.
        """
        made = {id_of(SESSIONS, session.id): session_document(session) for session in sessions}
        with self._ledger.writing():
            return self._change(SESSIONS, {**made})

    def delete(self, session_id: str) -> None:
        """Take a session out of the history; its record stays in the file, in the table of deleted ones.

        Raises:
            StoreError: it could not be written; the session is still there.
        """
        self.forget(session_id)
        with self._ledger.writing():
            self._change(SESSIONS, {id_of(SESSIONS, session_id): None})

    def restore(self, session_id: str) -> None:
        """Put a deleted session back into the history as it was; nothing happens when it was not deleted.

        Raises:
            StoreError: it could not be written; the session is still deleted.
        """
        with self._ledger.writing():
            doc_id = id_of(SESSIONS, session_id)
            row = self._ledger.get(SESSIONS, doc_id)
            if row and row.deleted:
                self._ledger.change(SESSIONS, {doc_id: row.document})

    def deleted(self) -> tuple[Session, ...]:
        """The sessions that were deleted, as far as they were loaded, oldest first; ``restore`` brings one back."""
        return self._values.deleted()

    def bin(self, now: datetime | None = None) -> tuple[Binned, ...]:
        """The sessions that were deleted in the last 30 days, as far as they were loaded, newest deletion first."""
        since = stamp((now or self._ledger.now()) - BIN)
        found = []
        for session in self.deleted():
            row = self._ledger.get(SESSIONS, id_of(SESSIONS, session.id))
            if row and row.updated_at >= since:
                found.append(Binned(session, datetime.fromisoformat(row.updated_at)))
        return tuple(sorted(found, key=lambda binned: binned.deleted_at, reverse=True))

    # -- goals and pauses ---------------------------------------------------------------------------------------

    def set_goal(self, goal: Goal) -> None:
        """Set the training days a week from a date on, in place of what was set from that date before.

        Raises:
            StoreError: it could not be written, and nothing has changed.
        """
        self.make(HistoryChange("Set", after=(goal,)))

    def add_pause(self, pause: Pause) -> None:
        """Add days on which nothing is expected, in place of a pause of the same days.

        Raises:
            StoreError: it could not be written, and nothing has changed.
        """
        self.make(HistoryChange("Paused", after=(pause,)))

    def remove_pause(self, pause: Pause) -> None:
        """Take a pause back; nothing happens when there is none of these days.

        Raises:
            StoreError: it could not be written, and nothing has changed.
        """
        self.make(HistoryChange("Taken back", before=(pause,)))

    # -- records as they are, for a copy of everything ------------------------------------------------------------

    def alone(self) -> AbstractContextManager[None]:
        """Keep everybody else from writing for a while. Raises ``StoreError``."""
        return self._ledger.writing()

    def tables(self) -> tuple[str, ...]:
        """The names of all tables that ever had a record, sorted; without those of what was lost."""
        return tuple(sorted(name for name in self._ledger.tables() if name != LOST))

    def seen(self, table: str) -> list[Document]:
        """The records of a table, as far as they were loaded: to be looked at only, never changed."""
        return [row.document for row in self._ledger.rows(table) if not row.deleted]

    def take(self, table: str, documents: Iterable[Document]) -> None:
        """Put many records as they are, known by their ``id``; what they replace is kept beside.

        Raises:
            StoreError: something could not be written; doing it again goes on from there.
        """
        made = {id_of(table, str(document["id"])): document for document in documents}
        with self._ledger.writing():
            rows = (self._ledger.get(table, doc_id) for doc_id in made)
            self._keep_beside(row for row in rows if row and not row.deleted)
            self._ledger.change(table, {**made})

    # -- inside -------------------------------------------------------------------------------------------------

    def _change(self, table: str, wanted: Mapping[int, Document | None]) -> int:
        """Write what is not said already, all of a month at once; how much that was."""
        versions = {doc_id: self._version(table, doc_id, document) for doc_id, document in wanted.items()}
        news = {doc_id: document for doc_id, document in versions.items() if self._is_news(table, doc_id, document)}
        self._ledger.change(table, news)
        return len(news)

    def _version(self, table: str, doc_id: int, document: Document | None) -> Document | None:
        """A document as it is written over the one that is there."""
        row = self._ledger.get(table, doc_id)
        if row is None or document is None:
            return document
        if not row.deleted and (not replaceable(row.document, READ[table]) or is_older(row.document)):
            # What cannot be read somebody may repair, and what was migrated somebody may ask for.
            self._keep_beside([row])
        return _kept_keys(row.document, document)

    def _is_news(self, table: str, doc_id: int, document: Document | None) -> bool:
        row = self._ledger.get(table, doc_id)
        if row is None or row.deleted:
            return document is not None
        return row.document != document

    def _keep_beside(self, rows: Iterable[Row]) -> None:
        lost: dict[int, Document] = {}
        for row in rows:
            in_its_month = {"local_date": row.document["local_date"]} if "local_date" in row.document else {}
            lost[new_id(self._ledger.now())] = {
                "table": row.table,
                "id": str(row.id),
                "document": row.document,
                **in_its_month,
            }
        self._ledger.change(LOST, {**lost})


def _document(thing: Thing) -> tuple[str, Document]:
    if isinstance(thing, Session):
        return SESSIONS, session_document(thing)
    return (GOALS, goal_document(thing)) if isinstance(thing, Goal) else (PAUSES, pause_document(thing))


def _kept_keys(known: Document, document: Document) -> Document:
    """A document with the keys of the known one that only a later version of the program knows."""
    return {key: value for key, value in known.items() if key not in (*document, *SAID_OR_NOT)} | document

"""The history as the app sees it: load it, save a session, keep the running one after every set.

Whatever a method has returned from is on disk. Every method may be called from any thread; writing takes milliseconds
and waits for the disk, so the app calls it through a ``Writer``.
"""

from collections.abc import Callable, Iterable, Iterator, MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.table import Document as Numbered

from dbs_tui.domain.exercise import Catalogue
from dbs_tui.domain.history import Goal, History, Pause
from dbs_tui.domain.session import Session
from dbs_tui.storage.documents import session_document, session_from
from dbs_tui.storage.errors import DocumentError, StoreError
from dbs_tui.storage.fields import SCHEMA
from dbs_tui.storage.kept import KeptSessions, replaceable
from dbs_tui.storage.ledger import Ledger
from dbs_tui.storage.months import MonthFiles
from dbs_tui.storage.places import Places
from dbs_tui.storage.plans import goal_document, goal_from, pause_document, pause_from
from dbs_tui.storage.rows import LOST, Document, id_of
from dbs_tui.storage.running import Running, RunningFile, RunningMemory
from dbs_tui.storage.schemas import is_older
from dbs_tui.storage.tables import database
from dbs_tui.storage.values import GOALS, PAUSES, SESSIONS, Values, collector_resting

__all__ = ["SCHEMA", "DocumentError", "HistoryStore", "StoreError", "session_document", "session_from"]


class HistoryStore(KeptSessions):
    """Finished and interrupted sessions, goals and pauses, shared with other copies and other devices."""

    database: TinyDB
    """All tables, for anything else that is to be kept as safely."""

    def __init__(self, folder: Path, catalogue: Catalogue, state: Path | None = None) -> None:
        """``state`` is this machine's own folder; by default the one of ``paths``."""
        if state is None:
            from dbs_tui import paths

            state = paths.state_folder()
        ledger = MonthFiles(Places(folder, state))
        self._open(ledger, RunningFile(ledger.places, ledger.now, ledger.notice), catalogue)

    @classmethod
    def in_memory(cls, catalogue: Catalogue) -> "HistoryStore":
        """A store that is gone when the program ends, for tests and previews."""
        return cls.over(Ledger(), RunningMemory(), catalogue)

    @classmethod
    def over(cls, ledger: Ledger, running: Running, catalogue: Catalogue) -> "HistoryStore":
        """A store over any ledger."""
        store = cls.__new__(cls)
        store._open(ledger, running, catalogue)
        return store

    def _open(self, ledger: Ledger, running: Running, catalogue: Catalogue) -> None:
        self.database = database(ledger)
        self._ledger = ledger
        self._running = running
        self._catalogue = catalogue
        self._values = Values(ledger)

    @property
    def notices(self) -> list[str]:
        """Calm lines for the user, each once: a damaged file was set aside, a session could not be read.

        Whoever has shown them may put an empty list in their place.
        """
        return self._ledger.notices

    @notices.setter
    def notices(self, left: list[str]) -> None:
        self._ledger.notices = left

    # -- reading ------------------------------------------------------------------------------------------------

    def load(self, week_starts: int = 0) -> History:
        """Everything that was trained, on all devices. Creates nothing.

        What cannot be read is left where it is and told in ``notices``.

        Raises:
            StoreError: the folder cannot be read.
        """
        with collector_resting():
            self._ledger.read()
            return self._values.history(week_starts)

    def load_in_slices(self, week_starts: int = 0) -> Iterator[History]:
        """The same, growing: first the newest month, then more and more at once, at last everything.

        Raises:
            StoreError: the folder cannot be read.
        """
        with collector_resting():
            for number, _ in enumerate(self._ledger.reading(), start=1):
                if number & (number - 1) == 0:  # 1, 2, 4, 8 … months: each look costs as much as all before it
                    yield self._values.history(week_starts)
            yield self._values.history(week_starts)

    def load_newest(self, week_starts: int = 0) -> History:
        """The newest month alone, in a few milliseconds.

        Raises:
            StoreError: the folder cannot be read.
        """
        return next(self.load_in_slices(week_starts))

    def changed(self) -> bool:
        """Whether another copy or device seems to have changed something since the last look. Cheap."""
        return self._ledger.changed()

    def deleted(self) -> tuple[Session, ...]:
        """The sessions that were deleted, as far as they were loaded, oldest first; ``restore`` brings one back."""
        return self._values.deleted()

    # -- finished sessions --------------------------------------------------------------------------------------

    def save(self, session: Session) -> None:
        """Insert a session, or replace the one with its id. It is then no longer unfinished.

        Raises:
            StoreError: it could not be written, nothing has changed, and it can be tried again.
        """
        self._put(SESSIONS, session_document(session), session_from)
        # In this order a crash between the two loses nothing; ``unfinished`` leaves out what is saved.
        with suppress(StoreError):
            self.forget(session.id)

    def save_all(self, sessions: Iterable[Session]) -> int:
        """Save many, such as those of an import, month by month; how many were new or have changed.

        Raises:
            StoreError: something could not be written; doing it again goes on from there.
        """
        with self._ledger.writing():
            made = {id_of(SESSIONS, session.id): session_document(session) for session in sessions}
            changes = {doc_id: document for doc_id, document in made.items() if self._is_news(doc_id, document)}
            self._ledger.change(SESSIONS, {**changes})
        return len(changes)

    def delete(self, session_id: str) -> None:
        """Take a session out of the history; its record stays in the file, in the table of deleted ones.

        Raises:
            StoreError: it could not be written; the session is still there.
        """
        self.forget(session_id)
        self._remove(SESSIONS, session_id)

    def restore(self, session_id: str) -> None:
        """Put a deleted session back into the history as it was; nothing happens when it was not deleted.

        Raises:
            StoreError: it could not be written; the session is still deleted.
        """
        with self._ledger.writing():
            row = self._ledger.get(SESSIONS, id_of(SESSIONS, session_id))
            if row and row.deleted:
                self.database.table(SESSIONS).insert(Numbered(row.document, row.id))

    # -- goals and pauses ---------------------------------------------------------------------------------------

    def set_goal(self, goal: Goal) -> None:
        """Set the training days a week from a date on, in place of what was set from that date before.

        Raises:
            StoreError: it could not be written, and nothing has changed.
        """
        self._put(GOALS, goal_document(goal), goal_from)

    def add_pause(self, pause: Pause) -> None:
        """Add days on which nothing is expected, in place of a pause of the same days.

        Raises:
            StoreError: it could not be written, and nothing has changed.
        """
        self._put(PAUSES, pause_document(pause), pause_from)

    def remove_pause(self, pause: Pause) -> None:
        """Take a pause back; nothing happens when there is none of these days.

        Raises:
            StoreError: it could not be written, and nothing has changed.
        """
        self._remove(PAUSES, str(pause_document(pause)["id"]))

    # -- anything else ------------------------------------------------------------------------------------------

    def put(self, table: str, document: Document) -> None:
        """Put a record of any other kind, known by its ``id`` on all devices; nothing is written when it says the same.

        It goes to the month of its ``local_date``, else of today.

        Raises:
            StoreError: it could not be written, or a later version of the program wrote the one that is there.
        """
        with self._ledger.writing():
            doc_id = id_of(table, str(document["id"]))
            row = self._ledger.get(table, doc_id)
            if row is None or row.deleted or row.document != document:
                self._ledger.change(table, {doc_id: document})

    def documents(self, table: str) -> list[Document]:
        """The records of a table, as copies, as far as they were loaded."""
        return [dict(found) for found in self.database.table(table)]

    # -- inside -------------------------------------------------------------------------------------------------

    def _is_news(self, doc_id: int, document: Document) -> bool:
        row = self._ledger.get(SESSIONS, doc_id)
        return row is None or row.deleted or row.document != document

    def _put(self, table: str, document: Document, value_from: Callable[[object], object]) -> None:
        with self._ledger.writing():
            rows, doc_id = self.database.table(table), id_of(table, str(document["id"]))
            row = self._ledger.get(table, doc_id)
            if row is None or row.deleted:
                rows.insert(Numbered(document, doc_id))
                return
            if not replaceable(row.document, value_from) or is_older(row.document):
                # What cannot be read somebody may repair, and what was migrated somebody may ask for.
                self.database.table(LOST).insert({"table": table, "id": str(doc_id), "document": row.document})
            rows.update(lambda known: _replace(known, document), doc_ids=[doc_id])

    def _remove(self, table: str, name: str) -> None:
        with self._ledger.writing():
            self.database.table(table).remove(doc_ids=[id_of(table, name)])


def _replace(row: MutableMapping[Any, Any], document: dict[str, object]) -> None:
    """Put a document in the place of another, with the keys that only a later version of the program knows."""
    unknown = {key: value for key, value in row.items() if key not in (*document, "source")}
    row.clear()
    row.update(unknown | document)

"""The history as the app sees it: load it, save a session, keep the running one after every set.

Whatever a method has returned from is on disk. Every method may be called from any thread; writing takes milliseconds
and waits for the disk, so the app calls it through a ``Writer``.
"""

from collections.abc import Iterator
from pathlib import Path

from tinydb import TinyDB

from dbs_tui.domain.exercise import Catalogue
from dbs_tui.domain.history import History
from dbs_tui.storage import desk, learning
from dbs_tui.storage.documents import session_document, session_from
from dbs_tui.storage.errors import DocumentError, StoreError
from dbs_tui.storage.fields import SCHEMA
from dbs_tui.storage.ledger import Ledger
from dbs_tui.storage.months import MonthFiles
from dbs_tui.storage.places import Places
from dbs_tui.storage.records import Records
from dbs_tui.storage.rows import Document, id_of
from dbs_tui.storage.running import Running, RunningFile, RunningMemory
from dbs_tui.storage.tables import database
from dbs_tui.storage.values import Values, collector_resting

ONLY_ADDED_TO = {
    desk.BREAKS: desk.with_all,
    learning.READING: learning.later_read,
    learning.ANSWERS: learning.first_answer,
}
"""Tables whose records are never replaced by one that has less, and what puts the two together."""

__all__ = ["SCHEMA", "DocumentError", "HistoryStore", "StoreError", "session_document", "session_from"]


class HistoryStore(Records):
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

    # -- anything else ------------------------------------------------------------------------------------------

    def put(self, table: str, document: Document) -> None:
        """Put a record of any other kind, known by its ``id`` on all devices; nothing is written when it says the same.

        It goes to the month of its ``local_date``, else of today. A record in ``ONLY_ADDED_TO`` keeps what it had.

        Raises:
            StoreError: it could not be written, or a later version of the program wrote the one that is there.
        """
        with self._ledger.writing():
            doc_id = id_of(table, str(document["id"]))
            row = self._ledger.get(table, doc_id)
            if row is not None and not row.deleted and (union := ONLY_ADDED_TO.get(table)):
                document = union(row.document, document)
            if row is None or row.deleted or row.document != document:
                self._ledger.change(table, {doc_id: document})

    def documents(self, table: str) -> list[Document]:
        """The records of a table, as copies, as far as they were loaded."""
        return [dict(found) for found in self.database.table(table)]

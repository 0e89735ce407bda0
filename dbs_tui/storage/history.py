"""The history as the app sees it: load it, save a session, keep the running one after every set.

Whatever a method has returned from is on disk. Every method may be called from any thread; writing takes milliseconds
and waits for the disk, so the app calls it through a ``Writer``.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dbs_tui.domain.history.history import History
from dbs_tui.domain.training.session import Session
from dbs_tui.storage.decoded import Decoded, gc_paused
from dbs_tui.storage.documents import session_document, session_from
from dbs_tui.storage.errors import DocumentError, StoreError
from dbs_tui.storage.fields import SCHEMA
from dbs_tui.storage.file_layout import FileLayout
from dbs_tui.storage.months import MonthFiles
from dbs_tui.storage.records import Binned, Records
from dbs_tui.storage.tables import Database
from dbs_tui.storage.unfinished_sessions import RunningFile, UnfinishedSessions
from dbs_tui.storage.versioned_document import Document
from dbs_tui.storage.versions import Files

if TYPE_CHECKING:
    from dbs_tui.domain.history.changes import HistoryChange
    from dbs_tui.domain.training.exercise import Catalogue
    from dbs_tui.domain.training.session_record import Unfinished

__all__ = ["SCHEMA", "DocumentError", "HistoryStore", "StoreError", "session_document", "session_from"]


class HistoryStore:
    """Finished and interrupted sessions, goals, pauses and other records, shared with other copies and devices."""

    def __init__(self, folder: Path, catalogue: Catalogue, state: Path | None = None) -> None:
        """``state`` is this machine's own folder; by default the one of ``paths``."""
        if state is None:
            from dbs_tui import paths

            state = paths.state_folder()
        files = MonthFiles(FileLayout(folder, state))
        self._compose(files, RunningFile(files.layout, files.now, files.notices.add), catalogue)

    @classmethod
    def over(cls, files: Files, running: RunningFile, catalogue: Catalogue) -> HistoryStore:
        """A store over other files than those of this machine."""
        store = cls.__new__(cls)
        store._compose(files, running, catalogue)
        return store

    def _compose(self, files: Files, running: RunningFile, catalogue: Catalogue) -> None:
        """Make the parts of the store."""
        self.database = Database(files)
        """All tables, as TinyDB has them."""
        self._files = files
        self._running = running
        self._decoded = Decoded(self.database, files.notices)
        self._records = Records(self.database, self._decoded)
        self._unfinished = UnfinishedSessions(running, self.database, files.notices, catalogue)

    @property
    def notices(self) -> list[str]:
        """Calm lines for the user, each once: a damaged file was set aside, a session could not be read.

        Whoever has shown them may put an empty list in their place.
        """
        return self._files.notices.lines

    @notices.setter
    def notices(self, left: list[str]) -> None:
        self._files.notices.lines = left

    # -- reading ------------------------------------------------------------------------------------------------

    def load(self, week_starts: int = 0, months: Container[str] | None = None) -> History:
        """Everything that was trained, on all devices; with ``months``, what their files tell. Creates nothing.

        What cannot be read is left where it is and told in ``notices``.

        Raises:
            StoreError: the folder cannot be read.
        """
        with gc_paused():
            for number, _ in enumerate(self._files.reading(months), start=1):
                if number & (number - 1) == 0:  # once read, documents share what is alike in them: less memory
                    self._decoded.read_sessions()
            return self._decoded.history(week_starts)

    def load_in_slices(self, week_starts: int = 0) -> Iterator[History]:
        """The history in growing slices: first the newest month, at last everything.

        Raises:
            StoreError: the folder cannot be read.
        """
        with gc_paused():
            for number, _ in enumerate(self._files.reading(), start=1):
                if number & (number - 1) == 0:  # 1, 2, 4, 8 … months: each look costs as much as all before it
                    yield self._decoded.history(week_starts)
            yield self._decoded.history(week_starts)

    def changed(self) -> bool:
        """Whether another copy or device seems to have changed something since the last look.

        Costs a look at the folders.
        """
        return self._files.changed()

    def bin(self, now: datetime | None = None) -> tuple[Binned, ...]:
        """The sessions that were deleted in the last 30 days, as far as they were loaded, newest deletion first."""
        return self._records.bin(now)

    def values(self, table: str) -> Iterator[tuple[Document, object]]:
        """The documents of a table of the history, each with what was read from it, or ``None``: see ``Decoded``."""
        return self._decoded.values(table)

    def documents(self, table: str) -> list[Document]:
        """The records of a table, as far as they were loaded: to be looked at only, never changed."""
        return self._records.documents(table)

    def tables(self) -> tuple[str, ...]:
        """The names of all tables that ever had a record, sorted; without those of what was lost."""
        return self._records.tables()

    # -- writing; everything here raises ``StoreError`` when it could not be written ----------------------------------

    def together(self) -> AbstractContextManager[None]:
        """Keep everybody else from writing, and write every change of the block at its end, or none if it raises."""
        return self.database.together()

    def make(self, change: HistoryChange) -> None:
        """Put a change on disk; a session in it is then no longer unfinished.

        Raises:
            StoreError: it could not be written; doing it again, or undoing it, goes on from there.
        """
        self._records.make(change)
        with suppress(StoreError):  # ``unfinished`` leaves out what is saved
            for thing in change.after:
                if isinstance(thing, Session):
                    self.forget(thing.id)

    def save(self, session: Session) -> None:
        """Insert a session, or replace the one with its id. It is then no longer unfinished.

        Raises:
            StoreError: it could not be written, nothing has changed, and it can be tried again.
        """
        from dbs_tui.domain.history.changes import HistoryChange

        self.make(HistoryChange("Saved", after=(session,)))

    def put(self, table: str, document: Document) -> None:
        """Put a record of any other kind, known by its ``id`` on all devices; in the month of its ``local_date``."""
        self._records.put(table, document)

    def take(self, table: str, documents: Iterable[Document]) -> None:
        """Put many records as they are, known by their ``id``; what they replace is kept beside."""
        self._records.take(table, documents)

    # -- sessions that are not finished -------------------------------------------------------------------------------

    def begin(self) -> bool:
        """Take the one turn to run a session, without waiting; ``False`` when another copy is in one."""
        return self._running.begin()

    def end(self) -> None:
        """Give the turn back."""
        self._running.end()

    def keep(self, unfinished: Unfinished) -> None:
        """Put a session on disk as far as it is, in place of what was kept of it before; a discarded one is back."""
        self._unfinished.keep(unfinished)

    def discard(self, unfinished: Unfinished) -> None:
        """Offer a session no longer. For a day ``discarded`` still has it, and ``keep`` brings it back."""
        self._unfinished.discard(unfinished)

    def forget(self, session_id: str) -> None:
        """Drop what was kept of a session for good; nothing happens when there is nothing."""
        self._running.drop(session_id)

    def unfinished(self) -> tuple[Unfinished, ...]:
        """Sessions that were interrupted and neither saved nor discarded, oldest first.

        None while another copy is in a session. One with an empty ``routine.blocks`` can be saved but not resumed.

        Raises:
            StoreError: the folder cannot be read.
        """
        return self._unfinished.offered()

    def discarded(self) -> tuple[Unfinished, ...]:
        """Sessions that were discarded within the last day, oldest first.

        Raises:
            StoreError: the folder cannot be read.
        """
        return self._unfinished.discarded()

"""What tests do to a store and the program never does: short ways to fill it, and a store in memory."""

import threading
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

from dbs_tui.domain.history.changes import HistoryChange
from dbs_tui.domain.history.history import Goal, History, Pause
from dbs_tui.domain.training.exercise import Catalogue
from dbs_tui.domain.training.session import Session
from dbs_tui.storage.documents import SESSIONS
from dbs_tui.storage.file_layout import FileLayout
from dbs_tui.storage.history import HistoryStore
from dbs_tui.storage.unfinished_sessions import RunningFile
from dbs_tui.storage.versioned_document import TRASH, Document, Version, id_of
from dbs_tui.storage.versions import Notices, Versions, local_now


class MemoryFiles:
    """The versions of a database, in memory only: nobody else reads or writes them."""

    def __init__(self, now: Callable[[], datetime] = local_now) -> None:
        self.now = now
        self.versions = Versions()
        self.notices = Notices()
        self._alone = threading.RLock()

    def reading(self, months: Container[str] | None = None) -> Iterator[None]:
        """Nothing is ever new."""
        yield

    def changed(self) -> bool:
        """Nobody else changes it."""
        return False

    def writing(self) -> AbstractContextManager[None]:
        """Keep other threads from writing."""
        return self._alone  # type: ignore[return-value] # what it enters with is not looked at

    def commit(self, versions: list[Version]) -> None:
        """Take them in."""
        self.versions.take(versions)


class RunningMemory(RunningFile):
    """What is kept of sessions that are not finished, in memory only: there is no other copy."""

    def __init__(self) -> None:
        super().__init__(FileLayout(Path("nowhere"), Path("nowhere")), local_now, lambda text: None)
        self._documents: dict[str, Document] = {}

    def documents(self) -> list[Document]:
        """Everything that is kept."""
        return [*self._documents.values()]

    def keep(self, name: str, document: Document) -> None:
        """Put a document in the place of the one of that name."""
        self._documents[name] = document

    def drop(self, name: str) -> None:
        """Remove the document of that name."""
        self._documents.pop(name, None)

    def begin(self) -> bool:
        """Always."""
        return True

    def end(self) -> None:
        """Nothing to give back."""


def in_memory(catalogue: Catalogue, now: Callable[[], datetime] = local_now) -> HistoryStore:
    """A store that is gone when the test ends."""
    return HistoryStore.over(MemoryFiles(now), RunningMemory(), catalogue)


def newest(store: HistoryStore, week_starts: int = 0) -> History:
    """The newest month alone."""
    return next(store.load_in_slices(week_starts))


def save_all(store: HistoryStore, sessions: Iterable[Session]) -> None:
    """Save many at once."""
    store.make(HistoryChange("Saved", after=tuple(sessions)))


def delete(store: HistoryStore, session_id: str) -> None:
    """Take a session out of the history, by its id alone."""
    store.forget(session_id)
    with store.together():  # reads what others wrote
        store.database.table(SESSIONS).remove(doc_ids=[id_of(SESSIONS, session_id)])


def restore(store: HistoryStore, session_id: str) -> None:
    """Put a deleted session back as it was; nothing happens when it was not deleted."""
    doc_id = id_of(SESSIONS, session_id)
    with store.together():
        if (found := store.database.table(TRASH + SESSIONS).get(doc_id=doc_id)) is not None:
            store.database.table(SESSIONS).put(found, doc_id)


def deleted(store: HistoryStore) -> list[Session]:
    """The deleted sessions, as far as they were loaded, oldest first."""
    return [session for _, session in store._decoded.deleted()]


def set_goal(store: HistoryStore, goal: Goal) -> None:
    """Set the training days a week from a date on."""
    store.make(HistoryChange("Set", after=(goal,)))


def add_pause(store: HistoryStore, pause: Pause) -> None:
    """Add days on which nothing is expected."""
    store.make(HistoryChange("Paused", after=(pause,)))


def remove_pause(store: HistoryStore, pause: Pause) -> None:
    """Take a pause back."""
    store.make(HistoryChange("Taken back", before=(pause,)))

"""The history as the app sees it: load it, save a session, keep the running one after every set.

Whatever a method has returned from is on disk. Every method may be called from any thread; writing takes milliseconds
and waits for the disk, so the app calls it through a ``Writer``.
"""

from collections.abc import Callable, Iterator, MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from tinydb import where
from tinydb.queries import QueryInstance

from dbs_tui.domain.exercise import Catalogue
from dbs_tui.domain.history import History
from dbs_tui.domain.session import Session, Unfinished
from dbs_tui.storage.documents import session_document, session_from
from dbs_tui.storage.errors import DocumentError, NewerSchemaError, StoreError
from dbs_tui.storage.fields import SCHEMA
from dbs_tui.storage.interrupted import unfinished_document, unfinished_from
from dbs_tui.storage.place import Folder, Memory, Place
from dbs_tui.storage.tables import TableFile

__all__ = ["SCHEMA", "DocumentError", "HistoryStore", "StoreError", "session_document", "session_from"]

SESSIONS, RUNNING, TRASH = "sessions", "running", "_trash"

Value = TypeVar("Value")


class HistoryStore:
    """Finished and interrupted sessions, in a folder that several running copies of the program may share."""

    notices: list[str]
    """Calm lines for the user, each once: a damaged file was set aside, a session could not be read."""

    def __init__(self, folder: Path, catalogue: Catalogue) -> None:
        self._open(Folder(folder), catalogue)

    @classmethod
    def in_memory(cls, catalogue: Catalogue) -> "HistoryStore":
        """A store that is gone when the program ends, for tests and previews."""
        return cls.over(Memory(), catalogue)

    @classmethod
    def over(cls, place: Place, catalogue: Catalogue) -> "HistoryStore":
        """A store over any place."""
        store = cls.__new__(cls)
        store._open(place, catalogue)
        return store

    def _open(self, place: Place, catalogue: Catalogue) -> None:
        self.notices = []
        self._place = place
        self._catalogue = catalogue
        self._sessions = TableFile(place, f"{SESSIONS}.json", self._notice)
        self._running = TableFile(place, f"{RUNNING}.json", self._notice)

    # -- finished sessions --------------------------------------------------------------------------------------

    def load(self, week_starts: int = 0) -> History:
        """Everything that was trained. Creates nothing.

        What cannot be read is left where it is and told in ``notices``.

        Raises:
            StoreError: the folder cannot be read.
        """
        documents = self._sessions.documents(SESSIONS)
        sessions = {session.id: session for session in self._values(documents, SESSIONS, session_from)}
        return History(tuple(sessions.values()), week_starts=week_starts)

    def save(self, session: Session) -> None:
        """Insert a session, or replace the one with its id. It is then no longer unfinished.

        Raises:
            StoreError: it could not be written, nothing has changed, and it can be tried again.
        """
        self._put(self._sessions, SESSIONS, session_document(session))
        # In this order a crash between the two loses nothing; ``unfinished`` leaves out what is saved.
        with suppress(StoreError):
            self.forget(session.id)

    def delete(self, session_id: str) -> None:
        """Take a session out of the history; its record stays in the file, in the table of deleted ones.

        Raises:
            StoreError: it could not be written; the session is still there.
        """
        self.forget(session_id)
        with self._sessions.changing() as database:
            sessions = database.table(SESSIONS)
            if gone := sessions.search(_with_id(session_id)):
                database.table(TRASH).insert_multiple(dict(row) for row in gone)
                sessions.remove(doc_ids=[row.doc_id for row in gone])

    # -- the running session ------------------------------------------------------------------------------------

    def begin(self) -> bool:
        """Take the one turn to run a session, without waiting; ``False`` when another copy is in one.

        The kernel gives it back when the program ends, however it ends.

        Raises:
            StoreError: the folder cannot be written.
        """
        with self._place.alone():
            return self._place.begin()

    def end(self) -> None:
        """Give the turn back."""
        self._place.end()

    def keep(self, unfinished: Unfinished) -> None:
        """Put the running session on disk as far as it is, in place of what was kept of it before.

        Raises:
            StoreError: it could not be written; what was kept before is still there.
        """
        self._put(self._running, RUNNING, unfinished_document(unfinished))

    def unfinished(self) -> tuple[Unfinished, ...]:
        """Sessions that were interrupted and neither saved nor forgotten, oldest first.

        None while another copy is in a session. One with an empty ``routine.blocks`` can be saved but not resumed.

        Raises:
            StoreError: the folder cannot be read.
        """
        if not self._running.documents(RUNNING):
            return ()
        with self._place.alone():
            documents = [] if self._place.busy_elsewhere() else self._running.documents_alone(RUNNING)
        found = tuple(self._values(documents, RUNNING, self._unfinished_from))
        saved = {row.get("id") for row in self._sessions.documents(SESSIONS)} if found else set()
        left = (one for one in found if one.session.id not in saved)
        return tuple(sorted(left, key=lambda one: one.session.started_at))

    def forget(self, session_id: str) -> None:
        """Drop what was kept of an unfinished session; nothing happens when there is none.

        Raises:
            StoreError: it could not be written.
        """
        if any(row.get("id") == session_id for row in self._running.documents(RUNNING)):
            with self._running.changing() as database:
                database.table(RUNNING).remove(_with_id(session_id))

    # -- inside -------------------------------------------------------------------------------------------------

    def _unfinished_from(self, document: object) -> Unfinished:
        return unfinished_from(document, self._catalogue)

    def _values(
        self, documents: list[dict[str, Any]], table: str, value_from: Callable[[object], Value]
    ) -> Iterator[Value]:
        for document in documents:
            try:
                yield value_from(document)
            except DocumentError as error:
                self._notice(f"{self._place.path(f'{table}.json')}: {error}; it is kept there but not shown.")

    def _put(self, file: TableFile, table: str, document: dict[str, object]) -> None:
        with file.changing() as database:
            rows = database.table(table)
            found = rows.search(_with_id(document["id"]))
            # A document that cannot be read stays as it is, beside the new one: somebody may repair it.
            if mine := [row.doc_id for row in found if self._replaceable(row)]:
                rows.update(lambda row: _replace(row, document), doc_ids=mine)
            else:
                rows.insert(document)

    def _replaceable(self, row: dict[str, Any]) -> bool:
        try:
            session_from(row)
        except NewerSchemaError as error:
            raise StoreError(f"{self._place.path('')}: {error}; update this program to change it") from error
        except DocumentError:
            return False
        return True

    def _notice(self, text: str) -> None:
        if text not in self.notices:
            self.notices.append(text)


def _with_id(session_id: object) -> QueryInstance:
    query: QueryInstance = where("id") == session_id
    return query


def _replace(row: MutableMapping[Any, Any], document: dict[str, object]) -> None:
    """Put a document in the place of another, with the keys that only a later version of the program knows."""
    unknown = {key: value for key, value in row.items() if key not in (*document, "source")}
    row.clear()
    row.update(unknown | document)

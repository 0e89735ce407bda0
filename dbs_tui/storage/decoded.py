"""The documents of a database as sessions, goals and pauses. Each version of a document is read once."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import TypeVar

from dbs_tui.domain.history.history import History
from dbs_tui.domain.training.session import Session
from dbs_tui.storage.documents import GOALS, PAUSES, SESSIONS, goal_from, pause_from, session_from
from dbs_tui.storage.errors import DocumentError, NewerSchemaError, StoreError
from dbs_tui.storage.fields import SCHEMA, upgraded
from dbs_tui.storage.tables import Database
from dbs_tui.storage.versioned_document import TRASH, Document, Key, Version, id_of
from dbs_tui.storage.versions import Notices

Value = TypeVar("Value")


class Decoded:
    """Sessions, goals and pauses decoded from the documents of a database, each version once."""

    def __init__(self, database: Database, notices: Notices) -> None:
        self._database = database
        self._notices = notices
        self._read: dict[Key, tuple[Version, object]] = {}

    def history(self, week_starts: int) -> History:
        """The history without deleted records. A document that cannot be read becomes a notice."""
        goals = sorted((goal for _, goal in self._values(GOALS, goal_from)), key=lambda goal: goal.starts)
        pauses = sorted(
            (pause for _, pause in self._values(PAUSES, pause_from)), key=lambda pause: (pause.first, pause.last)
        )
        sessions: dict[str, Session] = {}
        for row, session in self._values(SESSIONS, session_from):
            # A damaged number makes two documents of one: the one that has its own number is shown.
            if session.id not in sessions or row.id == id_of(SESSIONS, session.id):
                sessions[session.id] = session
        return History(tuple(sessions.values()), tuple(goals), tuple(pauses), week_starts)

    def read_sessions(self) -> None:
        """Decode the sessions that are known so far, and remember them."""
        for _ in self._values(SESSIONS, session_from):
            pass

    def deleted(self) -> list[tuple[Version, Session]]:
        """The deleted sessions, oldest first, each with the version that says so."""
        return sorted(self._values(TRASH + SESSIONS, session_from), key=lambda found: found[1].order)

    def values(self, table: str) -> Iterator[tuple[Document, object]]:
        """The documents of a table of the history, each with what it tells of; ``None`` where it has to be read still.

        Those of another version of the program are always left to be read.
        """
        for row in self._database.table(table).versions():
            known, value = self._read.get(row.key, (None, None))
            yield row.document, value if known is row and row.document.get("schema") == SCHEMA else None

    def _values(self, table: str, value_from: Callable[[object], Value]) -> Iterator[tuple[Version, Value]]:
        """The decoded documents of a table that are not deleted, each version decoded once."""
        for row in self._database.table(table).versions():
            known, value = self._read.get(row.key, (None, None))
            if known is not row:
                value = self._value(row, value_from)
                self._read[row.key] = row, value
            if value is not None:
                yield row, value  # type: ignore[misc] # a table has one kind of value

    def _value(self, row: Version, value_from: Callable[[object], Value]) -> Value | None:
        """A decoded document; ``None``, with a notice, where it cannot be read."""
        try:
            return value_from(upgraded(row.document))
        except NewerSchemaError as error:
            with suppress(DocumentError):
                return value_from({**row.document, "schema": SCHEMA})
            self._notices.add(f"{error}; it is kept but not shown.")
        except DocumentError as error:
            self._notices.add(f"{row.table} of {row.month}: {error}; it is kept but not shown.")
        except (ValueError, ArithmeticError, RecursionError) as error:
            self._notices.add(
                f"{row.table} of {row.month}: a record cannot be read ({error}); it is kept but not shown."
            )
        return None


def replaceable(document: Document, value_from: Callable[[object], object]) -> bool:
    """Whether a document can be read, so that replacing it loses nothing.

    Raises:
        StoreError: a later version of the program wrote it.
    """
    try:
        value_from(upgraded(document))
    except NewerSchemaError as error:
        raise StoreError(f"{error}; update this program to change it") from error
    except DocumentError:
        return False
    return True


@contextmanager
def gc_paused() -> Iterator[None]:
    """Pause the garbage collector while many documents are decoded: there are no cycles among them to look for."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        _keep_for_good()
        if was_on:
            gc.enable()


@cache
def _keep_for_good() -> None:
    """Freeze all objects once, so that later collections skip them; garbage of that moment is never freed."""
    gc.freeze()

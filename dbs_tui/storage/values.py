"""The rows of a ledger as sessions, goals and pauses. Each version of a document is read once."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import TypeVar

from dbs_tui.domain.history import History
from dbs_tui.domain.session import Session
from dbs_tui.storage.documents import session_from
from dbs_tui.storage.errors import DocumentError, NewerSchemaError
from dbs_tui.storage.fields import SCHEMA
from dbs_tui.storage.ledger import Ledger
from dbs_tui.storage.plans import goal_from, pause_from
from dbs_tui.storage.rows import Key, Row
from dbs_tui.storage.schemas import upgraded

SESSIONS, GOALS, PAUSES = "sessions", "goals", "pauses"

Value = TypeVar("Value")


class Values:
    """What the documents of a ledger tell of, as far as it was read."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._read: dict[Key, tuple[Row, object]] = {}

    def history(self, week_starts: int) -> History:
        """Everything that is not deleted. What cannot be read is told as a notice."""
        goals = sorted(self._values(GOALS, goal_from), key=lambda goal: goal.starts)
        pauses = sorted(self._values(PAUSES, pause_from), key=lambda pause: (pause.first, pause.last))
        return History(tuple(self._values(SESSIONS, session_from)), tuple(goals), tuple(pauses), week_starts)

    def deleted(self) -> tuple[Session, ...]:
        """The deleted sessions, oldest first."""
        return tuple(sorted(self._values(SESSIONS, session_from, True), key=lambda session: session.order))

    def _values(self, table: str, value_from: Callable[[object], Value], deleted: bool = False) -> Iterator[Value]:
        for row in self._ledger.rows(table):
            if row.deleted == deleted and (value := self._value(row, value_from)) is not None:
                yield value

    def _value(self, row: Row, value_from: Callable[[object], Value]) -> Value | None:
        known, value = self._read.get(row.key, (None, None))
        if known is not row:
            value = self._value_from(row, value_from)
            self._read[row.key] = row, value
        return value  # type: ignore[return-value] # a table has one kind of value

    def _value_from(self, row: Row, value_from: Callable[[object], Value]) -> Value | None:
        try:
            return value_from(upgraded(row.document))
        except NewerSchemaError as error:
            with suppress(DocumentError):
                return value_from({**row.document, "schema": SCHEMA})
            self._ledger.notice(f"{error}; it is kept but not shown.")
        except DocumentError as error:
            self._ledger.notice(f"{row.table} of {row.month}: {error}; it is kept but not shown.")
        return None


@contextmanager
def collector_resting() -> Iterator[None]:
    """Keep the collector of cycles from looking through years of documents, now and later: there are none in them."""
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
    """Freeze what there is, once: what is garbage at that moment is never freed, and to ask what is frozen is slow."""
    gc.freeze()

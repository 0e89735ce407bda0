"""The stores that go through the same scripts: ours, sqlite as the control that must lose nothing, and stock TinyDB,
which must lose something, or these scripts see nothing."""

import inspect
import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from tinydb import TinyDB, where

from dbs_tui.domain.history.history import History
from dbs_tui.domain.training.session import Session
from dbs_tui.domain.training.session_record import Unfinished
from dbs_tui.storage.documents import session_document, session_from
from dbs_tui.storage.history import HistoryStore
from dbs_tui.storage.unfinished_document import unfinished_document, unfinished_from
from tests import stores
from tests.torture.samples import CATALOGUE

MIRRORED = len(inspect.signature(HistoryStore).parameters) > 2
"""Whether the store takes a folder of its own for what belongs to this machine: the device and the mirror."""


class Store(Protocol):
    """What the scripts use of a store."""

    @property
    def notices(self) -> list[str]: ...
    def load(self) -> History: ...
    def save(self, session: Session) -> None: ...
    def delete(self, session_id: str) -> None: ...
    def keep(self, unfinished: Unfinished) -> None: ...
    def unfinished(self) -> tuple[Unfinished, ...]: ...
    def forget(self, session_id: str) -> None: ...


Opener = Callable[[Path], Store]
"""Opens a store below a folder, as a program that was just started does."""


def history_in(root: Path) -> Path:
    """The folder that a synchronizer would see."""
    return root / "data" / "history"


def state_in(root: Path) -> Path:
    """The folder of what belongs to the machine."""
    return root / "state"


class Ours(HistoryStore):
    """The store of the program, which can also delete by id."""

    def delete(self, session_id: str) -> None:
        stores.delete(self, session_id)


def ours(root: Path) -> Ours:
    """The store of the program."""
    folders: list[Any] = [history_in(root), CATALOGUE, *([state_in(root)] if MIRRORED else [])]
    return Ours(*folders)


class Rows:
    """The store's methods over two tables of documents."""

    def __init__(self) -> None:
        self.notices: list[str] = []

    def all(self, table: str) -> list[Any]:
        raise NotImplementedError

    def put(self, table: str, key: str, document: dict[str, object]) -> None:
        raise NotImplementedError

    def drop(self, table: str, key: str) -> None:
        raise NotImplementedError

    def load(self) -> History:
        return History(tuple(map(session_from, self.all("sessions"))))

    def save(self, session: Session) -> None:
        self.put("sessions", session.id, session_document(session))
        self.forget(session.id)

    def delete(self, session_id: str) -> None:
        self.forget(session_id)
        self.drop("sessions", session_id)

    def keep(self, unfinished: Unfinished) -> None:
        self.put("running", unfinished.session.id, unfinished_document(unfinished))

    def unfinished(self) -> tuple[Unfinished, ...]:
        saved = {row["id"] for row in self.all("sessions")}
        left = (row for row in self.all("running") if row["id"] not in saved)
        return tuple(unfinished_from(row, CATALOGUE) for row in left)

    def forget(self, session_id: str) -> None:
        self.drop("running", session_id)


class Sqlite(Rows):
    """sqlite with the settings that its authors promise durability for."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        path.mkdir(parents=True, exist_ok=True)
        # Its promise begins inside a folder that is there.
        for folder in (path, path.parent, path.parent.parent):
            fd = os.open(folder, os.O_RDONLY)
            os.fsync(fd)
            os.close(fd)
        self._database = sqlite3.connect(path / "history.db", isolation_level=None, timeout=20)
        self._database.execute("PRAGMA journal_mode=WAL")
        self._database.execute("PRAGMA synchronous=FULL")
        for table in ("sessions", "running"):
            self._database.execute(f"CREATE TABLE IF NOT EXISTS {table} (id TEXT PRIMARY KEY, document TEXT)")

    def all(self, table: str) -> list[Any]:
        return [json.loads(row[0]) for row in self._database.execute(f"SELECT document FROM {table}")]

    def put(self, table: str, key: str, document: dict[str, object]) -> None:
        self._database.execute(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", (key, json.dumps(document)))

    def drop(self, table: str, key: str) -> None:
        self._database.execute(f"DELETE FROM {table} WHERE id = ?", (key,))

    def close(self) -> None:
        self._database.close()

    def __del__(self) -> None:
        self.close()


class Stock(Rows):
    """TinyDB as it comes."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        path.mkdir(parents=True, exist_ok=True)
        self._database = TinyDB(path / "history.json")

    def all(self, table: str) -> list[Any]:
        return [dict(row) for row in self._database.table(table).all()]

    def put(self, table: str, key: str, document: dict[str, object]) -> None:
        self._database.table(table).upsert(document, where("id") == key)

    def drop(self, table: str, key: str) -> None:
        self._database.table(table).remove(where("id") == key)

    def __del__(self) -> None:
        self._database.close()


def sqlite(root: Path) -> Sqlite:
    """sqlite below a folder."""
    return Sqlite(history_in(root))


def stock(root: Path) -> Stock:
    """Stock TinyDB below a folder."""
    return Stock(history_in(root))

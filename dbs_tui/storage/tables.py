"""TinyDB over one file of a place: read at any time, changed in transactions that become one whole write.

The file is plain TinyDB JSON, one document a line, in ASCII, so that stock ``TinyDB(file)`` opens it on every system.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage

from dbs_tui.storage.errors import DamageError
from dbs_tui.storage.place import Place

Rows = dict[str, dict[str, dict[str, Any]]]
"""TinyDB's own shape: table name, document id, document."""


class Held(Storage):
    """TinyDB's storage inside a transaction: rows in memory that know whether they were changed."""

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        self.rows = rows
        self.changed = False

    def read(self) -> Rows:
        """The rows as they are now."""
        return self.rows

    def write(self, data: Rows) -> None:
        """Take new rows."""
        self.rows = data
        self.changed = True


class TableFile:
    """One file of tables."""

    def __init__(self, place: Place, name: str, notice: Callable[[str], None]) -> None:
        self._place = place
        self._name = name
        self._notice = notice
        self._seen = False

    def documents(self, table: str) -> list[dict[str, Any]]:
        """The documents of a table as they are on disk now, in the order they were inserted.

        A damaged file is set aside, which is told, and counts as empty.

        Raises:
            StoreError: the file cannot be read, or is damaged and cannot be set aside.
        """
        try:
            rows = self._read()
        except DamageError:
            with self._place.alone():
                return self.documents_alone(table)
        return [*rows.get(table, {}).values()]

    def documents_alone(self, table: str) -> list[dict[str, Any]]:
        """The same inside ``alone``, where nobody can write meanwhile."""
        return [*self._rescued().get(table, {}).values()]

    @contextmanager
    def changing(self) -> Iterator[TinyDB]:
        """TinyDB over the file: what the block changes is written at once when it ends, nothing when it raises.

        Raises:
            StoreError: it could not be written; the file is as it was.
        """
        with self._place.alone():
            held = Held(self._rescued())
            yield TinyDB(storage=lambda: held)
            if held.changed:
                self._place.write(self._name, encode(held.rows))

    def _read(self) -> Rows:
        data = self._place.read(self._name)
        rows = {} if data is None else decode(data)
        if data is None and self._seen:
            self._notice(f"{self._place.path(self._name)} is gone; what it held can only come back with that file.")
        self._seen = any(rows.values())
        return rows

    def _rescued(self) -> Rows:
        """What the file holds; nothing, and the file set aside, when it is damaged. Only inside ``alone``."""
        try:
            return self._read()
        except DamageError as damage:
            path, kept = self._place.path(self._name), self._place.set_aside(self._name)
            self._notice(f"{path} was damaged ({damage}); it is kept as {kept.name}, and a new one was begun.")
            return {}


def encode(rows: Rows) -> bytes:
    """The bytes of a file of tables."""
    tables = ",\n".join(_table(name, table) for name, table in rows.items())
    return f"{{{tables}}}\n".encode("ascii")


def _table(name: str, table: dict[str, dict[str, Any]]) -> str:
    lines = ",\n".join(f'"{key}": {json.dumps(row, allow_nan=False)}' for key, row in table.items())
    return f"{json.dumps(name)}: {{\n{lines}\n}}" if lines else f"{json.dumps(name)}: {{}}"


def decode(data: bytes) -> Rows:
    """The tables in the bytes of a file.

    Raises:
        DamageError: they are not TinyDB's JSON; an empty file never was.
    """
    try:
        rows: Rows = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise DamageError("it is empty" if not data.strip(b"\0 \r\n") else "it is not JSON") from error
    if not _is_rows(rows):
        raise DamageError("it is not a database")
    return rows


def _is_rows(rows: object) -> bool:
    return isinstance(rows, dict) and all(
        isinstance(table, dict) and all(_is_id(key) and isinstance(row, dict) for key, row in table.items())
        for table in rows.values()
    )


def _is_id(key: str) -> bool:
    try:
        return key == str(int(key))
    except ValueError:
        return False

"""One version of one document, how two versions of it compare, and how a file of them looks.

A file is plain TinyDB JSON, one document a line, in ASCII, so that stock ``TinyDB(file)`` opens it on every system, a
line can be salvaged without the rest, and ``diff`` shows what changed. Beside its own keys a document there carries
``_rev``, how often it was changed, and ``_updated_at``. A deleted one is in the table ``_trash.NAME``, whole.
"""

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any, NamedTuple

from dbs_tui.storage.errors import DamageError

TRASH = "_trash."
LOST = "_lost"
"""Our versions of documents that gave way to those of another device, and what could not be read when it was saved."""

Document = dict[str, Any]
Key = tuple[str, int]

_ID = re.compile(r"-?[1-9][0-9]*|0")
_LINE = re.compile(r'\s*"(-?[1-9][0-9]*|0)": ?(\{.*\}),?\s*')
_HEAD = re.compile(r'\s*\{?\s*("[^"\\]*"): ?\{\s*')
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


class Version(NamedTuple):
    """A version of a document. Nobody changes the document in it."""

    table: str
    id: int
    rev: int
    updated_at: str
    document: Document
    deleted: bool = False
    month: str = ""
    """Of the file it belongs in: ``2026-11``."""

    @property
    def key(self) -> Key:
        """Which document it is a version of."""
        return self.table, self.id

    def same(self, other: "Version") -> bool:
        """Whether both say the same."""
        return (self.deleted, self.document) == (other.deleted, other.document)

    def beats(self, other: "Version", ties: bool = False) -> bool:
        """Whether it is the one to show of two versions: the higher revision, then time, then checksum.

        The checksum only makes all devices choose alike; with ``ties`` it is not asked, and this one wins.
        """
        mine, theirs = (self.rev, self.updated_at), (other.rev, other.updated_at)
        if mine != theirs or self.same(other):
            return mine > theirs
        return ties or _checksum(self) > _checksum(other)


def id_of(table: str, name: str) -> int:
    """The document id, 128 bits, of a record that has an id of its own: the same on every device."""
    return _hash(f"{table}\0{name}")


def new_id(now: datetime) -> int:
    """A document id for any other document: 48 bits of time, 80 of chance."""
    return int(now.timestamp() * 1000) << 80 | int.from_bytes(os.urandom(10), "big")


def stamp(now: datetime) -> str:
    """A time as it stands in ``_updated_at``: UTC, so that the later is also the greater text."""
    return now.astimezone(UTC).isoformat(timespec="microseconds")


def month_of(text: object) -> str:
    """The month that a date or a file's name begins with; empty when it begins with none."""
    found = _MONTH.match(text) if isinstance(text, str) else None
    return found.group() if found else ""


def union(*several: Iterable[Version], ties: bool = False) -> dict[Key, Version]:
    """Of each document the version to show; with ``ties`` the later argument wins where nothing tells them apart."""
    rows: dict[Key, Version] = {}
    for row in (row for some in several for row in some):
        if (known := rows.get(row.key)) is None or row.beats(known, ties):
            rows[row.key] = row
    return rows


def encode(rows: Mapping[Key, Version], lines: dict[Key, str]) -> bytes:
    """The bytes of a file; ``lines`` remembers what a row came to."""
    tables: dict[str, list[str]] = {}
    for key, row in rows.items():
        if key not in lines:
            lines[key] = _line(row)
        tables.setdefault(TRASH + row.table if row.deleted else row.table, []).append(lines[key])
    return "".join(("{", ",\n".join(_table(name, found) for name, found in tables.items()), "}\n")).encode("ascii")


def decode(data: bytes, month: str) -> list[Version]:
    """The rows in the bytes of a file.

    Raises:
        DamageError: they are not TinyDB's JSON; an empty file never was.
    """
    try:
        tables = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise DamageError("it is empty" if not data.strip(b"\0 \r\n") else "it is not JSON") from error
    if not isinstance(tables, dict):
        raise DamageError("it is not a database")
    return [row for name, rows in tables.items() for row in _rows(name, rows, month)]


def salvaged(data: bytes, month: str) -> list[Version]:
    """The rows in every line of a damaged file that is still whole."""
    table = ""
    rows: list[Version] = []
    for line in data.decode("ascii", "replace").splitlines():
        if head := _HEAD.fullmatch(line):
            table = json.loads(head[1], strict=False)
        elif (found := _LINE.fullmatch(line)) and "\ufffd" not in line:
            rows += _salvaged(table, found[1], found[2], month)
    return [*union(rows).values()]


def _salvaged(table: str, key: str, text: str, month: str) -> Iterator[Version]:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return
    # Without the line that names the table, only a session can be told by its looks.
    if name := table or ("sessions" if "sets" in document else ""):
        yield _row(name, key, document, month)


def _rows(name: str, rows: object, month: str) -> Iterator[Version]:
    if not isinstance(rows, dict):
        raise DamageError("it is not a database")
    for key, document in rows.items():
        if not isinstance(document, dict) or not _ID.fullmatch(key):
            raise DamageError("it is not a database")
        yield _row(name, key, document, month)


def _row(name: str, key: str, document: Document, month: str) -> Version:
    deleted = name.startswith(TRASH)
    table = name.removeprefix(TRASH)
    rev, updated_at = document.pop("_rev", None), document.pop("_updated_at", "")
    if type(rev) is not int or not isinstance(updated_at, str):
        return Version(table, _foreign_id(table, document), 0, "", document, deleted, month)
    return Version(table, int(key), rev, updated_at, document, deleted, month)


def _foreign_id(table: str, document: Document) -> int:
    """For what another program put there: its numbers, 1, 2, 3, mean something in that file only."""
    name = document.get("id")
    return id_of(table, name if isinstance(name, str) else _text(document))


def _line(row: Version) -> str:
    return f'"{row.id}": {_text({**row.document, "_rev": row.rev, "_updated_at": row.updated_at})}'


def _table(name: str, lines: list[str]) -> str:
    return "".join((json.dumps(name), ": {\n", ",\n".join(lines), "\n}"))


def _text(document: Document) -> str:
    return json.dumps(document, separators=(",", ":"))


def _checksum(row: Version) -> int:
    return _hash(f"{row.deleted} {json.dumps(row.document, sort_keys=True)}")


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest(), "big")

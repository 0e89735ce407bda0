"""One version of one document, how two versions of it compare, and how a file of them looks.

A file is plain TinyDB JSON, one document a line, in ASCII, so that stock ``TinyDB(file)`` opens it on every system, a
line can be salvaged without the rest, and ``diff`` shows what changed. Beside its own keys a document there carries
``_rev``, how often it was changed, and ``_updated_at``. A deleted one is in the table ``_trash.NAME``, whole.
"""

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from dbs_tui.digest import blake2b
from dbs_tui.storage.documents import READ
from dbs_tui.storage.errors import DamageError, NewerSchemaError
from dbs_tui.storage.fields import upgraded

TRASH = "_trash."
LOST = "_lost"
"""Our versions of documents that gave way to those of another device, and what could not be read when it was saved."""

Document = dict[str, Any]
Key = tuple[str, int]

_ID = re.compile(r"-?[1-9][0-9]{0,38}|0")
"""Of 128 bits at most: no longer number is ever made into one."""
_LINE = re.compile(r'"([^"\\]*)": ?(\{.*\}),?')
_HEAD = re.compile(r'\{?\s*+("[^"\\]*"): ?\{')
"""Of lines without blanks around them. Possessive: a long run of blanks must not be tried in every way."""
DEEPEST = 100
"""Levels of lists and objects in a document that can still be copied and written wherever the program is."""
MOST_REVISIONS = 10**9
"""Nobody changes a document so often; what says so was not written by this program."""
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
    line: str = ""
    """What ``line_of`` makes of all the other fields, where that was made before the version is written."""

    @property
    def key(self) -> Key:
        """Which document it is a version of."""
        return self.table, self.id

    def same(self, other: "Version") -> bool:
        """Whether two versions have the same contents."""
        return self.deleted == other.deleted and same_document(self.document, other.document)

    def beats(self, other: "Version", ties: bool = False) -> bool:
        """Whether it is the one to show of two versions: the better one, see ``better``.

        Where neither is, a checksum only makes all devices choose alike; with ``ties`` it is not asked, and this one
        wins.
        """
        if self.better(other):
            return True
        if self.same(other) or other.better(self):
            return False
        return ties or _checksum(self) > _checksum(other)

    def better(self, other: "Version") -> bool:
        """Whether it is one that can be read and the other is not; else whether it has the higher revision, or the
        later time. Of two that say the same time, one that no later version of the program wrote.
        """
        mine, theirs = self.at, other.at
        if self.same(other) or (mine > theirs and self.quality()):
            return mine > theirs
        if mine < theirs and other.quality():
            return False
        return self.quality() > other.quality() or (mine > theirs and self.quality() == other.quality())

    @property
    def at(self) -> tuple[int, str]:
        """Revision and time: two versions of one document with the same were once equal."""
        return self.rev, self.updated_at

    def quality(self) -> int:
        """0 when it cannot be read as what its table holds, or has not the id that belongs to it; 1 when a later
        version of the program wrote it; else 2. Of other tables than those of the history nothing is asked.
        """
        return self.readable() if self.fits() or self.table not in READ else 0

    def fits(self) -> bool:
        """Whether the document id belongs to the id in the document."""
        return self.id == _own_id(self.table, self.document)

    def readable(self) -> int:
        """The quality of the document, whatever its id is: see ``quality``."""
        try:
            if read := READ.get(self.table):
                read(upgraded(self.document))
        except NewerSchemaError:
            return 1
        except (ValueError, ArithmeticError, RecursionError):
            return 0
        return 2


_compact = json.JSONEncoder(allow_nan=False, separators=(",", ":")).encode


def json_copy(document: Document) -> tuple[Document, str]:
    """A copy of a document as it will be read, and the JSON that it is read from.

    Raises:
        ValueError: it is not JSON.
    """
    text = _compact(document)
    return json.loads(text), text


def line_of(row: Version, text: str = "") -> str:
    """A row as it stands in its file; ``text`` is its document as JSON, where that was made before."""
    if text and row.document and row.document.keys().isdisjoint(("_rev", "_updated_at")):
        return f'"{row.id}": {text[:-1]},"_rev":{row.rev},"_updated_at":{json.dumps(row.updated_at)}}}'
    return f'"{row.id}": {_text({**row.document, "_rev": row.rev, "_updated_at": row.updated_at})}'


def same_document(one: Document, other: Document) -> bool:
    """Whether two documents are equal, at any depth of nesting."""
    try:
        return one is other or one == other
    except RecursionError:
        return json_text(one) == json_text(other)


def is_json(value: object) -> bool:
    """Whether a value can be written as JSON that everybody reads: without NaN, not too deep."""
    level, depth = [value], 0
    while level:
        inner = [list(each.values()) if isinstance(each, dict) else each for each in level]
        level = [each for some in inner if isinstance(some, list) for each in some]
        depth += 1
        if depth > DEEPEST:
            return False
    try:
        json.dumps(value, allow_nan=False)
    except ValueError:
        return False
    return True


def id_of(table: str, name: str) -> int:
    """The document id, 128 bits, of a record that has an id of its own: the same on every device."""
    return _hash(f"{table}\0{name}")


def new_id(now: datetime) -> int:
    """A document id for a document without an id of its own: 48 bits of time, 80 random bits."""
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
            lines[key] = row.line or line_of(row)
        tables.setdefault(TRASH + row.table if row.deleted else row.table, []).append(lines[key])
    return "".join(("{", ",\n".join(_table(name, found) for name, found in tables.items()), "}\n")).encode("ascii")


def decode(data: bytes, month: str) -> list[Version]:
    """The rows in the bytes of a file.

    Raises:
        DamageError: they are not TinyDB's JSON; an empty file never was.
    """
    rows = _rows(_tables(data), month)
    if None in rows:
        raise DamageError("it is not a database")
    return [row for row in rows if row]


def salvaged(data: bytes, month: str) -> list[Version]:
    """The rows of a damaged file that are whole: in each table, or where it is not JSON, in each line."""
    try:
        rows = _rows(_tables(data), month)
    except DamageError:
        rows = _lines(data.decode("ascii", "replace"), month)
    return [*union(row for row in rows if row).values()]


def _tables(data: bytes) -> dict[str, Any]:
    """The tables in the bytes of a file. Raises ``DamageError`` where they are no JSON object."""
    try:
        tables = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise DamageError("it is empty" if not data.strip(b"\0 \r\n") else "it is not JSON") from error
    if not isinstance(tables, dict):
        raise DamageError("it is not a database")
    return tables


def _rows(tables: dict[str, Any], month: str) -> list[Version | None]:
    """The rows of all tables; ``None`` for each that is none."""
    rows: list[Version | None] = []
    for name, found in tables.items():
        if isinstance(found, dict):
            rows += [_row(name, key, document, month) for key, document in found.items()]
        else:
            rows.append(None)
    return rows


def _lines(text: str, month: str) -> list[Version | None]:
    """The rows that are whole in the lines of a damaged file; ``None`` for each that is not."""
    table = ""
    rows: list[Version | None] = []
    for line in map(str.strip, text.splitlines()):
        if head := _HEAD.fullmatch(line):
            table = json.loads(head[1], strict=False)
        elif (found := _LINE.fullmatch(line)) and "\ufffd" not in line:
            rows += _salvaged(table, found[1], found[2], month)
    return rows


def _salvaged(table: str, key: str, text: str, month: str) -> Iterator[Version | None]:
    """The row in one line of a damaged file, if it is whole."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return
    # Without the line that names the table, only a session can be told by its looks.
    if name := table or ("sessions" if "sets" in document else ""):
        yield _row(name, key, document, month)


def _row(name: str, key: str, document: object, month: str) -> Version | None:
    """A row of a table; ``None`` when it is none."""
    if not isinstance(document, dict) or not _ID.fullmatch(key):
        return None
    deleted = name.startswith(TRASH)
    table = name.removeprefix(TRASH)
    rev, updated_at = document.pop("_rev", None), document.pop("_updated_at", "")
    if type(rev) is not int or not isinstance(updated_at, str) or not -MOST_REVISIONS <= rev <= MOST_REVISIONS:
        return Version(table, _foreign_id(table, document), 0, "", document, deleted, month)
    return Version(table, int(key), rev, updated_at, document, deleted, month)


def _foreign_id(table: str, document: Document) -> int:
    """A document id for a row that another program wrote: its numbers mean something in that file only."""
    own = _own_id(table, document)
    return id_of(table, _text(document)) if own is None else own


def _own_id(table: str, document: Document) -> int | None:
    """The document id of a record by the id that is in it; ``None`` when there is none in it."""
    name = document.get("id")
    return id_of(table, name) if isinstance(name, str) else None


def without_doubles(rows: dict[Key, Version], others: Mapping[Key, Version]) -> dict[Key, Version]:
    """The rows without those that are elsewhere under the right id: number or table of these is damaged."""
    numbers = {row.id: row for row in others.values()}

    def is_double(row: Version) -> bool:
        own = _own_id(row.table, row.document)
        known = numbers.get(row.id) or others.get((row.table, own or 0))
        return known is not None and row.id != own and known.fits() and same_document(known.document, row.document)

    return {key: row for key, row in rows.items() if key in others or not is_double(row)}


def _table(name: str, lines: list[str]) -> str:
    return "".join((json.dumps(name), ": {\n", ",\n".join(lines), "\n}"))


def _text(document: Document) -> str:
    try:
        return json.dumps(document, separators=(",", ":"))
    except RecursionError:
        return json_text(document)


def json_text(value: object) -> str:
    """JSON, as ``json.dumps`` makes it without blanks, of a value nested however deep."""
    parts: list[str] = []
    left: list[object] = [value]
    while left:
        each = left.pop()
        if isinstance(each, _Mark):
            parts.append(each)
        elif isinstance(each, dict):
            left += [_Mark("}"), *_between((pair for pair in each.items()), _pair), _Mark("{")]
        elif isinstance(each, list):
            left += [_Mark("]"), *_between(each, lambda item: [item]), _Mark("[")]
        else:
            parts.append(json.dumps(each))
    return "".join(parts)


class _Mark(str):
    """A piece of JSON that is written as it is."""

    __slots__ = ()


def _pair(pair: tuple[str, object]) -> list[object]:
    return [pair[1], _Mark(f"{json.dumps(pair[0])}:")]


def _between(items: Iterable[Any], pieces: Callable[[Any], list[object]]) -> list[object]:
    """The pieces of all items with commas between them, in reverse order."""
    made = [piece for item in items for piece in (_Mark(","), *reversed(pieces(item)))]
    return made[:0:-1]


def _checksum(row: Version) -> int:
    try:
        text = json.dumps(row.document, sort_keys=True)
    except RecursionError:
        text = json_text(row.document)
    return _hash(f"{row.deleted} {text}")


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest(), "big")

"""An exported file read record by record: what can be trusted goes on, what cannot is refused with place and reason."""

import json
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dbs_tui.domain.text import printable
from dbs_tui.storage.documents import session_document, session_from
from dbs_tui.storage.errors import DocumentError
from dbs_tui.storage.plans import goal_document, goal_from, pause_document, pause_from
from dbs_tui.storage.rows import Document
from dbs_tui.storage.schemas import upgraded
from dbs_tui.storage.values import GOALS, PAUSES, SESSIONS
from dbs_tui.transfer.archive import EXERCISES, RECORDS, ROUTINES, SCHEMA, can_be_table
from dbs_tui.transfer.errors import TransferError

LARGEST_RECORD = 256 * 1024
"""Characters of one record as JSON."""
DEEPEST = 12
"""Levels of lists and objects in one record."""
TOO_DEEP = f"must not be nested more than {DEEPEST} deep"
LONGEST_ID = 200


@dataclass
class Found:
    """What a file holds."""

    tables: dict[str, dict[str, Document]] = field(default_factory=dict)
    """Good records by table and id, as they are in the file."""
    routines: dict[str, str] = field(default_factory=dict)
    """Routine files by id, not yet looked into."""
    exercises: dict[str, str] = field(default_factory=dict)
    """Files of exercises by name, not yet looked into."""
    refused: list[str] = field(default_factory=list)
    """A line for each record that cannot be taken: ``sessions 3: effort must be …``."""


def found_in(content: bytes, name: str) -> Found:
    """What the bytes of an exported file hold; ``name`` is how messages call it.

    Raises:
        TransferError: it is not JSON, not an export, or a later version of the program wrote it.
    """
    document = _object(content, name)
    _check_schema(document.pop("schema", None), name)
    found = Found()
    for key, value in document.items():
        if key in _READ:
            _take(found, key, value)
        elif key == RECORDS and isinstance(value, dict):
            for table, records in value.items():
                _take(found, table, records)
        elif key == ROUTINES and isinstance(value, list):
            _take_files(found, ROUTINES, found.routines, value)
        elif key == EXERCISES and isinstance(value, list):
            _take_files(found, EXERCISES, found.exercises, value)
        else:
            found.refused.append(f"{_short(key)}: this version does not know it; it is left out")
    return found


def _object(content: bytes, name: str) -> dict[str, Any]:
    try:
        document = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number, parse_float=_finite)
    except UnicodeDecodeError:
        raise TransferError(f"{name}: is not UTF-8 text; only a .json export can be read back") from None
    except json.JSONDecodeError as error:
        reason = f"line {error.lineno}: {error.msg}" if content.strip() else "it is empty"
        raise TransferError(f"{name}: is not JSON ({reason}); only a .json export can be read back") from None
    except (ValueError, RecursionError) as error:
        raise TransferError(f"{name}: is not JSON that can be read ({str(error) or 'too deep'})") from None
    if not isinstance(document, dict) or not {SESSIONS, GOALS, PAUSES, RECORDS, ROUTINES, EXERCISES} & document.keys():
        raise TransferError(f"{name}: is JSON, but no export of dbs-tui: it has no sessions")
    return document


def _check_schema(schema: object, name: str) -> None:
    if type(schema) is not int or schema < 1:
        raise TransferError(f"{name}: is no export of dbs-tui: schema must be a whole number, 1 or more")
    if schema > SCHEMA:
        raise TransferError(f"{name}: written by a newer dbs-tui (schema {_short(str(schema))}); update this program")


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _no_number(text)


def _no_number(text: str) -> float:
    raise ValueError(f"{_short(text)} is not a number of JSON")


_READ: Mapping[str, Callable[[Document], Document]] = {
    SESSIONS: lambda document: session_document(session_from(document)),
    GOALS: lambda document: goal_document(goal_from(document)),
    PAUSES: lambda document: pause_document(pause_from(document)),
}
"""Of each table, what checks a record, and writes it as this version does."""


def _take(found: Found, table: str, records: object) -> None:
    if table not in _READ and not can_be_table(table):
        found.refused.append(f"{_short(table)}: cannot be the name of a kind of records")
    elif not isinstance(records, list):
        found.refused.append(f"{_short(table)}: must be a list")
    else:
        known = found.tables.setdefault(table, {})
        for place, record in _each(table, records):
            try:
                _add(known, _checked(table, record))
            except DocumentError as error:
                found.refused.append(f"{place}: {error}")


def _each(table: str, records: list[object]) -> Iterator[tuple[str, object]]:
    for number, record in enumerate(records, start=1):
        yield f"{table} {number}", record


def _checked(table: str, record: object) -> Document:
    """A record that can be kept, with the id it is known by."""
    if not isinstance(record, dict):
        raise DocumentError("must be an object")
    document = {key: value for key, value in record.items() if not key.startswith("_")}
    if (size := len(json.dumps(document))) > LARGEST_RECORD:
        raise DocumentError(f"must not be larger than {LARGEST_RECORD // 1024} KB, not {size // 1024}")
    written = _as_written(table, document)
    if written != document and _depth(document) > DEEPEST:
        raise DocumentError(TOO_DEEP)
    name = (written or document).get("id")
    if not isinstance(name, str) or not 0 < len(name) <= LONGEST_ID:
        raise DocumentError(f"id must be text of 1 to {LONGEST_ID} characters")
    return document | {"id": name}


def _as_written(table: str, document: Document) -> Document | None:
    """A record of the history as this version writes it, which says that it can be read; ``None`` for any other."""
    try:
        return _READ[table](upgraded(document)) if table in _READ else None
    except RecursionError:
        raise DocumentError(TOO_DEEP) from None


def _add(known: dict[str, Document], document: Document) -> None:
    if known.setdefault(document["id"], document) != document:
        raise DocumentError("has the id of an earlier one, and says something else")


def _take_files(found: Found, kind: str, files: dict[str, str], records: list[object]) -> None:
    for place, record in _each(kind, records):
        routine, text = (record.get("id"), record.get("toml")) if isinstance(record, dict) else (None, None)
        if not isinstance(routine, str) or not isinstance(text, str):
            found.refused.append(f"{place}: must have an id and its text under toml")
        else:
            files[routine] = text


def _depth(value: object, levels: int = 0) -> int:
    """How deep a value is nested; it stops counting soon after what is allowed."""
    if levels > DEEPEST or not isinstance(value, dict | list):
        return levels
    inner = value.values() if isinstance(value, dict) else value
    return max((_depth(each, levels + 1) for each in inner), default=levels + 1)


def _short(text: str) -> str:
    return printable(text if len(text) <= 40 else f"{text[:39]}…")

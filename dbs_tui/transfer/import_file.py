"""An exported file read record by record: what can be trusted goes on, what cannot is refused with place and reason."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from dbs_tui.domain.common.limits import LARGEST_NUMBER, is_within, words
from dbs_tui.domain.common.text import printable
from dbs_tui.domain.history.changes import Thing
from dbs_tui.domain.history.history import DAY, Goal, Pause
from dbs_tui.domain.training.session import Session
from dbs_tui.storage.desk import BREAKS, day_from
from dbs_tui.storage.documents import (
    GOALS,
    PAUSES,
    SESSIONS,
    goal_document,
    goal_from,
    pause_document,
    pause_from,
    session_document,
    session_from,
)
from dbs_tui.storage.errors import DocumentError, NewerSchemaError
from dbs_tui.storage.fields import upgraded
from dbs_tui.storage.learning import ANSWERS, READING, answer_from, read_from
from dbs_tui.storage.versioned_document import Document
from dbs_tui.transfer.archive import EXERCISES, RECORDS, ROUTINES, SCHEMA, can_be_table
from dbs_tui.transfer.errors import TransferError
from dbs_tui.transfer.json_stream import JsonError, JsonStream, TooDeepError, TooLargeError

LARGEST_RECORD = 256 * 1024
"""Characters of one record as JSON."""
MOST_LONGER = 16
"""How many times as long as in the file a record can be when it is kept."""
DEEPEST = 12
"""Levels of lists and objects in one record."""
TOO_DEEP = f"must not be nested more than {DEEPEST} deep"
LONGEST_ID = 200


MOST_RECORDS = 1_000_000
"""Of a file: a record a day for longer than anybody trains, and then a thousand times as many."""
MOST_REFUSALS = 1000
"""Refusals that are kept word by word; the others are counted."""


class TooManyError(Exception):
    """There are more records than any history has."""


class Refusals(list[str]):
    """Lines about what was refused: the first of them, and how many there are in all."""

    total = 0

    def append(self, line: str) -> None:
        """Keep one more line; beyond ``MOST_REFUSALS`` it is counted only."""
        self.total += 1
        if len(self) < MOST_REFUSALS:
            super().append(line)


@dataclass
class ImportedFile:
    """What a file holds."""

    tables: dict[str, dict[str, Document]] = field(default_factory=dict)
    """Good records by table and id, as they are in the file."""
    values: dict[str, dict[str, Thing]] = field(default_factory=dict)
    """Of the tables of the history: what each of them tells of."""
    routines: dict[str, str] = field(default_factory=dict)
    """Routine files by id, not yet looked into."""
    exercises: dict[str, str] = field(default_factory=dict)
    """Files of exercises by name, not yet looked into."""
    refused: Refusals = field(default_factory=Refusals)
    """A line for each record that cannot be taken: ``sessions 3: effort must be …``."""
    records: int = 0
    """How many there are, good or not."""
    schema: object = None


def found_in(content: bytes, name: str) -> ImportedFile:
    """What the bytes of an exported file hold; ``name`` is how messages call it. Records are built one by one.

    Raises:
        TransferError: it is not JSON, not an export, or a later version of the program wrote it.
    """
    found = ImportedFile()
    try:
        keys = _read_all(JsonStream(_text(content, name)), found)
    except TooManyError:
        raise TransferError(f"{name}: has more than {MOST_RECORDS} records; this is no export of dbs-tui") from None
    except JsonError as error:
        reason = f"line {error.line}: {error}" if content.strip() else "it is empty"
        raise TransferError(f"{name}: is not JSON ({reason}); only a .json export can be read back") from None
    except ValueError as error:  # NaN and its like, which only Python writes
        raise TransferError(f"{name}: is not JSON that can be read ({_short(str(error))})") from None
    if not {SESSIONS, GOALS, PAUSES, RECORDS, ROUTINES, EXERCISES} & keys:
        raise TransferError(f"{name}: is JSON, but no export of dbs-tui: it has no sessions")
    _check_schema(found.schema, name)
    return found


def _text(content: bytes, name: str) -> str:
    """The text of a file. Windows' PowerShell writes UTF-16 where ``>`` is used."""
    for encoding in (json.detect_encoding(content), "utf-8-sig"):
        with suppress(UnicodeDecodeError):
            return content.decode(encoding)
    raise TransferError(f"{name}: is not UTF-8 text; only a .json export can be read back")


def _read_all(stream: JsonStream, found: ImportedFile) -> set[str]:
    """Read a whole file; its keys."""
    keys: set[str] = set()
    files = {ROUTINES: found.routines, EXERCISES: found.exercises}
    if stream.begins != "{":
        with suppress(TooLargeError, TooDeepError):
            stream.value(LARGEST_RECORD)
        stream.end()
        return keys
    for key in stream.members():
        keys.add(key)
        if key == "schema":
            found.schema = _value(stream)
        elif key in _READ:
            _take(found, key, stream)
        elif key == RECORDS and stream.begins == "{":
            for table in stream.members():
                _take(found, table, stream)
        elif key in files and stream.begins == "[":
            _take_files(found, key, files[key], stream)
        else:
            found.refused.append(f"{_short(key)}: this version does not know it; it is left out")
            stream.pass_over()
    stream.end()
    return keys


def _value(stream: JsonStream) -> object:
    """The next value, when it is one that can be kept.

    Raises:
        DocumentError: it is too large, or nested too deep; it was passed over.
    """
    try:
        return stream.value(LARGEST_RECORD)
    except TooLargeError as error:
        raise DocumentError(f"must not be larger than {LARGEST_RECORD // 1024} KB, not {error.size // 1024}") from None
    except TooDeepError:
        raise DocumentError(TOO_DEEP) from None


def _check_schema(schema: object, name: str) -> None:
    if type(schema) is not int or schema < 1:
        raise TransferError(f"{name}: is no export of dbs-tui: schema must be a whole number, 1 or more")
    if schema > SCHEMA:
        raise TransferError(f"{name}: written by a newer dbs-tui (schema {_short(str(schema))}); update this program")


_READ: Mapping[str, Callable[[Document], Thing]] = {
    SESSIONS: lambda document: possible_session(session_from(document)),
    GOALS: goal_from,
    PAUSES: lambda document: possible_pause(pause_from(document)),
}
"""Of each table of the history, what checks a record and gives what it tells of."""

_JUDGED: Mapping[str, Callable[[Document], object]] = {BREAKS: day_from, READING: read_from, ANSWERS: answer_from}
"""Of the other tables that this version knows, what checks a record."""


def _take(found: ImportedFile, table: str, stream: JsonStream) -> None:
    if table not in _READ and not can_be_table(table):
        found.refused.append(f"{_short(table)}: cannot be the name of a kind of records")
        stream.pass_over()
    elif stream.begins != "[":
        found.refused.append(f"{_short(table)}: must be a list")
        stream.pass_over()
    else:
        known, values = found.tables.setdefault(table, {}), found.values.setdefault(table, {})

        def take(record: object) -> None:
            document, value = _checked(table, record, stream.size)
            _add(known, document)
            if value is not None:
                values[document["id"]] = value

        _each(found, table, stream, take)


def _each(found: ImportedFile, table: str, stream: JsonStream, take: Callable[[object], None]) -> None:
    """Take the records of a list one by one; those that cannot be taken are refused with their place."""
    for number, _ in enumerate(stream.items(), start=1):
        found.records += 1
        if found.records > MOST_RECORDS:
            raise TooManyError
        try:
            take(_value(stream))
        except DocumentError as error:
            found.refused.append(f"{table} {number}: {error}")


def _checked(table: str, record: object, size: int) -> tuple[Document, Thing | None]:
    """A record that can be kept, with its id, and what it tells of; ``size`` is its length in the file."""
    if not isinstance(record, dict):
        raise DocumentError("must be an object")
    document = {key: value for key, value in record.items() if not key.startswith("_")}
    # Kept, it is some times as long: a letter is written in up to 12 characters, and ``1e15`` in 18.
    if size > LARGEST_RECORD // MOST_LONGER and (size := len(json.dumps(document))) > LARGEST_RECORD:
        raise DocumentError(f"must not be larger than {LARGEST_RECORD // 1024} KB, not {size // 1024}")
    value = _value_of(table, document)
    written = None if value is None else _written(value)
    if written != document:  # else there is nothing in it but what has limits of its own
        if _depth(document) > DEEPEST:
            raise DocumentError(TOO_DEEP)
        _check_numbers(document)
    if table in _JUDGED:
        with suppress(NewerSchemaError):  # what a later version wrote is kept as it is
            _JUDGED[table](upgraded(document))
    name = (written or document).get("id")
    if not isinstance(name, str) or not 0 < len(name) <= LONGEST_ID:
        raise DocumentError(f"id must be text of 1 to {LONGEST_ID} characters")
    return document | {"id": name}, value


def _check_numbers(document: Document) -> None:
    for place, number in _numbers(document):
        if not -LARGEST_NUMBER <= number <= LARGEST_NUMBER:
            raise DocumentError(f"{_short(place)} must be a number up to {LARGEST_NUMBER:.0e}, not {number:.3g}")


def _value_of(table: str, document: Document) -> Thing | None:
    """What a record of the history tells of; ``None`` for any other."""
    try:
        return _READ[table](upgraded(document)) if table in _READ else None
    except RecursionError:
        raise DocumentError(TOO_DEEP) from None


def _written(value: Thing) -> Document:
    """The record that this version writes."""
    if isinstance(value, Session):
        return session_document(value)
    return goal_document(value) if isinstance(value, Goal) else pause_document(value)


def _add(known: dict[str, Document], document: Document) -> None:
    if known.setdefault(document["id"], document) != document:
        raise DocumentError("has the id of an earlier one, and says something else")


def _take_files(found: ImportedFile, kind: str, files: dict[str, str], stream: JsonStream) -> None:
    def take(record: object) -> None:
        name, text = (record.get("id"), record.get("toml")) if isinstance(record, dict) else (None, None)
        if not isinstance(name, str) or not isinstance(text, str):
            raise DocumentError("must have an id and its text under toml")
        files[name] = text

    _each(found, kind, stream, take)


def possible_session(session: Session) -> Session:
    """A session whose times can be true.

    Raises:
        DocumentError: it ended before it started, or its date is none of its times.
    """
    if session.ended_at < session.started_at:
        raise DocumentError(f"ended_at must not be before started_at, not {session.ended_at.isoformat()}")
    first, last = session.started_at.date() - DAY, session.ended_at.date() + DAY
    if not first <= session.local_date <= last:
        raise DocumentError(f"local_date must be of its times, {first} to {last}, not {session.local_date}")
    return session


def possible_pause(pause: Pause) -> Pause:
    """A pause that somebody may have had.

    Raises:
        DocumentError: it takes longer than anybody plans.
    """
    days = (pause.last - pause.first).days + 1
    if not is_within("paused days", days):
        raise DocumentError(f"pause: must be {words('paused days')} days long, not {days}")
    return pause


def _numbers(value: object, place: str = "") -> Iterator[tuple[str, float]]:
    """Every number in a value, and the key it stands under."""
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else ((place, each) for each in value):
            yield from _numbers(inner, str(key))
    elif isinstance(value, int | float):
        yield place, value


def _depth(value: object, levels: int = 0) -> int:
    """How deep a value is nested; it stops counting soon after what is allowed."""
    if levels > DEEPEST or not isinstance(value, dict | list):
        return levels
    inner = value.values() if isinstance(value, dict) else value
    return max((_depth(each, levels + 1) for each in inner), default=levels + 1)


def _short(text: str) -> str:
    return printable(text if len(text) <= 40 else f"{text[:39]}…")

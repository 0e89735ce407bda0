"""Everything the user made, as one JSON text that reads back exactly: sessions, goals, pauses, other records, routines.

Records are written as they are kept, those keys too that only a later version of the program knows. Nothing in it
changes from one export to the next: no date of the export, no version, and everything in one order. A record is a line.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dbs_tui.domain.common.text import printable
from dbs_tui.domain.history.history import Goal, Pause
from dbs_tui.domain.training.session import Session
from dbs_tui.library.files import LARGEST_FILE, contents
from dbs_tui.library.problem import RoutineError
from dbs_tui.library.shelf import Origin, Shelf
from dbs_tui.storage.documents import (
    GOALS,
    PAUSES,
    READ,
    SESSIONS,
    goal_document,
    name_of,
    pause_document,
    session_document,
)
from dbs_tui.storage.errors import DocumentError
from dbs_tui.storage.fields import upgraded
from dbs_tui.storage.history import HistoryStore
from dbs_tui.storage.versioned_document import Document, is_json

SCHEMA = 1
MOST_LETTERS = 40
RECORDS, ROUTINES, EXERCISES = "records", "routines", "exercises"
"""Keys of the other tables, by name, and of the user's own files of routines and of exercises."""


_ENCODE = json.JSONEncoder(allow_nan=False).encode


@dataclass(frozen=True, slots=True)
class Archive:
    """A text with everything, and a line for each record that could not be put into it."""

    text: str
    left_out: tuple[str, ...] = ()
    records_left_out: int = 0
    """How many of these are records of the history; the others are files of the user's that are not whole anyway."""


def archive(store: HistoryStore, shelf: Shelf, exercises: Iterable[Path] = ()) -> Archive:
    """Everything in a store that was loaded, and the user's own routines and files of exercises that are whole."""
    left_out: list[str] = []
    parts = [
        f'"schema": {SCHEMA}',
        _part(SESSIONS, _known(store, SESSIONS, left_out)),
        _part(GOALS, _known(store, GOALS, left_out)),
        _part(PAUSES, _known(store, PAUSES, left_out)),
        *_others(store, left_out),
    ]
    records = len(left_out)
    parts += [*_routines(shelf, left_out), *_exercises(exercises, left_out)]
    return Archive("{" + ",\n".join(parts) + "}\n", tuple(left_out), records)


def _known(store: HistoryStore, table: str, left_out: list[str]) -> list[str]:
    """The records of a table of the history as lines, in their order."""
    found = []
    for document, value in store.values(table):
        try:
            found.append(_placed(document, READ[table](upgraded(document)) if value is None else value))
        except DocumentError as error:
            left_out.append(f"{error}; it is not in the export")
        except (ValueError, ArithmeticError, RecursionError):
            left_out.append(_unwritable(table, document))
    return [line for _, line in sorted(found)]


def _placed(document: Document, value: object) -> tuple[tuple[object, ...], str]:
    """What a record is sorted by, and its line; ``value`` is what it tells of."""
    if isinstance(value, Session):
        return value.order, _line(document, session_document(value))
    if isinstance(value, Goal):
        return (value.starts,), _line(document, goal_document(value))
    assert isinstance(value, Pause)
    return (value.first, value.last), _line(document, pause_document(value))


def _others(store: HistoryStore, left_out: list[str]) -> Iterable[str]:
    parts = []
    for name in store.tables():
        if name not in (SESSIONS, GOALS, PAUSES) and can_be_table(name):
            lines = []
            for document in sorted(store.documents(name), key=lambda one: str(one.get("id"))):
                try:
                    lines.append(_line(document, {}))
                except (ValueError, RecursionError):
                    left_out.append(_unwritable(name, document))
            parts += [_part(name, lines)] if lines else []
    return [f'"{RECORDS}": {{\n' + ",\n".join(parts) + "\n}"] if parts else []


def _unwritable(table: str, document: Document) -> str:
    name = name_of(document) if table == SESSIONS else f"{table} {printable(str(document.get('id')))[:40]}"
    return f"{name}: has something that no file can hold, such as NaN or too many levels; it is not in the export"


def _routines(shelf: Shelf, left_out: list[str]) -> Iterable[str]:
    lines = []
    for entry in shelf.entries:
        if entry.origin is not Origin.YOURS:
            continue
        try:
            text = entry.path.read_bytes()[: LARGEST_FILE + 1].decode() if entry.routine else None
        except (OSError, UnicodeDecodeError):
            text = None
        if text is None:
            left_out.append(f"{entry.path}: is not a routine that can be read; it is not in the export")
        else:
            lines.append(_ENCODE({"id": entry.id, "toml": text}))
    return [_part(ROUTINES, sorted(lines))] if lines else []


def _exercises(files: Iterable[Path], left_out: list[str]) -> Iterable[str]:
    lines = []
    for path in sorted(set(files)):
        try:
            lines.append(_ENCODE({"id": path.stem, "toml": contents(path).content.decode()}))
        except (RoutineError, UnicodeDecodeError):
            left_out.append(f"{path}: is not a file of exercises that can be read; it is not in the export")
    return [_part(EXERCISES, lines)] if lines else []


def can_be_table(name: str) -> bool:
    """Whether other records may stand under a name: a word of small letters, and none of the history's own."""
    return name.isascii() and name.replace("_", "a").isalpha() and name[0].isalpha() and len(name) <= MOST_LETTERS


def in_order(document: Document, canonical: Mapping[str, object]) -> Document:
    """A record with its keys in the order of another one, and those that are not in it sorted behind."""
    keys = [*(key for key in canonical if key in document), *sorted(key for key in document if key not in canonical)]
    return {key: _ordered(document[key], canonical.get(key)) for key in keys}


def _ordered(value: object, canonical: object) -> object:
    if isinstance(value, dict):
        return in_order(value, canonical if isinstance(canonical, dict) else {})
    if isinstance(value, list):
        models = canonical if isinstance(canonical, list) and len(canonical) == len(value) else [None] * len(value)
        return [_ordered(each, model) for each, model in zip(value, models, strict=True)]
    return value


def _part(name: str, lines: list[str]) -> str:
    return f'"{name}": [\n' + ",\n".join(lines) + "\n]" if lines else f'"{name}": []'


def _line(document: Document, canonical: Mapping[str, object]) -> str:
    if document == canonical:
        return _ENCODE(document)
    if not is_json(document):
        raise ValueError("it cannot be written")
    return _ENCODE(in_order(document, canonical))

"""A made-up history of a programme, read from JSON day by day; what is wrong with it is told by its place."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from dbs_tui.domain.building.programme_rules import Activity, DayRecord, PauseKind
from dbs_tui.domain.common.text import printable

SCHEMA = 1
PROGRAMMES = ("desk", "runner")
KEYS = ("schema", "programme", "starts", "days")
DAY_KEYS = ("date", "did", "effort", "pain", "sign", "doctor_said", "paused")
PAIN_KEYS = ("before", "worst", "next_morning")
LONGEST = 3660
"""Days from the start to the last one: ten years."""
LARGEST = 16 * 1024 * 1024
"""Bytes."""

Word = TypeVar("Word", bound=StrEnum)


class TraceError(Exception):
    """What is wrong with a trace, a line each: ``FILE: WHERE: WHAT``."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


@dataclass(frozen=True, slots=True)
class Trace:
    """Which programme, from when, and what every day brought, one record a day without a gap."""

    programme: str
    starts: date
    records: tuple[DayRecord, ...]


def read_trace(path: Path, name: str) -> Trace:
    """The trace in a file; days that are missing in it were rest.

    Raises:
        TraceError: it cannot be read, or something in it is wrong.
    """
    return trace_from(_json(path, name), name)


def trace_from(data: object, name: str) -> Trace:
    """The trace in what a JSON file holds; days that are missing in it were rest.

    Raises:
        TraceError: something in it is wrong.
    """
    reader = _Reader()
    trace = reader.trace(data)
    if reader.wrong or trace is None:
        raise TraceError([f"{name}: {line}" for line in reader.wrong])
    return trace


def _json(path: Path, name: str) -> object:
    try:
        content = path.read_bytes()
        if len(content) > LARGEST:
            raise TraceError([f"{name}: file: is larger than {LARGEST // 1024 // 1024} MiB"])
        return json.loads(content.decode(), object_pairs_hook=_once)
    except OSError as error:
        raise TraceError([f"{name}: file: cannot be read: {error.strerror or error}"]) from None
    except _TwiceError as error:
        raise TraceError([f"{name}: file: the key {printable(str(error))[:40]} is there twice"]) from None
    except UnicodeDecodeError:
        raise TraceError([f"{name}: file: is not UTF-8 text"]) from None
    except json.JSONDecodeError as error:
        raise TraceError([f"{name}: line {error.lineno}: is not JSON ({error.msg})"]) from None
    except (ValueError, RecursionError):
        raise TraceError([f"{name}: file: is not JSON that can be read"]) from None


class _TwiceError(Exception):
    """A key that is in one object twice."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _TwiceError(key)
        found[key] = value
    return found


class _Reader:
    """Reads the values of a trace and collects a line for each that is wrong."""

    def __init__(self) -> None:
        self.wrong: list[str] = []

    def note(self, where: str, what: str) -> None:
        """Add a line about something that is wrong."""
        self.wrong.append(f"{printable(where)}: {what}")

    def trace(self, data: object) -> Trace | None:
        """The whole of it; ``None``, and noted, when something is wrong."""
        table = self.table(data, "trace", KEYS)
        if table is None:
            return None
        if type(table.get("schema")) is not int or table["schema"] != SCHEMA:
            self.note("schema", f"must be {SCHEMA}, not {_found(table.get('schema'))}")
        if (programme := table.get("programme")) not in PROGRAMMES:
            self.note("programme", f"must be {' or '.join(PROGRAMMES)}, not {_found(programme)}")
        starts = self.day(table.get("starts"), "starts")
        days = table.get("days")
        if not isinstance(days, list):
            self.note("days", f"must be a list, not {_found(days)}")
            return None
        records = [found for number, day in enumerate(days, start=1) if (found := self.record(day, f"days {number}"))]
        if self.wrong or starts is None:
            return None
        filled = self.filled(starts, records)
        return None if self.wrong else Trace(str(programme), starts, tuple(filled))

    def record(self, data: object, where: str) -> DayRecord | None:
        """One day; ``None``, and noted, when something is wrong."""
        table = self.table(data, where, DAY_KEYS)
        if table is None:
            return None
        pain = table.get("pain")
        pains = {} if pain is None else self.table(pain, f"{where} pain", PAIN_KEYS) or {}
        day = self.day(table.get("date"), f"{where} date")
        record = DayRecord(
            day or date.min,
            did=self.did(table.get("did", []), f"{where} did"),
            effort=self.rating(table.get("effort"), f"{where} effort"),
            **{key: self.rating(pains.get(key), f"{where} pain {key}") for key in PAIN_KEYS},
            sign=self.flag(table.get("sign", False), f"{where} sign"),
            doctor_said=self.flag(table.get("doctor_said", False), f"{where} doctor_said"),
            paused=self.word(table.get("paused"), PauseKind, f"{where} paused"),
        )
        return record if day else None

    def filled(self, starts: date, records: list[DayRecord]) -> Iterator[DayRecord]:
        """One record a day from the start to the last one; the days must be in order, and not before the start."""
        expected = starts
        for number, record in enumerate(records, start=1):
            if record.day < starts:
                self.note(f"days {number} date", f"is before starts, {starts}")
            elif record.day < expected:
                self.note(f"days {number} date", f"must be later than the day before it in the list, not {record.day}")
            elif (record.day - starts).days >= LONGEST:
                self.note(f"days {number} date", f"is more than {LONGEST} days after starts")
            else:
                while expected < record.day:
                    yield DayRecord(expected)
                    expected += timedelta(days=1)
                yield record
                expected += timedelta(days=1)

    def table(self, data: object, where: str, keys: tuple[str, ...]) -> Mapping[str, Any] | None:
        """An object with no other keys than those."""
        if not isinstance(data, dict):
            self.note(where, f"must be an object, not {_found(data)}")
            return None
        for key in data:
            if key not in keys:
                self.note(where, f"unknown key {_found(key)}; the keys are: {', '.join(keys)}")
        return data

    def day(self, value: object, where: str) -> date | None:
        """A date such as 2026-11-22."""
        if isinstance(value, str) and len(value) == 10:
            try:
                day = date.fromisoformat(value)
            except ValueError:
                day = date.min
            if 1900 <= day.year < 2200:
                return day
        self.note(where, f"must be a date such as 2026-11-22, not {_found(value)}")
        return None

    def rating(self, value: object, where: str) -> int | None:
        """0 to 10, or null."""
        if value is None or (type(value) is int and 0 <= value <= 10):
            return value
        self.note(where, f"must be a whole number from 0 to 10 or null, not {_found(value)}")
        return None

    def flag(self, value: object, where: str) -> bool:
        """``true`` or ``false``."""
        if isinstance(value, bool):
            return value
        self.note(where, f"must be true or false, not {_found(value)}")
        return False

    def word(self, value: object, words: type[Word], where: str) -> Word | None:
        """One of some words, or null."""
        if value is None or (isinstance(value, str) and value in tuple(words)):
            return None if value is None else words(value)
        self.note(where, f"must be {', '.join(words)} or null, not {_found(value)}")
        return None

    def did(self, value: object, where: str) -> frozenset[Activity]:
        """What was done on a day."""
        if not isinstance(value, list):
            self.note(where, f"must be a list, not {_found(value)}")
            return frozenset()
        for word in value:
            if not isinstance(word, str) or word not in tuple(Activity):
                self.note(where, f"must be some of {', '.join(Activity)}, not {_found(word)}")
        return frozenset(Activity(word) for word in value if isinstance(word, str) and word in tuple(Activity))


def _found(value: object) -> str:
    """A value as it is told: JSON, cut after 40 characters."""
    told = printable(json.dumps(value, ensure_ascii=False, default=str))
    return told if len(told) <= 40 else f"{told[:39]}…"

"""Reads a document key by key and names the place of the first mistake: ``session 0f8a: sets 3 status: must be …``.

Keys that nobody asks for are left alone: a later version may have added them. A document of an earlier version is
read through ``upgraded``, one step up at a time; on disk it stays as it was written until it is edited, and then the
original is kept beside it.
"""

import marshal
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

from dbs_tui.domain.common.limits import LIMITS, is_within, words
from dbs_tui.storage.errors import DocumentError, NewerSchemaError

SCHEMA = 1
"""Of every document that this version writes."""
LONGEST = 1e9
"""No length is longer, in seconds: thirty years. Keeps infinity and endless digits out."""

LARGEST = 10**18
"""No whole number is larger: nanoseconds of thirty years, the largest that this program writes."""

YEARS = range(1900, 2200)
"""Of all dates and times. Keeps a slip of the pen from making a history of two thousand years."""
YEARS_WORDS = f"of a year from {YEARS[0]} to {YEARS[-1]}"

MOST_KNOWN = 20_000
"""Kinds of objects that are remembered."""

Choice = TypeVar("Choice", bound=StrEnum)
Value = TypeVar("Value")


class Fields:
    """One object of a document, and its place there. Every method but ``in`` raises ``DocumentError``."""

    def __init__(self, value: object, where: str) -> None:
        if not isinstance(value, Mapping):
            raise DocumentError(f"{where} must be an object")
        self._values: Mapping[str, Any] = value
        self._where = where

    def check_schema(self) -> None:
        """Refuse what this version cannot read.

        Raises:
            NewerSchemaError: a later version wrote it.
        """
        if (schema := self.whole("schema", 1)) > SCHEMA:
            raise NewerSchemaError(f"{self._where}: written by a newer dbs-tui (schema {schema})")

    def text(self, key: str, default: str | None = None) -> str:
        """A string; without a default it must be there."""
        value = self._values.get(key, default)
        return value if isinstance(value, str) else self._wrong(key, "text")

    def some_text(self, key: str) -> str:
        """A string that is not empty."""
        return self.text(key) or self._wrong(key, "text, not empty")

    def optional_text(self, key: str) -> str | None:
        """A string; ``None`` when it is null or missing."""
        return None if self._values.get(key) is None else self.text(key)

    def whole(self, key: str, least: int = 0, most: float = LARGEST) -> int:
        """A whole number from ``least`` to ``most``."""
        value = self._values.get(key)
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        return self._wrong(key, f"a whole number, {least} {'or more' if most == LARGEST else f'to {most}'}")

    def optional_whole(self, key: str, most: float = LARGEST) -> int | None:
        """A whole number from 0 to ``most``; ``None`` when it is null or missing."""
        if self._values.get(key) is None:
            return None
        value = self.whole(key)
        return value if value <= most else self._wrong(key, f"a whole number, 0 to {most}")

    def flag(self, key: str) -> bool:
        """``true`` or ``false``."""
        value = self._values.get(key)
        return value if isinstance(value, bool) else self._wrong(key, "true or false")

    def seconds(self, key: str) -> float:
        """A length within the limits of its key."""
        value = self._values.get(key)
        if isinstance(value, int | float) and not isinstance(value, bool) and is_within(key, value):
            return float(value)
        return self._wrong(key, f"a number of seconds, {words(key)}")

    def amount(self, key: str) -> int:
        """A whole number within the limits of its key."""
        return self.whole(key, LIMITS[key][0], LIMITS[key][-1])

    def optional_amount(self, key: str) -> int | None:
        """A whole number within the limits of its key; ``None`` when it is null or missing."""
        return None if self._values.get(key) is None else self.amount(key)

    def moment(self, key: str) -> datetime:
        """A time with its offset."""
        try:
            moment = datetime.fromisoformat(self.text(key))
        except ValueError:
            return self._wrong(key, "a time such as 2026-11-22T08:23:00+01:00")
        if not moment.tzinfo:
            return self._wrong(key, "a time with its offset")
        return moment if moment.year in YEARS else self._wrong(key, YEARS_WORDS)

    def optional_moment(self, key: str) -> datetime | None:
        """A time with its offset; ``None`` when it is null or missing."""
        return None if self._values.get(key) is None else self.moment(key)

    def day(self, key: str) -> date:
        """A date."""
        try:
            day = date.fromisoformat(self.text(key))
        except ValueError:
            return self._wrong(key, "a date such as 2026-11-22")
        return day if day.year in YEARS else self._wrong(key, YEARS_WORDS)

    def choice(self, key: str, choices: type[Choice]) -> Choice:
        """One of the words of an enumeration."""
        try:
            return choices(self.text(key))
        except ValueError:
            return self._wrong(key, f"one of {', '.join(choices)}")

    def optional_choice(self, key: str, choices: type[Choice]) -> Choice | None:
        """One of the words of an enumeration; ``None`` when it is null or missing."""
        return None if self._values.get(key) is None else self.choice(key, choices)

    def inner(self, key: str) -> "Fields":
        """The object under a key."""
        return Fields(self._values.get(key), self._place(key))

    def optional_inner(self, key: str) -> "Fields":
        """The object under a key; an empty one when it is null or missing."""
        return Fields(self._values.get(key) or {}, self._place(key))

    def __contains__(self, key: str) -> bool:
        """Whether anything stands under a key."""
        return key in self._values

    def each(self, key: str) -> Iterator["Fields"]:
        """The objects of the list under a key."""
        for number, value in enumerate(self._list(key), start=1):
            yield Fields(value, self._place(f"{key} {number}"))

    def each_once(
        self, key: str, read: Callable[["Fields"], Value], known: MutableMapping[bytes, tuple[Value, Any]]
    ) -> Iterator[Value]:
        """What ``read`` makes of the objects of the list under a key; equal objects are read once.

        ``known`` remembers them from call to call, and the list gets the object that was seen first in the place of
        every other that says the same: most of the memory of years of documents would be objects alike.
        """
        items = self._list(key)
        for place, value in enumerate(items):
            # Version 2 of the format writes equal values alike, types too; a comparison would take 1 for ``True``.
            mark = marshal.dumps(value, 2)
            if mark not in known:
                made = read(Fields(value, self._place(f"{key} {place + 1}")))
                if len(known) >= MOST_KNOWN:
                    known.clear()
                known[mark] = made, value
            made, items[place] = known[mark]
            yield made

    def wholes(self, key: str) -> tuple[int, ...]:
        """The list of whole numbers under a key."""
        items = self._list(key)
        return tuple(Fields({key: item}, self._where).whole(key) for item in items)

    def _list(self, key: str) -> list[Any]:
        value = self._values.get(key)
        return value if isinstance(value, list) else self._wrong(key, "a list")

    def _place(self, key: str) -> str:
        return f"{self._where}: {key}" if ":" not in self._where else f"{self._where} {key}"

    def _wrong(self, key: str, must: str) -> NoReturn:
        found = f"must be {must}, not {self._values[key]!r:.60}" if key in self._values else "is missing"
        raise DocumentError(f"{self._place(key)} {found}")


STEPS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""From a schema to the next. There is none yet: 1 is the first."""


def is_older(document: dict[str, Any]) -> bool:
    """Whether an earlier version wrote it, in a form that has changed since."""
    schema = document.get("schema")
    return isinstance(schema, int) and schema in STEPS


def upgraded(document: dict[str, Any]) -> dict[str, Any]:
    """The document as this version would have written it; itself when it is of this version or a later one."""
    while is_older(document):
        schema = document["schema"]
        document = {**STEPS[schema](dict(document)), "schema": min(schema + 1, SCHEMA)}
    return document

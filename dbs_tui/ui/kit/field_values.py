"""Reads what a person typed into a form: dates, times, whole numbers, paths; or says how to write it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, time, timedelta
from pathlib import Path

from dbs_tui.domain.history.corrections import AmendError
from dbs_tui.typed_path import PathError, typed_path
from dbs_tui.ui.kit.form import FormError


def day_from(typed: str, name: str, today: date) -> date:
    """A date: ``2026-11-17``, ``today``, ``yesterday``.

    Raises:
        FormError: it is none.
    """
    words = {"today": today, "yesterday": today - timedelta(days=1)}
    text = typed.strip().lower()
    if text in words:
        return words[text]
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise FormError(f"Write a date like {today}, or today, or yesterday.", name) from None


def optional(read: Callable[[str, str, date], date], typed: str, name: str, today: date) -> date | None:
    """A date as ``day_from`` reads it; ``None`` where nothing was typed."""
    return read(typed, name, today) if typed.strip() else None


def time_from(typed: str, name: str) -> time:
    """A time of day: ``18:00``, ``7.30``, ``7``.

    Raises:
        FormError: it is none.
    """
    hours, _, minutes = typed.strip().replace(".", ":").partition(":")
    try:
        return time(int(hours), int(minutes or 0))
    except ValueError:
        raise FormError("Write a time like 18:00.", name) from None


def length_from(typed: str, name: str) -> float:
    """A length in seconds: ``9:29``, ``1:05:00``; a number alone is minutes.

    Raises:
        FormError: it is none.
    """
    parts = typed.strip().split(":")
    if len(parts) > 3 or not all(part.isascii() and part.isdigit() and len(part) < 4 for part in parts):
        raise FormError("Write a length like 9:30, or 9 for minutes.", name)
    if len(parts) == 1:
        return 60.0 * int(typed)
    seconds = 0
    for part in parts:
        seconds = 60 * seconds + int(part)
    return float(seconds)


def path_from(typed: str, name: str) -> Path:
    """The absolute path that was meant; whether something is there has to be asked.

    Raises:
        FormError: nothing can be done with it.
    """
    try:
        return typed_path(typed)
    except PathError as error:
        raise FormError(str(error), name) from None


def number_from(typed: str) -> int | None:
    """A whole number, or nothing where nothing was typed; the field takes digits only."""
    return int(typed) if typed.strip() else None


@contextmanager
def amending(fields: dict[str, str]) -> Iterator[None]:
    """Turn an ``AmendError`` into a problem of a field; ``fields`` maps the first word of the reason to a field.

    Raises:
        FormError: in place of the ``AmendError``.
    """
    try:
        yield
    except AmendError as error:
        about, _, _ = str(error).partition(":")
        said = str(error)[:1].upper() + str(error)[1:]
        raise FormError(said, fields.get(about, about)) from error

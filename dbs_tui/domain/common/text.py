"""Text that came from a file or a person, and numbers as people read them: pure, and safe to show."""

import unicodedata
from datetime import datetime

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSAFE = frozenset(("Cc", "Cs", "Zl", "Zp", "Cn"))


def _unsafe(character: str) -> bool:
    return character in _BIDI or unicodedata.category(character) in _UNSAFE


def unprintable(text: str) -> str | None:
    """The first character that could act on a terminal instead of being shown: controls, bidi marks, surrogates."""
    if text.isprintable():  # nearly always, and quick to see
        return None
    return next((character for character in text if _unsafe(character)), None)


def printable(text: str) -> str:
    """The text with every such character replaced by U+FFFD, so that it can only be read."""
    if text.isprintable():  # nearly always, and quick to see
        return text
    return "".join("\N{REPLACEMENT CHARACTER}" if _unsafe(character) else character for character in text)


def columns(text: str) -> int:
    """How many columns of a terminal a text takes: two for East Asian characters, none for what stands on others."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def cut(text: str, room: int) -> str:
    """As much of a text, from its start, as fits into some columns."""
    taken = 0
    for number, character in enumerate(text):
        taken += _columns(character)
        if taken > room:
            return text[:number]
    return text


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def clock(seconds: float) -> str:
    """A length as ``m:ss``, or ``h:mm:ss`` from an hour up; rounded up, so that a running clock never shows 0 early."""
    whole = -int(-max(0.0, seconds) // 1)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """A number with its noun: ``1 day``, ``3 days``."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"


def moment_ago(then: datetime, now: datetime) -> str:
    """How long ago a moment was: ``just now``, ``12 minutes ago``, ``3 days ago``; never ahead of now."""
    minutes = max(0, int((now - then).total_seconds() // 60))
    if minutes < 60:
        return f"{counted(minutes, 'minute')} ago" if minutes else "just now"
    hours = minutes // 60
    return f"{counted(hours, 'hour')} ago" if hours < 48 else f"{counted(hours // 24, 'day')} ago"

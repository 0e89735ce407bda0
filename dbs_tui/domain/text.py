"""Text that came from a file or a person, and numbers as people read them: pure, and safe to show."""

import unicodedata

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


def clock(seconds: float) -> str:
    """A length as ``m:ss``, or ``h:mm:ss`` from an hour up; rounded up, so that a running clock never shows 0 early."""
    whole = -int(-max(0.0, seconds) // 1)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """A number with its noun: ``1 day``, ``3 days``."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"

"""Small judgements on what stands in a file: is it a whole number, how to name what was found, what was meant."""

from collections.abc import Iterable

LARGEST = 999_999_999
"""Far above every limit of the domain, and short enough to be shown."""


def not_whole(value: object) -> str | None:
    """What keeps a value from being a whole number; ``None`` when it is one. ``true`` and ``3.0`` are none."""
    if type(value) is not int:
        return f"must be a whole number, not {found(value)}"
    return None if abs(value) <= LARGEST else "must be a much smaller number"


def not_text(value: object) -> str | None:
    """What keeps a value from being a text; ``None`` when it is one."""
    return None if isinstance(value, str) else f"must be text in quotes, not {found(value)}"


def found(value: object) -> str:
    """A value of a file as a person would name it, in 42 characters at most."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{shortened(value)}"'
        case dict():
            return "a table"
        case list():
            return "a list"
    return shortened(str(value))


def shortened(text: str, length: int = 40) -> str:
    """The text, cut with an ellipsis where it is longer than ``length``."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that was probably meant; ``None`` when nothing is like it."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(shortened(word).casefold(), candidates, 1)), None)


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """``; did you mean 'reps'?`` to put behind a complaint; empty when nothing is like the word."""
    meant = nearest(word, candidates)
    return f"; did you mean '{meant}'?" if meant else ""

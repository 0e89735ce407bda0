"""Words as a search compares them: case and accents folded, each knowing where it stands in the text it came from."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_INSIDE = frozenset("'’")
"""Stand inside a word without being part of it: ``don't`` is found by ``dont``."""


class Word(NamedTuple):
    """A word and its place in the text."""

    text: str
    """Folded."""
    start: int
    """Where it begins in the text it came from."""
    end: int


@lru_cache(maxsize=1024)
def folded(character: str) -> str:
    """A character without case and accents; ``ß`` becomes ``ss``."""
    apart = unicodedata.normalize("NFKD", character.casefold())
    return "".join(part for part in apart if not unicodedata.combining(part)).casefold()


def words_of(text: str) -> Iterator[Word]:
    """The words of a text, in order: runs of letters and digits."""
    parts: list[str] = []
    start = end = 0
    for at, character in enumerate(text):
        if character.isalnum() or unicodedata.combining(character):
            start = start if parts else at
            parts.append(folded(character))
            end = at + 1
        elif not (character in _INSIDE and parts):
            yield from _word(parts, start, end)
            parts = []
    yield from _word(parts, start, end)


def begins_nearly(word: str, typed: str) -> bool:
    """Whether a word begins with what was typed, or with that but for one edit.

    An edit is a letter left out, added, exchanged for another, or two neighbours that changed places.
    """
    at = _same(word, typed)
    word, typed = word[at:], typed[at:]
    exchanged, added, left_out = typed[1:], typed[1:], typed
    places_changed = typed[1:2] + typed[:1] + typed[2:]
    return not typed or word[1:].startswith((exchanged, left_out)) or word.startswith((added, places_changed))


def _same(one: str, other: str) -> int:
    """The number of letters that two words share at their beginning."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _word(parts: list[str], start: int, end: int) -> Iterator[Word]:
    if text := "".join(parts):
        yield Word(text, start, end)

"""Search as you type over cards, exercises, terms and sources: pure, and quick enough to run at every key.

What is typed is taken as the beginnings of words. Where nothing begins with it, it is taken as mistyped by one letter.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from math import log

from dbs_tui.domain.learning.highlights import Marked
from dbs_tui.domain.learning.lesson import CitedSource, Lessons, Term
from dbs_tui.domain.learning.text_match import Word, begins_nearly, words_of
from dbs_tui.domain.training.exercise import Catalogue, Exercise, for_side

TYPO_LETTERS = 4
"""So many letters a word needs to be taken as mistyped: fewer are near to almost everything."""
WHOLE, BEGUN, MISTYPED = 1.0, 0.6, 0.3
"""How well a word matches."""


class HitKind(StrEnum):
    """What a hit is, in the order in which equals are listed."""

    CARD = "card"
    EXERCISE = "exercise"
    TERM = "term"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that a search found."""

    kind: HitKind
    id: str
    title: Marked
    body: Marked
    """All of its text: ``excerpt`` makes it short."""
    score: tuple[float, ...]
    """Compared from the left: how much of what was typed is there, how much of it in the title, how well it fits."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A thing that can be found, with the texts that find it."""

    kind: HitKind
    id: str
    title: str
    body: str
    names: str = ""
    """Other names; they find it as its title does."""


_Matches = dict[str, float]
"""Words of the index that match a typed one, and how well."""


class Index:
    """Everything that can be found, by its words. Immutable."""

    def __init__(self, entries: Iterable[_Entry]) -> None:
        self._entries = tuple(entries)
        self._titles = [_by_text(f"{entry.title}\n{entry.names}") for entry in self._entries]
        self._bodies = [_by_text(entry.body) for entry in self._entries]
        self._where: dict[str, set[int]] = defaultdict(set)
        for number, words in chain(enumerate(self._titles), enumerate(self._bodies)):
            for word in words:
                self._where[word].add(number)
        self._words = sorted(self._where)

    @classmethod
    def of(cls, lessons: Lessons, catalogue: Catalogue) -> "Index":
        """The index of all lessons and exercises."""
        return cls(
            chain(
                (
                    _Entry(HitKind.CARD, card.id, card.title, f"{card.body} {card.care}".strip())
                    for card in lessons.cards
                ),
                (_Entry(HitKind.EXERCISE, each.id, each.name, _told(each)) for each in catalogue),
                (
                    _Entry(HitKind.TERM, term.id, term.name, _meant(term), "\n".join(term.also))
                    for term in lessons.terms
                ),
                (_Entry(HitKind.SOURCE, each.id, each.short, _cited(each)) for each in lessons.sources),
            )
        )

    def find(self, query: str, limit: int = 20) -> tuple[Hit, ...]:
        """The best hits, best first; none for a query without a letter or digit.

        What has every word comes before what has some, a word in the title before one in the text.
        """
        typed = dict.fromkeys(word.text for word in words_of(query))
        asked = [(matches, self._rarity(matches)) for matches in map(self._matches, typed) if matches]
        numbers = set().union(*(self._where[word] for matches, _ in asked for word in matches))
        scores = {number: self._score(number, asked) for number in numbers}
        best = sorted(numbers, key=lambda number: ([-part for part in scores[number]], number))
        return tuple(self._hit(number, asked, scores[number]) for number in best[:limit])

    def _matches(self, typed: str) -> _Matches:
        """The words of the index that each typed word may mean, with how well they match."""
        at = bisect_left(self._words, typed)
        found = {}
        while at < len(self._words) and self._words[at].startswith(typed):
            found[self._words[at]] = WHOLE if self._words[at] == typed else BEGUN
            at += 1
        if not found and len(typed) >= TYPO_LETTERS:
            found = {word: MISTYPED for word in self._words if begins_nearly(word, typed)}
        return found

    def _rarity(self, matches: _Matches) -> float:
        """The weight of a typed word: small when many entries have it."""
        return log(1 + len(self._entries) / len(set().union(*(self._where[word] for word in matches))))

    def _score(self, number: int, asked: list[tuple[_Matches, float]]) -> tuple[float, ...]:
        """The score of an entry for the typed words; words in the title weigh more."""
        titles, bodies = self._titles[number], self._bodies[number]
        there = in_title = fits = 0.0
        for matches, rarity in asked:
            best_title = max((matches[word] for word in titles if word in matches), default=0.0)
            best_body = max((matches[word] for word in bodies if word in matches), default=0.0)
            there += rarity * bool(best_title or best_body)
            in_title += rarity * bool(best_title)
            fits += rarity * (best_title / len(titles) if best_title else best_body / 100)
        return tuple(round(part, 9) for part in (there, in_title, fits))

    def _hit(self, number: int, asked: list[tuple[_Matches, float]], score: tuple[float, ...]) -> Hit:
        entry, wanted = self._entries[number], {word for matches, _ in asked for word in matches}
        title, body = (_marked(text, wanted) for text in (entry.title, entry.body))
        return Hit(entry.kind, entry.id, title, body, score)


def _by_text(text: str) -> dict[str, Word]:
    return {word.text: word for word in words_of(text)}


def _marked(text: str, wanted: set[str]) -> Marked:
    return Marked(text, tuple((word.start, word.end) for word in words_of(text) if word.text in wanted))


def _told(exercise: Exercise) -> str:
    return ". ".join(_sentences(exercise))


def _sentences(exercise: Exercise) -> Iterator[str]:
    yield exercise.summary.rstrip(".")
    yield from (beat.cue for beat in exercise.beats)
    setup = tuple(for_side(text, None) for text in exercise.setup)
    for lines in (setup, exercise.primary, exercise.easier, exercise.harder, exercise.mistakes, exercise.stop):
        yield from lines


def _meant(term: Term) -> str:
    return f"Also {', '.join(term.also)}. {term.meaning}" if term.also else term.meaning


def _cited(source: CitedSource) -> str:
    return f"{source.title}. {source.publisher}"

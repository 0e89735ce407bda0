"""What is wrong with a set of lessons: the rules that keep a card short, sourced and findable."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import dataclass

from dbs_tui.domain.common.text import unprintable
from dbs_tui.domain.learning.lesson import (
    MODES,
    SAFETY_PAGES,
    Card,
    Lessons,
    Link,
    LinkKind,
    QuizQuestion,
    SourceKind,
    Term,
)

SLIDES = range(30)
"""The slides of the article that the app started from; each is carried by a card."""
TITLE_CHARACTERS = 32
BODY_WORDS = 55
CARE_CHARACTERS = 60
EXPLANATION_WORDS = 45
MEANING_WORDS = 40


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong, and with which card, term, question or source."""

    where: str
    """``card prp``."""
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def problems(lessons: Lessons, exercises: Collection[str], elsewhere: Set[str] = frozenset()) -> Iterator[Flaw]:
    """Everything that is wrong with the lessons; nothing when they can be shipped.

    ``exercises`` are the ids of those there are, ``elsewhere`` those of sources that other pages rest on.
    """
    checker = _Checker(lessons, exercises, elsewhere)
    for card in lessons.cards:
        yield from _named(f"card {card.id}", checker.card(card))
    for term in lessons.terms:
        yield from _named(f"term {term.id}", checker.term(term))
    for question in lessons.questions:
        yield from _named(f"question {question.id}", checker.question(question))
    yield from checker.whole()


def _named(where: str, found: Iterable[str]) -> Iterator[Flaw]:
    return (Flaw(where, what) for what in found)


class _Checker:
    """What can be linked to, and the rules."""

    def __init__(self, lessons: Lessons, exercises: Collection[str], elsewhere: Set[str]) -> None:
        self.lessons = lessons
        self.elsewhere = elsewhere
        self.sources = {source.id: source for source in lessons.sources}
        self.targets: dict[LinkKind, Collection[str]] = {
            LinkKind.CARD: {card.id for card in lessons.cards},
            LinkKind.EXERCISE: exercises,
            LinkKind.TERM: {term.id for term in lessons.terms},
            LinkKind.SAFETY: SAFETY_PAGES,
            LinkKind.MODE: MODES,
        }

    def card(self, card: Card) -> Iterator[str]:
        yield from _text(card.title, card.body, card.care)
        yield from _long(len(card.title), TITLE_CHARACTERS, "characters of title")
        yield from _long(len(card.body.split()), BODY_WORDS, "words of body")
        yield from _long(len(card.care), CARE_CHARACTERS, "characters of care note")
        yield from self._sources(card.sources)
        yield from self._links(card.links)
        if Link(LinkKind.CARD, card.id) in card.links:
            yield "links to itself"
        if card.exercise is not None and card.exercise not in self.targets[LinkKind.EXERCISE]:
            yield f"there is no exercise {card.exercise}"
        for slide in card.slides:
            if slide not in SLIDES:
                yield f"there is no slide {slide}; they are {SLIDES[0]} to {SLIDES[-1]}"
        if not card.care and self._rests_on_articles(card):
            yield "rests on a magazine article alone, so it needs a care note"

    def term(self, term: Term) -> Iterator[str]:
        yield from _text(term.name, term.meaning)
        yield from _long(len(term.meaning.split()), MEANING_WORDS, "words of meaning")
        yield from self._links(term.links)

    def question(self, question: QuizQuestion) -> Iterator[str]:
        yield from _text(question.question, question.explanation, *question.answers)
        yield from _long(len(question.explanation.split()), EXPLANATION_WORDS, "words of explanation")
        yield from self._sources(question.sources)
        yield from self._links((Link(LinkKind.CARD, question.card),))
        if "article" not in f"{question.question} {question.explanation}" and self._rests_on_articles(question):
            yield "rests on a magazine article alone, so it has to say so"
        if question.topic not in {topic.id for topic in self.lessons.topics}:
            yield f"there is no topic {question.topic}"
        if len(set(question.answers)) < max(2, len(question.answers)):
            yield "needs two answers or more, each another"
        if question.right not in range(len(question.answers)):
            yield f"answer {question.right} is right, and there is none"

    def whole(self) -> Iterator[Flaw]:
        lessons = self.lessons
        for name, items in (
            ("topic", lessons.topics),
            ("card", lessons.cards),
            ("term", lessons.terms),
            ("question", lessons.questions),
            ("source", lessons.sources),
        ):
            counts = Counter(item.id for item in items)
            yield from (Flaw(f"{name} {twice}", "is there twice") for twice, count in counts.items() if count > 1)
        carried = {slide for card in lessons.cards for slide in card.slides}
        yield from (Flaw(f"slide {slide}", "no card carries it") for slide in SLIDES if slide not in carried)
        resting: tuple[Card | QuizQuestion, ...] = (*lessons.cards, *lessons.questions)
        used = {source for each in resting for source in each.sources} | self.elsewhere
        yield from (Flaw(f"source {each}", "nothing rests on it") for each in self.sources if each not in used)
        yield from (
            Flaw(f"source {each}", "is needed, and there is none")
            for each in sorted(self.elsewhere - self.sources.keys())
        )
        yield from (Flaw(f"source {each.id}", "leads to a home page") for each in lessons.sources if _home(each.url))

    def _sources(self, sources: tuple[str, ...]) -> Iterator[str]:
        if not sources:
            yield "names no source"
        yield from (f"there is no source {source}" for source in sources if source not in self.sources)

    def _links(self, links: tuple[Link, ...]) -> Iterator[str]:
        for link in links:
            if link.id not in self.targets[link.kind]:
                yield f"links to {link.kind} {link.id}, and there is none"

    def _rests_on_articles(self, item: Card | QuizQuestion) -> bool:
        known = [self.sources[source].kind for source in item.sources if source in self.sources]
        return bool(known) and set(known) == {SourceKind.ARTICLE}


def _home(url: str) -> bool:
    """Whether an address names a site and no page of it."""
    return not url.partition("://")[2].partition("/")[2].strip("/")


def _long(length: int, limit: int, unit: str) -> Iterator[str]:
    if length > limit:
        yield f"{length} {unit}; {limit} at most"


def _text(*texts: str) -> Iterator[str]:
    for text in texts:
        if unprintable(text) or text != text.strip():
            yield f"has spaces at an end or a character that cannot be shown: {text[:40]!r}"

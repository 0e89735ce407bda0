"""What there is to read: topics of one-minute cards, a glossary, quiz questions, and the sources they rest on.

Every text is plain text, never markup. What leads on from a card or a term stands beside it as links, so a screen, a
printout and a search can each show it their own way. What is wrong with a set of lessons, a test says:
``tests/content/lesson_check.py``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain
from typing import Protocol, TypeVar


class SourceKind(StrEnum):
    """What kind of evidence a source is, in the words that a reader sees."""

    TRIAL = "trial"
    PROTOCOL = "trial protocol"
    STUDY = "study"
    THESIS = "thesis"
    REVIEW = "review"
    EDITORIAL = "editorial"
    """What its authors think; not a review of trials."""
    GUIDELINE = "guideline"
    LEAFLET = "patient information"
    REFERENCE = "reference"
    ARTICLE = "magazine article"
    """Where a topic was met; not evidence."""


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source that facts come from."""

    id: str
    short: str
    """As it stands below a card: ``Mellor 2018, BMJ``."""
    title: str
    publisher: str
    """Authors and journal, or the organisation."""
    kind: SourceKind
    url: str
    year: int | None = None
    """``None`` where the page names none."""


class LinkKind(StrEnum):
    """The kind of page that a link leads to."""

    CARD = "card"
    EXERCISE = "exercise"
    TERM = "term"
    SAFETY = "safety"
    MODE = "mode"
    """A setting that is offered where its topic comes up."""


SAFETY_PAGES = ("emergency", "soon", "ask-first", "disclaimer", "sources")
"""The safety pages that can be linked to."""
MODES = ("outer-hip",)
"""The modes that can be linked to."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link from a card or a term to another page."""

    kind: LinkKind
    id: str

    @classmethod
    def parse(cls, text: str) -> "Link":
        """The link that is written ``card:prp`` or ``term:bursa``.

        Raises:
            ValueError: it is written in another way.
        """
        kind, _, target = text.partition(":")
        return cls(LinkKind(kind), target)


@dataclass(frozen=True, slots=True)
class Card:
    """One fact, read in a minute."""

    id: str
    topic: str
    title: str
    body: str
    sources: tuple[str, ...]
    """Ids of sources."""
    slides: tuple[int, ...] = ()
    """The slides of the article that the card carries."""
    care: str = ""
    """Why it is to be handled with care, in a few words; empty where nothing needs saying."""
    exercise: str | None = None
    """The exercise whose moving figure stands beside it."""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """Cards that belong together, in the order they are read."""

    id: str
    name: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class QuizQuestion:
    """A quiz question. The answers are in the order of the file; a screen may mix them."""

    id: str
    topic: str
    question: str
    answers: tuple[str, ...]
    right: int
    """Index of the right answer."""
    explanation: str
    """Shown whatever was answered."""
    card: str
    """The card that teaches it."""
    sources: tuple[str, ...]

    @property
    def right_answer(self) -> str:
        """The text of the right answer."""
        return self.answers[self.right]


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the glossary."""

    id: str
    name: str
    meaning: str
    also: tuple[str, ...] = ()
    """Other names of the same thing."""
    links: tuple[Link, ...] = ()


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


_T = TypeVar("_T", bound=_HasId)


@dataclass(frozen=True, slots=True)
class Lessons:
    """Everything there is to read."""

    topics: tuple[Topic, ...]
    terms: tuple[Term, ...]
    """In the order of the alphabet."""
    questions: tuple[QuizQuestion, ...]
    sources: tuple[CitedSource, ...]
    checked: date
    """When the text was last checked against its sources."""
    note: str = ""
    """How the sources were read, for the reader to judge."""

    @property
    def cards(self) -> tuple[Card, ...]:
        """Every card, topic by topic."""
        return tuple(chain.from_iterable(topic.cards for topic in self.topics))

    def topic(self, topic_id: str) -> Topic:
        """The topic with that id. Raises ``KeyError`` when there is none, as all look-ups do."""
        return _find(self.topics, topic_id)

    def card(self, card_id: str) -> Card:
        """The card with that id."""
        return _find(self.cards, card_id)

    def term(self, term_id: str) -> Term:
        """The term with that id."""
        return _find(self.terms, term_id)

    def question(self, question_id: str) -> QuizQuestion:
        """The question with that id."""
        return _find(self.questions, question_id)

    def source(self, source_id: str) -> CitedSource:
        """The source with that id."""
        return _find(self.sources, source_id)

    def sources_of(self, item: Card | QuizQuestion) -> tuple[CitedSource, ...]:
        """The sources that a card or a question rests on."""
        return tuple(map(self.source, item.sources))

    def place(self, card_id: str) -> tuple[int, int]:
        """The number of a card in its topic, from 1, and the number of cards of the topic."""
        cards = self.topic(self.card(card_id).topic).cards
        return [card.id for card in cards].index(card_id) + 1, len(cards)

    def next(self, card_id: str) -> Card | None:
        """The card after a card, in the next topic after the last of one; ``None`` at the end."""
        return self._beside(card_id, 1)

    def previous(self, card_id: str) -> Card | None:
        """The card before a card; ``None`` at the beginning."""
        return self._beside(card_id, -1)

    def _beside(self, card_id: str, step: int) -> Card | None:
        cards = self.cards
        at = cards.index(self.card(card_id)) + step
        return cards[at] if 0 <= at < len(cards) else None

    def leading_to(self, link: Link) -> Iterator[Card]:
        """The cards that link to something, such as those that tell of an exercise or a term."""
        return (card for card in self.cards if link in card.links)


def _find(items: Iterable[_T], wanted: str) -> _T:
    try:
        return next(item for item in items if item.id == wanted)
    except StopIteration:
        raise KeyError(wanted) from None

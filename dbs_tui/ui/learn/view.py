"""What the Learn screen says beside the cards themselves, as plain text: a pure function of values."""

from collections.abc import Iterable

from textual.content import Content

from dbs_tui.domain.learning.lesson import Card, Lessons, Link, LinkKind, Topic
from dbs_tui.domain.learning.reading import ReadCards
from dbs_tui.domain.training.exercise import Catalogue
from dbs_tui.ui.kit.prose import Line
from dbs_tui.ui.kit.reading_words import dots
from dbs_tui.ui.learn.links import LetteredLink, lettered

SAFETY_NAMES = {
    "emergency": "Emergency signs",
    "soon": "See a doctor soon",
    "ask-first": "Ask first",
    "disclaimer": "What this app is",
    "sources": "Sources",
}
MODE_NAMES = {"outer-hip": "Outer-hip mode"}


SHARE = 4
"""Columns of the line that tells how much of a topic is read."""


def topic_line(topic: Topic, reading: ReadCards, width: int) -> Content:
    """A topic, and at the right edge a line as full as it is read; a card read is seen, and so is one that is left."""
    read, cards = reading.count(topic.cards), len(topic.cards)
    full = SHARE if read == cards else min(SHARE - 1, -(-SHARE * read // cards))
    name = topic.name.ljust(width - SHARE)
    return Content.assemble(name, ("━" * full, "$success"), ("─" * (SHARE - full), "$border"))


def reading_note(lessons: Lessons, reading: ReadCards, due: int) -> str:
    """How much is read, and what is due."""
    read, cards = reading.count(lessons.cards), len(lessons.cards)
    said = "all read" if read == cards else f"{read} of {cards} read"
    return f"{said} · {due} due today" if due else said


def ways(links: Iterable[Link], lessons: Lessons, catalogue: Catalogue) -> tuple[LetteredLink, ...]:
    """The links of a card or a term, by name."""
    return lettered((_name(link, lessons, catalogue), link.kind, link.id) for link in links)


def _name(link: Link, lessons: Lessons, catalogue: Catalogue) -> str:
    if link.kind is LinkKind.CARD:
        return lessons.card(link.id).title
    if link.kind is LinkKind.TERM:
        return lessons.term(link.id).name
    if link.kind is LinkKind.MODE:
        return MODE_NAMES[link.id]
    return catalogue[link.id].name if link.kind is LinkKind.EXERCISE else SAFETY_NAMES[link.id]


def sources_line(card: Card, lessons: Lessons) -> str:
    """The sources of a card in one line."""
    return " · ".join(source.short for source in lessons.sources_of(card))


def topic_cards(cards: Iterable[Card], reading: ReadCards, here: Card) -> tuple[Line, ...]:
    """The cards of a topic, each with its first sentence; a click on its name turns to it."""
    lines = list[Line]()
    for card in cards:
        turn = f"screen.turn_to('{card.id}')"
        sentence, dot, _ = card.body.partition(". ")
        lines += [
            Line(card.title, "bold" if card is here else "", f"{dots((card,), reading, here.id)} ", click=turn),
            Line(sentence + dot.strip(), "$muted", "  "),
        ]
    return tuple(lines)


def doors(due: int) -> tuple[LetteredLink, ...]:
    """Links to the other parts of Learn, with their keys."""
    quiz = f"Quiz · {due}" if due else "Quiz"
    return (
        LetteredLink("x", "Exercises", "exercise"),
        LetteredLink("z", quiz, "quiz"),
        LetteredLink("g", "Glossary", "term"),
        LetteredLink("/", "Search", "search"),
    )

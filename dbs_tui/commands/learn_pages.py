"""Cards, exercises, terms and sources as lines of plain text, for terminals, pipes and screen readers.

Headings stand at the margin, everything else is indented; nothing is drawn. What a screen says with a colour or a mark
is said in words.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from textwrap import wrap

from dbs_tui.domain.common.text import counted
from dbs_tui.domain.learning.lesson import Card, CitedSource, Lessons, Link, LinkKind, Term, Topic
from dbs_tui.domain.learning.safety import Page, Safety
from dbs_tui.domain.training.exercise import Exercise, for_side
from dbs_tui.domain.training.outer_hip import OuterHip
from dbs_tui.domain.training.routine import Block

PARTS = ("safety", "exercises", "glossary", "sources")
"""What there is besides the topics."""
WIDTH = 78
INDENT = "  "

_PAGES = {
    "emergency": "Emergency signs",
    "soon": "See a doctor soon",
    "ask-first": "Ask first",
    "disclaimer": "What this app is",
    "sources": "Sources",
}


class Reader:
    """The lessons, exercises and sources, as lines of text."""

    def __init__(self, lessons: Lessons, exercises: dict[str, Exercise], safety: Safety, outer_hip: OuterHip) -> None:
        self.lessons = lessons
        self.exercises = exercises
        self.safety = safety
        self.outer_hip = outer_hip

    def part(self, name: str) -> Iterator[str] | None:
        """A topic by its id or name, one of ``PARTS``, or a safety page; ``None`` for another name."""
        wanted = name.casefold()
        for topic in self.lessons.topics:
            if wanted in (topic.id, topic.name.casefold()):
                return self.topic(topic)
        if wanted in PARTS:
            return self.parts(wanted)
        page = wanted.replace(" ", "-")
        return self.page(self.safety.page(page)) if page in _PAGES else None

    def everything(self) -> Iterator[str]:
        """Safety first, then the topics, the exercises, the glossary and the sources."""
        yield from self.parts("safety")
        for topic in self.lessons.topics:
            yield from self.topic(topic)
        for name in PARTS[1:]:
            yield from self.parts(name)

    def parts(self, name: str) -> Iterator[str]:
        """One of ``PARTS``, under its heading."""
        yield from _heading(name)
        if name == "safety":
            for page in (self.safety.emergency, self.safety.ordinary, self.safety.soon, self.safety.ask_first):
                yield from self.page(page)
            yield from self.page(self.safety.disclaimer)
        elif name == "exercises":
            yield from chain.from_iterable(map(self.exercise, self.exercises.values()))
        elif name == "glossary":
            yield from chain.from_iterable(map(self.term, self.lessons.terms))
        else:
            yield from chain.from_iterable(map(self.source, self.lessons.sources))
            yield from _text(f"Text checked against its sources on {self.lessons.checked}. {self.lessons.note}", "")

    def topic(self, topic: Topic) -> Iterator[str]:
        """A topic with its cards."""
        yield from _heading(f"{topic.name}, {counted(len(topic.cards), 'card')}")
        for card in topic.cards:
            yield from self.card(card)

    def card(self, card: Card) -> Iterator[str]:
        """A card: title, text, care, sources, and where to go on."""
        yield card.title
        yield from _text(card.body)
        if card.care:
            yield from _text(f"Handle with care: {card.care}.")
        yield from _text(f"Sources: {'; '.join(source.short for source in self.lessons.sources_of(card))}.")
        yield from self._see(card.links)
        yield ""

    def term(self, term: Term) -> Iterator[str]:
        """A word of the glossary."""
        yield f"{term.name} ({', '.join(term.also)})" if term.also else term.name
        yield from _text(term.meaning)
        yield from self._see(term.links)
        yield ""

    def source(self, source: CitedSource) -> Iterator[str]:
        """A source, with its address."""
        yield source.short
        year = f", {source.year}" if source.year else ""
        yield from _text(f"{source.title}. {source.publisher}{year}. {source.kind.capitalize()}.")
        yield f"{INDENT}{source.url}"
        yield ""

    def exercise(self, exercise: Exercise) -> Iterator[str]:
        """An exercise page in full."""
        yield f"{exercise.name} (yours, not ours)" if exercise.own else exercise.name
        yield from _text(f"{exercise.summary} {exercise.position.words.capitalize()}, {Block.of(exercise).dose}.")
        yield from _listed("Get ready", (for_side(text, None) for text in exercise.setup))
        yield from _listed(
            "Then", (f"{beat.name.capitalize()} {beat.seconds} s: {beat.cue}" for beat in exercise.beats)
        )
        if change := self.outer_hip.change(exercise.id):
            yield from _text(f"With a sore outer hip: {change.why}.")
        for title, items in (
            ("Muscles", (", ".join((*exercise.primary, *exercise.secondary)),)),
            ("Common mistakes", exercise.mistakes),
            ("Easier", exercise.easier),
            ("Harder", exercise.harder),
            ("Stop if you get", exercise.stop),
            ("Ask a clinician first", exercise.ask_first),
        ):
            if items:
                yield from _listed(title, items)
        yield ""

    def page(self, page: Page) -> Iterator[str]:
        """A page of safety."""
        yield f"{page.title}:"
        for item in page.items:
            sub = item.startswith("· ")
            yield from _text(
                f"- {item.removeprefix('· ')}", f"{INDENT * (2 if sub else 1)}  ", INDENT * (2 if sub else 1)
            )
        if page.after:
            yield from _text(page.after)
        yield ""

    def _see(self, links: Iterable[Link]) -> Iterator[str]:
        if names := [self._name(link) for link in links]:
            yield from _text(f"See also: {'; '.join(names)}.")

    def _name(self, link: Link) -> str:
        if link.kind is LinkKind.CARD:
            return self.lessons.card(link.id).title.rstrip("?")
        if link.kind is LinkKind.TERM:
            return self.lessons.term(link.id).name
        if link.kind is LinkKind.MODE:
            return f"{self.outer_hip.title} (in the settings)"
        return _PAGES[link.id] if link.kind is LinkKind.SAFETY else f"exercise {self.exercises[link.id].name}"


def _heading(text: str) -> Iterator[str]:
    yield text.upper()
    yield ""


def _listed(title: str, items: Iterable[str]) -> Iterator[str]:
    yield from _text(f"{title}: {'. '.join(item.rstrip('.') for item in items)}.")


def _text(text: str, indent: str = INDENT, first: str | None = None) -> Iterator[str]:
    start = indent if first is None else first
    yield from wrap(text, WIDTH, initial_indent=start, subsequent_indent=indent, break_on_hyphens=False)

"""A page of reading: a heading, a paragraph, a word of care, ways on and where it comes from."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from dbs_tui.domain.learning.lesson import Card, Lessons
from dbs_tui.domain.learning.reading import ReadCards
from dbs_tui.domain.training.exercise import Catalogue
from dbs_tui.ui.kit.heading import Heading, Part
from dbs_tui.ui.kit.prose import Line, Prose, heading
from dbs_tui.ui.kit.reading_words import dots
from dbs_tui.ui.learn.links import Links
from dbs_tui.ui.learn.view import sources_line, topic_cards, ways

AIR, LITTLE_AIR = 5, 3
"""Rows of a page that are not text: both headings, one above the words, one below the links, one below the page; where
there is little room the headings, and one below the page."""
TOPIC_AIR = 5
"""Rows above the list of the topic's cards and its heading."""


class CardPage(Part):
    """One card, with generous margins."""

    def compose(self) -> ComposeResult:
        """Words, links, sources."""
        with Vertical(id="leaf"):
            yield Prose(id="words")
            yield Static(id="air")
            yield Heading("More", id="more")
            yield Links(id="ways")
            yield Static(id="sources", classes="muted")
            yield Part("In this topic", Prose(id="cards"), id="topic")

    def show(self, card: Card, lessons: Lessons, reading: ReadCards, catalogue: Catalogue) -> None:
        """Show a card with its links and sources, and what else its topic has, where there is room for that."""
        topic, (number, count) = lessons.topic(card.topic), lessons.place(card.id)
        self.tell(f"{topic.name} · {number} of {count}", dots(topic.cards, reading, card.id))
        self.query_one("#words", Prose).lines = words(card)
        self.query_one(Links).ways = ways(card.links, lessons, catalogue)
        self.query_one("#sources", Static).update(Content(sources_line(card, lessons)))
        self.query_one("#cards", Prose).lines = topic_cards(topic.cards, reading, card)
        self.fit()

    def on_resize(self) -> None:
        """Give up some air where a card needs every row."""
        self.fit()

    def fit(self) -> None:
        """Give up some air when the card needs its room."""
        leaf = self.query_one("#leaf")
        size, viewport = leaf.content_size, self.app.size
        parts = (self.query_one("#words", Prose), self.query_one(Links), self.query_one("#sources", Static))
        rows = sum(part.get_content_height(size, viewport, size.width) for part in parts)
        air = LITTLE_AIR if self.screen.has_class("-short") else AIR
        left = self.outer_size.height - air - rows if size.width else 1
        self.set_class(left < 1, "-close")
        self.set_class(left < 0, "-full")
        topic = self.query_one("#cards", Prose)
        self.set_class(left > TOPIC_AIR + topic.get_content_height(size, viewport, size.width), "-roomy")


def words(card: Card) -> tuple[Line, ...]:
    """The lines of a card."""
    care = (Line(), Line(card.care, "$warning", "◇ ", "$warning")) if card.care else ()
    return (heading(card.title), Line(), Line(card.body), *care)

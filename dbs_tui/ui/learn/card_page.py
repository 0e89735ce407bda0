"""A page of reading: a heading, a paragraph, a word of care, ways on and where it comes from."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from dbs_tui.domain.learning.lesson import Card
from dbs_tui.ui.kit.heading import Heading, Part
from dbs_tui.ui.kit.prose import Line, Prose, heading
from dbs_tui.ui.learn.links import LetteredLink, Links

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

    tell_heading = Part.tell

    def show(self, card: Card, ways: tuple[LetteredLink, ...], sources: str, topic: tuple[Line, ...]) -> None:
        """Show a card, and what else its topic has, where there is room for that."""
        self.query_one("#words", Prose).lines = words(card)
        self.query_one(Links).ways = ways
        self.query_one("#sources", Static).update(Content(sources))
        self.query_one("#cards", Prose).lines = topic
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

"""A page of reading: a heading, a paragraph, a word of care, ways on and where it comes from."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from dbs_tui.domain.lesson import Card
from dbs_tui.ui.widgets.figure import Figure
from dbs_tui.ui.widgets.links import Links, Way
from dbs_tui.ui.widgets.prose import Line, Prose, heading


class CardPage(Vertical):
    """One card, with generous margins; the figure has what room is left."""

    def compose(self) -> ComposeResult:
        """Words, figure, links, sources."""
        with Vertical(id="leaf"):
            yield Prose(id="words")
            yield Figure(id="figure")
            yield Static(id="air")
            yield Links(id="ways")
            yield Static(id="sources", classes="muted")

    def tell(self, card: Card, ways: tuple[Way, ...], sources: str) -> None:
        """Show a card."""
        self.query_one("#words", Prose).lines = words(card)
        self.query_one(Links).ways = ways
        self.query_one("#sources", Static).update(Content(sources))
        self.set_class(card.exercise is not None, "-moving")


def words(card: Card) -> tuple[Line, ...]:
    """The lines of a card."""
    care = (Line(), Line(card.care, "$warning", "◇ ", "$warning")) if card.care else ()
    return (heading(card.title), Line(), Line(card.body), *care)

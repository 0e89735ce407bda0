"""How far the cards are read, in a line or in dots."""

from collections.abc import Iterable

from textual.content import Content
from textual.style import Style

from dbs_tui.domain.learning.lesson import Card, Lessons
from dbs_tui.domain.learning.reading import ReadCards

READ, UNREAD, HERE = "●", "○", "◉"


def dots(cards: Iterable[Card], reading: ReadCards, here: str = "", gap: str = "") -> str:
    """A dot a card: full when it is read, with a ring where the reader is."""
    return gap.join(HERE if card.id == here else READ if card.id in reading else UNREAD for card in cards)


def to_read(lessons: Lessons, card: Card | None, place: bool) -> Content:
    """The card to read next, and where it stands, if there is room for that; clicking it opens it."""
    if card is None:
        return Content.assemble("All read. ", ("/ finds it again.", "$muted"))
    number, count = lessons.place(card.id)
    there = Style(bold=True) + Style.from_meta({"@click": "app.go('learn')"})
    where = f"\n{lessons.topic(card.topic).name}, card {number} of {count}" if place else ""
    return Content.assemble((card.title, there), (where, "$muted"))

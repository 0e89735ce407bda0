"""The glossary: every word that a card uses, in one sentence or two; one key from any card, and back."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from dbs_tui.domain.common.text import counted
from dbs_tui.domain.learning.lesson import Link, LinkKind, Term
from dbs_tui.ui.kit.choices import Choices
from dbs_tui.ui.kit.heading import Part
from dbs_tui.ui.kit.page import BACK, PageScreen
from dbs_tui.ui.kit.prose import Line, Prose, heading
from dbs_tui.ui.learn.linked_screen import LINKS, LinkedScreen
from dbs_tui.ui.learn.links import Links
from dbs_tui.ui.learn.topics import Topics
from dbs_tui.ui.learn.view import ways
from dbs_tui.ui.services.services import Services


class GlossaryScreen(LinkedScreen, PageScreen):
    """Terms on the left, the meaning on the right."""

    CSS_PATH = "glossary_screen.tcss"
    TITLE_TEXT = "Glossary"
    BINDINGS: ClassVar[list[BindingType]] = [
        BACK,
        Binding("g", "leave", "Back", show=False, id="glossary.back", tooltip="Back to where you were"),
        *LINKS,
    ]

    def __init__(self, services: Services, term: str = "") -> None:
        super().__init__(services)
        self.first = term
        """The term to begin with; the first one when empty."""

    def body(self) -> ComposeResult:
        """The list and the page."""
        with Horizontal(id="split"):
            with Part("Terms", id="terms"):
                yield Topics(id="list", markup=False)
            with Part("", id="page"), Vertical(id="leaf"):
                yield Prose(id="words")
                yield Static(id="air")
                yield Links(id="ways")

    def on_mount(self) -> None:
        """Fill the list."""
        terms, known = self.query_one(Topics), self.services.study.lessons.terms
        terms.add_options(Option(Content(term.name), id=term.id) for term in known)
        terms.point_at(self.first or known[0].id)

    def title_note(self) -> str:
        """How many there are."""
        return counted(len(self.services.study.lessons.terms), "term")

    def show(self) -> None:
        """The highlighted term."""
        term = self._term
        also = (Line(), Line(f"Also called {', '.join(term.also)}.", "$muted")) if term.also else ()
        self.query_one("#words", Prose).lines = (heading(term.name), Line(), Line(term.meaning), *also)
        lessons = self.services.study.lessons
        telling = (Link(LinkKind.CARD, card.id) for card in lessons.leading_to(Link(LinkKind.TERM, term.id)))
        links = tuple(dict.fromkeys((*term.links, *telling)))
        self.query_one(Links).ways = ways(links, lessons, self.services.catalogue)

    def turn_to(self, term: str) -> None:
        """Show another term."""
        self.query_one(Topics).point_at(term)
        self.show()

    @property
    def _term(self) -> Term:
        terms = self.services.study.lessons.terms
        return terms[self.query_one(Topics).highlighted or 0]

    @on(Choices.OptionHighlighted)
    def highlighted(self) -> None:
        """Show what is highlighted now."""
        self.show()

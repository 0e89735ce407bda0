"""Learn: teach me one thing. Topics on the left, a card on the right; the screen remembers what was read."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.timer import Timer

from dbs_tui.domain.learning.lesson import Card
from dbs_tui.domain.learning.reading import ReadCards
from dbs_tui.ui.kit.choices import Choices
from dbs_tui.ui.kit.messages import CardRead, Wanted
from dbs_tui.ui.learn.card_page import CardPage
from dbs_tui.ui.learn.linked_screen import LINKS, LinkedScreen
from dbs_tui.ui.learn.quiz_round import QuizRound
from dbs_tui.ui.learn.topics_part import TopicsPart
from dbs_tui.ui.learn.view import reading_note
from dbs_tui.ui.services.services import Services

READ_AFTER = 4.0
"""Seconds after which a card counts as read; going on to the next one counts at once."""


class LearnScreen(LinkedScreen):
    """Topics and cards; on a narrow screen one of them at a time."""

    CSS_PATH = "learn_screen.tcss"
    TITLE_TEXT = "Learn"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l,space", "turn(1)", "Next", key_display="→", id="learn.next", tooltip="Next card"),
        Binding("left,h", "turn(-1)", "Card before", show=False, id="learn.before", tooltip="Card before"),
        Binding("enter", "go_on", "Go on", show=False, id="learn.go_on", tooltip="Open the exercise, or go on"),
        Binding("t", "topics", "Topics", id="learn.topics", tooltip="Topics or card, on a narrow screen"),
        Binding("x", "open('exercise')", "Exercises", show=False, id="learn.exercises", tooltip="The exercises"),
        Binding("z", "open('quiz')", "Quiz", show=False, id="learn.quiz", tooltip="Quiz: what is due"),
        Binding("g", "open('term')", "Glossary", show=False, id="learn.glossary", tooltip="Glossary, and back"),
        Binding("escape", "back", "Back", show=False, id="learn.back", tooltip="Back to the card before, or to Today"),
        *LINKS,
    ]

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.study = services.study
        self.card: Card = self.study.lessons.cards[0]
        self.trail: list[str] = []
        """Cards that were left by a link or a search: escape leads back."""
        self.quiz: QuizRound | None = None
        """The round of the quiz that the card on the page is read from."""
        self._chosen = False
        """Whether the user has turned to a card: then nothing else turns it."""
        self._since = 0
        self._timer: Timer | None = None

    def body(self) -> ComposeResult:
        """The topics and the page."""
        with Horizontal(id="split"):
            yield TopicsPart()
            yield CardPage("", id="page")

    # -- showing ------------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Move the figure, where movement is wanted."""
        self.query_one(TopicsPart).keep_still(self.motion.still)
        self.motion.animate(self.move)

    def on_screen_suspend(self) -> None:
        """Nobody reads a card that is not shown; whoever leaves for another place comes back to what is next."""
        self._stop_reading()
        if self.app.current_mode != "learn" and self.card.id in self._reading:
            self._chosen = False

    def show(self) -> None:
        """Bring list and card in step with what is read."""
        if not self._chosen and (card := self.study.next_card) is not None:
            self.card, self._chosen = card, self.study.reading is not None
        self.show_topics()
        self.show_card()
        self.call_after_refresh(self.show_topics)  # the list knows its width only now

    def show_topics(self) -> None:
        """Bring the list in step."""
        self.query_one(TopicsPart).show(self.study.lessons, self._reading, self._due, self.card)

    def show_card(self) -> None:
        """Bring the page in step, and have the card read after a while."""
        self.query_one(CardPage).show(self.card, self.study.lessons, self._reading, self.services.catalogue)
        self.set_class(self.card.exercise is not None, "-moving")
        self.retitle()
        self.move()
        self._start_reading()

    def move(self) -> None:
        """Show the figure as it is at this moment."""
        if self.card.exercise:
            elapsed = self.services.ports.now() - self._since
            self.query_one(TopicsPart).move(self.services.catalogue[self.card.exercise], elapsed)

    def title_note(self) -> str:
        """How much is read, and what is due."""
        if self.study.reading is None:
            return ""
        return reading_note(self.study.lessons, self._reading, self._due)

    def on_resize(self) -> None:
        """The lines of the list are as wide as it is; a narrow screen has a key more."""
        self.call_after_refresh(self.show_topics)
        self.call_after_refresh(self.refresh_bindings)

    @property
    def _reading(self) -> ReadCards:
        return self.study.reading or ReadCards()

    @property
    def _due(self) -> int:
        return len(self.study.due(self.services.today))

    # -- reading ------------------------------------------------------------------------------------------------

    def _start_reading(self) -> None:
        self._stop_reading()
        if self.services.ports.live and self.is_current and self.card.id not in self._reading:
            self._timer = self.set_timer(READ_AFTER, self.read)

    def _stop_reading(self) -> None:
        if self._timer:
            self._timer.stop()

    def read(self) -> None:
        """Post that the shown card was read."""
        if self.card.id not in self._reading:
            self.post_message(CardRead(self.card.id))

    # -- turning ------------------------------------------------------------------------------------------------

    def turn_to(self, card: Card) -> None:
        """Show another card."""
        if card != self.card:
            self._since = self.services.ports.now()
        self.card, self._chosen = card, True
        self.set_class(False, "-topics")
        if self.is_mounted:
            self.query_one(TopicsPart).list.point_at(card.topic)
            self.show_card()

    def action_turn_to(self, card: str) -> None:
        """Turn to the card with an id, where it was clicked."""
        self.trail.clear()
        self.turn_to(self.study.lessons.card(card))

    def lead_to(self, card: Card) -> None:
        """Show a card that a link or a search leads to; escape leads back from it."""
        if card != self.card:
            self.trail.append(self.card.id)
        self.turn_to(card)

    def action_turn(self, step: int) -> None:
        """Turn to the next or the previous card, across topics."""
        lessons = self.study.lessons
        card = lessons.next(self.card.id) if step > 0 else lessons.previous(self.card.id)
        if step > 0:
            self.read()
        self.trail.clear()
        if card:
            self.turn_to(card)

    def action_go_on(self) -> None:
        """Out of the topics to the card; open the exercise of the card; else the next card."""
        if self.has_class("-topics"):
            self.set_class(False, "-topics")
        elif self.card.exercise:
            self.post_message(Wanted("exercise", self.card.exercise))
        else:
            self.action_turn(1)

    def action_open(self, kind: str) -> None:
        """Open the exercises, the quiz, the glossary or the search."""
        self.post_message(Wanted(kind))

    def action_topics(self) -> None:
        """Show the topics, or the card."""
        if self.has_class("-narrow"):
            self.toggle_class("-topics")
            self.query_one(TopicsPart).list.focus()
            self.call_after_refresh(self.show_topics)

    async def action_back(self) -> None:
        """Out of the topics, back to the quiz that the card is read from, along the links, or to Today."""
        if self.has_class("-topics"):
            self.set_class(False, "-topics")
        elif self.quiz:
            self.post_message(Wanted("quiz"))
        elif self.trail:
            self.turn_to(self.study.lessons.card(self.trail.pop()))
        else:
            await self.run_action("app.go('today')")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The key between topics and card works on a narrow screen only."""
        return action != "topics" or self.has_class("-narrow")

    @on(Choices.OptionHighlighted)
    def highlighted(self, event: Choices.OptionHighlighted) -> None:
        """Show the first card of another topic that is not read yet."""
        if event.option_id != self.card.topic:
            topic = self.study.lessons.topic(str(event.option_id))
            left = [card for card in topic.cards if card.id not in self._reading]
            listed = self.has_class("-topics")
            self.trail.clear()
            self.turn_to((left or topic.cards)[0])
            self.set_class(listed, "-topics")

    @on(Choices.OptionSelected)
    def clicked(self) -> None:
        """Go from the topics to the card on a narrow screen."""
        self.set_class(False, "-topics")

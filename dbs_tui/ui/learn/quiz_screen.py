"""The quiz: a question, an answer, and why, whatever was answered. Nothing is counted up."""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets.option_list import Option

from dbs_tui.domain.learning.quiz import Quiz
from dbs_tui.ui.kit.choices import Choices
from dbs_tui.ui.kit.heading import Part
from dbs_tui.ui.kit.key_words import KEY_STYLE
from dbs_tui.ui.kit.messages import QuestionAnswered, Wanted
from dbs_tui.ui.kit.page import BACK, PageScreen
from dbs_tui.ui.kit.prose import Prose, heading
from dbs_tui.ui.learn.quiz_round import QuizRound
from dbs_tui.ui.services.services import Services

LETTERS = "abcd"


class Answers(Choices):
    """The answers of a question."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.go_on", "Choose", key_display="enter", id="quiz.go_on", tooltip="Choose, or go on"),
    ]


class QuizScreen(PageScreen):
    """Asks one question after the other."""

    CSS_PATH = "quiz_screen.tcss"
    TITLE_TEXT = "Quiz"
    SCROLLS = "#quiz"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "read", "Read the card", id="quiz.read", tooltip="Read the card that teaches it"),
        BACK,
        *(
            Binding(
                letter, f"choose({at})", "Answer", show=False, id=f"quiz.answer_{letter}", tooltip=f"Answer {letter}"
            )
            for at, letter in enumerate(LETTERS)
        ),
    ]

    def __init__(self, services: Services, begun: QuizRound) -> None:
        super().__init__(services)
        self.round = begun

    def body(self) -> ComposeResult:
        """Question, answers, and what there is to say."""
        with Part("", id="page"), VerticalScroll(id="quiz", can_focus=False):
            yield Prose(id="asked")
            yield Answers(id="answers", markup=False)
            yield Prose(id="told")

    # -- showing ------------------------------------------------------------------------------------------------

    def title_note(self) -> str:
        """Which question it is."""
        return f"{self.round.at + 1} of {len(self.round.questions)}" if self.round.question else ""

    def show(self) -> None:
        """The question, or the end."""
        answers, study, now, today = self.query_one(Answers), self.services.study, self.round, self.services.today
        self.query_one("#page", Part).tell(study.lessons.topic(now.question.topic).name if now.question else "Done")
        self.query_one("#asked", Prose).lines = (heading(now.asked),)
        kept = answers.highlighted or 0
        answers.clear_options()
        answers.add_options(Option(self._answer(at, text)) for at, text in enumerate(now.answers(today)))
        answers.highlighted = (None if now.given else kept) if now.question else None
        self.query_one("#told", Prose).lines = now.told(study.quiz or Quiz(), study.lessons.questions, today)
        self.retitle()
        self.refresh_bindings()

    def _answer(self, at: int, text: str) -> Content:
        """A row: the letter of an answer before one was given; then whether it is right, or was given."""
        if self.round.question is None or self.round.given is None:
            return Content.assemble((LETTERS[at], KEY_STYLE), f"  {text}")
        if text == self.round.question.right_answer:
            return Content.assemble(("✓  ", "bold $success"), (text, "bold"))
        return Content.assemble(("·  " if text != self.round.given else "◇  ", "$warning"), (text, "$muted"))

    def describe(self, binding: Binding) -> str:
        """What enter does now."""
        if binding.id == "quiz.go_on" and (self.round.given or not self.round.question):
            return "Next" if self.round.at + 1 < len(self.round.questions) else "Done"
        return binding.description

    # -- answering ----------------------------------------------------------------------------------------------

    def action_choose(self, number: int) -> None:
        """Give an answer."""
        now, answers = self.round, self.round.answers(self.services.today)
        if now.question and now.given is None and number < len(answers):
            self.round = replace(now, given=answers[number])
            self.post_message(QuestionAnswered(now.question.id, self.round.right))
            self.show()

    def action_go_on(self) -> None:
        """Give the highlighted answer; else the next question; at the end back to where the user was."""
        if self.round.question is None:
            self.action_leave()
        elif self.round.given is None:
            self.action_choose(self.query_one(Answers).highlighted or 0)
        else:
            self.round = replace(self.round, at=self.round.at + 1, given=None)
            self.show()

    def action_read(self) -> None:
        """Read the card that teaches it."""
        if self.round.question:
            self.post_message(Wanted("card", self.round.question.card))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The key for the card works after an answer: the card gives it away."""
        return action != "read" or self.round.given is not None

    @on(Choices.OptionSelected)
    def clicked(self, event: Choices.OptionSelected) -> None:
        """Give the answer that was clicked."""
        self.action_choose(event.option_index)

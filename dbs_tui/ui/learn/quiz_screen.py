"""The quiz: a question, an answer, and why, whatever was answered. Nothing is counted up."""

import random
from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets.option_list import Option

from dbs_tui.domain.common.text import counted
from dbs_tui.domain.learning.lesson import QuizQuestion
from dbs_tui.domain.learning.quiz import Quiz, QuizAnswer
from dbs_tui.ui.kit.choices import Choices
from dbs_tui.ui.kit.heading import Part
from dbs_tui.ui.kit.key_words import KEY_STYLE
from dbs_tui.ui.kit.messages import QuestionAnswered, Wanted
from dbs_tui.ui.kit.page import BACK, PageScreen
from dbs_tui.ui.kit.prose import Line, Prose, heading
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

    def __init__(
        self, services: Services, questions: Sequence[QuizQuestion], at: int = 0, given: str | None = None
    ) -> None:
        super().__init__(services)
        self.questions = tuple(questions)
        self.at = at
        self.given = given
        """What was answered to the question that is shown."""

    def body(self) -> ComposeResult:
        """Question, answers, and what there is to say."""
        with Part("", id="page"), VerticalScroll(id="quiz", can_focus=False):
            yield Prose(id="asked")
            yield Answers(id="answers", markup=False)
            yield Prose(id="told")

    # -- showing ------------------------------------------------------------------------------------------------

    @property
    def question(self) -> QuizQuestion | None:
        """The question that is asked; ``None`` at the end."""
        return self.questions[self.at] if self.at < len(self.questions) else None

    @property
    def place(self) -> tuple[tuple[QuizQuestion, ...], int, str | None]:
        """What it takes to go on with the round here."""
        return self.questions, self.at, self.given

    @property
    def answers(self) -> tuple[str, ...]:
        """Its answers, mixed: on a day always in the same order."""
        if self.question is None:
            return ()
        mixed = list(self.question.answers)
        random.Random(f"{self.question.id} {self.services.today}").shuffle(mixed)
        return tuple(mixed)

    def title_note(self) -> str:
        """Which question it is."""
        return f"{self.at + 1} of {len(self.questions)}" if self.question else ""

    def show(self) -> None:
        """The question, or the end."""
        answers = self.query_one(Answers)
        topic = self.services.study.lessons.topic(self.question.topic).name if self.question else "Done"
        self.query_one("#page", Part).tell(topic)
        self.query_one("#asked", Prose).lines = (heading(self._asked),)
        kept = answers.highlighted or 0
        answers.clear_options()
        answers.add_options(Option(self._answer(at, text)) for at, text in enumerate(self.answers))
        answers.highlighted = (None if self.given else kept) if self.question else None
        self.query_one("#told", Prose).lines = self._told
        self.retitle()
        self.refresh_bindings()

    @property
    def _asked(self) -> str:
        if self.question:
            return self.question.question
        return "That is all for today." if self.questions else "Every question was asked today."

    def _answer(self, at: int, text: str) -> Content:
        if self.question is None or self.given is None:
            return Content.assemble((LETTERS[at], KEY_STYLE), f"  {text}")
        if text == self.question.right_answer:
            return Content.assemble(("✓  ", "bold $success"), (text, "bold"))
        return Content.assemble(("·  " if text != self.given else "◇  ", "$warning"), (text, "$muted"))

    @property
    def _told(self) -> tuple[Line, ...]:
        study, today = self.services.study, self.services.today
        if self.question is None:
            return (Line(_later((study.quiz or Quiz()).next_day(study.lessons.questions), today), "$muted"),)
        if self.given is None:
            return ()
        right = self.given == self.question.right_answer
        verdict = Line("Yes.", "bold $success") if right else Line("Not this one.", "bold $warning")
        return (verdict, Line(self.question.explanation), Line(), Line(self._returns(right), "$muted"))

    def _returns(self, right: bool) -> str:
        assert self.question
        quiz = (self.services.study.quiz or Quiz()).with_answer(
            QuizAnswer(self.question.id, self.services.today, right)
        )
        standing = quiz.standing(self.question.id)
        if standing is None or standing.returns is None:
            return ""
        return f"It comes back {_when(standing.returns, self.services.today)}."

    def describe(self, binding: Binding) -> str:
        """What enter does now."""
        if binding.id == "quiz.go_on" and (self.given or not self.question):
            return "Next" if self.at + 1 < len(self.questions) else "Done"
        return binding.description

    # -- answering ----------------------------------------------------------------------------------------------

    def action_choose(self, number: int) -> None:
        """Give an answer."""
        if self.question and self.given is None and number < len(self.answers):
            self.given = self.answers[number]
            self.post_message(QuestionAnswered(self.question.id, self.given == self.question.right_answer))
            self.show()

    def action_go_on(self) -> None:
        """Give the highlighted answer; else the next question; at the end back to where the user was."""
        if self.question is None:
            self.action_leave()
        elif self.given is None:
            self.action_choose(self.query_one(Answers).highlighted or 0)
        else:
            self.at, self.given = self.at + 1, None
            self.show()

    def action_read(self) -> None:
        """Read the card that teaches it."""
        if self.question:
            self.post_message(Wanted("card", self.question.card))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The card gives the answer away: it is offered after that."""
        return action != "read" or self.given is not None

    @on(Choices.OptionSelected)
    def clicked(self, event: Choices.OptionSelected) -> None:
        """Give the answer that was clicked."""
        self.action_choose(event.option_index)


def _later(day: date | None, today: date) -> str:
    return f"The next one comes back {_when(day, today)}." if day else "Nothing is due for now."


def _when(day: date, today: date) -> str:
    days = (day - today).days
    if days <= 0:
        return "today"
    return "tomorrow" if days == 1 else f"in {counted(days, 'day')}"

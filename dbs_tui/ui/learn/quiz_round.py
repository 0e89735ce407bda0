"""A round of the quiz: its questions, where the user is in it, and what was answered. It knows no screen."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dbs_tui.domain.common.text import counted
from dbs_tui.domain.learning.lesson import QuizQuestion
from dbs_tui.domain.learning.quiz import Quiz, QuizAnswer
from dbs_tui.ui.kit.prose import Line


@dataclass(frozen=True, slots=True)
class QuizRound:
    """Questions that are asked one after the other."""

    questions: tuple[QuizQuestion, ...]
    at: int = 0
    given: str | None = None
    """What was answered to the question that is shown."""

    @property
    def question(self) -> QuizQuestion | None:
        """The question that is asked; ``None`` at the end."""
        return self.questions[self.at] if self.at < len(self.questions) else None

    @property
    def right(self) -> bool:
        """Whether the right answer was given."""
        return self.question is not None and self.given == self.question.right_answer

    def answers(self, today: date) -> tuple[str, ...]:
        """The answers of the question, mixed: on a day always in the same order."""
        if self.question is None:
            return ()
        mixed = list(self.question.answers)
        random.Random(f"{self.question.id} {today}").shuffle(mixed)
        return tuple(mixed)

    @property
    def asked(self) -> str:
        """The question in words, or that this is all."""
        if self.question:
            return self.question.question
        return "That is all for today." if self.questions else "Every question was asked today."

    def told(self, quiz: Quiz, known: Sequence[QuizQuestion], today: date) -> tuple[Line, ...]:
        """What is said of the answer: whether it was right, why, and when the question comes back."""
        if self.question is None:
            return (Line(_later(quiz.next_day(known), today), "$muted"),)
        if self.given is None:
            return ()
        verdict = Line("Yes.", "bold $success") if self.right else Line("Not this one.", "bold $warning")
        standing = quiz.with_answer(QuizAnswer(self.question.id, today, self.right)).standing(self.question.id)
        returns = standing.returns if standing else None
        when = f"It comes back {_when(returns, today)}." if returns else ""
        return (verdict, Line(self.question.explanation), Line(), Line(when, "$muted"))


def _later(day: date | None, today: date) -> str:
    return f"The next one comes back {_when(day, today)}." if day else "Nothing is due for now."


def _when(day: date, today: date) -> str:
    days = (day - today).days
    if days <= 0:
        return "today"
    return "tomorrow" if days == 1 else f"in {counted(days, 'day')}"

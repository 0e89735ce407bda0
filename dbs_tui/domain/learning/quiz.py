"""The quiz: which questions are due, and when a wrong one comes back. Pure: answers and a date in, questions out.

A question that is answered right at once is settled. A wrong one comes back after 1, 3 and 7 days, each time it is
right, and is settled then; wrong again, it begins anew. Nothing is counted up or scored.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dbs_tui.domain.learning.lesson import Lessons, QuizQuestion
from dbs_tui.domain.learning.reading import ReadCards

GAPS = (1, 3, 7)
"""Days after which a wrong question comes back, and comes back again."""


@dataclass(frozen=True, slots=True)
class QuizAnswer:
    """What was answered on a day. The first answer of a day counts; the rest is practice."""

    question: str
    day: date
    right: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How often a question has come back and was right, and when it was answered last."""

    step: int
    """How often it has come back and was right."""
    day: date
    """When the answer was given that counts."""

    @property
    def returns(self) -> date | None:
        """The day on which the question comes back; ``None`` when it is settled."""
        return self.day + timedelta(days=GAPS[self.step]) if self.step < len(GAPS) else None

    def after(self, answer: QuizAnswer) -> "Standing":
        """The standing after one more answer. A right answer before its day changes nothing."""
        if not answer.right:
            return Standing(0, answer.day)
        if self.returns is None or answer.day < self.returns:
            return self
        return Standing(self.step + 1, answer.day)


@dataclass(frozen=True, slots=True)
class Quiz:
    """Everything that was answered, at most once a question and day."""

    answers: tuple[QuizAnswer, ...] = ()

    def as_of(self, today: date) -> "Quiz":
        """The answers given so far: one that is dated later, by a clock that was wrong, waits for its day."""
        return Quiz(tuple(answer for answer in self.answers if answer.day <= today))

    def answered(self, question_id: str, day: date) -> bool:
        """Whether a question was answered on a day."""
        return any((answer.question, answer.day) == (question_id, day) for answer in self.answers)

    def with_answer(self, answer: QuizAnswer) -> "Quiz":
        """The quiz with one more answer; unchanged when the question was answered that day already."""
        return self if self.answered(answer.question, answer.day) else Quiz((*self.answers, answer))

    def standing(self, question_id: str) -> Standing | None:
        """The standing of a question; ``None`` when it was never answered."""
        standing = None
        for answer in sorted(self.answers, key=lambda answer: answer.day):
            if answer.question == question_id:
                standing = standing.after(answer) if standing else _first(answer)
        return standing

    def returning(self, questions: Iterable[QuizQuestion], today: date) -> tuple[QuizQuestion, ...]:
        """The questions that were wrong and come back by today."""
        known = self.as_of(today)
        return tuple(question for question in questions if known._is_back(question, today))

    def due(self, lessons: Lessons, reading: ReadCards, today: date) -> tuple[QuizQuestion, ...]:
        """The questions that are asked today: those that come back, then new ones of topics that are read."""
        back = self.returning(lessons.questions, today)
        known = self.as_of(today)
        read = {topic.id for topic in lessons.topics if reading.count(topic.cards) == len(topic.cards)}
        fresh = (question for question in known.unanswered(lessons.questions) if question.topic in read)
        return (*back, *fresh)

    def unanswered(self, questions: Iterable[QuizQuestion]) -> tuple[QuizQuestion, ...]:
        """The questions that were never answered."""
        known = {answer.question for answer in self.answers}
        return tuple(question for question in questions if question.id not in known)

    def round(
        self, lessons: Lessons, reading: ReadCards, today: date, topic: str, most: int
    ) -> tuple[QuizQuestion, ...]:
        """What to ask somebody who asks for it: what is due; else what is new, the topic's own first; else any.

        ``most`` at most, none that was answered today.
        """
        left = [question for question in lessons.questions if not self.answered(question.id, today)]
        left.sort(key=lambda question: question.topic != topic)
        found = self.due(lessons, reading, today) or self.unanswered(left) or tuple(left)
        return found[:most]

    def next_day(self, questions: Sequence[QuizQuestion]) -> date | None:
        """When the next question comes back; ``None`` when none is to."""
        standings = filter(None, (self.standing(question.id) for question in questions))
        return min((standing.returns for standing in standings if standing.returns), default=None)

    def _is_back(self, question: QuizQuestion, today: date) -> bool:
        standing = self.standing(question.id)
        return standing is not None and standing.returns is not None and standing.returns <= today


def _first(answer: QuizAnswer) -> Standing:
    return Standing(len(GAPS) if answer.right else 0, answer.day)

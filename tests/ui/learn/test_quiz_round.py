"""A round of the quiz, without a screen."""

from dataclasses import replace
from datetime import timedelta

from dbs_tui.content.lessons import lessons
from dbs_tui.domain.learning.quiz import Quiz
from dbs_tui.ui.learn.quiz_round import QuizRound
from tests.ui.driver import MORNING

TODAY = MORNING.date()
QUESTIONS = lessons().questions[:2]


def words(now: QuizRound, quiz: Quiz | None = None) -> str:
    """What is said of the answer, in one text."""
    return " ".join(line.text for line in now.told(quiz or Quiz(), QUESTIONS, TODAY))


def test_the_answers_keep_their_order_for_a_day() -> None:
    """All of them are there, on every day; they are not always in the order of the file."""
    now = QuizRound(QUESTIONS)
    days = [TODAY + timedelta(days=each) for each in range(9)]
    assert now.answers(TODAY) == now.answers(TODAY)
    assert {tuple(sorted(now.answers(day))) for day in days} == {tuple(sorted(QUESTIONS[0].answers))}
    assert len({now.answers(day) for day in days}) > 1


def test_a_wrong_answer_is_explained_and_comes_back_tomorrow() -> None:
    """A right one does not come back before it was ever wrong; nothing is said before an answer is given."""
    now = QuizRound(QUESTIONS)
    assert now.told(Quiz(), QUESTIONS, TODAY) == ()
    right = replace(now, given=QUESTIONS[0].right_answer)
    wrong = replace(now, given=next(each for each in QUESTIONS[0].answers if each != QUESTIONS[0].right_answer))
    assert (right.right, wrong.right) == (True, False)
    assert words(right).startswith("Yes. ")
    assert "comes back" not in words(right)
    assert words(wrong).startswith("Not this one. ")
    assert words(wrong).endswith("It comes back tomorrow.")
    assert QUESTIONS[0].explanation in words(wrong)


def test_past_the_last_question_there_is_none() -> None:
    """What is said then depends on whether any was asked."""
    for questions, said in ((QUESTIONS, "That is all for today."), ((), "Every question was asked today.")):
        over = QuizRound(questions, at=len(questions))
        assert (over.question, over.answers(TODAY), over.right, over.asked) == (None, (), False, said)
        assert words(over) == "Nothing is due for now."

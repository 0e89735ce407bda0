"""The quiz: what is due when, for answers of every kind, against a model that walks day by day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dbs_tui.domain.learning.quiz import Quiz, QuizAnswer
from dbs_tui.domain.learning.reading import Read, ReadCards
from tests.domain.lessons import LESSONS, QUESTIONS

DAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
FIRST = QUESTIONS[0].id
NOTHING_READ = ReadCards()
ALL_READ = ReadCards.of(Read(card.id, NOON) for card in LESSONS.cards)
ONE_READ = ReadCards.of(Read(card.id, NOON) for card in LESSONS.topic("one").cards)


def after(days: int) -> date:
    """A day, counted from the first."""
    return DAY + timedelta(days=days)


def quiz(*answers: tuple[int, bool], question: str = FIRST) -> Quiz:
    """Answers to one question, each with its day."""
    made = Quiz()
    for day, right in answers:
        made = made.with_answer(QuizAnswer(question, after(day), right))
    return made


@pytest.mark.parametrize(
    ("answers", "returns"),
    [
        ([(0, True)], None),  # right at once: settled
        ([(0, False)], 1),
        ([(0, False), (1, True)], 4),
        ([(0, False), (1, True), (4, True)], 11),
        ([(0, False), (1, True), (4, True), (11, True)], None),
        ([(0, False), (1, True), (4, False)], 5),  # wrong again: anew
        ([(0, False), (6, True)], 9),  # late is as good as on time
        ([(0, False), (1, True), (2, True)], 4),  # practice before its time changes nothing
        ([(0, False), (1, True), (2, False)], 3),  # unless it is wrong
        ([(0, True), (5, False)], 6),
        ([(0, True), (5, True)], None),
        ([(0, False), (0, True)], 1),  # the first answer of a day counts
        ([(4, True), (0, False), (1, True)], 11),  # in whatever order they were read
    ],
)
def test_when_a_question_comes_back(answers: list[tuple[int, bool]], returns: int | None) -> None:
    """After 1, 3 and 7 days, counted from the last answer that counts."""
    standing = quiz(*answers).standing(FIRST)
    assert standing
    assert standing.returns == (None if returns is None else after(returns))


def test_a_question_that_was_never_answered_has_no_standing() -> None:
    """It comes back on no day."""
    assert Quiz().standing(FIRST) is None
    assert Quiz().next_day(QUESTIONS) is None
    assert Quiz().returning(QUESTIONS, after(400)) == ()


def test_it_is_due_from_its_day_on() -> None:
    """Not a day early, and for as long as it is not answered."""
    value = quiz((0, False))
    assert value.next_day(QUESTIONS) == after(1)
    for day, due in ((0, 0), (1, 1), (2, 1), (400, 1)):
        assert len(value.returning(QUESTIONS, after(day))) == due


@pytest.mark.parametrize(
    ("reading", "due"), [(NOTHING_READ, []), (ONE_READ, ["q1", "q2"]), (ALL_READ, ["q1", "q2", "q3"])]
)
def test_a_topic_that_is_read_to_the_end_asks_its_questions(reading: ReadCards, due: list[str]) -> None:
    """Not before, and each once."""
    assert [question.id for question in Quiz().due(LESSONS, reading, DAY)] == due
    answered = quiz((0, True), question="q1")
    assert [question.id for question in answered.due(LESSONS, reading, DAY)] == [each for each in due if each != "q1"]


def test_what_comes_back_is_asked_first() -> None:
    """Before what is new."""
    value = quiz((0, False), question="q3")
    assert [question.id for question in value.due(LESSONS, ONE_READ, after(1))] == ["q3", "q1", "q2"]


@pytest.mark.parametrize(
    ("answers", "reading", "topic", "asked"),
    [
        (Quiz(), NOTHING_READ, "one", ["q1", "q2"]),  # nothing is due: what is new, of this topic first
        (Quiz(), NOTHING_READ, "two", ["q3", "q1"]),
        (Quiz(), ONE_READ, "two", ["q1", "q2"]),  # what is due comes before what was asked for
        (quiz((0, True)), NOTHING_READ, "one", ["q2", "q3"]),  # not again on its day
    ],
)
def test_a_round(answers: Quiz, reading: ReadCards, topic: str, asked: list[str]) -> None:
    """Never more than asked for."""
    assert [question.id for question in answers.round(LESSONS, reading, DAY, topic, 2)] == asked


def test_practice_when_everything_is_answered() -> None:
    """On another day any question can be asked; on the same day none."""
    value = Quiz(tuple(QuizAnswer(question.id, DAY, True) for question in QUESTIONS))
    assert value.round(LESSONS, ALL_READ, DAY, "one", 5) == ()
    assert [question.id for question in value.round(LESSONS, ALL_READ, after(1), "two", 5)] == ["q3", "q1", "q2"]


def walked(answers: dict[int, bool]) -> dict[int, bool]:
    """A plain model: on which days is it due before it is answered?"""
    due_on: int | None = None
    gaps: list[int] = []
    due = {}
    started = False
    for day in range(40):
        due[day] = due_on is not None and day >= due_on
        if day not in answers:
            continue
        if not answers[day]:
            gaps, due_on, started = [3, 7], day + 1, True
        elif due[day]:
            due_on = day + gaps.pop(0) if gaps else None
        started = started or answers[day]
    return due


@settings(deadline=None, max_examples=150)
@given(st.dictionaries(st.integers(0, 30), st.booleans()))
def test_due_as_a_model_that_walks_day_by_day_says(answers: dict[int, bool]) -> None:
    """On every morning, knowing the answers of the days before."""
    model = walked(answers)
    for day in range(40):
        before = quiz(*((each, right) for each, right in sorted(answers.items()) if each < day))
        assert bool(before.returning(QUESTIONS[:1], after(day))) is model[day]


def test_an_answer_to_come_waits_for_its_day() -> None:
    """By a clock that was wrong: until then the question stands where it stood."""
    known = Quiz((QuizAnswer(FIRST, after(-1), False), QuizAnswer(FIRST, after(9), False)))
    assert known.returning(QUESTIONS[:1], DAY) == (QUESTIONS[0],)
    assert known.as_of(DAY).answers == known.answers[:1]

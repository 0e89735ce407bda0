"""What recorded pain asks for: nothing, something lighter, two days without strength, a doctor soon."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dbs_tui.domain.history.history import History
from dbs_tui.domain.history.pain_rules import Care, PainAnswers, answers_of, caution
from tests.domain.builders import session

TODAY = date(2026, 11, 22)


def ago(days: int, worst: int | None = None, morning: int | None = None, before: int | None = None) -> PainAnswers:
    return PainAnswers(TODAY - timedelta(days=days), before, worst, morning)


@pytest.mark.parametrize(
    ("answers", "care"),
    [
        pytest.param([], Care.NONE, id="nothing"),
        pytest.param([ago(1)], Care.NONE, id="not asked"),
        pytest.param([ago(1, 3, 3)], Care.NONE, id="the first zone"),
        pytest.param([ago(1, 4)], Care.LIGHTER, id="worst 4"),
        pytest.param([ago(1, 0, 5)], Care.LIGHTER, id="morning 5"),
        pytest.param([ago(2, 5), ago(1, 1)], Care.NONE, id="better since"),
        pytest.param([ago(2, 5), ago(1)], Care.LIGHTER, id="not asked since"),
        pytest.param([ago(0, 6)], Care.REST, id="6 today"),
        pytest.param([ago(2, 6)], Care.REST, id="6 within 48 hours"),
        pytest.param([ago(3, 6)], Care.LIGHTER, id="6, 48 hours on"),
        pytest.param([ago(1, None, None, 6)], Care.REST, id="6 before"),
        pytest.param([ago(1, 1, 6)], Care.REST, id="one bad morning"),
        pytest.param([ago(9, 1, 6), ago(7, 1, 2), ago(5, 1, 6)], Care.LIGHTER, id="a good one between"),
        pytest.param([ago(9, 1, 6), ago(7, 1), ago(5, 1, 6)], Care.DOCTOR, id="one not asked between"),
        pytest.param([ago(9, 1, 8), ago(5, 1, 8)], Care.DOCTOR, id="two bad mornings"),
        pytest.param([ago(9, 1, 8), ago(5, 1, 8), ago(3, 1, 1)], Care.NONE, id="and then a good one"),
        pytest.param([ago(12, 1), ago(9, 2), ago(4, 3), ago(1, 4)], Care.DOCTOR, id="rising over two weeks"),
        pytest.param([ago(12, 2), ago(9, 2), ago(4, 3), ago(1, 4)], Care.LIGHTER, id="rising by less than 2"),
        pytest.param([ago(12, 0), ago(9, 0), ago(4, 3), ago(1, 3)], Care.NONE, id="rising to 3 at most"),
        pytest.param([ago(12, 0), ago(4, 3), ago(1, 4)], Care.LIGHTER, id="too few answers"),
    ],
)
def test_what_pain_asks_for(answers: list[PainAnswers], care: Care) -> None:
    """Every rule of the pages, at its borders; each with its reason."""
    found = caution(answers, TODAY)
    assert found.care is care
    assert bool(found.reason) == (care is not Care.NONE)
    assert (found.until is not None) == (care is Care.REST)


@pytest.mark.parametrize(
    ("first", "last", "weeks", "care"),
    [
        (3, 3, 6, Care.DOCTOR),
        (3, 3, 5, Care.NONE),
        (3, 1, 6, Care.NONE),
        (2, 2, 6, Care.DOCTOR),
        (1, 1, 6, Care.NONE),
        (5, 3, 6, Care.NONE),
    ],
)
def test_no_better_after_six_weeks(first: int, last: int, weeks: int, care: Care) -> None:
    """2 points are better; without pain at the start there is nothing to be better than."""
    since = TODAY - timedelta(weeks=weeks)
    answers = [ago(7 * weeks, first), ago(7 * weeks - 3, first), ago(4, last), ago(1, last)]
    assert caution(answers, TODAY, since).care is care


def test_a_history_is_looked_at_for_120_days() -> None:
    """The answers of its sessions in the order of their days; older ones decide nothing."""
    sessions = [session(TODAY - timedelta(days=days), worst=days % 10) for days in (1, 120, 121, 400)]
    found = answers_of(History(tuple(sessions)), TODAY)
    assert [(TODAY - answer.day).days for answer in found] == [120, 1]
    assert [answer.worst for answer in found] == [0, 1]


def test_no_better_needs_answers() -> None:
    """Who was not asked is not sent to a doctor."""
    assert caution([ago(41, 3), ago(1, 3)], TODAY, TODAY - timedelta(weeks=6)).care is Care.NONE


RATINGS = st.none() | st.integers(0, 10)
ANSWERS = st.builds(ago, st.integers(0, 40), RATINGS, RATINGS, RATINGS)


@settings(deadline=None)
@given(st.lists(ANSWERS, max_size=12))
def test_pain_of_4_and_more_is_never_ignored(answers: list[PainAnswers]) -> None:
    """Whatever came before: the last answers after a session decide that the next one is not as usual."""
    ordered = sorted(answers, key=lambda answer: answer.day)
    found = caution(ordered, TODAY)
    last = next((it for it in reversed(ordered) if it.after is not None), None)
    if last is not None and last.after is not None and last.after >= 4 and TODAY - last.day <= timedelta(days=28):
        assert found.care is not Care.NONE
    assert bool(found.reason) == (found.care is not Care.NONE)

"""Weeks of training: minutes, means, sums by exercise and side, and when a change is called one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dbs_tui.domain.history.history import History
from dbs_tui.domain.history.trends import Sum, TrendDelta, TrendRange, change, moves_of, sums_of, weeks_of
from dbs_tui.domain.training.exercise import Side
from dbs_tui.domain.training.session import Amount, Discomfort, Session, SetRecord, Status
from tests.domain.builders import session

TODAY = date(2026, 11, 22)
MONDAY = date(2026, 11, 16)


def _set(exercise: str, side: Side | None, *, reps: int | None = None, hold: int | None = None) -> SetRecord:
    done = Amount(reps, hold, 10.0 if reps or hold else 0.0)
    return SetRecord(exercise, 1, side, Status.DONE if reps or hold else Status.SKIPPED, Amount(5, 5, 20.0), done)


def _session(day: date, *sets: SetRecord, effort: int | None = None, worst: int | None = None) -> Session:
    return replace(session(day), sets=sets, effort=effort, discomfort=Discomfort(worst=worst), active_seconds=90.0)


@pytest.mark.parametrize(
    ("span", "words", "after"),
    [
        (TrendRange.FOUR_WEEKS, "4 weeks", TrendRange.TWELVE_WEEKS),
        (TrendRange.TWELVE_WEEKS, "12 weeks", TrendRange.YEAR),
        (TrendRange.YEAR, "a year", TrendRange.ALL),
        (TrendRange.ALL, "all", TrendRange.FOUR_WEEKS),
    ],
)
def test_the_spans_follow_each_other(span: TrendRange, words: str, after: TrendRange) -> None:
    """As they are said and gone through by a key."""
    assert (span.words, span.next) == (words, after)


@pytest.mark.parametrize(
    ("span", "weeks"), [(TrendRange.FOUR_WEEKS, 4), (TrendRange.TWELVE_WEEKS, 12), (TrendRange.YEAR, 52)]
)
def test_a_span_has_all_of_its_weeks(span: TrendRange, weeks: int) -> None:
    """Up to the running one, empty ones too, whether the history is shorter or longer."""
    for history in (History(), History((_session(TODAY), _session(TODAY - timedelta(weeks=70))))):
        found = weeks_of(history, TODAY, span)
        assert [week.starts for week in found] == [MONDAY - timedelta(weeks=n) for n in range(weeks - 1, -1, -1)]
        assert bool(found[-1].sessions) is bool(history.sessions)


def test_all_of_it_begins_with_the_first_session() -> None:
    """One week without any session; a session to come is not in it; weeks may start on Sunday."""
    assert [week.starts for week in weeks_of(History(), TODAY, TrendRange.ALL)] == [MONDAY]
    history = History((_session(MONDAY - timedelta(days=8)), _session(TODAY + timedelta(days=1))))
    assert [len(week.sessions) for week in weeks_of(history, TODAY, TrendRange.ALL)] == [1, 0, 0]
    assert weeks_of(replace(history, week_starts=6), TODAY, TrendRange.ALL)[0].starts == date(2026, 11, 8)


def test_a_week_in_figures() -> None:
    """Minutes with rests, seconds planned and done, and means of what was asked."""
    sets = (_set("squat", None, reps=5), _set("squat", None))
    history = History((_session(MONDAY, *sets, effort=4, worst=0), _session(TODAY, *sets, effort=7), _session(TODAY)))
    (week,) = weeks_of(history, TODAY, TrendRange.ALL)
    assert (week.seconds, week.minutes, week.planned, week.done) == (270.0, 4.5, 80.0, 40.0)
    assert (week.effort, week.discomfort) == (5.5, 0.0)
    empty = weeks_of(history, TODAY, TrendRange.FOUR_WEEKS)[0]
    assert (empty.minutes, empty.effort, empty.discomfort, dict(empty.moves)) == (0.0, None, None, {})


def test_what_was_done_of_each_exercise_and_side() -> None:
    """Reps and seconds held add up by side; what was skipped is no exercise done; left stands before right."""
    first = _session(MONDAY, _set("stretch", Side.RIGHT, hold=30), _set("walk", None))
    second = _session(TODAY, _set("stretch", Side.LEFT, hold=20), _set("squat", None, reps=8))
    third = _session(TODAY, _set("stretch", Side.LEFT, hold=10), _set("squat", None, reps=2))
    weeks = weeks_of(History((first, second, third)), TODAY, TrendRange.FOUR_WEEKS)
    assert moves_of(weeks) == (("stretch", Side.LEFT), ("stretch", Side.RIGHT), ("squat", None))
    assert sums_of(weeks, ("stretch", Side.LEFT))[-2:] == (Sum(), Sum(0, 30, 20.0))
    assert sums_of(weeks, ("squat", None))[-1] == Sum(10, 0, 20.0)


@pytest.mark.parametrize(
    ("means", "found", "words"),
    [
        ([], None, ""),
        ([3.0], None, ""),
        ([None, 3.0, None], None, ""),
        ([3.0, 3.0], TrendDelta(3.0, 3.0), "about the same"),
        ([3.0, None, 9.0, 4.9], TrendDelta(3.0, 4.9), "about the same"),
        ([3.0, 5.0], TrendDelta(3.0, 5.0), "up 2.0 points"),
        ([6.25, 3.75], TrendDelta(6.25, 3.75), "down 2.5 points"),
        ([1.1, 3.1], TrendDelta(1.1, 3.1), "up 2.0 points"),
    ],
)
def test_a_change_is_called_one_from_two_points(
    means: list[float | None], found: TrendDelta | None, words: str
) -> None:
    """Between the first and the last week with an answer; below that it is within the noise."""
    assert change(means) == found
    assert (found.words if found else "") == words

"""Weeks of training: minutes, means, sums by exercise and side, and when a change is called one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import sqrt
from pathlib import Path
from random import Random
from statistics import variance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dbs_tui.domain.history.history import History, Pause
from dbs_tui.domain.history.trends import (
    Sum,
    TrainedWeek,
    TrendRange,
    befores_of,
    change,
    efforts_of,
    mornings_of,
    moves_of,
    paused_weeks,
    sums_of,
    weeks_between,
    weeks_of,
    worsts_of,
)
from dbs_tui.domain.training.exercise import Side
from dbs_tui.domain.training.session import Amount, Discomfort, Session, SetRecord, Status
from tests.domain.builders import session

TODAY = date(2026, 11, 22)
MONDAY = date(2026, 11, 16)
FOUR = TrendRange.FOUR_WEEKS
LOOKING_BACK = Path(__file__).parents[3] / "docs" / "looking-back.md"


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
    assert (week.seconds, week.minutes, week.planned, week.done) == (270.0, 5, 80.0, 40.0)
    assert (week.effort, week.discomfort) == (5.5, 0.0)
    empty = weeks_of(history, TODAY, TrendRange.FOUR_WEEKS)[0]
    assert (empty.minutes, empty.effort, empty.discomfort, dict(empty.moves)) == (0, None, None, {})


def test_what_was_done_of_each_exercise_and_side() -> None:
    """Reps and seconds held add up by side; what was skipped is no exercise done; left stands before right."""
    first = _session(MONDAY, _set("stretch", Side.RIGHT, hold=30), _set("walk", None))
    second = _session(TODAY, _set("stretch", Side.LEFT, hold=20), _set("squat", None, reps=8))
    third = _session(TODAY, _set("stretch", Side.LEFT, hold=10), _set("squat", None, reps=2))
    weeks = weeks_of(History((first, second, third)), TODAY, TrendRange.FOUR_WEEKS)
    assert moves_of(weeks) == (("stretch", Side.LEFT), ("stretch", Side.RIGHT), ("squat", None))
    assert sums_of(weeks, ("stretch", Side.LEFT))[-2:] == (Sum(), Sum(0, 30, 20.0))
    assert sums_of(weeks, ("squat", None))[-1] == Sum(10, 0, 20.0)


def _weeks(*answers: Sequence[int]) -> list[TrainedWeek]:
    """Weeks with the efforts of their sessions."""
    first = MONDAY - timedelta(weeks=len(answers))
    return [
        TrainedWeek(day, tuple(_session(day, effort=each) for each in efforts))
        for day, efforts in ((first + timedelta(weeks=at), efforts) for at, efforts in enumerate(answers))
    ]


@pytest.mark.parametrize(
    ("answers", "found", "words"),
    [
        ([], None, ""),
        ([[5] * 9], None, ""),
        ([[3] * 6, [5] * 6], (3.0, 5.0), "up 2.0 points"),
        ([[3] * 6, [5] * 5], None, ""),
        ([[3] * 5, [5] * 6], None, ""),
        ([[3] * 6, [], [9] * 6, [4] * 6], (3.0, 4.0), "about the same"),
        ([[6] * 3, [6] * 3, *[[0] * 6] * 4, [3] * 3, [4] * 3], (6.0, 3.5), "down 2.5 points"),
        ([[6, 7] * 3, [1], [1], [4, 4, 4, 4, 4, 4]], (6.5, 4.0), "down 2.5 points"),
        # As many points, but within the scatter of the answers.
        ([[0, 10] * 3, [], [], [2, 10, 10, 2, 10, 10]], (5.0, 7.333), "about the same"),
    ],
)
def test_a_change_is_called_one_from_two_points_and_beyond_the_scatter(
    answers: list[list[int]], found: tuple[float, float] | None, words: str
) -> None:
    """Between the first and the last quarter, six answers each; else nothing is said."""
    delta = change(_weeks(*answers), efforts_of)
    assert (delta and (round(delta.first, 3), round(delta.last, 3))) == found
    assert (delta.words if delta else "") == words


def _looks(random: Random, weeks: int, a_week: int, scatter: float) -> tuple[int, int]:
    """How often a change is called one, and the looks at which there were answers enough, with steady effort."""
    called = looks = 0
    for _ in range(1000):
        efforts = [[max(0, min(10, round(random.gauss(4.5, scatter)))) for _ in range(a_week)] for _ in range(weeks)]
        if (delta := change(_weeks(*efforts), efforts_of)) is not None:
            called, looks = called + delta.changed, looks + 1
    return called, looks


@pytest.mark.slow
@pytest.mark.parametrize("a_week", [2, 3, 5])
@pytest.mark.parametrize("scatter", [1.0, 1.4, 2.0, 3.0])
def test_steady_effort_is_called_a_change_in_two_looks_of_a_hundred_at_most(a_week: int, scatter: float) -> None:
    """Over twelve weeks, the running one left out, whatever the scatter: the figures of docs/looking-back.md."""
    called, looks = _looks(Random(20261122), 11, a_week, scatter)
    assert looks == 1000
    assert called <= 20
    assert f"| {a_week} | {scatter} | {100 * called / looks:.1f} % |" in LOOKING_BACK.read_text("utf-8")


def test_a_real_change_is_found() -> None:
    """Three points, twelve weeks, three answers a week: nearly always."""
    random, found = Random(1), 0
    for _ in range(200):
        means = [6.0] * 3 + [4.5] * 5 + [3.0] * 3
        efforts = [[max(0, min(10, round(random.gauss(mean, 1.4)))) for _ in range(3)] for mean in means]
        delta = change(_weeks(*efforts), efforts_of)
        found += delta is not None and delta.changed
    assert found > 180


def test_weeks_between_two_days() -> None:
    """From the week of the first day to that of the last, as far as they have begun; empty ones too."""
    history = History((_session(MONDAY),))
    found = weeks_between(history, TODAY, date(2026, 11, 4), date(2026, 12, 24))
    assert [(week.starts.day, len(week.sessions)) for week in found] == [(2, 0), (9, 0), (16, 1)]


def test_a_week_has_its_answers_days_and_forms() -> None:
    """What was not asked is no answer; a set that was skipped is no form done."""
    squat, skipped = replace(_set("squat", None, reps=5), form="chair"), _set("squat", None)
    felt = Discomfort(before=1, worst=4, next_morning=2)
    one = replace(_session(MONDAY, squat, skipped), discomfort=felt)
    (week,) = weeks_of(History((one, _session(MONDAY, _set("squat", None, reps=5)))), TODAY, TrendRange.ALL)
    asked = [question(week) for question in (efforts_of, befores_of, worsts_of, mornings_of)]
    assert asked == [(), (1,), (4,), (2,)]
    assert (week.days, {name: dict(forms) for name, forms in week.forms.items()}) == (
        1,
        {"squat": {"chair": 1, None: 1}},
    )


@given(st.lists(st.integers(0, 10), min_size=6, max_size=40), st.lists(st.integers(0, 10), min_size=6, max_size=40))
def test_the_error_of_a_change_is_that_of_two_means(first: list[int], last: list[int]) -> None:
    """By the exact, slow variance of the standard library."""
    early, late = ([_session(MONDAY, effort=answer) for answer in answers] for answers in (first, last))
    weeks = [TrainedWeek(MONDAY, tuple(early)), *(TrainedWeek(MONDAY, ()) for _ in range(2))]
    found = change((*weeks, TrainedWeek(MONDAY, tuple(late))), efforts_of)
    assert found is not None
    assert found.error == pytest.approx(sqrt(variance(first) / len(first) + variance(last) / len(last)))


def test_weeks_of_a_pause_are_known() -> None:
    """Those with more than three paused days."""
    assert paused_weeks(History(), weeks_of(History(), TODAY, FOUR)) == (False,) * 4
    weeks = weeks_of(History(pauses=(Pause(MONDAY - timedelta(days=4), MONDAY + timedelta(days=2), "x"),)), TODAY, FOUR)
    assert paused_weeks(History(pauses=(Pause(date(2026, 11, 12), date(2026, 11, 18), "x"),)), weeks) == (
        False,
        False,
        True,
        False,
    )

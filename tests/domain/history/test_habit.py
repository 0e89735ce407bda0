"""Habit strength: Loop's formula, with the figures that Loop's own gives."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dbs_tui.domain.history import habit
from dbs_tui.domain.history.history import Goal, History, Pause
from tests.domain.builders import session

TODAY = date(2026, 11, 22)
"""A Sunday, the last day of its week."""
DAILY = (Goal(date(2000, 1, 1), 7),)


def _every_day(days: int, until: date = TODAY, goals: tuple[Goal, ...] = DAILY) -> History:
    return History(tuple(session(until - timedelta(days=ago)) for ago in range(days)), goals)


def _three_a_week(weeks: int) -> History:
    """Monday, Wednesday and Friday of the last weeks."""
    monday = TODAY - timedelta(days=6)
    days = [monday - timedelta(weeks=week) + timedelta(days=day) for week in range(weeks) for day in (0, 2, 4)]
    return History(tuple(map(session, days)))


def test_nothing_is_no_strength() -> None:
    """Before the first training day there is no score, and one dated tomorrow is none yet."""
    assert (habit.strength(History(), TODAY), habit.course(History(), TODAY)) == (0, ())
    assert habit.strength(_every_day(1, TODAY + timedelta(days=1)), TODAY) == 0


@pytest.mark.parametrize(("days", "score"), [(7, 31.1), (13, 50.0), (28, 77.5), (56, 95.0), (84, 98.9)])
def test_a_perfect_daily_habit(days: int, score: float) -> None:
    """It rises with a half-life of 13 days."""
    assert 100 * habit.daily_scores(_every_day(days), TODAY)[-1] == pytest.approx(score, abs=0.05)


@pytest.mark.parametrize(("weeks", "score"), [(1, 7.9), (4, 54.0), (8, 82.7), (12, 93.5)])
def test_three_perfect_days_a_week(weeks: int, score: float) -> None:
    """Less than daily, the last 14 days count against twice the goal, and the half-life is 19.9 days."""
    assert 100 * habit.daily_scores(_three_a_week(weeks), TODAY)[-1] == pytest.approx(score, abs=0.05)


def test_a_missed_day_costs_little() -> None:
    """After a hundred perfect days one miss takes five points of a daily habit, and a week brings four back."""
    perfect = _every_day(100, TODAY - timedelta(days=8))
    missed = TODAY - timedelta(days=7)
    assert 100 * habit.daily_scores(perfect, missed + timedelta(days=1))[100] == pytest.approx(94.3, abs=0.05)
    week_later = replace(perfect, sessions=(*perfect.sessions, *_every_day(7).sessions))
    assert habit.strength(week_later, TODAY) == 96


@pytest.mark.parametrize("goal", range(1, 8))
def test_a_pause_costs_nothing(goal: int) -> None:
    """After it everything is as it was before, also the days that are looked back at."""
    monday = TODAY - timedelta(days=6)
    trained = [monday - timedelta(weeks=week) + timedelta(days=day) for week in range(4, 20) for day in range(goal)]
    history = History(tuple(map(session, trained)), (Goal(date(2000, 1, 1), goal),))
    before = monday - timedelta(weeks=3, days=1)
    paused = replace(history, pauses=(Pause(before + timedelta(days=1), TODAY, "illness"),))
    assert habit.strength(paused, TODAY) == habit.strength(history, before) > 50
    assert habit.strength(history, TODAY) < habit.strength(history, before)
    back = replace(paused, sessions=(*paused.sessions, session(TODAY)))
    assert habit.strength(back, TODAY) >= habit.strength(paused, TODAY)


def test_today_can_only_add() -> None:
    """Not done yet, it takes nothing away; done, it never lowers the score, as it would after a long break."""
    history = _every_day(60, TODAY - timedelta(days=1), goals=())
    assert habit.strength(history, TODAY) == habit.strength(history, TODAY - timedelta(days=1))
    long_ago = _every_day(60, TODAY - timedelta(days=20), goals=())
    again = replace(long_ago, sessions=(*long_ago.sessions, session(TODAY)))
    assert habit.strength(again, TODAY) == habit.strength(long_ago, TODAY)


def test_the_goal_of_each_week_is_the_frequency() -> None:
    """Two days a week are perfect while two are wanted, and less when more are."""
    monday = TODAY - timedelta(days=6)
    days = [monday - timedelta(weeks=week) + timedelta(days=day) for week in range(20) for day in (0, 3)]
    two = History(tuple(map(session, days)), (Goal(date(2000, 1, 1), 2),))
    more_lately = replace(two, goals=(*two.goals, Goal(monday - timedelta(weeks=4), 5)))
    assert habit.strength(two, TODAY) > 95
    assert habit.strength(more_lately, TODAY) < habit.strength(two, TODAY) - 10
    before = monday - timedelta(weeks=4, days=1)
    assert habit.strength(more_lately, before) == habit.strength(two, before)


def test_the_course_is_the_strength_at_the_end_of_each_week() -> None:
    """Oldest first; the last is today's; shorter when there were fewer weeks."""
    history, wednesday = _every_day(30, TODAY - timedelta(days=4)), TODAY - timedelta(days=4)
    course = habit.course(history, wednesday)
    sundays = [TODAY - timedelta(weeks=week) for week in (4, 3, 2, 1)]
    assert course == tuple(habit.strength(history, day) for day in (*sundays, wednesday))
    assert habit.course(history, wednesday, weeks=2) == course[-2:]


def test_the_strength_at_the_end_of_a_day() -> None:
    """That of the course; none before the first training day and after today."""
    history = _every_day(28)
    days = [TODAY - timedelta(days=ago) for ago in (28, 27, 14, 0, -1)]
    assert [habit.strength_on(history, TODAY, day) for day in days] == [None, 5, 53, 78, None]

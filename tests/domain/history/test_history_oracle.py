"""Streaks and weeks against a slow, obvious oracle: it walks every single day and keeps no cleverness."""

from collections import Counter
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, timedelta
from random import Random
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dbs_tui.domain.building.advice import advice
from dbs_tui.domain.building.suggest import suggested
from dbs_tui.domain.history.bests import bests, milestones, next_milestone
from dbs_tui.domain.history.habit import strength
from dbs_tui.domain.history.history import History, Pause, WeekState
from dbs_tui.domain.history.rating_rules import before_is_due, morning_is_due
from dbs_tui.domain.history.trends import TrendRange, weeks_of
from tests.domain import chance
from tests.domain.builders import routine, session
from tests.domain.oracle import Slow, differences
from tests.domain.strategies import histories

DAY = timedelta(days=1)
LIBRARY = [routine(routine_id=name) for name in ("desk-break-2", "starter-5", "full-10", "gentle-day")]
CAREFUL = settings(max_examples=200, deadline=None)

pytestmark = pytest.mark.slow


def test_small_histories_with_hard_calendars_agree_with_the_oracle() -> None:
    """Every question, over zones, summer time, nights, leap days and ends of years; ``make torture`` asks a million."""
    wrong = []
    for seed in range(400):
        random = Random(seed)
        history, today = chance.history(random)
        for day in chance.days_to_ask(random, today):  # the same value: what it remembers is of its day
            wrong += [f"{seed}, {day}: {found}" for found in differences(history, day)]
    assert wrong == []


def test_the_oracle_can_tell() -> None:
    """A history that is asked as if a paused week had been trained, or a day later, is not the same to it."""
    told = sum(any(differences(Generous(**vars_of(one)), today)) for one, today in map(_chance, range(200)))
    assert told > 20


def _chance(seed: int) -> tuple[History, date]:
    return chance.history(Random(seed))


def vars_of(history: History) -> dict[str, Any]:
    """The fields of a history."""
    return {field.name: getattr(history, field.name) for field in fields(history)}


class Generous(History):
    """A history that is wrong: it takes every pause for a week longer."""

    def paused(self, day: date) -> bool:
        """Whether a pause covers the day or one of the seven before it."""
        return any(super(Generous, self).paused(day - DAY * n) for n in range(8))


@given(histories())
@CAREFUL
def test_every_question_agrees_with_the_oracle(history_and_today: tuple[History, date]) -> None:
    """Streaks, bests, consistency, strength and trends, whatever was trained and paused."""
    assert list(differences(*history_and_today)) == []


@given(histories())
@CAREFUL
def test_weeks_agree_with_counting_every_day(history_and_today: tuple[History, date]) -> None:
    """Each week's start, goal, state and training days are those of the oracle."""
    history, today = history_and_today
    slow = Slow(history, today)
    for back in range(70):
        day = today - DAY * back
        week = history.week(day, today)
        assert week.starts == slow.first_day_of_week(day)
        assert week.goal == slow.goal(week.starts)
        assert week.state == slow.state(week.starts)
        assert set(week.trained) == {it for it in slow.trained if week.starts <= it <= week.ends}


@given(histories())
@CAREFUL
def test_what_holds_of_every_history(history_and_today: tuple[History, date]) -> None:
    """A streak is never longer than the best, the best never longer than all training days."""
    history, today = history_and_today
    assert 0 <= history.day_streak(today) <= history.best_day_streak(today) <= len(history.training_days)
    assert 0 <= history.week_streak(today) <= history.best_week_streak(today)
    assert history.active_days(today) <= 28


@given(histories())
@CAREFUL
def test_training_today_never_shortens_a_streak(history_and_today: tuple[History, date]) -> None:
    """One more session today adds a day to the streak, or none if today was done; no other number gets worse."""
    history, today = history_and_today
    more = History((*history.sessions, session(today)), history.goals, history.pauses, history.week_starts)
    gained = today not in history.training_days
    assert more.day_streak(today) == history.day_streak(today) + gained
    assert more.week_streak(today) >= history.week_streak(today)
    assert more.best_day_streak(today) >= history.best_day_streak(today)
    assert more.active_days(today) == history.active_days(today) + gained


@given(histories(), st.lists(st.integers(1, 400), min_size=1, max_size=4), st.sampled_from((None, 0, 9)))
@CAREFUL
def test_what_lies_in_the_future_waits(
    history_and_today: tuple[History, date], ahead: list[int], felt: int | None
) -> None:
    """Records of a clock that was wrong change no answer before their day, whatever they say."""
    history, today = history_and_today
    history = history.as_of(today)
    late = tuple(session(today + DAY * days, worst=felt, session_id=f"late {days}") for days in set(ahead))
    late = tuple(replace(one, discomfort=replace(one.discomfort, before=felt)) for one in late)
    more = replace(history, sessions=(*history.sessions, *late))
    assert more.as_of(today) == history
    questions: tuple[Callable[[History], object], ...] = (
        lambda it: it.as_of(today).last,
        lambda it: before_is_due(it, today),
        lambda it: morning_is_due(it, today),
        lambda it: suggested(it, LIBRARY, today),
        lambda it: (it.day_streak(today), it.week_streak(today), it.week(today, today), it.active_days(today)),
        lambda it: (strength(it, today), bests(it, today), milestones(it, today), next_milestone(it, today)),
        lambda it: weeks_of(it, today, TrendRange.ALL),
        lambda it: advice(LIBRARY[0], it, today),
    )
    for question in questions:
        assert question(more) == question(history)
    assert more.as_of(today + DAY * max(ahead)) == more


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
@CAREFUL
def test_weeks_from_monday_are_iso_weeks(day: date) -> None:
    """Also around new year, where the week belongs to the other year."""
    year, week, _ = day.isocalendar()
    assert History().week_of(day) == date.fromisocalendar(year, week, 1)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.sampled_from((0, 6)))
@CAREFUL
def test_every_day_lies_in_the_week_it_is_given(day: date, starts: int) -> None:
    """The first day is the right weekday, and the day is one of the seven from it."""
    first = History(week_starts=starts).week_of(day)
    assert first.weekday() == starts
    assert 0 <= (day - first).days < 7


# -- ten years


class Counting(History):
    """A history that counts how often it is asked about a day."""

    asked: ClassVar[Counter[date]] = Counter()

    def paused(self, day: date) -> bool:
        """Whether a pause covers the day; remembers the question."""
        self.asked[day] += 1
        return super().paused(day)


@pytest.mark.parametrize("question", ["day_streak", "best_day_streak", "week_streak", "best_week_streak"])
def test_ten_years_are_read_once(question: str) -> None:
    """With ten years of sessions and pauses no day is looked at more than twice: the work grows with the history."""
    today = date(2026, 11, 22)
    days = [today - DAY * ago for ago in range(3650) if ago % 40 >= 12 and ago % 3]
    pauses = tuple(Pause(today - DAY * (ago + 11), today - DAY * ago, "travel") for ago in range(0, 3650, 80))
    history = Counting(tuple(map(session, days)), pauses=pauses)
    Counting.asked.clear()
    getattr(history, question)(today)
    assert max(Counting.asked.values(), default=0) <= 2


def test_a_streak_of_ten_years() -> None:
    """Every single day for ten years, three sessions a day."""
    today = date(2026, 11, 22)
    sessions = tuple(session(today - DAY * ago, hour=hour) for ago in range(3650) for hour in (8, 13, 19))
    history = History(sessions)
    assert history.day_streak(today) == history.best_day_streak(today) == 3650
    weeks = (today - (today - DAY * 3649)).days // 7 + 1
    assert history.week_streak(today) == history.best_week_streak(today) == weeks
    assert history.week(today - DAY * 1000, today).state is WeekState.MET

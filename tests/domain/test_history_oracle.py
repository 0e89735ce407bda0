"""Streaks and weeks against a slow, obvious oracle: it walks every single day and keeps no cleverness."""

from collections import Counter
from datetime import date, timedelta
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dbs_tui.domain.history import History, Pause, WeekState
from tests.domain.builders import session
from tests.domain.strategies import histories

DAY = timedelta(days=1)
CAREFUL = settings(max_examples=200, deadline=None)


class Slow:
    """The definitions, read out loud, one day at a time."""

    def __init__(self, history: History, today: date) -> None:
        self.history, self.today = history, today
        trained = [it.local_date for it in history.sessions if it.counts]
        self.first = min([*trained, today])
        self.trained = {day for day in trained if day <= today}

    def is_paused(self, day: date) -> bool:
        """Whether any pause lists the day."""
        for pause in self.history.pauses:
            listed = pause.first
            while listed <= pause.last:
                if listed == day:
                    return True
                listed += DAY
        return False

    def day_streak(self) -> int:
        """Walk back from today: a training day counts, a paused day is passed, any other day but today ends it."""
        streak, day = 0, self.today
        while day >= self.first:
            if day in self.trained:
                streak += 1
            elif day != self.today and not self.is_paused(day):
                return streak
            day -= DAY
        return streak

    def best_day_streak(self) -> int:
        """Walk forward from the first day."""
        best = streak = 0
        day = self.first
        while day <= self.today:
            if day in self.trained:
                streak += 1
            elif not self.is_paused(day):
                streak = 0
            best = max(best, streak)
            day += DAY
        return best

    def active_days(self) -> int:
        """Look at 28 days, one after the other."""
        active, day = 0, self.today
        for _ in range(28):
            active += day in self.trained
            day -= DAY
        return active

    def first_day_of_week(self, day: date) -> date:
        """Walk back to the day whose name is that of the first day of the week."""
        name = {0: "Monday", 6: "Sunday"}[self.history.week_starts]
        while day.strftime("%A") != name:
            day -= DAY
        return day

    def goal(self, monday: date) -> int:
        """The goal set last, by date, on or before that day: go through all days up to it."""
        goal = 3
        for starts in sorted({goal.starts for goal in self.history.goals}):
            if starts <= monday:
                for it in self.history.goals:
                    if it.starts == starts:
                        goal = it.days
        return goal

    def state(self, first: date) -> str:
        """Count the days of the week."""
        trained = paused = 0
        last = first
        for number in range(7):
            last = first + DAY * number
            trained += last in self.trained
            paused += self.is_paused(last)
        if trained >= self.goal(first):
            return "met"
        if paused >= 4:
            return "paused"
        return "missed" if last < self.today else "in_progress"

    def weeks(self) -> list[str]:
        """The states of all weeks from that of the first training day to the running one."""
        states, first = [], self.first_day_of_week(self.first)
        while first <= self.today:
            states.append(self.state(first))
            first += 7 * DAY
        return states

    def week_streak(self) -> int:
        """What is left after the last missed week."""
        streak = 0
        for state in self.weeks():
            streak = 0 if state == "missed" else streak + (state == "met")
        return streak

    def best_week_streak(self) -> int:
        """The most met weeks between two missed ones."""
        stretches = "".join({"met": "x", "missed": "/"}.get(state, "") for state in self.weeks()).split("/")
        return max(len(stretch) for stretch in stretches)


@given(histories())
@CAREFUL
def test_day_streaks_agree_with_walking_every_day(history_and_today: tuple[History, date]) -> None:
    """Streak, best and consistency are those of the oracle, whatever was trained and paused."""
    history, today = history_and_today
    slow = Slow(history, today)
    assert history.day_streak(today) == slow.day_streak()
    assert history.best_day_streak(today) == slow.best_day_streak()
    assert history.active_days(today) == slow.active_days()


@given(histories())
@CAREFUL
def test_weeks_agree_with_counting_every_day(history_and_today: tuple[History, date]) -> None:
    """Week streak, best, and each week's start, goal and state are those of the oracle."""
    history, today = history_and_today
    slow = Slow(history, today)
    assert history.week_streak(today) == slow.week_streak()
    assert history.best_week_streak(today) == slow.best_week_streak()
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

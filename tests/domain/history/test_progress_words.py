"""Where the user stands, in words that never shame."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dbs_tui.domain.history.history import Goal, History, Pause
from dbs_tui.domain.history.progress_words import goal_words, left_words, missed_days, missed_words
from tests.domain.builders import session

MONDAY = date(2026, 11, 16)
SUNDAY = date(2026, 11, 22)


def _on(*days: int) -> History:
    """Sessions on days of November 2026."""
    return History(tuple(session(date(2026, 11, day)) for day in days))


@pytest.mark.parametrize(
    ("trained", "today", "words"),
    [
        ((), 16, "3 more by Sunday"),
        ((16,), 16, "2 more by Sunday"),
        ((16, 17), 20, "1 more by Sunday"),
        ((16, 17), 22, "1 more by tonight"),
        ((16, 17, 18), 18, "goal met"),
        ((16,), 22, "new week starts Monday"),
        ((), 21, "new week starts Monday"),
        ((22,), 23, "3 more by Sunday"),
    ],
)
def test_what_is_left_of_the_week(trained: tuple[int, ...], today: int, words: str) -> None:
    """And by when; what cannot be reached any more is not asked for."""
    day = date(2026, 11, today)
    assert left_words(_on(*trained).week(day, day), day) == words


def test_nothing_is_left_of_a_paused_week() -> None:
    """Nothing is expected of it."""
    paused = History(pauses=(Pause(MONDAY, SUNDAY, "travel"),))
    assert left_words(paused.week(MONDAY, SUNDAY), SUNDAY) == "paused"


@pytest.mark.parametrize(
    ("trained", "today", "missed", "words"),
    [
        ((), 20, 0, None),
        ((20,), 20, 0, None),
        ((19,), 20, 0, None),
        ((16, 17), 19, 1, "missed 1 day, still on plan"),
        ((16,), 19, 2, "missed 2 days, still on plan"),
        ((14, 15), 19, 3, "missed 3 days, still on plan"),
        ((13, 14), 19, 4, "the next session starts a new run, best 2 days"),
        ((18,), 22, 3, "the next session starts a new run, best 1 day"),
        ((16, 17, 18), 22, 3, "missed 3 days, still on plan"),
    ],
)
def test_a_streak_that_is_over(trained: tuple[int, ...], today: int, missed: int, words: str | None) -> None:
    """While the week can still be met it is said how little was missed; then only what comes next."""
    history, day = _on(*trained), date(2026, 11, today)
    assert missed_days(history, day) == missed
    assert missed_words(history, day) == words


def test_paused_days_were_not_missed() -> None:
    """Only days on which something was expected."""
    history = History(
        (session(date(2026, 11, 16)),), pauses=(Pause(date(2026, 11, 17), date(2026, 11, 18), "illness"),)
    )
    assert missed_days(history, date(2026, 11, 20)) == 1


def test_why_less_is_wanted_of_a_week() -> None:
    """Said where a pause has made the goal smaller, and nowhere else."""
    goals, ill = (Goal(MONDAY, 5),), Pause(MONDAY, MONDAY + timedelta(days=2), "illness")
    assert goal_words(History(goals=goals, pauses=(ill,)).week(MONDAY, MONDAY)) == "goal 4 this week: 3 days paused"
    one = replace(ill, last=MONDAY)
    assert goal_words(History(goals=goals, pauses=(one,)).week(MONDAY, MONDAY)) is None
    assert goal_words(History(pauses=(replace(ill, last=MONDAY + timedelta(days=5)),)).week(MONDAY, MONDAY)) is None

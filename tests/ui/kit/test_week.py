"""The week and the streak in words: kind, exact, and without a zero."""

from collections.abc import Sequence
from datetime import date

import pytest

from dbs_tui.domain.history.history import DAY, History, Pause, Week, WeekState
from dbs_tui.ui.kit.week import streak_figure, streak_words, week_figure, week_row, week_shapes, week_words
from tests.domain.builders import session

MONDAY = date(2026, 11, 16)
SUNDAY = date(2026, 11, 22)


def week(*days: int, goal: int = 3, today: date = SUNDAY, pauses: Sequence[Pause] = ()) -> Week:
    """The week of 16 November with training on some of its days, from 0 for Monday."""
    history = History(tuple(session(MONDAY + DAY * day) for day in days), pauses=tuple(pauses))
    found = history.week(today, today)
    return Week(found.starts, goal, found.trained, WeekState.MET if len(days) >= goal else found.state)


@pytest.mark.parametrize(
    ("days", "today", "words"),
    [
        ((), 0, "3 more by Sunday"),
        ((0,), 0, "2 more by Sunday"),
        ((0, 2), 3, "1 more by Sunday"),
        ((0, 2), 6, "1 more by tonight"),
        ((), 4, "3 more by Sunday"),
        ((), 5, "new week starts Monday"),
        ((0, 5), 5, "1 more by Sunday"),
        ((6,), 6, "new week starts Monday"),
        ((0, 1, 2), 2, "goal met"),
        ((0, 1, 2, 3), 6, "goal of 3 met"),
    ],
)
def test_the_week_says_what_is_left_and_by_when(days: tuple[int, ...], today: int, words: str) -> None:
    """What cannot be reached any more is not asked for."""
    now = MONDAY + DAY * today
    assert week_words(week(*days, today=now), now) == words


def test_a_paused_week_is_called_paused() -> None:
    """Nothing is expected of it."""
    ill = Pause(MONDAY, SUNDAY, "illness")
    assert week_words(week(pauses=[ill]), SUNDAY) == "paused"


def test_a_week_that_starts_on_sunday_ends_on_saturday() -> None:
    """The words follow the week."""
    sundays = History(week_starts=6).week(SUNDAY, SUNDAY)
    assert week_words(sundays, SUNDAY) == "3 more by Saturday"


@pytest.mark.parametrize(
    ("days", "figure"),
    [((), "Goal 3 days"), ((0, 2), "2 of 3 days"), ((0, 1, 2), "3 of 3 days"), ((0, 1, 2, 3), "4 days")],
)
def test_the_week_counts_days_against_the_goal(days: tuple[int, ...], figure: str) -> None:
    """Beyond the goal only the days."""
    assert week_figure(week(*days)) == figure


def test_the_row_marks_trained_days_and_today() -> None:
    """A letter a day over a shape a day; today open is a shape of its own, today trained is trained."""
    wednesday = MONDAY + DAY * 2
    assert str(week_row(week(0, today=wednesday), wednesday)) == "M   T   W   T   F   S   S\n▆   ·   ▢   ·   ·   ·   ·"
    assert str(week_row(week(0, 2, today=wednesday), wednesday, 2)) == "M  T  W  T  F  S  S\n▆  ·  ▆  ·  ·  ·  ·"


def test_the_row_marks_paused_days_as_the_calendar_does() -> None:
    """Also today: nothing is open while a pause runs; what was trained all the same is trained."""
    history = History((session(MONDAY), session(MONDAY + DAY * 3)), pauses=(Pause(MONDAY + DAY * 2, SUNDAY, "trip"),))
    friday = MONDAY + DAY * 4
    assert str(week_shapes(history.week(friday, friday), friday)) == "▆ · ‖ ▆ ‖ ‖ ‖"


def trained(*ago: int) -> History:
    """Training on the days that many days before Sunday."""
    return History(tuple(session(SUNDAY - DAY * days) for days in ago))


@pytest.mark.parametrize(
    ("ago", "figure", "words"),
    [
        ((), ("Day one", "starts with any workout"), "Any workout starts a streak"),
        ((0,), ("1 day", "best 1"), "1 day in a row · best 1"),
        ((1, 2), ("2 days", "best 2"), "2 days in a row · best 2"),
        ((2, 3, 4), ("Still on plan", "missed 1 day"), "Still on plan · missed 1 day"),
        ((4, 20, 21), ("A new run", "any day · best 2 days"), "A new run · any day · best 2 days"),
        ((-1,), ("Day one", "starts with any workout"), "Day one · starts with any workout"),
        ((0, 1, 2, 7, 8, 9), ("2 weeks", "best 2"), "2 weeks in a row · best 2"),
    ],
)
def test_the_streak_in_a_figure_and_in_words(ago: tuple[int, ...], figure: tuple[str, str], words: str) -> None:
    """Weeks once there are two of them, days before; a broken one is never a zero."""
    history = trained(*ago)
    assert streak_words(history, SUNDAY) == words
    assert streak_figure(history, SUNDAY) == figure


def test_the_short_words_leave_the_best_out() -> None:
    """For a narrow screen."""
    assert streak_words(trained(0, 1), SUNDAY, short=True) == "2 days in a row"


def test_no_streak_is_ever_told_as_zero() -> None:
    """Whatever lies behind: nothing, one day long ago, a break."""
    for history in (trained(), trained(300), trained(2, 3), trained(30, 31)):
        assert "0 " not in streak_words(history, SUNDAY)
        assert not streak_figure(history, SUNDAY)[0].startswith("0")

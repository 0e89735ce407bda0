"""One rounding for every page: weeks to the nearest minute, days that add up to them, shares of the plan."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dbs_tui.domain.history.history import History
from dbs_tui.domain.history.minutes import (
    apportioned,
    minutes_by_day,
    minutes_in,
    nearest,
    percent,
    whole_minutes,
)
from tests.domain.builders import session

SUNDAY = date(2026, 11, 22)


def _days(*seconds: float) -> History:
    """A session a day up to Sunday, of so many seconds."""
    found = [SUNDAY - timedelta(days=len(seconds) - 1 - at) for at in range(len(seconds))]
    return History(tuple(replace(session(day), active_seconds=each) for day, each in zip(found, seconds, strict=True)))


@pytest.mark.parametrize(
    ("seconds", "minutes"), [(0, 0), (29.9, 0), (30, 1), (303, 5), (569, 9), (570, 10), (89.99, 1), (90.0, 2)]
)
def test_minutes_are_the_nearest(seconds: float, minutes: int) -> None:
    """Half a minute is rounded up."""
    assert whole_minutes(seconds) == minutes


@pytest.mark.parametrize(
    ("done", "planned", "share"),
    [
        (0, 10, 0),
        (0.01, 10, 1),
        (97.6, 100, 98),
        (97.4, 100, 97),
        (99.9, 100, 99),
        (0.1 + 0.2, 0.3, 100),
        (12, 10, 100),
    ],
)
def test_a_share_is_whole_only_when_all_of_it_was_done(done: float, planned: float, share: int) -> None:
    """To the nearest percent; something done is never 0."""
    assert percent(done, planned) == share


def test_a_half_is_rounded_up() -> None:
    """Also where the rule of the language would go to the even number."""
    assert [nearest(each) for each in (0.5, 1.5, 2.5, 2.49)] == [1, 2, 3, 2]


@given(st.lists(st.floats(0, 9000), max_size=9))
def test_parts_add_up_and_are_less_than_a_minute_off(parts: list[float]) -> None:
    """Whatever their lengths."""
    total = whole_minutes(sum(parts))
    found = apportioned(total, parts)
    assert sum(found) == total
    assert all(abs(minutes - part / 60) < 1 for minutes, part in zip(found, parts, strict=True))


@given(st.lists(st.floats(0, 9000), min_size=1, max_size=9))
def test_parts_whose_nearest_minutes_add_up_keep_them(parts: list[float]) -> None:
    """Only where they do not is one of them rounded the other way."""
    minutes = [whole_minutes(part) for part in parts]
    if sum(minutes) == whole_minutes(sum(parts)) and not any(round(part, 3) % 60 == 30 for part in parts):
        assert list(apportioned(sum(minutes), parts)) == minutes


def test_days_add_up_to_their_week() -> None:
    """And any range to its days; what is dated later waits."""
    history = _days(569, 569, 569)
    assert sorted(minutes_by_day(history, SUNDAY).values()) == [9, 9, 10]
    assert minutes_in(history, SUNDAY, SUNDAY - timedelta(days=6), SUNDAY) == 28
    assert minutes_by_day(history, SUNDAY - timedelta(days=2)) == {SUNDAY - timedelta(days=2): 9}


def test_weeks_are_those_of_the_person() -> None:
    """Beginning on Sunday, the seven days before it are another week."""
    chance = Random(4)
    history = replace(_days(*(chance.uniform(100, 2000) for _ in range(15))), week_starts=6)
    found = minutes_by_day(history, SUNDAY)
    for week in (SUNDAY, SUNDAY - timedelta(days=7), SUNDAY - timedelta(days=14)):
        days = [week + timedelta(days=n) for n in range(7)]
        seconds = sum(one.active_seconds for one in history.sessions if one.local_date in days)
        assert sum(found.get(day, 0) for day in days) == int(seconds / 60 + 0.5)

"""TrainedTotals of a time, a year beside another, and when a person trains."""

from dataclasses import replace
from datetime import date, datetime

from dbs_tui.domain.history.history import History
from dbs_tui.domain.history.patterns import (
    TrainedTotals,
    by_hour,
    by_weekday,
    lifetime,
    same_day,
    totals,
    year_so_far,
    years,
)
from tests.domain.builders import session

TODAY = date(2026, 11, 22)
OLD = tuple(replace(session(date(2025, month, 22)), active_seconds=600.0) for month in (1, 11, 12))
NEW = (
    replace(session(date(2026, 11, 20), done=1.0), active_seconds=60.0),
    *(replace(session(TODAY), id=name, active_seconds=90.0) for name in "ab"),
    session(date(2026, 11, 30)),
)
HISTORY = History((*OLD, *NEW))


def test_totals_of_a_time() -> None:
    """Sessions, those that count, their days, and minutes; what is dated later waits."""
    assert totals(HISTORY, TODAY, date(2026, 1, 1), date(2026, 12, 31)) == TrainedTotals(3, 2, 1, 4)
    assert lifetime(HISTORY, TODAY) == TrainedTotals(6, 5, 4, 34)
    assert lifetime(History(), TODAY) == TrainedTotals(0, 0, 0, 0)


def test_years_are_compared_over_the_same_days() -> None:
    """December of the year before does not count yet; 28 February stands for a leap day."""
    assert year_so_far(HISTORY, TODAY, 2025) == TrainedTotals(2, 2, 2, 20)
    assert same_day(date(2028, 2, 29), 2027) == date(2027, 2, 28)
    assert (years(HISTORY, TODAY), years(History(), TODAY)) == ((2025, 2026), (2026,))


def test_when_a_person_trains() -> None:
    """By weekday, Monday first, and by three hours from midnight on."""
    at = datetime.fromisoformat
    sessions = [replace(OLD[0], started_at=at(f"2025-01-22T{hour}:00:00+01:00")) for hour in ("00", "02", "23")]
    assert by_weekday(sessions) == (0, 0, 3, 0, 0, 0, 0)
    assert by_hour(sessions) == (2, 0, 0, 0, 0, 0, 0, 1)

"""How lengths and shares are rounded: one rule for the screens, the report, the calendar and the status line.

A calendar week is told in whole minutes, to the nearest. Its days are whole minutes that add up to it, so whatever is
put together of days (a week, a month, a year, any range) adds up too, wherever it is told.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from dbs_tui.domain.history.cached_question import remembered
from dbs_tui.domain.history.history import History


def whole_minutes(seconds: float) -> int:
    """Seconds as minutes, to the nearest; half a minute is rounded up."""
    return int((round(seconds, 3) + 30) // 60)


def nearest(value: float) -> int:
    """The nearest whole number to one that is not negative; a half is rounded up."""
    return int(value + 0.5)


def percent(done: float, planned: float) -> int:
    """How much of the plan was done, to the nearest percent; 100 only when all of it was, 0 only when nothing was."""
    if done >= planned - 1e-6:  # tenths of a second do not add up exactly
        return 100
    return min(99, max(1 if done else 0, int(100 * done / planned + 0.5)))


def apportioned(total: int, parts: Sequence[float]) -> tuple[int, ...]:
    """Parts in seconds as whole minutes that add up to a total in minutes: the largest remainders are rounded up.


    Of equal remainders the first is rounded up.

    Of equal ones the first.
    """
    thousandths = [round(1000 * part) for part in parts]
    floors = [each // 60_000 for each in thousandths]
    remainders = sorted(range(len(parts)), key=lambda at: (-(thousandths[at] % 60_000), at))
    for at in remainders[: max(0, total - sum(floors))]:
        floors[at] += 1
    return tuple(floors)


@remembered
def minutes_by_day(history: History, today: date) -> Mapping[date, int]:
    """Whole minutes of each day up to today that has a session, counted or not; rests are part of them."""
    weeks: dict[date, dict[date, float]] = {}
    for day, seconds in history.as_of(today).seconds_by_day.items():
        weeks.setdefault(history.week_of(day), {})[day] = seconds
    found: dict[date, int] = {}
    for days in (dict(sorted(week.items())) for week in weeks.values()):
        found |= dict(zip(days, apportioned(whole_minutes(sum(days.values())), tuple(days.values())), strict=True))
    return found


def minutes_in(history: History, today: date, first: date, last: date) -> int:
    """Whole minutes trained from ``first`` to ``last``, up to today."""
    return sum(minutes for day, minutes in minutes_by_day(history, today).items() if first <= day <= last)

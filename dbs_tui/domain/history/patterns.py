"""When a person trains, and how much in all: by weekday and hour, over a time, and one year beside another."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dbs_tui.domain.history.history import History
from dbs_tui.domain.history.minutes import minutes_by_day
from dbs_tui.domain.history.week import DAY, DAYS
from dbs_tui.domain.training.session import Session

HOURS = 3
"""Of a part of the day."""
PARTS = 24 // HOURS


@dataclass(frozen=True, slots=True)
class TrainedTotals:
    """What was done in a stretch of days."""

    sessions: int
    """Counted or not."""
    counting: int
    days: int
    """Training days."""
    minutes: int


def totals(history: History, today: date, first: date, last: date) -> TrainedTotals:
    """What was done from ``first`` to ``last``, up to today."""
    sessions = [it for it in history.as_of(today).sessions if first <= it.local_date <= last]
    minutes = sum(each for day, each in minutes_by_day(history, today).items() if first <= day <= last)
    counting = [session.local_date for session in sessions if session.counts]
    return TrainedTotals(len(sessions), len(counting), len(set(counting)), minutes)


def lifetime(history: History, today: date) -> TrainedTotals:
    """What was done since the first session."""
    return totals(history, today, date.min, today)


def year_so_far(history: History, today: date, year: int) -> TrainedTotals:
    """What was done in a year up to the date of today in it, so that years are compared over the same days."""
    return totals(history, today, date(year, 1, 1), same_day(today, year))


def same_day(today: date, year: int) -> date:
    """The day of another year with the day and month of today; 28 February for a leap day."""
    leap = (today.month, today.day) == (2, 29)
    return (today - DAY if leap else today).replace(year=year)


def years(history: History, today: date) -> tuple[int, ...]:
    """The years from that of the first session to the running one, oldest first."""
    sessions = history.as_of(today).sessions
    return tuple(range(min([today, *(it.local_date for it in sessions)]).year, today.year + 1))


def by_weekday(sessions: Iterable[Session]) -> tuple[int, ...]:
    """The number of sessions on each weekday, Monday first."""
    found = [0] * DAYS
    for session in sessions:
        found[session.local_date.weekday()] += 1
    return tuple(found)


def by_hour(sessions: Iterable[Session]) -> tuple[int, ...]:
    """The number of sessions that began in each three hours of the day, from midnight on, by the person's own clock."""
    found = [0] * PARTS
    for session in sessions:
        found[session.started_at.hour // HOURS] += 1
    return tuple(found)

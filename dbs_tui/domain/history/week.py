"""Goals, pauses and weeks: what was wanted of a week, what was not expected, and how it stands."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

DAY = timedelta(days=1)
DAYS = 7
"""Of a week."""
WEEK = timedelta(days=DAYS)
DEFAULT_GOAL = 3
"""Training days a week, until the user says otherwise."""
MOST_PAUSED = 3
"""With more paused days than these a week is paused, unless it is met."""


class WeekState(StrEnum):
    """Whether a week met, missed or can still meet its goal."""

    MET = "met"
    IN_PROGRESS = "in_progress"
    MISSED = "missed"
    PAUSED = "paused"


class Goal(NamedTuple):
    """Training days a week, from a date on."""

    starts: date
    days: int


@dataclass(frozen=True, slots=True)
class Pause:
    """Days on which nothing is expected: illness, injury, travel, an emergency sign."""

    first: date
    last: date
    reason: str

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last


class Week(NamedTuple):
    """One calendar week against its goal."""

    starts: date
    goal: int
    """Training days that are wanted of it: never more than it has days that are not paused."""
    trained: tuple[date, ...]
    """Its training days."""
    state: WeekState
    paused: tuple[date, ...] = ()
    """Its days that a pause covers, trained or not."""
    wanted: int | None = None
    """The goal that was set, where the pauses of the week have made it smaller."""

    @property
    def ends(self) -> date:
        """The last day of the week."""
        return self.starts + WEEK - DAY

    @property
    def days(self) -> int:
        """The number of training days in the week."""
        return len(self.trained)

    @property
    def left(self) -> int:
        """Training days still missing to the goal; 0 once it is met."""
        return max(0, self.goal - self.days)

    def open_days(self, today: date) -> int:
        """Days that are neither trained nor paused, from today on: a training day can still be won on them."""
        left = (today + DAY * n for n in range((self.ends - today).days + 1))
        return sum(day not in self.trained and day not in self.paused for day in left)

    def on_plan(self, today: date) -> bool:
        """Whether the goal is met or can still be."""
        return self.left <= self.open_days(today)


def goal_of_days(goal: int, paused: int) -> int:
    """The goal of a week with some paused days: at most the days that are left; unchanged where none is."""
    return min(goal, DAYS - paused) or goal


class PausedDays:
    """The days of any pauses; asking costs the same for one pause and for hundreds, short or long."""

    def __init__(self, pauses: Iterable[Pause]) -> None:
        self._firsts: list[date] = []
        self._lasts: list[date] = []
        for pause in sorted(pauses, key=lambda pause: (pause.first, pause.last)):
            if self._lasts and (pause.first - self._lasts[-1]).days <= 1:
                self._lasts[-1] = max(self._lasts[-1], pause.last)
            else:
                self._firsts.append(pause.first)
                self._lasts.append(pause.last)

    def __contains__(self, day: date) -> bool:
        return self.cover(day, day)

    def cover(self, first: date, last: date) -> bool:
        """Whether every day from ``first`` to ``last`` is paused; so it is when there is none."""
        at = bisect_right(self._firsts, first) - 1
        return last < first or (at >= 0 and last <= self._lasts[at])

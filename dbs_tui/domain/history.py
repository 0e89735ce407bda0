"""The sessions as one value, with pure questions: training days, streaks, weeks, the last session.

Today is always passed in. A day that is not over never breaks a streak, nor does a running week; each week is judged by
the goal that was valid on its first day; paused days neither count nor break.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from dbs_tui.domain.exercise import Side
from dbs_tui.domain.session import Session

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
DEFAULT_GOAL = 3
"""Training days a week, until the user says otherwise."""
CONSISTENCY_DAYS = 28


class WeekState(StrEnum):
    """How a week stands against its goal."""

    MET = "met"
    IN_PROGRESS = "in_progress"
    MISSED = "missed"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Goal:
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


@dataclass(frozen=True, slots=True)
class Week:
    """One calendar week against its goal."""

    starts: date
    goal: int
    trained: tuple[date, ...]
    """Its training days."""
    state: WeekState

    @property
    def ends(self) -> date:
        """Its last day."""
        return self.starts + WEEK - DAY

    @property
    def days(self) -> int:
        """How many training days it has."""
        return len(self.trained)

    @property
    def left(self) -> int:
        """Training days still missing to the goal; 0 once it is met."""
        return max(0, self.goal - self.days)


@dataclass(frozen=True)
class History:
    """Everything that was trained, oldest first."""

    sessions: tuple[Session, ...] = ()
    goals: tuple[Goal, ...] = ()
    pauses: tuple[Pause, ...] = ()
    week_starts: int = 0
    """First day of the week: 0 Monday, 6 Sunday."""

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.sessions, key=lambda session: (session.started_at, session.id)))
        object.__setattr__(self, "sessions", ordered)

    @property
    def last(self) -> Session | None:
        """The newest session; ``None`` before the first."""
        return self.sessions[-1] if self.sessions else None

    @property
    def next_first_side(self) -> Side:
        """The side that starts the next session: it alternates from session to session."""
        sides = (record.side for session in reversed(self.sessions) for record in session.sets)
        last = next(filter(None, sides), None)
        return last.other if last else Side.LEFT

    @cached_property
    def training_days(self) -> frozenset[date]:
        """Local dates on which at least one session counts."""
        return frozenset(session.local_date for session in self.sessions if session.counts)

    @cached_property
    def seconds_by_day(self) -> Mapping[date, float]:
        """Seconds of work done on each local date that has a session, counted or not."""
        seconds: dict[date, float] = {}
        for session in self.sessions:
            seconds[session.local_date] = seconds.get(session.local_date, 0.0) + session.done_seconds
        return seconds

    def times_done(self, routine_id: str) -> int:
        """How many sessions of a routine count."""
        return sum(session.counts and session.routine_id == routine_id for session in self.sessions)

    def active_days(self, today: date, days: int = CONSISTENCY_DAYS) -> int:
        """Training days among the last ``days``, today included."""
        return sum(today - timedelta(days=ago) in self.training_days for ago in range(days))

    # -- days ---------------------------------------------------------------------------------------------------

    def day_streak(self, today: date) -> int:
        """Consecutive training days up to today or yesterday; paused days are bridged."""
        trained = self._trained_until(today)
        if not trained:
            return 0
        if not self._bridged(trained[-1], today):
            return 0
        return next(self._runs(reversed(trained)))

    def best_day_streak(self, today: date) -> int:
        """The longest day streak ever."""
        return max(self._runs(self._trained_until(today)), default=0)

    def paused(self, day: date) -> bool:
        """Whether a pause covers the day."""
        return any(day in pause for pause in self.pauses)

    def _trained_until(self, today: date) -> list[date]:
        return sorted(day for day in self.training_days if day <= today)

    def _bridged(self, one: date, other: date) -> bool:
        first, last = min(one, other), max(one, other)
        between = (first + DAY * n for n in range(1, (last - first).days))
        return all(self.paused(day) for day in between)

    def _runs(self, days: "Iterator[date] | list[date]") -> Iterator[int]:
        """Lengths of the runs of days with nothing but paused days between neighbours."""
        length, before = 0, None
        for day in days:
            if before is not None and not self._bridged(before, day):
                yield length
                length = 0
            length, before = length + 1, day
        if length:
            yield length

    # -- weeks --------------------------------------------------------------------------------------------------

    def week_of(self, day: date) -> date:
        """The first day of the week that a day lies in."""
        return day - timedelta(days=(day.weekday() - self.week_starts) % 7)

    def goal_on(self, day: date) -> int:
        """The goal that is valid on a day; of two from the same date, the later in ``goals``."""
        valid = sorted((goal for goal in self.goals if goal.starts <= day), key=lambda goal: goal.starts)
        return valid[-1].days if valid else DEFAULT_GOAL

    def week(self, day: date, today: date) -> Week:
        """The week that a day lies in, as it stands today."""
        starts = self.week_of(day)
        days = [starts + DAY * n for n in range(7)]
        trained = tuple(day for day in days if day in self.training_days and day <= today)
        goal = self.goal_on(starts)
        return Week(starts, goal, trained, self._week_state(days, len(trained), goal, today))

    def _week_state(self, days: list[date], trained: int, goal: int, today: date) -> WeekState:
        if trained >= goal:
            return WeekState.MET
        if sum(map(self.paused, days)) > 3:
            return WeekState.PAUSED
        return WeekState.IN_PROGRESS if today <= days[-1] else WeekState.MISSED

    def week_streak(self, today: date) -> int:
        """Consecutive met weeks up to the last full week, plus the running week once it is met; pauses are bridged."""
        streak = 0
        for week in reversed(self._weeks(today)):
            if week.state is WeekState.MISSED:
                break
            streak += week.state is WeekState.MET
        return streak

    def best_week_streak(self, today: date) -> int:
        """The longest week streak ever."""
        best = streak = 0
        for week in self._weeks(today):
            streak = 0 if week.state is WeekState.MISSED else streak + (week.state is WeekState.MET)
            best = max(best, streak)
        return best

    def _weeks(self, today: date) -> list[Week]:
        """Every week from the first training day to today."""
        first = min(self.training_days, default=today)
        count = (self.week_of(today) - self.week_of(first)).days // 7 + 1
        return [self.week(self.week_of(first) + WEEK * n, today) for n in range(count)]

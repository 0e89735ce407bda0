"""The sessions as one value, with pure questions: training days, streaks, weeks, the last session.

Today is always passed in. A day that is not over never breaks a streak, nor does a running week; each week is judged by
the goal that was valid on its first day, and by no more days than a pause has left open; paused days neither count nor
break.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from dbs_tui.domain.history.cached_question import remembered
from dbs_tui.domain.history.streaks import StreakRun, bridged, day_runs, longest, week_runs
from dbs_tui.domain.history.week import (
    DAY,
    DEFAULT_GOAL,
    MOST_PAUSED,
    WEEK,
    Goal,
    Pause,
    PausedDays,
    Week,
    WeekState,
    goal_of_days,
)

if TYPE_CHECKING:
    from dbs_tui.domain.training.exercise import Side
    from dbs_tui.domain.training.routine import Routine
    from dbs_tui.domain.training.session import Session

__all__ = [
    "CONSISTENCY_DAYS",
    "DAY",
    "DEFAULT_GOAL",
    "WEEK",
    "Goal",
    "History",
    "Pause",
    "StreakRun",
    "Week",
    "WeekState",
]

CONSISTENCY_DAYS = 28


@dataclass(frozen=True)
class History:
    """Everything that was trained, in the order in which it ended."""

    sessions: tuple[Session, ...] = ()
    goals: tuple[Goal, ...] = ()
    pauses: tuple[Pause, ...] = ()
    week_starts: int = 0
    """First day of the week: 0 Monday, 6 Sunday."""

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.sessions, key=lambda session: session.order))
        object.__setattr__(self, "sessions", ordered)

    @classmethod
    def of_days(
        cls,
        days: frozenset[date],
        goals: tuple[Goal, ...],
        pauses: tuple[Pause, ...],
        week_starts: int = 0,
        sessions: tuple[Session, ...] = (),
    ) -> History:
        """One of which all training days are known but only some sessions: enough for streaks and weeks."""
        history = cls(sessions, goals, pauses, week_starts)
        history.__dict__["training_days"] = days  # what the cached property would find out
        return history

    @remembered
    def as_of(self, today: date) -> History:
        """The history up to a day: sessions dated later, by a clock that was wrong, are left out until then.

        Goals and pauses are plans: they stay.
        """
        happened = tuple(session for session in self.sessions if session.local_date <= today)
        return self if len(happened) == len(self.sessions) else replace(self, sessions=happened)

    @property
    def last(self) -> Session | None:
        """The newest session; ``None`` before the first."""
        return self.sessions[-1] if self.sessions else None

    def next_first_side(self, routines: Iterable[Routine] = ()) -> Side:
        """The side that starts the next session: it alternates from session to session.

        Where one of the ``routines`` says itself which side is first, that was nobody's turn.
        """
        blocks = ((routine.id, block) for routine in routines for block in routine.blocks)
        fixed = {(routine_id, block.exercise.id) for routine_id, block in blocks if block.first_side}
        records = ((session.routine_id, record) for session in reversed(self.sessions) for record in session.sets)
        sides = (record.side for routine_id, record in records if (routine_id, record.exercise) not in fixed)
        last = next(filter(None, sides), None)
        if last is None:
            from dbs_tui.domain.training.exercise import Side

            return Side.LEFT
        return last.other

    @cached_property
    def training_days(self) -> frozenset[date]:
        """Local dates on which at least one session counts."""
        return frozenset(session.local_date for session in self.sessions if session.counts)

    @cached_property
    def seconds_by_day(self) -> Mapping[date, float]:
        """Seconds that the workouts ran, rests included, on each local date that has a session, counted or not."""
        seconds: dict[date, float] = {}
        for session in self.sessions:
            seconds[session.local_date] = seconds.get(session.local_date, 0.0) + session.active_seconds
        return seconds

    def sessions_on(self, day: date) -> Sequence[Session]:
        """The sessions of a local date, counted or not, oldest first."""
        return self._sessions_by_day.get(day, ())

    @cached_property
    def _sessions_by_day(self) -> Mapping[date, Sequence[Session]]:
        found: dict[date, list[Session]] = {}
        for session in self.sessions:
            found.setdefault(session.local_date, []).append(session)
        return found

    def times_done(self, routine_id: str) -> int:
        """How many sessions of a routine count."""
        return sum(session.counts and session.routine_id == routine_id for session in self.sessions)

    def active_days(self, today: date, days: int = CONSISTENCY_DAYS) -> int:
        """Training days among the last ``days``, today included."""
        return sum(today - timedelta(days=ago) in self.training_days for ago in range(days))

    # -- days ---------------------------------------------------------------------------------------------------

    def day_streak(self, today: date) -> int:
        """Consecutive training days up to today or yesterday; paused days are bridged."""
        length, later = 0, today
        for day in reversed(self.trained_until(today)):
            if not bridged(day, later, self._paused_days):
                break
            length, later = length + 1, day
        return length

    def best_day_streak(self, today: date) -> int:
        """The longest day streak ever."""
        return self.best_day_run(today).length

    def best_day_run(self, today: date) -> StreakRun:
        """The longest day streak ever, with its dates; of two as long, the newer."""
        return longest(self.day_runs(today))

    @remembered
    def day_runs(self, today: date) -> tuple[StreakRun, ...]:
        """Every day streak up to today, oldest first."""
        return tuple(day_runs(self.trained_until(today), self._paused_days))

    def trained_until(self, today: date) -> Sequence[date]:
        """The training days up to today, in order."""
        return self._days_in_order[: bisect_right(self._days_in_order, today)]

    def paused(self, day: date) -> bool:
        """Whether a pause covers the day."""
        return day in self._paused_days

    @cached_property
    def _paused_days(self) -> PausedDays:
        return PausedDays(self.pauses)

    @cached_property
    def _days_in_order(self) -> tuple[date, ...]:
        return tuple(sorted(self.training_days))

    # -- weeks --------------------------------------------------------------------------------------------------

    def week_of(self, day: date) -> date:
        """The first day of the week that a day lies in."""
        return day - timedelta(days=(day.weekday() - self.week_starts) % 7)

    def goal_on(self, day: date) -> int:
        """The goal that is valid on a day; of two from the same date, the later in ``goals``."""
        at = bisect_right(self._goals_in_order, day, key=lambda goal: goal.starts)
        return self._goals_in_order[at - 1].days if at else DEFAULT_GOAL

    @cached_property
    def _goals_in_order(self) -> tuple[Goal, ...]:
        return tuple(sorted(self.goals, key=lambda goal: goal.starts))

    def week(self, day: date, today: date) -> Week:
        """The week that a day lies in, as it stands today."""
        starts = self.week_of(day)
        days = [starts + DAY * n for n in range(7)]
        trained = tuple(day for day in days if day in self.training_days and day <= today)
        paused = tuple(filter(self.paused, days))
        wanted = self.goal_on(starts)
        goal = goal_of_days(wanted, len(paused))
        state = WeekState.IN_PROGRESS if today <= days[-1] else WeekState.MISSED
        if len(trained) >= goal:
            state = WeekState.MET
        elif len(paused) > MOST_PAUSED:
            state = WeekState.PAUSED
        return Week(starts, goal, trained, state, paused, wanted if wanted != goal else None)

    def week_streak(self, today: date) -> int:
        """Consecutive met weeks up to the last full week, plus the running week once it is met; pauses are bridged."""
        length = 0
        for week in reversed(self.weeks(today)):
            if week.state is WeekState.MISSED:
                break
            length += week.state is WeekState.MET
        return length

    def best_week_streak(self, today: date) -> int:
        """The longest week streak ever."""
        return self.best_week_run(today).length

    def best_week_run(self, today: date) -> StreakRun:
        """The longest week streak ever, with its dates; of two as long, the newer."""
        return longest(self.week_runs(today))

    @remembered
    def week_runs(self, today: date) -> tuple[StreakRun, ...]:
        """Every week streak up to today, oldest first."""
        return tuple(week_runs(self.weeks(today)))

    @remembered
    def weeks(self, today: date) -> tuple[Week, ...]:
        """Every week from that of the first training day to the running one, oldest first; the running one at least."""
        first, running = self.week_of(next(iter(self.trained_until(today)), today)), self.week_of(today)
        starts = (first + WEEK * n for n in range((running - first).days // 7 + 1))
        return tuple(self._week(start, min(today, start + WEEK)) for start in starts)

    @remembered
    def _week(self, starts: date, today: date) -> Week:
        """A week; one that is over is the same on every day after it."""
        return self.week(starts, today)

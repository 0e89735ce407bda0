"""What was done week by week: minutes, planned and done, effort and discomfort, reps and seconds per exercise and side.

Weeks are calendar weeks by the stored local date, weeks without a session among them; the running one is the last.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from statistics import fmean

from dbs_tui.domain.history.cached_question import remembered
from dbs_tui.domain.history.history import History
from dbs_tui.domain.history.week import WEEK
from dbs_tui.domain.training.exercise import Side
from dbs_tui.domain.training.session import Session

REAL_CHANGE = 2.0
"""Points of weekly mean from which a change of effort or discomfort is called one; less is within the noise."""

Move = tuple[str, Side | None]
"""An exercise by its id, and the side where it has sides."""


class TrendRange(Enum):
    """How far back is looked, with the number of weeks; 0 for all of them."""

    FOUR_WEEKS = 4
    TWELVE_WEEKS = 12
    YEAR = 52
    ALL = 0

    @property
    def words(self) -> str:
        """The span as it is said: ``12 weeks``, ``a year``, ``all``."""
        return {TrendRange.YEAR: "a year", TrendRange.ALL: "all"}.get(self, f"{self.value} weeks")

    @property
    def next(self) -> "TrendRange":
        """The span after this one; after the last comes the first."""
        spans = list(TrendRange)
        return spans[(spans.index(self) + 1) % len(spans)]


@dataclass(frozen=True, slots=True)
class Sum:
    """What was done of an exercise, on one side where it has sides."""

    reps: int = 0
    hold: int = 0
    """Seconds held."""
    seconds: float = 0.0
    """Seconds of work, as they passed."""


@dataclass(frozen=True)
class TrainedWeek:
    """One calendar week of sessions, counted or not."""

    starts: date
    sessions: tuple[Session, ...]
    """Oldest first."""

    @cached_property
    def seconds(self) -> float:
        """Seconds that the workouts ran, rests included."""
        return sum(session.active_seconds for session in self.sessions)

    @property
    def minutes(self) -> float:
        """The same in minutes."""
        return self.seconds / 60

    @cached_property
    def planned(self) -> float:
        """Seconds of work that were planned."""
        return sum(session.planned_seconds for session in self.sessions)

    @cached_property
    def done(self) -> float:
        """Those of them that were done."""
        return sum(session.done_seconds for session in self.sessions)

    @cached_property
    def effort(self) -> float | None:
        """Mean effort of the sessions where it was asked; ``None`` where there is none."""
        return _mean(session.effort for session in self.sessions)

    @cached_property
    def discomfort(self) -> float | None:
        """Mean of the worst discomfort of each session where it was asked; ``None`` where there is none."""
        return _mean(session.discomfort.worst for session in self.sessions)

    @cached_property
    def moves(self) -> Mapping[Move, Sum]:
        """What was done of each exercise and side."""
        return done_of(self.sessions)


@dataclass(frozen=True, slots=True)
class TrendDelta:
    """How a weekly mean went: from the first week with an answer to the last one."""

    first: float
    last: float

    @property
    def points(self) -> float:
        """The difference, a whole number of tenths; more than 0 when it rose."""
        return round(self.last - self.first, 1)

    @property
    def changed(self) -> bool:
        """Whether it is enough to be called a change."""
        return abs(self.points) >= REAL_CHANGE

    @property
    def words(self) -> str:
        """``about the same``, or ``up 2.5 points``, ``down 2.0 points``."""
        if not self.changed:
            return "about the same"
        return f"{'up' if self.points > 0 else 'down'} {abs(self.points):.1f} points"


def weeks_of(history: History, today: date, span: TrendRange) -> tuple[TrainedWeek, ...]:
    """The weeks of a span up to the running one, oldest first; for all of them, from that of the first session."""
    every = all_weeks(history, today)
    if not span.value:
        return every
    missing = max(0, span.value - len(every))
    first = history.week_of(today) - WEEK * (span.value - 1)
    return tuple(TrainedWeek(first + WEEK * n, ()) for n in range(missing)) + every[-span.value :]


@remembered
def all_weeks(history: History, today: date) -> tuple[TrainedWeek, ...]:
    """Every week from that of the first session to the running one, oldest first; the running one at least."""
    by_week: dict[date, list[Session]] = {}
    for session in history.as_of(today).sessions:
        by_week.setdefault(history.week_of(session.local_date), []).append(session)
    running = history.week_of(today)
    count = (running - min(by_week, default=running)).days // 7
    starts = (running - WEEK * n for n in range(count, -1, -1))
    return tuple(TrainedWeek(first, tuple(by_week.get(first, ()))) for first in starts)


def change(means: Iterable[float | None]) -> TrendDelta | None:
    """How weekly means went, given oldest first; ``None`` when fewer than two weeks have one."""
    asked = [mean for mean in means if mean is not None]
    return TrendDelta(asked[0], asked[-1]) if len(asked) > 1 else None


def moves_of(weeks: Iterable[TrainedWeek]) -> tuple[Move, ...]:
    """The exercises and sides that were done in some weeks: in the order they first came, left before right."""
    exercises: dict[str, set[Side | None]] = {}
    for week in weeks:
        for exercise, side in week.moves:
            exercises.setdefault(exercise, set()).add(side)
    order = (None, Side.LEFT, Side.RIGHT)
    return tuple((exercise, side) for exercise, sides in exercises.items() for side in order if side in sides)


def sums_of(weeks: Sequence[TrainedWeek], move: Move) -> tuple[Sum, ...]:
    """What was done of an exercise and side in each of the weeks."""
    return tuple(week.moves.get(move, Sum()) for week in weeks)


def done_of(sessions: Iterable[Session]) -> dict[Move, Sum]:
    """What some sessions did of each exercise and side; sets of which nothing was done are left out."""
    found: dict[Move, list[float]] = {}
    for session in sessions:
        for record in session.sets:
            done = record.done
            if done.seconds or done.reps or done.hold:
                total = found.setdefault((record.exercise, record.side), [0, 0, 0.0])
                total[0] += done.reps or 0
                total[1] += done.hold or 0
                total[2] += done.seconds
    return {move: Sum(int(reps), int(hold), seconds) for move, (reps, hold, seconds) in found.items()}


def _mean(ratings: Iterable[int | None]) -> float | None:
    asked = [rating for rating in ratings if rating is not None]
    return fmean(asked) if asked else None

"""What was done week by week: minutes, planned and done, effort and discomfort, reps and seconds per exercise and side.

Weeks are calendar weeks by the stored local date, weeks without a session among them; the running one is the last.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from math import sqrt
from statistics import fmean

from dbs_tui.domain.history.cached_question import remembered
from dbs_tui.domain.history.history import History
from dbs_tui.domain.history.minutes import whole_minutes
from dbs_tui.domain.history.week import DAY, DAYS, MOST_PAUSED, WEEK
from dbs_tui.domain.training.exercise import Side
from dbs_tui.domain.training.session import Session, Status

REAL_CHANGE = 2.0
"""Points from which a change of effort or pain is called one; less is within the noise of asking."""
ERRORS = 3.0
"""Standard errors of the difference that a change must have as well: scattered answers need a larger one."""
FEWEST = 6
"""Answers that each of the two quarters must have."""
ROUNDING = 1e-9

Question = Callable[["TrainedWeek"], Sequence[int]]
"""Something that is asked about each session: gives the answers of a week."""

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
        """The span as the user reads it: ``12 weeks``, ``a year``, ``all``."""
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
    def minutes(self) -> int:
        """Whole minutes that the workouts ran, rests included."""
        return whole_minutes(self.seconds)

    @cached_property
    def planned(self) -> float:
        """Seconds of work that were planned."""
        return sum(session.planned_seconds for session in self.sessions)

    @cached_property
    def done(self) -> float:
        """Seconds of planned work that were done."""
        return sum(session.done_seconds for session in self.sessions)

    @cached_property
    def efforts(self) -> tuple[int, ...]:
        """The effort of each session that has an answer."""
        return _known(session.effort for session in self.sessions)

    @cached_property
    def befores(self) -> tuple[int, ...]:
        """The pain before each session that has an answer."""
        return _known(session.discomfort.before for session in self.sessions)

    @cached_property
    def worsts(self) -> tuple[int, ...]:
        """The worst pain of each session that has an answer."""
        return _known(session.discomfort.worst for session in self.sessions)

    @cached_property
    def mornings(self) -> tuple[int, ...]:
        """The pain on the morning after each session that has an answer."""
        return _known(session.discomfort.next_morning for session in self.sessions)

    @property
    def effort(self) -> float | None:
        """Mean effort; ``None`` where nobody answered."""
        return mean(self.efforts)

    @property
    def discomfort(self) -> float | None:
        """Mean of the worst pain; ``None`` where nobody answered."""
        return mean(self.worsts)

    @cached_property
    def days(self) -> int:
        """Training days: those with a session that counts."""
        return len({session.local_date for session in self.sessions if session.counts})

    @cached_property
    def forms(self) -> Mapping[str, Mapping[str | None, int]]:
        """Sets done of each exercise in each of its forms; ``None`` for the plain one."""
        found: dict[str, dict[str | None, int]] = {}
        for session in self.sessions:
            for record in session.sets:
                if record.status is not Status.SKIPPED:
                    forms = found.setdefault(record.exercise, {})
                    forms[record.form] = forms.get(record.form, 0) + 1
        return found

    @cached_property
    def moves(self) -> Mapping[Move, Sum]:
        """What was done of each exercise and side."""
        return done_of(self.sessions)


@dataclass(frozen=True, slots=True)
class TrendDelta:
    """How the answers to a question went: their mean in the first and in the last quarter of some weeks."""

    first: float
    last: float
    error: float = 0.0
    """The standard error of the difference, in points."""

    @property
    def points(self) -> float:
        """The difference of the two means; above 0 when the answers rose."""
        return self.last - self.first

    @property
    def changed(self) -> bool:
        """Whether the difference is large enough to be called a change."""
        return abs(self.points) >= max(REAL_CHANGE, ERRORS * self.error) - ROUNDING

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


def weeks_between(history: History, today: date, first: date, last: date) -> tuple[TrainedWeek, ...]:
    """The weeks that the days from ``first`` to ``last`` lie in, oldest first, as far as they have begun."""
    begins, ends = history.week_of(first), history.week_of(min(last, today))
    known = {week.starts: week for week in all_weeks(history, today)}
    starts = (begins + WEEK * number for number in range((ends - begins).days // 7 + 1))
    return tuple(known.get(start, TrainedWeek(start, ())) for start in starts)


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


def paused_weeks(history: History, weeks: Sequence[TrainedWeek]) -> tuple[bool, ...]:
    """Which of some weeks have more paused days than a week can make up for, trained or not."""
    if not history.pauses:
        return (False,) * len(weeks)
    return tuple(
        sum(history.paused(week.starts + DAY * number) for number in range(DAYS)) > MOST_PAUSED for week in weeks
    )


def change(weeks: Sequence[TrainedWeek], question: Question) -> TrendDelta | None:
    """How the answers to a question changed over whole weeks, oldest first; the running week is left out.

    The first quarter of the weeks is compared with the last. ``None`` where either has fewer than six answers.
    """
    quarter = max(1, round(len(weeks) / 4))
    if len(weeks) < 2 * quarter:
        return None
    first, last = answers(weeks[:quarter], question), answers(weeks[-quarter:], question)
    if min(len(first), len(last)) < FEWEST:
        return None
    error = sqrt(_variance(first) / len(first) + _variance(last) / len(last))
    return TrendDelta(fmean(first), fmean(last), error)


def _variance(values: Sequence[int]) -> float:
    """The variance of a sample of at least two; as exact as that of ``statistics``, and many times as fast."""
    count = len(values)
    return (count * sum(value * value for value in values) - sum(values) ** 2) / (count * (count - 1))


def answers(weeks: Iterable[TrainedWeek], question: Question) -> list[int]:
    """The answers to a question in some weeks, oldest first."""
    return [answer for week in weeks for answer in question(week)]


def moves_of(weeks: Iterable[TrainedWeek]) -> tuple[Move, ...]:
    """The exercises and sides that were done in some weeks: in the order they first came, left before right."""
    exercises: dict[str, set[Side | None]] = {}
    for week in weeks:
        for exercise, side in week.moves:
            exercises.setdefault(exercise, set()).add(side)
    order = (None, Side.LEFT, Side.RIGHT)
    return tuple((exercise, side) for exercise, sides in exercises.items() for side in order if side in sides)


def sums_of(weeks: Sequence[TrainedWeek], move: Move) -> tuple[Sum, ...]:
    """The sum of an exercise and side in each of some weeks."""
    return tuple(week.moves.get(move, Sum()) for week in weeks)


def done_of(sessions: Iterable[Session]) -> dict[Move, Sum]:
    """The sums of some sessions by exercise and side; sets of which nothing was done are left out."""
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


def efforts_of(week: TrainedWeek) -> Sequence[int]:
    """How hard the sessions of a week were."""
    return week.efforts


def befores_of(week: TrainedWeek) -> Sequence[int]:
    """The pain before the sessions of a week."""
    return week.befores


def worsts_of(week: TrainedWeek) -> Sequence[int]:
    """The worst pain of the sessions of a week."""
    return week.worsts


def mornings_of(week: TrainedWeek) -> Sequence[int]:
    """The pain on the mornings after the sessions of a week."""
    return week.mornings


def mean(answers: Sequence[int]) -> float | None:
    """The mean of some answers; ``None`` where there is none."""
    return fmean(answers) if answers else None


def _known(ratings: Iterable[int | None]) -> tuple[int, ...]:
    return tuple(rating for rating in ratings if rating is not None)

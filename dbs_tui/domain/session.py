"""What was really done: a session, set by set and side by side, planned beside done.

Skipped is not done and partial is not full: a set's status is read off its figures, never off the key that ended it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from dbs_tui.domain.dates import training_date
from dbs_tui.domain.exercise import Kind, Side
from dbs_tui.domain.player import Attempt, Player
from dbs_tui.domain.routine import Routine
from dbs_tui.domain.text import printable
from dbs_tui.domain.timeline import SECOND, Step, timeline

RATING = range(11)
"""Effort and discomfort: 0 to 10, whole numbers."""


BACKFILLED = "backfilled"
"""The source of a session that was entered by hand afterwards."""


class Status(StrEnum):
    """What became of a set."""

    DONE = "done"
    PARTIAL = "partial"
    SKIPPED = "skipped"


class Outcome(StrEnum):
    """How a session ended."""

    COMPLETED = "completed"
    ENDED_EARLY = "ended_early"


@dataclass(frozen=True, slots=True)
class Amount:
    """How much: reps or seconds held where the exercise has them, and always seconds of work."""

    reps: int | None = None
    hold: int | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class SetRecord:
    """One set, of one side where there are two: what was planned and what was done, which may have taken longer."""

    exercise: str
    """Id of the exercise."""
    set: int
    side: Side | None
    status: Status
    planned: Amount
    done: Amount

    @property
    def worth(self) -> float:
        """Seconds it counts for: those planned once all its reps are done, however fast; else those worked, at most."""
        if self.status is Status.DONE:
            return self.planned.seconds
        return min(self.done.seconds, self.planned.seconds)


@dataclass(frozen=True, slots=True)
class Discomfort:
    """Discomfort 0 to 10; ``None`` where it was not asked."""

    before: int | None = None
    worst: int | None = None
    next_morning: int | None = None


@dataclass(frozen=True)
class Session:
    """One workout as it was. Without slots: what follows from its sets is worked out once, and asked for often."""

    id: str
    local_date: date
    """The date where the user stood when it ended. Stored, so that travel and clock changes never move it."""
    started_at: datetime
    ended_at: datetime
    routine_id: str
    routine_name: str
    outcome: Outcome
    active_seconds: float
    """Seconds the player ran, rests included."""
    paused_seconds: float
    sets: tuple[SetRecord, ...]
    effort: int | None = None
    """Effort 0 to 10; ``None`` where it was not asked."""
    discomfort: Discomfort = Discomfort()
    note: str = ""
    source: str | None = None
    """Where it came from when it was not trained here: backfilled, imported."""
    edited_at: datetime | None = None
    """When its figures were last changed by hand; ``None`` when they are as they were recorded."""

    @property
    def name(self) -> str:
        """What the routine is called, safe to show: a record that was imported may say anything."""
        return printable(self.routine_name)

    @cached_property
    def planned_seconds(self) -> float:
        """Planned seconds of work."""
        return _summed(record.planned.seconds for record in self.sets)

    @cached_property
    def done_seconds(self) -> float:
        """Planned seconds of work that were done: all of them for a set that is done, at whatever pace."""
        return _summed(record.worth for record in self.sets)

    @property
    def nothing_done(self) -> bool:
        """Whether no set was done, not even in part: then there is nothing to save, to keep or to ask about."""
        return all(record.status is Status.SKIPPED for record in self.sets)

    def sets_with(self, status: Status) -> int:
        """How many sets ended so."""
        return sum(record.status is status for record in self.sets)

    @cached_property
    def counts(self) -> bool:
        """Whether it makes its day a training day: half the planned work or more was done; backfilled, as entered."""
        return self.source == BACKFILLED or 0 < self.planned_seconds <= 2 * self.done_seconds

    @cached_property
    def exercises_done(self) -> frozenset[str]:
        """Ids of the exercises of which something was done."""
        return frozenset(record.exercise for record in self.sets if record.status is not Status.SKIPPED)

    @cached_property
    def searched(self) -> str:
        """Note, routine and exercises as one text in small letters, for a search."""
        exercises = " ".join(sorted(self.exercises_done)).replace("-", " ")
        return f"{self.routine_name}\n{self.routine_id}\n{exercises}\n{self.note}".casefold()

    def rated(self, effort: int | None, worst: int | None) -> "Session":
        """The session with the answers given after it; ``None`` leaves the earlier one."""
        discomfort = self.discomfort if worst is None else replace(self.discomfort, worst=worst)
        return replace(self, effort=self.effort if effort is None else effort, discomfort=discomfort)


@dataclass(frozen=True, slots=True)
class Origin:
    """What a session needs to know that its player does not."""

    id: str
    started_at: datetime
    discomfort_before: int | None = None


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A session that was interrupted, with what it takes to go on or to save what was done."""

    session: Session
    """What was done so far, as it is saved when nobody goes on."""
    routine: Routine
    first_side: Side
    index: int
    """The step to go on at: from its start."""
    attempts: Mapping[int, Attempt]
    lengths: Mapping[int, int] = field(default_factory=dict)
    """Nanoseconds of the steps that were stretched or shortened, by their index."""

    @classmethod
    def of(
        cls, player: Player, origin: Origin, first_side: Side, ended_at: datetime, day_starts_at: int = 0
    ) -> "Unfinished":
        """What a player has made of its timeline by now, the running set as far as it is; arguments as ``record``.

        A set that only waits for its user to say so is over.
        """
        over = player.finish(player.seen)
        routine = player.timeline.routine
        return cls(
            session=record(over, origin, ended_at, day_starts_at),
            routine=routine,
            first_side=first_side,
            index=player.index + player.waiting,
            attempts=over.attempts,
            lengths=player.timeline.lengths_beside(timeline(routine, first_side)),
        )

    @property
    def can_resume(self) -> bool:
        """Whether its routine is still known; if not, what was done can only be saved."""
        return bool(self.routine.blocks)

    def player(self, own_pace: bool = False) -> Player:
        """A player that waits at the start of the interrupted step, with everything done before it."""
        plan = timeline(self.routine, self.first_side).with_lengths(self.lengths)
        return Player(
            plan,
            index=min(self.index, len(plan.steps) - 1),
            active=round(self.session.active_seconds * SECOND),
            paused=round(self.session.paused_seconds * SECOND),
            attempts=dict(self.attempts),
            own_pace=own_pace,
        )


def record(player: Player, origin: Origin, ended_at: datetime, day_starts_at: int = 0) -> Session:
    """The session that a player has made of its timeline by now.

    ``ended_at`` is the wall time where the user stands, with its offset; it only gives the dates. Lengths come from the
    player. A set that is running has what was done of it so far; sets that were never begun are ``skipped``.
    """
    return Session(
        id=origin.id,
        local_date=training_date(ended_at, day_starts_at),
        started_at=origin.started_at,
        ended_at=ended_at,
        routine_id=player.timeline.routine.id,
        routine_name=player.timeline.routine.name,
        outcome=Outcome.COMPLETED if player.at_the_end else Outcome.ENDED_EARLY,
        active_seconds=_seconds(player.active),
        paused_seconds=_seconds(player.paused),
        sets=tuple(_records(player.finish(player.seen))),
        discomfort=Discomfort(before=origin.discomfort_before),
    )


def _records(player: Player) -> Iterator[SetRecord]:
    for index, step in enumerate(player.timeline.steps):
        if step.is_work:
            yield _set_record(step, player.attempts.get(index, Attempt(0, 0)))


def _set_record(step: Step, attempt: Attempt) -> SetRecord:
    return SetRecord(
        exercise=step.block.exercise.id,
        set=step.set,
        side=step.side,
        status=status_of(attempt.amount, step.goal),
        planned=planned_amount(step),
        done=_amount(step.block.exercise.kind, attempt.amount, attempt.elapsed),
    )


def planned_amount(step: Step) -> Amount:
    """What a work step plans."""
    return _amount(step.block.exercise.kind, step.goal, step.planned)


def status_of(amount: int, planned: int) -> Status:
    """What became of a set, by what was done and planned of it, in the same unit."""
    if amount >= planned:
        return Status.DONE
    return Status.PARTIAL if amount else Status.SKIPPED


def _amount(kind: Kind, amount: int, nanoseconds: int) -> Amount:
    seconds = _seconds(nanoseconds)
    if kind is Kind.REPS:
        return Amount(reps=amount, seconds=seconds)
    return Amount(hold=amount if kind is Kind.HOLD else None, seconds=seconds)


def _seconds(nanoseconds: int) -> float:
    # Whole tenths, never rounded up: a record does not claim what was not done.
    return nanoseconds // (SECOND // 10) / 10


def _summed(seconds: Iterable[float]) -> float:
    # Tenths do not add up exactly in floating point, and exactly half of the plan has to count.
    return round(sum(seconds), 3)

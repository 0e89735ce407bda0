"""From the player to the session: what was done by now, as it is saved, and as it is kept to go on later."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dbs_tui.domain.common.dates import training_date
from dbs_tui.domain.common.limits import within
from dbs_tui.domain.training.attempt import Attempt
from dbs_tui.domain.training.exercise import ExerciseKind, Side
from dbs_tui.domain.training.player import Player
from dbs_tui.domain.training.routine import Routine
from dbs_tui.domain.training.session import Amount, Discomfort, Outcome, Session, SetRecord, status_of
from dbs_tui.domain.training.timeline import SECOND, Step, timeline


@dataclass(frozen=True, slots=True)
class SessionContext:
    """What a session needs to know that its player does not."""

    id: str
    started_at: datetime
    discomfort_before: int | None = None
    gone_on_with: Session | None = None
    """The session as it was interrupted, when its player goes on with it."""


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
        cls, player: Player, origin: SessionContext, first_side: Side, wall: datetime, day_starts_at: int = 0
    ) -> "Unfinished":
        """The record of a player as far as it is, the running set included; arguments as those of ``record``.

        A set that only waits for its user to say so is over.
        """
        over = player.finish(player.seen)
        routine = player.timeline.routine
        return cls(
            session=record(over, origin, wall, day_starts_at),
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


def worked_until(player: Player, origin: SessionContext, wall: datetime) -> datetime:
    """When a session ended: the moment it was last worked on, however long it was paused after that.

    ``wall`` is the wall time at the player's last look, where the user stood when it last ran.
    """
    before = origin.gone_on_with
    if before is not None and _seconds(player.active) == before.active_seconds:
        return before.ended_at  # nothing was done since it was interrupted
    return max(origin.started_at, wall - timedelta(seconds=player.idle // SECOND))


def record(player: Player, origin: SessionContext, wall: datetime, day_starts_at: int = 0) -> Session:
    """The session that a player has made of its timeline by now; it belongs to the day it was last worked on.

    ``wall`` is as in ``worked_until``; it only gives the dates. Lengths come from the player. A set that is running has
    what was done of it so far; sets that were never begun are ``skipped``.
    """
    ended_at = worked_until(player, origin, wall)
    return Session(
        id=origin.id,
        local_date=training_date(ended_at, day_starts_at),
        started_at=origin.started_at,
        ended_at=max(ended_at, origin.started_at),  # a clock that was set back meanwhile
        routine_id=player.timeline.routine.id,
        routine_name=player.timeline.routine.name,
        outcome=Outcome.COMPLETED if player.at_the_end else Outcome.ENDED_EARLY,
        active_seconds=within("active_seconds", _seconds(player.active)),
        paused_seconds=within("paused_seconds", _seconds(player.paused)),
        sets=tuple(_records(player.finish(player.seen))),
        discomfort=Discomfort(before=origin.discomfort_before),
    )


def _records(player: Player) -> Iterator[SetRecord]:
    for index, step in enumerate(player.timeline.steps):
        if step.is_work:
            yield _set_record(step, player.attempts.get(index, Attempt(0, 0)))


def _set_record(step: Step, attempt: Attempt) -> SetRecord:
    """The record of a work step: its best attempt, ``skipped`` where it was never begun."""
    return SetRecord(
        exercise=step.block.exercise.id,
        set=step.set,
        side=step.side,
        status=status_of(attempt.amount, step.goal),
        planned=planned_amount(step),
        done=_amount(step.block.exercise.kind, attempt.amount, attempt.elapsed),
        form=step.block.variant,
    )


def planned_amount(step: Step) -> Amount:
    """The reps, seconds held and seconds of work that a step plans."""
    return _amount(step.block.exercise.kind, step.goal, step.planned)


def _amount(kind: ExerciseKind, amount: int, nanoseconds: int) -> Amount:
    seconds = within("seconds", _seconds(nanoseconds))
    if kind is ExerciseKind.REPS:
        return Amount(reps=amount, seconds=seconds)
    return Amount(hold=amount if kind is ExerciseKind.HOLD else None, seconds=seconds)


def _seconds(nanoseconds: int) -> float:
    # Whole tenths, never rounded up: a record does not claim what was not done.
    return nanoseconds // (SECOND // 10) / 10

"""What was done of one set, read off how long it ran."""

from dataclasses import dataclass

from dbs_tui.domain.training.exercise import ExerciseKind
from dbs_tui.domain.training.timeline import SECOND, Step


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was done of one WORK step. Of several attempts the fullest counts."""

    elapsed: int
    """Nanoseconds of work; more than the step's length after a wait for the user."""
    amount: int
    """Reps of a set of reps; whole seconds held; whole seconds of movement."""

    def better(self, other: "Attempt | None") -> "Attempt":
        """The fuller one of two attempts at the same step."""
        return self if other is None or (self.amount, self.elapsed) > (other.amount, other.elapsed) else other


def attempt_at(step: Step, elapsed: int, counting_this_rep: bool = False) -> Attempt:
    """What was done of a set after ``elapsed`` nanoseconds of its step.

    Reps count when they are complete, or also the one under way when asked so; a hold counts the whole seconds of its
    hold, a movement those of the whole. A wait after the step's length is time, and no more reps.
    """
    block = step.block
    if block.exercise.kind is ExerciseKind.REPS:
        complete, part = divmod(min(elapsed, step.length), step.rep_length)
        under_way = 1 if counting_this_rep and part else 0
        return Attempt(elapsed, min(block.reps, complete + under_way))
    start, end = step.main
    return Attempt(elapsed, max(0, min(elapsed, end) - start) // SECOND)

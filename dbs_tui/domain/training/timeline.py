"""A routine flattened, before anything starts, into steps with exact lengths.

Get ready 5 s first, 10 s before a block in the same position, 15 s when the position changes; a rest between sets and
none after the last; both sides with equal time and a switch between them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple

from dbs_tui.domain.training.exercise import Beat, Breath, ExerciseKind, Position, Side
from dbs_tui.domain.training.routine import Block, Routine

SECOND = 1_000_000_000
"""Nanoseconds: all lengths are whole numbers of them, so that nothing drifts."""

READY_FIRST, READY_SAME_POSITION, READY_NEW_POSITION = 5, 10, 15

SLACK = Beat("finish", 0, Breath.FREE, "Finish at your own pace")
"""What runs when a set of reps was given more seconds than its reps need."""


class StepKind(StrEnum):
    """What the body does during a step."""

    GET_READY = "get_ready"
    WORK = "work"
    SWITCH = "switch"
    REST = "rest"


class BeatSpan(NamedTuple):
    """A beat with its place in a set: one squeeze, one relax."""

    beat: Beat
    rep: int
    """The rep it belongs to, from 1; 0 for the slack after the last."""
    length: int
    """Nanoseconds."""


@dataclass(frozen=True, slots=True)
class Step:
    """One stretch of time in which one thing happens."""

    kind: StepKind
    length: int
    """Nanoseconds."""
    index: int
    """Index of the block in the routine."""
    block: Block
    set: int
    """From 1; for get-ready, rest and switch: of the set that comes."""
    side: Side | None
    """The side that works, or that comes; ``None`` where the exercise has no sides."""
    spans: tuple[BeatSpan, ...] = ()
    """The beats of a WORK step, in order; they add up to its length. Empty for other steps."""

    @property
    def position(self) -> Position:
        """The position of the body during the step; in a step to get ready, the one to get into."""
        return self.block.position

    @property
    def is_work(self) -> bool:
        """Whether this is a set, or one side of a set."""
        return self.kind is StepKind.WORK

    @property
    def rep_length(self) -> int:
        """Planned nanoseconds of one rep."""
        return sum(self.block.tempo) * SECOND

    @property
    def planned(self) -> int:
        """Planned nanoseconds of one set and side, whatever the running step was stretched to."""
        return self.block.reps * self.rep_length

    @property
    def goal(self) -> int:
        """The number at which a set is done: its reps, or the whole seconds of its hold or walk."""
        return self.block.reps if self.block.exercise.kind is ExerciseKind.REPS else self.block.main_seconds

    def span_at(self, elapsed: int) -> tuple[BeatSpan, int]:
        """The span that runs at ``elapsed`` nanoseconds, and where it started; the last one at and past the end."""
        *before, last = (span for span in self.spans if span.length)
        start = 0
        for span in before:
            if elapsed < start + span.length:
                return span, start
            start += span.length
        return last, start

    @property
    def main(self) -> tuple[int, int]:
        """Where the hold or the walk of a set begins and ends, in nanoseconds from the start of the step."""
        start = sum(span.length for span in self.spans[: self._main_span])
        return start, start + self.spans[self._main_span].length

    def longer(self, extra: int, elapsed: int) -> "Step":
        """The step with ``extra`` nanoseconds more, all of them still to come after ``elapsed``.

        A hold or a walk goes on for longer. Reps keep their tempo, and a hold that is over stays what it was: there
        the time is slack at the end.
        """
        if not self.is_work:
            return replace(self, length=self.length + extra)
        if self.block.exercise.kind is ExerciseKind.REPS or self.main[1] <= elapsed:
            slack = 0 if self.spans[-1].rep else self.spans[-1].length
            reps = tuple(span for span in self.spans if span.rep)
            return self._with_spans((*reps, BeatSpan(SLACK, 0, slack + extra)))
        at = self._main_span
        stretched = self.spans[at]._replace(length=self.spans[at].length + extra)
        return self._with_spans((*self.spans[:at], stretched, *self.spans[at + 1 :]))

    def shorter(self, less: int, elapsed: int) -> "Step":
        """The step with ``less`` nanoseconds fewer, all taken from what is still to come after ``elapsed``.

        What lies in the past is never touched, so what was recorded stays true. ``less`` must be under what is left.
        """
        if not self.is_work:
            return replace(self, length=self.length - less)
        ends = accumulate(span.length for span in self.spans)
        future = [min(span.length, max(0, end - elapsed)) for span, end in zip(self.spans, ends, strict=True)]
        lengths = [span.length for span in self.spans]
        last_first = range(len(lengths) - 1, -1, -1)
        order = last_first if self.block.exercise.kind is ExerciseKind.REPS else (self._main_span, *last_first)
        for i in order:
            taken = min(less, future[i])
            future[i] -= taken
            lengths[i] -= taken
            less -= taken
        spans = [span._replace(length=length) for span, length in zip(self.spans, lengths, strict=True)]
        return self._with_spans(tuple(spans))

    def as_long_as(self, length: int) -> "Step":
        """The step with another length, in nanoseconds, changed as ``longer`` and ``shorter`` do before it begins."""
        more = length - self.length
        return self.longer(more, 0) if more > 0 else self.shorter(-more, 0) if more < 0 else self

    @property
    def _main_span(self) -> int:
        beat = self.block.exercise.beats[self.block.exercise.main_beat].name
        return next(i for i, span in enumerate(self.spans) if span.beat.name == beat)

    def _with_spans(self, spans: tuple[BeatSpan, ...]) -> "Step":
        return replace(self, spans=spans, length=sum(span.length for span in spans))


class ReadyTimes(NamedTuple):
    """Seconds that somebody needs to get into position, by where that is; 0 for the usual ones."""

    standing: int = 0
    """On one's feet, or on a chair."""
    floor: int = 0
    """Sitting or kneeling on the floor."""
    lying: int = 0

    def of(self, position: Position) -> int:
        """Seconds for a position; 0 for the usual ones."""
        if position in (Position.LYING, Position.SIDE):
            return self.lying
        return self.floor if position.on_the_floor else self.standing


@dataclass(frozen=True, slots=True)
class Timeline:
    """The steps of a routine, in order."""

    routine: Routine
    steps: tuple[Step, ...]

    @property
    def length(self) -> int:
        """Nanoseconds from the first step to the end."""
        return sum(step.length for step in self.steps)

    @property
    def seconds(self) -> int:
        """The length of the whole, in seconds."""
        return self.length // SECOND

    @property
    def work_seconds(self) -> int:
        """Seconds of sets only."""
        return sum(step.length for step in self.steps if step.is_work) // SECOND

    def with_step(self, index: int, step: Step) -> "Timeline":
        """The timeline with one step replaced."""
        return replace(self, steps=(*self.steps[:index], step, *self.steps[index + 1 :]))

    def with_ready(self, ready: ReadyTimes) -> "Timeline":
        """The timeline with so many seconds to get ready, where they are not the usual ones."""
        steps = (
            replace(step, length=seconds * SECOND)
            if step.kind is StepKind.GET_READY and (seconds := ready.of(step.position))
            else step
            for step in self.steps
        )
        return replace(self, steps=tuple(steps))

    def lengths_beside(self, other: "Timeline") -> dict[int, int]:
        """The steps that are longer or shorter than those of another timeline of the same routine, in nanoseconds."""
        pairs = enumerate(zip(self.steps, other.steps, strict=True))
        return {index: mine.length for index, (mine, theirs) in pairs if mine.length != theirs.length}

    def with_lengths(self, lengths: Mapping[int, int]) -> "Timeline":
        """The timeline with some steps made longer or shorter; steps that it does not have are left out."""
        known = {index: length for index, length in lengths.items() if index < len(self.steps)}
        steps = (step.as_long_as(known.get(index, step.length)) for index, step in enumerate(self.steps))
        return replace(self, steps=tuple(steps))


def timeline(routine: Routine, first_side: Side = Side.LEFT) -> Timeline:
    """Flatten a routine into its steps.

    ``first_side`` is the side that starts in exercises with two, unless a block names its own.
    """
    steps: list[Step] = []
    before: Position | None = None
    for index, block in enumerate(routine.blocks):
        steps.extend(_block_steps(index, block, _ready_seconds(before, block.position), first_side))
        before = block.position
    return Timeline(routine, tuple(steps))


def length_in_seconds(routine: Routine) -> int:
    """The total time of a routine, reckoned without making its steps: quick for a whole shelf of them."""
    total, before = 0, None
    for block in routine.blocks:
        sides = block.exercise.sides
        a_set = sides * block.reps * sum(block.tempo) + (sides - 1) * block.exercise.switch
        total += _ready_seconds(before, block.position) + block.sets * a_set + (block.sets - 1) * block.rest
        before = block.position
    return total


def _ready_seconds(before: Position | None, position: Position) -> int:
    if before is None:
        return READY_FIRST
    return READY_SAME_POSITION if position is before else READY_NEW_POSITION


def _block_steps(index: int, block: Block, ready: int, first_side: Side) -> Iterator[Step]:
    """The steps of one block: getting ready, sets, changes of side and rests, in order."""
    first = block.first_side or first_side
    sides: tuple[Side | None, ...] = (first, first.other) if block.exercise.sides == 2 else (None,)
    spans = tuple(
        BeatSpan(beat, rep, beat.seconds * SECOND) for rep in range(1, block.reps + 1) for beat in block.beats
    )
    length = sum(span.length for span in spans)
    yield Step(StepKind.GET_READY, ready * SECOND, index, block, 1, sides[0])
    for number in range(1, block.sets + 1):
        if number > 1 and block.rest:
            yield Step(StepKind.REST, block.rest * SECOND, index, block, number, sides[0])
        for side in sides:
            if side is not sides[0]:
                yield Step(StepKind.SWITCH, block.exercise.switch * SECOND, index, block, number, side)
            yield Step(StepKind.WORK, length, index, block, number, side, spans)

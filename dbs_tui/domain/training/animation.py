"""What the figure does at a moment of a step: a pure function of the step and of the time since it began.

A beat carries the body from where it is to where the beat ends, so that the bottom of a squat is reached exactly when
the beat that lowers it ends; what is held breathes. Before a set the figure shows what comes at its tempo, for as many
whole reps as there is time, and waits for it in the start pose.
"""

from dataclasses import dataclass, replace
from itertools import accumulate
from math import cos, pi, tau

from dbs_tui.domain.figure.pose import Move, MovePart, Pose, ease, pose_at
from dbs_tui.domain.training.exercise import Exercise, ExerciseKind, Side
from dbs_tui.domain.training.routine import Block
from dbs_tui.domain.training.timeline import SECOND, SLACK, BeatSpan, Step, StepKind

BREATH = 4.0
"""Seconds of one breath while a pose is held."""
SWAY = 0.05
"""How much of its way a held pose gives up while the breath goes in."""
EBB = 0.35
"""How much of its effort a marker gives up with it."""
SETTLE = 0.4
"""Seconds in which effort changes when the body does not move."""
TURN = 0.9
"""Seconds of turning round, at the beginning of a switch."""
WAITS = 3
"""Seconds before a set in which the figure is in its start pose, or comes back to it."""
SHOWN_HOLD = 4
"""Seconds of a hold that is only looked at."""
AT_EASE = MovePart("", 0.0, 0.0, "", 2.0)
"""What follows the last rep of a set that has time left."""


@dataclass(frozen=True, slots=True)
class Stance:
    """What to draw, and the same in words."""

    move: Move
    name: str
    """The exercise."""
    side: Side | None
    phase: float
    """Where the move is, 0 to 1."""
    turn: float
    """1 faces right, -1 is the mirror image for the right side; between them the body is turning round."""
    effort: float
    """How hard the muscle works, 0 to 1."""
    says: str
    part: MovePart | None = None
    """What it does in the beat that runs; ``None`` before a set."""

    @property
    def pose(self) -> Pose:
        """The body, on its side."""
        pose = pose_at(self.move, self.phase)
        return pose.mirrored() if self.turn < 0 else pose

    @property
    def text(self) -> str:
        """The figure in words: ``Squat: thighs near level, arms forward, heels down``."""
        return f"{self.name}: {self.says.replace('{side}', self.side or 'front')}"

    def still(self) -> "Stance":
        """The still picture that says the most: the end of the running beat, or before a set the key pose."""
        part = self.part or replace(self.move.key_part, effort=1.0)
        return replace(self, phase=part.to, turn=_facing(self.side), effort=part.effort, says=part.says)


@dataclass(frozen=True, slots=True)
class Figures:
    """Every move there is; each says which exercises it shows."""

    moves: tuple[Move, ...] = ()

    def figure_of(self, exercise: str, variant: str | None = None) -> Move | None:
        """The figure of an exercise or of one of its variants, by id; the plain form's where the variant has none."""
        shown = {name: move for move in self.moves for name in move.shows}
        return shown.get(f"{exercise}/{variant}") or shown.get(exercise)

    def move_of(self, exercise: Exercise, variant: str | None = None) -> Move | None:
        """The move of an exercise: the one that it names, or the one that an exercise of the user brings along."""
        if exercise.own:
            return exercise.move or self.figure_of(*exercise.figure.split("/", 1))
        return self.figure_of(exercise.id, variant)

    def stance(self, step: Step, elapsed: int) -> Stance | None:
        """What the figure does ``elapsed`` nanoseconds into a step; ``None`` for an exercise without a figure."""
        block = step.block
        if (move := self.move_of(block.exercise, block.variant)) is None:
            return None
        waiting = Stance(move, block.exercise.name, step.side, 0.0, _facing(step.side), 0.0, move.starts)
        if step.kind is StepKind.WORK:
            return _working(waiting, step, elapsed)
        if step.kind is StepKind.SWITCH:
            return _turning(waiting, step, elapsed)
        return _preparing(waiting, step, elapsed)

    def loop(self, exercise: Exercise, variant: str | None, elapsed: int) -> Stance | None:
        """The exercise repeated without end, ``elapsed`` nanoseconds after its start; a hold lasts a few seconds."""
        block = _shown(replace(Block.of(exercise), variant=variant))
        spans = _spans(block, 2)
        rep = sum(span.length for span in spans) // 2
        step = Step(StepKind.WORK, 2 * rep, 0, block, 1, Side.LEFT if exercise.sides == 2 else None, spans)
        # After the first rep only the second comes again: it begins where a rep ends.
        return self.stance(step, elapsed if elapsed < rep else rep + elapsed % rep)


def _facing(side: Side | None) -> float:
    return -1.0 if side is Side.RIGHT else 1.0


def _shown(block: Block) -> Block:
    """A block as it is shown in a loop: with holds of a few seconds."""
    return block.lasting(SHOWN_HOLD) if block.exercise.kind is ExerciseKind.HOLD else block


def _spans(block: Block, reps: int) -> tuple[BeatSpan, ...]:
    return tuple(BeatSpan(beat, rep, beat.seconds * SECOND) for rep in range(1, reps + 1) for beat in block.beats)


def _preparing(waiting: Stance, step: Step, elapsed: int) -> Stance:
    """The coming exercise at its tempo: whole reps only, and in the last seconds the way to the start pose."""
    block, time = _shown(step.block), step.length - WAITS * SECOND
    period = waiting.move.period
    rep = sum(block.tempo) * SECOND if period is None else round(period * SECOND)
    reps = max(0, time) // (rep or 1)
    if not reps or (period is not None and elapsed >= reps * rep):
        return waiting
    spans = (*_spans(block, reps), BeatSpan(SLACK, 0, step.length - reps * rep))
    return replace(_working(waiting, replace(step, spans=spans), elapsed), part=None)


def _turning(waiting: Stance, step: Step, elapsed: int) -> Stance:
    """The body that turns to the other side."""
    turn = -waiting.turn * cos(pi * min(1.0, elapsed / (min(TURN * SECOND, step.length) or 1)))
    return replace(waiting, turn=turn, says="turning round, the {side} leg comes next")


def _working(waiting: Stance, step: Step, elapsed: int) -> Stance:
    """The body at a moment of a set: in the beat that runs, breathing in a hold."""
    before, part, since, length = _running(waiting.move, step, elapsed)
    if waiting.move.period is not None:
        phase = elapsed / SECOND / waiting.move.period % 1.0
        return replace(waiting, phase=phase, effort=part.effort, says=part.says, part=part)
    travel = min(length, part.within or (length if part.to != before.to else SETTLE))
    done = ease(min(1.0, since / travel))
    held = _breath(since - travel, length - travel) * part.to
    phase = before.to + (part.to - before.to) * done - SWAY * held
    effort = before.effort + (part.effort - before.effort) * done - EBB * part.effort * held
    return replace(waiting, phase=phase, effort=effort, says=part.says, part=part)


def _breath(since: float, length: float) -> float:
    """How far the breath is in, 0 to 1, in a hold of ``length`` seconds: whole breaths, none in a short hold."""
    breaths = round(length / BREATH)
    return (1 - cos(tau * breaths * since / length)) / 2 if breaths and since > 0 else 0.0


def _running(move: Move, step: Step, elapsed: int) -> tuple[MovePart, MovePart, float, float]:
    """The part before the running one, the running part, the seconds into it and its length in seconds."""
    span, start = step.span_at(elapsed)
    part = move.part(span.beat.name) or replace(AT_EASE, says=move.starts)
    return _before(move, step, start), part, min(elapsed - start, span.length) / SECOND, span.length / SECOND


def _before(move: Move, step: Step, moment: int) -> MovePart:
    """The part that ends at a moment; the rest pose at the start of a set."""
    ends = zip(step.spans, accumulate(span.length for span in step.spans), strict=True)
    over = next((span for span, end in ends if span.length and end == moment), None)
    return (over and move.part(over.beat.name)) or AT_EASE

"""What has to be announced and when: decided here, delivered by ``dbs_tui/announce`` and the screen.

A cue belongs to a moment inside a step. ``cues_between`` gives those with ``last < moment <= now``, so that each one
comes once however late a look is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from dbs_tui.domain.training.exercise import ExerciseKind
from dbs_tui.domain.training.timeline import SECOND, Step

BEFORE_START = -1
"""The ``last`` of a step that was just entered: its cues at moment 0 are still to come."""

HALF_WAY_FROM = 20 * SECOND
"""Holds and walks shorter than this get no half-way cue."""


class CueKind(StrEnum):
    """What happens at the moment of a cue."""

    GET_READY = "get_ready"
    WORK = "work"
    SWITCH = "switch"
    REST = "rest"
    BEAT = "beat"
    """Another beat of the set begins."""
    LAST_SET = "last_set"
    """The last of several sets begins; with sides, on each side."""
    LAST_REP = "last_rep"
    HALF_WAY = "half_way"
    COUNTDOWN = "countdown"
    """3, 2 or 1 second before the step ends."""
    YOUR_TURN = "your_turn"
    """The reps of a set at one's own pace are through; it ends when it is said to be done."""
    DONE = "done"
    """The routine is over."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One announcement."""

    kind: CueKind
    at: int
    """Nanoseconds from the start of its step."""
    step: Step
    number: int = 0
    """Seconds left for a countdown, the rep for a beat, the set for the last one."""
    text: str = ""
    """What to do now, for a beat."""


MOST_KNOWN = 8
"""Steps whose cues are remembered."""
_known: dict[tuple[int, bool], tuple[Step, tuple[Cue, ...]]] = {}
"""By the identity of a step and whether it is at the user's own pace: the step, and its cues in order."""


def cues_between(step: Step, last: int, now: int, at_own_pace: bool = False) -> Iterator[Cue]:
    """The step's cues with ``last < moment <= now``, in order; ``BEFORE_START`` as ``last`` takes in moment 0.

    ``at_own_pace``: the step does not end by the clock, so its end is not counted down to.
    """
    yield from (cue for cue in _cues_of(step, at_own_pace) if last < cue.at <= now)


def next_cue(step: Step, after: int, at_own_pace: bool = False) -> int | None:
    """The moment of the first cue later than ``after``; ``None`` when the step has no more."""
    return next((cue.at for cue in _cues_of(step, at_own_pace) if cue.at > after), None)


def is_last_set(step: Step) -> bool:
    """Whether a step belongs, or leads, to the last of several sets."""
    return step.set == step.block.sets > 1


def _cues_of(step: Step, at_own_pace: bool) -> tuple[Cue, ...]:
    """All cues of a step, in order of their moments.

    They are asked for with every picture, and made once: remembered by the identity of the step, which is kept alive.
    """
    key = id(step), at_own_pace
    found = _known.get(key)
    if found is None:
        if len(_known) >= MOST_KNOWN:
            _known.clear()
        found = _known[key] = step, tuple(sorted(_cues(step, at_own_pace), key=lambda cue: cue.at))
    return found[1]


def _cues(step: Step, at_own_pace: bool) -> Iterator[Cue]:
    """All cues of a step; those that count down to its end only where it ends by the clock."""
    yield Cue(CueKind(step.kind), 0, step)
    if step.is_work and is_last_set(step):
        yield Cue(CueKind.LAST_SET, 0, step, step.set)
    yield from _beat_cues(step)
    yield from _half_way(step)
    yield from _your_turn(step) if at_own_pace else _countdown(step)


def _your_turn(step: Step) -> Iterator[Cue]:
    yield Cue(CueKind.YOUR_TURN, step.length, step)


def _countdown(step: Step) -> Iterator[Cue]:
    for number in (3, 2, 1):
        # The moment 0 is the step's own start; a countdown there would talk over it.
        if (at := step.length - number * SECOND) > 0:
            yield Cue(CueKind.COUNTDOWN, at, step, number)


def _beat_cues(step: Step) -> Iterator[Cue]:
    """The cues of the beats of a set: one at the start of each beat that lasts."""
    start, last_rep = 0, max((span.rep for span in step.spans if span.length), default=0)
    for position, span in enumerate(step.spans):
        if span.length and span.rep == last_rep > 1 and step.spans[position - 1].rep != last_rep:
            yield Cue(CueKind.LAST_REP, start, step, span.rep)
        if span.length:
            yield Cue(CueKind.BEAT, start, step, span.rep, span.beat.cue)
        start += span.length


def _half_way(step: Step) -> Iterator[Cue]:
    if step.is_work and step.block.exercise.kind is not ExerciseKind.REPS:
        start, end = step.main
        if end - start >= HALF_WAY_FROM:
            yield Cue(CueKind.HALF_WAY, (start + end) // 2, step)

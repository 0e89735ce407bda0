"""Steps that are made longer and shorter while they run: the past is never altered and totals are exact."""

from itertools import accumulate

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dbs_tui.domain.training.routine import Block
from dbs_tui.domain.training.timeline import SECOND, BeatSpan, Step, StepKind, timeline
from tests.domain.builders import PRESS, STRETCH, WALK, block, routine, run_until, work_step
from tests.domain.strategies import blocks

CAREFUL = settings(max_examples=200, deadline=None)


def _lengths(step: Step) -> list[tuple[str, float]]:
    return [(span.beat.name, span.length / SECOND) for span in step.spans]


def _at(step: Step, seconds: float) -> tuple[str, int, float]:
    span, start = step.span_at(round(seconds * SECOND))
    return span.beat.name, span.rep, start / SECOND


def _rest(seconds: int) -> Step:
    steps = timeline(routine(block(PRESS, sets=2, rest=seconds))).steps
    return next(step for step in steps if step.kind is StepKind.REST)


# -- which beat runs


@pytest.mark.parametrize(
    ("seconds", "running"),
    [
        (0, ("push", 1, 0)),
        (2.999, ("push", 1, 0)),
        (3, ("ease", 1, 3)),
        (4, ("push", 2, 4)),
        (7, ("ease", 2, 7)),
        (7.999, ("ease", 2, 7)),
        (8, ("ease", 2, 7)),
        (99, ("ease", 2, 7)),
    ],
)
def test_a_beat_runs_from_its_start_until_the_next(seconds: float, running: tuple[str, int, float]) -> None:
    """On an edge the new beat runs; at and past the end the last one stays."""
    assert _at(work_step(block(PRESS, reps=2)), seconds) == running


def test_a_beat_that_was_taken_away_never_runs() -> None:
    """A set that lost its end stays in the last beat that is left, not in one of no length."""
    shorter = work_step(block(PRESS, reps=3)).shorter(5 * SECOND, 0)
    assert _lengths(shorter)[-2:] == [("push", 0), ("ease", 0)]
    assert _at(shorter, 6.999) == _at(shorter, 7) == ("push", 2, 4)


# -- longer


def test_a_rest_is_simply_longer() -> None:
    """Steps without beats only change their length."""
    assert _rest(20).longer(5 * SECOND, 3 * SECOND).length == 25 * SECOND


def test_more_time_for_a_hold_is_held() -> None:
    """Plus before or during the hold lengthens the hold; lean and release stay."""
    step = work_step(block(STRETCH))
    for elapsed in (0, 10 * SECOND, 34 * SECOND - 1):
        assert _lengths(step.longer(5 * SECOND, elapsed)) == [("lean", 4), ("hold", 35), ("release", 3)]


def test_more_time_after_the_hold_is_not_held() -> None:
    """Once the hold is over it stays what it was: the time comes at the end, or 31 s would count of 30 held."""
    step = work_step(block(STRETCH)).longer(5 * SECOND, 34 * SECOND)
    assert _lengths(step) == [("lean", 4), ("hold", 30), ("release", 3), ("finish", 5)]


def test_more_time_for_reps_is_slack() -> None:
    """Reps keep their tempo; what is added comes after the last one, in one piece however often it is asked for."""
    step = work_step(block(PRESS)).longer(5 * SECOND, 0).longer(5 * SECOND, 4 * SECOND)
    assert _lengths(step) == [("push", 3), ("ease", 1), ("finish", 10)]
    assert step.spans[-1].rep == 0


def test_more_time_for_a_walk_is_walked() -> None:
    """A walk is one beat, which grows."""
    assert _lengths(work_step(block(WALK)).longer(5 * SECOND, 59 * SECOND)) == [("walk", 65)]


# -- shorter


def test_a_rest_is_simply_shorter() -> None:
    """Steps without beats only change their length."""
    assert _rest(20).shorter(5 * SECOND, 3 * SECOND).length == 15 * SECOND


def test_less_time_for_a_hold_is_taken_from_the_hold() -> None:
    """Lean and release stay as long as the hold has anything left to give."""
    assert _lengths(work_step(block(STRETCH)).shorter(5 * SECOND, 0)) == [("lean", 4), ("hold", 25), ("release", 3)]


def test_less_time_near_the_end_of_a_hold_is_taken_from_both() -> None:
    """2.5 s before the end of the hold, the rest of it goes and half of the 5 s comes from the release."""
    step = work_step(block(STRETCH)).shorter(5 * SECOND, 31_500_000_000)
    assert _lengths(step) == [("lean", 4), ("hold", 27.5), ("release", 0.5)]


def test_a_short_hold_can_be_taken_away_before_it_begins() -> None:
    """A hold of 5 s with 5 s less has none; with 5 s more it has it again."""
    step = work_step(block(STRETCH, tempo=(4, 5, 3))).shorter(5 * SECOND, SECOND)
    assert _lengths(step) == [("lean", 4), ("hold", 0), ("release", 3)]
    assert _lengths(step.longer(5 * SECOND, SECOND)) == [("lean", 4), ("hold", 5), ("release", 3)]


def test_less_time_for_reps_takes_the_last_beats() -> None:
    """Reps keep their tempo; the last ones are left out."""
    step = work_step(block(PRESS, reps=3)).shorter(5 * SECOND, 0)
    assert _lengths(step) == [("push", 3), ("ease", 1), ("push", 3), ("ease", 0), ("push", 0), ("ease", 0)]


def test_less_time_takes_the_slack_first() -> None:
    """What plus added, minus takes away again."""
    step = work_step(block(PRESS, reps=3))
    assert _lengths(step.longer(5 * SECOND, 0).shorter(5 * SECOND, 0))[:-1] == _lengths(step)


# -- properties


@st.composite
def _moments(draw: st.DrawFn) -> tuple[Step, int, int]:
    """A set, already stretched or not, a moment inside it, and an amount of time below what is left of it."""
    step = work_step(draw(blocks()))
    elapsed = 0
    for _ in range(draw(st.integers(0, 3))):
        elapsed = draw(st.integers(elapsed, step.length - 1))
        if draw(st.booleans()):
            step = step.longer(draw(st.integers(1, 9 * SECOND)), elapsed)
        elif step.length - elapsed > 1:
            step = step.shorter(draw(st.integers(1, step.length - elapsed - 1)), elapsed)
    elapsed = draw(st.one_of(st.integers(elapsed, step.length - 1), st.just(elapsed)))
    assume(step.length - elapsed > 1)
    return step, elapsed, draw(st.integers(1, step.length - elapsed - 1))


def _order(spans: tuple[BeatSpan, ...]) -> list[tuple[str, int]]:
    return [(span.beat.name, span.rep) for span in spans]


@given(_moments())
@CAREFUL
def test_longer_adds_exactly_that_and_leaves_the_past(moment: tuple[Step, int, int]) -> None:
    """The total grows by what was asked; every beat that ran, ran as it was; the beats are the same, slack aside."""
    step, elapsed, extra = moment
    longer = step.longer(extra, elapsed)
    assert longer.length == step.length + extra == sum(span.length for span in longer.spans)
    assert run_until(longer, elapsed) == run_until(step, elapsed)
    assert _order(longer.spans)[: len(step.spans)] == _order(step.spans)
    assert sum(span.rep == 0 for span in longer.spans) <= 1


@given(_moments())
@CAREFUL
def test_shorter_takes_exactly_that_and_leaves_the_past(moment: tuple[Step, int, int]) -> None:
    """The total shrinks by what was asked; every beat that ran, ran as it was; no beat is below nothing."""
    step, elapsed, less = moment
    shorter = step.shorter(less, elapsed)
    assert shorter.length == step.length - less == sum(span.length for span in shorter.spans)
    assert run_until(shorter, elapsed) == run_until(step, elapsed)
    assert _order(shorter.spans) == _order(step.spans)
    assert all(0 <= new.length <= old.length for new, old in zip(shorter.spans, step.spans, strict=True))


@given(_moments())
@CAREFUL
def test_the_beat_that_runs_is_the_one_whose_time_it_is(moment: tuple[Step, int, int]) -> None:
    """At any moment inside a step exactly one beat of some length runs, and it holds the moment."""
    step, elapsed, _ = moment
    span, start = step.span_at(elapsed)
    ends = list(accumulate(span.length for span in step.spans))
    running = next(i for i, end in enumerate(ends) if elapsed < end)
    assert span is step.spans[running]
    assert start == ends[running] - span.length


@given(blocks())
@CAREFUL
def test_what_was_planned_does_not_change(of: Block) -> None:
    """A stretched or shortened set still knows what it was meant to be."""
    step = work_step(of)
    assert step.longer(SECOND, 0).planned == step.shorter(SECOND // 2, 0).planned == step.planned

"""Routines flattened into steps: totals to the second, and the rules of get-ready, sides, switch and rest."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dbs_tui.content.loader import catalogue
from dbs_tui.domain.training.exercise import Exercise, ExerciseKind, Position, Side, Variant
from dbs_tui.domain.training.routine import Block, Routine
from dbs_tui.domain.training.timeline import SECOND, ReadyTimes, Step, StepKind, timeline
from tests.domain.builders import PRESS, STRETCH, WALK, block, exercise, routine, work_step
from tests.domain.strategies import SIDES, routines

LIE = exercise("lie", ExerciseKind.REPS, ("lift", 2), ("lower", 2), position=Position.LYING)
CAREFUL = settings(max_examples=100, deadline=None)


def _of(exercise_id: str) -> Exercise:
    return catalogue()[exercise_id]


def _walk(seconds: int) -> Block:
    return block(_of("walk"), tempo=(seconds,))


def _stairs(seconds: int) -> Block:
    return block(_of("stairs"), tempo=(seconds,))


def _squeeze(sets: int, reps: int, rest: int = 0) -> Block:
    return block(_of("glute-squeeze"), sets=sets, reps=reps, rest=rest, tempo=(3, 1))


def _squat(sets: int, reps: int, rest: int = 0) -> Block:
    return block(_of("squat"), sets=sets, reps=reps, rest=rest, tempo=(3, 1, 2))


def _stretch(sets: int, rest: int = 0) -> Block:
    return block(_of("hamstring-stretch"), sets=sets, rest=rest, tempo=(4, 30, 3))


def _bridge(sets: int, reps: int, rest: int = 0) -> Block:
    return block(_of("glute-bridge"), sets=sets, reps=reps, rest=rest, tempo=(2, 2, 3))


def _lift(sets: int, reps: int, rest: int = 0, variant: str | None = None) -> Block:
    return block(_of("leg-lift"), sets=sets, reps=reps, rest=rest, tempo=(2, 1, 3), variant=variant)


EIGHT = {
    "desk-break-2": (115, [_walk(60), _squeeze(1, 10)]),
    "office-5": (292, [_stairs(90), _squeeze(1, 10), _squat(1, 8), _stretch(1)]),
    "starter-5": (303, [_squeeze(1, 10), _squat(1, 8), _stretch(1), _bridge(1, 8), _lift(1, 5, 0, "bent-knee")]),
    "full-10": (569, [_squeeze(2, 10, 20), _squat(2, 10, 30), _stretch(1), _bridge(2, 8, 30), _lift(1, 8)]),
    "runner-primer": (342, [_bridge(1, 10), _squeeze(1, 10), _squat(1, 12), _walk(120)]),
    "evening-stretch": (360, [_walk(120), _stretch(2, 10), _bridge(1, 6)]),
    "strength-day": (
        1041,
        [_walk(120), _squat(3, 12, 45), _squeeze(2, 10, 20), _bridge(3, 10, 45), _lift(2, 10, 45)],
    ),
    "gentle-day": (224, [_walk(120), _squeeze(1, 8), _bridge(1, 6)]),
}


@pytest.mark.parametrize("routine_id", EIGHT)
def test_the_eight_routines_to_the_second(routine_id: str) -> None:
    """Each of the eight lasts exactly what its plan adds up to."""
    total, blocks = EIGHT[routine_id]
    line = timeline(routine(*blocks))
    assert (line.seconds, line.length) == (total, total * SECOND)


def _told(line_of: Routine, first_side: Side = Side.LEFT) -> list[str]:
    """Steps as words: ``work 1 left 37``."""
    return [
        " ".join(str(part) for part in (step.kind, step.set, step.side, step.length // SECOND) if part is not None)
        for step in timeline(line_of, first_side).steps
    ]


def test_a_set_of_each_side_with_switch_and_rest() -> None:
    """Two sets of two sides: a switch inside each set, a rest between them, none after the last."""
    assert _told(routine(block(STRETCH, sets=2, rest=10))) == [
        "get_ready 1 left 5",
        "work 1 left 37",
        "switch 1 right 5",
        "work 1 right 37",
        "rest 2 left 10",
        "work 2 left 37",
        "switch 2 right 5",
        "work 2 right 37",
    ]


def test_the_other_side_can_start() -> None:
    """Every set then begins with the right side, and get-ready and rest announce it."""
    told = _told(routine(block(STRETCH, sets=2, rest=10)), Side.RIGHT)
    assert told[:5] == [
        "get_ready 1 right 5",
        "work 1 right 37",
        "switch 1 left 5",
        "work 1 left 37",
        "rest 2 right 10",
    ]


def test_a_block_can_have_a_side_of_its_own_to_start_with() -> None:
    """Whatever side the session starts with; other blocks go with the session."""
    own = replace(block(STRETCH), first_side=Side.RIGHT)
    sides = [step.side for step in timeline(routine(own, block(STRETCH))).steps if step.is_work]
    assert sides == [Side.RIGHT, Side.LEFT, Side.LEFT, Side.RIGHT]
    assert timeline(routine(own), Side.LEFT).steps == timeline(routine(own), Side.RIGHT).steps


def test_the_first_side_means_nothing_without_sides() -> None:
    """An exercise of both legs at once has no side in any step."""
    planned = routine(block(PRESS, sets=2, reps=3, rest=20), block(WALK))
    assert timeline(planned, Side.RIGHT) == timeline(planned, Side.LEFT)
    assert {step.side for step in timeline(planned).steps} == {None}


def test_no_rest_no_step() -> None:
    """A rest of 0 s leaves no empty step between two sets."""
    assert _told(routine(block(PRESS, sets=3, reps=2))) == ["get_ready 1 5", "work 1 8", "work 2 8", "work 3 8"]


def test_getting_ready_takes_longer_for_another_position() -> None:
    """5 s at first, 10 s in the same position, 15 s when it changes, in whatever direction."""
    planned = routine(block(PRESS), block(WALK), block(LIE), block(LIE), block(PRESS))
    ready = [step.length // SECOND for step in timeline(planned).steps if step.kind is StepKind.GET_READY]
    assert ready == [5, 10, 15, 10, 15]


def test_getting_ready_goes_by_the_position_of_the_variant() -> None:
    """The pose that is really taken decides, not the exercise's usual one; a chair is another position."""
    chair = replace(PRESS, variants=(Variant("chair", "Chair", Position.SITTING, ("Sit",)),))
    planned = routine(block(chair), block(chair, variant="chair"), block(chair, variant="chair"))
    steps = [step for step in timeline(planned).steps if step.kind is StepKind.GET_READY]
    assert [step.length // SECOND for step in steps] == [5, 15, 10]
    assert [step.position for step in steps] == [Position.STANDING, Position.SITTING, Position.SITTING]


def test_a_set_is_made_of_its_beats() -> None:
    """The beats of every rep stand in order, each with its rep and its length."""
    step = work_step(block(PRESS, reps=2))
    assert [(span.beat.name, span.rep, span.length // SECOND) for span in step.spans] == [
        ("push", 1, 3),
        ("ease", 1, 1),
        ("push", 2, 3),
        ("ease", 2, 1),
    ]
    assert step.rep_length == 4 * SECOND
    assert step.planned == 8 * SECOND


def test_only_sets_count_as_work() -> None:
    """Work seconds leave out get-ready, switch and rest."""
    line = timeline(routine(block(STRETCH, sets=2, rest=10), block(WALK)))
    assert line.work_seconds == 4 * 37 + 60
    assert line.seconds == 5 + 4 * 37 + 2 * 5 + 10 + 10 + 60


def _block_seconds(of: Block) -> int:
    """The rule of the plan in one formula: sets, sides, switch and rests."""
    rep = sum(of.tempo)
    one_set = of.reps * rep * of.exercise.sides + of.exercise.switch
    return of.sets * one_set + (of.sets - 1) * of.rest


@given(routines(), SIDES)
@CAREFUL
def test_a_timeline_is_the_sum_of_its_blocks(planned: Routine, first_side: Side) -> None:
    """Whatever is planned, the total is that of the formula plus the time to get ready."""
    line = timeline(planned, first_side)
    positions = [of.position for of in planned.blocks]
    changes = pairwise(positions)
    ready = 5 + sum(10 if before is after else 15 for before, after in changes)
    assert line.seconds == ready + sum(map(_block_seconds, planned.blocks))
    assert line.length == line.seconds * SECOND


@given(routines(), SIDES)
@CAREFUL
def test_the_rules_of_every_timeline(planned: Routine, first_side: Side) -> None:
    """Sets in order, equal time for both sides, a switch between sides, a rest between sets, nothing after the last."""
    steps = timeline(planned, first_side).steps
    for index, of in enumerate(planned.blocks):
        mine = [step for step in steps if step.index == index]
        kinds = [step.kind for step in mine]
        work = [step for step in mine if step.is_work]
        first = of.first_side or first_side
        sides = [first, first.other] if of.exercise.sides == 2 else [None]
        assert [(step.set, step.side) for step in work] == [(n, side) for n in range(1, of.sets + 1) for side in sides]
        assert len({step.length for step in work}) == 1
        assert kinds[0] is StepKind.GET_READY
        assert kinds[-1] is StepKind.WORK
        assert kinds.count(StepKind.GET_READY) == 1
        assert kinds.count(StepKind.SWITCH) == of.sets * (len(sides) - 1)
        assert kinds.count(StepKind.REST) == (of.sets - 1 if of.rest else 0)
        assert all(one.is_work or other.is_work for one, other in pairwise(mine))


@given(routines())
@CAREFUL
def test_spans_add_up_to_their_step(planned: Routine) -> None:
    """The beats of a set last exactly as long as the set, and only sets have any."""
    for step in timeline(planned).steps:
        assert step.length > 0
        assert sum(span.length for span in step.spans) == (step.planned if step.is_work else 0)
        assert all(span.length for span in step.spans)


def test_replacing_one_step_leaves_the_others() -> None:
    """A stretched step changes the total and nothing else."""
    line = timeline(routine(block(PRESS, reps=2), block(WALK)))
    longer: Step = replace(line.steps[2], length=20 * SECOND)
    changed = line.with_step(2, longer)
    assert changed.steps == (*line.steps[:2], longer, *line.steps[3:])
    assert changed.routine is line.routine
    assert changed.length == line.length + 10 * SECOND


@pytest.mark.parametrize("position", list(Position))
@given(standing=st.integers(0, 60), floor=st.integers(0, 60), lying=st.integers(0, 60))
@settings(max_examples=20, deadline=None)
def test_the_time_to_get_ready_is_by_position(position: Position, standing: int, floor: int, lying: int) -> None:
    """Only the steps that get ready change, and 0 leaves them as they are."""
    there = replace(PRESS, position=position)
    usual = timeline(routine(block(PRESS), block(there), block(there)))
    mine = usual.with_ready(ReadyTimes(standing, floor, lying))
    on_back, on_floor = ("lying", "side"), ("floor", "kneeling")
    for before, after in zip(usual.steps, mine.steps, strict=True):
        where = after.position
        wanted = lying if where in on_back else floor if where in on_floor else standing
        ready = before.kind is StepKind.GET_READY
        assert after.length == (wanted * SECOND if ready and wanted else before.length)
        assert replace(after, length=before.length) == before
    assert usual.with_ready(ReadyTimes()) == usual
    assert usual.with_lengths(mine.lengths_beside(usual)) == mine

"""Routines from a wish: sensible, and within the time, over everything that can be wished for."""

from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import groupby, pairwise, product

import pytest
from hypothesis import given, settings

from dbs_tui.content.loader import catalogue
from dbs_tui.domain.building.advice import advice
from dbs_tui.domain.building.draft import Draft
from dbs_tui.domain.building.fields import level_of
from dbs_tui.domain.building.generate import (
    LONGEST_WALK,
    MINUTES,
    Occasion,
    RoutineRequest,
    Strength,
    WishError,
    most_share,
    routine_for,
)
from dbs_tui.domain.training.exercise import Catalogue, ExerciseKind
from dbs_tui.domain.training.routine import Block, Routine, problems
from dbs_tui.domain.training.timeline import length_in_seconds, timeline
from tests.domain.strategies import routines

ALL = catalogue()
WISHES = [RoutineRequest(*each) for each in product(MINUTES, (True, False), Strength, Occasion)]


@cache
def _made(wish: RoutineRequest) -> Routine:
    return routine_for(ALL, wish)


def _trained(routine: Routine) -> list[Block]:
    """Without the walks."""
    return [block for block in routine.blocks if block.exercise.kind is not ExerciseKind.MOVE]


def _short(routine: Routine) -> str:
    return ", ".join(f"{block.exercise.id} {block.dose}" for block in routine.blocks)


@pytest.mark.slow
def test_every_wish_is_met_in_time() -> None:
    """Within 5 % of the minutes, without the floor where there is none, valid, and a coach has nothing against it."""
    for wish in WISHES:
        routine = _made(wish)
        assert abs(length_in_seconds(routine) - wish.minutes * 60) <= wish.minutes * 60 * 0.05, wish
        assert wish.floor or not routine.needs_floor, wish
        assert not list(problems(routine)), wish
        assert not advice(routine), wish
        assert _trained(routine), wish


def _shares(routine: Routine) -> dict[str, float]:
    """What each exercise takes of the whole, with its getting ready and its rests."""
    plan, spent = timeline(routine), Counter[str]()
    for step in plan.steps:
        spent[routine.blocks[step.index].exercise.id] += step.length
    return {name: length / spent.total() for name, length in spent.items()}


@pytest.mark.slow
def test_no_exercise_takes_more_than_its_share() -> None:
    """Over every wish, walking too; no walk is a long one, and the floor is gone down to once."""
    for wish in WISHES:
        routine = _made(wish)
        assert max(_shares(routine).values()) <= most_share(wish.minutes), (wish, _shares(routine))
        assert all(block.main_seconds <= LONGEST_WALK for block in routine.blocks if block.exercise.id == "walk"), wish
        assert len(_trained(routine)) > 1 or wish.minutes < 4, wish
        down = [on for on, _ in groupby(block.position.on_the_floor for block in routine.blocks)]
        assert sum(down) == routine.needs_floor, wish


def test_few_exercises_still_make_a_routine() -> None:
    """Of a catalogue of one exercise, or of one and a walk, there is no fair share: it is made all the same."""
    for ids, minutes in product((("walk", "squat"), ("walk", "glute-bridge")), (3, 10, 45)):
        few = Catalogue(tuple(exercise for exercise in ALL if exercise.id in ids))
        routine = routine_for(few, RoutineRequest(minutes))
        assert not list(problems(routine))
        assert abs(length_in_seconds(routine) - minutes * 60) <= minutes * 60 * 0.05
        assert all(one.exercise is not other.exercise for one, other in pairwise(routine.blocks))


@pytest.mark.slow
def test_it_is_as_hard_as_wished() -> None:
    """Reps, holds and variants of the level; no more sets than it takes; before a run no long hold."""
    for wish in WISHES:
        for block in _trained(_made(wish)):
            levels = {level.name: level for level in block.exercise.levels}
            assert level_of(replace(block, sets=levels[wish.strength.level].sets)) == wish.strength.level
            assert block.sets <= wish.strength.most_sets
            assert wish.occasion is not Occasion.RUN or block.hold is None


@pytest.mark.parametrize(
    ("wish", "made"),
    [
        (RoutineRequest(2, False, occasion=Occasion.DESK), "walk 65 s, glute-squeeze 1 × 10"),
        (
            RoutineRequest(5, True, Strength.GENTLE),
            "walk 25 s, glute-squeeze 1 × 10, squat 1 × 8, hamstring-stretch 1 × 10 s/side, glute-bridge 1 × 8, "
            "leg-lift 1 × 5",
        ),
        (RoutineRequest(5, False), "walk 75 s, glute-squeeze 1 × 10, squat 1 × 12, hamstring-stretch 1 × 30 s/side"),
        (
            RoutineRequest(5, True, occasion=Occasion.RUN),
            "glute-bridge 1 × 10, glute-squeeze 1 × 10, squat 1 × 12, walk 80 s",
        ),
        (
            RoutineRequest(10, True, occasion=Occasion.EVENING),
            "walk 70 s, glute-squeeze 1 × 10, side-step 1 × 10/side, hamstring-stretch 2 × 30 s/side, "
            "glute-bridge 2 × 10",
        ),
        (
            RoutineRequest(20, False, Strength.GENTLE),
            "walk 155 s, glute-squeeze 2 × 10, squat 2 × 8, side-step 2 × 6/side, hamstring-stretch 2 × 10 s/side, "
            "glute-squeeze 2 × 10, squat 2 × 8, side-step 2 × 6/side, hamstring-stretch 2 × 10 s/side",
        ),
    ],
)
def test_what_is_made(wish: RoutineRequest, made: str) -> None:
    """More useful exercises first, easy ones before hard ones, floor moves together, a long one in rounds."""
    assert _short(_made(wish)) == made


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (1, "1 min is too short for a routine; 2 minutes are the least"),
        (-3, "-3 min is too short for a routine; 2 minutes are the least"),
        (46, "46 min is too long for one routine; 45 minutes are the most"),
    ],
)
def test_a_wish_that_cannot_be_met_says_what_can(minutes: int, said: str) -> None:
    """With the limit."""
    with pytest.raises(WishError) as refused:
        _made(RoutineRequest(minutes))
    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("wish", "name", "description"),
    [
        (RoutineRequest(5), "Made to measure, 5 minutes", "Made for 5 minutes with the floor. Change what you like."),
        (
            RoutineRequest(12, False, Strength.STRONG, Occasion.RUN),
            "Before a run, 12 minutes, strong",
            "Made for 12 minutes without the floor. Change what you like.",
        ),
    ],
)
def test_it_has_a_name(wish: RoutineRequest, name: str, description: str) -> None:
    """That says what was wished for."""
    assert (_made(wish).name, _made(wish).description) == (name, description)


def test_it_is_edited_like_any_other() -> None:
    """A draft that leaving would lose, and that takes every edit."""
    draft = Draft.generated(_made(RoutineRequest(5)))
    assert draft.dirty
    assert draft.remove().rename("Mine").undo().undo().routine == _made(RoutineRequest(5))


def test_an_exercise_that_is_not_there_is_passed_over() -> None:
    """A smaller catalogue still makes a routine in time."""
    few = Catalogue(tuple(exercise for exercise in ALL if exercise.id in ("walk", "squat", "leg-lift")))
    routine = routine_for(few, RoutineRequest(8))
    assert {block.exercise.id for block in routine.blocks} == {"walk", "squat", "leg-lift"}
    assert abs(length_in_seconds(routine) - 480) <= 24


@given(routines(max_blocks=5))
@settings(max_examples=150, deadline=None)
def test_a_length_is_reckoned_right(planned: Routine) -> None:
    """Without steps the same as with them."""
    assert length_in_seconds(planned) == timeline(planned).seconds

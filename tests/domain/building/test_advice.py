"""What a coach would say: each hint with its block, and nothing against what is fine."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dbs_tui.content.loader import catalogue
from dbs_tui.domain.building.advice import advice
from dbs_tui.domain.history.history import History
from dbs_tui.domain.training.exercise import Level, Position
from dbs_tui.domain.training.routine import Block
from tests.domain.builders import PRESS, STRETCH, WALK, block, routine, session

TODAY = date(2026, 11, 22)
LEVELS = (Level("easy", 1, reps=5), Level("standard", 2, reps=10))
LIFT = replace(PRESS, id="lift", reps=10, rest=45, levels=LEVELS)
BRIDGE = replace(LIFT, id="bridge", position=Position.LYING)
STRONG = "That is a strong start. A minute of walking or an easy set before it warms you up."
NO_REST = "2 sets without a rest. 45 s between them keep the last as good as the first."


def _said(*blocks: Block) -> list[tuple[int | None, str]]:
    return [(hint.at, hint.says) for hint in advice(routine(*blocks))]


@pytest.mark.parametrize(
    ("blocks", "said"),
    [
        ((), []),
        ((block(WALK), block(LIFT, sets=2)), [(1, NO_REST)]),
        ((block(WALK), block(LIFT, sets=2, rest=1), block(STRETCH, sets=2)), []),
        (
            (block(WALK), block(PRESS, sets=3)),
            [(1, "3 sets without a rest. 30 s between them keep the last as good as the first.")],
        ),
        (
            (block(WALK), block(STRETCH).lasting(61), block(PRESS)),
            [(1, "Over 60 s a hold gains little. Two of 30 s do the same, and are kinder.")],
        ),
        ((block(WALK), block(STRETCH).lasting(60)), []),
        (
            (block(STRETCH), block(PRESS)),
            [(0, "A stretch goes better warm. Let a short walk or some easy reps come first.")],
        ),
        ((block(STRETCH),), []),
        (
            (block(LIFT, sets=1, reps=31), block(WALK)),
            [(0, STRONG)],
        ),
        ((block(LIFT, sets=1, reps=30), block(WALK)), []),
        ((block(PRESS, reps=2),), [(0, STRONG)]),
        ((block(BRIDGE), block(LIFT), block(replace(BRIDGE, id="lift-2"))), [
            (2, "You get down to the floor 2 times. Floor moves one after the other save the ups and downs.")
        ]),
        ((block(WALK), block(BRIDGE), block(replace(BRIDGE, id="lift-2")), block(WALK)), []),
        (
            (block(LIFT), block(LIFT)),
            [(1, "The same exercise twice in a row. One block with more sets has a rest between them.")],
        ),
        ((block(LIFT), block(WALK), block(LIFT)), []),
    ],
)  # fmt: skip
def test_hints(blocks: tuple[Block, ...], said: list[tuple[int | None, str]]) -> None:
    """Each rule at its border, with the block it is about."""
    assert _said(*blocks) == said


@pytest.mark.parametrize("exercise_id", catalogue().ids)
def test_an_exercise_at_its_usual_dose_is_fine(exercise_id: str) -> None:
    """Nobody is advised against what the program itself proposes."""
    assert _said(Block.of(catalogue()["walk"]), Block.of(catalogue()["glute-squeeze"])) == []
    assert not [hint for hint in advice(routine(Block.of(catalogue()[exercise_id]))) if "strong" in hint.says]


def _days(*ago: int, exercises: tuple[str, ...] = ("lift",)) -> History:
    """One session on each of these days, of those exercises only."""
    sessions = []
    for days in ago:
        done = session(TODAY - timedelta(days=days))
        sets = tuple(replace(done.sets[0], exercise=name) for name in exercises)
        sessions.append(replace(done, sets=sets))
    return History(sessions=tuple(sessions))


@pytest.mark.parametrize(
    ("history", "hinted"),
    [
        (_days(0, 1, 2, 3, 4), True),
        (_days(1, 2, 4, 5, 6), True),
        (_days(1, 2, 3, 4), False),
        (_days(3, 4, 5, 6, 7), False),
        (_days(0, 1, 2, 3, 4, exercises=("lift", "walk")), True),
        (_days(0, 1, 2, 3, 4, exercises=("lift", "press")), False),
        (_days(0, 1, 2, 3, 4, exercises=("press",)), False),
        (History(), False),
    ],
)
def test_one_exercise_every_day(history: History, hinted: bool) -> None:
    """Five days of the last seven with hardly anything else: then another move is suggested, kindly."""
    hints = advice(routine(block(LIFT), block(WALK)), history, TODAY)
    said = "Press alone, 5 days of 7. Another move now and then lets it recover."
    assert [(hint.at, hint.says) for hint in hints] == ([(None, said)] if hinted else [])


def test_two_exercises_are_enough_of_a_change() -> None:
    """The same routine every day is fine when it has more than one move."""
    assert advice(routine(block(LIFT), block(PRESS)), _days(0, 1, 2, 3, 4), TODAY) == ()


def test_sessions_that_do_not_count_and_empty_ones_are_left_out() -> None:
    """Begun and left is not trained."""
    skipped = [session(TODAY - timedelta(days=days), done=0.0) for days in range(5)]
    assert advice(routine(block(LIFT)), History(sessions=tuple(skipped)), TODAY) == ()

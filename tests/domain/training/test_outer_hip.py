"""Outer-hip mode: the plain form gives way to the kinder one, doses are capped, and chosen forms stay."""

from dataclasses import replace

from dbs_tui.domain.training.exercise import Exercise, ExerciseKind, Level, Position, Variant
from dbs_tui.domain.training.outer_hip import OuterHip, Swap
from dbs_tui.domain.training.routine import Block
from tests.domain.builders import PRESS, STRETCH, WALK, block, exercise, routine

WIDE = Swap("lift", "wide", "Kinder")
MODE = OuterHip(
    "Mode", "For tests.", ("This",), ("That",), (WIDE, Swap("absent", "wide", "Never")), "First this", ("study",)
)
VARIANTS = tuple(Variant(name, name.title(), Position.LYING, ("Lie down",)) for name in ("wide", "high"))


def _lift(*levels: Level) -> Exercise:
    return replace(exercise("lift", ExerciseKind.REPS, ("up", 2), variants=VARIANTS), levels=levels)


def test_the_plain_form_gives_way() -> None:
    """Only what the mode names changes, and its dose stays when nothing caps it."""
    plan = routine(block(_lift(), sets=4, reps=20), block(PRESS, reps=5))
    changed = MODE.routine(plan)
    assert [each.variant for each in changed.blocks] == ["wide", None]
    assert [(each.sets, each.reps) for each in changed.blocks] == [(4, 20), (1, 5)]
    assert (changed.id, changed.name) == (plan.id, plan.name)


def test_a_form_that_was_chosen_stays() -> None:
    """Somebody who asked for another form knows why."""
    assert MODE.block(block(_lift(), variant="high")).variant == "high"


def test_doses_are_capped_at_the_standard_level() -> None:
    """Sets and reps, and nothing is made larger."""
    lift = _lift(Level("easy", 1, 5), Level("standard", 2, 10), Level("strong", 3, 15))
    capped = MODE.routine(routine(block(lift, sets=3, reps=15), block(lift, sets=1, reps=4)))
    assert [(each.sets, each.reps) for each in capped.blocks] == [(2, 10), (1, 4)]


def test_holds_are_capped_in_seconds() -> None:
    """A hold that is longer than the standard one is cut to it; a shorter one stays."""
    stretch = replace(STRETCH, levels=(Level("standard", 2, hold=30),))

    def held(of: Block) -> int | None:
        return MODE.block(of).hold

    assert held(Block.of(stretch).lasting(60)) == 30
    assert held(Block.of(stretch).lasting(10)) == 10


def test_a_routine_that_needs_nothing_is_itself() -> None:
    """And doing it twice changes nothing more."""
    plan = routine(block(PRESS), block(WALK))
    assert MODE.routine(plan) is plan
    once = MODE.routine(routine(block(_lift())))
    assert MODE.routine(once) is once


def test_what_changed_can_be_told() -> None:
    """Each change once, only where the plain form was planned."""
    assert list(MODE.changed(routine(block(_lift()), block(_lift()), block(PRESS)))) == [WIDE]
    assert list(MODE.changed(routine(block(_lift(), variant="high")))) == []

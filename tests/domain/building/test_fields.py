"""What can be changed in a block: its fields, changes of figures, the easy, standard and strong form."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dbs_tui.domain.building.fields import BlockEdit, at_level, changed, fields, level_of, ways
from dbs_tui.domain.training.exercise import Exercise, Level, Position, Side, Variant
from dbs_tui.domain.training.routine import Block, Routine, problems
from tests.domain.builders import PRESS, STRETCH, WALK, block
from tests.domain.strategies import blocks

CHAIR, SOFT = (Variant(name, name.title(), Position.SITTING, ()) for name in ("chair", "soft"))
LEVELS = (Level("easy", 1, reps=5, variant="soft"), Level("standard", 2), Level("strong", 3, reps=12))
LIFT = replace(PRESS, reps=8, levels=LEVELS, variants=(CHAIR, SOFT))
HELD = replace(STRETCH, levels=(Level("easy", 1, hold=10), Level("standard", 2)))


@pytest.mark.parametrize(
    ("of", "shown"),
    [
        (PRESS, ["Sets 1 to 20", "Reps 1 to 100", "Rest 0 to 600 s", "Push 0 to 60 s", "Ease 0 to 60 s"]),
        (STRETCH, ["Sets 1 to 20", "Hold 5 to 600 s", "Rest 0 to 600 s", "Lean 0 to 60 s", "Release 0 to 60 s"]),
        (WALK, ["Time 10 s to 60:00"]),
    ],
)
def test_the_fields_of_a_block_with_their_limits(of: Exercise, shown: list[str]) -> None:
    """Only what there is a choice in, in the order it is shown."""
    assert [f"{field.label} {field.quantity.allowed}" for field in fields(Block.of(of))] == shown


@given(blocks(), st.data())
@settings(max_examples=100, deadline=None)
def test_a_field_changes_itself_only(of: Block, data: st.DataObject) -> None:
    """Any allowed value of any field comes back from the field, and no other field moves."""
    field = data.draw(st.sampled_from(fields(of)))
    value = data.draw(st.sampled_from(field.quantity.limits))
    after = {each.key: each.value for each in fields(changed(of, field.change(value)))}
    assert after == {each.key: each.value for each in fields(of)} | {field.key: value}


@given(blocks())
@settings(max_examples=100, deadline=None)
def test_the_limits_of_a_field_are_those_of_the_domain(of: Block) -> None:
    """The first and the last value are no problem, one beyond is one at that field."""
    for field in fields(of):
        limits = field.quantity.limits
        for value, bad in ((limits[0] - 1, True), (limits[-1] + 1, True), (limits[-1], False), (field.value, False)):
            found = list(problems(Routine("x", "x", "", (changed(of, field.change(value)),))))
            assert bool(found) is bad


@pytest.mark.parametrize(
    ("change", "after"),
    [
        (BlockEdit(sets=3, reps=9, rest=7), block(LIFT, sets=3, reps=9, rest=7)),
        (BlockEdit(beats={"ease": 2}), block(LIFT, sets=1, reps=8, tempo=(3, 2))),
        (BlockEdit(variant="chair"), block(LIFT, sets=1, reps=8, variant="chair")),
        (BlockEdit(level="easy"), block(LIFT, sets=1, reps=5, variant="soft")),
        (BlockEdit(level="strong", sets=4), block(LIFT, sets=4, reps=12)),
        (BlockEdit(), block(LIFT, sets=1, reps=8)),
    ],
)
def test_a_change_of_several_figures(change: BlockEdit, after: Block) -> None:
    """Single figures win over the level they come with."""
    assert changed(Block.of(LIFT), change) == after


def test_the_first_side_is_set_and_taken_back() -> None:
    """``None`` takes turns again."""
    right = changed(Block.of(STRETCH), BlockEdit(first_side=Side.RIGHT))
    assert right.first_side is Side.RIGHT
    assert changed(right, BlockEdit(first_side=None)) == Block.of(STRETCH)


def test_a_hold_and_a_walk_get_another_length() -> None:
    """The main beat is the length."""
    assert changed(Block.of(STRETCH), BlockEdit(hold=20)).tempo == (4, 20, 3)
    assert changed(Block.of(WALK), BlockEdit(seconds=90)).tempo == (90,)


@pytest.mark.parametrize(
    ("of", "change", "key"),
    [
        (LIFT, BlockEdit(hold=20), "hold"),
        (STRETCH, BlockEdit(reps=3), "reps"),
        (WALK, BlockEdit(rest=3), "rest"),
        (WALK, BlockEdit(level="easy"), "easy"),
        (LIFT, BlockEdit(level="heroic"), "heroic"),
        (LIFT, BlockEdit(beats={"push": 3, "hover": 3}), "hover"),
    ],
)
def test_what_does_not_fit_is_named(of: Exercise, change: BlockEdit, key: str) -> None:
    """A key, a beat or a level that the exercise does not have."""
    with pytest.raises(KeyError, match=key):
        changed(Block.of(of), change)


@pytest.mark.parametrize("name", ["easy", "standard", "strong"])
def test_a_block_knows_the_level_it_is_at(name: str) -> None:
    """Whatever its rest and tempo are; at none after any other change."""
    leveled = at_level(block(LIFT, sets=7, reps=7, rest=33, tempo=(5, 5)), name)
    assert level_of(leveled) == name
    assert (leveled.rest, leveled.tempo) == (33, (5, 5))
    assert level_of(replace(leveled, sets=9)) is None


def test_levels_take_back_their_own_variant_only() -> None:
    """The kinder form of the easy level goes with it; the chair, which the user chose, stays."""
    assert at_level(block(LIFT, variant="soft"), "standard").variant is None
    assert at_level(block(LIFT, variant="chair"), "standard").variant == "chair"
    assert at_level(block(LIFT, variant="chair"), "easy").variant == "soft"


def test_a_level_of_a_hold() -> None:
    """Its own hold, or the exercise's; lean and release stay."""
    assert at_level(block(HELD, tempo=(9, 99, 9)), "easy") == block(HELD, sets=1, tempo=(9, 10, 9))
    assert at_level(block(HELD, tempo=(9, 99, 9)), "standard") == block(HELD, sets=2, tempo=(9, 30, 9))


def test_the_ways_to_do_an_exercise() -> None:
    """The plain form, then every variant."""
    assert list(ways(Block.of(LIFT))) == [None, "chair", "soft"]

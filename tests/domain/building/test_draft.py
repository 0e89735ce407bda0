"""The routine under edit: every edit, and that undo and redo lose nothing."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dbs_tui.domain.building.draft import Draft, DraftFile, EditError
from dbs_tui.domain.building.fields import fields
from dbs_tui.domain.training.exercise import Level, Side
from dbs_tui.domain.training.routine import Routine, problems
from tests.domain.builders import PRESS, STRETCH, WALK, block, routine
from tests.domain.strategies import NAMES, exercises, routines

A, B, C = block(PRESS), block(STRETCH), block(WALK)
OWN = DraftFile("test", Path("test.toml"), shipped=False, fingerprint="f")
SHIPPED = replace(OWN, shipped=True)


def _draft(*blocks: object, selected: int = 0) -> Draft:
    return Draft.of(routine(*blocks), OWN).select(selected)  # type: ignore[arg-type]


def _order(draft: Draft) -> str:
    """Blocks as letters, the selected one in capitals."""
    letters = ["abc"[(A, B, C).index(each)] for each in draft.routine.blocks]
    return "".join(letter.upper() if i == draft.selected else letter for i, letter in enumerate(letters))


@pytest.mark.parametrize(
    ("edit", "after"),
    [
        (lambda d: d.add(PRESS), "abAc"),
        (lambda d: d.add(PRESS, 0), "Aabc"),
        (lambda d: d.add(C, 99), "abcC"),
        (lambda d: d.add(C, -9), "Cabc"),
        (lambda d: d.duplicate(), "abBc"),
        (lambda d: d.duplicate(2), "abcC"),
        (lambda d: d.remove(), "aC"),
        (lambda d: d.remove(2), "aB"),
        (lambda d: d.move(1), "acB"),
        (lambda d: d.move(-1), "Bac"),
        (lambda d: d.move(-1, 0), "Abc"),
        (lambda d: d.move(9, 0), "bcA"),
        (lambda d: d.select(2), "abC"),
        (lambda d: d.select(99), "abC"),
        (lambda d: d.remove().remove().remove(), ""),
    ],
)
def test_blocks_come_go_and_move(edit: Callable[[Draft], Draft], after: str) -> None:
    """What was edited is selected, or what took its place."""
    assert _order(edit(_draft(A, B, C, selected=1))) == after


def test_an_empty_draft_takes_every_key() -> None:
    """Nothing to act on is no edit; the first block added is selected."""
    empty = Draft.new()
    assert empty.block is None
    for same in (empty.remove(), empty.duplicate(), empty.move(1), empty.select(3), empty.undo(), empty.redo()):
        assert same == empty
    assert not empty.dirty
    assert empty.add(PRESS).block == A
    assert [problem.where for problem in empty.problems] == ["name", "blocks"]
    with pytest.raises(EditError, match="blocks: there is none to change; add one first"):
        empty.change(rest=3)


def test_a_routine_of_its_own_keeps_its_name_and_a_shipped_one_is_copied() -> None:
    """A copy has a name of its own and no file yet; opening changes nothing that leaving would lose."""
    planned = routine(A, name="Full ten")
    own, copy = Draft.of(planned, OWN), Draft.of(planned, SHIPPED)
    assert (own.routine, own.dirty) == (planned, False)
    assert (copy.routine.id, copy.routine.name, copy.dirty) == ("", "My full ten", False)


def test_a_generated_routine_is_nowhere_yet() -> None:
    """Leaving would lose it."""
    assert Draft.generated(routine(A)).dirty


def test_changes_of_a_block() -> None:
    """One edit a call, whatever number of figures; the block is selected."""
    draft = _draft(A, B, C).change(1, hold=20, sets=3, first_side=Side.RIGHT)
    assert draft.block == replace(B, sets=3, tempo=(4, 20, 3), first_side=Side.RIGHT)
    assert len(draft.past) == 1
    assert draft.selected == 1


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (lambda d: d.change(1, hold=3), "block 2 hold: must be 5 to 600 s, not 3"),
        (lambda d: d.change(0, hold=30), "block 1: press has no hold"),
        (lambda d: d.change(2, level="easy"), "block 3: walk has no easy form"),
        (lambda d: d.change(0, variant="up"), "block 1 variant: press has no variant 'up'; it has: none"),
        (
            lambda d: d.change(0, first_side=Side.LEFT),
            "block 1 first_side: press works both sides at once; leave first_side out",
        ),
        (lambda d: d.change(0, beats={"push": 0, "ease": 0}), "block 1 tempo: a rep must last 1 s or more"),
        (lambda d: d.change_all(rest=601), "block 1 rest: must be 0 to 600 s, not 601"),
        (lambda d: d.rename(" "), "name: must be 1 to 60 characters, not 0"),
        (lambda d: d.describe("x" * 201), "description: must be 0 to 200 characters, not 201"),
    ],
)
def test_an_edit_that_cannot_be_made_says_why(edit: Callable[[Draft], Draft], said: str) -> None:
    """The place and the limits; the draft is as it was, being a value."""
    with pytest.raises(EditError) as refused:
        edit(_draft(A, B, C))
    assert str(refused.value) == said


def test_a_hundred_blocks_are_enough() -> None:
    """One more is refused, with the limit."""
    with pytest.raises(EditError, match="blocks: must be 1 to 100 blocks, not 101"):
        _draft(*[A] * 100).duplicate()


def test_all_rests_at_once() -> None:
    """Blocks that have no rest stay as they are; it is one edit, and other figures fit where they can."""
    draft = _draft(A, B, C, selected=2).change_all(rest=30, hold=40)
    assert [each.rest for each in draft.routine.blocks] == [30, 30, 0]
    assert [each.hold for each in draft.routine.blocks] == [None, 40, None]
    assert (draft.selected, len(draft.past)) == (2, 1)
    assert draft.undo().routine == routine(A, B, C)


def test_some_blocks_at_once() -> None:
    """Only those that were named."""
    assert [each.rest for each in _draft(A, A, A).change_all((0, 2), rest=9).routine.blocks] == [9, 0, 9]


def test_all_levels_at_once() -> None:
    """What has the level takes it, the rest of the routine stays."""
    press = replace(PRESS, levels=(Level("easy", 1, reps=4),))
    assert [each.reps for each in _draft(block(press), C).change_all(level="easy").routine.blocks] == [4, 1]


def test_names_and_descriptions() -> None:
    """Blanks at the ends are dropped; a description may go away."""
    draft = _draft(A).rename("  Evening ").describe(" Calm. ")
    assert (draft.routine.name, draft.routine.description) == ("Evening", "Calm.")
    assert draft.describe("").routine.description == ""


def test_a_draft_without_name_is_edited_freely() -> None:
    """What is still missing elsewhere does not stand in the way of an edit."""
    assert Draft.new().add(PRESS).change(reps=5).block == replace(A, reps=5)


def test_what_changes_nothing_is_no_step() -> None:
    """Undo has nothing to undo, and redo keeps what it had."""
    draft = _draft(A, B).change(0, reps=5).undo()
    for same in (draft.change(0, reps=1), draft.move(-1, 0), draft.rename("Test"), draft.change_all(sets=1)):
        assert (same.routine, same.past, same.future) == (draft.routine, draft.past, draft.future)


def test_saving_ends_dirt_and_keeps_the_way_back() -> None:
    """The draft takes the id of its file, and undoing goes beyond the save without losing it."""
    draft = Draft.new("Evening").add(PRESS)
    assert draft.dirty
    written = replace(draft.routine, id="evening")
    saved = draft.saved_as(written, replace(OWN, id="evening"))
    assert (saved.dirty, saved.routine.id) == (False, "evening")
    undone = saved.undo()
    assert (undone.routine.id, undone.routine.blocks, undone.dirty) == ("evening", (), True)
    assert not undone.redo().dirty


# -- any sequence of edits --------------------------------------------------------------------------------------------


def _edits(data: st.DataObject, draft: Draft) -> Draft:
    """Some edit, with any places in it."""
    at = data.draw(st.none() | st.integers(-2, 6))
    edits: list[Callable[[], Draft]] = [
        lambda: draft.add(data.draw(exercises()), at),
        lambda: draft.duplicate(at),
        lambda: draft.remove(at),
        lambda: draft.move(data.draw(st.integers(-2, 2)), at),
        lambda: draft.rename(data.draw(NAMES)),
        lambda: draft.describe(data.draw(NAMES)),
        lambda: draft.change_all(rest=data.draw(st.integers(0, 600)), sets=data.draw(st.integers(1, 20))),
        lambda: _changed(data, draft),
    ]
    return data.draw(st.sampled_from(edits))()


def _changed(data: st.DataObject, draft: Draft) -> Draft:
    if draft.block is None:
        return draft
    field = data.draw(st.sampled_from(fields(draft.block)))
    value = data.draw(st.sampled_from(field.quantity.limits))
    if value == 0 and sum(draft.block.tempo) == field.value:
        with pytest.raises(EditError, match="a rep must last 1 s or more"):
            draft.change(**field.change(value))
        return draft
    return draft.change(**field.change(value))


def _sound(draft: Draft) -> None:
    assert all(problem.where == "blocks" for problem in problems(draft.routine))
    assert draft.selected in range(max(1, len(draft.routine.blocks)))


@given(routines(), st.data())
@settings(max_examples=60, deadline=None)
def test_any_sequence_of_edits_can_be_undone_and_redone(planned: Routine, data: st.DataObject) -> None:
    """Every draft on the way is valid; undo gives each one back exactly, redo leads forward again."""
    way = [Draft.of(planned, OWN)]
    for _ in range(data.draw(st.integers(1, 8))):
        after = _edits(data, way[-1])
        _sound(after)
        if after.routine == way[-1].routine:
            assert after.past == way[-1].past
            way[-1] = after
        else:
            assert (after.past[:-1], after.future) == (way[-1].past, ())
            way.append(after)
    draft = way[-1]
    for before in reversed(way[:-1]):
        draft = draft.undo()
        assert (draft.routine, draft.selected) == (before.routine, before.selected)
    assert draft.undo() == draft
    assert not draft.dirty
    for later in way[1:]:
        draft = draft.redo()
        assert draft.routine == later.routine
    assert draft.redo() == draft

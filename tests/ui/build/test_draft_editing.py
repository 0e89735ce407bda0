"""The state of the builder, without a screen."""

from dataclasses import replace

import pytest

from dbs_tui.content.loader import catalogue
from dbs_tui.domain.building.advice import Hint
from dbs_tui.domain.building.draft import Draft, EditError
from dbs_tui.domain.training.routine import Routine
from dbs_tui.ui.build.draft_editing import DraftEditing
from tests.ui.tour import LEGS


@pytest.fixture
def editing() -> DraftEditing:
    """Two blocks under edit; the advice is the name of the routine."""
    return DraftEditing(Draft(LEGS), lambda routine: [Hint(None, routine.name)])


def test_the_line_after_the_last_block_is_no_block(editing: DraftEditing) -> None:
    """It adds one; a change of several has nothing to act on there."""
    assert (editing.block, sorted(editing.meant)) == (LEGS.blocks[0], [0])
    editing.select(2)
    assert (editing.block, editing.meant) == (None, frozenset())


def test_marks_go_on_to_the_next_block_and_are_what_is_meant(editing: DraftEditing) -> None:
    """At the last block the cursor stays; the same key takes a mark away; all are marked, or none."""
    editing.mark()
    assert (editing.at, sorted(editing.meant)) == (1, [0])
    editing.mark()
    assert (editing.at, sorted(editing.meant)) == (1, [0, 1])
    editing.mark()
    assert editing.meant == {0}
    editing.mark_all()
    assert editing.marked == {0, 1}
    editing.mark_all()
    assert editing.marked == frozenset()


def test_marks_outlive_a_changed_block_but_not_one_that_comes_or_goes(editing: DraftEditing) -> None:
    """They are places, which then mean other blocks."""
    editing.mark()
    editing.edit(lambda draft: draft.change(0, sets=1))
    assert editing.marked == {0}
    editing.edit(lambda draft: draft.add(catalogue()["walk"], 2))
    assert (editing.marked, editing.at) == (frozenset(), 2)


def test_what_depends_on_the_routine_follows_it(editing: DraftEditing) -> None:
    """Length and advice, after an edit as after a save under another name; not after one that cannot be made."""
    before = editing.plan.seconds
    assert editing.with_block(replace(LEGS.blocks[0], sets=1)).seconds < before
    with pytest.raises(EditError):
        editing.edit(lambda draft: draft.change(0, sets=999))
    assert (editing.plan.seconds, editing.draft.routine) == (before, LEGS)
    editing.edit(lambda draft: draft.change(0, sets=1))
    assert editing.plan.seconds < before
    editing.select(1)
    named: Routine = replace(editing.draft.routine, name="Other")
    editing.take(replace(editing.draft, routine=named))
    assert (editing.at, [hint.says for hint in editing.hints]) == (1, ["Other"])

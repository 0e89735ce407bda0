"""The strip of a routine: to scale, every cell what happens in its middle."""

import pytest

from dbs_tui.domain.training.routine import Routine
from dbs_tui.domain.training.timeline import StepKind, timeline
from dbs_tui.ui.build.builder_view import totals
from dbs_tui.ui.build.plan_strip import cells
from tests.ui.tour import LEGS


@pytest.mark.parametrize("width", [1, 7, 43, 239])
def test_the_strip_is_to_scale(width: int) -> None:
    """As many cells as columns, blocks in order, each with its share of the time to within a cell."""
    plan = timeline(LEGS)
    found = cells(plan, width)
    assert len(found) == width
    assert [block for _, block in found] == sorted(block for _, block in found)
    for block, seconds in enumerate(totals(plan).blocks):
        assert abs(sum(at == block for _, at in found) - width * seconds / plan.seconds) <= 1


def test_a_cell_a_second_is_the_timeline() -> None:
    """At one cell a second every step is there with its length."""
    plan = timeline(LEGS)
    kinds = [kind for kind, _ in cells(plan, plan.seconds)]
    assert kinds.count(StepKind.WORK) == plan.work_seconds
    assert kinds[:6] == [StepKind.GET_READY] * 5 + [StepKind.WORK]


def test_an_empty_routine_has_no_strip() -> None:
    """Nothing takes no time."""
    plan = timeline(Routine("", "", "", ()))
    assert cells(plan, 40) == []
    assert totals(plan).seconds == 0

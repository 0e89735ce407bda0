"""Every state has a word and a shape of its own; bars tell a share."""

import pytest

from dbs_tui.domain.training.session import Status
from dbs_tui.domain.training.timeline import StepKind
from dbs_tui.ui.kit.state_marks import DONE, PAUSED, STATUSES, STEPS, bar


def test_no_two_states_share_a_word_or_a_shape() -> None:
    """Colour is never needed to tell them apart."""
    marks = [*STEPS.values(), DONE, PAUSED]
    assert set(STEPS) == set(StepKind)
    assert len({mark.word for mark in marks}) == len(marks)
    assert len({mark.shape for mark in marks}) == len(marks)
    assert len({mark.css for mark in marks}) == len(marks)


def test_no_two_outcomes_of_a_set_share_a_shape() -> None:
    """Done, partial and skipped."""
    assert set(STATUSES) == set(Status)
    assert len({shape for shape, _ in STATUSES.values()}) == len(Status)


@pytest.mark.parametrize(
    ("share", "full"), [(-1, 0), (0, 0), (0.001, 1), (0.1, 1), (0.55, 5), (0.999, 9), (1, 10), (7, 10)]
)
def test_a_bar_is_full_only_when_all_is_done(share: float, full: int) -> None:
    """A start shows one cell; what is almost done is not shown as done; what is out of range is held."""
    assert bar(share, 10) == ("━" * full, "─" * (10 - full))

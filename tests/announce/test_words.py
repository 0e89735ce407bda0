"""Lines of cues: every kind is answered, by a line or by none. What they say is told by the tests of plain workouts."""

from dataclasses import replace

import pytest

from dbs_tui.announce.words import line
from dbs_tui.domain.training.cues import CueKind
from tests.announce.fakes import cue_of
from tests.domain.builders import PRESS, STRETCH, WALK, block

BLOCKS = (block(PRESS, sets=2, reps=5, rest=10), block(STRETCH, sets=3, rest=20), block(WALK))


@pytest.mark.parametrize("kind", CueKind)
def test_every_kind_of_cue_is_answered(kind: CueKind) -> None:
    """The last set and the last rep are told by the lines that come with them."""
    text = line(cue_of(kind, *BLOCKS))
    assert (text is None) == (kind in (CueKind.LAST_SET, CueKind.LAST_REP))
    assert text is None or text.isprintable()


def test_the_last_set_is_told_by_the_line_of_its_work() -> None:
    """With its side, at the moment it begins."""
    together = replace(cue_of(CueKind.LAST_SET, block(STRETCH, sets=2)), kind=CueKind.WORK)
    assert line(together) == "Work, 37 s. Stretch, set 2 of 2, the last, left side."

"""Phrases: a few words a cue, that are said before the next cue comes."""

from dataclasses import replace

import pytest

from dbs_tui.announce.phrases import phrase
from dbs_tui.domain.training.cues import Cue, CueKind, cues_between
from tests.announce.fakes import cue_of, cues_of
from tests.domain.builders import PRESS, STRETCH, WALK, block

WALKED, PRESSED, HELD = block(WALK), block(PRESS, sets=2, reps=5, rest=10), block(STRETCH, sets=3, rest=20)


def told(cue: Cue) -> str | None:
    return phrase(cue)


def test_the_phrases_of_a_set_of_reps() -> None:
    """In the order they are said; beats are left to the eye."""
    said = [text for cue in cues_of(PRESSED) if (text := told(cue))]
    assert said == [
        "Get ready: Press, standing",
        *"321",
        "Work: Press, 5 reps, set 1",
        "Last one",
        *"321",
        "Rest, 10 seconds, then last set",
        *"321",
        "Work: Press, 5 reps, last set",
        "Last one",
        *"321",
    ]


def test_the_phrases_of_a_hold_with_sides() -> None:
    """The side is said before it has to move."""
    said = [text for cue in cues_of(HELD) if (text := told(cue)) and not text.isdigit()]
    assert said[:7] == [
        "Get ready: Stretch, standing, left side",
        "Work: Stretch, 30 seconds, set 1, left side",
        "Half way",
        "Switch sides, right side",
        "Work: Stretch, 30 seconds, set 1, right side",
        "Half way",
        "Rest, 20 seconds, then set 2",
    ]
    assert said[-2] == "Work: Stretch, 30 seconds, last set, right side"


def test_a_walk_and_the_end() -> None:
    """What has one set is not counted."""
    assert told(cue_of(CueKind.WORK, WALKED)) == "Work: Walk, 60 seconds"
    assert told(cue_of(CueKind.DONE, WALKED)) == "Done"


def test_at_ones_own_pace_the_wait_is_told() -> None:
    """Where the countdown would have been."""
    step = cue_of(CueKind.WORK, PRESSED).step
    said = [text for cue in cues_between(step, 0, step.length, at_own_pace=True) if (text := told(cue))]
    assert said == ["Last one", "Finish at your own pace"]


def test_the_seconds_are_those_of_the_step_as_it_was_stretched() -> None:
    """What was added counts."""
    cue = cue_of(CueKind.REST, PRESSED)
    assert told(replace(cue, step=cue.step.longer(5_000_000_000, 0))) == "Rest, 15 seconds, then last set"


def test_the_last_rep_is_told_also_where_the_countdown_begins_with_it() -> None:
    """Its number would cut it short, so that is left out; the other numbers follow."""
    quick = replace(PRESSED, tempo=(2, 1), sets=1)
    assert [text for cue in cues_of(quick) if (text := told(cue))][-3:] == ["Last one", "2", "1"]


TOLD_BY_THE_SCREEN = (CueKind.BEAT, CueKind.LAST_SET)


@pytest.mark.parametrize("kind", CueKind)
def test_every_kind_of_cue_is_answered(kind: CueKind) -> None:
    """With at most ten words of one line, or with none."""
    text = told(cue_of(kind, WALKED, PRESSED, HELD))
    assert (text is None) == (kind in TOLD_BY_THE_SCREEN)
    assert text is None or (text.isprintable() and len(text.split()) <= 10)

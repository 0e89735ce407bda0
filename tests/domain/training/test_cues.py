"""What is announced and when: every kind of cue at its moment, in order, each once."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dbs_tui.domain.training.cues import BEFORE_START, Cue, CueKind, cues_between, next_cue
from dbs_tui.domain.training.exercise import Exercise, Position, Variant
from dbs_tui.domain.training.routine import Block, Routine
from dbs_tui.domain.training.timeline import SECOND, Step, timeline
from tests.domain.builders import PRESS, STRETCH, WALK, block, heard, player, routine, words, work_step
from tests.domain.strategies import routines

CAREFUL = settings(max_examples=100, deadline=None)


def _all(step: Step) -> list[Cue]:
    return list(cues_between(step, BEFORE_START, step.length))


def _ready(seconds: int) -> Step:
    return replace(timeline(routine(block(PRESS))).steps[0], length=seconds * SECOND)


def test_the_cues_of_a_set_of_reps() -> None:
    """The set begins, each beat begins, the last rep is announced before its first beat, and the end counted down."""
    assert words(_all(work_step(block(PRESS, reps=3)))) == [
        "work @0",
        "beat 1 @0",
        "beat 1 @3",
        "beat 2 @4",
        "beat 2 @7",
        "last_rep 3 @8",
        "beat 3 @8",
        "countdown 3 @9",
        "countdown 2 @10",
        "beat 3 @11",
        "countdown 1 @11",
    ]


def test_the_cues_of_a_set_at_ones_own_pace() -> None:
    """Instead of 3, 2, 1 there is one cue when the reps are through, at the moment they are."""
    step = work_step(block(PRESS, reps=2))
    told = list(cues_between(step, BEFORE_START, 90 * SECOND, at_own_pace=True))
    assert words(told) == [
        "work @0",
        "beat 1 @0",
        "beat 1 @3",
        "last_rep 2 @4",
        "beat 2 @4",
        "beat 2 @7",
        "your_turn @8",
    ]
    assert next_cue(step, 7 * SECOND, at_own_pace=True) == 8 * SECOND
    assert next_cue(step, 8 * SECOND, at_own_pace=True) is None


def test_the_cues_of_a_hold() -> None:
    """A hold of 30 s after 4 s of leaning is half over at 19 s, which is not the middle of the step."""
    assert words(_all(work_step(block(STRETCH)))) == [
        "work @0",
        "beat 1 @0",
        "beat 1 @4",
        "half_way @19",
        "beat 1 @34",
        "countdown 3 @34",
        "countdown 2 @35",
        "countdown 1 @36",
    ]


def test_the_cues_of_a_walk() -> None:
    """A walk begins, is half over, and is counted down."""
    told = words(_all(work_step(block(WALK))))
    assert told == ["work @0", "beat 1 @0", "half_way @30", "countdown 3 @57", "countdown 2 @58", "countdown 1 @59"]


def test_the_cues_between_sets() -> None:
    """Get ready, rest and switch are announced by name and counted down."""
    steps = timeline(routine(block(STRETCH, sets=2, rest=10))).steps
    assert [words(_all(step))[0] for step in steps] == [
        "get_ready @0",
        "work @0",
        "switch @0",
        "work @0",
        "rest @0",
        "work @0",
        "switch @0",
        "work @0",
    ]
    assert words(_all(steps[4])) == ["rest @0", "countdown 3 @7", "countdown 2 @8", "countdown 1 @9"]


@pytest.mark.parametrize(
    ("seconds", "counted"),
    [(1, []), (2, ["countdown 1 @1"]), (3, ["countdown 2 @1", "countdown 1 @2"]), (4, ["3", "2", "1"])],
)
def test_a_short_step_is_counted_down_as_far_as_it_goes(seconds: int, counted: list[str]) -> None:
    """No countdown falls on the moment a step begins, where it would talk over the step's own cue."""
    told = words(_all(_ready(seconds)))
    assert told[0] == "get_ready @0"
    assert len(told[1:]) == len(counted)
    assert all(part in said for part, said in zip(counted, told[1:], strict=True))


@pytest.mark.parametrize(
    ("of", "moment"),
    [
        (block(STRETCH, tempo=(4, 20, 3)), 14 * SECOND),
        (block(STRETCH, tempo=(4, 21, 3)), 14_500_000_000),
        (block(STRETCH, tempo=(0, 20, 0)), 10 * SECOND),
        (block(STRETCH, tempo=(40, 20, 3)), 50 * SECOND),
        (block(STRETCH, tempo=(4, 19, 3)), None),
        (block(WALK, tempo=(20,)), 10 * SECOND),
        (block(WALK, tempo=(19,)), None),
        (block(PRESS, reps=20), None),
    ],
)
def test_half_way_is_the_middle_of_a_long_hold_or_walk(of: Block, moment: int | None) -> None:
    """Only holds and walks of 20 s or more have a half-way cue, however long the beats around them are."""
    found = [cue.at for cue in _all(work_step(of)) if cue.kind is CueKind.HALF_WAY]
    assert found == ([] if moment is None else [moment])


def test_a_stretched_hold_is_half_over_later() -> None:
    """The half-way cue follows the hold as it was stretched."""
    step = work_step(block(STRETCH)).longer(10 * SECOND, 0)
    assert "half_way @24" in words(_all(step))


@pytest.mark.parametrize(
    ("reps", "tempo", "at"), [(1, (3, 1), None), (2, (3, 1), 4), (2, (0, 1), 1), (3, (2, 0), 4), (10, (3, 1), 36)]
)
def test_the_last_rep_is_announced_once(reps: int, tempo: tuple[int, int], at: int | None) -> None:
    """When it begins, and only where there was one before it."""
    found = [cue for cue in _all(work_step(block(PRESS, reps=reps, tempo=tempo))) if cue.kind is CueKind.LAST_REP]
    assert [(cue.at, cue.number) for cue in found] == ([] if at is None else [(at * SECOND, reps)])


@pytest.mark.parametrize(("sets", "of"), [(1, PRESS), (2, PRESS), (3, PRESS), (3, STRETCH), (1, WALK)])
def test_the_last_of_several_sets_is_announced_as_it_begins(sets: int, of: Exercise) -> None:
    """With sides on each side, as both are the last; a single set is nobody's last, and no rest or switch is one."""
    steps = timeline(routine(block(of, sets=sets, rest=5))).steps
    found = [(step.side, cue.at, cue.number) for step in steps for cue in _all(step) if cue.kind is CueKind.LAST_SET]
    sides = dict.fromkeys(step.side for step in steps)
    assert found == ([] if sets == 1 else [(side, 0, sets) for side in sides])


def test_the_last_set_is_announced_after_its_work_and_before_its_beat() -> None:
    """Who tells one cue at a time tells first that there is work, then that it is for the last time."""
    last = timeline(routine(block(PRESS, sets=2))).steps[-1]
    assert words(_all(last))[:3] == ["work @0", "last_set 2 @0", "beat 1 @0"]


def test_the_last_rep_of_a_shortened_set() -> None:
    """A set that lost its third rep announces the second one as its last."""
    told = words(_all(work_step(block(PRESS, reps=3)).shorter(4 * SECOND, 0)))
    assert "last_rep 2 @4" in told
    assert not any("3 @8" in said for said in told)


@pytest.mark.parametrize(
    "step",
    [work_step(block(PRESS)).longer(5 * SECOND, 0), work_step(block(PRESS, reps=2)).shorter(4 * SECOND, 0)],
    ids=["with slack", "all that is left of two"],
)
def test_a_single_rep_is_not_announced_as_the_last(step: Step) -> None:
    """Whether planned or left over: nothing came before it."""
    assert CueKind.LAST_REP not in {cue.kind for cue in _all(step)}


def test_slack_is_announced_once() -> None:
    """Time added to a set of reps is announced when it begins, as no rep; the last rep stays the last rep."""
    told = words(_all(work_step(block(PRESS, reps=2)).longer(5 * SECOND, 0).longer(5 * SECOND, 0)))
    assert told.count("beat @8") == 1
    assert "last_rep 2 @4" in told


def test_a_beat_says_what_to_do_in_its_variant() -> None:
    """The words of a beat's cue are the variant's where it has its own."""
    seated = Variant("seated", "Seated", Position.SITTING, ("Sit",), (("push", "Push, seated"),))
    step = work_step(block(replace(PRESS, variants=(seated,)), variant="seated"))
    assert [cue.text for cue in _all(step) if cue.kind is CueKind.BEAT] == ["Push, seated", "Now ease"]


def test_a_look_takes_in_its_own_moment_and_not_the_last() -> None:
    """A cue at exactly the moment of a look comes with that look, and not again with the next."""
    step = work_step(block(PRESS, reps=2))
    assert words(list(cues_between(step, 0, 3 * SECOND))) == ["beat 1 @3"]
    assert words(list(cues_between(step, 3 * SECOND, 4 * SECOND - 1))) == []
    assert words(list(cues_between(step, 4 * SECOND - 1, 4 * SECOND))) == ["last_rep 2 @4", "beat 2 @4"]
    assert words(list(cues_between(step, BEFORE_START, 0))) == ["work @0", "beat 1 @0"]
    assert words(list(cues_between(step, 0, 0))) == []


def test_the_next_cue() -> None:
    """The first moment after a given one; none after the last."""
    step = _ready(5)
    assert next_cue(step, BEFORE_START) == 0
    assert next_cue(step, 0) == 2 * SECOND
    assert next_cue(step, 2 * SECOND - 1) == 2 * SECOND
    assert next_cue(step, 2 * SECOND) == 3 * SECOND
    assert next_cue(step, 4 * SECOND) is None


def test_done_comes_once_at_the_very_end() -> None:
    """The last thing that is announced is that it is over."""
    _, cues = heard(player(block(PRESS)).start(0), 60)
    assert [cue.kind for cue in cues].count(CueKind.DONE) == 1
    assert words(cues)[-1] == "done @4"


@given(routines(), st.data())
@CAREFUL
def test_looks_of_any_kind_hand_out_the_same_cues(planned: Routine, data: st.DataObject) -> None:
    """However a step is cut into looks, on cues and between them, together they give every cue once and in order."""
    step = data.draw(st.sampled_from(timeline(planned).steps))
    expected = _all(step)
    moments = st.one_of(st.integers(0, step.length), st.sampled_from([cue.at for cue in expected]))
    looks = [BEFORE_START, *sorted(data.draw(st.lists(moments, max_size=12))), step.length]
    given_out = [cue for last, now in pairwise(looks) for cue in cues_between(step, last, now)]
    assert given_out == expected
    assert [cue.at for cue in given_out] == sorted(cue.at for cue in given_out)
    assert len({(cue.kind, cue.at) for cue in given_out}) == len(given_out)


@given(routines(), st.data())
@CAREFUL
def test_the_next_cue_is_the_first_that_a_later_look_gives(planned: Routine, data: st.DataObject) -> None:
    """Nothing comes before the moment it names, and something comes at it."""
    step = data.draw(st.sampled_from(timeline(planned).steps))
    after = data.draw(st.integers(BEFORE_START, step.length))
    later = [cue.at for cue in _all(step) if cue.at > after]
    assert next_cue(step, after) == (later[0] if later else None)

"""What the player screen says, read off a player without a terminal."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dbs_tui.content.loader import catalogue
from dbs_tui.domain.training.player import GAP, NUDGE, Player, State
from dbs_tui.domain.training.routine import Block
from dbs_tui.domain.training.timeline import SECOND
from dbs_tui.ui.train.coach import SOLES
from dbs_tui.ui.train.view import WIDTHS, PlayerView, strip, view
from tests.domain.builders import PRESS, STRETCH, WALK, block, player, watched
from tests.ui.driver import MORNING

LEFT = "Stretch · set 1 of 1 · left leg"
BLOCKS = (block(PRESS, sets=2, reps=3, rest=5), block(STRETCH))
"""5 ready, 12 press, 5 rest, 12 press, 10 ready, 37 left, 5 switch, 37 right: 123 s."""


def at(seconds: float, *blocks: Block) -> Player:
    """A player that was followed for some seconds."""
    return watched(player(*(blocks or BLOCKS)).start(0), seconds)


def seen(seconds: float, *blocks: Block) -> PlayerView:
    """What it shows then."""
    return view(at(seconds, *blocks), MORNING)


@pytest.mark.parametrize(
    ("seconds", "shape", "word", "number", "beat", "cue", "what"),
    [
        (2, "◇", "GET READY", "3", "Get into position", "Standing", "Press · set 1 of 2 · 3 reps"),
        (6, "■", "WORK", "1", "Push", "Now push", "Press · set 1 of 2 · rep 1 of 3"),
        (8.5, "■", "WORK", "1", "Ease", "Now ease", "Press · set 1 of 2 · rep 1 of 3"),
        (10, "■", "WORK", "2", "Push", "Now push", "Press · set 1 of 2 · rep 2 of 3"),
        (18, "○", "REST", "4", "Breathe, shake it out", "", "Press · set 2 of 2 · 3 reps"),
        (
            35,
            "◇",
            "GET READY",
            "9",
            "Get into position",
            "Standing, left leg",
            f"{LEFT} · 30 s",
        ),
        (45, "■", "WORK", "3", "Lean", "Now lean", LEFT),
        (50, "■", "WORK", "28", "Hold", "Now hold", LEFT),
        (82, "⇄", "SWITCH SIDES", "4", "Now the right leg", "Standing", "Stretch · set 1 of 1 · right leg · 30 s"),
        (123, "✓", "DONE", "0", "Done", "", "Stretch · set 1 of 1 · right leg"),
    ],
)
def test_every_step_says_what_it_is(
    seconds: float, shape: str, word: str, number: str, beat: str, cue: str, what: str
) -> None:
    """Each kind of step has a shape, a word, seconds, the word of the moment, a cue, and where in the routine it is."""
    now = seen(seconds)
    assert (now.mark.shape, now.mark.word, now.number) == (shape, word, number)
    assert (now.beat, now.cue, now.what) == (beat, cue, what)


@pytest.mark.parametrize(
    ("seconds", "soon", "later"),
    [
        (2, "work 12 s", "rest 5 s"),
        (6, "rest 5 s", "set 2 of 2"),
        (18, "set 2 of 2", "get ready 10 s"),
        (23, "get ready 10 s", "Stretch, standing"),
        (35, "work 37 s", "switch sides 5 s"),
        (50, "switch sides 5 s", "the right leg"),
        (82, "the right leg", "done"),
        (90, "", ""),
        (123, "", ""),
    ],
)
def test_what_comes_is_announced_with_its_position_and_side(seconds: float, soon: str, later: str) -> None:
    """The next step and the set after it, by what is new: length, set, side, or another exercise with its position."""
    assert (seen(seconds).soon, seen(seconds).later) == (soon, later)


@pytest.mark.parametrize(
    ("seconds", "soon", "later"),
    [
        (6, "switch sides 5 s", "the right leg"),
        (43, "the right leg", "rest 20 s"),
        (50, "rest 20 s", "set 2 of 2, left leg"),
        (90, "set 2 of 2, left leg", "switch sides 5 s"),
        (110, "switch sides 5 s", "the right leg"),
        (170, "", ""),
    ],
)
def test_the_sets_of_an_exercise_with_sides_are_announced_with_their_leg(seconds: float, soon: str, later: str) -> None:
    """The other leg of the same set as just that; the next set with its number and the leg that starts it."""
    now = seen(seconds, block(STRETCH, sets=2, rest=20))
    assert (now.soon, now.later) == (soon, later)


def test_sets_without_a_rest_are_announced_one_by_one() -> None:
    """While one gets ready, the length stands for the first set only; the second is called the second."""
    straight = seen(2, block(PRESS, sets=2, reps=3))
    assert (straight.soon, straight.later) == ("work 12 s", "set 2 of 2")


def test_a_change_of_position_is_announced() -> None:
    """Before the floor the user hears where to lie."""
    bridge = Block.of(catalogue()["glute-bridge"])
    assert seen(6, block(PRESS), bridge).later == "Glute bridge, lying on your back"


def test_a_movement_counts_no_sets() -> None:
    """A walk is a walk, with its seconds."""
    assert seen(6, block(WALK)).what == "Walk"


def test_a_walk_has_no_position() -> None:
    """Nobody stands while walking: it is announced by its name, and done on one's feet."""
    assert seen(6, block(PRESS), block(WALK)).later == "Walk"
    assert (seen(2, block(WALK)).cue, seen(2, block(WALK)).place) == ("On your feet", "On your feet")


@pytest.mark.parametrize(("seconds", "note"), [(0, "2:03 left · ends 08:25"), (63.5, "1:00 left · ends 08:23")])
def test_the_note_tells_the_time_left_and_the_clock_time_of_the_end(seconds: float, note: str) -> None:
    """From the wall time now, whatever time was paused before."""
    assert seen(seconds).note == note


@pytest.mark.parametrize(("seconds", "last"), [(1.9, False), (2, True), (4.9, True), (5, False)])
def test_the_last_three_seconds_of_a_step_are_marked(seconds: float, last: bool) -> None:
    """3, 2, 1, and not the step after."""
    assert seen(seconds).last_seconds is last


def test_a_paused_player_counts_no_last_seconds() -> None:
    """It stands still."""
    assert not view(at(3).pause(3 * SECOND), MORNING).last_seconds


def test_a_pause_says_which_key_goes_on() -> None:
    """Where the cue was."""
    now = view(at(6).pause(6 * SECOND), MORNING)
    assert (now.mark.word, now.mark.shape, now.beat, now.cue) == ("PAUSED", "‖", "", "space to continue")


@pytest.mark.parametrize(
    ("seconds", "resumes"),
    [
        (2, "Get ready, 3 s"),
        (6, "Push, rep 1 of 3"),
        (18, "Rest, 4 s"),
        (50, "Hold, 28 s left"),
        (82, "Switch sides, 4 s"),
    ],
)
def test_a_pause_says_how_long_it_lasts_and_what_comes(seconds: float, resumes: str) -> None:
    """From the moment it stopped; while it is counted in the same is said."""
    now = round(seconds * SECOND)
    paused = at(seconds).pause(now).advance(now + 75 * SECOND)
    shown = view(paused, MORNING)
    assert (shown.paused, shown.resumes) == ("1:15 paused, since 08:21", resumes)
    counted = view(paused.go_on(now + 75 * SECOND), MORNING)
    assert (counted.mark.word, counted.number, counted.beside) == ("GOING ON", "3", "")
    assert (counted.beat, counted.cue, counted.paused) == ("Going on", resumes, "")
    assert seen(seconds).paused == ""


def test_a_pause_after_a_gap_says_why() -> None:
    """Nobody asked for it, so it gives its reason and the key."""
    now = view(at(6).advance(6 * SECOND + GAP + 1), MORNING)
    assert (now.beat, now.cue) == ("The clock jumped", "space to continue")


def test_a_long_step_shows_minutes() -> None:
    """From 100 s up."""
    long = block(WALK, tempo=(120,))
    assert [seen(seconds, long).number for seconds in (5, 25, 25.5, 26)] == ["2:00", "1:40", "1:40", "99"]


def test_a_variant_is_named_and_set_up_as_such() -> None:
    """The how-to is that of the form that is trained."""
    lift = replace(Block.of(catalogue()["leg-lift"]), variant="bent-knee")
    now = seen(1, lift)
    assert now.exercise == "Leg lift, knees bent"
    assert now.setup[0] == "Lie on your back, knees and hips bent"


@given(index=st.integers(0, 7), elapsed=st.floats(0, 1, exclude_max=True))
@settings(max_examples=60, deadline=None)
def test_the_seconds_are_never_zero_while_time_is_left(index: int, elapsed: float) -> None:
    """And never more than the step has left: they are rounded up."""
    waiting = player(*BLOCKS)
    length = waiting.timeline.steps[index].length
    running = replace(waiting, index=index, elapsed=int(elapsed * length), state=State.RUNNING)
    now = view(running, MORNING)
    assert 1 <= int(now.seconds.removesuffix(" s") or now.number) <= -(-running.left // SECOND)


@pytest.mark.parametrize(
    ("seconds", "number", "beside", "left", "beat"),
    [(2, "3", "", "", ""), (6, "1", "/3", "11 s", "2 s"), (16, "3", "/3", "1 s", "1 s"), (50, "28", "", "", "")],
)
def test_reps_are_counted_large_and_their_seconds_small(
    seconds: float, number: str, beside: str, left: str, beat: str
) -> None:
    """Of a set of reps the rep is the number; of everything else the seconds are."""
    now = seen(seconds)
    assert (now.number, now.beside, now.seconds, now.beat_seconds) == (number, beside, left, beat)


@pytest.mark.parametrize(
    ("exercise", "fetch", "width"),
    [
        ("glute-squeeze", "nothing to fetch", "hip-width"),
        ("glute-bridge", "fetch a mat", "knees together"),
        ("squat", "nothing to fetch", "shoulder-width"),
        ("leg-lift", "fetch a mat", ""),
    ],
)
def test_what_comes_says_what_to_fetch_and_how_wide_to_stand(exercise: str, fetch: str, width: str) -> None:
    """By its position, and by the words of its instruction."""
    now = seen(2, Block.of(catalogue()[exercise]))
    assert (now.fetch, now.width) == (fetch, width)


def test_every_stance_that_is_said_has_its_soles() -> None:
    """Each of the words stands in the instruction of some form, and has a picture of two soles."""
    setups = [setup for one in catalogue() for setup in (one.setup, *(form.setup for form in one.variants))]
    said = " ".join(line.lower() for setup in setups for line in setup)
    assert set(WIDTHS) == set(SOLES)
    assert [width for width in WIDTHS if width not in said] == ["feet together"]


# -- the strip ----------------------------------------------------------------------------------------------------


def shapes(of: Player) -> str:
    """The strip as text."""
    return "".join(text for text, _ in strip(of))


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0, "◧□ □□"), (6, "◧□ □□"), (18, "■◧ □□"), (35, "■■ ◧□"), (82, "■■ ■◧"), (123, "■■ ■■")],
)
def test_the_strip_has_a_cell_a_set_and_a_group_a_block(seconds: float, expected: str) -> None:
    """Passed, running, to come; a rest counts to the set that follows."""
    assert shapes(at(seconds)) == expected


def test_a_skipped_set_is_not_shown_as_done() -> None:
    """It leaves a dot."""
    assert shapes(at(5).skip(5 * SECOND)) == "·◧ □□"


def test_a_set_that_was_done_in_part_is_shown_as_such() -> None:
    """One rep of three, then skipped: neither a dot nor a full cell."""
    assert shapes(at(10).skip(10 * SECOND)) == "◐◧ □□"


def test_a_strip_of_three_hundred_steps_is_a_count() -> None:
    """What does not fit is said in words."""
    many = player(*(block(PRESS, sets=20, rest=5) for _ in range(8))).start(0)
    assert len(many.timeline.steps) > 300
    assert shapes(watched(many, 19)) == "2 of 160 sets"


@given(sets=st.lists(st.integers(1, 20), min_size=1, max_size=40))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_strip_always_leaves_room_for_the_note(sets: list[int]) -> None:
    """At most 59 columns, whatever the routine."""
    assert 1 <= len(shapes(player(*(block(PRESS, sets=n) for n in sets)))) <= 59


CONTROLS: dict[str, Callable[[Player, int], Player]] = {
    "skip": Player.skip,
    "back": Player.back,
    "done": Player.done,
    "pause": Player.pause,
    "start": Player.start,
    "more": lambda player, now: player.adjust(now, NUDGE),
    "less": lambda player, now: player.adjust(now, -NUDGE),
    "finish": Player.finish,
    "look": Player.advance,
}


@given(acts=st.lists(st.tuples(st.sampled_from(sorted(CONTROLS)), st.floats(0, 3)), max_size=25))
@example(acts=[("start", 0.0), *[("done", 0.0)] * 9])
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_state_of_a_player_can_be_shown(acts: list[tuple[str, float]]) -> None:
    """No order of keys and waits leads to a player that the view or the strip cannot tell."""
    shown, now = player(*BLOCKS), 0
    for name, wait in acts:
        now += int(wait * SECOND)
        shown = CONTROLS[name](shown, now)
        said = view(shown, MORNING)
        assert said.mark.word
        assert said.what
        assert bool(said.soon) == (shown.index < len(shown.timeline.steps) - 1)  # after the last step comes nothing
        assert 0 <= said.share <= 1
        assert shapes(shown)

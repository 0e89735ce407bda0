"""What the figure does at every moment of a step: with the beat, on its side, in words."""

from dataclasses import replace
from itertools import pairwise
from math import dist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dbs_tui.content.loader import catalogue
from dbs_tui.content.poses import figures
from dbs_tui.domain.figure.pose import pose_at
from dbs_tui.domain.training.animation import AT_EASE, SWAY, Figures, Stance
from dbs_tui.domain.training.exercise import Side
from dbs_tui.domain.training.routine import Block
from dbs_tui.domain.training.timeline import SECOND, Step, StepKind, timeline
from tests.domain.builders import PRESS, block, routine, work_step

FORMS = [(exercise.id, None) for exercise in catalogue()] + [
    (exercise.id, variant.id) for exercise in catalogue() for variant in exercise.variants
]


def _block(exercise: str, variant: str | None = None) -> Block:
    return replace(Block.of(catalogue()[exercise]), variant=variant)


def _set(exercise: str, variant: str | None = None) -> Step:
    return work_step(_block(exercise, variant))


def _at(step: Step, seconds: float) -> Stance:
    stance = figures().stance(step, round(seconds * SECOND))
    assert stance is not None
    return stance


def _steps(exercise: str, kind: StepKind) -> list[Step]:
    return [step for step in timeline(routine(_block(exercise))).steps if step.kind is kind]


@pytest.mark.parametrize(
    ("exercise", "seconds", "phase"),
    [
        ("squat", 0, 0.0),
        ("squat", 1.5, 0.5),
        ("squat", 3, 1.0),
        ("squat", 3.5, 1.0),
        ("squat", 4, 1.0),
        ("squat", 5, 0.5),
        ("squat", 6, 0.0),
        ("squat", 7.5, 0.5),
        ("squat", 72, 0.0),
        ("glute-bridge", 2, 1.0),
        ("glute-bridge", 4, 1.0),
        ("glute-bridge", 7, 0.0),
        ("leg-lift", 0, 0.0),
        ("leg-lift", 2, 1.0),
        ("leg-lift", 6, 0.145),
        ("leg-lift", 8, 1.0),
        ("leg-lift", 60, 0.145),
        ("hamstring-stretch", 2, 0.5),
        ("hamstring-stretch", 4, 1.0),
        ("hamstring-stretch", 34, 1.0),
        ("hamstring-stretch", 37, 0.0),
        ("glute-squeeze", 0.8, 1.0),
        ("glute-squeeze", 3, 1.0),
        ("glute-squeeze", 3.7, 0.0),
        ("glute-squeeze", 4, 0.0),
        ("walk", 0.55, 0.5),
        ("walk", 1.375, 0.25),
    ],
)
def test_the_figure_keeps_the_beat(exercise: str, seconds: float, phase: float) -> None:
    """At the bottom exactly when the lower beat ends, back at the top when the rise ends; legs hover between lifts."""
    assert _at(_set(exercise), seconds).phase == pytest.approx(phase, abs=1e-6)


@pytest.mark.parametrize(("exercise", "variant"), FORMS)
def test_the_figure_never_jumps_within_a_set(exercise: str, variant: str | None) -> None:
    """From frame to frame, at 20 a second, no joint goes further than 0.07 and no effort further than 0.3."""
    step = _set(exercise, variant)
    stances = [_at(step, frame / 20) for frame in range(min(step.length, 40 * SECOND) * 20 // SECOND + 1)]
    for before, after in pairwise(stances):
        assert max(map(dist, before.pose.points, after.pose.points)) < 0.07
        assert abs(before.effort - after.effort) < 0.3


@settings(max_examples=150, deadline=None)
@given(form=st.sampled_from(FORMS), share=st.floats(0, 1.2), tempo=st.lists(st.integers(0, 9), min_size=3, max_size=3))
def test_any_tempo_at_any_moment_gives_a_body(form: tuple[str, str | None], share: float, tempo: list[int]) -> None:
    """Beats left out, long ones, moments past the end: phase and effort stay between 0 and 1."""
    plan = _block(*form)
    beats = (*tempo[: len(plan.tempo) - 1], 5)
    step = work_step(replace(plan, tempo=beats[-len(plan.tempo) :]))
    stance = figures().stance(step, round(step.length * share))
    assert stance is not None
    assert 0 <= stance.phase <= 1
    assert 0 <= stance.effort <= 1
    assert stance.turn == 1


@pytest.mark.parametrize(
    ("exercise", "seconds", "effort"),
    [
        ("squat", 0, 0.0),
        ("squat", 3, 0.8),
        ("squat", 4, 1.0),
        ("squat", 6, 0.2),
        ("glute-squeeze", 0.4, 0.5),
        ("glute-squeeze", 3, 1.0),
        ("glute-squeeze", 4, 0.0),
        ("hamstring-stretch", 37, 0.0),
        ("walk", 60, 1.0),
    ],
)
def test_the_muscle_lights_up_with_the_work(exercise: str, seconds: float, effort: float) -> None:
    """The squeeze pulses, the stretch glows while it is held."""
    assert _at(_set(exercise), seconds).effort == pytest.approx(effort, abs=1e-6)


def test_a_long_hold_breathes() -> None:
    """About four seconds a breath, a twentieth of the way, and deep in the pose again when it ends."""
    hold = [_at(_set("hamstring-stretch"), 4 + tenth / 10) for tenth in range(301)]
    phases, efforts = [stance.phase for stance in hold], [stance.effort for stance in hold]
    middle = 1 - SWAY / 2
    assert sum(before >= middle > after for before, after in pairwise(phases)) == 7
    assert min(phases) == pytest.approx(1 - SWAY, abs=0.001)
    assert phases[0] == phases[-1] == pytest.approx(1)
    assert min(efforts[10:]) < 0.7 < max(efforts)


@pytest.mark.parametrize("seconds", [3.2, 3.5, 3.9])
def test_a_short_hold_is_still(seconds: float) -> None:
    """The bottom of a squat is no time for a breath."""
    assert _at(_set("squat"), seconds).phase == 1


def test_without_the_beat_that_lowers_the_next_one_does() -> None:
    """A beat of 0 s is left out: the body still gets there."""
    step = work_step(replace(_block("squat"), tempo=(0, 2, 2)))
    assert [_at(step, seconds).phase for seconds in (0, 1, 2, 4)] == pytest.approx([0, 0.5, 1, 0])


def test_time_left_after_the_last_rep_is_spent_at_ease() -> None:
    """The legs come down to the floor, within two seconds, and the start is what the words tell."""
    step = _set("leg-lift").longer(5 * SECOND, 0)
    ends = [_at(step, 60 + seconds) for seconds in (0, 1, 2, 5)]
    assert [stance.phase for stance in ends] == pytest.approx([0.145, 0.0725, 0, 0])
    assert ends[-1].effort == 0
    assert ends[-1].text == "Leg lift: lying on the back, legs straight and together"
    assert AT_EASE.to == 0


@pytest.mark.parametrize(("exercise", "variant"), FORMS)
@pytest.mark.parametrize("seconds", [0, 1, 5, 10, 15, 30, 60])
def test_before_a_set_it_shows_what_comes_and_waits_in_the_start_pose(
    exercise: str, variant: str | None, seconds: int
) -> None:
    """At its tempo, without a jump, on the side that comes; at the end of the step at ease where it begins."""
    ready = replace(_get_ready(exercise, variant), length=seconds * SECOND)
    stances = [_at(ready, frame / 20) for frame in range(20 * seconds + 1)]
    last = stances[-1]
    assert (last.phase, last.effort, last.turn) == pytest.approx((0, 0, 1), abs=1e-6)
    assert last.says == last.move.starts
    for before, after in pairwise(stances):
        assert max(map(dist, before.pose.points, after.pose.points)) < 0.07
    assert {stance.turn for stance in stances} == {1}


@pytest.mark.parametrize(
    ("exercise", "seconds", "reps"), [("squat", 5, 0), ("squat", 9, 1), ("squat", 20, 2), ("hamstring-stretch", 20, 1)]
)
def test_before_a_set_only_whole_reps_are_shown(exercise: str, seconds: int, reps: int) -> None:
    """As many as end 3 s before it; a hold is shown for a few seconds."""
    ready = replace(_get_ready(exercise), length=seconds * SECOND)
    phases = [_at(ready, frame / 20).phase for frame in range(20 * seconds)]
    assert sum(before < 0.9 <= after for before, after in pairwise(phases)) == reps


def _get_ready(exercise: str, variant: str | None = None) -> Step:
    return timeline(routine(_block(exercise, variant))).steps[0]


def test_the_right_side_is_the_mirror_image() -> None:
    """The body faces left, and its words say which leg."""
    left, right = (_at(step, 20) for step in _steps("hamstring-stretch", StepKind.WORK)[:2])
    assert (left.side, right.side) == (Side.LEFT, Side.RIGHT)
    assert right.pose == left.pose.mirrored()
    assert "straight left leg" in left.text
    assert "straight right leg" in right.text


@pytest.mark.parametrize(("seconds", "turn"), [(0, 1), (0.45, 0), (0.9, -1), (3, -1), (5, -1), (9, -1)])
def test_a_switch_turns_round_at_once(seconds: float, turn: float) -> None:
    """To the right side here, in its first second."""
    step = _steps("hamstring-stretch", StepKind.SWITCH)[0]
    assert step.side is Side.RIGHT
    assert _at(step, seconds).turn == pytest.approx(turn, abs=1e-6)


def test_a_switch_back_turns_the_other_way() -> None:
    """To the left side when the right one started."""
    steps = timeline(routine(_block("hamstring-stretch")), Side.RIGHT).steps
    step = next(step for step in steps if step.kind is StepKind.SWITCH)
    assert [_at(step, seconds).turn for seconds in (0, 5)] == [-1, 1]
    assert _at(step, 1).text == "Hamstring stretch: turning round, the left leg comes next"


def test_a_switch_of_no_time_at_all_has_turned() -> None:
    """Even a step that was shortened to nothing."""
    step = replace(_steps("hamstring-stretch", StepKind.SWITCH)[0], length=0)
    assert -1 <= _at(step, 0).turn <= 1


@pytest.mark.parametrize(("exercise", "variant"), FORMS)
def test_the_still_is_that_of_the_beat_that_runs(exercise: str, variant: str | None) -> None:
    """Where the beat leads to, from its first moment to its last: at "relax" the body relaxes, the muscle is dark."""
    step, begins = _set(exercise, variant), 0
    for span in step.spans[:6]:
        times = [begins + span.length * share // 10 for share in range(10)]
        stills = {_at(step, at / SECOND).still() for at in times if span.length}
        for still in stills:
            part = still.move.part(span.beat.name)
            assert part
            assert (still.phase, still.effort, still.says) == (part.to, part.effort, part.says)
        assert len(stills) == min(1, span.length)
        begins += span.length


@pytest.mark.parametrize(("exercise", "variant"), FORMS)
def test_before_a_set_the_still_says_the_most(exercise: str, variant: str | None) -> None:
    """The key pose, the muscle at work, its words; the same all the time."""
    ready = replace(_get_ready(exercise, variant), length=20 * SECOND)
    stills = {_at(ready, seconds).still() for seconds in (0, 1.3, 9, 20)}
    assert len(stills) == 1
    still = stills.pop()
    key = still.move.key_part
    assert (still.effort, still.pose, still.says) == (1, pose_at(still.move, key.to), key.says)


def test_a_still_keeps_its_side() -> None:
    """The new one from the first moment of a switch, in which nothing turns."""
    step = _steps("hamstring-stretch", StepKind.SWITCH)[0]
    assert [_at(step, seconds).still().turn for seconds in (0, 0.3, 2.7, 5)] == [-1, -1, -1, -1]


def test_the_words_are_a_plain_sentence() -> None:
    """The exercise, and what the figure shows."""
    assert _at(_set("squat"), 3.5).text == "Squat: thighs near level, arms forward, heels down"
    sideless = replace(_at(_set("hamstring-stretch"), 2), side=None)
    assert sideless.text == "Hamstring stretch: folding at the hips over the straight front leg"


def test_an_exercise_without_a_figure_has_no_stance() -> None:
    """Nor has anything when there are no figures."""
    assert figures().stance(work_step(block(PRESS, reps=2)), 0) is None
    assert figures().loop(PRESS, None, 0) is None
    assert Figures().stance(_set("squat"), 0) is None


@pytest.mark.parametrize(
    ("exercise", "variant", "seconds", "phase"),
    [
        ("leg-lift", None, 0, 0.0),
        ("leg-lift", None, 6, 0.145),
        ("leg-lift", None, 9.0, 1.0),
        ("leg-lift", None, 60, 0.145),
        ("hamstring-stretch", "chair", 4, 1.0),
        ("hamstring-stretch", "chair", 11, 0.0),
        ("hamstring-stretch", "chair", 15, 1.0),
        ("squat", None, 603, 1.0),
    ],
)
def test_a_loop_goes_on_for_ever(exercise: str, variant: str | None, seconds: float, phase: float) -> None:
    """The first rep from the start, then every rep after another; a hold is cut short."""
    stance = figures().loop(catalogue()[exercise], variant, round(seconds * SECOND))
    assert stance is not None
    assert stance.move is figures().figure_of(exercise, variant)
    assert stance.phase == pytest.approx(phase, abs=0.001)


def test_a_loop_never_jumps() -> None:
    """Where one rep ends the next one begins, at the hover of the leg lift too."""
    lift = catalogue()["leg-lift"]
    stances = [figures().loop(lift, None, frame * SECOND // 20) for frame in range(400)]
    poses = [stance.pose for stance in stances if stance]
    assert len(poses) == 400
    assert max(dist(before.ankle, after.ankle) for before, after in pairwise(poses)) < 0.05


def test_a_stance_is_a_pose() -> None:
    """Its move at its phase."""
    stance = _at(_set("glute-bridge"), 1)
    assert stance.pose == pose_at(stance.move, stance.phase)


def test_an_own_exercise_shows_the_figure_it_names_or_brings_along() -> None:
    """Never one of ours by accident: the id says nothing; a form of it has no figure of its own."""
    own = replace(PRESS, id="squat", own=True)
    squat = figures().figure_of("squat")
    assert figures().move_of(own) is None
    assert figures().move_of(replace(own, figure="squat")) is squat
    assert figures().move_of(replace(own, figure="squat/chair")) is figures().figure_of("squat", "chair")
    assert figures().move_of(replace(own, move=squat)) is squat
    assert figures().move_of(catalogue()["squat"], "chair") is figures().figure_of("squat", "chair")

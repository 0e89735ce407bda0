"""The figure's poses: limbs that keep their lengths on every way, soles that stay on the floor, every form shown."""

from itertools import pairwise
from math import acos, atan2, degrees, dist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dbs_tui.content.loader import catalogue
from dbs_tui.content.poses import figures
from dbs_tui.domain.figure.pose import BONES, JOINTS, Move, MovePart, Point, Pose, Spot, beside, ease, pose_at

MOVES = figures().moves
BY_ID = {move.id: move for move in MOVES}
FORMS = [(exercise.id, None) for exercise in catalogue()] + [
    (exercise.id, variant.id) for exercise in catalogue() for variant in exercise.variants
]
PHASES = st.floats(0, 1)
FEW = settings(max_examples=150, deadline=None)

FLAT_FEET = {
    "glute-squeeze": ("ankle", "toe"),
    "squat": ("ankle", "toe"),
    "squat-chair": ("ankle", "toe"),
    "squat-shallow": ("ankle", "toe"),
    "hamstring-standing": ("ankle", "ankle2", "toe2"),
    "hamstring-chair": ("hip", "ankle", "ankle2", "toe2"),
    "hamstring-floor": ("hip", "ankle", "ankle2"),
    "hip-flexor": ("knee", "ankle", "toe", "ankle2", "toe2"),
    "leg-lift": ("head", "shoulder", "hand", "hip"),
    "leg-lift-bent": ("head", "shoulder", "hand", "hip"),
    "glute-bridge": ("head", "shoulder", "hand", "ankle", "toe"),
    "side-lying": ("head", "shoulder", "hand", "hip", "hand2", "ankle2"),
    "side-step": (),  # the picture goes with the body, from which both feet step away
    "bridge-single": ("head", "shoulder", "hand", "ankle", "toe"),
    "bridge-offset": ("head", "shoulder", "hand", "ankle", "toe", "ankle2", "toe2"),
}
"""The joints that a move leaves where they are."""


def test_every_move_is_pinned_in_one_of_the_tables() -> None:
    """The moves that follow beats are held above; the others go round and round."""
    assert set(FLAT_FEET) == {move.id for move in MOVES if move.period is None}


@FEW
@given(move=st.sampled_from(MOVES), phase=PHASES)
def test_limbs_keep_their_lengths(move: Move, phase: float) -> None:
    """Within 2 % of the first key, all the way."""
    for bone, before, now in zip(BONES, move.keys[0].lengths, pose_at(move, phase).lengths, strict=True):
        assert now == pytest.approx(before, rel=0.02), (move.id, bone)


@FEW
@given(move=st.sampled_from(MOVES), phase=PHASES)
def test_nothing_leaves_the_unit_square_or_the_floor(move: Move, phase: float) -> None:
    """Soles stand at 0.9; a toe that pushes off may touch 0.905."""
    for x, y in pose_at(move, phase).points:
        assert 0 <= x <= 1
        assert 0 <= y <= 0.905


@FEW
@given(move=st.sampled_from([move for move in MOVES if move.id in FLAT_FEET]), phase=PHASES)
def test_what_stays_in_place_stays_in_place(move: Move, phase: float) -> None:
    """Feet do not slide, a lying body does not creep: 0.006 is less than a dot."""
    pose = pose_at(move, phase)
    for joint in FLAT_FEET[move.id]:
        assert dist(getattr(pose, joint), getattr(move.keys[0], joint)) < 0.006, (move.id, joint)


@FEW
@given(move=st.sampled_from(MOVES), phase=st.floats(0, 0.99))
def test_a_move_never_jumps(move: Move, phase: float) -> None:
    """In a hundredth of the way no joint goes further than 0.03."""
    before, after = pose_at(move, phase), pose_at(move, phase + 0.01)
    assert max(map(dist, before.points, after.points)) < 0.03


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.id)
def test_the_keys_are_met(move: Move) -> None:
    """At the phase of a key the body is that key, but for what rounded figures leave."""
    assert move.at[0] == 0
    assert move.at[-1] == 1
    assert list(move.at) == sorted(set(move.at))
    for at, key in zip(move.at, move.keys, strict=True):
        assert max(map(dist, pose_at(move, at).points, key.points)) < 0.002


@pytest.mark.parametrize("move", [move for move in MOVES if move.period], ids=lambda move: move.id)
def test_a_round_ends_where_it_began(move: Move) -> None:
    """After half of it near and far have changed places."""
    begins, half, ends = (pose_at(move, phase) for phase in (0, 0.5, 1))
    assert max(map(dist, begins.points, ends.points)) < 0.001
    assert max(map(dist, begins.swapped().points, half.points)) < 0.001
    assert move.scene.shift(1.0) == move.scene.shift(0.0) == (0.0, 0.0)


@pytest.mark.parametrize(("exercise", "variant"), FORMS)
def test_every_form_has_a_figure(exercise: str, variant: str | None) -> None:
    """And the figure knows each of its beats, whose words are a short plain clause."""
    move = figures().figure_of(exercise, variant)
    assert move is not None
    assert {beat.name for beat in catalogue()[exercise].beats} == {part.beat for part in move.parts}
    for words in (move.starts, *(part.says for part in move.parts)):
        assert 10 < len(words) < 70
        assert words[0].islower()
        assert not words.endswith(".")


def test_forms_that_look_different_have_figures_of_their_own() -> None:
    """Only some forms cannot be told apart: the bridge's feet, a gentler stretch, easier stairs, and the like."""
    shown = {form: figures().figure_of(*form) for form in FORMS}
    alike = [
        *(("glute-bridge", "hip-width"), ("hamstring-stretch", "in-line"), ("stairs", "comfortable")),
        *(("side-step", "band"), ("side-lying-leg-lift", "pillow")),
        ("squat", "offset"),
    ]
    assert all(shown[exercise, variant] is shown[exercise, None] for exercise, variant in alike)
    assert shown["glute-bridge", "offset"] is shown["single-leg-bridge", "offset"] is BY_ID["bridge-offset"]
    assert len({move.id for move in shown.values() if move}) == len(FORMS) - len(alike) - 1 == len(MOVES)


@pytest.mark.parametrize(("exercise", "variant"), [("press", None), ("press", "seated")])
def test_an_exercise_without_a_figure_has_none(exercise: str, variant: str | None) -> None:
    """A wrong body would be worse than none."""
    assert figures().figure_of(exercise, variant) is None


def test_an_unknown_variant_shows_the_plain_form() -> None:
    """A variant that changes nothing in the picture needs no entry."""
    assert figures().figure_of("squat", "wide") is BY_ID["squat"]


def _angle(near: Point, joint: Point, far: Point) -> float:
    one, two = dist(joint, near), dist(joint, far)
    scalar = sum((a - j) * (b - j) for a, j, b in zip(near, joint, far, strict=True))
    return degrees(acos(max(-1.0, min(1.0, scalar / one / two))))


@pytest.mark.parametrize(
    ("move", "joints", "angle"),
    [
        ("glute-squeeze", ("hip", "knee", "ankle"), 157),
        ("squat", ("hip", "knee", "ankle"), 70),
        ("squat", ("shoulder", "hip", "knee"), 59),
        ("squat-chair", ("hip", "knee", "ankle"), 89),
        ("leg-lift", ("shoulder", "hip", "knee"), 120),
        ("leg-lift", ("hip", "knee", "ankle"), 180),
        ("leg-lift-bent", ("hip", "knee", "ankle"), 90),
        ("glute-bridge", ("shoulder", "hip", "knee"), 180),
        ("hamstring-standing", ("shoulder", "hip", "knee"), 104),
        ("hamstring-standing", ("hip", "knee", "ankle"), 180),
        ("hamstring-chair", ("hip", "knee", "ankle"), 180),
        ("hamstring-floor", ("shoulder", "hip", "knee"), 51),
        ("hip-flexor", ("hip", "knee2", "ankle2"), 90),
        ("bridge-single", ("hip", "knee2", "ankle2"), 180),
        ("bridge-single", ("shoulder", "hip", "knee"), 180),
        ("side-lying", ("hip", "knee", "ankle"), 180),
        ("side-lying", ("shoulder", "hip", "knee"), 150),
        ("side-step", ("ankle", "hip", "ankle2"), 39),
    ],
)
def test_the_key_pose_is_the_exercise(move: str, joints: tuple[str, str, str], angle: float) -> None:
    """Angles at the depth of a squat, at the top of a lift, in the stretch, within 3 degrees."""
    pose = pose_at(BY_ID[move], BY_ID[move].key_part.to)
    near, joint, far = (getattr(pose, name) for name in joints)
    assert _angle(near, joint, far) == pytest.approx(angle, abs=3)


@pytest.mark.parametrize("phase", [0.0, 0.2, 0.5, 1.0])
def test_a_straight_leg_stays_straight(phase: float) -> None:
    """On the whole way of the leg lift."""
    pose = pose_at(BY_ID["leg-lift"], phase)
    assert _angle(pose.hip, pose.knee, pose.ankle) == pytest.approx(180, abs=3)


@FEW
@given(phase=PHASES)
def test_the_knees_of_a_squeeze_are_never_locked(phase: float) -> None:
    """A slight bend that can be seen, while it is squeezed and while it is let go."""
    pose = pose_at(BY_ID["glute-squeeze"], phase)
    assert _angle(pose.hip, pose.knee, pose.ankle) == pytest.approx(156, abs=5)


@FEW
@given(phase=PHASES)
def test_a_squat_has_its_heels_down_and_its_knees_over_its_feet(phase: float) -> None:
    """On the whole way: the foot stays flat, and the knee does not pass the toes."""
    pose = pose_at(BY_ID["squat"], phase)
    assert pose.ankle[1] == pytest.approx(0.869, abs=0.005)
    assert pose.knee[0] <= pose.toe[0] + 0.01


@pytest.mark.parametrize(("phase", "down"), [(0.0, 12), (0.5, 5), (1.0, 0)])
def test_the_arms_of_a_squat_are_in_front_from_its_start_to_its_depth(phase: float, down: float) -> None:
    """Level within 5 degrees at its depth, a little lower while it stands, as its words say."""
    pose = pose_at(BY_ID["squat"], phase)
    assert "arms forward" in BY_ID["squat"].key_part.says
    assert "arms forward" in BY_ID["squat"].starts
    assert degrees(atan2(pose.hand[1] - pose.shoulder[1], pose.hand[0] - pose.shoulder[0])) == pytest.approx(
        down, abs=5
    )


def test_a_side_step_begins_hip_width() -> None:
    """Feet as far apart as hips are wide, 14 to 18 percent of the height; never closer on the way."""
    for phase in (0.0, 0.5, 1.0):
        pose = pose_at(BY_ID["side-step"], phase)
        assert (pose.ankle[0] - pose.ankle2[0]) / 0.8 >= 0.14
    start = pose_at(BY_ID["side-step"], 0.0)
    assert (start.ankle[0] - start.ankle2[0]) / 0.8 <= 0.18


@FEW
@given(move=st.sampled_from(MOVES), phase=PHASES)
def test_a_mirrored_body_is_the_same_body(move: Move, phase: float) -> None:
    """As long, as high, and itself when mirrored again."""
    pose = pose_at(move, phase)
    mirrored = pose.mirrored()
    assert mirrored.lengths == pytest.approx(pose.lengths)
    assert [y for _, y in mirrored.points] == [y for _, y in pose.points]
    assert max(map(dist, mirrored.mirrored().points, pose.points)) < 1e-12


def test_near_and_far_change_places() -> None:
    """And only they."""
    pose = BY_ID["walk"].keys[0]
    swapped = pose.swapped()
    assert (swapped.knee, swapped.toe2, swapped.hand2) == (pose.knee2, pose.toe, pose.hand)
    assert (swapped.head, swapped.hip) == (pose.head, pose.hip)
    assert swapped.swapped() == pose


def test_the_far_limbs_lie_on_the_near_ones_where_they_do_the_same() -> None:
    """A squat has one leg in the picture, a stretch two."""
    squat, stretch = BY_ID["squat"].keys[0], BY_ID["hamstring-standing"].keys[0]
    assert (squat.knee2, squat.hand2) == (squat.knee, squat.hand)
    assert stretch.knee2 != stretch.knee


def test_easing_is_slow_at_both_ends() -> None:
    """From 0 to 1 without a way back."""
    times = [step / 20 for step in range(21)]
    eased = [ease(time) for time in times]
    ways = [after - before for before, after in pairwise(eased)]
    assert [eased[0], eased[10], eased[-1]] == pytest.approx([0, 0.5, 1])
    assert all(way > 0 for way in ways)
    assert ways[0] < ways[10] / 5
    assert ways[-1] < ways[10] / 5


@pytest.mark.parametrize("phase", [-0.5, 0.0])
def test_before_the_start_is_the_start(phase: float) -> None:
    """Phases outside 0 to 1 do not break the body."""
    assert pose_at(BY_ID["squat"], phase) == pose_at(BY_ID["squat"], 0.0)
    assert pose_at(BY_ID["squat"], 1.5) == pose_at(BY_ID["squat"], 1.0)


@pytest.mark.parametrize(
    ("lower", "upper", "aside", "point"),
    [
        ((0.5, 0.8), (0.5, 0.4), 0.1, (0.6, 0.6)),
        ((0.5, 0.8), (0.3, 0.8), 0.1, (0.4, 0.7)),
        ((0.5, 0.8), (0.5, 0.4), -0.1, (0.4, 0.6)),
        ((0.5, 0.8), (0.5, 0.8), 0.1, (0.5, 0.8)),
    ],
)
def test_beside_is_to_the_front(lower: Point, upper: Point, aside: float, point: Point) -> None:
    """To the right of a standing body, above a lying one."""
    assert beside(lower, upper, 0.5, aside) == pytest.approx(point)


def test_a_muscle_moves_with_the_body() -> None:
    """The glutes are behind the hip of a standing body and under that of a lying one."""
    spot = Spot("hip", "shoulder", (0.0, 0.0), -0.03, 0.03)
    standing, lying = BY_ID["squat"].keys[0], BY_ID["leg-lift"].keys[0]
    assert spot.on(standing)[0][0] < standing.hip[0] - 0.02
    assert spot.on(lying)[0][1] > lying.hip[1] + 0.02


def test_a_move_knows_its_parts() -> None:
    """By the name of the beat."""
    squat = BY_ID["squat"]
    assert isinstance(squat.part("lower"), MovePart)
    assert squat.part("jump") is None
    assert squat.key_part.to == 1.0


def test_a_pose_is_its_joints_in_order() -> None:
    """Thirteen of them, near before far."""
    pose = Pose(*((number / 100, 0.5) for number in range(13)))
    assert pose.points == tuple((number / 100, 0.5) for number in range(13))
    assert len(JOINTS) == 13
    assert len(BONES) == 12

"""The body around the joints: how thick limbs are and what is in front of what.

Near limbs stand out from what is behind them by a gap of a dot. A far limb is thinner and has an ink of its own.
"""

from collections.abc import Iterator
from math import hypot

from dbs_tui.domain.figure.pose import Point, Pose, Spot, beside
from dbs_tui.ui.figure.canvas import Canvas, Ink, Mask, capsule, chequered, common, grown, joined, linked, without
from dbs_tui.ui.figure.view import DotView

HEAD, NOSE, NECK = 0.053, 0.009, 0.021
CHEST, WAIST, SEAT = 0.054, 0.044, 0.054
THIGH, KNEE, CALF, ANKLE = 0.043, 0.031, 0.030, 0.018
HEEL, TOE = 0.015, 0.011
ARM, ELBOW, WRIST, HAND = 0.023, 0.019, 0.015, 0.020
"""Radii, in units of the pose."""
FAR = 0.8
"""How thick a far limb is beside a near one."""


def draw_body(pose: Pose, view: DotView, canvas: Canvas) -> Mask:
    """Draw a body: far limbs, trunk and head, near leg, near arm. Returns the shape that a muscle may fill."""
    if (pose.elbow2, pose.hand2) != (pose.elbow, pose.hand):
        canvas.draw(_arm(pose.swapped(), view, FAR), Ink.FAR)
    if (pose.knee2, pose.ankle2) != (pose.knee, pose.ankle):
        _over(canvas, _leg(pose.swapped(), view, FAR), Ink.FAR)
    torso, leg, arm = _torso(pose, view), _leg(pose, view), _arm(pose, view)
    _over(canvas, torso, Ink.TRUNK)
    _over(canvas, leg, Ink.BODY, attached=_hips(pose, view))
    _shade(canvas, arm, view.turn)
    canvas.draw(arm, Ink.BODY)
    return joined((torso, leg))


def draw_muscle(
    spot: Spot, pose: Pose, effort: float, view: DotView, canvas: Canvas, body: Mask, ring: bool = True
) -> None:
    """A muscle inside the body: a chequer at ease, filled from its middle with effort, all of it at full effort.

    ``ring`` sets it off by a gap of a dot where the body goes on around it: without any colour it is seen too.
    """
    begins, ends = (view(point, spot.radius) for point in spot.on(pose))
    muscle = common(capsule(begins, ends), body)
    canvas.clear(common(grown(muscle), body) if ring else muscle)
    core = capsule((*begins[:2], begins[2] * effort), (*ends[:2], ends[2] * effort)) if effort > 0 else {}
    canvas.draw(muscle if effort >= 1 else joined((chequered(muscle), common(core, muscle))), Ink.MUSCLE)


def _over(canvas: Canvas, mask: Mask, ink: Ink, attached: Mask | None = None) -> None:
    """Draw a shape with a gap around it, but for where it hangs on the body."""
    canvas.clear(without(grown(mask), attached or {}))
    canvas.draw(mask, ink)


def _shade(canvas: Canvas, mask: Mask, turn: float) -> None:
    """A line of shade behind and under a limb that lies on the body, as if light came from the front."""
    behind = {y: bits >> 1 if turn > 0 else bits << 1 for y, bits in mask.items()}
    under = {y + 1: bits for y, bits in mask.items()}
    line = {y: bits & ~mask.get(y, 0) for y, bits in joined((behind, under)).items()}
    # Where the limb's edge faces the light its steps would leave specks.
    canvas.clear(linked(line))


def _torso(pose: Pose, view: DotView) -> Mask:
    chest, waist = _spine(pose, 0.83, 0.004), _spine(pose, 0.40, 0.004)
    seat = _spine(pose, 0.02, -0.012)
    nose = beside(pose.shoulder, pose.head, 0.97, 0.058)
    neck = beside(pose.shoulder, pose.head, 0.40)
    return joined(
        (
            capsule(view(pose.head, HEAD), view(pose.head, HEAD)),
            capsule(view(pose.head, NOSE), view(beside(pose.head, nose, 0.9), NOSE)),
            capsule(view(chest, NECK), view(neck, NECK)),
            capsule(view(chest, CHEST), view(waist, WAIST)),
            capsule(view(waist, WAIST), view(seat, SEAT)),
        )
    )


def _hips(pose: Pose, view: DotView) -> Mask:
    seat = view(pose.hip, SEAT * 1.3)
    return capsule(seat, seat)


def _leg(pose: Pose, view: DotView, thick: float = 1.0) -> Mask:
    calf = beside(pose.knee, pose.ankle, 0.35)
    return joined(
        (
            capsule(view(pose.hip, THIGH * thick), view(pose.knee, KNEE * thick)),
            capsule(view(pose.knee, KNEE * thick), view(calf, CALF * thick)),
            capsule(view(calf, CALF * thick), view(pose.ankle, ANKLE * thick)),
            *_foot(pose, view, thick),
        )
    )


def _foot(pose: Pose, view: DotView, thick: float) -> Iterator[Mask]:
    (x, y), (to_x, to_y) = pose.ankle, pose.toe
    length = hypot(to_x - x, to_y - y) or 1.0
    along, down = (to_x - x) / length, (to_y - y) / length
    heel = (x - 0.016 * along - 0.018 * down, y - 0.016 * down + 0.018 * along)
    ends = view(pose.ankle, ANKLE * thick), view(heel, HEEL * thick), view(pose.toe, TOE * thick)
    yield capsule(ends[0], ends[1])
    yield capsule(ends[1], ends[2])
    yield capsule(ends[2], ends[0])


def _arm(pose: Pose, view: DotView, thick: float = 1.0) -> Mask:
    wrist = beside(pose.elbow, pose.hand, 0.82)
    return joined(
        (
            capsule(view(beside(pose.shoulder, pose.elbow, 0.08), ARM * thick), view(pose.elbow, ELBOW * thick)),
            capsule(view(pose.elbow, ELBOW * thick), view(wrist, WRIST * thick)),
            capsule(view(wrist, HAND * thick), view(pose.hand, HAND * 0.7 * thick)),
        )
    )


def _spine(pose: Pose, along: float, aside: float) -> Point:
    return beside(pose.hip, pose.shoulder, along, aside)

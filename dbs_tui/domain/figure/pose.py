"""The figure as numbers: a body of named joints in the unit square, and moves that carry it from pose to pose.

x runs to the right and y down; the soles stand at y = 0.9 and a body is 0.8 tall. A body is seen from the side and
faces right; lying on its back it has the head at the left. The poses are data (``dbs_tui/content/poses.toml``); nothing
here knows one move from another.
"""

from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import pairwise
from math import atan2, cos, hypot, pi, sin, tau

Point = tuple[float, float]

BONES = (
    ("hip", "shoulder"),
    ("shoulder", "head"),
    ("shoulder", "elbow"),
    ("elbow", "hand"),
    ("shoulder", "elbow2"),
    ("elbow2", "hand2"),
    ("hip", "knee"),
    ("knee", "ankle"),
    ("ankle", "toe"),
    ("hip", "knee2"),
    ("knee2", "ankle2"),
    ("ankle2", "toe2"),
)
"""Which joints hang together; a ``2`` marks the far arm and leg."""


@dataclass(frozen=True, slots=True)
class Pose:
    """Where every joint is. Where both arms or both legs do the same, the far joints lie on the near ones."""

    head: Point
    shoulder: Point
    elbow: Point
    hand: Point
    hip: Point
    knee: Point
    ankle: Point
    toe: Point
    elbow2: Point
    hand2: Point
    knee2: Point
    ankle2: Point
    toe2: Point

    def mirrored(self) -> "Pose":
        """The same pose facing left."""
        return Pose(*((1 - x, y) for x, y in self.points))

    def swapped(self) -> "Pose":
        """The pose with near and far arm and leg exchanged."""
        near = (self.head, self.shoulder, self.elbow2, self.hand2, self.hip, self.knee2, self.ankle2, self.toe2)
        return Pose(*near, self.elbow, self.hand, self.knee, self.ankle, self.toe)

    @property
    def points(self) -> tuple[Point, ...]:
        """The joints, in the order of the fields."""
        return tuple(getattr(self, name) for name in JOINTS)

    @property
    def lengths(self) -> tuple[float, ...]:
        """The lengths of ``BONES``, in their order."""
        return tuple(_polar(getattr(self, near), getattr(self, far))[0] for near, far in BONES)


JOINTS = tuple(field.name for field in fields(Pose))
"""The names of the joints, in order."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a muscle is: a stretch beside the line from one joint to the next one headward."""

    lower: str
    upper: str
    along: tuple[float, float]
    """Where it begins and ends on the way from the lower joint, 0, to the upper one, 1."""
    aside: float
    """Units to the front of the body; negative is to the back."""
    radius: float

    def on(self, pose: Pose) -> tuple[Point, Point]:
        """The points where the muscle begins and ends on a body."""
        lower, upper = getattr(pose, self.lower), getattr(pose, self.upper)
        begins, ends = self.along
        return beside(lower, upper, begins, self.aside), beside(lower, upper, ends, self.aside)


def beside(lower: Point, upper: Point, along: float, aside: float = 0.0) -> Point:
    """A point on the line from a joint to the next one headward, ``aside`` units to the front of the body."""
    across, down = upper[0] - lower[0], upper[1] - lower[1]
    shift = aside / (hypot(across, down) or 1.0)
    return lower[0] + across * along - down * shift, lower[1] + down * along + across * shift


@dataclass(frozen=True, slots=True)
class MovePart:
    """The part of a move that one beat shows."""

    beat: str
    to: float
    """The phase it ends at."""
    effort: float
    """How hard the muscle works at its end, 0 to 1."""
    says: str
    """What the figure shows at its end, in words; ``{side}`` stands for the leg that works."""
    within: float | None = None
    """Seconds after which it is there; ``None`` takes the whole beat."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What stands around the body."""

    ground: str = "floor"
    """``floor``, ``mat``, ``path`` (a floor that is walked over) or ``none``."""
    lines: tuple[tuple[Point, Point], ...] = ()
    """A chair, steps."""
    drift: Point = (0.0, 0.0)
    """How far path and lines move until they look the same again."""
    drifts: int = 1
    """How often they do that while a move that goes round and round goes round once."""

    def shift(self, phase: float) -> Point:
        """How far path and lines have moved, in units."""
        share = phase * self.drifts % 1.0
        return self.drift[0] * share, self.drift[1] * share


@dataclass(frozen=True, slots=True)
class Move:
    """A way of moving, from its start at phase 0 to its far end at phase 1, or round and round."""

    id: str
    shows: tuple[str, ...]
    """The exercises it is the figure of: ``squat``, or ``squat/chair`` for a variant."""
    keys: tuple[Pose, ...]
    at: tuple[float, ...]
    """The phase of each key, rising from 0 to 1."""
    pinned: str
    """The joint that the body hangs on; it is where the keys say, and the other joints follow limb by limb."""
    parts: tuple[MovePart, ...]
    key: str
    """The beat whose end says the most."""
    starts: str
    """What the start pose shows, in words."""
    spots: tuple[Spot, ...]
    """The muscles that light up."""
    scene: Scene = Scene()
    period: float | None = None
    """Seconds of one round of a move that repeats by itself, such as walking; ``None`` for one that follows beats."""

    def part(self, beat: str) -> MovePart | None:
        """The part that a beat shows; ``None`` for a beat that the move does not have."""
        return next((part for part in self.parts if part.beat == beat), None)

    @property
    def key_part(self) -> MovePart:
        """The part whose end says the most."""
        return next(part for part in self.parts if part.beat == self.key)


def ease(share: float) -> float:
    """A share of time, 0 to 1, as the share of a movement that is slow at both ends."""
    return (1 - cos(pi * share)) / 2


def pose_at(move: Move, phase: float) -> Pose:
    """The body at a phase from 0 to 1. Joints turn at a steady rate between the keys, so limbs keep their lengths."""
    joints, root, rig = _rig(move)
    index = next((i for i, at in enumerate(move.at[1:]) if phase <= at), len(move.at) - 2)
    share = min(1.0, max(0.0, (phase - move.at[index]) / (move.at[index + 1] - move.at[index])))
    (x, y), (to_x, to_y) = root[index], root[index + 1]
    points = {move.pinned: (x + (to_x - x) * share, y + (to_y - y) * share)}
    for (near, far), (length, angle), (to_length, to_angle) in zip(joints, rig[index], rig[index + 1], strict=True):
        reach, turn = length + (to_length - length) * share, angle + (to_angle - angle) * share
        x, y = points[near]
        points[far] = (x + reach * cos(turn), y + reach * sin(turn))
    return Pose(**points)


Rig = tuple[tuple[tuple[str, str], ...], tuple[Point, ...], tuple[tuple[tuple[float, float], ...], ...]]


@lru_cache(maxsize=64)
def _rig(move: Move) -> Rig:
    """The bones outward from the pinned joint; where that is, and each bone's length and angle, key by key.

    Angles run on from key to key by the shorter way, so that what lies between two keys is between their numbers.
    """
    bones = _outward(move.pinned)
    polar = [[_polar(getattr(key, near), getattr(key, far)) for near, far in bones] for key in move.keys]
    for before, after in pairwise(polar):
        for bone, ((_, was), (length, angle)) in enumerate(zip(before, after, strict=True)):
            after[bone] = (length, was + (angle - was + pi) % tau - pi)
    return bones, tuple(getattr(key, move.pinned) for key in move.keys), tuple(map(tuple, polar))


def _outward(root: str) -> tuple[tuple[str, str], ...]:
    """The bones in the order from the pinned joint outward, each with the joint that it starts from."""
    bones: list[tuple[str, str]] = []
    reached, left = [root], list(BONES)
    for joint in reached:
        for bone in [bone for bone in left if joint in bone]:
            left.remove(bone)
            far = bone[1] if bone[0] == joint else bone[0]
            bones.append((joint, far))
            reached.append(far)
    return tuple(bones)


def _polar(near: Point, far: Point) -> tuple[float, float]:
    across, down = far[0] - near[0], far[1] - near[1]
    return hypot(across, down), atan2(down, across)

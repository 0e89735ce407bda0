"""Sitting, standing and walking, for a desk whose height can be changed. What it is, the user says; nothing sees it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from dbs_tui.domain.desk.day import BreakOutcome, DeskDay
from dbs_tui.domain.desk.desk import Desk, Phase, Plan


class Posture(StrEnum):
    """The posture of somebody at a desk."""

    SITTING = "sitting"
    STANDING = "standing"
    WALKING = "walking"


def posture(desk: Desk) -> Posture | None:
    """The posture of the user, as far as they said; ``None`` while they are away or the timer is off."""
    if desk.phase is Phase.UP:
        return Posture.WALKING
    if desk.phase not in (Phase.SITTING, Phase.CALLING):
        return None
    return Posture.STANDING if desk.standing else Posture.SITTING


def interval(standing: bool, plan: Plan) -> int:
    """How long one sits, or stands, until a call. Nanoseconds."""
    return plan.stand if standing and plan.stand else plan.every


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of each posture."""

    sitting: int = 0
    standing: int = 0
    walking: int = 0


def times(days: Iterable[DeskDay]) -> Times:
    """Seconds of each posture in a day; a break that was taken is walking, as far as its length is known."""
    sat = stood = walked = 0
    for day in days:
        sat += day.sat
        stood += day.stood
        walked += sum(event.seconds or 0 for event in day.happened if event.kind is BreakOutcome.TAKEN)
    return Times(sat, stood, walked)

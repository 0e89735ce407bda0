"""Emergency signs and their releases as recorded events: exercise stays stopped until a doctor said that it may go on.

Events are only ever added, so that the union of several devices, copies and imports never loses one. A sign stands
until a release names it. A pause with the reason of an emergency sign, as an earlier version stored, is a sign as well.
"""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from dbs_tui.domain.history.week import Pause
from dbs_tui.domain.training.routine import Routine

EMERGENCY_SIGN = "emergency sign"
"""The reason of the pause that an emergency sign begins."""
WALK = "walk"
"""Id of the one exercise that an emergency sign does not stop."""


class ReleaseReason(StrEnum):
    """Why a sign does not stop exercise any more."""

    DOCTOR_SAID = "doctor_said"
    """The user has answered that a doctor said they can."""
    MISTAKE = "mistake"
    """The sign was chosen by a slip and taken back on the card that followed at once."""


class Sign(NamedTuple):
    """The user has chosen one of the emergency signs."""

    id: str
    day: date
    """The local date where the user stood."""


class Release(NamedTuple):
    """The end of some emergency signs: those that it names stop nothing any more."""

    id: str
    at: datetime
    day: date
    """The local date where the user stood."""
    signs: tuple[str, ...]
    """Ids of the signs."""
    reason: ReleaseReason = ReleaseReason.DOCTOR_SAID


class Signs(NamedTuple):
    """Every sign and release that is known, of all devices."""

    signs: tuple[Sign, ...] = ()
    releases: tuple[Release, ...] = ()

    def standing(self, pauses: Iterable[Pause] = ()) -> tuple[Sign, ...]:
        """The signs that stop exercise now, oldest first; ``pauses`` are those of the history.

        A pause whose first day has a sign is that sign.
        """
        released = {sign for release in self.releases for sign in release.signs}
        known = {sign.day for sign in self.signs}
        from_pauses = {
            pause.first: Sign(pause_sign_id(pause), pause.first)
            for pause in pauses
            if pause.reason == EMERGENCY_SIGN and pause.first not in known
        }
        standing = [sign for sign in (*self.signs, *from_pauses.values()) if sign.id not in released]
        return tuple(sorted(standing, key=lambda sign: (sign.day, sign.id)))

    def since(self, pauses: Iterable[Pause] = ()) -> date | None:
        """The day since which exercise is stopped; ``None`` when it is not."""
        standing = self.standing(pauses)
        return standing[0].day if standing else None

    def united(self, others: "Signs") -> "Signs":
        """These events and others, each once."""
        signs = {sign.id: sign for sign in (*self.signs, *others.signs)}
        releases = {release.id: release for release in (*self.releases, *others.releases)}
        return Signs(tuple(signs.values()), tuple(releases.values()))

    def with_sign(self, sign: Sign) -> "Signs":
        """These events and one more sign."""
        return Signs((*self.signs, sign), self.releases)

    def with_release(self, release: Release) -> "Signs":
        """These events and one more release."""
        return Signs(self.signs, (*self.releases, release))


def pause_sign_id(pause: Pause) -> str:
    """The id of the sign that a stored pause stands for, the same on all devices."""
    return f"pause:{pause.first.isoformat()}"


def walks_only(routine: Routine) -> bool:
    """Whether a routine is nothing but walking, which stays allowed after an emergency sign."""
    return bool(routine.blocks) and all(block.exercise.id == WALK for block in routine.blocks)

"""What a number in a record may be: one table, which import, the reader of the history and the forms all ask.

Nothing that a body does comes near these limits; they keep out what a slip, a rotten file or another program put there.
What the program records itself is kept within them.
"""

from collections.abc import Mapping
from types import MappingProxyType

MINUTE, DAY = 60, 24 * 3600

LIMITS: Mapping[str, range] = MappingProxyType(
    {
        "reps": range(1000),
        "hold": range(3601),
        "seconds": range(7 * DAY + 1),
        "set": range(1, 1001),
        "active_seconds": range(31 * DAY + 1),
        "paused_seconds": range(366 * DAY + 1),
        "effort": range(11),
        "before": range(11),
        "worst": range(11),
        "next_morning": range(11),
        "days": range(1, 8),
        "minutes": range(1, 601),
        "paused days": range(1, 3661),
    }
)
"""By the key of the number in its record: ``seconds`` are those of one set, planned or done; ``minutes`` how long a
session took that is entered by hand; ``paused days`` the length of a pause.
"""

LARGEST_NUMBER = 10**15
"""Of any other number, whatever its key, up to the sign: what every program that reads JSON holds exactly."""


def within(key: str, value: float) -> float:
    """A measured number, moved to the nearest limit of its key where it is outside."""
    limits = LIMITS[key]
    return min(max(value, limits[0]), limits[-1])


def is_within(key: str, value: float) -> bool:
    """Whether a number is inside the limits of its key."""
    limits = LIMITS[key]
    return bool(limits[0] <= value <= limits[-1])


def words(key: str) -> str:
    """The limits of a key as a person reads them: ``0 to 999``."""
    limits = LIMITS[key]
    return f"{limits[0]} to {limits[-1]}"

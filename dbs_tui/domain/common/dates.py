"""The day that a moment belongs to, and moments of a day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

SECOND = 1_000_000_000


def training_date(moment: datetime, day_starts_at: int = 0) -> date:
    """The local date a moment belongs to when days start at that hour (0 to 6) instead of midnight."""
    return (moment - timedelta(hours=day_starts_at)).date()


@dataclass(frozen=True, slots=True)
class Look:
    """A reading of a clock that only goes forward, and the wall time of the same moment, where the user stood."""

    now: int
    """Nanoseconds."""
    wall: datetime
    """With its offset."""

    def wall_at(self, now: int) -> datetime:
        """The wall time of another reading, in whole seconds, whatever was done to the wall clock since."""
        return self.wall + timedelta(seconds=(now - self.now) // SECOND)

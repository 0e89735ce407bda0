"""The day that a moment belongs to, and moments of a day."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

SECOND = 1_000_000_000
Local = Callable[[datetime], datetime]
"""Gives a moment, or a time of day of some date without offset, as the clocks show it where the user is."""


def training_date(moment: datetime, day_starts_at: int = 0) -> date:
    """The local date a moment belongs to when days start at that hour (0 to 6) instead of midnight."""
    return (moment - timedelta(hours=day_starts_at)).date()


def time_on(day: date, clock: time, day_starts_at: int = 0) -> datetime:
    """A time of a day, without offset; one before the hour at which days start is in the night that ends the day."""
    return datetime.combine(day + timedelta(days=clock.hour < day_starts_at), clock)


def after(wall: datetime, lasts: timedelta, local: Local) -> datetime:
    """The wall time a length after another one, by the clock changes between them."""
    return local(wall.astimezone(UTC) + lasts)


def moment_after(wall: datetime, known: Iterable[datetime]) -> datetime:
    """A wall time for a new record: a microsecond after the last record of the same second, so that it sorts last."""
    same = [each for each in known if wall <= each < wall + timedelta(seconds=1)]
    return max(same) + timedelta(microseconds=1) if same else wall


def day_ends(wall: datetime, day_starts_at: int, local: Local) -> datetime:
    """The wall time at which the day of a wall time is over, by the clock changes until then."""
    return local(time_on(training_date(wall, day_starts_at) + timedelta(days=1), time(day_starts_at), day_starts_at))


def as_at(wall: datetime) -> Local:
    """A function to local time with the offset of a wall time, for where no zone is known."""
    return lambda moment: moment.astimezone(wall.tzinfo) if moment.tzinfo else moment.replace(tzinfo=wall.tzinfo)


class Look(NamedTuple):
    """A reading of a clock that only goes forward, and the wall time of the same moment, where the user stood."""

    now: int
    """Nanoseconds."""
    wall: datetime
    """With its offset."""

    def wall_at(self, now: int) -> datetime:
        """The wall time of another clock reading, in whole seconds; changes of the wall clock since do not matter."""
        return self.wall + timedelta(seconds=(now - self.now) // SECOND)

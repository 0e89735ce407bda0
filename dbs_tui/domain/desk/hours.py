"""Working hours: ranges of the wall clock on days of the week, as a person writes them.

``mon-fri 9:00-12:30 13:30-18:00, sat 10:00-13:00``: days, then one range or several; a comma or a semicolon begins
other days. A range that ends before it begins runs past midnight. Nothing at all means always.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MIDNIGHT = 24 * 60
_RANGE = re.compile(r"(\d{1,2})(?::(\d{2}))?\s*[-–]\s*(\d{1,2})(?::(\d{2}))?")


@dataclass(frozen=True, slots=True)
class Hours:
    """When the desk timer runs."""

    ranges: tuple[tuple[int, int, int], ...] = ()
    """Weekday (0 Monday), first minute of the day, minute after the last; none means always."""

    def open_at(self, wall: datetime) -> bool:
        """Whether a wall time lies within the working hours."""
        minute = wall.hour * 60 + wall.minute
        here = (first <= minute < last for day, first, last in self.ranges if day == wall.weekday())
        return not self.ranges or any(here)

    def opens_after(self, wall: datetime) -> datetime | None:
        """The next wall time, a week ahead at most, at which the hours begin; ``None`` when they never end."""
        starts = (self._at(wall, day, first) for day, first, _ in self.ranges)
        return min(starts, default=None)

    def _at(self, wall: datetime, weekday: int, minute: int) -> datetime:
        day = wall.date() + timedelta(days=(weekday - wall.weekday()) % 7)
        found = datetime.combine(day, time(*divmod(minute, 60)), wall.tzinfo)
        return found if found > wall else found + timedelta(days=7)


class MeantError(ValueError):
    """Hours that can be read but are hardly meant; ``str()`` says what they mean, and what to write instead."""


def hours(text: str) -> Hours:
    """The working hours that a text names, such as ``Mon-Fri 9:00-12:30``.

    Raises:
        ValueError: they make no sense; its text says what does not.
    """
    parts = filter(None, (part.strip() for part in re.split(r"[,;]", text.lower())))
    return Hours(tuple(sorted({found for part in parts for found in _part(part)})))


def _part(part: str) -> Iterator[tuple[int, int, int]]:
    """The ranges of one part of the text, as weekday, first and last minute; one over midnight is cut in two."""
    days, _, rest = part.partition(" ")
    spans = [_minutes(match) for match in _RANGE.finditer(rest)]
    if not spans or _RANGE.sub("", rest).strip():
        raise ValueError(f"{part!r} has no times such as 9:00-12:30")
    for day in _days(days):
        for first, last in spans:
            if first < last:
                yield day, first, last
            else:
                yield from ((day, first, MIDNIGHT), ((day + 1) % 7, 0, last))


def _days(text: str) -> list[int]:
    first, _, last = text.partition("-")
    numbers = [DAYS.index(name[:3]) if name[:3] in DAYS else -1 for name in (first, last or first)]
    if -1 in numbers:
        raise ValueError(f"{text!r} is no day; days are {', '.join(DAYS)}, or mon-fri")
    return [(numbers[0] + n) % 7 for n in range((numbers[1] - numbers[0]) % 7 + 1)]


def _minutes(match: re.Match[str]) -> tuple[int, int]:
    """The first and the last minute of a range."""
    hour, minute, hour_2, minute_2 = (int(part or 0) for part in match.groups())
    first, last = hour * 60 + minute, hour_2 * 60 + minute_2
    if max(minute, minute_2) > 59 or max(first, last) > MIDNIGHT or first in (last, MIDNIGHT):
        raise ValueError(f"{match.group()!r} is no range of a day")
    afternoon = last + 12 * 60
    if hour <= 12 and last < first < afternoon and ":" not in match.group():  # who writes 13 writes 17 as well
        night = f"{hour}:00-{hour_2:02}:00"
        meant = f"write {hour}-{afternoon // 60}, or {night} if it is the night"
        raise MeantError(f"{match.group()!r} would be {hour}:00 to {hour_2:02}:00 of the next day; {meant}")
    return first, last

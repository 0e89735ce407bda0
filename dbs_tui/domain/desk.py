"""The desk timer as a value: how long one has sat, whether a break is called for, and what was asked of it.

Lengths are counted by a clock that also counts sleep and knows nothing of summer time; the wall clock says which day it
is and whether it lies in the working hours. What changes it is in ``desk_steps``.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from dbs_tui.domain.desk_day import DeskDay, Sit
from dbs_tui.domain.desk_hours import Hours

SECOND = 1_000_000_000
MINUTE = 60 * SECOND
SNOOZE = 5 * MINUTE
SNOOZES = 2
"""How often one call can be put off."""
STALE = 2 * MINUTE
"""How long after the last look the timer still counts as running."""
STEPS = (60, 45, 30)
"""Minutes of sitting that a plan steps down through, a week each; 30 is the spacing that was studied."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the clocks say at a moment."""

    wall: datetime
    """Local time with its offset."""
    now: int
    """Nanoseconds of a clock that counts sleep; it begins anew when the machine does."""
    awake: int | None = None
    """Nanoseconds of a clock that stands still during sleep; ``None`` where there is none."""

    def back(self, now: int) -> datetime:
        """The wall time of an earlier reading of ``now``, in whole seconds."""
        return self.wall - timedelta(seconds=round((self.now - now) / SECOND))


@dataclass(frozen=True, slots=True)
class Plan:
    """What the user wants of the timer. Lengths in nanoseconds."""

    every: int = 45 * MINUTE
    length: int = 3 * MINUTE
    hours: Hours = field(default_factory=Hours)
    idle: int = 10 * MINUTE
    """How long no key was pressed when one counts as away; 0 for never."""

    @property
    def half(self) -> int:
        """The shortest time that is a break."""
        return self.length // 2


def every_on(day: date, every: int, since: date | None) -> int:
    """Minutes between breaks on a day: ``every``, or less with every full week since a plan to step down began."""
    weeks = max(0, (day - since).days // 7) if since else 0
    steps = [step for step in STEPS if step < every]
    return [every, *steps][min(weeks, len(steps))]


@dataclass(frozen=True, slots=True)
class There:
    """What is known of the person. Nothing is a possible answer."""

    last_key: int | None = None
    """The reading at which a key was pressed last; ``None`` where nothing could tell that none was."""
    training: bool = False
    """Whether a workout is running on this machine."""
    quiet: bool = False
    """Whether nothing may call just now."""
    locked: bool | None = None
    """Whether the screen is locked; ``None`` where nobody can tell."""
    present: bool = False
    """Whether somebody is known to be there, though not when a key was pressed last."""
    sure: bool = False
    """Whether the last key is that of the whole machine, not of its terminals alone."""


@dataclass(frozen=True, slots=True)
class Mute:
    """No calls until a time; it ends by itself."""

    since: datetime
    until: datetime

    def at(self, wall: datetime) -> bool:
        """Whether it holds. A clock that was set back ends it, so that it cannot last for ever."""
        return self.since - timedelta(minutes=1) <= wall < self.until


class Phase(StrEnum):
    """What the timer does."""

    OFF = "off"
    CLOSED = "closed"
    """Outside the working hours."""
    SITTING = "sitting"
    CALLING = "calling"
    """A break is called for, and not answered yet."""
    UP = "up"
    """A break is being taken."""
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Desk:
    """The timer. Readings are those of ``Reading.now``."""

    on: bool = False
    seen: Reading | None = None
    """The last look of any copy of the program."""
    since: int | None = None
    """When the sit began; ``None`` while nobody sits."""
    due: int = 0
    """When the next call is due."""
    called: int | None = None
    """When the call was made that waits for an answer."""
    snoozing: bool = False
    """Whether the next call is one that was put off."""
    snoozes: int = 0
    up: int | None = None
    """When the running break began."""
    up_for: int | None = None
    """How long it lasts; ``None`` when a workout says so."""
    away: int | None = None
    """Since when nobody is there."""
    away_seen: int = 0
    """When that was known last."""
    trains: bool = False
    """Whether a workout is why."""
    locked: bool = False
    """Whether a locked screen is why."""
    mute: Mute | None = None
    today: DeskDay = field(default_factory=lambda: DeskDay(date.min))
    """What this machine saw of the day."""
    earlier: tuple[DeskDay, ...] = ()
    """Days before that are not in the history yet."""
    saved: DeskDay | None = None
    """What the history knows of the day."""

    @property
    def phase(self) -> Phase:
        """What it does, as of the last look."""
        if not self.on:
            return Phase.OFF
        if self.up is not None:
            return Phase.UP
        if self.since is None:
            return Phase.CLOSED
        if self.away is not None:
            return Phase.AWAY
        return Phase.SITTING if self.called is None else Phase.CALLING

    def sat(self, now: int) -> int:
        """Nanoseconds of the running sit; 0 while nobody sits."""
        ends = next((end for end in (self.up, self.away) if end is not None), now)
        return max(0, ends - self.since) if self.since is not None else 0

    def left(self, now: int) -> int:
        """Nanoseconds until the next call; 0 when it is overdue, or waits for an answer."""
        return 0 if self.called is not None else max(0, self.due - now)

    def break_left(self, now: int) -> int | None:
        """Nanoseconds of the running break that are left; ``None`` when its length is not known here."""
        if self.up is None or self.up_for is None:
            return None
        return max(0, self.up + self.up_for - now)

    def muted(self, wall: datetime) -> bool:
        """Whether calls are off until a time."""
        return self.mute is not None and self.mute.at(wall)

    @property
    def can_snooze(self) -> bool:
        """Whether the call that waits can be put off once more."""
        return self.called is not None and self.snoozes < SNOOZES

    def fresh(self, at: Reading) -> bool:
        """Whether some copy of the program looked lately: otherwise nobody knows whether the user sits."""
        seen = self.seen
        return seen is not None and 0 <= at.now - seen.now < STALE and abs(at.wall - seen.wall) < timedelta(hours=1)

    def day(self, at: Reading) -> DeskDay:
        """The day as it is now, with the sit that goes on."""
        if self.since is None:
            return self.today
        return self.today.with_sit(Sit(at.back(self.since), self.sat(at.now) // SECOND))

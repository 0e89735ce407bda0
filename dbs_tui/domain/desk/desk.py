"""The desk timer as a value: how long one has sat, whether a break is called for, and what was asked of it.

Lengths are counted by a clock that also counts sleep and knows nothing of summer time; the wall clock says which day it
is and whether it lies in the working hours. What changes it is in ``desk_steps``.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from dbs_tui.domain.desk.day import BREAKS, BreakOutcome, DeskDay, Sit
from dbs_tui.domain.desk.hours import Hours

SECOND = 1_000_000_000
MINUTE = 60 * SECOND
SNOOZE = 5 * MINUTE
SNOOZES = 2
"""How often one call can be put off."""
PUT_OFF = (BreakOutcome.SNOOZED, BreakOutcome.SKIPPED)
"""What is done with a call that one does not want now."""
STALE = 2 * MINUTE
"""How long after the last look the timer still counts as running."""
STEPS = (60, 45, 30)
"""Minutes of sitting that a plan steps down through, a week each; 30 is the spacing that was studied."""


@dataclass(frozen=True, slots=True)
class ClockSample:
    """The readings of the clocks at one moment."""

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
    """The user's settings for the timer. Lengths in nanoseconds."""

    every: int = 45 * MINUTE
    length: int = 3 * MINUTE
    hours: Hours = field(default_factory=Hours)
    idle: int = 10 * MINUTE
    """How long no key was pressed when one counts as away; 0 for never."""
    pause: int = 5 * SECOND
    """How long the hands have rested when a call comes."""
    stand: int = 0
    """How long one stands at a raised desk until a call; 0 where the desk cannot be raised."""
    snoozes: int = SNOOZES
    """How often one call can be put off."""
    in_a_row: int = 0
    """How many breaks in a row can be put off or left out; 0 for as many as one likes."""
    day_starts_at: int = 0
    """The hour at which a day begins."""

    def begun(self, day: date, at: ClockSample) -> int:
        """The reading at which a day began, as the clocks of a moment in it tell."""
        turn = datetime.combine(day, time(self.day_starts_at), at.wall.tzinfo)
        return at.now - round((at.wall - turn).total_seconds()) * SECOND

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
    """What is known of the presence of the person; all of it may be unknown."""

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
    rested: int | None = None
    """How long the hands have rested, as of now; ``None`` where that is not known."""


@dataclass(frozen=True, slots=True)
class Mute:
    """No calls until a time; it ends by itself."""

    since: datetime
    until: datetime

    def at(self, wall: datetime) -> bool:
        """Whether calls are muted at a wall time.

        A clock that was set back ends it, so that it cannot last for ever.
        """
        return self.since - timedelta(minutes=1) <= wall < self.until


@dataclass(frozen=True, slots=True)
class Back:
    """The end of an absence that looked like a break. Times are clock readings."""

    at: int
    """When they came back."""
    left: int
    since: int
    """When the sit before had begun."""
    due: int
    """When its call was due."""
    put_by: int = 0
    """Up to when the sit before was in the record of a day already."""


class Phase(StrEnum):
    """The state of the timer."""

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
    """The timer. Readings are those of ``ClockSample.now``."""

    on: bool = False
    seen: ClockSample | None = None
    """The last look of any copy of the program."""
    since: int | None = None
    """When the sit began; ``None`` while nobody sits."""
    due: int = 0
    """When the next call is due."""
    every: int = 0
    """The spacing that ``due`` was worked out with; 0 where it is not known."""
    called: int | None = None
    """When the call was made that waits for an answer."""
    snoozing: bool = False
    """Whether the next call is one that was put off."""
    snoozes: int = 0
    put_by: int = 0
    """Up to when the sit is in the record of a day already: that of the day before, when it runs over the turn."""
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
    rose: bool = False
    """Whether they got up because of a call: the absence is the break."""
    back: Back | None = None
    """What the user is offered to say of the last absence."""
    standing: bool = False
    """Whether the user stands at a raised desk: ``since`` is then when that began."""
    mute: Mute | None = None
    today: DeskDay = field(default_factory=lambda: DeskDay(date.min))
    """What this machine saw of the day."""
    earlier: tuple[DeskDay, ...] = ()
    """Days before that are not in the history yet."""
    saved: DeskDay | None = None
    """What the history knows of the day."""
    past: tuple[DeskDay, ...] = ()
    """The last days as the history knows them: the date may come back to one of them."""

    @property
    def phase(self) -> Phase:
        """The state of the timer at the last look."""
        if not self.on:
            return Phase.OFF
        if self.up is not None:
            return Phase.UP
        if self.since is None:
            return Phase.CLOSED
        if self.away is not None:
            return Phase.UP if self.rose else Phase.AWAY
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
        begun = self.away if self.rose else self.up
        if begun is None or self.up_for is None:
            return None
        return max(0, begun + self.up_for - now)

    def muted(self, wall: datetime) -> bool:
        """Whether calls are off until a time."""
        return self.mute is not None and self.mute.at(wall)

    def put_off(self) -> int:
        """How many times in a row a call was put off or left out, since the last break."""
        kinds = [event.kind for event in self.today.happened if event.kind in (*BREAKS, *PUT_OFF)]
        return next((n for n, kind in enumerate(reversed(kinds)) if kind in BREAKS), len(kinds))

    def may_put_off(self, plan: Plan | None = None) -> bool:
        """Whether one more call may be put off or left out."""
        most = (plan or Plan()).in_a_row
        return not most or self.put_off() < most

    def can_snooze(self, plan: Plan | None = None) -> bool:
        """Whether the call that waits can be put off once more."""
        plan = plan or Plan()
        return self.called is not None and self.snoozes < plan.snoozes and self.may_put_off(plan)

    def fresh(self, at: ClockSample) -> bool:
        """Whether some copy of the program looked lately: otherwise nobody knows whether the user sits."""
        seen = self.seen
        return seen is not None and 0 <= at.now - seen.now < STALE and abs(at.wall - seen.wall) < timedelta(hours=1)

    def day(self, at: ClockSample, day: date | None = None) -> DeskDay:
        """A day as it is now, by default the running one, with the sit that goes on.

        Where nobody has looked since ``day`` began, nothing was seen of it.
        """
        if day is not None and day != self.today.date:
            return next((known for known in (*self.earlier, *self.past) if known.date == day), DeskDay(day))
        sit = self.sit_until(at, at.now)
        return self.today.with_time(sit, self.standing) if sit else self.today

    def sit_until(self, at: ClockSample, until: int) -> Sit | None:
        """The part of the running sit that no record has yet, up to a reading; ``None`` when there is none."""
        if self.since is None:
            return None
        first = max(self.since, self.put_by)
        ends = min([until, *(end for end in (self.up, self.away) if end is not None)])
        return Sit(at.back(first), round((ends - first) / SECOND)) if ends > first else None

    @property
    def breaks_seen(self) -> int:
        """Breaks of all the days it knows: one more than before is one that was counted, on whatever day."""
        return sum(day.breaks for day in (self.today, *self.earlier, *self.past))

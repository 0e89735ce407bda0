"""A made-up working week at the desk, and an oracle that counts it by another method than the program.

The program keeps two clock readings and compares them; the oracle lives through the week minute by minute and adds up.
A week has meetings, a machine that sleeps, lunches, snoozes, copies of the program that come and go, a night shift over
a change of summer time, and a person who answers calls in every way there is.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from random import Random
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Berlin")
STARTS = datetime(2026, 10, 19, 7, 0, tzinfo=ZONE)
"""A Monday. On the Sunday after it, clocks go back from 3 to 2."""
HOURS = "mon-fri 9:00-12:30 13:15-18:00, sat 22:00-6:00"
EVERY, LENGTH, SNOOZE, HALF = 45, 4, 5, 2
"""Minutes."""
ANSWERS = ("take", "mark", "snooze", "skip", "not_now", "ignore", "short", "take", "snooze", "take")
"""What the person does a minute after a call, drawn by chance."""
NOT_NOW = 30


def wall(minute: int) -> datetime:
    """The wall time of a minute of the week, with a fixed offset as the program gets it."""
    moment = (STARTS.astimezone(ZoneInfo("UTC")) + timedelta(minutes=minute)).astimezone(ZONE)
    return moment.replace(tzinfo=None).replace(tzinfo=_fixed(moment))


def _fixed(moment: datetime) -> timezone:
    offset = moment.utcoffset()
    assert offset is not None
    return timezone(offset)


@dataclass
class Week:
    """What happens, by the minute since the start."""

    asleep: set[int] = field(default_factory=set)
    """Minutes through which the machine sleeps, from their beginning."""
    open: dict[str, set[int]] = field(default_factory=lambda: {"a": set(), "b": set()})
    """Minutes at whose beginning a copy of the program looks."""
    meetings: set[int] = field(default_factory=set)
    """Minutes at which the person says: not now."""
    answers: Iterator[str] = field(default_factory=lambda: iter(()))

    @classmethod
    def made(cls, seed: int, days: int = 7) -> "Week":
        """A week by chance."""
        chance, week = Random(seed), cls()
        for day in range(days):
            first = day * 24 * 60 + chance.randrange(0, 180)
            last = day * 24 * 60 + chance.randrange(9 * 60, 14 * 60)
            if day == 5:  # the night shift
                first, last = day * 24 * 60 + 14 * 60, (day + 1) * 24 * 60
            week._fill(chance, first, last)
        week.answers = iter([chance.choice(ANSWERS) for _ in range(1000)])
        return week

    def _fill(self, chance: Random, first: int, last: int) -> None:
        self.open["a"] |= set(range(first, last))
        begins = chance.randrange(first, last)
        self.open["b"] |= set(range(begins, min(last, begins + chance.randrange(20, 300))))
        closed = chance.randrange(first, last)
        self.open["a"] -= set(range(closed, closed + chance.choice((1, 2, 3, 10, 50))))
        self.meetings |= {chance.randrange(first, last) for _ in range(2)}
        for _ in range(3):
            begins = chance.randrange(first, last)
            self.asleep |= set(range(begins, begins + chance.choice((1, 1, 2, 7, 35, 60))))


def in_hours(minute: int) -> bool:
    """Whether the wall clock is inside the hours, said in another way than the program's."""
    now = wall(minute)
    of_day = now.hour * 60 + now.minute
    if now.weekday() < 5:
        return 540 <= of_day < 750 or 795 <= of_day < 1080
    return of_day >= 1320 if now.weekday() == 5 else of_day < 360


@dataclass
class Oracle:
    """Lives through a week by adding up minutes."""

    week: Week
    counts: Counter[tuple[date, str]] = field(default_factory=Counter)
    sits: list[int] = field(default_factory=list)
    """Minutes of each."""
    sitting: bool = False
    sat: int = 0
    put: int = 0
    """Minutes of it that are in the record of the day before."""
    to_call: int = EVERY
    waits: bool = False
    snoozing: bool = False
    snoozes: int = 0
    muted: int = 0
    up: int | None = None
    """Minutes of the running break."""
    stays_up: int = 0
    answer_in: int = -1
    missed: int = 0
    """Minutes since the last look."""
    slept: int = 0
    last_date: date | None = None

    def live(self, minutes: int) -> None:
        """Live so long."""
        for minute in range(minutes):
            if minute and self.last_date:
                self.missed += 1
                self.muted -= 1
                if minute - 1 in self.week.asleep:
                    self.slept += 1
            # Who sleeps looks at nothing.
            if minute not in self.week.asleep and any(minute in opened for opened in self.week.open.values()):
                self.look(minute)

    def note(self, minute: int, what: str) -> None:
        """Count something."""
        self.counts[wall(minute).date(), what] += 1

    def look(self, minute: int) -> None:
        """One minute at which somebody looks, and then what the person does in it."""
        today = wall(minute).date()
        missed, slept, self.missed, self.slept = self.missed, self.slept, 0, 0
        if self.last_date is not None and today != self.last_date and missed < HALF:
            self.split(minute, missed)
        if self.last_date is not None and missed >= HALF:
            self.after_a_gap(minute, missed, slept >= HALF and today == self.last_date)
        else:
            self.pass_by(minute, missed)
        self.last_date = today
        self.hours(minute)
        self.call(minute)
        self.person(minute)

    def split(self, minute: int, missed: int) -> None:
        """A sit runs over midnight: what was before it is of the day before."""
        before = missed - (wall(minute).hour * 60 + wall(minute).minute)
        if self.sitting and self.sat + (before if self.up is None else 0):
            part = self.sat + (before if self.up is None else 0) - self.put
            if part:
                self.sits.append(part)
                self.put += part

    def over(self) -> None:
        """A sit is over: what is in no record yet."""
        if self.sat - self.put > 0:
            self.sits.append(self.sat - self.put)
        self.put = 0

    def pass_by(self, minute: int, missed: int) -> None:
        """Minutes that were seen to pass."""
        if self.sitting and self.up is None:
            self.sat += missed
        self.to_call -= missed
        if self.up is not None:
            self.up += missed
            if self.up >= LENGTH:
                self.taken(minute, self.up - LENGTH)

    def after_a_gap(self, minute: int, missed: int, as_break: bool) -> None:
        """Minutes that nobody saw."""
        self.to_call -= missed
        if as_break and self.up is not None:
            self.up += missed
            self.taken(minute, 0)
        elif as_break and self.sitting:
            self.note(minute, "natural")
            self.new_sit(0)
        elif not as_break:
            if self.up is not None and self.up >= HALF:
                self.day_of_gap(minute, missed, "taken")
                self.over()
                self.waits = self.snoozing = False
                self.sat = 0
            elif self.up is not None:
                self.sat += self.up
            self.up = None
            self.end_sit(minute, missed)

    def day_of_gap(self, minute: int, missed: int, what: str) -> None:
        """Count something that was before the gap."""
        self.note(minute - missed, what)

    def end_sit(self, minute: int, missed: int = 0) -> None:
        """Nobody sits any more."""
        if self.waits or self.snoozing:
            self.day_of_gap(minute, missed, "ignored")
        if self.sitting:
            self.over()
        self.sitting = self.waits = self.snoozing = False
        self.snoozes = self.sat = 0

    def new_sit(self, since: int) -> None:
        """A break is over."""
        if self.sitting:
            self.over()
        self.sitting, self.sat, self.to_call = True, since, EVERY - since
        self.waits = self.snoozing = False
        self.snoozes = 0

    def taken(self, minute: int, since: int) -> None:
        """A break that counts; it ended so many minutes ago."""
        self.note(minute, "taken")
        self.up = None
        self.new_sit(since)
        if not in_hours(minute):
            self.sitting, self.sat = False, 0

    def hours(self, minute: int) -> None:
        """Working hours begin and end."""
        if self.up is not None:
            return
        if in_hours(minute) and not self.sitting:
            self.sitting, self.sat, self.to_call, self.waits = True, 0, EVERY, False
            self.snoozing, self.snoozes = False, 0
        elif not in_hours(minute) and self.sitting:
            self.end_sit(minute)

    def call(self, minute: int) -> None:
        """A call is due."""
        if not self.sitting or self.up is not None or self.to_call > 0 or self.muted > 0:
            return
        if not self.snoozing:
            if self.waits:
                self.note(minute, "ignored")
            self.note(minute, "prompted")
            self.snoozes = 0
        self.waits, self.snoozing, self.to_call, self.muted = True, False, EVERY, 0
        self.answer_in = 2

    def person(self, minute: int) -> None:
        """What the person does."""
        if self.up is not None and self.stays_up:
            self.stays_up -= 1
            if not self.stays_up:
                self.sat, self.up = self.sat + self.up, None
        self.answer_in -= 1
        if self.answer_in == 0:
            self.answer(minute, next(self.week.answers))
        if minute in self.week.meetings:
            self.say_not_now(minute)

    def say_not_now(self, minute: int) -> None:
        """No calls for a while."""
        self.note(minute, "not_now")
        if self.waits:
            self.to_call = 0
        self.waits = self.snoozing = False
        self.snoozes, self.muted = 0, NOT_NOW

    def answer(self, minute: int, what: str) -> None:
        """Answer a call, if there still is one."""
        if what == "snooze" and self.waits and self.snoozes < 2:
            self.note(minute, "snoozed")
            self.waits, self.snoozing, self.snoozes, self.to_call = False, True, self.snoozes + 1, SNOOZE
        elif what == "skip" and (self.waits or self.snoozing):
            self.note(minute, "skipped")
            self.waits = self.snoozing = False
            self.snoozes, self.to_call = 0, EVERY
        elif what == "not_now":
            self.say_not_now(minute)
        elif what == "mark" and self.sitting and self.sat >= HALF and self.up is None:
            self.note(minute, "taken")
            self.new_sit(0)
        elif what in ("take", "short") and self.up is None:
            self.up, self.stays_up = 0, 1 if what == "short" else 0

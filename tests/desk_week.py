"""A made-up working week at the desk, and an oracle that counts it by another method than the program.

The program keeps two clock readings and compares them; the oracle lives through the week minute by minute and adds up.
A week has meetings, a machine that sleeps, lunches, snoozes, copies of the program that come and go, a night shift over
a change of summer time, and a person who answers calls in every way there is.
"""

from bisect import bisect_left
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
    absences: list[tuple[int, int, bool]] = field(default_factory=list)
    """Minute of the last touch, minute of the next one, and whether the screen is locked between them."""
    meetings: set[int] = field(default_factory=set)
    """Minutes at which the person says: not now."""
    answers: Iterator[str] = field(default_factory=lambda: iter(()))

    def absence(self, minute: int) -> tuple[int, int, bool] | None:
        """The absence in which a minute lies; ``None`` while somebody is there."""
        index = bisect_left(self.absences, (minute,)) - 1
        return self.absences[index] if index >= 0 and minute < self.absences[index][1] else None

    @classmethod
    def with_absences(cls, seed: int) -> "Week":
        """One in which people go away for a minute to an hour, many times a day, some of them with a locked screen."""
        week, chance = cls.made(seed), Random(seed + 1)
        minute = 0
        while minute < 7 * 24 * 60:
            first = minute + chance.randrange(5, 90)
            minute = first + chance.choice((2, 3, 4, 6, 11, 12, 16, 25, 60))
            week.absences.append((first, minute, chance.random() < 0.4))
        return week

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
        self.presence(minute)
        self.hours(minute)
        self.call(minute)
        self.person(minute)

    def split(self, minute: int, missed: int) -> None:
        """A sit runs over midnight: what was before it is of the day before."""
        before = 0 if self.is_up else missed - (wall(minute).hour * 60 + wall(minute).minute)
        part = self.sat + before - self.put
        if self.sitting and part > 0:
            self.sits.append(part)
            self.put += part

    @property
    def is_up(self) -> bool:
        """Whether the time that passes is no sitting."""
        return self.up is not None

    def over(self) -> None:
        """A sit is over: what is in no record yet."""
        if self.sat - self.put > 0:
            self.sits.append(self.sat - self.put)
        self.put = 0

    def presence(self, minute: int) -> None:
        """What is seen of the person; nothing, unless a subclass sees."""

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


AWAY, GETS_UP = 10, 1
"""Minutes without a touch that count as away, and those after a call that count as having got up."""


@dataclass(frozen=True)
class Sees:
    """What a way of seeing can tell of an absence."""

    hands: bool = True
    lock: bool = True
    delay: int = 0
    """Minutes that a desktop waits before it says that nobody is there."""

    @property
    def measures(self) -> bool:
        """Whether the last touch is known while somebody is there."""
        return self.hands and not self.delay


@dataclass
class SeeingOracle(Oracle):
    """The same with absences. It is told when they begin and end, and adds up what a way of seeing makes of them."""

    sees: Sees = field(default_factory=Sees)
    gone: int | None = None
    """Since which minute nobody is there, as far as that is known."""
    rose: bool = False
    called_at: int = 0

    @property
    def is_up(self) -> bool:
        """Nor is time away."""
        return super().is_up or self.gone is not None

    def split(self, minute: int, missed: int) -> None:
        """Whoever is away at midnight has ended their day; a rise that is no break yet may still become one."""
        if self.gone is not None and not (self.rose and minute - self.gone < HALF):
            self.goes(minute, missed)
        super().split(minute, missed)

    def goes(self, minute: int, missed: int) -> None:
        """A day ends with an absence: the call was answered by it, or by nothing."""
        if self.rose or self.waits or self.snoozing:
            self.day_of_gap(minute, missed, "taken" if self.rose else "ignored")
        self.waits = self.snoozing = self.rose = False
        self.snoozes = 0

    def over_midnight(self, minute: int) -> bool:
        """Whether the absence began on another day."""
        return self.gone is not None and wall(self.gone).date() != wall(minute).date()

    def pass_by(self, minute: int, missed: int) -> None:
        """Time away is no sitting."""
        before = self.sat
        super().pass_by(minute, missed)
        if self.gone is not None and self.up is None and self.sat > before:
            self.sat = before

    def new_sit(self, since: int) -> None:
        """Nobody is away when one begins."""
        super().new_sit(since)
        self.gone, self.rose = None, False

    def after_a_gap(self, minute: int, missed: int, as_break: bool) -> None:
        """What was known of an absence before nobody looked."""
        if as_break and self.over_midnight(minute) and self.sitting and self.up is None:
            self.to_call -= missed
            self.comes_back(minute)
            return
        gone, rose, self.gone, self.rose = self.gone, self.rose, None, False
        if gone is None or self.up is not None or not self.sitting:
            super().after_a_gap(minute, missed, as_break)
            return
        self.to_call -= missed
        last_look = minute - missed
        if as_break:
            self.note(minute, "taken" if rose else "natural")
            self.waits = self.waits and not rose
            self.new_sit(0)
        elif rose and last_look - gone >= HALF:
            self.note(last_look, "taken")
            self.waits = self.snoozing = False
            self.end_sit(minute, missed)
        else:
            self.sat += last_look - gone if rose else 0
            self.end_sit(minute, missed)

    def presence(self, minute: int) -> None:
        """Somebody goes, stays away, or comes back."""
        if not self.sitting or self.up is not None:
            self.gone, self.rose = None, False
            return
        since = self.known_since(minute)
        if since is None:
            self.comes_back(minute)
            return
        if self.rose and since < self.called_at and self.gone is not None:
            self.sat += minute - self.gone
            self.gone, self.rose = None, False
        if self.gone is None:
            begins = minute - self.sat
            self.gone = max(begins, since)
            self.sat = self.gone - begins
        self.rose = self.rose or (self.waits and self.gone >= self.called_at and self.tells_rising(minute))

    def comes_back(self, minute: int) -> None:
        """It was a break if it lasted half of one."""
        if self.gone is None:
            return
        lasted = minute - self.gone
        if lasted < HALF:
            self.sat += lasted
            self.gone, self.rose = None, False
        elif self.over_midnight(minute):
            self.goes(minute, 0)
            self.new_sit(0)
        else:
            self.note(minute, "taken" if self.rose else "natural")
            self.new_sit(0)

    def known_since(self, minute: int) -> int | None:
        """Since when nobody is there, as far as it can be told at that minute."""
        absence = self.week.absence(minute)
        if absence is None:
            return None
        first, _, locked = absence
        told = first + self.sees.delay if self.sees.hands and minute >= first + self.sees.delay else None
        if locked and self.sees.lock:
            return minute if told is None else told
        if told is None:
            return None
        up = max(told, self.called_at) if self.waits and minute - told < AWAY else None
        if up is not None and minute - up >= GETS_UP:
            return up
        return told if minute - told >= AWAY else None

    def tells_rising(self, minute: int) -> bool:
        """Whether it is sure of the absence: by the lock, or by the hands."""
        absence = self.week.absence(minute)
        return absence is not None and ((absence[2] and self.sees.lock) or self.sees.hands)

    def hours(self, minute: int) -> None:
        """They end while somebody has got up: what was seen of it counts."""
        if self.gone is not None and not in_hours(minute):
            if self.rose and minute - self.gone >= HALF:
                self.note(minute, "taken")
                self.waits = self.snoozing = False
            elif self.rose:
                self.sat += minute - self.gone
            self.gone, self.rose = None, False
        super().hours(minute)

    def call(self, minute: int) -> None:
        """Nobody is called who is known to be away."""
        if self.gone is None:
            before = self.counts.total(), self.to_call
            super().call(minute)
            if (self.counts.total(), self.to_call) != before:
                self.called_at = minute
        if sum(minute in opened for opened in self.week.open.values()) > 1:
            self.presence(minute)  # the other copy looks as well, at what the first has begun

    def person(self, minute: int) -> None:
        """Who is away presses no key."""
        if self.week.absence(minute) is None:
            super().person(minute)
        else:
            self.answer_in -= 1

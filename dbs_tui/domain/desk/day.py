"""What a day at the desk was: its sits and its breaks, as they were seen, and the counts that follow from them.

Nothing here is guessed. A break that was called for and not answered is ignored, not taken; time that no copy of the
program saw is neither sitting nor a break.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

DAY = timedelta(days=1)


class BreakOutcome(StrEnum):
    """What happened to a break."""

    PROMPTED = "prompted"
    """It was called for. A call that comes back after a snooze is the same one."""
    TAKEN = "taken"
    """It was taken for at least half its length, or the user said so."""
    NATURAL = "natural"
    """Away by themselves: the machine slept, no key was pressed, or a workout."""
    SNOOZED = "snoozed"
    """Put off by five minutes."""
    SKIPPED = "skipped"
    """Left out on purpose."""
    NOT_NOW = "not_now"
    """Calls were turned off until a time."""
    IGNORED = "ignored"
    """Called for, and nothing came of it."""


BREAKS = (BreakOutcome.TAKEN, BreakOutcome.NATURAL)
"""What breaks up sitting."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a break, and when it began."""

    at: datetime
    kind: BreakOutcome
    seconds: int | None = None
    """How long the break was; ``None`` for what has no length, and for what the user only told."""


@dataclass(frozen=True, slots=True)
class Sit:
    """An unbroken time at the desk."""

    at: datetime
    """When it began."""
    seconds: int

    @property
    def ends(self) -> datetime:
        """When it ended."""
        return self.at + timedelta(seconds=self.seconds)


@dataclass(frozen=True, slots=True)
class DeskDay:
    """One local day, or what one machine saw of it."""

    date: date
    events: tuple[Event, ...] = ()
    sits: tuple[Sit, ...] = ()
    stands: tuple[Sit, ...] = ()
    """Times at the desk on one's feet, as the user said."""
    elsewhere: tuple[Sit, ...] = ()
    """Times that looked like a break; the user said that they sat somewhere else."""

    @property
    def empty(self) -> bool:
        """Whether nothing was seen."""
        return not (self.events or self.sits or self.stands)

    @property
    def happened(self) -> tuple[Event, ...]:
        """The events, without breaks that turned out to be none."""
        none = {sit.at for sit in self.elsewhere}
        return tuple(event for event in self.events if event.kind not in BREAKS or event.at not in none)

    @property
    def counts(self) -> Mapping[BreakOutcome, int]:
        """The number of events of each kind."""
        return Counter(event.kind for event in self.happened)

    @property
    def breaks(self) -> int:
        """The number of times that sitting was interrupted."""
        return sum(event.kind in BREAKS for event in self.happened)

    @property
    def longest(self) -> int:
        """Seconds of the longest sit that is over; 0 when there is none."""
        return max((sit.seconds for sit in self.sits), default=0)

    @property
    def sat(self) -> int:
        """Seconds of all sits that are over.

        What two machines saw at the same time counts once; so does what a sit that went on after all lies over.
        """
        return _together(self.sits)

    @property
    def stood(self) -> int:
        """Seconds of all times of standing that are over; overlapping times count once."""
        return _together(self.stands)

    def union(self, other: "DeskDay") -> "DeskDay":
        """This day with what another record of the same machine has of it: nothing twice, and nothing lost.

        In whatever order, and however often, records are put together, the same day comes out.
        """
        events = (Counter(self.events) | Counter(other.events)).elements()
        sits, stands = _of_both(self.sits, other.sits), _of_both(self.stands, other.stands)
        elsewhere = _of_both(self.elsewhere, other.elsewhere)
        return DeskDay(self.date, tuple(sorted(events, key=_place)), sits, stands, elsewhere)

    def plus(self, other: "DeskDay") -> "DeskDay":
        """The day together with what another machine recorded of it, in order of time."""
        events = tuple(sorted((*self.events, *other.events), key=lambda event: event.at))
        sits, stands = _in_order(self.sits, other.sits), _in_order(self.stands, other.stands)
        return DeskDay(self.date, events, sits, stands, _in_order(self.elsewhere, other.elsewhere))

    def with_event(self, event: Event) -> "DeskDay":
        """The day with one more event."""
        return replace(self, events=(*self.events, event))

    def with_sit(self, sit: Sit) -> "DeskDay":
        """The day with one more sit that is over; unchanged for one of no length."""
        return replace(self, sits=(*self.sits, sit)) if sit.seconds > 0 else self

    def with_stand(self, stand: Sit) -> "DeskDay":
        """The day with one more time of standing that is over; unchanged for one of no length."""
        return replace(self, stands=(*self.stands, stand)) if stand.seconds > 0 else self

    def with_time(self, sit: Sit, standing: bool) -> "DeskDay":
        """The day with one more time at the desk that is over, in one posture or the other."""
        return self.with_stand(sit) if standing else self.with_sit(sit)

    def with_elsewhere(self, sit: Sit) -> "DeskDay":
        """The day with what looked like a break and was a sit in another place."""
        return replace(self, elsewhere=(*self.elsewhere, sit))


def _in_order(one: tuple[Sit, ...], other: tuple[Sit, ...]) -> tuple[Sit, ...]:
    return tuple(sorted((*one, *other), key=lambda sit: sit.at))


def _of_both(one: tuple[Sit, ...], other: tuple[Sit, ...]) -> tuple[Sit, ...]:
    """The entries of two records, each once."""
    return tuple(sorted((Counter(one) | Counter(other)).elements(), key=_place))


def _together(sits: Iterable[Sit]) -> int:
    """Seconds of some times together; what several of them cover counts once."""
    total, until = timedelta(), None
    for sit in sorted(sits, key=lambda sit: sit.at):
        first = sit.at if until is None else max(sit.at, until)
        total += max(timedelta(), sit.ends - first)
        until = max(first, sit.ends)
    return int(total.total_seconds())


@dataclass(frozen=True, slots=True)
class DeskDays:
    """Many days, each once."""

    days: Mapping[date, DeskDay] = field(default_factory=dict)

    def __getitem__(self, day: date) -> DeskDay:
        """A day; an empty one when nothing is known of it."""
        return self.days.get(day, DeskDay(day))

    def week(self, starts: date) -> tuple[DeskDay, ...]:
        """Seven days from one on."""
        return tuple(self[starts + DAY * n] for n in range(7))


def _place(seen: Event | Sit) -> tuple[datetime, str, int]:
    """The order of a day: by time, and always the same."""
    return seen.at, seen.kind.value if isinstance(seen, Event) else "", seen.seconds or 0


def joined(days: Iterable[DeskDay]) -> DeskDays:
    """Days by date; what several machines saw of one is put together."""
    found: dict[date, DeskDay] = {}
    for day in days:
        known = found.get(day.date)
        found[day.date] = known.plus(day) if known else day
    return DeskDays(found)


class DayCell(StrEnum):
    """What one cell of a day's strip shows."""

    SITTING = "sitting"
    STANDING = "standing"
    TAKEN = "taken"
    NATURAL = "natural"
    UNSEEN = "unseen"


def strip(day: DeskDay, starts: datetime, ends: datetime, cells: int) -> tuple[DayCell, ...]:
    """A stretch of a day in equal pieces. A break marks the piece it began in, however short it was."""
    size = (ends - starts) / cells
    kinds = [_sat(day, starts + size * n, size) for n in range(cells)]
    for event in day.happened:
        if event.kind in BREAKS and starts <= event.at < ends:
            _mark(kinds, event, starts, size)
    return tuple(kinds)


def _mark(kinds: list[DayCell], event: Event, starts: datetime, size: timedelta) -> None:
    first = int((event.at - starts) / size)
    pieces = max(1, round(timedelta(seconds=event.seconds or 0) / size))
    for index in range(first, min(first + pieces, len(kinds))):
        kinds[index] = DayCell(event.kind)


def _sat(day: DeskDay, starts: datetime, size: timedelta) -> DayCell:
    middle = starts + size / 2
    if any(stand.at <= middle < stand.ends for stand in day.stands):
        return DayCell.STANDING
    return DayCell.SITTING if any(sit.at <= middle < sit.ends for sit in day.sits) else DayCell.UNSEEN

"""Own measures: how long a bridge is held, how many stands in half a minute, how often it is numb after sitting.

They show one's own change only: between people they differ so much that a norm would mislead. The cap and the border of
pain are judgement; that two raters agree on a bridge hold is from Lehecka (2021).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from dbs_tui.domain.history.pain_rules import FINE, PainAnswers

CAP = 120
"""Seconds at which a hold ends."""
STAND_SECONDS = 30
MOST_STANDS = 99
EVERY = timedelta(days=28)
"""Between two times of measuring."""


class MeasureKind(StrEnum):
    """What is measured, in the order in which it is."""

    BRIDGE = "bridge-hold"
    LEFT = "single-leg-bridge-left"
    RIGHT = "single-leg-bridge-right"
    STANDS = "sit-to-stands"
    NUMB = "numb-after-sitting"

    @property
    def words(self) -> str:
        """The measure as the user reads it."""
        return {
            MeasureKind.BRIDGE: "Bridge hold",
            MeasureKind.LEFT: "Single-leg bridge, left foot down",
            MeasureKind.RIGHT: "Single-leg bridge, right foot down",
            MeasureKind.STANDS: "Sit-to-stands in 30 s",
            MeasureKind.NUMB: "Numb after sitting",
        }[self]

    @property
    def is_hold(self) -> bool:
        """Whether the measure is a hold, in seconds."""
        return self in (MeasureKind.BRIDGE, MeasureKind.LEFT, MeasureKind.RIGHT)

    @property
    def most(self) -> int:
        """The highest value that can be recorded."""
        return CAP if self.is_hold else MOST_STANDS if self is MeasureKind.STANDS else 10

    def shown(self, value: int) -> str:
        """A value with its unit: ``48 s``, ``14``, ``3 of 10``."""
        if self.is_hold:
            return f"{value} s"
        return f"{value} of 10" if self is MeasureKind.NUMB else str(value)


@dataclass(frozen=True, slots=True)
class Measurement:
    """One value, and when it was taken."""

    id: str
    at: datetime
    day: date
    """The local date where the user stood."""
    kind: MeasureKind
    value: int


def course(measured: Iterable[Measurement], kind: MeasureKind) -> tuple[tuple[date, int], ...]:
    """The values of one kind by day, oldest first; of several on a day the last one."""
    found = {it.day: it.value for it in sorted(measured, key=lambda it: (it.at, it.id)) if it.kind is kind}
    return tuple(sorted(found.items()))


def change_words(measured: Sequence[Measurement], kind: MeasureKind) -> str:
    """First and last value: ``35 s on 5 Jan 2026, 48 s on 2 Feb 2026``; empty without any."""
    values = course(measured, kind)
    if not values:
        return ""
    ends = values[:1] if len(values) == 1 else (values[0], values[-1])
    return ", ".join(f"{kind.shown(value)} on {day.day} {day:%b} {day.year}" for day, value in ends)


def weekly(measured: Iterable[Measurement], kind: MeasureKind, starts: Sequence[date]) -> tuple[float | None, ...]:
    """The last value of each week that begins on one of ``starts``, for a chart; ``None`` where there is none."""
    values = course(measured, kind)
    return tuple(
        next((float(value) for day, value in reversed(values) if 0 <= (day - first).days < 7), None) for first in starts
    )


def last_taken(measured: Iterable[Measurement]) -> date | None:
    """The day on which something was measured last."""
    return max((it.day for it in measured), default=None)


def is_due(measured: Iterable[Measurement], today: date) -> bool:
    """Whether it is time to measure: nothing was yet, or not for four weeks."""
    last = last_taken(measured)
    return last is None or today - last >= EVERY


def why_not(answers: Sequence[PainAnswers], today: date) -> str:
    """Why nothing is measured today: pain of 4 and more in the last answers of a week; empty where it may be."""
    week = [it for it in answers if 0 <= (today - it.day).days < 7]
    last = next((it.highest for it in reversed(week) if it.highest is not None), 0)
    return f"Pain was {last} of 10: not with pain of 4 and more." if last > FINE else ""

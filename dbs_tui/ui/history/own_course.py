"""What Trends shows of the user's own course: the week of the programme and own measures. Pure, no widget."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dbs_tui.domain.history.measures import CAP, MeasureKind, Measurement, change_words, weekly
from dbs_tui.ui.history.trend_panels import Row
from dbs_tui.ui.history.trend_words import muted
from dbs_tui.ui.kit.chart import Plot

SHORT = {
    MeasureKind.BRIDGE: "bridge",
    MeasureKind.LEFT: "left",
    MeasureKind.RIGHT: "right",
    MeasureKind.STANDS: "stands",
    MeasureKind.NUMB: "numb",
}
MOST_STANDS, MOST_NUMB = 30.0, 10.0
LAST_DAY = timedelta(days=6)
"""From the first day of a week to its last."""


@dataclass(frozen=True)
class OwnCourse:
    """The weeks of programmes, and own measures; both may be empty."""

    weeks: tuple[tuple[date, int], ...] = ()
    """A week of a programme and the day on which it began; 0 where a programme was ended."""
    measured: tuple[Measurement, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.weeks or self.measured)

    def week_on(self, day: date) -> int | None:
        """The week of the programme at the end of a calendar week; ``None`` while none runs."""
        return next((number for began, number in reversed(self.weeks) if began <= day), None) or None

    def rows(self, starts: Sequence[date]) -> tuple[Row, ...]:
        """A row for programmes where one was begun, and one for each measure that was taken."""
        first: tuple[Row, ...] = ()
        if self.weeks:
            numbers = tuple(self.week_on(day + LAST_DAY) for day in starts)
            plot = Plot(tuple(map(_figure, numbers)), tuple(starts), top=8.0, style="$primary")
            first = (("programme", plot, muted(f"now week {now}" if (now := self.weeks[-1][1]) else "ended")),)
        return (*first, *self._measures(starts))

    def _measures(self, starts: Sequence[date]) -> tuple[Row, ...]:
        return tuple(
            (SHORT[kind], Plot(weekly(self.measured, kind, starts), tuple(starts), top=_top(kind)), muted(told))
            for kind in MeasureKind
            if (told := change_words(self.measured, kind))
        )


def _figure(number: int | None) -> float | None:
    return None if number is None else float(number)


def _top(kind: MeasureKind) -> float:
    return float(CAP) if kind.is_hold else MOST_NUMB if kind is MeasureKind.NUMB else MOST_STANDS

"""Breaks as they can be seen: a day as a strip, a week as seven of them, and what was counted."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from dbs_tui.domain.common.text import counted
from dbs_tui.domain.desk import words
from dbs_tui.domain.desk.break_plan import LIMITS
from dbs_tui.domain.desk.day import DayCell, DeskDay
from dbs_tui.domain.desk.words import SHAPES, day_strip, length, tally, times_words

STYLES = {
    DayCell.SITTING: "$secondary",
    DayCell.STANDING: "$warning",
    DayCell.TAKEN: "$success",
    DayCell.NATURAL: "$accent",
    DayCell.UNSEEN: "$muted 60%",
}
SELF_REPORTED = "as you said"
NAME = 5
"""Columns of the name of a day."""
TOLD = 28
"""Columns of what is told at the end of a day's row."""


def legend(days: Sequence[DeskDay]) -> Content:
    """The shapes of the strip with their meaning."""
    parts: list[tuple[str, str]] = []
    for cell, word in words.legend(days):
        parts += [(SHAPES[cell], STYLES[cell]), (f" {word}   ", "$muted")]
    return Content.assemble(*parts)


def strip_of(day: DeskDay, now: datetime, width: int) -> tuple[Content, Content]:
    """A day as a strip, and the hours below it."""
    cells, hours = day_strip(day, now, width)
    parts = [(SHAPES[cell], STYLES[cell]) for cell in cells if cell is not None]
    return Content.assemble(*parts), Content.assemble((hours, "$muted"))


def counts(day: DeskDay) -> Content:
    """The counts of a day, a line each."""
    told = (*tally((day,)), (length(day.longest // 60), "longest sit"))
    lines = (Content.assemble((f"{figure:>8}", "bold"), (f"  {word}", "$muted")) for figure, word in told)
    return Content("\n").join(lines)


class Breaks(Widget):
    """A day, or the seven days of a week, as strips. A week is told with its breaks and its longest sits."""

    DEFAULT_CSS = "Breaks { height: 1fr; width: 1fr; }"

    days: reactive[tuple[DeskDay, ...]] = reactive(tuple, layout=False)
    """One, or several."""
    now: reactive[datetime | None] = reactive(None, layout=False)

    def render(self) -> Content:
        """The strips that fit."""
        if self.now is None or not self.days:
            return Content("")
        rows = list(self._day(self.days[0]) if len(self.days) == 1 else self._week(self.days))
        return Content("\n").join(rows[: max(1, self.content_size.height)])

    def _day(self, day: DeskDay) -> Iterator[Content]:
        assert self.now is not None
        yield from strip_of(day, self.now, self.content_size.width)
        yield Content("")
        yield legend((day,))
        yield Content("")
        if told := times_words((day,)):
            yield Content.assemble(told, (f"  {SELF_REPORTED}", "$muted"))
        yield Content.assemble((LIMITS, "$muted"))

    def _week(self, days: Sequence[DeskDay]) -> Iterator[Content]:
        assert self.now is not None
        width = max(10, self.content_size.width - NAME - TOLD)
        for day in days:
            yield Content.assemble((f"{day.date:%a}".ljust(NAME), "$muted"), *self._row(day, self.now, width))
        room = self.content_size.height - len(days)
        if (told := times_words(days)) and room > 0:
            yield Content.assemble(told, (f"  {SELF_REPORTED}", "$muted"))
            room -= 1
        if room > 1:
            yield Content("")
            yield legend(days)

    def _row(self, day: DeskDay, now: datetime, width: int) -> Iterator[tuple[str, str]]:
        if day.empty:
            yield ("·" if day.date <= now.date() else "").ljust(width), "$muted 60%"
            yield "", ""
            return
        cells = hours_of(day, now, width)
        yield from ((SHAPES[cell], STYLES[cell]) if cell else (" ", "") for cell in cells)
        yield f"{counted(day.breaks, 'break'):>11}", "bold"
        yield f"  longest {length(day.longest // 60)}"[: TOLD - 11], "$muted"


def hours_of(day: DeskDay, now: datetime, width: int) -> tuple[DayCell | None, ...]:
    """A day of the past as its own strip: from its first hour to its last."""
    ends = [sit.ends for sit in (*day.sits, *day.stands)] + [event.at for event in day.events]
    last = max(ends).astimezone(now.tzinfo)
    cells, _ = day_strip(day, min(last, now), width)
    return cells


def week_of(days: Sequence[DeskDay], today: date) -> str:
    """A week in one line: breaks on the days that were seen, and the longest sit."""
    seen = [day for day in days if not day.empty and day.date <= today]
    if not seen:
        return "nothing seen yet"
    mean = sum(day.breaks for day in seen) / len(seen)
    return f"{mean:.1f} breaks a day · longest sit {length(max(day.longest for day in seen) // 60)}"

"""Training days as a calendar: a column a week, a row a weekday, shape as well as colour."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from dbs_tui.domain.history import DAY, WEEK, History

LABELS = 5
"""Columns of the weekday names."""
COLUMNS = 2
"""Columns of a week."""
LEVELS = ((480.0, "█", "$success"), (180.0, "▒", "$success"), (0.1, "░", "$success"), (0.0, "·", "$muted 60%"))
"""Seconds of work from which a day looks like that."""


class Heatmap(Widget):
    """As many weeks as fit, the running one at the right end."""

    DEFAULT_CSS = "Heatmap { height: 8; width: 1fr; }"

    history: reactive[History] = reactive(History, layout=False)
    today: reactive[date] = reactive(date.min, layout=False)

    @property
    def weeks(self) -> int:
        """How many weeks fit."""
        return max(1, (self.content_size.width - LABELS) // COLUMNS)

    def render(self) -> Content:
        """Months, then seven rows of days."""
        if self.today == date.min:
            return Content("")
        starts = self.history.week_of(self.today) - WEEK * (self.weeks - 1)
        rows = [self._row(starts, weekday) for weekday in range(7)]
        return Content("\n").join([Content.assemble((self._months(starts), "$muted")), *rows])

    def _months(self, starts: date) -> str:
        line, month = " " * LABELS, (starts - WEEK).month
        for number in range(self.weeks):
            first, at = starts + WEEK * number, LABELS + number * COLUMNS
            name = first.strftime("%b")
            if first.month != month and len(line) <= at <= self.content_size.width - len(name):
                line = f"{line.ljust(at)}{name} "
            month = first.month
        return line.rstrip()

    def _row(self, starts: date, weekday: int) -> Content:
        name = (starts + DAY * weekday).strftime("%a") if weekday % 2 == 0 and weekday < 6 else ""
        cells = groupby(self._cells(starts + DAY * weekday), key=itemgetter(1))
        runs = (("".join(shape for shape, _ in run), style) for style, run in cells)
        return Content.assemble((name.ljust(LABELS), "$muted"), *runs)

    def _cells(self, first: date) -> Iterator[tuple[str, str]]:
        seconds = self.history.seconds_by_day
        for number in range(self.weeks):
            day = first + WEEK * number
            yield ("  ", "") if day > self.today else _cell(seconds.get(day, 0.0), day == self.today)


def _cell(seconds: float, is_today: bool) -> tuple[str, str]:
    shape, style = next((shape, style) for least, shape, style in LEVELS if seconds >= least)
    if is_today and seconds == 0:
        return "▢ ", "$warning"
    return f"{shape} ", style

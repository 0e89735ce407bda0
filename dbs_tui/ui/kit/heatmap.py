"""Training days as a calendar: a column a week, a row a weekday, shape as well as colour."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from dbs_tui.domain.history.history import DAY, WEEK, History

LABELS = 5
"""Columns of the weekday names."""
COLUMNS = 2
"""Columns of a week."""
FULL = 480.0
"""Seconds from which a training day is a full one, rests included."""
LEGEND = "·  ▂ a little  ▄ trained  ▆ 8 min and more  ‖ paused"

Cell = tuple[str, str]


class Heatmap(Widget):
    """As many weeks as fit, the running one at the right end unless it is scrolled back."""

    DEFAULT_CSS = "Heatmap { height: 8; width: 1fr; }"

    history: reactive[History] = reactive(History, layout=False)
    today: reactive[date] = reactive(date.min, layout=False)
    back: reactive[int] = reactive(0, layout=False)
    """Weeks between the right end and the running one."""
    cursor: reactive[date | None] = reactive(None, layout=False)
    """The day that stands on another ground."""

    @property
    def weeks(self) -> int:
        """How many weeks fit."""
        return max(1, (self.content_size.width - LABELS) // COLUMNS)

    @property
    def starts(self) -> date:
        """The first day of the week at the left end."""
        return self.history.week_of(self.today) - WEEK * (self.weeks - 1 + self.back)

    def render(self) -> Content:
        """Months, then seven rows of days."""
        if self.today == date.min:
            return Content("")
        starts = self.starts
        rows = [self._row(starts, weekday) for weekday in range(7)]
        return Content("\n").join([Content.assemble((self._months(starts), "$muted")), *rows])

    def _months(self, starts: date) -> str:
        line, month = " " * LABELS, (starts - WEEK).month
        for number in range(self.weeks):
            first, at = starts + WEEK * number, LABELS + number * COLUMNS
            name = first.strftime("%Y" if first.month == 1 else "%b")
            if first.month != month and len(line) <= at <= self.content_size.width - len(name):
                line = f"{line.ljust(at)}{name} "
            month = first.month
        return line.rstrip()

    def _row(self, starts: date, weekday: int) -> Content:
        name = (starts + DAY * weekday).strftime("%a") if weekday % 2 == 0 and weekday < 6 else ""
        cells = groupby(self._spaced(name, starts + DAY * weekday), key=itemgetter(1))
        return Content.assemble(*(("".join(shape for shape, _ in run), style) for style, run in cells))

    def _spaced(self, name: str, first: date) -> Iterator[Cell]:
        """The weekday's name and its days, a gap after each."""
        history, today, cursor = self.history, self.today, self.cursor  # a reactive is slow to ask, a year is long
        begun = history.sessions[0].local_date if history.sessions else today
        yield name.ljust(LABELS), "$muted"
        for number in range(self.weeks):
            day = first + WEEK * number
            shape, style = cell(history, today, begun, day)
            yield shape, f"{style} {self._ground}" if day == cursor else style
            # A gap has the style of its day: the fewer pieces a row has, the quicker it is painted.
            yield " ", style

    @property
    def _ground(self) -> str:
        """The background of the day under the cursor; reversed where a colour would not be seen."""
        few = self.app.native_ansi_color or "reverse" in self.app.theme_variables["block-cursor-text-style"]
        return "reverse" if few else "on $block-cursor-background"


def cell(history: History, today: date, begun: date, day: date) -> Cell:
    """By height: ▆ a full training day, ▄ a training day, ▂ a little; ‖ paused, ▢ today, still open, · nothing.

    Days before the first session, which is of ``begun``, and days to come are blank.
    """
    if not begun <= day <= today:
        return " ", ""
    seconds = history.seconds_by_day.get(day, 0.0)
    if day in history.training_days:
        return ("▆", "$success") if seconds >= FULL else ("▄", "$level-2")
    if seconds:
        return "▂", "$level-1"
    if history.paused(day):
        return "‖", "$secondary"
    return ("▢", "$warning") if day == today else ("·", "$border")

"""All years: a calendar each, totals, the same days of the year before, and the streaks with their dates."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from dbs_tui.domain.common.text import counted
from dbs_tui.domain.history.history import DAY, WEEK, History
from dbs_tui.domain.history.patterns import TrainedTotals, lifetime, year_so_far, years
from dbs_tui.domain.history.streaks import StreakRun
from dbs_tui.ui.history.words import between_words
from dbs_tui.ui.kit.heading import Part
from dbs_tui.ui.kit.heatmap import LABELS, LEGEND, cell
from dbs_tui.ui.kit.page import BACK, PageScreen

MOST_RUNS = 5
WEEKS = 54
"""Weeks that a year can touch."""


class YearScreen(PageScreen):
    """Totals and streaks above, then the years, the running one first."""

    CSS_PATH = "year_screen.tcss"
    TITLE_TEXT = "All years"
    BINDINGS: ClassVar[list[BindingType]] = [BACK]

    def body(self) -> ComposeResult:
        """One page that scrolls."""
        with VerticalScroll(id="scroll"):
            yield Part("In all", Static(id="totals"))
            yield Part("Streaks", Static(id="runs"))
            yield Part("Years", Static(id="years"))

    def show(self) -> None:
        """Bring all of it up to date."""
        history, today = self.services.history, self.services.today
        self.query_one("#totals", Static).update(Content("\n").join(totals_lines(history, today)))
        self.query_one("#runs", Static).update(Content("\n").join(run_lines(history, today)))
        calendars = [year_calendar(history, today, year) for year in reversed(years(history, today))]
        self.query_one("#years", Static).update(
            Content("\n\n").join([Content.assemble((LEGEND, "$muted")), *calendars])
        )


def totals_words(totals: TrainedTotals) -> str:
    """``241 sessions that count on 230 days, 38 h 12 min``."""
    hours, minutes = divmod(totals.minutes, 60)
    length = f"{hours:,} h {minutes} min" if hours else f"{minutes} min"
    sessions, days = counted(totals.counting, "session"), counted(totals.days, "day")
    return f"{sessions} that {'counts' if totals.counting == 1 else 'count'} on {days}, {length}"


def totals_lines(history: History, today: date) -> Iterator[Content]:
    """Everything, the running year, and the same days of the year before."""
    named = [("since the first session", lifetime(history, today))]
    named += [(f"{year} so far", year_so_far(history, today, year)) for year in (today.year,)]
    if today.year - 1 in years(history, today):
        before = f"{today.year - 1} to {today.day} {today:%b}"
        named.append((before, year_so_far(history, today, today.year - 1)))
    width = max(len(name) for name, _ in named)
    for name, totals in named:
        yield Content.assemble((f"{name:<{width}}  ", "$muted"), totals_words(totals))


def run_lines(history: History, today: date) -> Iterator[Content]:
    """The longest runs of days and of weeks, the longest first, with their dates."""
    for unit, runs in (("day", history.day_runs(today)), ("week", history.week_runs(today))):
        longest = sorted(runs, key=lambda run: (run.length, run.last), reverse=True)[:MOST_RUNS]
        for run in (run for run in longest if run.length > 1):
            yield Content.assemble((f"{counted(run.length, unit):>9}  ", "bold"), (_dates(run), "$muted"))


def _dates(run: StreakRun) -> str:
    return between_words(run.first, run.last)


def year_calendar(history: History, today: date, year: int) -> Content:
    """A year as a calendar: its months, then a row a weekday; days of other years are blank."""
    starts = history.week_of(date(year, 1, 1))
    begun = min([today, *(session.local_date for session in history.sessions)])
    months, month = f"{year}".ljust(LABELS), 0
    for number in range(WEEKS):
        day = starts + WEEK * number
        if day.year == year and day.month != month and len(months) <= LABELS + number:
            months = f"{months.ljust(LABELS + number)}{day:%b} "
        month = day.month
    lines = [Content.assemble((months.rstrip(), "bold"))]
    for weekday in range(7):
        first = starts + DAY * weekday
        days = [first + WEEK * number for number in range(WEEKS)]
        cells = [cell(history, today, begun, day) if day.year == year else (" ", "") for day in days]
        name = f"{first:%a}" if weekday % 2 == 0 and weekday < 6 else ""
        lines.append(Content.assemble((name.ljust(LABELS), "$muted"), *cells))
    return Content("\n").join(lines)

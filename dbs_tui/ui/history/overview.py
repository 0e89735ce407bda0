"""Overview: how the week stands, what runs, how firm the habit is; the days; the last weeks and what was reached."""

from datetime import date

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from dbs_tui.domain.common.text import counted
from dbs_tui.domain.history.habit import course, strength
from dbs_tui.domain.history.history import CONSISTENCY_DAYS, History
from dbs_tui.domain.history.trends import TrendRange, weeks_of
from dbs_tui.domain.training.exercise import Catalogue
from dbs_tui.ui.history.day_map import DayMap
from dbs_tui.ui.history.words import days_running, minutes_words, reached, told
from dbs_tui.ui.kit.chart import Plot, sparkline
from dbs_tui.ui.kit.chart_view import Chart
from dbs_tui.ui.kit.heatmap import LEGEND
from dbs_tui.ui.kit.state_marks import bar
from dbs_tui.ui.kit.week import streak_figure, week_figure, week_shapes, week_words

FIGURES = (
    ("week", "This week", "w goal"),
    ("row", "In a row", "p pause"),
    ("month", "28 days", ""),
    ("habit", "Habit", ""),
)


class Overview(Vertical):
    """Figures, calendar, the last weeks and what was reached."""

    show_streak = True

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__(id="overview")
        self.catalogue = catalogue

    def compose(self) -> ComposeResult:
        """The panels."""
        with Horizontal(id="figures"):
            for name, _, _ in FIGURES:
                yield Static(id=name, classes="panel")
        with Vertical(id="days", classes="panel"):
            yield DayMap()
            yield Static(id="told")
        with Horizontal(id="lower"):
            yield Chart(id="minutes", classes="panel")
            yield Static(id="reached", classes="panel")

    def on_mount(self) -> None:
        """Title the panels."""
        titles = (*FIGURES, ("days", "Days", ""), ("minutes", "Minutes a week", ""), ("reached", "Reached", ""))
        for name, title, note in titles:
            panel = self.query_one(f"#{name}")
            panel.border_title, panel.border_subtitle = title, note

    def on_resize(self) -> None:
        """The legend needs room."""
        self.query_one("#days").border_subtitle = LEGEND if self.size.width >= len(LEGEND) + 8 else ""

    def focus_main(self) -> None:
        """The keys go to the calendar."""
        self.query_one(DayMap).focus()

    def show(self, history: History, today: date) -> None:
        """Bring every panel up to date."""
        self._show_figures(history, today)
        days = self.query_one(DayMap)
        days.history, days.today = history, today
        if days.cursor is None or days.cursor > today:
            days.cursor = today
        self.tell(days.cursor)
        self._show_minutes(history, today)
        self.query_one("#minutes").display = bool(history.sessions)
        self.query_one("#reached", Static).update(reached(history, today, self.catalogue), layout=False)

    def tell(self, day: date) -> None:
        """Say what was done on a day."""
        days = self.query_one(DayMap)
        self.query_one("#told", Static).update(told(days.history, day, days.today), layout=False)

    def on_day_map_moved(self, event: DayMap.Moved) -> None:
        """The cursor's day is told below."""
        self.tell(event.day)

    def _show_figures(self, history: History, today: date) -> None:
        week, trained = history.week(today, today), history.active_days(today)
        month = counted(trained, "day") if trained else "All open"
        figures: dict[str, tuple[str, str, str | Content]] = {
            "week": (week_figure(week), week_words(week, today), week_shapes(week, today)),
            "row": (*streak_figure(history, today), days_running(history, today)),
            "month": (month, f"of the last {CONSISTENCY_DAYS}", _share(trained)),
            "habit": _habit(history, today),
        }
        for name, (large, small, below) in figures.items():
            content = Content.assemble((large, "bold"), (f"\n{small}\n", "$muted"), below)
            self.query_one(f"#{name}", Static).update(content, layout=False)
        self.query_one("#row").display = self.show_streak

    def _show_minutes(self, history: History, today: date) -> None:
        weeks = weeks_of(history, today, TrendRange.TWELVE_WEEKS)
        chart = self.query_one("#minutes", Chart)
        chart.plot = Plot(tuple(week.minutes for week in weeks), tuple(week.starts for week in weeks))
        chart.words = Content.assemble((minutes_words(weeks[-1].minutes, weeks[-2].minutes), "$muted"))


def _share(trained: int) -> Content:
    full, empty = bar(trained / CONSISTENCY_DAYS, 14)
    return Content.assemble((full, "$success"), (empty, "$muted 60%"))


def _habit(history: History, today: date) -> tuple[str, str, Content]:
    """The strength, what it is, and how it went; before it is more than nothing it is said to begin."""
    now = strength(history, today)
    if not now:
        return "Begins", "with day one", Content("")
    line = Content.assemble((sparkline(course(history, today), 14, 100), "$success"))
    return str(now), "strength", line

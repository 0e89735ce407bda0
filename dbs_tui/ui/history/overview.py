"""Overview: how the week stands, what runs, how firm the habit is; the days; the last weeks and what was reached."""

from collections.abc import Callable
from datetime import date
from functools import partial

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from dbs_tui.domain.history.habit import strength
from dbs_tui.domain.history.history import History
from dbs_tui.domain.history.trends import TrendRange, paused_weeks, weeks_of
from dbs_tui.domain.training.exercise import Catalogue
from dbs_tui.ui.history.words import minutes_words, next_words, plan_words, reached, told
from dbs_tui.ui.kit.chart import Plot
from dbs_tui.ui.kit.chart_view import Chart
from dbs_tui.ui.kit.day_map import DayMap
from dbs_tui.ui.kit.heading import Part
from dbs_tui.ui.kit.heatmap import LEGEND
from dbs_tui.ui.kit.measure import Measure
from dbs_tui.ui.kit.week import streak_figure, week_figure, week_words

FIGURES = (("week", "This week"), ("row", "Weeks in a row"), ("month", "Days of 28"), ("habit", "Habit"))


class Reached(Widget):
    """Milestones and bests, in as many words as a row has room for."""

    DEFAULT_CSS = "Reached { height: 1fr; }"

    rows: reactive[Callable[[int], Content]] = reactive(lambda: lambda _width: Content(), layout=False)
    """Makes the rows for so many columns."""

    def render(self) -> Content:
        """As many rows as there are."""
        return self.rows(self.content_size.width)


class Overview(Vertical):
    """Figures, calendar, the last weeks and what was reached."""

    show_streak = True

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__(id="overview")
        self.catalogue = catalogue

    def compose(self) -> ComposeResult:
        """The figures, the calendar, and below it the last weeks beside what was reached."""
        with Horizontal(id="figures"):
            for name, label in FIGURES:
                yield Measure(label, id=name)
        with Part("Days", id="days"):
            yield DayMap()
            yield Static(id="told")
            yield Static(id="plan")
        with Horizontal(id="lower"):
            yield Part("Minutes a week", Chart(id="minutes"), id="weeks", classes="main")
            yield Part("Reached", Reached(id="reached"), id="bests", classes="aside")

    def on_mount(self) -> None:
        """The day under the cursor is told below: in the same frame, so that a key is answered at once."""
        self.watch(self.query_one(DayMap), "cursor", self.tell, init=False)

    def on_resize(self) -> None:
        """The legend needs room; the figures are high where there is some."""
        self.query_one("#days", Part).tell(right=LEGEND if self.size.width >= len(LEGEND) + 8 else "")
        for measure in self.query(Measure):
            measure.set_class(self.screen.has_class("-wide") and self.screen.has_class("-tall"), "-high")

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
        self.query_one("#weeks").display = bool(history.sessions)
        self.query_one("#lower").set_class(not history.sessions, "-alone")
        self.query_one(Reached).rows = partial(reached, history, today, self.catalogue)
        self.query_one("#bests", Part).tell(right=next_words(history, today))

    def tell(self, day: date | None) -> None:
        """Say what was done on a day."""
        if day is None:
            return
        days = self.query_one(DayMap)
        self.query_one("#told", Static).update(told(days.history, day, days.today), layout=False)
        plan = plan_words(days.history, days.today)
        line = self.query_one("#plan", Static)
        line.update(Content.assemble((plan, "$secondary")), layout=False)
        line.display = bool(plan)

    def _show_figures(self, history: History, today: date) -> None:
        week, trained, now = history.week(today, today), history.active_days(today), strength(history, today)
        met = week.days >= week.goal
        weeks = history.week_streak(today)
        name, (figure, words) = ("Weeks in a row" if weeks > 1 else "In a row"), streak_figure(history, today)
        figures: dict[str, tuple[str, tuple[str, ...]]] = {
            "week": (
                (f"{week.days}/{week.goal}", ("✓", "goal") if met else (week_words(week, today),))
                if week.days
                else (week_figure(week), (week_words(week, today),))
            ),
            "row": (figure.split()[0] if figure[0].isdigit() else figure, (words,)),
            "month": (str(trained), ()) if trained else ("None yet", ()),
            "habit": (str(now), ("of 100",)) if now else ("Starts", ("on day one",)),
        }
        for each, (large, small) in figures.items():
            measure = self.query_one(f"#{each}", Measure)
            measure.figure, measure.words = large, small
        self.query_one("#week", Measure).tone = "$success" if met else ""
        row = self.query_one("#row", Measure)
        row.label, row.display = name if figure[0].isdigit() and weeks > 1 else "Days in a row", self.show_streak

    def _show_minutes(self, history: History, today: date) -> None:
        weeks = weeks_of(history, today, TrendRange.TWELVE_WEEKS)
        chart = self.query_one("#minutes", Chart)
        starts = tuple(week.starts for week in weeks)
        chart.plot = Plot(tuple(week.minutes for week in weeks), starts, paused=paused_weeks(history, weeks))
        words = minutes_words(weeks[-1].minutes, weeks[-2].minutes) if self.screen.has_class("-tall") else ""
        chart.words = Content.assemble((words, "$muted"))
        self.query_one("#weeks", Part).tell(right=f"now {weeks[-1].minutes} · 0 to {chart.plot.scale:.0f}")

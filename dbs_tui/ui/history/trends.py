"""Trends: minutes, plan, effort, pain, days, habit, each exercise, and when one trains, over a range of weeks."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import reactive, var
from textual.widget import Widget
from textual.widgets import Static

from dbs_tui.domain.common.text import printable
from dbs_tui.domain.history.history import History
from dbs_tui.domain.history.trends import TrendRange, weeks_between, weeks_of
from dbs_tui.domain.training.exercise import Catalogue
from dbs_tui.ui.history.own_course import LAST_DAY, OwnCourse
from dbs_tui.ui.history.trend_panels import Panel, TrendPanels
from dbs_tui.ui.history.trend_words import muted
from dbs_tui.ui.history.words import between_words, nothing
from dbs_tui.ui.kit.chart import Plot
from dbs_tui.ui.kit.chart_view import Chart, ChartRows
from dbs_tui.ui.kit.choice_line import ChoiceLine
from dbs_tui.ui.kit.exercise_words import exercise_name
from dbs_tui.ui.kit.heading import Part

SPANS = tuple(TrendRange)


class Bars(Widget):
    """A line for each weekday or part of the day, drawn in the width that it has when it is painted."""

    lines: reactive[Callable[[int], Content] | None] = reactive[Callable[[int], Content] | None](None, layout=False)

    def render(self) -> Content:
        """The lines, as long as there is room."""
        return self.lines(self.content_size.width) if self.lines else Content()


class Trends(Vertical, can_focus=True):
    """Panels over one range; the exercise of one of them is chosen, and a week can be pointed at."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l,r", "range(1)", "Range", key_display="←→", id="trends.longer", tooltip="A longer range"),
        Binding("left,h,R", "range(-1)", "Shorter", show=False, id="trends.shorter", tooltip="A shorter range"),
        Binding("down,j", "exercise(1)", "Exercise", key_display="↑↓", id="trends.next", tooltip="The next exercise"),
        Binding("up,k", "exercise(-1)", "Before", show=False, id="trends.previous", tooltip="The exercise before"),
        Binding("comma", "point(-1)", "Week", key_display=", .", id="trends.point", tooltip="Read out the week before"),
        Binding("full_stop", "point(1)", "On", key_display=".", show=False, id="trends.on", tooltip="The week after"),
        Binding("pagedown,ctrl+d", "scroll(1)", "Scroll", show=False, id="trends.down", tooltip="Scroll down"),
        Binding("pageup,ctrl+u", "scroll(-1)", "Scroll", show=False, id="trends.up", tooltip="Scroll up"),
    ]

    span: var[TrendRange] = var(TrendRange.TWELVE_WEEKS, init=False)
    between: var[tuple[date, date] | None] = var[tuple[date, date] | None](None, init=False)
    """The first and the last day of a range by dates; ``None`` for one of the usual ranges."""
    exercise: var[str] = var("", init=False)
    """Id of the exercise that is shown."""
    chosen: var[int | None] = var[int | None](None, init=False)
    """The number of the week that is pointed at."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__(id="trends")
        self.catalogue = catalogue
        self.panels = TrendPanels(History(), date.min, ())
        self.own = OwnCourse()

    def compose(self) -> ComposeResult:
        """The ranges, a line that reads out, then the panels."""
        with Horizontal(id="ranges"):
            yield ChoiceLine(*(span.words for span in SPANS))
            yield Static(id="reading")
        yield Static(nothing(), id="none")
        with VerticalScroll(id="panels", can_focus=False):
            with Horizontal():
                yield Part("Minutes a week", Chart(id="t-minutes"))
                yield Part("Planned and done", Chart(id="t-planned"))
            with Horizontal():
                yield Part("Effort and pain, 0 to 10", ChartRows(id="t-ratings"))
                yield Part("", Chart(id="t-one"), Chart(id="t-other"), Static(id="t-forms"), id="t-exercise")
            with Horizontal():
                yield Part("Pain, 0 to 10", ChartRows(id="t-pain"))
                yield Part("Training days a week", Chart(id="t-days"))
            with Horizontal():
                yield Part("Habit strength", Chart(id="t-habit"))
            with Horizontal(id="t-own"):
                yield Part("Programme and own measures", ChartRows(id="t-course"))
            with Horizontal():
                yield Part("Sessions by weekday", Bars(id="t-weekdays"))
                yield Part("Sessions by hour", Bars(id="t-hours"))

    def focus_main(self) -> None:
        """The keys go to the panels."""
        self.focus()

    def show(self, history: History, today: date) -> None:
        """Draw everything anew."""
        self.query_one("#none").display = not history.sessions
        self.query_one("#panels").display = bool(history.sessions)
        found = weeks_between(history, today, *self.between) if self.between else weeks_of(history, today, self.span)
        self.panels = TrendPanels(history, today, found)
        self.query_one(ChoiceLine).chosen = -1 if self.between else SPANS.index(self.span)
        if self.chosen is not None:
            self.set_reactive(Trends.chosen, None)
        self._draw()
        self._read_out()

    def watch_span(self) -> None:
        """Draw the range."""
        self.set_reactive(Trends.between, None)
        self.show(self.panels.history, self.panels.today)

    def watch_between(self) -> None:
        """Draw the range."""
        self.show(self.panels.history, self.panels.today)

    def watch_exercise(self) -> None:
        """Draw the exercise."""
        self._draw_exercise()

    def watch_chosen(self) -> None:
        """Point at a week in every panel, and read it out."""
        for chart in self.query(Chart):
            chart.plot = replace(chart.plot, chosen=self.chosen)
        for rows in self.query(ChartRows):
            rows.rows = tuple((name, replace(plot, chosen=self.chosen), words) for name, plot, words in rows.rows)
        self._read_out()

    def on_choice_line_clicked(self, event: ChoiceLine.Clicked) -> None:
        """Choose the range that was clicked."""
        self._go_to(SPANS[event.at])

    def action_range(self, step: int) -> None:
        """Another range, around."""
        self._go_to(SPANS[(SPANS.index(self.span) + step) % len(SPANS)])

    def _go_to(self, span: TrendRange) -> None:
        if self.between is not None:
            self.set_reactive(Trends.between, None)
            self.set_reactive(Trends.span, span)
            self.show(self.panels.history, self.panels.today)
        self.span = span

    def action_exercise(self, step: int) -> None:
        """Another exercise, around."""
        known = self.panels.exercises()
        if known:
            self.exercise = known[(known.index(self.exercise) + step) % len(known) if self.exercise in known else 0]

    def action_point(self, step: int) -> None:
        """Point at the week before or after; beyond the last one at none."""
        count = len(self.panels.weeks)
        at = (count if self.chosen is None else self.chosen) + step
        self.chosen = None if at >= count else max(0, at)

    def action_scroll(self, direction: int) -> None:
        """Scroll where the panels do not all fit."""
        panels = self.query_one("#panels", VerticalScroll)
        panels.scroll_page_down() if direction > 0 else panels.scroll_page_up()

    def _read_out(self) -> None:
        words = ""
        if self.chosen is not None:
            words = self.panels.week(self.chosen)
            number = self.own.week_on(self.panels.weeks[self.chosen].starts + LAST_DAY)
            words = f"programme week {number} · {words}" if number else words
        elif self.between is not None:
            words = between_words(*self.between)
        self.query_one("#reading", Static).update(muted(words), layout=False)

    def _draw(self) -> None:
        panels = self.panels
        for name, (plot, words) in self._charts():
            chart = self.query_one(f"#t-{name}", Chart)
            chart.plot, chart.words = plot, words
            chart.query_ancestor(Part).tell(right=f"0 to {plot.scale:,.0f}")
        self.query_one("#t-ratings", ChartRows).rows = panels.ratings()
        self.query_one("#t-pain", ChartRows).rows = panels.pain()
        self.query_one("#t-own").display = bool(self.own)
        self.query_one("#t-course", ChartRows).rows = self.own.rows([week.starts for week in panels.weeks])
        self._draw_exercise()
        self.query_one("#t-weekdays", Bars).lines = panels.weekdays
        self.query_one("#t-hours", Bars).lines = panels.hours

    def _charts(self) -> Iterator[tuple[str, Panel]]:
        panels = self.panels
        yield "minutes", panels.minutes()
        yield "planned", panels.planned()
        yield "days", panels.days()
        yield "habit", panels.habit()

    def _draw_exercise(self) -> None:
        part, known = self.query_one("#t-exercise", Part), self.panels.exercises()
        if self.exercise not in known:
            self.set_reactive(Trends.exercise, known[0] if known else "")
        unit, sides = self.panels.exercise(self.exercise)
        empty = (Plot(), muted("Each exercise has its bars here, by side."))
        for name, (plot, words) in zip(("t-one", "t-other"), [*sides, *([] if sides else [empty])], strict=False):
            chart = self.query_one(f"#{name}", Chart)
            chart.plot, chart.words = replace(plot, chosen=self.chosen), words
        self.query_one("#t-other").display = len(sides) > 1
        forms = self.panels.forms(self.exercise, self._form_name)
        line = self.query_one("#t-forms", Static)
        line.display = bool(len(forms))
        if forms != line.content:
            line.update(forms)
        part.tell(
            f"{exercise_name(self.exercise, self.catalogue)}, {unit} a week" if known else "Exercises",
            f"↑↓ {known.index(self.exercise) + 1} of {len(known)}" if len(known) > 1 else "",
        )

    def _form_name(self, form: str | None) -> str:
        """What a form is called; its id when the exercise has no such form any more."""
        known = self.catalogue[self.exercise].variants if self.exercise in self.catalogue else ()
        return next((variant.name for variant in known if variant.id == form), printable(form or "plain"))

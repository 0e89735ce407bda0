"""Trends: minutes, planned and done, effort and discomfort, and each exercise by side, over a range of weeks."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from dbs_tui.domain.history.history import History
from dbs_tui.domain.history.trends import Move, TrainedWeek, TrendRange, moves_of, sums_of, weeks_of
from dbs_tui.domain.training.exercise import Catalogue
from dbs_tui.ui.history.trend_words import amounts_of, done_words, mean_words, rated_words, side_words, unit_of
from dbs_tui.ui.history.words import nothing
from dbs_tui.ui.kit.chart import Plot, rounded
from dbs_tui.ui.kit.chart_view import Chart
from dbs_tui.ui.kit.choice_line import ChoiceLine
from dbs_tui.ui.kit.exercise_words import exercise_name
from dbs_tui.ui.kit.heading import Part

SPANS = tuple(TrendRange)
RATINGS_TOP = 10.0


class Trends(Vertical, can_focus=True):
    """Four panels over one range; the exercise of the last one is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l,r", "range(1)", "Longer", show=False, id="trends.longer", tooltip="A longer range"),
        Binding("left,h,R", "range(-1)", "Shorter", show=False, id="trends.shorter", tooltip="A shorter range"),
        Binding("down,j", "exercise(1)", "Exercise", show=False, id="trends.next", tooltip="The next exercise"),
        Binding("up,k", "exercise(-1)", "Before", show=False, id="trends.previous", tooltip="The exercise before"),
        Binding("pagedown,ctrl+d", "scroll(1)", "Scroll", show=False, id="trends.down", tooltip="Scroll down"),
        Binding("pageup,ctrl+u", "scroll(-1)", "Scroll", show=False, id="trends.up", tooltip="Scroll up"),
    ]

    span: reactive[TrendRange] = reactive(TrendRange.TWELVE_WEEKS, layout=False, init=False)
    exercise: reactive[str] = reactive("", layout=False, init=False)
    """Id of the exercise that is shown."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__(id="trends")
        self.catalogue = catalogue
        self.history = History()
        self.today = date.min

    def compose(self) -> ComposeResult:
        """The ranges, then the panels."""
        with Horizontal(id="ranges"):
            yield ChoiceLine(*(span.words for span in SPANS))
            yield Static("←→", id="range-keys")
        yield Static(nothing(), id="none")
        with VerticalScroll(id="panels", can_focus=False):
            with Horizontal():
                yield Part("Minutes a week", Chart(id="t-minutes"))
                yield Part("Planned and done", Chart(id="t-planned"))
            with Horizontal():
                with Part("Effort and discomfort", id="t-ratings"):
                    yield Chart(id="t-effort")
                    yield Chart(id="t-discomfort")
                with Part("", id="t-exercise"):
                    yield Chart(id="t-one")
                    yield Chart(id="t-other")

    def focus_main(self) -> None:
        """The keys go to the panels."""
        self.focus()

    def show(self, history: History, today: date) -> None:
        """Draw everything anew."""
        self.history, self.today = history, today
        self.query_one("#none").display = not history.sessions
        self.query_one("#panels").display = bool(history.sessions)
        weeks = weeks_of(history, today, self.span)
        self.query_one(ChoiceLine).chosen = SPANS.index(self.span)
        self._show_minutes(weeks)
        self._show_ratings(weeks)
        self._show_exercise(weeks)

    def watch_span(self) -> None:
        """Draw the range."""
        self.show(self.history, self.today)

    def watch_exercise(self) -> None:
        """Draw the exercise."""
        self._show_exercise(weeks_of(self.history, self.today, self.span))

    def on_choice_line_clicked(self, event: ChoiceLine.Clicked) -> None:
        """Choose the range that was clicked."""
        self.span = SPANS[event.at]

    def action_range(self, step: int) -> None:
        """Another range, around."""
        self.span = SPANS[(SPANS.index(self.span) + step) % len(SPANS)]

    def action_exercise(self, step: int) -> None:
        """Another exercise, around."""
        known = _exercises(moves_of(weeks_of(self.history, self.today, self.span)))
        if known:
            self.exercise = known[(known.index(self.exercise) + step) % len(known) if self.exercise in known else 0]

    def action_scroll(self, direction: int) -> None:
        """Scroll where the panels do not all fit."""
        panels = self.query_one("#panels", VerticalScroll)
        panels.scroll_page_down() if direction > 0 else panels.scroll_page_up()

    def _show_minutes(self, weeks: Sequence[TrainedWeek]) -> None:
        minutes, done = [week.minutes for week in weeks], [week.done / 60 for week in weeks]
        planned = [week.planned / 60 for week in weeks]
        self._draw("t-minutes", weeks, minutes, mean_words(minutes))
        self._draw("t-planned", weeks, done, done_words(sum(done), sum(planned)), planned=planned)

    def _show_ratings(self, weeks: Sequence[TrainedWeek]) -> None:
        for name, style, means in (
            ("effort", "$primary", [week.effort for week in weeks]),
            ("discomfort", "$warning", [week.discomfort for week in weeks]),
        ):
            self._draw(f"t-{name}", weeks, means, rated_words(name, means), top=RATINGS_TOP, style=style)

    def _show_exercise(self, weeks: Sequence[TrainedWeek]) -> None:
        panel, other = self.query_one("#t-exercise", Part), self.query_one("#t-other", Chart)
        moves = moves_of(weeks)
        known = _exercises(moves)
        if self.exercise not in known:
            self.set_reactive(Trends.exercise, known[0] if known else "")
        sums = {side: sums_of(weeks, (exercise, side)) for exercise, side in moves if exercise == self.exercise}
        unit = unit_of([week for series in sums.values() for week in series])
        figures = {side: amounts_of(series, unit) for side, series in sums.items()}
        other.display = len(figures) > 1
        # Both sides stand on one scale, so that they can be compared.
        top = rounded(max(max(series) for series in figures.values())) if len(figures) > 1 else 0.0
        for name, (side, series) in zip(("t-one", "t-other"), figures.items(), strict=False):
            self._draw(name, weeks, series, side_words(side, sum(series), unit), top=top)
        if not figures:
            self._draw("t-one", weeks, (), Content.assemble(("Each exercise has its bars here, by side.", "$muted")))
        panel.tell(
            f"{exercise_name(self.exercise, self.catalogue)}, {unit} a week" if known else "Exercises",
            f"↑↓ {known.index(self.exercise) + 1} of {len(known)}" if len(known) > 1 else "",
        )

    def _draw(
        self,
        name: str,
        weeks: Sequence[TrainedWeek],
        values: Sequence[float | None],
        words: Content,
        **look: object,
    ) -> None:
        chart = self.query_one(f"#{name}", Chart)
        look = {key: tuple(value) if isinstance(value, list) else value for key, value in look.items()}
        chart.plot = Plot(tuple(values), tuple(week.starts for week in weeks), **look)  # type: ignore[arg-type]
        chart.words = words


def _exercises(moves: Iterable[Move]) -> list[str]:
    return list(dict.fromkeys(exercise for exercise, _ in moves))

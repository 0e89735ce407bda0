"""What each panel of Trends shows of some weeks: its bars and its words. Pure, no widget."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from statistics import fmean

from rich.cells import cell_len
from textual.content import Content

from dbs_tui.domain.history.habit import strength, strength_on
from dbs_tui.domain.history.history import History
from dbs_tui.domain.history.minutes import percent
from dbs_tui.domain.history.patterns import HOURS, by_hour, by_weekday
from dbs_tui.domain.history.trends import (
    Move,
    Question,
    TrainedWeek,
    befores_of,
    efforts_of,
    mean,
    mornings_of,
    moves_of,
    paused_weeks,
    sums_of,
    worsts_of,
)
from dbs_tui.domain.history.week import DAY, DAYS, WeekState
from dbs_tui.domain.training.exercise import Side
from dbs_tui.ui.history.trend_words import (
    amounts_of,
    done_words,
    mean_words,
    muted,
    rated_words,
    side_words,
    total_of,
    unit_of,
)
from dbs_tui.ui.kit.cells import fill_cells
from dbs_tui.ui.kit.chart import Plot, rounded

RATINGS_TOP, HABIT_TOP = 10.0, 100.0
NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

Panel = tuple[Plot, Content]
Row = tuple[str, Plot, Content]


@dataclass(frozen=True)
class TrendPanels:
    """The panels over some weeks of a history, the running week the last of them or none."""

    history: History
    today: date
    weeks: tuple[TrainedWeek, ...]

    def plot(
        self, values: Sequence[float | None], top: float = 0.0, style: str = "$success", goal: float = 0.0
    ) -> Plot:
        """A figure for each of the weeks."""
        return Plot(tuple(values), self.starts, (), top, style, self.paused, goal)

    @cached_property
    def starts(self) -> tuple[date, ...]:
        """The first day of each of the weeks."""
        return tuple(week.starts for week in self.weeks)

    def minutes(self) -> Panel:
        """Minutes a week."""
        minutes = [week.minutes for week in self.weeks]
        return self.plot(minutes), mean_words(minutes)

    def planned(self) -> Panel:
        """Minutes of work that were done, and those that were planned."""
        done, planned = [week.done for week in self.weeks], [week.planned for week in self.weeks]
        drawn = self.plot([each / 60 for each in done])
        plot = Plot(drawn.values, drawn.starts, tuple(each / 60 for each in planned), paused=drawn.paused)
        return plot, done_words(sum(done), sum(planned))

    def ratings(self) -> tuple[Row, ...]:
        """Effort and the worst pain."""
        return self._rows((("effort", efforts_of, "$primary"), ("pain", worsts_of, "$warning")))

    def pain(self) -> tuple[Row, ...]:
        """Pain before, at its worst, and on the next morning."""
        asked = (("before", befores_of), ("worst", worsts_of), ("next morning", mornings_of))
        return self._rows(tuple((name, question, "$warning") for name, question in asked))

    def _rows(self, questions: Sequence[tuple[str, Question, str]]) -> tuple[Row, ...]:
        return tuple(
            (
                name,
                self.plot([mean(question(week)) for week in self.weeks], RATINGS_TOP, style),
                rated_words(self.over, self.running, question),
            )
            for name, question, style in questions
        )

    @cached_property
    def paused(self) -> tuple[bool, ...]:
        """Which of the weeks were paused."""
        return paused_weeks(self.history, self.weeks)

    @cached_property
    def over(self) -> tuple[TrainedWeek, ...]:
        """The weeks that are over."""
        running = self.history.week_of(self.today)
        return tuple(week for week in self.weeks if week.starts < running)

    @property
    def running(self) -> tuple[TrainedWeek, ...]:
        """The running week, if it is one of them."""
        return self.weeks[len(self.over) :]

    def days(self) -> Panel:
        """Training days a week, with the goal as a line."""
        goal = self.history.goal_on(self.weeks[-1].starts) if self.weeks else 0
        states = [week.state for week in self.history.weeks(self.today) if self._is_over(week.starts)]
        met, of = states.count(WeekState.MET), len(states) - states.count(WeekState.PAUSED)
        words = Content.assemble((f"{fmean(week.days for week in self.weeks):.1f}", "bold"), (" a week", "$muted"))
        told = f" · goal met in {met} of {of}" if of else ""
        return self.plot([week.days for week in self.weeks], goal=goal), words + muted(told)

    def _is_over(self, starts: date) -> bool:
        return bool(self.over) and self.over[0].starts <= starts <= self.over[-1].starts

    def habit(self) -> Panel:
        """Habit strength at the end of each week."""
        ends = [min(self.today, week.starts + DAY * (DAYS - 1)) for week in self.weeks]
        course = [strength_on(self.history, self.today, end) for end in ends]
        known = [value for value in course if value is not None]
        told = f"{strength(self.history, self.today)}"
        most = f" of 100 today · between {min(known)} and {max(known)} here" if known else " of 100"
        return self.plot(course, HABIT_TOP), Content.assemble((told, "bold"), (most, "$muted"))

    def weekdays(self, width: int) -> Content:
        """Sessions by weekday, a line each, beginning with the first of the week."""
        found = by_weekday(session for week in self.weeks for session in week.sessions)
        order = [(self.history.week_starts + number) % DAYS for number in range(DAYS)]
        return _bars([(NAMES[at], found[at]) for at in order], width)

    def hours(self, width: int) -> Content:
        """Sessions by the part of the day in which they began, a line each; the night is one."""
        found = by_hour(session for week in self.weeks for session in week.sessions)
        names = [f"{HOURS * part}-{HOURS * (part + 1)} h" for part in range(len(found))]
        return _bars([("0-6 h", found[0] + found[1]), *zip(names[2:], found[2:], strict=True)], width)

    # -- one exercise

    def exercises(self) -> list[str]:
        """The ids of the exercises that were done, in the order they first came."""
        return list(dict.fromkeys(exercise for exercise, _ in self.moves))

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """The exercises and sides that were done."""
        return moves_of(self.weeks)

    def exercise(self, exercise: str) -> tuple[str, tuple[Panel, ...]]:
        """The unit of an exercise, and its bars by side on one scale, so that they can be compared."""
        sums = {side: sums_of(self.weeks, (name, side)) for name, side in self.moves if name == exercise}
        unit = unit_of([week for series in sums.values() for week in series])
        figures = {side: amounts_of(series, unit) for side, series in sums.items()}
        top = rounded(max(max(series) for series in figures.values())) if len(figures) > 1 else 0.0

        def panel(side: Side | None) -> Panel:
            return self.plot(figures[side], top), side_words(side, total_of(sums[side], unit), unit)

        return unit, tuple(map(panel, figures))

    def forms(self, exercise: str, name: Callable[[str | None], str]) -> Content:
        """The forms of an exercise that were done, most first: ``plain 12 sets, chair 4``; empty for the plain one."""
        found: dict[str | None, int] = {}
        for week in self.weeks:
            for form, sets in week.forms.get(exercise, {}).items():
                found[form] = found.get(form, 0) + sets
        if set(found) <= {None}:
            return Content("")
        order = sorted(found, key=lambda form: (-found[form], form or ""))
        return muted("sets: " + ", ".join(f"{name(form)} {found[form]}" for form in order))

    # -- one week

    def week(self, at: int) -> str:
        """A week in words: ``7 to 13 Sep 2026: 32 min, 3 days, effort 4.3, pain 1.2, 98 % of the plan``."""
        week = self.weeks[at]
        first, last = week.starts, week.starts + DAY * (DAYS - 1)
        begins = f"{first.day}" if first.month == last.month else f"{first.day} {first:%b}"
        days = f"{begins} to {last.day} {last:%b %Y}"
        paused = " · paused" if paused_weeks(self.history, (week,))[0] else ""
        if not week.sessions:
            return f"{days}: nothing{paused}"
        parts = (
            f"{week.minutes} min",
            f"{week.days} day{'s' * (week.days != 1)}",
            "" if week.effort is None else f"effort {week.effort:.1f}",
            "" if week.discomfort is None else f"pain {week.discomfort:.1f}",
            f"{percent(week.done, week.planned)} % of the plan" if week.planned else "",
        )
        return f"{days}: {', '.join(filter(None, parts))}{paused}"


def _bars(named: Sequence[tuple[str, int]], width: int) -> Content:
    """A line for each name: a bar as long as its figure, and the figure."""
    label = max(cell_len(name) for name, _ in named) + 2
    most = max(figure for _, figure in named)
    room = max(1, width - label - len(f" {most:,}"))
    lines = []
    for name, figure in named:
        bar = "━" * (max(1, round(room * figure / most)) if figure else 0)
        lines.append(Content.assemble((fill_cells(name, label), "$muted"), (bar, "$success"), (f" {figure:,}", "bold")))
    return Content("\n").join(lines)

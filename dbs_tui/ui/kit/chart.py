"""Bars over the weeks that fill their part, the newest at its right edge. Pure drawing, no widget.

Where more weeks are asked for than there are columns, neighbours share a bar that stands for their mean. The scale is
told in the heading. Where there is no room for bars they become one row of blocks.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import ceil, log10
from statistics import fmean

from textual.content import Content

EIGHTHS = " ▁▂▃▄▅▆▇█"
STEPS = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
"""Upper ends of a scale, times a power of ten: close enough for bars to use the height."""
PAUSED, RULE, GOAL = "‖", "─", "╌"
YEARS = 80
"""Weeks from which the axis names years instead of months."""
SHORT = 13
"""Weeks up to which the first bar is named with its day."""
ROUNDING = 1e-9
TALLEST = 10
"""Rows that a plot gets at most where several stand below each other: one for each step of a scale of ten."""
FINE = 8
"""Rows from which what was done can be rounded to whole cells and still be told from what was planned."""
LOWEST = 4
"""Rows of a chart at least, its rule and its dates among them; with fewer it is one row of blocks."""
NOW = "now"
OLDER = {"$success": "$level-2"}
"""The style of what is not the newest."""

Value = float | None


@dataclass(frozen=True)
class Plot:
    """A figure a week, oldest first; ``None`` where there is none."""

    values: tuple[Value, ...] = ()
    starts: tuple[date, ...] = ()
    """First day of each week."""
    planned: tuple[Value, ...] = ()
    """What a value was to become; what is missing to it is drawn as ░."""
    top: float = 0.0
    """The upper end of the scale; 0 finds one."""
    style: str = "$success"
    paused: tuple[bool, ...] = ()
    """Which weeks a pause took: marked in the rule."""
    goal: float = 0.0
    """Where a line across is drawn; 0 for none."""
    chosen: int | None = None
    """The week whose bar is pointed at."""

    @cached_property
    def scale(self) -> float:
        """The upper end of the scale, in the unit of the values."""
        known = (value for value in (*self.values, *self.planned, self.goal) if value is not None)
        return self.top or rounded(max(known, default=0.0))


@dataclass(frozen=True, slots=True)
class _Bar:
    at: int
    """Its first column."""
    width: int
    value: Value
    planned: Value
    starts: date
    weeks: range
    """Which of the values it stands for."""


def sparkline(values: Sequence[Value], width: int, top: float = 0.0) -> str:
    """The last values as one row of blocks, a column each; ``·`` where there is none."""
    shown = list(values)[-width:] if width > 0 else []
    highest = top or max((value for value in shown if value is not None), default=0.0) or 1.0
    return "".join("·" if value is None else EIGHTHS[1 + min(7, int(8 * value / highest))] for value in shown)


def weeks_a_bar(weeks: int, columns: int) -> int:
    """How many weeks share a bar where there are so many columns."""
    return ceil(weeks / columns) if columns > 0 else max(1, weeks)


def drawn(plot: Plot, width: int, height: int) -> Content:
    """A plot in so many columns and rows: bars, a rule, and months or years below."""
    if not plot.values or width < len(NOW) or height < 1:
        return Content("")
    bars = list(_bars(plot, width))
    dates = _dates(bars, len(plot.values), width)
    if height < LOWEST:
        return Content("\n").join([_in_a_row(plot, bars), dates][:height])
    rows = height - 2
    lines = [_line(plot, bars, row, rows, width) for row in range(rows - 1, -1, -1)]
    return Content("\n").join([*lines, _rule(plot, bars, width), dates])


def drawn_rows(named: Sequence[tuple[str, Plot, Content]], width: int, height: int) -> Content:
    """Several plots of the same weeks on one scale, one below the other, each under its name and what is said of it.

    Each gets as many rows as there are for all of them; the dates stand below the last.
    """
    if not named or not named[0][1].values or width < len(NOW):
        return Content("")
    rows = max(1, min(TALLEST, (height - 1) // len(named) - 1))
    lines: list[Content] = []
    for name, plot, words in named:
        bars = list(_bars(plot, width))
        drawn = [_line(plot, bars, row, rows, width) for row in range(rows - 1, -1, -1)]
        lines += [Content.assemble((f"{name}  ", "$muted"), words), *(drawn if rows > 1 else [_in_a_row(plot, bars)])]
    dates = _dates(list(_bars(named[0][1], width)), len(named[0][1].values), width)
    return Content("\n").join([*lines, dates][: max(0, height)])


def _bars(plot: Plot, columns: int) -> Iterator[_Bar]:
    together = weeks_a_bar(len(plot.values), columns)
    # The newest bar is a whole one: a lonely week at the end would look like a drop.
    first = len(plot.values) % together
    ends = [*([first] if first else []), *range(first + together, len(plot.values) + 1, together)]
    slot = max(1, columns // len(ends))
    width, begin = max(1, slot - 1), 0
    left = columns - slot * (len(ends) - 1) - width
    for number, end in enumerate(ends):
        values, planned = _mean(plot.values[begin:end]), _mean(plot.planned[begin:end])
        yield _Bar(left + number * slot, width, values, planned, plot.starts[begin], range(begin, end))
        begin = end


def _mean(values: Sequence[Value]) -> Value:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None


def rounded(value: float) -> float:
    """The next round figure; 1 at least, and a whole one."""
    if value <= 1:
        return 1.0
    power = 10.0 ** int(log10(value))
    return next(ends for step in STEPS if value <= (ends := step * power) and ends == int(ends))


def _in_a_row(plot: Plot, bars: Sequence[_Bar]) -> Content:
    """A block a bar, as high as its value; a week of a pause without one is marked."""
    line = sparkline([bar.value for bar in bars], len(bars), plot.scale)
    parts: list[tuple[str, str]] = []
    column = 0
    for bar, block in zip(bars, line, strict=True):
        paused = not bar.value and _is_paused(plot, bar)
        parts += [(" " * (bar.at - column), ""), ((PAUSED if paused else block) * bar.width, _style(plot, bar))]
        column = bar.at + bar.width
    return _row(parts)


def _line(plot: Plot, bars: Sequence[_Bar], row: int, rows: int, width: int) -> Content:
    """One row of the plot, 0 the lowest."""
    parts: list[tuple[str, str]] = []
    column = 0
    blank = GOAL if plot.goal and int(rows * plot.goal / plot.scale - ROUNDING) == row else " "
    for bar in bars:
        text, style = _cell(plot, bar, row, rows)
        parts += [
            (blank * (bar.at - column), "$warning"),
            (blank * bar.width, "$warning") if not text else (text, style),
        ]
        column = bar.at + bar.width
    return _row([*parts, (blank * (width - column), "$warning")])


def _row(parts: Iterable[tuple[str, str]]) -> Content:
    """Pieces of a row put together; a gap has the style of what stands beside it.

    The fewer pieces a row has, the quicker it is painted.
    """
    joined: list[tuple[str, str]] = []
    for text, style in parts:
        before, its_style = joined[-1] if joined else ("", style)
        if style == its_style or not text.strip(" "):
            joined[-1:] = [(before + text, its_style)]
        elif not before.strip(" "):
            joined[-1:] = [(before + text, style)]
        else:
            joined.append((text, style))
    return Content.assemble(*joined)


def _style(plot: Plot, bar: _Bar) -> str:
    """The newest bar has the full colour; what is pointed at is told apart by its own."""
    if plot.chosen is not None and plot.chosen in bar.weeks:
        return "$accent"
    return plot.style if bar.weeks.stop == len(plot.values) else OLDER.get(plot.style, plot.style)


def _cell(plot: Plot, bar: _Bar, row: int, rows: int) -> tuple[str, str]:
    """What a bar has in a row; empty text where it has nothing."""
    if bar.value is None:
        return ("·" * bar.width, "$muted") if row == 0 else ("", "")
    top = plot.scale
    eighths = round(8 * rows * bar.value / top)
    if bar.value > 0:
        eighths = max(1, eighths)
    left_out = round(8 * rows * (bar.planned or 0.0) / top) - 8 * row
    inside = max(0, min(8, eighths - 8 * row))
    if bar.planned and left_out >= 4 and inside < 8 and rows >= FINE:
        # Whole cells where something was left out: between an eighth and a shade there would be a gap.
        inside = 8 if inside >= 4 else 0
    if inside:
        return EIGHTHS[inside] * bar.width, _style(plot, bar)
    return ("░" * bar.width, "$muted") if bar.planned and left_out >= 4 else ("", "")


def _rule(plot: Plot, bars: Sequence[_Bar], width: int) -> Content:
    """The line that the bars stand on; marked under weeks of a pause, and under the bar that is pointed at."""
    parts: list[tuple[str, str]] = []
    column = 0
    for bar in bars:
        chosen = plot.chosen is not None and plot.chosen in bar.weeks
        mark, style = (PAUSED, "$secondary") if _is_paused(plot, bar) else (RULE, "$border")
        parts += [(RULE * (bar.at - column), "$border"), (("▲" if chosen else mark) * bar.width, style)]
        column = bar.at + bar.width
    return _row([*parts, (RULE * (width - column), "$border")])


def _is_paused(plot: Plot, bar: _Bar) -> bool:
    return any(plot.paused[bar.weeks.start : bar.weeks.stop])


def _dates(bars: Sequence[_Bar], weeks: int, width: int) -> Content:
    """The first bar's date, every new month or year that has room, and the newest called now.

    Where the bars cross into another year, the first date names its year, and so does each January.
    """
    ends = width - len(NOW)
    line, before = " " * bars[0].at, bars[0].starts
    crosses = bars[0].starts.year != bars[-1].starts.year
    for bar in bars:
        for name in _names(bar.starts, before, weeks, bar is bars[0], crosses):
            if len(line) <= bar.at < ends - len(name):
                line = f"{line.ljust(bar.at)}{name} "
                break
        before = bar.starts
    return Content.assemble((f"{line.ljust(ends)[:ends]}{NOW}", "$muted"))


def _names(day: date, before: date, weeks: int, first: bool, crosses: bool) -> tuple[str, ...]:
    """What a bar may be called, the name that is wanted first."""
    if first:
        if weeks > YEARS:
            return (f"{day:%b} {day.year}", f"{day.year}")
        named = f"{day.day} {day:%b}" if weeks <= SHORT else f"{day:%b}"
        return (f"{named} {day.year}", f"{day.year}") if crosses else (named,)
    if day.year != before.year:
        return (f"{day.year}",)
    return (f"{day:%b}",) if day.month != before.month and weeks <= YEARS else ()

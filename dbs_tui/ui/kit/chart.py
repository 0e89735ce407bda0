"""Bars over the weeks that fill their part, the newest at its right edge. Pure drawing, no widget.

Where more weeks are asked for than there are columns, neighbours share a bar that stands for their mean. The scale is
told in the heading. Where there is no room for bars they become one row of blocks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, log10
from statistics import fmean

from textual.content import Content

EIGHTHS = " ▁▂▃▄▅▆▇█"
YEARS = 80
"""Weeks from which the axis names years instead of months."""
LOWEST = 4
"""Rows of a chart at least, its rule and its dates among them; with fewer it is one row of blocks."""
NOW = "now"
OLDER = {"$success": "$level-2"}
"""The style of what is not the newest."""

Value = float | None


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class _Bar:
    at: int
    """Its first column."""
    width: int
    value: Value
    planned: Value
    starts: date


def sparkline(values: Sequence[Value], width: int, top: float = 0.0) -> str:
    """The last values as one row of blocks, a column each; ``·`` where there is none."""
    shown = list(values)[-width:] if width > 0 else []
    highest = top or max((value for value in shown if value is not None), default=0.0) or 1.0
    return "".join("·" if value is None else EIGHTHS[1 + min(7, int(8 * value / highest))] for value in shown)


def weeks_a_bar(weeks: int, columns: int) -> int:
    """How many weeks share a bar where there are so many columns."""
    return ceil(weeks / columns) if columns > 0 else max(1, weeks)


def scale(plot: Plot) -> float:
    """The upper end of the scale, in the unit of the values."""
    return plot.top or rounded(
        max((value for value in (*plot.values, *plot.planned) if value is not None), default=0.0)
    )


def drawn(plot: Plot, width: int, height: int) -> Content:
    """A plot in so many columns and rows: bars, a rule, and months or years below."""
    if not plot.values or width < len(NOW) or height < 1:
        return Content("")
    bars = list(_bars(plot, width))
    dates = _dates(bars, len(plot.values), width)
    if height < LOWEST:
        return Content("\n").join([_in_a_row(plot, bars), dates][:height])
    rows = height - 2
    lines = [_line(plot, bars, row, rows) for row in range(rows - 1, -1, -1)]
    return Content("\n").join([*lines, Content.assemble(("─" * width, "$border")), dates])


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
        yield _Bar(left + number * slot, width, values, planned, plot.starts[begin])
        begin = end


def _mean(values: Sequence[Value]) -> Value:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None


def rounded(value: float) -> float:
    """The next 1, 2, 4, 5 or 8 times a power of ten; 1 at least."""
    if value <= 1:
        return 1.0
    power = 10.0 ** int(log10(value))
    return next(step * power for step in (1, 2, 4, 5, 8, 10) if value <= step * power)


def _in_a_row(plot: Plot, bars: Sequence[_Bar]) -> Content:
    """A block a bar, as high as its value."""
    line = sparkline([bar.value for bar in bars], len(bars), scale(plot))
    parts = [(" " * (bar.at - before), block * bar.width) for bar, before, block in _after_each(bars, line)]
    return Content.assemble(*((text, plot.style) for pair in parts for text in pair))


def _after_each(bars: Sequence[_Bar], line: str) -> Iterator[tuple[_Bar, int, str]]:
    """Each bar with the column where the one before it ends, and its block."""
    before = 0
    for bar, block in zip(bars, line, strict=True):
        yield bar, before, block
        before = bar.at + bar.width


def _line(plot: Plot, bars: Sequence[_Bar], row: int, rows: int) -> Content:
    """One row of the plot, 0 the lowest."""
    parts: list[tuple[str, str]] = []
    column, older = 0, OLDER.get(plot.style, plot.style)
    for bar in bars:
        text, style = _cell(plot, bar, row, rows)
        style = older if style == plot.style and bar is not bars[-1] else style
        parts += [(" " * (bar.at - column), ""), (text, style)]
        column = bar.at + len(text)
    return Content.assemble(*parts)


def _cell(plot: Plot, bar: _Bar, row: int, rows: int) -> tuple[str, str]:
    if bar.value is None:
        return ("·" if row == 0 else " ") * bar.width, "$muted"
    top = scale(plot)
    eighths = round(8 * rows * bar.value / top)
    if bar.value > 0:
        eighths = max(1, eighths)
    inside = max(0, min(8, eighths - 8 * row))
    if inside:
        return EIGHTHS[inside] * bar.width, plot.style
    planned = round(8 * rows * (bar.planned or 0.0) / top)
    if planned > 8 * row + 4 - 4 * (eighths <= 8 * row):
        return "░" * bar.width, "$muted"
    return " " * bar.width, ""


def _dates(bars: Sequence[_Bar], weeks: int, width: int) -> Content:
    """The first bar's date, every new month or year that has room, and the newest called now."""
    ends = width - len(NOW)
    line, before = " " * bars[0].at, bars[0].starts
    for bar in bars:
        name = _name(bar.starts, before, weeks, bar is bars[0])
        if name and len(line) <= bar.at < ends - len(name):
            line = f"{line.ljust(bar.at)}{name} "
        before = bar.starts
    return Content.assemble((f"{line.ljust(ends)[:ends]}{NOW}", "$muted"))


def _name(day: date, before: date, weeks: int, first: bool) -> str:
    if weeks > YEARS:
        return f"{day.year}" if first or day.year != before.year else ""
    if first:
        return f"{day.day} {day:%b}" if weeks <= 13 else f"{day:%b}"
    return f"{day:%b}" if day.month != before.month else ""

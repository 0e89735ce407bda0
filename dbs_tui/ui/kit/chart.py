"""Bars over the weeks, with both axes labelled: read without colour, at any size. Pure drawing, no widget.

Where more weeks are asked for than there are columns, neighbours share a bar that stands for their mean.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, log10
from statistics import fmean

from textual.content import Content

EIGHTHS = " ▁▂▃▄▅▆▇█"
WIDEST = 6
"""Columns of a bar at most."""
YEARS = 80
"""Weeks from which the axis names years instead of months."""
ROOM_FOR_A_LINE = 5
"""Rows from which the lower end of the scale has a line of its own."""
ROOM_FOR_FIGURES = 5
"""Columns of a bar and its gap from which its figure stands above it."""

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


def plot_columns(plot: Plot, width: int) -> int:
    """The columns that are left for bars beside the figures of the scale."""
    return width - max(len(_figure(_top(plot))), 1) - 1


def drawn(plot: Plot, width: int, height: int) -> Content:
    """A plot in so many columns and rows: the scale on the left, months or years below."""
    columns, line = plot_columns(plot, width), height >= ROOM_FOR_A_LINE
    rows = height - 1 - line
    if not plot.values or columns < 4 or rows < 1:
        return Content("")
    bars = list(_bars(plot, columns))
    top = _top(plot, bars)
    label = width - columns - 1
    lines = [_line(plot, bars, row, rows, top, zero=not line) for row in range(rows - 1, -1, -1)]
    axis = [Content.assemble((f"{0:>{label}}└" + "─" * columns, "$muted"))] if line else []
    return Content("\n").join([*lines, *axis, _dates(bars, len(plot.values), label + 1, width)])


def _bars(plot: Plot, columns: int) -> Iterator[_Bar]:
    together = weeks_a_bar(len(plot.values), columns)
    # The newest bar is a whole one: a lonely week at the end would look like a drop.
    first = len(plot.values) % together
    ends = [*([first] if first else []), *range(first + together, len(plot.values) + 1, together)]
    slot = max(1, columns // len(ends))
    width, begin = min(WIDEST, max(1, slot - 1)), 0
    slot = min(slot, width + 2)
    for number, end in enumerate(ends):
        yield _Bar(
            number * slot,
            width,
            _mean(plot.values[begin:end]),
            _mean(plot.planned[begin:end]),
            plot.starts[begin],
        )
        begin = end


def _mean(values: Sequence[Value]) -> Value:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None


def _top(plot: Plot, bars: Sequence[_Bar] = ()) -> float:
    if plot.top:
        return plot.top
    values = [value for bar in bars for value in (bar.value, bar.planned)] if bars else [*plot.values, *plot.planned]
    return rounded(max((value for value in values if value is not None), default=0.0))


def rounded(value: float) -> float:
    """The next 1, 2, 4, 5 or 8 times a power of ten; 1 at least."""
    if value <= 1:
        return 1.0
    power = 10.0 ** int(log10(value))
    return next(step * power for step in (1, 2, 4, 5, 8, 10) if value <= step * power)


def _figure(value: float) -> str:
    return f"{value:.0f}"


def _line(plot: Plot, bars: Sequence[_Bar], row: int, rows: int, top: float, zero: bool) -> Content:
    """One row of the plot, 0 the lowest; ``zero`` where no line below it names the lower end."""
    label = len(_figure(top))
    # A figure stands at the upper edge of its row.
    halfway = rows >= 4 and rows % 2 == 0 and row == rows // 2 - 1 and top % 2 == 0
    named = _figure(top) if row == rows - 1 else _figure(top / 2) if halfway else "0" if zero and not row else ""
    front = f"{named:>{label}}" + ("┤" if named else "│")
    parts: list[tuple[str, str]] = [(front, "$muted")]
    column = 0
    for bar in bars:
        text, style = _cell(plot, bar, row, rows, top)
        parts += [(" " * (bar.at - column), ""), (text, style)]
        column = bar.at + len(text)
    return Content.assemble(*parts)


def _cell(plot: Plot, bar: _Bar, row: int, rows: int, top: float) -> tuple[str, str]:
    if bar.value is None:
        return ("·" if row == 0 else " ") * bar.width, "$muted"
    eighths = round(8 * rows * bar.value / top)
    if bar.value > 0:
        eighths = max(1, eighths)
    inside = max(0, min(8, eighths - 8 * row))
    if inside:
        return EIGHTHS[inside] * bar.width, plot.style
    planned = round(8 * rows * (bar.planned or 0.0) / top)
    if planned > 8 * row + 4 - 4 * (eighths <= 8 * row):
        return "░" * bar.width, "$muted"
    return _above(bar, row, eighths)


def _above(bar: _Bar, row: int, eighths: int) -> tuple[str, str]:
    """The figure of a bar in the row above it, where there is room."""
    text = f"{bar.value:.0f}"
    if bar.planned is None and bar.value and bar.width >= ROOM_FOR_FIGURES - 1 and row == ceil(eighths / 8):
        return f"{text:^{bar.width}}"[: bar.width], ""
    return " " * bar.width, ""


def _dates(bars: Sequence[_Bar], weeks: int, label: int, width: int) -> Content:
    """The first bar's date, then every new month or year that has room."""
    line, before = " " * label, bars[0].starts
    for bar in bars:
        name = _name(bar.starts, before, weeks, bar is bars[0])
        if name and len(line) <= label + bar.at <= width - len(name):
            line = f"{line.ljust(label + bar.at)}{name} "
        before = bar.starts
    return Content.assemble((line.rstrip(), "$muted"))


def _name(day: date, before: date, weeks: int, first: bool) -> str:
    if weeks > YEARS:
        return f"{day.year}" if first or day.year != before.year else ""
    if first:
        return f"{day.day} {day:%b}" if weeks <= 13 else f"{day:%b}"
    return f"{day:%b}" if day.month != before.month else ""

"""The report as one HTML page: self-contained, without scripts, and made for paper as well as for the screen."""

from collections.abc import Iterator
from html import escape

from dbs_tui.transfer.report import Point, Report, ReportTable

STYLE = """\
body { font: 15px/1.45 system-ui, sans-serif; color: #1c2429; background: #fff; max-width: 46rem; margin: 2rem auto;
  padding: 0 1rem; }
h1 { font-size: 1.5rem; margin: 0; }
h2 { font-size: 1.05rem; margin: 1.4rem 0 .3rem; }
p { margin: .2rem 0; }
dl { margin: .8rem 0; }
dl div { display: grid; grid-template-columns: minmax(8em, 17em) 1fr; gap: 0 1em; }
dt { color: #55636b; }
dd { margin: 0; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: .1rem .5rem; border-bottom: 1px solid #dde3e6; vertical-align: top; }
th { font-weight: 600; color: #55636b; }
th:first-child, td:first-child { text-align: left; }
td { white-space: nowrap; }
td:first-child, .text td { white-space: normal; }
.text th, .text td { text-align: left; }
.course td:first-child, .text td:first-child { white-space: nowrap; }
.charts { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.2rem; }
@media (max-width: 34rem) { .charts { grid-template-columns: 1fr; } }
figure { margin: .8rem 0 0; }
figcaption { font-size: .85rem; }
svg { width: 100%; height: auto; }
svg text { font: 10px system-ui, sans-serif; fill: #55636b; }
footer { color: #55636b; font-size: .85rem; margin-top: 1.5rem; }
@page { size: A4; margin: 12mm 14mm; }
@media print {
  body { font-size: 9px; line-height: 1.25; margin: 0; padding: 0; max-width: none; }
  h1 { font-size: 1.8em; }
  h2 { font-size: 1.25em; margin: .8em 0 .2em; break-after: avoid; }
  dl { display: grid; grid-template-columns: 1fr 1fr; gap: 0 2em; margin: .8em 0; }
  dl div { grid-template-columns: 12em 1fr; }
  dl .long { grid-column: 1 / -1; }
  th, td { padding: .02em .4em; }
  .charts, .tables { gap: 0 2em; }
  .tables { display: grid; grid-template-columns: auto auto; align-items: start; }
  figure { margin: .4em 0 0; }
  figcaption { font-size: 1em; }
  footer { margin-top: .8em; font-size: 1em; }
  tr, figure { break-inside: avoid; }
}
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 360, 150, 28, 16, 22
"""Of a chart, in its own units."""
MOST_LABELS = 6
LABEL = 46
"""Width of the longest label below a chart, in its units."""
LONG = 44
"""Characters of a fact beside which there is no room for another one on paper."""
PAIN, EFFORT, BARS = "#a3402f", "#5b6b74", "#3f7a5c"


def page(report: Report) -> str:
    """The page as HTML."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield "<!doctype html>"
    yield '<html lang="en">'
    yield f'<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer">'
    yield f"<title>{escape(report.title)}, {escape(report.period)}</title>"
    yield f"<style>\n{STYLE}</style></head>"
    yield f"<body><h1>{escape(report.title)}</h1>"
    yield f"<p>{escape(report.period)}</p>"
    yield "<dl>"
    for name, said in report.facts:
        kind = ' class="long"' if len(said) > LONG else ""
        yield f"<div{kind}><dt>{escape(name)}</dt><dd>{escape(said)}</dd></div>"
    yield "</dl>"
    yield from _charts(report.points)
    yield '<div class="tables">'
    yield from _table(report.course, "course")
    yield from _table(report.exercises)
    yield "</div>"
    yield from _table(report.notable, "text")
    if report.pauses:
        yield "<h2>Pauses</h2>"
        yield from (f"<p>{escape(pause)}</p>" for pause in report.pauses)
    yield f"<footer>{escape(report.footer)}</footer>"
    yield "</body></html>"


def _table(table: ReportTable, kind: str = "") -> Iterator[str]:
    if not table.rows:
        return
    yield "<section>"
    yield f"<h2>{escape(table.title)}</h2>"
    yield f'<table class="{kind}">' if kind else "<table>"
    yield f"<thead><tr>{''.join(f'<th>{escape(head)}</th>' for head in table.heads)}</tr></thead>"
    yield "<tbody>"
    for row in table.rows:
        yield f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row.cells)}</tr>"
    yield "</tbody></table></section>"


# -- two charts side by side: pain and effort as lines that differ without colour; days and minutes as bars


def _charts(points: tuple[Point, ...]) -> Iterator[str]:
    yield '<div class="charts">'
    if any(point.pain is not None or point.effort is not None for point in points):
        yield "<figure>"
        yield f"<figcaption>{_key('pain', PAIN)} and {_key('effort', EFFORT)}, means, 0 to 10</figcaption>"
        yield from _svg("Pain and effort over time", _ratings(points))
        yield "</figure>"
    if any(point.minutes for point in points):
        yield "<figure><figcaption>Minutes, and above them the training days</figcaption>"
        yield from _svg("Minutes and training days over time", _minutes(points))
        yield "</figure>"
    yield "</div>"


def _key(name: str, colour: str) -> str:
    """A name of the legend with the mark and in the colour of its line."""
    mark = "&#9679;&#8212;" if name == "pain" else "&#9632;- -"
    return f'<span style="color: {colour}">{mark} {name}</span>'


def _svg(name: str, drawn: Iterator[str]) -> Iterator[str]:
    yield f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{name}">'
    yield from drawn
    yield "</svg>"


def _ratings(points: tuple[Point, ...]) -> Iterator[str]:
    yield from _scale(10, (0, 5, 10))
    yield from _labels(points)
    yield from _line([point.effort for point in points], "effort", EFFORT, "5 4")
    yield from _line([point.pain for point in points], "pain", PAIN, "")


def _minutes(points: tuple[Point, ...]) -> Iterator[str]:
    top = max(point.minutes for point in points)
    yield from _scale(top, (0, top))
    yield from _labels(points)
    width = max(2, round(0.7 * (WIDTH - LEFT) / len(points)))
    for index, point in enumerate(points):
        if point.minutes:
            x, y = _x(index, len(points)), _y(point.minutes, top)
            height = HEIGHT - BOTTOM - y
            yield f'<rect x="{x - width // 2}" y="{y}" width="{width}" height="{height}" fill="{BARS}"/>'
            yield f'<text x="{x}" y="{y - 3}" text-anchor="middle">{point.days}</text>'


def _scale(top: int, ticks: tuple[int, ...]) -> Iterator[str]:
    for tick in ticks:
        y = _y(tick, top)
        yield f'<line x1="{LEFT}" x2="{WIDTH}" y1="{y}" y2="{y}" stroke="#dde3e6"/>'
        yield f'<text x="{LEFT - 4}" y="{y + 3}" text-anchor="end">{tick}</text>'


def _labels(points: tuple[Point, ...]) -> Iterator[str]:
    every = -(-len(points) // MOST_LABELS)
    for index, point in enumerate(points):
        if index % every == 0:
            x, y = min(_x(index, len(points)), WIDTH - LABEL // 2), HEIGHT - 6
            yield f'<text x="{x}" y="{y}" text-anchor="middle">{escape(point.label)}</text>'


def _line(ratings: list[float | None], name: str, colour: str, dashes: str) -> Iterator[str]:
    known = [(_x(index, len(ratings)), _y(rating, 10)) for index, rating in enumerate(ratings) if rating is not None]
    path = " ".join(f"{x},{y}" for x, y in known)
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dashed}/>'
    for x, y in known:
        if name == "pain":
            yield f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>'
        else:
            yield f'<rect x="{x - 3}" y="{y - 3}" width="6" height="6" fill="{colour}"/>'


def _x(index: int, count: int) -> int:
    return LEFT + round((index + 0.5) * (WIDTH - LEFT) / count)


def _y(value: float, top: float) -> int:
    return TOP + round((top - value) / top * (HEIGHT - TOP - BOTTOM))

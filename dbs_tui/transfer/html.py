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
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .8rem 0; }
dt { color: #55636b; }
dd { margin: 0; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: .1rem .5rem; border-bottom: 1px solid #dde3e6; vertical-align: top; }
th { font-weight: 600; color: #55636b; }
th:first-child, td:first-child, .names th:nth-child(2), .names td:nth-child(2) { text-align: left; }
.text th, .text td { text-align: left; }
svg { width: 100%; height: auto; }
svg text { font: 10px system-ui, sans-serif; fill: #55636b; }
footer { color: #55636b; font-size: .85rem; margin-top: 1.5rem; }
@page { size: A4; margin: 12mm 14mm; }
@media print {
  body { font-size: 10px; line-height: 1.3; margin: 0; padding: 0; max-width: none; }
  h1 { font-size: 1.35rem; }
  h2 { font-size: .85rem; margin: .6rem 0 .15rem; break-after: avoid; }
  dl { margin: .4rem 0; }
  th, td { padding: .02rem .4rem; }
  svg { max-height: 42mm; }
  footer { margin-top: .6rem; }
  tr, svg { break-inside: avoid; }
}
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 720, 170, 26, 10, 24
"""Of the chart, in its own units."""


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
    yield from (f"<dt>{escape(name)}</dt><dd>{escape(said)}</dd>" for name, said in report.facts)
    yield "</dl>"
    yield from _chart(report.points)
    yield from _table(report.course)
    yield from _table(report.exercises, "names")
    yield from _table(report.notable, "text")
    if report.pauses:
        yield "<h2>Pauses</h2>"
        yield from (f"<p>{escape(pause)}</p>" for pause in report.pauses)
    yield f"<footer>{escape(report.footer)}</footer>"
    yield "</body></html>"


def _table(table: ReportTable, kind: str = "") -> Iterator[str]:
    if not table.rows:
        return
    yield f"<h2>{escape(table.title)}</h2>"
    yield f'<table class="{kind}">' if kind else "<table>"
    yield f"<thead><tr>{''.join(f'<th>{escape(head)}</th>' for head in table.heads)}</tr></thead>"
    yield "<tbody>"
    for row in table.rows:
        yield f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row.cells)}</tr>"
    yield "</tbody></table>"


# -- discomfort and effort as lines that differ without colour: dots on one, squares on the other, dashes


def _chart(points: tuple[Point, ...]) -> Iterator[str]:
    if not any(point.discomfort is not None or point.effort is not None for point in points):
        return
    yield "<h2>Discomfort and effort, means, 0 to 10</h2>"
    yield f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="Discomfort and effort over time">'
    for rating in (0, 5, 10):
        yield f'<line x1="{LEFT}" x2="{WIDTH}" y1="{_y(rating)}" y2="{_y(rating)}" stroke="#dde3e6"/>'
        yield f'<text x="{LEFT - 6}" y="{_y(rating) + 3}" text-anchor="end">{rating}</text>'
    yield from _labels(points)
    yield from _line([point.effort for point in points], "effort", "#7a8a93", "5 4")
    yield from _line([point.discomfort for point in points], "discomfort", "#a3402f", "")
    yield "</svg>"
    yield "<p>&#9679;&#8212; discomfort &#160; &#9632;- - effort</p>"


def _labels(points: tuple[Point, ...]) -> Iterator[str]:
    every = -(-len(points) // 12)
    for index, point in enumerate(points):
        if index % every == 0:
            x, y = _x(index, len(points)), HEIGHT - 6
            yield f'<text x="{x}" y="{y}" text-anchor="middle">{escape(point.label)}</text>'


def _line(ratings: list[float | None], name: str, colour: str, dashes: str) -> Iterator[str]:
    known = [(_x(index, len(ratings)), _y(rating)) for index, rating in enumerate(ratings) if rating is not None]
    path = " ".join(f"{x},{y}" for x, y in known)
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dashed}/>'
    for x, y in known:
        if name == "discomfort":
            yield f'<circle cx="{x}" cy="{y}" r="3.5" fill="{colour}"/>'
        else:
            yield f'<rect x="{x - 3}" y="{y - 3}" width="6" height="6" fill="{colour}"/>'


def _x(index: int, count: int) -> int:
    return LEFT + round((index + 0.5) * (WIDTH - LEFT) / count)


def _y(rating: float) -> int:
    return TOP + round((10 - rating) / 10 * (HEIGHT - TOP - BOTTOM))

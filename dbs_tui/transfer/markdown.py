"""The report as Markdown. Text of the user is escaped, so that nothing in it becomes a heading, a link or HTML."""

import re
from collections.abc import Iterator

from dbs_tui.transfer.report import Report, ReportTable

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$])")
"""Nothing else means anything inside a line, where all of these texts stand."""


def markdown(report: Report) -> str:
    """The page as Markdown."""
    return "\n".join(_lines(report))


def plain(text: str) -> str:
    """A text that reads in Markdown as it stands, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _lines(report: Report) -> Iterator[str]:
    yield from (f"# {report.title}", "", report.period, "")
    yield from (f"- **{name}**: {plain(said)}" for name, said in report.facts)
    for table in (report.course, report.exercises, report.notable):
        if table.rows:
            yield from _table(table)
    if report.pauses:
        yield from ("", "## Pauses", "", *(f"- {plain(pause)}" for pause in report.pauses))
    yield from ("", f"*{report.footer}*", "")


def _table(table: ReportTable) -> Iterator[str]:
    yield from ("", f"## {table.title}", "")
    yield f"| {' | '.join(table.heads)} |"
    yield f"|{'---|' + '--:|' * (len(table.heads) - 1)}"
    for row in table.rows:
        yield f"| {' | '.join(map(plain, row.cells))} |"

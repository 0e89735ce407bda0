"""Plays a trace, as JSON, through the program's own rules."""

from typing import Any

from dbs_tui import paths
from dbs_tui.commands.programme import document
from dbs_tui.commands.trace import trace_from
from dbs_tui.content.loader import catalogue
from dbs_tui.domain.building.programme_rules import played
from dbs_tui.library.programmes import programme_files, read_programme

Json = dict[str, Any]

SHIPPED = {
    name: read_programme(path, catalogue()) for name, path in programme_files(paths.shipped_programmes()).items()
}


def lines_of(trace: Json) -> list[Json]:
    """What the program says to a trace, a line a day."""
    read = trace_from(trace, "trace")
    return [document(read.programme, it) for it in played(SHIPPED[read.programme], read.starts, read.records)]


def without_words(line: Json) -> Json:
    """A line as far as an oracle says it too."""
    return {key: line[key] for key in ("date", "week", "plan", "gate", "changes")}

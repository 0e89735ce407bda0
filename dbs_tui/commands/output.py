"""Prints for the commands: results to standard output, everything else to standard error.

Whatever text it is made of, nothing here acts on a terminal.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TextIO

from dbs_tui.domain.common.text import columns, printable

LINES_ONLY = ("dumb", "unknown")
"""Values of ``TERM`` that say that nothing but lines can be shown."""


class FailedError(Exception):
    """A command could not be done; its text is one line that says what, where and what to do."""


def say(text: str = "") -> None:
    """Print a line of the result."""
    _line(sys.stdout, text)


def raw(text: str) -> None:
    """Print a text of the program as it is, such as a script."""
    sys.stdout.write(text)


def warn(text: str) -> None:
    """Print a line to standard error."""
    _line(sys.stderr, f"dbs-tui: {text}")


def complain(text: str) -> None:
    """Print a problem of a file to standard error, as it is."""
    _line(sys.stderr, text)


def say_json(document: dict[str, object]) -> None:
    """Print a document of schema 1, on one line and in ASCII, so that no text in it can act on a terminal."""
    import json

    say(json.dumps({"schema": 1, **document}))


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a stream leads to a terminal; a closed one does not."""
    return stream is not None and not stream.closed and stream.isatty()


def draws(stream: TextIO | None) -> bool:
    """Whether frames and figures can be written to a stream, which takes UTF-8."""
    return (getattr(stream, "encoding", None) or "").lower().replace("-", "").replace("_", "") == "utf8"


def is_dumb(environ: Mapping[str, str]) -> bool:
    """Whether the terminal says of itself that it can show lines only."""
    return environ.get("TERM", "") in LINES_ONLY


def table(rows: Iterable[Sequence[str]], right: frozenset[int] = frozenset()) -> list[str]:
    """Rows as lines with aligned columns, two spaces apart; the columns in ``right`` end flush."""
    shown = [[printable(cell) for cell in row] for row in rows]
    widths = [max(map(columns, column)) for column in zip(*shown, strict=True)]
    return ["  ".join(_cells(row, widths, right)).rstrip() for row in shown]


def _cells(row: Sequence[str], widths: Sequence[int], right: frozenset[int]) -> Iterator[str]:
    for column, (cell, width) in enumerate(zip(row, widths, strict=True)):
        padding = " " * (width - columns(cell))
        yield padding + cell if column in right else cell + padding


def _line(stream: TextIO | None, text: str) -> None:
    if stream is not None:  # a program may be started with its output closed
        stream.write(f"{printable(text)}\n")

"""``export`` and ``import``: the history as a file, and back."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dbs_tui import paths
from dbs_tui.commands import machine
from dbs_tui.commands.output import FailedError, say, warn
from dbs_tui.domain.common.text import counted, printable
from dbs_tui.own import exercises, own, shapes
from dbs_tui.transfer.errors import TransferError
from dbs_tui.transfer.formats import ExportSource, Format, exported, format_of, save

if TYPE_CHECKING:
    from dbs_tui.transfer.formats import Export

WRONG_USAGE = 2
MOST_TOLD = 20
"""Records that are told one by one when they are refused or left out."""
EVERYTHING = "json holds everything, so that nothing is missing after an import; --since and --until go with the others"


def export(file: str, named: str | None, since: date | None, until: date | None, force: bool) -> int:
    """Write the history to a file, or to standard output for ``-``; 1 when a record had to be left out.

    Raises:
        FailedError: it cannot be written.
    """
    try:
        wanted = _format(file, named)
        if wanted is None:
            return _wrong(f"- needs --format, one of {', '.join(Format)}")
        if wanted is Format.JSON and (since or until):
            return _wrong(EVERYTHING)
        made = exported(_source(), wanted, since, until)
        _put(file, made, wanted, force)
    except TransferError as error:
        raise FailedError(printable(str(error))) from error
    return 1 if made.records_left_out else 0


def take(file: str) -> int:
    """Take over what a file has and the history lacks, and say what that was; 1 when something was refused.

    Raises:
        FailedError: the file cannot be read, or the history cannot be written.
    """
    from dbs_tui.transfer.importing import Mine
    from dbs_tui.transfer.importing import take as taken_from

    store = machine.store()
    machine.history(store, machine.settings())
    try:
        mine = Mine(paths.user_exercises(), shapes())
        taken = taken_from(file, store, paths.user_routines(), exercises(), mine)
    except TransferError as error:
        raise FailedError(printable(str(error))) from error
    say(f"{file}: {taken.words}")
    _tell(taken.refused)
    return 1 if taken.refused else 0


def _format(file: str, named: str | None) -> Format | None:
    if named is not None:
        return Format(named)
    return None if file == "-" else format_of(Path(file))


def _source() -> ExportSource:
    settings = machine.settings()
    store = machine.store()
    history = machine.history(store, settings)
    files = tuple(own().files.values())
    return ExportSource(history, store, machine.shelf(), exercises(), machine.today(settings), files)


def _put(file: str, made: Export, wanted: Format, force: bool) -> None:
    if file == "-":
        if sys.stdout is not None:  # a program may be started with its output closed
            sys.stdout.buffer.write(made.text.encode("utf-8"))
    else:
        save(file, made, wanted, force)
        say(f"{file}: {wanted.words}")
    _tell(made.left_out)


def _tell(lines: list[str] | tuple[str, ...]) -> None:
    for line in lines[:MOST_TOLD]:
        warn(line)
    if (total := getattr(lines, "total", len(lines))) > MOST_TOLD:
        warn(f"and {counted(total - MOST_TOLD, 'more line')} like these")


def _wrong(text: str) -> int:
    warn(f"{text}; see dbs-tui export --help")
    return WRONG_USAGE

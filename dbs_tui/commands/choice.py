"""Which routine: the one that is named, or the one that the history suggests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dbs_tui.commands import machine
from dbs_tui.commands.output import FailedError
from dbs_tui.library.problem import RoutineError
from dbs_tui.library.shelf import find
from dbs_tui.own import exercises

if TYPE_CHECKING:
    from datetime import date

    from dbs_tui.domain.building.programme_run import ProgrammeRun
    from dbs_tui.domain.history.history import History
    from dbs_tui.domain.training.routine import Routine


def named(reference: str) -> Routine:
    """The routine with that id, in that file, or the session of a programme such as ``desk-light``.

    Raises:
        FailedError: there is none, or it is broken.
    """
    try:
        return find(reference, machine.shelf(), exercises())
    except RoutineError as error:
        if (session := machine.session(reference)) is not None:
            return session
        raise FailedError(_one_line(error)) from error


def fitting(history: History, today: date, run: ProgrammeRun | None = None) -> Routine:
    """The routine that is suggested, first of all what a programme that runs has for today.

    Raises:
        FailedError: there is none at all.
    """
    if found := machine.suggestion(history, today, run):
        return found.routine
    raise FailedError("there is no routine to train; dbs-tui routines says what is wrong")


def _one_line(error: RoutineError) -> str:
    first, *others = error.problems
    return f"{first} (and {len(others)} more: dbs-tui check {first.file})" if others else str(first)

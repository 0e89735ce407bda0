"""``new``, ``import-routine`` and ``export-routine``: routine files made, taken in and handed on."""

from __future__ import annotations

import sys

from dbs_tui import paths
from dbs_tui.commands.machine import shelf
from dbs_tui.commands.output import FailedError, is_terminal, say, warn
from dbs_tui.domain.building.generate import Occasion, RoutineRequest, Strength, WishError, routine_for
from dbs_tui.domain.common.text import clock, counted
from dbs_tui.domain.training.timeline import length_in_seconds
from dbs_tui.library.emit import emit
from dbs_tui.library.exchange import export_text, exported, import_routine
from dbs_tui.library.problem import RoutineError, TakenError
from dbs_tui.own import exercises


def new(minutes: int, floor: bool, strength: str, occasion: str) -> int:
    """Print a routine made for the wish, as TOML.

    Raises:
        FailedError: there are too few minutes, or too many.
    """
    try:
        routine = routine_for(exercises(), RoutineRequest(minutes, floor, Strength(strength), Occasion(occasion)))
    except WishError as error:
        raise FailedError(str(error)) from error
    _print(emit(routine))
    return 0


def take_in(file: str) -> int:
    """Copy a routine file among the user's own; 1, with every problem, if it is none."""
    try:
        imported = import_routine(file, paths.user_routines(), shelf(), exercises())
    except RoutineError as error:
        for problem in error.problems:
            warn(str(problem))
        return 1
    routine = imported.routine
    about = f"{counted(len(routine.blocks), 'block')}, {clock(length_in_seconds(routine))}"
    added = f"added as {routine.id}" if imported.new else f"already there as {routine.id}"
    say(f"{routine.name}: {added}; {about}")
    if imported.new:
        warn(f"it is in {imported.path}; dbs-tui start {routine.id} trains it")
    return 0


def hand_on(routine_id: str, file: str, force: bool) -> int:
    """Write a routine's file to a path, or to standard output for ``-``.

    Raises:
        FailedError: there is no such routine, it is broken, or the path cannot be written.
    """
    known = shelf()
    try:
        entry = known.named(routine_id)
        text = exported(entry, exercises())
        if file == "-":
            _print(text)
        else:
            warn(f"{routine_id} is in {export_text(text, file, force)}")
    except TakenError as error:
        raise FailedError(f"{error}, or --force to replace it") from error
    except RoutineError as error:
        raise FailedError(str(error.problems[0])) from error
    return 0


def _print(text: str) -> None:
    """Print a routine: to a terminal with control characters made visible, to a pipe or a file as it is."""
    if is_terminal(sys.stdout):
        for line in text.rstrip("\n").split("\n"):
            say(line)
    elif sys.stdout is not None:
        sys.stdout.write(text)

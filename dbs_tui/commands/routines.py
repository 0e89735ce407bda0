"""``routines`` and ``check``: what there is to train, and what is wrong with a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dbs_tui.commands.machine import shelf
from dbs_tui.commands.output import say, say_json, table, warn
from dbs_tui.domain.common.text import clock, counted
from dbs_tui.domain.training.timeline import timeline
from dbs_tui.library.files import contents
from dbs_tui.library.parse import read
from dbs_tui.library.problem import RoutineError
from dbs_tui.own import exercises, own_if_any, shapes

if TYPE_CHECKING:
    from dbs_tui.domain.training.routine import Routine
    from dbs_tui.library.shelf import Entry


def routines(as_json: bool, ids: bool = False) -> int:
    """List every routine file, the broken ones with what is wrong; or only the ids of those that can be trained."""
    entries = shelf().entries
    if ids:
        for entry in entries:
            if entry.routine:
                say(entry.id)
        return 0
    if as_json:
        say_json({"routines": [_document(entry) for entry in entries]})
        return 0
    for line in table(_rows(entries), right=frozenset({1})):
        say(line)
    for problem in (problem for entry in entries for problem in entry.problems):
        say(f"{problem}")
    for problem in mine.problems if (mine := own_if_any()) else ():
        say(f"{problem}")
    return 0


def check(files: list[str]) -> int:
    """Check files of routines and of exercises: one line a problem, 1 if there is any."""
    good = [_check(file) for file in files]
    return 0 if all(good) else 1


def _check(path: str) -> bool:
    from dbs_tui.library.exercise_files import is_exercise_file

    try:
        if is_exercise_file(contents(path).text):
            return _check_exercises(path)
        routine = read(path, exercises())
    except RoutineError as error:
        for problem in error.problems:
            say(str(problem))
        return False
    # Not on standard output: there, every line is a problem.
    warn(f"{path}: no problems; {counted(len(routine.blocks), 'block')}, {clock(timeline(routine).seconds)}")
    return True


def _check_exercises(path: str) -> bool:
    """Raises ``RoutineError``; an id may be that of the file itself, where it is one of the user's already."""
    from dbs_tui.library.exercise_files import read_exercises

    found = read_exercises(path, shapes())
    warn(f"{path}: no problems; {', '.join(exercise.name for exercise in found)}")
    return True


def _rows(entries: tuple[Entry, ...]) -> list[tuple[str, ...]]:
    return [(entry.id, *_middle(entry.routine), entry.origin, entry.name) for entry in entries]


def _middle(routine: Routine | None) -> tuple[str, str]:
    if routine is None:
        return "–", "broken, see below"
    return clock(timeline(routine).seconds), "floor" if routine.needs_floor else "no floor"


def _document(entry: Entry) -> dict[str, object]:
    routine = entry.routine
    return {
        "id": entry.id,
        "name": routine and routine.name,
        "seconds": routine and timeline(routine).seconds,
        "origin": entry.origin,
        "needs_floor": routine and routine.needs_floor,
        "exercises": [] if routine is None else list(dict.fromkeys(block.exercise.id for block in routine.blocks)),
        "file": str(entry.path),
        "problems": [str(problem) for problem in entry.problems],
    }

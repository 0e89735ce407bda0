"""``exercises``, ``new-exercise``, ``export-exercises`` and ``import-exercises``: what there is, and the user's own."""

from __future__ import annotations

from dbs_tui import paths
from dbs_tui.commands.output import FailedError, say, table, warn
from dbs_tui.content.loader import catalogue
from dbs_tui.domain.common.text import counted
from dbs_tui.library.exercise_example import write_example
from dbs_tui.library.files import typed
from dbs_tui.library.packs import packed, unpack
from dbs_tui.library.problem import RoutineError, TakenError
from dbs_tui.own import own, shapes


def exercises(ids: bool = False) -> int:
    """List every exercise, ours first; files that cannot be used with what is wrong."""
    mine = own()
    found = mine.with_shipped(catalogue())
    if ids:
        for exercise in found:
            say(exercise.id)
        return 0
    for line in table([(it.id, "yours" if it.own else "built in", it.name) for it in found]):
        say(line)
    for problem in mine.problems:
        say(str(problem))
    return 0


def new(name: str) -> int:
    """Write a commented example among the user's own exercises."""
    taken = {exercise.id for exercise in own().with_shipped(catalogue())}
    path = write_example(paths.user_exercises(), name, taken)
    say(str(path))
    warn("change it to what you were shown, then: dbs-tui check " + str(path))
    return 0


def hand_on(file: str, ids: list[str], force: bool) -> int:
    """Write own exercises to a pack.

    Raises:
        FailedError: there is none, or the pack cannot be written.
    """
    try:
        count = packed(own(), typed(file), tuple(ids), force)
    except TakenError as error:
        raise FailedError(f"{error}, or --force to replace it") from error
    except RoutineError as error:
        raise FailedError(str(error.problems[0])) from error
    warn(f"{counted(count, 'exercise')} in {file}")
    return 0


def take_in(file: str) -> int:
    """Take over what a pack holds; 1, with every problem, where something was refused."""
    try:
        came = unpack(typed(file), paths.user_exercises(), own(), shapes())
    except RoutineError as error:
        raise FailedError(str(error.problems[0])) from error
    for problem in came.problems:
        warn(str(problem))
    say(f"{len(came.added)} added, {len(came.unchanged)} unchanged, {len(came.problems)} refused")
    for name in came.added:
        say(f"  {name}")
    return 1 if came.problems else 0

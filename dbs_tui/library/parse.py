"""A routine file read into a routine, or into the complete list of what is wrong with it, each on its line.

Keys and types are judged by ``shape``, everything else by the domain.
"""

from collections.abc import Iterator
from pathlib import Path

from dbs_tui.domain.common.text import printable
from dbs_tui.domain.training.exercise import Catalogue
from dbs_tui.domain.training.routine import Problem, Routine, problems
from dbs_tui.library.build import build
from dbs_tui.library.files import contents, plain
from dbs_tui.library.problem import FileProblem, RoutineError
from dbs_tui.library.shape import Table, entries, newer_schema, shape_problems
from dbs_tui.library.syntax import tables
from dbs_tui.library.values import shortened
from dbs_tui.typed_path import Written

_LONGEST_WHAT = 400
"""Characters of one complaint, whatever the file put into it."""


def read(path: Written, catalogue: Catalogue) -> Routine:
    """The routine in a file, which may be named as a user types it; its id is the file name without ``.toml``.

    Raises:
        RoutineError: it cannot be read, is not a regular UTF-8 file of 64 KiB at most, or holds no valid routine.
    """
    return parse(contents(path).text, str(path), routine_id(Path(path)), catalogue)


def routine_id(path: Path) -> str:
    """The id that a file gives its routine: the name without ``.toml``, made safe to show and to store."""
    return printable(path.name.removesuffix(".toml"))


def parse(text: str, file: str, routine_id: str, catalogue: Catalogue) -> Routine:
    """The routine in a text; ``file`` is how problems name its file.

    Raises:
        RoutineError: with every problem, in the order of the lines; with the first one only if the text is not TOML.
    """
    text = plain(text)
    data = tables(text, file)
    routine = build(data, routine_id, catalogue)
    if wrong := list(_problems(data, routine, catalogue)):
        from dbs_tui.library.locate import locate

        lines = locate(text)
        placed = sorted(((lines.of(problem.path), problem) for problem in wrong), key=lambda it: it[0])
        raise RoutineError(tuple(_in_file(file, line, problem) for line, problem in placed))
    return routine


def _problems(data: Table, routine: Routine, catalogue: Catalogue) -> Iterator[Problem]:
    """The problems of the file's shape, then those of the domain at what is not yet complained about."""
    if newer := newer_schema(data):
        yield newer
        return
    shape = list(shape_problems(data, catalogue))
    yield from shape
    reported = {problem.path for problem in shape}
    for problem in problems(routine):
        if problem.path not in reported:
            yield _as_written(problem, entries(data))


def _as_written(problem: Problem, blocks: list[object]) -> Problem:
    """The problem at the key that the file has: a hold may be given as a beat of the tempo."""
    match problem.path:
        case ("blocks", int(index), "hold"):
            entry = blocks[index]
            if isinstance(entry, dict) and "hold" not in entry and "tempo" in entry:
                return Problem(("blocks", index, "tempo", "hold"), problem.what)
    return problem


def _in_file(file: str, line: int, problem: Problem) -> FileProblem:
    path = tuple(shortened(part) if isinstance(part, str) else part for part in problem.path)
    return FileProblem(file, line, Problem(path, "").where, shortened(problem.what, _LONGEST_WHAT))

"""The user's own exercises: files beside the routines, read with every limit; a bad one is told, never a crash."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dbs_tui.domain.training.exercise import Catalogue, Exercise
from dbs_tui.domain.training.exercise_data import exercise_from
from dbs_tui.library.files import contents, plain
from dbs_tui.library.problem import FileProblem, RoutineError
from dbs_tui.library.syntax import tables
from dbs_tui.library.values import shortened
from dbs_tui.typed_path import Written

MOST_FILES = 200
"""Files of the folder that are read."""
_LONGEST_WHAT = 400


@dataclass(frozen=True, slots=True)
class Shapes:
    """What exercise files may refer to: ids that are taken, and the figures with the beats that each follows."""

    taken: Collection[str]
    figures: Mapping[str, Collection[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OwnExercises:
    """The contents of the folder of own exercises."""

    exercises: tuple[Exercise, ...] = ()
    files: Mapping[str, Path] = field(default_factory=dict)
    """The file of each exercise, by its id."""
    problems: tuple[FileProblem, ...] = ()
    """What is wrong with the files that cannot be used."""

    def with_shipped(self, shipped: Catalogue) -> Catalogue:
        """Every exercise there is, ours first."""
        return Catalogue((*shipped, *self.exercises)) if self.exercises else shipped


def is_exercise_file(text: str) -> bool:
    """Whether a TOML text is meant as one of exercises rather than as a routine."""
    return any(line.split("#", 1)[0].strip() == "[[exercise]]" for line in plain(text).split("\n"))


def read_exercises(path: Written, shapes: Shapes) -> tuple[Exercise, ...]:
    """The exercises in a file.

    Raises:
        RoutineError: it cannot be read, is not a regular UTF-8 file of 64 KiB at most, or breaks a rule.
    """
    return parse_exercises(contents(path).text, str(path), shapes)


def parse_exercises(text: str, file: str, shapes: Shapes) -> tuple[Exercise, ...]:
    """The exercises in a text; ``file`` is how problems name its file.

    Raises:
        RoutineError: with every problem, in the order of the lines.
    """
    from dbs_tui.library.exercise_rules import exercise_problems

    text = plain(text)
    data = tables(text, file)
    if wrong := list(exercise_problems(data, shapes.taken, shapes.figures)):
        from dbs_tui.library.locate import locate

        lines = locate(text)
        placed = sorted(((lines.of(problem.path), problem) for problem in wrong), key=lambda it: it[0])
        raise RoutineError(
            tuple(
                FileProblem(file, line, shortened(problem.where, 80), shortened(problem.what, _LONGEST_WHAT))
                for line, problem in placed
            )
        )
    return tuple(_exercise(entry) for entry in data["exercise"])


def _exercise(entry: dict[str, object]) -> Exercise:
    """The exercise of an entry whose shape is right."""
    move = entry.get("move")
    if isinstance(move, dict):
        from dbs_tui.library.exercise_rules import with_ground

        entry = entry | {"move": with_ground(move)}
    return exercise_from(entry, own=True)


def own_exercises(folder: Path, shapes: Shapes) -> OwnExercises:
    """Every exercise file of a folder, by name; nothing is created. An id belongs to the first file that has it."""
    found: dict[str, Exercise] = {}
    files: dict[str, Path] = {}
    problems: list[FileProblem] = []
    for path in _paths(folder, problems):
        try:
            exercises = read_exercises(path, Shapes({*shapes.taken, *found}, shapes.figures))
        except RoutineError as error:
            problems += error.problems
        else:
            found |= {exercise.id: exercise for exercise in exercises}
            files |= dict.fromkeys((exercise.id for exercise in exercises), path)
    return OwnExercises(tuple(found.values()), files, tuple(problems))


def _paths(folder: Path, problems: list[FileProblem]) -> Iterator[Path]:
    """The exercise files of a folder, by name; a problem where the folder cannot be read."""
    try:
        found = (path for path in folder.iterdir() if path.suffix == ".toml" and not path.name.startswith("."))
        names = sorted(found, key=lambda path: path.stem)
    except FileNotFoundError:
        return
    except OSError as error:
        problems.append(FileProblem(str(folder), None, "", f"cannot be read: {error.strerror or error}"))
        return
    if len(names) > MOST_FILES:
        problems.append(FileProblem(str(folder), None, "", f"more than {MOST_FILES} files; the first are used"))
    yield from names[:MOST_FILES]

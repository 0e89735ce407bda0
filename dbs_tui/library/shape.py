"""The shape a routine file must have: which keys there are, which fit an exercise, and what type each has.

Limits of figures and texts are not here: the domain knows them.
"""

from collections.abc import Iterator
from typing import Any

from dbs_tui.domain.training.exercise import Catalogue, Exercise, ExerciseKind, Side
from dbs_tui.domain.training.routine import Problem
from dbs_tui.library.values import did_you_mean, found, not_text, not_whole

Table = dict[str, Any]

SCHEMA = 1
"""The version of the format that is read and written."""
ROUTINE_KEYS = ("schema", "name", "description", "blocks")
BLOCK_KEYS = ("exercise", "sets", "reps", "hold", "seconds", "rest", "tempo", "first_side", "variant")
FITTING = {
    ExerciseKind.REPS: ("exercise", "sets", "reps", "rest", "tempo", "first_side", "variant"),
    ExerciseKind.HOLD: ("exercise", "sets", "hold", "rest", "tempo", "first_side", "variant"),
    ExerciseKind.MOVE: ("exercise", "seconds", "variant"),
}
"""The keys of a block that fit each kind of exercise."""
_HOW_TO = "every block starts with [[blocks]], in two brackets"


def newer_schema(data: Table) -> Problem | None:
    """The one problem of a file made for a newer version, whose other rules are not known."""
    schema = data.get("schema")
    if type(schema) is not int or schema <= SCHEMA:
        return None
    return Problem(("schema",), f"this file needs a newer dbs-tui; this one reads schema {SCHEMA}: update it")


def shape_problems(data: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """Everything that is wrong with the keys and types of a file."""
    if "schema" not in data:
        yield Problem(("schema",), f"is missing; add schema = {SCHEMA} as the first line")
    if "name" not in data:
        yield Problem(("name",), 'is missing; add name = "…" above the first [[blocks]]')
    if "blocks" not in data:
        yield Problem(("blocks",), f"are missing; {_HOW_TO}")
    for key, value in data.items():
        if wrong := _wrong_in_routine(key, value):
            yield Problem((key,), wrong)
    for index, entry in enumerate(entries(data)):
        for problem in _block_problems(entry, catalogue):
            yield Problem(("blocks", index, *problem.path), problem.what)


def entries(data: Table) -> list[Any]:
    """The list under ``blocks``, of whatever types; empty when it is no list."""
    blocks = data.get("blocks")
    return blocks if isinstance(blocks, list) else []


def exercise_of(entry: object, catalogue: Catalogue) -> Exercise | None:
    """The exercise of an entry of ``blocks``; ``None`` when it names none that there is."""
    name = entry.get("exercise") if isinstance(entry, dict) else None
    return catalogue[name] if isinstance(name, str) and name in catalogue else None


def wrong_in_block(key: str, value: object, exercise: Exercise | None, catalogue: Catalogue) -> str | None:
    """What is wrong with one key of a block; ``None`` when it is known, fits the exercise and has the right type."""
    if key not in BLOCK_KEYS:
        return _unknown_in_block(key, exercise)
    if key == "exercise":
        return not_text(value) or (None if exercise else _unknown_exercise(str(value), catalogue))
    if exercise and key not in FITTING[exercise.kind]:
        return _unfitting(key, exercise)
    return _wrong_type(key, value, exercise)


def _wrong_type(key: str, value: object, exercise: Exercise | None) -> str | None:
    if key == "variant":
        return not_text(value)
    if key == "first_side":
        return None if value in tuple(Side) else f'must be "left" or "right", not {found(value)}'
    if key == "tempo":
        return None if isinstance(value, dict) else f"must be {_tempo_example(exercise)}, not {found(value)}"
    return not_whole(value)


def _wrong_in_routine(key: str, value: object) -> str | None:
    if key == "schema":
        return not_whole(value) or (None if value == SCHEMA else f"must be {SCHEMA}, not {value}")
    if key in ("name", "description"):
        return not_text(value)
    if key == "blocks":
        return None if isinstance(value, list) else f"must be a list of tables, not {found(value)}; {_HOW_TO}"
    if key in BLOCK_KEYS:
        return "belongs to a block; move it below a [[blocks]] line"
    return _unknown_key(key, ROUTINE_KEYS)


def _block_problems(entry: object, catalogue: Catalogue) -> Iterator[Problem]:
    if not isinstance(entry, dict):
        yield Problem((), f"must be a table, not {found(entry)}; {_HOW_TO}")
        return
    if "exercise" not in entry:
        yield Problem((), f"exercise is missing. There are: {', '.join(catalogue.ids)}")
    exercise = exercise_of(entry, catalogue)
    for key, value in entry.items():
        if wrong := wrong_in_block(key, value, exercise, catalogue):
            yield Problem((key,), wrong)
        elif key == "tempo":
            yield from _tempo_problems(value, exercise, entry.get("hold"))


def _tempo_problems(tempo: Table, exercise: Exercise | None, hold: object) -> Iterator[Problem]:
    for name, value in tempo.items():
        if wrong := _unknown_beat(name, exercise) or not_whole(value):
            yield Problem(("tempo", name), wrong)
        elif (
            exercise and exercise.kind is ExerciseKind.HOLD and name == "hold" and not not_whole(hold) and hold != value
        ):
            yield Problem(("tempo", name), f"is {value}, but hold = {hold}; give one of them")


def _unknown_key(key: str, known: tuple[str, ...]) -> str:
    return f"unknown key{did_you_mean(key, known) or '; the keys are: ' + ', '.join(known)}"


def _unknown_in_block(key: str, exercise: Exercise | None) -> str:
    if key in ROUTINE_KEYS:
        return "belongs to the whole routine; move it above the first [[blocks]]"
    return _unknown_key(key, FITTING[exercise.kind] if exercise else BLOCK_KEYS)


def _unknown_exercise(name: str, catalogue: Catalogue) -> str:
    meant = did_you_mean(name, catalogue.ids) or "."
    return f"unknown exercise {found(name)}{meant} There are: {', '.join(catalogue.ids)}"


def _unknown_beat(name: str, exercise: Exercise | None) -> str | None:
    if exercise is None or name in (names := [beat.name for beat in exercise.beats]):
        return None
    return f"unknown beat{did_you_mean(name, names) or f'; {exercise.id} has: ' + ', '.join(names)}"


def _unfitting(key: str, exercise: Exercise) -> str:
    if exercise.kind is ExerciseKind.HOLD:
        return f"{exercise.id} is held; use hold = {exercise.tempo[exercise.main_beat]} instead of {key}"
    if exercise.kind is ExerciseKind.MOVE:
        return f"{exercise.id} only takes time; use seconds = {exercise.tempo[exercise.main_beat]} instead of {key}"
    beat = next((f", or tempo = {{ {key} = {beat.seconds} }}" for beat in exercise.beats if beat.name == key), "")
    return f"{exercise.id} is counted; use reps = {exercise.reps} instead of {key}{beat}"


def _tempo_example(exercise: Exercise | None) -> str:
    if exercise is None:
        return "a table of seconds"
    return f"a table such as {{ {', '.join(f'{beat.name} = {beat.seconds}' for beat in exercise.beats)} }}"

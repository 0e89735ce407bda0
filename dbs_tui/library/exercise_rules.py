"""What an exercise file may hold: keys, types and limits, each complaint with the place it belongs to.

The catalogue that ships with the program keeps the same rules; a test asks.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from dbs_tui.domain.building.fields import at_level
from dbs_tui.domain.common.text import unprintable
from dbs_tui.domain.figure.pose import JOINTS
from dbs_tui.domain.training.exercise import Breath, ExerciseKind, Position
from dbs_tui.domain.training.exercise_data import LISTS, exercise_from
from dbs_tui.domain.training.routine import Block, Problem, Routine, problems
from dbs_tui.library.values import did_you_mean, found, not_text, not_whole

SCHEMA = 1
MOST_EXERCISES = 20
"""In one file."""
LONGEST_ID, LONGEST_NAME, LONGEST_TEXT, LONGEST_CUE = 40, 40, 120, 40
MOST_ITEMS, MOST_BEATS, MOST_VARIANTS, MOST_KEYS = 12, 6, 6, 12
LEVELS = ("easy", "standard", "strong")
GROUNDS = ("floor", "mat", "none")

Judge = Callable[[object], str | None]
Table = dict[str, Any]


def _text(longest: int) -> Judge:
    def judge(value: object) -> str | None:
        if wrong := not_text(value):
            return wrong
        text = str(value)
        if unprintable(text):
            return "holds a character that cannot be shown"
        if not text.strip() or text != text.strip():
            return "must not be empty, nor begin or end with a space"
        return None if len(text) <= longest else f"must be {longest} characters at most, not {len(text)}"

    return judge


def _whole(limits: range) -> Judge:
    def judge(value: object) -> str | None:
        if wrong := not_whole(value):
            return wrong
        return None if value in limits else f"must be {limits[0]} to {limits[-1]}, not {value}"

    return judge


def _one_of(words: Collection[str]) -> Judge:
    def judge(value: object) -> str | None:
        if isinstance(value, str) and value in words:
            return None
        return f"must be {', '.join(words)}, not {found(value)}"

    return judge


def _number(value: object) -> str | None:
    good = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1
    return None if good else f"must be a number from 0 to 1, not {found(value)}"


def _flag(value: object) -> str | None:
    return None if isinstance(value, bool) else f"must be true or false, not {found(value)}"


def _id(value: object) -> str | None:
    if wrong := not_text(value):
        return wrong
    good = re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", str(value)) and len(str(value)) <= LONGEST_ID
    return (
        None if good else f"must be small letters, digits and single dashes, {LONGEST_ID} at most, not {found(value)}"
    )


def _texts(value: object) -> str | None:
    if not isinstance(value, list):
        return f"must be a list of texts, not {found(value)}"
    if len(value) > MOST_ITEMS:
        return f"must be {MOST_ITEMS} texts at most, not {len(value)}"
    return next(
        (f"text {at}: {wrong}" for at, each in enumerate(value, 1) if (wrong := _text(LONGEST_TEXT)(each))), None
    )


_NAMES = {
    "id": _id,
    "name": _text(LONGEST_NAME),
    "summary": _text(LONGEST_TEXT),
    "kind": _one_of(tuple(ExerciseKind)),
    "position": _one_of(tuple(Position)),
    "sets": _whole(range(1, 21)),
    "reps": _whole(range(1, 101)),
    "rest": _whole(range(601)),
}
"""What every exercise says."""
_FREE = {
    "sides": _whole(range(1, 3)),
    "switch": _whole(range(61)),
    "extra": _flag,
    "form": _id,
    **dict.fromkeys(LISTS, _texts),
}
_TABLES = ("beats", "levels", "variants", "figure", "move")
_BEAT = {
    "name": _text(20),
    "seconds": _whole(range(1, 3601)),
    "breath": _one_of(tuple(Breath)),
    "cue": _text(LONGEST_CUE),
}
_VARIANT = {"id": _id, "name": _text(LONGEST_NAME), "position": _one_of(tuple(Position)), "setup": _texts}
_LEVEL = {"sets": _whole(range(1, 21)), "reps": _whole(range(1, 101)), "hold": _whole(range(5, 601)), "variant": _id}
_PART = {"to": _number, "effort": _number, "says": _text(LONGEST_TEXT)}
_MOVE = {"pinned": _one_of(JOINTS), "key": _text(20), "starts": _text(LONGEST_TEXT)}


def exercise_problems(data: Table, taken: Collection[str], shapes: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """Everything that is wrong with the tables of an exercise file.

    ``taken`` are ids that other exercises have; ``shapes`` the figures there are, with the beats that each follows.
    """
    if "schema" not in data:
        yield Problem(("schema",), f"is missing; add schema = {SCHEMA} as the first line")
    elif wrong := _schema(data["schema"]):
        yield Problem(("schema",), wrong)
        return
    for key in data.keys() - {"schema", "exercise"}:
        yield Problem(
            (key,), f"unknown key{did_you_mean(key, ('schema', 'exercise')) or '; the keys are: schema, exercise'}"
        )
    entries = data.get("exercise")
    if not isinstance(entries, list) or not entries:
        yield Problem(("exercise",), "is missing; every exercise starts with [[exercise]], in two brackets")
        return
    if len(entries) > MOST_EXERCISES:
        yield Problem(("exercise",), f"must be {MOST_EXERCISES} at most in one file, not {len(entries)}")
    seen = set(taken)
    for at, entry in enumerate(entries[:MOST_EXERCISES]):
        yield from _under(("exercise", at), _entry(entry, seen, shapes))
        if isinstance(entry, dict):
            seen.add(str(entry.get("id")))


def _schema(value: object) -> str | None:
    if wrong := not_whole(value):
        return wrong
    newer = f"this file needs a newer dbs-tui; this one reads schema {SCHEMA}: update it"
    return None if value == SCHEMA else newer if isinstance(value, int) and value > SCHEMA else f"must be {SCHEMA}"


def _under(path: tuple[str | int, ...], told: Iterator[Problem]) -> Iterator[Problem]:
    return (Problem((*path, *problem.path), problem.what) for problem in told)


def _entry(entry: object, seen: Collection[str], shapes: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    if not isinstance(entry, dict):
        yield Problem((), f"must be a table, not {found(entry)}")
        return
    wrong = [*_keys(entry, _NAMES, _FREE, _TABLES), *_beats(entry), *_levels(entry), *_variants(entry)]
    wrong += [*_figure(entry, shapes), *_move(entry)]
    if isinstance(entry.get("id"), str) and entry["id"] in seen:
        wrong.append(Problem(("id",), f"{found(entry['id'])} is taken by another exercise; choose another"))
    yield from wrong or _dose(entry)


def _keys(
    table: Table, needed: Mapping[str, Judge], free: Mapping[str, Judge] = {}, others: Collection[str] = ()
) -> Iterator[Problem]:
    """Keys of a table that are missing, unknown or have a wrong value."""
    judges = {**needed, **free}
    for key in needed.keys() - table.keys():
        yield Problem((key,), "is missing")
    for key, value in table.items():
        if key in judges:
            if wrong := judges[key](value):
                yield Problem((key,), wrong)
        elif key not in others:
            known = (*judges, *others)
            yield Problem((key,), f"unknown key{did_you_mean(key, known) or '; the keys are: ' + ', '.join(known)}")


def _tables(
    table: Table, key: str, most: int, judges: Mapping[str, Judge], others: Collection[str] = ()
) -> Iterator[Problem]:
    """What is wrong with a list of tables."""
    value = table[key]
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        yield Problem((key,), f"must be a list of tables, not {found(value)}")
    elif not 0 < len(value) <= most:
        yield Problem((key,), f"must be 1 to {most} tables, not {len(value)}")
    else:
        for at, each in enumerate(value):
            yield from _under((key, at), _keys(each, judges, others=others))
        names = [str(each.get("id", each.get("name"))) for each in value]
        if len(set(names)) < len(names):
            yield Problem((key,), "two of them have the same name")


def _beats(entry: Table) -> Iterator[Problem]:
    if "beats" not in entry:
        yield Problem(("beats",), 'are missing; beats = [{ name = "lift", seconds = 2, breath = "out", cue = "…" }]')
        return
    wrong = list(_tables(entry, "beats", MOST_BEATS, _BEAT))
    yield from wrong
    if not wrong and entry.get("kind") == ExerciseKind.HOLD and "hold" not in beat_names(entry):
        yield Problem(("beats",), 'of what is held need one with name = "hold"')


def beat_names(entry: Table) -> list[str]:
    """The names of the beats of an entry, as far as there are any."""
    beats = entry.get("beats")
    return [str(beat.get("name")) for beat in beats if isinstance(beat, dict)] if isinstance(beats, list) else []


def _levels(entry: Table) -> Iterator[Problem]:
    levels = entry.get("levels", {})
    if not isinstance(levels, dict):
        yield Problem(("levels",), f"must be a table, not {found(levels)}")
        return
    for name, level in levels.items():
        if name not in LEVELS:
            yield Problem(("levels", name), f"unknown level; there are: {', '.join(LEVELS)}")
        elif not isinstance(level, dict):
            yield Problem(("levels", name), f"must be a table, not {found(level)}")
        else:
            needed = {"sets": _LEVEL["sets"]}
            yield from _under(("levels", name), _keys(level, needed, _LEVEL))


def _variants(entry: Table) -> Iterator[Problem]:
    if "variants" not in entry:
        return
    wrong = list(_tables(entry, "variants", MOST_VARIANTS, _VARIANT, ("cues",)))
    yield from wrong
    for at, variant in enumerate(entry["variants"] if not wrong else ()):
        cues = variant.get("cues", {})
        if not isinstance(cues, dict):
            yield Problem(("variants", at, "cues"), f"must be a table, not {found(cues)}")
            continue
        for beat, cue in cues.items():
            told = _text(LONGEST_CUE)(cue) if beat in beat_names(entry) else f"there is no beat {found(beat)}"
            if told:
                yield Problem(("variants", at, "cues", beat), told)


def _figure(entry: Table, shapes: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    if "figure" not in entry:
        return
    figure = entry["figure"]
    if "move" in entry:
        yield Problem(("figure",), "is given, and a move too; keep one of them")
    elif not isinstance(figure, str) or figure not in shapes:
        meant = did_you_mean(figure, shapes) if isinstance(figure, str) else ""
        yield Problem(("figure",), f"there is no figure {found(figure)}{meant or '; docs/exercises.md lists them'}")
    elif unknown := [beat for beat in beat_names(entry) if beat not in shapes[figure]]:
        beats = ", ".join(shapes[figure])
        yield Problem(("figure",), f"{figure} moves with beats named {beats}; {found(unknown[0])} is none of them")


def _move(entry: Table) -> Iterator[Problem]:
    if "move" not in entry:
        return
    move = entry["move"]
    if not isinstance(move, dict):
        yield Problem(("move",), f"must be a table, not {found(move)}")
        return
    yield from _under(("move",), _keys(move, _MOVE, {}, ("beats", "joints", "ground")))
    if "ground" in move and (wrong := _one_of(GROUNDS)(move["ground"])):
        yield Problem(("move", "ground"), wrong)
    yield from _under(("move",), _parts(move.get("beats"), beat_names(entry), move.get("key")))
    yield from _under(("move", "joints"), _joints(move.get("joints")))


def _parts(parts: object, beats: list[str], key: object) -> Iterator[Problem]:
    if (
        not isinstance(parts, dict)
        or set(parts) != set(beats)
        or not all(isinstance(it, dict) for it in parts.values())
    ):
        yield Problem(("beats",), f"must be a table for each beat: {', '.join(beats) or 'none yet'}")
        return
    for name, part in parts.items():
        yield from _under(("beats", name), _keys(part, _PART))
    if not isinstance(key, str) or key not in parts:
        yield Problem(("key",), f"must be one of the beats, not {found(key)}")


def _joints(joints: object) -> Iterator[Problem]:
    if not isinstance(joints, dict):
        yield Problem((), "are missing; a point [x, y] for each joint, or a list of them, one for every key")
        return
    for name in [name for name in JOINTS if not name.endswith("2")]:
        if name not in joints:
            yield Problem((name,), "is missing")
    lengths = {len(column) for column in joints.values() if isinstance(column, list) and not _point(column)}
    for name, column in joints.items():
        if name not in JOINTS:
            yield Problem((name,), f"unknown joint{did_you_mean(name, JOINTS) or '; there are: ' + ', '.join(JOINTS)}")
        elif not _point(column) and not _points(column):
            yield Problem((name,), f"must be a point [x, y] from 0 to 1, or 2 to {MOST_KEYS} of them")
    if len(lengths) != 1:
        yield Problem((), "need two keys or more, the same number for every joint that moves")


def _points(value: object) -> bool:
    return isinstance(value, list) and 2 <= len(value) <= MOST_KEYS and all(map(_point, value))


def _point(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and not any(map(_number, value))


def _dose(entry: Table) -> Iterator[Problem]:
    """What the domain says of the dose that the exercise starts from, and of its levels."""
    if "move" in entry:
        entry = entry | {"move": with_ground(entry["move"])}
    exercise = exercise_from(entry, own=True)
    if (exercise.sides == 2) is not (exercise.switch > 0):
        yield Problem(("switch",), "needs 1 s or more with two sides, and 0 with one")
    plain = Block.of(exercise)
    doses = [((), plain)]
    for level in exercise.levels:
        if level.variant and level.variant not in {variant.id for variant in exercise.variants}:
            yield Problem(("levels", level.name, "variant"), f"there is no variant {found(level.variant)}")
        else:
            doses.append((("levels", level.name), at_level(plain, level.name)))  # type: ignore[arg-type]
    if exercise.form not in {None, *(variant.id for variant in exercise.variants)}:
        yield Problem(("form",), f"there is no variant {found(exercise.form)}")
        return
    for path, block in doses:
        for problem in problems(Routine("own", "Own", "", (block,))):
            yield Problem((*path, *problem.path[2:]), problem.what)


def with_ground(move: Table) -> Table:
    """A move as the figure's own files have it: the ground is part of the scene."""
    kept = {key: value for key, value in move.items() if key != "ground"}
    return kept | {"scene": {"ground": move.get("ground", "floor")}, "spots": []}

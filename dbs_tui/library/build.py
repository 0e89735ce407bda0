"""Makes a routine of the tables of a file.

So that the domain can judge all of a file that has a mistake somewhere, whatever is not usable is passed over: a block
always comes out, with the exercise's default wherever the file has nothing of the right shape.
"""

from typing import Any

from dbs_tui.domain.training.exercise import Beat, Breath, Catalogue, Exercise, ExerciseKind, Position, Side
from dbs_tui.domain.training.routine import Block, Routine
from dbs_tui.library.shape import Table, entries, exercise_of, wrong_in_block
from dbs_tui.library.values import not_whole

_NO_BEATS = (Beat("rep", 1, Breath.FREE, ""),)
_STAND_IN = Exercise("?", "?", "", ExerciseKind.REPS, Position.STANDING, 1, 0, 1, 1, 0, _NO_BEATS)
"""What a block with an unknown exercise is made of: its sets, reps and rest are judged all the same."""


def build(data: Table, routine_id: str, catalogue: Catalogue) -> Routine:
    """The routine as far as the data can be understood; a text that is missing or none is empty."""
    blocks = tuple(_block(entry, catalogue) for entry in entries(data))
    return Routine(routine_id, _text(data.get("name")), _text(data.get("description")), blocks)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _block(entry: object, catalogue: Catalogue) -> Block:
    """The block that an entry describes, without keys that are wrong; of a stand-in where its exercise is unknown."""
    table: Table = entry if isinstance(entry, dict) else {}
    exercise = exercise_of(table, catalogue)
    usable = {key: value for key, value in table.items() if not wrong_in_block(key, value, exercise, catalogue)}
    if exercise is None:
        return _dose(_STAND_IN, {key: value for key, value in usable.items() if key in ("sets", "reps", "rest")})
    return _dose(exercise, usable)


def _dose(exercise: Exercise, usable: dict[str, Any]) -> Block:
    """The figures of a block: those in its table, else those of its exercise."""
    return Block(
        exercise,
        sets=usable.get("sets", exercise.sets),
        reps=usable.get("reps", exercise.reps),
        rest=usable.get("rest", exercise.rest),
        tempo=_tempo(exercise, usable),
        variant=usable.get("variant"),
        first_side=Side(usable["first_side"]) if "first_side" in usable else None,
    )


def _tempo(exercise: Exercise, usable: dict[str, Any]) -> tuple[int, ...]:
    given = {name: value for name, value in usable.get("tempo", {}).items() if not not_whole(value)}
    for key in ("hold", "seconds"):
        if key in usable:
            given[exercise.beats[exercise.main_beat].name] = usable[key]
    return tuple(given.get(beat.name, beat.seconds) for beat in exercise.beats)

"""An exercise from the tables of a data file. What the tables may hold is judged elsewhere."""

from typing import TYPE_CHECKING, Any

from dbs_tui.domain.training.exercise import Beat, Breath, Exercise, ExerciseKind, Level, Position, Variant

if TYPE_CHECKING:
    from dbs_tui.domain.figure.pose import Move

LISTS = (
    "setup",
    "primary",
    "secondary",
    "equipment",
    "essentials",
    "mistakes",
    "easier",
    "harder",
    "stop",
    "ask_first",
)
"""The keys of an exercise that hold a list of texts."""


def exercise_from(entry: dict[str, Any], own: bool = False) -> Exercise:
    """The exercise that an entry of a catalogue describes; ``own`` for one of the user's.

    Raises:
        KeyError: something is missing that every exercise has.
        ValueError: a word is none of those that may stand there.
    """
    lists = {name: tuple(entry.get(name, ())) for name in LISTS}
    return Exercise(
        id=entry["id"],
        name=entry["name"],
        summary=entry["summary"],
        kind=ExerciseKind(entry["kind"]),
        position=Position(entry["position"]),
        sides=entry.get("sides", 1),
        switch=entry.get("switch", 0),
        sets=entry["sets"],
        reps=entry["reps"],
        rest=entry["rest"],
        beats=tuple(Beat(it["name"], it["seconds"], Breath(it["breath"]), it["cue"]) for it in entry["beats"]),
        levels=tuple(Level(name, **level) for name, level in entry.get("levels", {}).items()),
        variants=tuple(map(_variant, entry.get("variants", ()))),
        extra=entry.get("extra", False),
        form=entry.get("form"),
        own=own,
        figure=entry.get("figure", ""),
        move=_move(entry),
        **lists,
    )


def _variant(entry: dict[str, Any]) -> Variant:
    """The variant that a table describes; what it leaves out is as in the plain form."""
    return Variant(
        id=entry["id"],
        name=entry["name"],
        position=Position(entry["position"]),
        setup=tuple(entry["setup"]),
        cues=tuple(entry.get("cues", {}).items()),
    )


def _move(entry: dict[str, Any]) -> "Move | None":
    if "move" not in entry:
        return None
    from dbs_tui.domain.figure.keyframes import move_from  # only own exercises bring one along

    return move_from({"id": entry["id"], "shows": [entry["id"]]} | entry["move"])

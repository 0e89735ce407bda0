"""A figure's move from the table of a data file: joints in columns, a point for every key or one for all."""

from typing import Any

from dbs_tui.domain.figure.pose import JOINTS, Move, MovePart, Point, Pose, Scene, Spot


def move_from(entry: dict[str, Any]) -> Move:
    """The move that an entry of ``poses.toml`` describes; the file says what its keys mean."""
    keys = _keys(entry["joints"])
    if entry.get("swap"):
        keys += tuple(key.swapped() for key in keys)
    if "period" in entry:
        keys += keys[:1]
    last = len(keys) - 1
    return Move(
        id=entry["id"],
        shows=tuple(entry["shows"]),
        keys=keys,
        at=tuple(entry.get("at", (number / last for number in range(len(keys))))),
        pinned=entry["pinned"],
        parts=tuple(MovePart(beat, **part) for beat, part in entry["beats"].items()),
        key=entry["key"],
        starts=entry["starts"],
        spots=tuple(Spot(**spot | {"along": tuple(spot["along"])}) for spot in entry.get("spots", ())),
        scene=_scene(entry.get("scene", {})),
        period=entry.get("period"),
    )


def _keys(joints: dict[str, Any]) -> tuple[Pose, ...]:
    """The poses from columns of points; a far joint that is left out is where its near one is."""
    columns = {name: joints.get(name) or joints[name.removesuffix("2")] for name in JOINTS}
    number = max((len(column) for column in columns.values() if _moves(column)), default=1)
    return tuple(Pose(**{name: _point(column, key) for name, column in columns.items()}) for key in range(number))


def _point(column: list[Any], key: int) -> Point:
    x, y = column[key] if _moves(column) else column
    return x, y


def _moves(column: list[Any]) -> bool:
    return isinstance(column[0], list)


def _scene(entry: dict[str, Any]) -> Scene:
    lines = tuple(((a[0], a[1]), (b[0], b[1])) for a, b in entry.get("lines", ()))
    x, y = entry.get("drift", (0.0, 0.0))
    return Scene(entry.get("ground", "floor"), lines, (x, y), entry.get("drifts", 1))

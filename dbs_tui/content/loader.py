"""Reads the data files that ship with the program. They are ours, so a mistake in one is a bug that a test finds."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dbs_tui.domain.exercise import Beat, Breath, Catalogue, Exercise, Kind, Level, Position, Variant

if TYPE_CHECKING:
    from dbs_tui.domain.safety import Page, Safety

_HERE = Path(__file__).parent
_LISTS = (
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


@cache
def catalogue() -> Catalogue:
    """Every exercise of ``exercises.toml``, in its order."""
    entries = _read("exercises.toml")["exercise"]
    return Catalogue(tuple(_exercise(entry) for entry in entries))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / name).read_text(encoding="utf-8"))


def _exercise(entry: dict[str, Any]) -> Exercise:
    lists = {name: tuple(entry.get(name, ())) for name in _LISTS}
    return Exercise(
        id=entry["id"],
        name=entry["name"],
        summary=entry["summary"],
        kind=Kind(entry["kind"]),
        position=Position(entry["position"]),
        sides=entry.get("sides", 1),
        switch=entry.get("switch", 0),
        sets=entry["sets"],
        reps=entry["reps"],
        rest=entry["rest"],
        beats=tuple(_beat(beat) for beat in entry["beats"]),
        levels=tuple(Level(name, **level) for name, level in entry.get("levels", {}).items()),
        variants=tuple(_variant(variant) for variant in entry.get("variants", ())),
        extra=entry.get("extra", False),
        form=entry.get("form"),
        **lists,
    )


def _beat(entry: dict[str, Any]) -> Beat:
    return Beat(entry["name"], entry["seconds"], Breath(entry["breath"]), entry["cue"])


def _variant(entry: dict[str, Any]) -> Variant:
    return Variant(
        id=entry["id"],
        name=entry["name"],
        position=Position(entry["position"]),
        setup=tuple(entry["setup"]),
        cues=tuple(entry.get("cues", {}).items()),
    )


_PAGES = ("emergency", "soon", "ordinary", "ask_first", "disclaimer", "notice")


@cache
def safety() -> Safety:
    """The safety pages of ``safety.toml``."""
    from dbs_tui.domain.safety import Safety

    data = _read("safety.toml")
    pages = {name: _page(data[name]) for name in _PAGES}
    return Safety(line=data["notice"]["line"], reviewed=data["reviewed"], **pages)


def _page(entry: dict[str, Any]) -> Page:
    from dbs_tui.domain.safety import Page

    return Page(entry["title"], tuple(entry["items"]), tuple(entry.get("sources", ())))

"""Reads the data files that ship with the program. They are ours, so a mistake in one is a bug that a test finds."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dbs_tui.domain.training.exercise import Catalogue
from dbs_tui.domain.training.exercise_data import exercise_from
from dbs_tui.shipped_toml import loads

if TYPE_CHECKING:
    from dbs_tui.domain.learning.safety import Page, Safety

_HERE = Path(__file__).parent


@cache
def catalogue() -> Catalogue:
    """Every exercise of ``exercises.toml``, in its order."""
    entries = _read("exercises.toml")["exercise"]
    return Catalogue(tuple(map(exercise_from, entries)))


def _read(name: str) -> dict[str, Any]:
    return loads((_HERE / name).read_text(encoding="utf-8"))


_PAGES = ("emergency", "soon", "ordinary", "ask_first", "disclaimer", "notice")


@cache
def safety() -> Safety:
    """The safety pages of ``safety.toml``."""
    from dbs_tui.domain.learning.safety import Safety

    data = _read("safety.toml")
    pages = {name: _page(data[name]) for name in _PAGES}
    emergency = data["emergency"]
    return Safety(
        line=data["notice"]["line"],
        numbers=emergency["numbers"],
        numbers_beside_own=emergency["numbers_beside_own"],
        checked=data["checked"],
        **pages,
    )


def _page(entry: dict[str, Any]) -> Page:
    from dbs_tui.domain.learning.safety import Page

    return Page(entry["title"], tuple(entry["items"]), entry.get("after", ""), tuple(entry.get("sources", ())))

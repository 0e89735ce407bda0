"""Reads the moving figure's poses (``poses.toml``). They are ours, so a mistake in them is a bug that a test finds."""

from functools import cache
from pathlib import Path

from dbs_tui.domain.figure.keyframes import move_from
from dbs_tui.domain.training.animation import Figures
from dbs_tui.shipped_toml import loads

_FILE = Path(__file__).with_name("poses.toml")


@cache
def figures() -> Figures:
    """Every move of ``poses.toml``, in its order."""
    entries = loads(_FILE.read_text(encoding="utf-8"))["move"]
    return Figures(tuple(map(move_from, entries)))

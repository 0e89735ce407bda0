"""Reads outer-hip mode (``outer_hip.toml``), and puts a routine into the form in which it is shown and played."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from dbs_tui.shipped_toml import loads

if TYPE_CHECKING:
    from dbs_tui.domain.training.outer_hip import OuterHip
    from dbs_tui.domain.training.routine import Routine

_FILE = Path(__file__).with_suffix(".toml")


@cache
def outer_hip() -> OuterHip:
    """The mode: its advice, and how exercises change in it."""
    from dbs_tui.domain.training.outer_hip import OuterHip, Swap

    data = loads(_FILE.read_text(encoding="utf-8"))
    return OuterHip(
        title=data["title"],
        intro=data["intro"],
        avoid=tuple(data["avoid"]),
        instead=tuple(data["instead"]),
        order=data["order"],
        changes=tuple(Swap(**change) for change in data["changes"]),
        sources=tuple(data["sources"]),
    )


def fitted(routine: Routine, outer_hip_mode: bool) -> Routine:
    """The routine as this user does it. Everything that shows or plays one asks here, so that they agree."""
    return outer_hip().routine(routine) if outer_hip_mode else routine

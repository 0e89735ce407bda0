"""The places that the digits lead to. Each is imported when it is first shown: the first frame pays for one only."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.screen import Screen

    from dbs_tui.ui.services.services import Services


def today(services: Services) -> Screen[None]:
    """What to do now."""
    from dbs_tui.ui.today.screen import TodayScreen

    return TodayScreen(services)


def learn(services: Services) -> Screen[None]:
    """Everything there is to learn."""
    from dbs_tui.ui.learn.learn_screen import LearnScreen

    return LearnScreen(services)


def build(services: Services) -> Screen[None]:
    """The routines."""
    from dbs_tui.ui.build.library_screen import BuildScreen

    return BuildScreen(services)


def history(services: Services) -> Screen[None]:
    """What was done."""
    from dbs_tui.ui.history.screen import HistoryScreen

    return HistoryScreen(services)


def desk(services: Services) -> Screen[None]:
    """How long the user has sat."""
    from dbs_tui.ui.desk.screen import DeskScreen

    return DeskScreen(services)


PLACES: dict[str, Callable[[Services], Screen[None]]] = {
    "learn": learn,
    "build": build,
    "history": history,
    "desk": desk,
}
"""The places beside Today, by the names of their modes."""

"""Every exercise there is on this machine: those that ship with the program, and the user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dbs_tui import paths
from dbs_tui.content.loader import catalogue

if TYPE_CHECKING:
    from dbs_tui.domain.training.exercise import Catalogue
    from dbs_tui.library.exercise_files import OwnExercises, Shapes
    from dbs_tui.settings import Settings


def shapes() -> Shapes:
    """What an exercise file may lean on: our ids are taken, our figures can be named."""
    from dbs_tui.content.poses import figures
    from dbs_tui.library.exercise_files import Shapes

    shown = {name: tuple(part.beat for part in move.parts) for move in figures().moves for name in move.shows}
    return Shapes(catalogue().ids, shown)


def own() -> OwnExercises:
    """The user's own exercises, and what is wrong with files that cannot be used."""
    from dbs_tui.library.exercise_files import OwnExercises

    return own_if_any() or OwnExercises()


def own_if_any() -> OwnExercises | None:
    """The same; ``None``, and nothing imported, where there is no folder of them."""
    folder = paths.user_exercises()
    if not paths.is_there(folder):
        return None
    from dbs_tui.library.exercise_files import own_exercises

    return own_exercises(folder, shapes())


def exercises() -> Catalogue:
    """Ours first, then the user's."""
    mine = own_if_any()
    return mine.with_shipped(catalogue()) if mine else catalogue()


def travel(settings: Settings) -> list[str]:
    """Exchange own exercises and routines with the user's other devices, where that is wanted; what is to be told."""
    if not settings.share_own:
        return []
    from datetime import UTC, datetime

    from dbs_tui.library import travel
    from dbs_tui.storage.errors import StoreError
    from dbs_tui.storage.file_layout import FileLayout

    history = paths.history_folder(settings.history)
    try:
        device = FileLayout(history, paths.state_folder()).make_device()
        came = travel.travel(paths.user_exercises().parent, history, device, datetime.now(UTC))
    except (OSError, StoreError) as error:
        return [f"Own exercises and routines could not be exchanged: {error}"]
    return [f"Own files {came.words}."] if came.words else []

"""What the commands work with, as it is on this machine: settings, routines, history, today."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dbs_tui import clock, config, paths, wiring
from dbs_tui.commands.output import FailedError, warn
from dbs_tui.domain.common.dates import training_date
from dbs_tui.own import exercises
from dbs_tui.settings import Settings

if TYPE_CHECKING:
    from dbs_tui.domain.building.suggest import Suggestion
    from dbs_tui.domain.history.emergency import Signs
    from dbs_tui.domain.history.history import History
    from dbs_tui.library.shelf import Shelf
    from dbs_tui.storage.history import HistoryStore


def settings() -> Settings:
    """The user's settings; what is wrong with the file is told."""
    loaded = config.load(paths.config_file())
    for warning in loaded.warnings:
        warn(warning)
    return loaded.settings


def today(settings: Settings) -> date:
    """The local date that a session ending now would get."""
    return training_date(clock.local_now(), settings.day_starts_at)


def shelf() -> Shelf:
    """The routines, shipped and own."""
    from dbs_tui.library.shelf import load_shelf

    return load_shelf(paths.shipped_routines(), paths.user_routines(), exercises())


def suggestion(history: History, today: date) -> Suggestion | None:
    """The routine to offer first, and why; ``None`` when there is none at all.

    What is suggested is a shipped one, or an own one in its place: hundreds of others need not be read for it.
    """
    from dbs_tui.domain.building.suggest import suggestion
    from dbs_tui.library.shelf import first_shelf

    first = first_shelf(paths.shipped_routines(), paths.user_routines(), exercises())
    return suggestion(history, first.routines, today) or suggestion(history, shelf().routines, today)


def history_folder() -> Path:
    """The folder of the history, as the settings and the environment have it."""
    return paths.history_folder(config.load(paths.config_file()).settings.history)


def store() -> HistoryStore:
    """The history's store; nothing is created."""
    return wiring.store(config.load(paths.config_file()).settings)


def history(store: HistoryStore, settings: Settings) -> History:
    """Everything that was trained; what the store has to say about its files is told.

    Raises:
        FailedError: the history cannot be read.
    """
    from dbs_tui.storage.errors import StoreError

    try:
        found = store.load(settings.week_starts.weekday)
    except StoreError as error:
        raise FailedError(str(error)) from error
    for notice in store.notices:
        warn(notice)
    return found


def signs(store: HistoryStore) -> Signs:
    """The emergency signs and releases of a store that was loaded."""
    from dbs_tui.storage.safety import SAFETY, signs_from

    return signs_from(store.documents(SAFETY))

"""The settings, routines, history and date of this machine, for the commands."""

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
    from collections.abc import Container

    from dbs_tui.domain.building.programme_run import ProgrammeRun
    from dbs_tui.domain.building.suggest import Suggestion
    from dbs_tui.domain.history.emergency import Signs
    from dbs_tui.domain.history.history import History
    from dbs_tui.domain.training.routine import Routine
    from dbs_tui.library.programmes import Programmes
    from dbs_tui.library.shelf import Shelf
    from dbs_tui.storage.history import HistoryStore


def settings() -> Settings:
    """The user's settings; problems with the file are printed."""
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


def programme(store: HistoryStore, history: History, today: date) -> ProgrammeRun | None:
    """The programme that runs, as of today; ``None`` without one. The store is one that was loaded."""
    from dbs_tui.storage.documents import PROGRAMME

    documents = store.documents(PROGRAMME)
    if not documents:
        return None
    from dbs_tui.domain.building.programme_run import run_of
    from dbs_tui.storage.programme import events_from

    events = events_from(documents)

    return run_of(events, programmes().by_id, history, signs(store), today)


def programmes() -> Programmes:
    """The programmes, shipped and own."""
    from dbs_tui.library.programmes import read_programmes

    return read_programmes((paths.shipped_programmes(), paths.user_programmes()), exercises())


def session(reference: str) -> Routine | None:
    """The session of a programme by its id, such as ``desk-light``, of the week that runs, else of the first one."""
    from dbs_tui.domain.building.programme_run import SESSION_PLANS

    programme_id, _, name = reference.rpartition("-")
    found = programmes().by_id.get(programme_id)
    plan = next((plan for plan in SESSION_PLANS if plan.value == name), None)
    if found is None or plan is None:
        return None
    loaded, now = store(), settings()
    run = programme(loaded, history(loaded, now), today(now))
    if run is not None and run.programme.id == programme_id:
        return run.session_of(plan)
    return found.week(1).sessions.get(plan)


def suggestion(history: History, today: date, run: ProgrammeRun | None = None) -> Suggestion | None:
    """The routine to offer first, and why; ``None`` when there is none at all.

    ``run`` is the programme that runs: what it has for today comes first. Else what is suggested is a shipped one, or
    an own one in its place: hundreds of others need not be read for it.
    """
    from dbs_tui.domain.building.suggest import suggestion
    from dbs_tui.library.shelf import first_shelf

    if run is not None:
        from dbs_tui.domain.building.programme_run import programme_offer

        if (found := programme_offer(run, history, today)) is not None:
            return found

    first = first_shelf(paths.shipped_routines(), paths.user_routines(), exercises())
    return suggestion(history, first.routines, today) or suggestion(history, shelf().routines, today)


def history_folder() -> Path:
    """The folder of the history, as the settings and the environment have it."""
    return paths.history_folder(config.load(paths.config_file()).settings.history)


def store() -> HistoryStore:
    """The history's store; nothing is created."""
    return wiring.store(config.load(paths.config_file()).settings)


def history(store: HistoryStore, settings: Settings, months: Container[str] | None = None) -> History:
    """Everything that was trained, or what some months tell; what the store has to say about its files is told.

    Raises:
        FailedError: the history cannot be read.
    """
    from dbs_tui.storage.errors import StoreError

    try:
        found = store.load(settings.week_starts.weekday, months)
    except StoreError as error:
        raise FailedError(str(error)) from error
    for notice in store.notices:
        warn(notice)
    return found


def signs(store: HistoryStore) -> Signs:
    """The emergency signs and releases of a store that was loaded."""
    from dbs_tui.storage.safety import SAFETY, signs_from

    return signs_from(store.documents(SAFETY))

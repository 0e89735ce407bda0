"""The services of the real program: files where ``paths`` says, the machine's clocks.

What only later frames need is made when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dbs_tui.ui.services import Services

if TYPE_CHECKING:
    from pathlib import Path

    from dbs_tui.companion import Companion
    from dbs_tui.domain.exercise import Catalogue
    from dbs_tui.library.drafts import Drafts
    from dbs_tui.storage.history import HistoryStore


def services_of_this_machine() -> Services:
    """The real ones: files where ``paths`` says, the machine's clocks."""
    from uuid import uuid4

    from dbs_tui import clock, config, paths
    from dbs_tui.content.loader import catalogue
    from dbs_tui.library.library import Library
    from dbs_tui.own import own, travel
    from dbs_tui.storage.writer import Writer

    file = config.SettingsFile(paths.config_file())
    told = travel(file.settings)
    mine = own()
    exercises = mine.with_shipped(catalogue())
    library = Library(paths.shipped_routines(), paths.user_routines(), exercises, _drafts_of_this_machine)
    folder = paths.history_folder(file.settings.history)
    return Services(
        catalogue=exercises,
        shelf=library.first_shelf(),
        library=library,
        make_store=lambda: _store_in(folder, exercises),
        writer=Writer(),
        settings=file.settings,
        settings_file=file,
        save_settings=file.save,
        now=clock.now,
        wall=clock.local_now,
        zone=clock.local,
        new_id=lambda: str(uuid4()),
        own_cues=file.settings.cues,
        warnings=[*file.warnings, *told, *map(str, mine.problems[:3])],
        make_desk=_desk_of_this_machine,
    )


def _drafts_of_this_machine() -> Drafts:
    from uuid import uuid4

    from dbs_tui import clock, paths
    from dbs_tui.library.drafts import Drafts
    from dbs_tui.own import exercises

    return Drafts(paths.state_folder() / "drafts", exercises(), str(uuid4()), clock.local_now)


def _store_in(folder: Path, exercises: Catalogue) -> HistoryStore:
    from dbs_tui.storage.history import HistoryStore

    return HistoryStore(folder, exercises)


def _desk_of_this_machine(services: Services) -> Companion:
    from functools import partial

    from dbs_tui import clock, paths
    from dbs_tui.companion import Companion
    from dbs_tui.domain.desk import Reading
    from dbs_tui.presence.watch import Watch
    from dbs_tui.storage.desk import DeskFile, training
    from dbs_tui.storage.file_layout import FileLayout

    folder = paths.state_folder()
    return Companion(
        DeskFile(folder),
        lambda: services.settings,
        lambda: Reading(clock.local_now(), clock.now(), clock.awake_now()),
        partial(training, FileLayout(paths.history_folder(services.settings.history), folder)),
        local=clock.local,
        watch=Watch(clock.now),
    )

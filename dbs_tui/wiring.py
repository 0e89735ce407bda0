"""The real files and clocks put together, for the app and the command line alike: folders where ``paths`` says.

Everything is imported when it is asked for: the app's first frame needs little of it, a command only its own part.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dbs_tui import clock, paths

if TYPE_CHECKING:
    from dbs_tui.companion import Companion
    from dbs_tui.library.drafts import Drafts
    from dbs_tui.library.library import Library
    from dbs_tui.presence.sight import Sight
    from dbs_tui.settings import Settings
    from dbs_tui.storage.history import HistoryStore


def store(settings: Settings) -> HistoryStore:
    """The history's store in the folder that the settings and the environment say; nothing is created."""
    from dbs_tui.own import exercises
    from dbs_tui.storage.history import HistoryStore

    return HistoryStore(paths.history_folder(settings.history), exercises())


def library() -> Library:
    """The routine files, shipped and own, with the exercises that there are now."""
    from dbs_tui.library.library import Library
    from dbs_tui.own import exercises

    return Library(paths.shipped_routines(), paths.user_routines(), exercises(), _drafts)


def companion(
    settings: Callable[[], Settings],
    last_key: Callable[[int], float | None] | None = None,
    choose: Callable[[], Sight] | None = None,
) -> Companion:
    """The desk timer that all copies on this machine share.

    ``settings`` gives the settings of the moment; ``last_key`` the seconds since the last key, where it is known;
    ``choose`` picks the way to see whether somebody is there, by default the best one of this machine.
    """
    from functools import partial

    from dbs_tui.companion import Companion
    from dbs_tui.domain.desk.desk import ClockSample
    from dbs_tui.presence.watch import Watch, of_this_machine
    from dbs_tui.storage.desk import DeskFile, training
    from dbs_tui.storage.file_layout import FileLayout

    state = paths.state_folder()
    layout = FileLayout(paths.history_folder(settings().history), state)
    made = Companion(
        DeskFile(state),
        settings,
        lambda: ClockSample(clock.local_now(), clock.now(), clock.awake_now()),
        partial(training, layout),
        local=clock.local,
        watch=Watch(clock.now, choose or of_this_machine),
    )
    if last_key is not None:
        made.last_key = last_key
    return made


def _drafts() -> Drafts:
    from uuid import uuid4

    from dbs_tui.library.drafts import Drafts
    from dbs_tui.own import exercises

    return Drafts(paths.state_folder() / "drafts", exercises(), str(uuid4()), clock.local_now)

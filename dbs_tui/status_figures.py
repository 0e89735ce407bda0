"""The figures of the history that the status line has ready: of some days, with what the files looked like.

``status --format`` keeps them when it had to work them out, and the app some seconds after it has changed the history.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from dbs_tui import atomic, paths
from dbs_tui.domain.common.text import counted
from dbs_tui.looks import sealed, settled, sources
from dbs_tui.ready_line import HISTORY, LINE, NONE, environment, ready_line

if TYPE_CHECKING:
    from dbs_tui.domain.history.history import History
    from dbs_tui.settings import Settings

DAYS_AHEAD = 15
"""Days for which figures are kept: a new day need not read anything."""


def where(settings: Settings) -> tuple[str, str, str]:
    """The settings, the history, this machine's state."""
    history = paths.history_folder(settings.history)
    return str(paths.config_file()), str(history), str(paths.state_folder())


def figures(history: History, today: date) -> dict[str, str]:
    """What the line says of a history on a day."""
    week = history.week(today, today)
    weeks, days = history.week_streak(today), history.day_streak(today)
    streak = counted(weeks, "week") if weeks > 1 else counted(days, "day") if days else NONE
    return dict(zip(HISTORY, (streak, f"{week.days}/{week.goal}", str(days)), strict=True))


def keep(settings: Settings, history: History, today: date, looks: list[str]) -> None:
    """Keep the figures from yesterday on, for the clocks may be set; ``looks`` are from before the history was read."""
    config, folder, state = where(settings)
    if any("\n" in path for path in (config, folder, state)) or settings.history.startswith("~"):
        return
    days = [today + timedelta(days=number) for number in range(-1, DAYS_AHEAD)]
    rows = ["\t".join((day.isoformat(), *figures(history, day).values())) for day in days]
    text = "\n".join((environment(), config, folder, str(settings.day_starts_at), str(len(days)), *rows, *looks))
    with suppress(OSError, OverflowError):
        if atomic.is_folder(Path(state)):
            atomic.copy(Path(state) / LINE, sealed(text), time.time_ns())


def keep_ready(settings: Settings, today: date) -> bool:
    """Work the figures out anew where a prompt asks for them and they are no longer good.

    ``False`` when a file has only just changed: to be tried again.
    """
    config, folder, state = where(settings)
    if not os.path.exists(f"{state}/{LINE}") or ready_line("{streak}") is not None:  # noqa: PTH110 - asked often
        return True
    began = time.time_ns()
    try:
        looks = sources(config, folder, state)
    except OSError:
        return True
    if not settled(looks, began):
        return False
    from dbs_tui.storage.figures import training_days
    from dbs_tui.storage.file_layout import FileLayout

    if (history := training_days(FileLayout(Path(folder), Path(state)), settings.week_starts.weekday)) is not None:
        keep(settings, history, today, looks)
    return True

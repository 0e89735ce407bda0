"""The history as far as ``status`` looks back: the sessions of the last months, and the training days of all years.

What is asked of sessions reaches back for 120 days, to the begin of a programme, to the third session and to the second
answer about effort. Where the months that are read do not have that, or anything in them is out of the ordinary, the
whole history is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from dbs_tui import paths
from dbs_tui.commands import machine
from dbs_tui.domain.building.suggest import STARTS
from dbs_tui.domain.history.pain_rules import LOOK_BACK
from dbs_tui.storage.documents import PROGRAMME
from dbs_tui.storage.figures import known_months
from dbs_tui.storage.file_layout import FileLayout
from dbs_tui.storage.safety import SAFETY

if TYPE_CHECKING:
    from dbs_tui.domain.history.history import History
    from dbs_tui.domain.training.session import Session
    from dbs_tui.settings import Settings
    from dbs_tui.storage.history import HistoryStore

MARGIN = timedelta(days=10)
"""Read beyond what is asked for: a session ends on another day than the one that it belongs to."""
APART = timedelta(days=2)
"""The most that is taken to be between these two days."""


def recent_history(settings: Settings, today: date) -> tuple[HistoryStore, History]:
    """A store that was loaded as far as needed, and its history.

    Raises:
        FailedError: the history cannot be read.
    """
    store = machine.store()
    found = _recent(store, settings, today)
    return store, machine.history(store, settings) if found is None else found


def _recent(store: HistoryStore, settings: Settings, today: date) -> History | None:
    months = known_months(FileLayout(paths.history_folder(settings.history), paths.state_folder()))
    if months is None:
        return None
    since = today - LOOK_BACK - MARGIN
    programmes = months.having(PROGRAMME)
    if programmes:
        if "" in programmes:  # of no month
            return None
        since = min(since, date.fromisoformat(f"{min(programmes)}-01"))
    sessions = machine.history(store, settings, months.since(since) | programmes | months.having(SAFETY)).sessions
    if not _enough(sessions, since, today) or (programmes and _begun_before(store, since)):
        return None
    return months.history(settings.week_starts.weekday, sessions)


def _begun_before(store: HistoryStore, day: date) -> bool:
    """Whether anything was done with a programme before a day."""
    from dbs_tui.storage.programme import events_from

    return any(event.day < day for event in events_from(store.documents(PROGRAMME)))


def _enough(sessions: Sequence[Session], since: date, today: date) -> bool:
    """Whether nothing that is asked would look at a session before a day from which on all of them are here.

    Of the days before only some are: those in a month that has something else to say, or into which they were moved.
    """
    if any(each.local_date > today or abs(each.ended_at.date() - each.local_date) > APART for each in sessions):
        return False
    counted = [each for each in sessions if each.counts and each.local_date >= since]
    rated = islice((each for each in reversed(counted) if each.effort is not None), 2)
    return len(counted) >= STARTS and len([*rated]) == 2

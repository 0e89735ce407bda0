"""A catalogue, sessions and places for the storage tests."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from dbs_tui.domain.exercise import Catalogue, Side
from dbs_tui.domain.routine import Routine
from dbs_tui.domain.session import Origin, Session, Unfinished, record
from dbs_tui.storage.history import HistoryStore
from dbs_tui.storage.place import Folder, Memory, Place
from tests.domain.builders import PRESS, STRETCH, WALK, block, player, routine, watched

CATALOGUE = Catalogue((PRESS, STRETCH, WALK))
ROUTINE: Routine = routine(block(STRETCH), block(PRESS, sets=2, reps=3, rest=5), block(WALK))
MORNING = datetime(2026, 11, 22, 8, 23, tzinfo=timezone(timedelta(hours=1)))


def session(session_id: str = "one", minutes: int = 0, note: str = "") -> Session:
    """A session that was ended after 60 s, begun some minutes after the first one of the morning."""
    return replace(unfinished(session_id, minutes).session, note=note)


def unfinished(session_id: str = "one", minutes: int = 0, seconds: int = 60) -> Unfinished:
    """A session that was interrupted after some seconds."""
    started = MORNING + timedelta(minutes=minutes)
    now = watched(player(*ROUTINE.blocks).start(0), seconds)
    done = record(now, Origin(session_id, started, 2), started + timedelta(seconds=seconds))
    return Unfinished(done, ROUTINE, Side.LEFT, now.index, now.attempts)


def fixed_now() -> datetime:
    """The clock of places that set something aside."""
    return datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def folder(path: Path) -> Folder:
    """A folder that does not wait for others and has a clock that stands still."""
    return Folder(path, now=fixed_now, patience=0.0)


def durable(path: Path) -> HistoryStore:
    """A store over such a folder."""
    return HistoryStore.over(folder(path), CATALOGUE)


def ids(store: HistoryStore) -> list[str]:
    """The ids of the sessions in a store, oldest first."""
    return [session.id for session in store.load().sessions]


def waiting(store: HistoryStore) -> list[str]:
    """The ids of the sessions that a store offers as interrupted."""
    return [one.session.id for one in store.unfinished()]


Stores = Callable[[], HistoryStore]
"""Each call opens another store over the same place, as a second copy of the program would."""


def stores_over(place: Place | Path) -> Stores:
    """Stores over one memory, or each with its own handle on one folder."""
    if isinstance(place, Path):
        return lambda: durable(place)
    return lambda: HistoryStore.over(place, CATALOGUE)


def memory() -> Memory:
    """An empty memory."""
    return Memory()

"""A catalogue, sessions and stores for the storage tests."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from dbs_tui.domain.training.exercise import Catalogue, Side
from dbs_tui.domain.training.routine import Routine
from dbs_tui.domain.training.session import Session
from dbs_tui.domain.training.session_record import SessionContext, Unfinished
from dbs_tui.storage.file_layout import FileLayout
from dbs_tui.storage.history import HistoryStore
from dbs_tui.storage.months import MonthFiles
from dbs_tui.storage.unfinished_sessions import RunningFile
from tests.domain.builders import PRESS, STRETCH, WALK, block, player, routine, watched
from tests.stores import MemoryFiles, RunningMemory

CATALOGUE = Catalogue((PRESS, STRETCH, WALK))
ROUTINE: Routine = routine(block(STRETCH), block(PRESS, sets=2, reps=3, rest=5), block(WALK))
MORNING = datetime(2026, 11, 22, 8, 23, tzinfo=timezone(timedelta(hours=1)))


def session(session_id: str = "one", minutes: int = 0, note: str = "") -> Session:
    """A session that was ended after 60 s, begun some minutes after the first one of the morning."""
    return replace(unfinished(session_id, minutes).session, note=note)


def on(day: str, session_id: str | None = None) -> Session:
    """A session of another day, ``2026-11-22``."""
    moment = datetime.fromisoformat(f"{day}T08:00:00+01:00")
    done = session(session_id or day)
    return replace(done, local_date=moment.date(), started_at=moment, ended_at=moment + timedelta(minutes=1))


def unfinished(session_id: str = "one", minutes: int = 0, seconds: int = 60) -> Unfinished:
    """A session that was interrupted after some seconds."""
    started = MORNING + timedelta(minutes=minutes)
    now = watched(player(*ROUTINE.blocks).start(0), seconds)
    return Unfinished.of(now, SessionContext(session_id, started, 2), Side.LEFT, started + timedelta(seconds=seconds))


def fixed_now() -> datetime:
    """The clock of stores in these tests: it stands still."""
    return datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def state_of(home: Path) -> Path:
    """The state folder of the machine whose history folder this is."""
    return home.parent / "state"


def layout(home: Path, state: Path | None = None) -> FileLayout:
    """Where the files are."""
    return FileLayout(home, state or state_of(home))


def own_folder(home: Path, state: Path | None = None) -> Path:
    """The folder that the device writes to; it has written before."""
    where = layout(home, state)
    return where.own(where.device() or "nobody")


def own_file(home: Path, month: str = "2026-11") -> Path:
    """Its file of a month."""
    return own_folder(home) / f"{month}.json"


def durable(
    home: Path, state: Path | None = None, now: Callable[[], datetime] = fixed_now, patience: float = 0.0
) -> HistoryStore:
    """A store that does not wait for others and has a clock that stands still."""
    files = MonthFiles(layout(home, state), now, patience)
    return HistoryStore.over(files, RunningFile(files.layout, now, files.notices.add, patience), CATALOGUE)


def ids(store: HistoryStore) -> list[str]:
    """The ids of the sessions in a store, oldest first."""
    return [session.id for session in store.load().sessions]


def waiting(store: HistoryStore) -> list[str]:
    """The ids of the sessions that a store offers as interrupted."""
    return [one.session.id for one in store.unfinished()]


Stores = Callable[[], HistoryStore]
"""Each call opens another store over the same place, as a second copy of the program would."""


def stores_over(home: Path | None) -> Stores:
    """Stores each with its own handle on one folder, or over one memory."""
    if home is not None:
        return lambda: durable(home)
    files, running = MemoryFiles(fixed_now), RunningMemory()
    return lambda: HistoryStore.over(files, running, CATALOGUE)

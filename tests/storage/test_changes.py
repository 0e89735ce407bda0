"""Changes of what is kept, their way back, and the bin; over memory and over a folder alike."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from dbs_tui.domain.history.changes import HistoryChange, adding, deleting, editing, restoring
from dbs_tui.domain.history.history import Goal, History, Pause
from dbs_tui.storage.errors import StoreError
from dbs_tui.storage.history import HistoryStore
from tests.storage.samples import Stores, durable, fixed_now, ids, on, session, unfinished, waiting
from tests.stores import add_pause, delete, restore, save_all, set_goal

NOW = fixed_now()
GOAL, PAUSE = Goal(date(2026, 11, 2), 4), Pause(date(2026, 11, 9), date(2026, 11, 12), "travel")
EDITED = replace(session(), note="Left hip stiff", edited_at=NOW)

CHANGES = [
    adding(session("new", 9)),
    deleting(session()),
    deleting(session(), session("two", 1)),
    editing(session(), EDITED),
    adding(Goal(date(2026, 11, 23), 5)),
    editing(GOAL, GOAL._replace(days=6)),
    deleting(GOAL),
    adding(Pause(date(2026, 11, 20), date(2026, 11, 21), "illness")),
    editing(PAUSE, replace(PAUSE, last=date(2026, 11, 10))),
    deleting(PAUSE),
    HistoryChange("Imported", (session(), GOAL), (EDITED, GOAL._replace(days=1), on("2025-02-03"), on("2024-02-29"))),
]


def _filled(store: HistoryStore) -> History:
    save_all(store, (session(), session("two", 1)))
    set_goal(store, GOAL)
    add_pause(store, PAUSE)
    return store.load()


def _same(one: History, other: History) -> bool:
    return (one.sessions, {*one.goals}, {*one.pauses}) == (other.sessions, {*other.goals}, {*other.pauses})


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.words)
def test_what_is_on_disk_is_what_the_history_says(stores: Stores, change: HistoryChange) -> None:
    """After the change, after it is undone, and after it is done again; another copy of the program sees it."""
    before = _filled(stores())
    for step in (change, change.undone, change.undone.undone, change.undone):
        stores().make(step)
        assert _same(stores().load(), step.made(change.made(before) if step is not change else before))
    assert _same(stores().load(), before)


def test_a_change_of_nothing_writes_nothing(home: Path) -> None:
    """Not even a folder; and what is said already is not said again."""
    durable(home).make(HistoryChange("Nothing"))
    assert not home.exists()
    durable(home).make(adding(session()))
    files = {path: path.read_bytes() for path in home.rglob("*.json")}
    durable(home).make(adding(session()))
    assert {path: path.read_bytes() for path in home.rglob("*.json")} == files


def test_a_change_of_many_months_is_written_month_by_month(home: Path) -> None:
    """So that an import of ten years is not eleven thousand writes."""
    sessions = [on(f"{year}-{month:02}-{day:02}") for year in (2025, 2026) for month in (1, 2) for day in range(1, 20)]
    store = durable(home)
    store.make(HistoryChange("Imported", after=tuple(sessions)))
    assert len(list(home.rglob("*.json"))) == 4
    assert len(durable(home).load().sessions) == 76
    store.make(HistoryChange("Imported", after=tuple(sessions)).undone)
    assert durable(home).load().sessions == ()
    again = durable(home)
    again.load()
    assert len(again.bin()) == 76


def test_keys_of_a_later_version_survive_an_edit_and_its_undo(store: HistoryStore) -> None:
    """Also the way through the bin."""
    store.save(session())
    store.take("sessions", [{**store.documents("sessions")[0], "heart_rate": 96}])
    for change in (editing(session(), EDITED), editing(EDITED, session()), deleting(session()), restoring(session())):
        store.make(change)
    (kept,) = store.documents("sessions")
    assert kept["heart_rate"] == 96
    assert "edited_at" not in kept
    assert store.load().sessions == (session(),)


def test_a_session_that_was_interrupted_is_no_longer_offered(store: HistoryStore) -> None:
    """Once it is in the history by any change."""
    store.keep(unfinished("one"))
    store.make(adding(session("one")))
    assert waiting(store) == []


def test_what_a_later_version_wrote_is_not_changed(store: HistoryStore) -> None:
    """The whole change is refused, and nothing of it is written."""
    store.save(session())
    store.take("sessions", [{**store.documents("sessions")[0], "schema": 99}])
    with pytest.raises(StoreError, match="newer dbs-tui"):
        store.make(editing(session(), EDITED))
    with pytest.raises(StoreError, match="newer dbs-tui"):
        store.make(HistoryChange("Both", after=(EDITED, session("new"))))
    assert ids(store) == ["one"]


# -- the bin


def test_the_bin_has_what_was_deleted_newest_first(store: HistoryStore) -> None:
    """With the time of the deletion; what was restored is not in it."""
    for name in ("one", "two", "three"):
        store.save(session(name))
        delete(store, name)
    restore(store, "two")
    assert [binned.session.id for binned in store.bin()] == ["one", "three"]
    assert {binned.deleted_at for binned in store.bin()} == {NOW}


@pytest.mark.parametrize(("days", "shown"), [(0, True), (29, True), (30, True), (31, False), (-2, True)])
def test_the_bin_shows_thirty_days(store: HistoryStore, days: int, shown: bool) -> None:
    """Older ones stay in the file, out of sight, and can still be restored; a clock that was wrong loses nothing."""
    store.save(session())
    delete(store, "one")
    assert bool(store.bin(NOW + timedelta(days=days))) is shown
    restore(store, "one")
    assert ids(store) == ["one"]


def test_the_newest_deletion_stands_first(home: Path) -> None:
    """Whenever the sessions were."""
    for hour, name in enumerate(("b", "a", "c")):
        moment = datetime(2026, 11, 22, hour, tzinfo=UTC)
        store = durable(home, now=lambda moment=moment: moment)  # type: ignore[misc]
        store.save(session(name))
        delete(store, name)
    store = durable(home)
    store.load()
    assert [binned.session.id for binned in store.bin()] == ["c", "a", "b"]

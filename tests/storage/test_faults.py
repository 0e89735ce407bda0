"""A disk that fails at any call of a write: an error in one line, nothing half done, and the next try works."""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from dbs_tui import atomic
from dbs_tui.storage.history import HistoryStore, StoreError
from tests.storage.faulty import FaultyOs
from tests.storage.samples import durable, ids, layout, on, own_file, session, unfinished, waiting
from tests.stores import delete

Act = Callable[[HistoryStore], None]

ACTS: dict[str, tuple[Act, list[str], list[str]]] = {
    "save": (lambda store: store.save(session("new", 9)), ["old", "new"], ["kept"]),
    "save what was kept": (lambda store: store.save(session("kept", 9)), ["old", "kept"], []),
    "keep": (lambda store: store.keep(unfinished("new", 9)), ["old"], ["kept", "new"]),
    "forget": (lambda store: store.forget("kept"), ["old"], []),
    "delete": (lambda store: delete(store, "old"), [], ["kept"]),
}
"""What is done to a store with ``old`` saved and ``kept`` unfinished, and what is saved and offered afterwards."""

REMEDY = {errno.ENOSPC: "free some space, then try again", errno.EIO: "check the disk, then try again"}


def prepared(home: Path) -> HistoryStore:
    """A store with one session saved and one unfinished."""
    store = durable(home)
    store.save(session("old"))
    store.keep(unfinished("kept", 5))
    return store


@pytest.mark.parametrize("error", REMEDY)
@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("fail_at", [1, 2, 3, 4])
def test_a_failed_write_changes_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch, fail_at: int, act: str, error: int
) -> None:
    """Before the new file is in place, disk and memory are as they were; afterwards the same works."""
    store = prepared(home)
    do, saved, offered = ACTS[act]
    with monkeypatch.context() as patch:
        patch.setattr(atomic, "os", FaultyOs(fail_at, error))
        with pytest.raises(StoreError, match=f"could not be (written|read|read and mended): .*; {REMEDY[error]}$"):
            do(store)
    for one in (store, durable(home)):
        assert (ids(one), waiting(one), one.notices) == (["old"], ["kept"], [])
    do(store)
    assert (ids(durable(home)), waiting(durable(home))) == (saved, offered)
    assert not list(home.parent.rglob("*.tmp"))


@pytest.mark.parametrize("act", ACTS)
def test_every_further_failure_leaves_the_old_or_the_new(home: Path, monkeypatch: pytest.MonkeyPatch, act: str) -> None:
    """A failure after the replace may be reported with the new state in place; trying again ends in the new state."""
    do, saved, offered = ACTS[act]
    for fail_at in (5, 6, 7, 8, 9, 10, 11, 12):
        place = home / str(fail_at)
        store = prepared(place)
        with monkeypatch.context() as patch, suppress(StoreError):
            patch.setattr(atomic, "os", FaultyOs(fail_at))
            do(store)
        seen = (ids(durable(place)), waiting(durable(place)))
        assert seen in ((["old"], ["kept"]), (saved, offered))
        do(store)
        assert (ids(durable(place)), waiting(durable(place))) == (saved, offered)


def test_a_failed_forget_after_a_save_keeps_the_save(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The session is safe, so the save stands; the leftover of it is not offered and goes with the next change."""
    store = prepared(home)
    running = layout(home).running
    with monkeypatch.context() as patch:
        patch.setattr(store, "forget", raising)
        store.save(session("kept", 9))
    assert (ids(store), waiting(store)) == (["old", "kept"], [])
    assert b'"kept"' in running.read_bytes()
    store.save(session("kept", 9))
    assert b'"kept"' not in running.read_bytes()


def raising(session_id: str) -> None:
    """A step that fails."""
    raise StoreError("full")


def test_a_month_that_cannot_be_read_is_shown_from_the_copy(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failing disk is no damaged file: it is told, nothing is set aside, and no save goes over it."""
    prepared(home)
    path = own_file(home)
    with monkeypatch.context() as patch:
        patch.setattr(atomic, "os", FailingReads(path))
        store = durable(home)
        assert (ids(store), waiting(store)) == (["old"], ["kept"])
        assert "Input/output error; check the disk" in store.notices[0]
        with pytest.raises(StoreError, match="could not be read and mended: Input/output error; check the disk"):
            store.save(session("new"))
    assert (ids(durable(home)), [found.name for found in path.parent.iterdir()]) == (["old"], [path.name])


class FailingReads(FaultyOs):
    """One file cannot be read."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def open(self, path: Path, *args: int) -> int:
        if path == self._path:
            raise OSError(errno.EIO, "Input/output error")
        return os.open(path, *args)


@pytest.mark.parametrize("call", ["open", "read", "listdir", "stat"])
@pytest.mark.parametrize("fail_at", range(1, 12))
def test_reading_that_fails_is_one_line(home: Path, monkeypatch: pytest.MonkeyPatch, call: str, fail_at: int) -> None:
    """Whichever call fails: what could be read is shown or an error is told, and afterwards nothing is missing."""
    prepared(home).save(on("2026-10-03"))
    with monkeypatch.context() as patch, suppress(StoreError):
        patch.setattr(atomic, "os", FaultyOs(fail_at, calls=(call,)))
        durable(home).load()
    store = durable(home)
    assert (ids(store), waiting(store)) == (["2026-10-03", "old"], ["kept"])
    assert not list(home.rglob("*.damaged*"))


def test_an_error_without_a_number_is_still_one_line(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the system says is passed on."""
    store = prepared(home)

    def failing(path: Path, data: bytes, safe: bool = True) -> None:
        raise OSError("strange")

    monkeypatch.setattr(atomic, "put", failing)
    with pytest.raises(StoreError, match=r"2026-11.json: could not be written: strange; check the disk"):
        store.save(session())


def test_a_change_of_many_months_is_told_as_done_after_the_folder_was_synced(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every file before it takes its name, and the folder once, behind the last of them; also where one fails."""
    store = prepared(home)
    folder = own_file(home).parent
    calls: list[str] = []
    put, sync_folder = atomic.put, atomic.sync_folder

    def putting(path: Path, data: bytes, safe: bool = True) -> atomic.Signature:
        if path.name == "2026-09.json" and "broken" in calls:
            raise OSError("strange")
        calls.append(f"{path.name} {safe}")
        return put(path, data, safe)

    def syncing(path: Path) -> None:
        if path == folder:
            calls.append("folder")
        sync_folder(path)

    monkeypatch.setattr(atomic, "put", putting)
    monkeypatch.setattr(atomic, "sync_folder", syncing)
    months = ("2026-07", "2026-08", "2026-09")

    def save(day: str) -> None:
        with store.together():
            for month in months:
                store.save(on(f"{month}-{day}"))

    save("03")
    assert calls == [*(f"{month}.json True" for month in months), "folder"]
    calls[:] = ["broken"]
    with pytest.raises(StoreError):
        save("04")
    assert calls == ["broken", "2026-07.json True", "2026-08.json True", "folder"]
    wanted = {"old", *(f"{month}-03" for month in months), *(f"{month}-04" for month in months[:2])}
    assert set(ids(store)) == set(ids(durable(home))) == wanted

"""A disk that fails at any call of a write: an error in one line, nothing half done, and the next try works."""

import errno
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from dbs_tui.storage import atomic
from dbs_tui.storage.history import HistoryStore, StoreError
from tests.storage.faulty import FaultyOs
from tests.storage.samples import durable, ids, session, unfinished, waiting

Act = Callable[[HistoryStore], None]

ACTS: dict[str, tuple[Act, list[str], list[str]]] = {
    "save": (lambda store: store.save(session("new", 9)), ["old", "new"], ["kept"]),
    "save what was kept": (lambda store: store.save(session("kept", 9)), ["old", "kept"], []),
    "keep": (lambda store: store.keep(unfinished("new", 9)), ["old"], ["kept", "new"]),
    "forget": (lambda store: store.forget("kept"), ["old"], []),
    "delete": (lambda store: store.delete("old"), [], ["kept"]),
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
        with pytest.raises(StoreError, match=f"could not be written: .*; {REMEDY[error]}$"):
            do(store)
    for one in (store, durable(home)):
        assert (ids(one), waiting(one), one.notices) == (["old"], ["kept"], [])
    do(store)
    assert (ids(durable(home)), waiting(durable(home))) == (saved, offered)
    assert not list(home.glob(".*.tmp"))


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


def test_a_disk_that_fails_at_the_second_file_keeps_the_first(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The session is safe, so the save stands; the leftover of it is not offered and goes with the next change."""
    store = prepared(home)
    with monkeypatch.context() as patch:
        patch.setattr(atomic, "os", FaultyOs(8))
        store.save(session("kept", 9))
    assert (ids(store), waiting(store)) == (["old", "kept"], [])
    assert b'"kept"' in (home / "running.json").read_bytes()
    store.save(session("kept", 9))
    assert b'"kept"' not in (home / "running.json").read_bytes()


def test_a_disk_that_cannot_be_read_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failing disk is no damaged file: nothing is set aside and nothing is written."""
    store = prepared(home)

    def failing(self: Path) -> bytes:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", failing)
        for act in (store.load, store.unfinished, lambda: store.save(session("new"))):
            with pytest.raises(StoreError, match="could not be read: Input/output error; check the disk"):
                act()
    assert (ids(store), waiting(store), store.notices) == (["old"], ["kept"], [])


def test_an_error_without_a_number_is_still_one_line(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the system says is passed on."""

    def failing(path: Path, data: bytes) -> None:
        raise OSError("strange")

    monkeypatch.setattr(atomic, "write", failing)
    with pytest.raises(StoreError, match=r"sessions.json: could not be written: strange; check the disk"):
        durable(home).save(session())

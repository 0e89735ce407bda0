"""The lock between copies of the program."""

import os
from pathlib import Path

import pytest

from dbs_tui import kernel_lock as lock
from dbs_tui.kernel_lock import KernelLock
from dbs_tui.storage.errors import BusyError, StoreError, locked, store_errors


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file that is locked; nobody has made it yet."""
    return tmp_path / ".lock"


def test_one_holds_it_at_a_time(path: Path) -> None:
    """The other gets it when it is free; freeing twice is fine."""
    one, other = KernelLock(path), KernelLock(path)
    assert (one.take(), one.take(), other.take()) == (True, True, False)
    assert (one.held, other.held) == (True, False)
    one.free()
    one.free()
    assert (other.take(), one.held) == (True, False)
    other.free()


def test_asking_neither_takes_nor_makes_it(path: Path) -> None:
    """Who holds it does not hold it elsewhere."""
    one, other = KernelLock(path), KernelLock(path)
    assert (one.taken_elsewhere(), path.exists()) == (False, False)
    one.take()
    assert (one.taken_elsewhere(), other.taken_elsewhere()) == (False, True)
    one.free()
    assert (other.taken_elsewhere(), other.held) == (False, False)


def test_waiting_frees_it_whatever_happens(path: Path) -> None:
    """Also when the block raises."""
    one = KernelLock(path)
    with locked(one, 0.0, "busy"):
        assert one.held
    assert not one.held
    with pytest.raises(KeyError), locked(one, 0.0, "busy"):
        raise KeyError
    assert not one.held


def test_a_lock_that_is_removed_leaves_no_file(path: Path) -> None:
    """Only its holder can do that."""
    one, other = KernelLock(path), KernelLock(path)
    one.take()
    other.remove()
    assert path.exists()
    one.remove()
    assert (path.exists(), one.held, other.take()) == (False, False, True)
    other.free()


def test_waiting_goes_on_until_it_is_free(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trying again and again."""
    holder, tries = KernelLock(path), []
    holder.take()

    def nap(seconds: float) -> None:
        tries.append(seconds)
        if len(tries) == 3:
            holder.free()

    monkeypatch.setattr("dbs_tui.kernel_lock.time.sleep", nap)
    KernelLock(path).wait()
    assert len(tries) == 3


def test_waiting_ends_with_an_honest_line(path: Path) -> None:
    """What, where and what to do."""
    holder = KernelLock(path)
    holder.take()
    with pytest.raises(BusyError, match="it is busy"), locked(KernelLock(path), 0.0, "it is busy"):
        pass
    holder.free()


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be removed there")
def test_a_file_that_was_removed_is_made_again(path: Path) -> None:
    """A lock on a file that nobody can find any more keeps nobody out, and is not counted as one."""
    one, other = KernelLock(path), KernelLock(path)
    one.take()
    path.unlink()
    assert other.take()
    assert not KernelLock(path).take()
    one.free()
    other.free()


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be removed there")
@pytest.mark.parametrize("made_again", [False, True])
def test_a_file_that_is_removed_while_it_is_locked_is_not_held(
    path: Path, monkeypatch: pytest.MonkeyPatch, made_again: bool
) -> None:
    """The moment between opening and locking is the dangerous one."""
    real = lock._lock

    def removed_first(fd: int) -> None:
        path.unlink()
        if made_again:
            path.touch()
        real(fd)

    one = KernelLock(path)
    with monkeypatch.context() as patch:
        patch.setattr(lock, "_lock", removed_first)
        assert not one.take()
    assert one.take()
    one.free()


def test_a_system_without_locks_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some network folders have none; going on without would risk the history."""

    def none(fd: int) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(lock, "_lock", none)
    with (
        pytest.raises(StoreError, match="could not be locked: No locks available; check the disk"),
        store_errors(path, "could not be locked"),
    ):
        KernelLock(path).take()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_is_not_followed(path: Path, tmp_path: Path) -> None:
    """Nobody can make us create a file elsewhere."""
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StoreError, match="replace the symbolic link"), store_errors(path, "could not be locked"):
        KernelLock(path).take()
    assert not (tmp_path / "elsewhere").exists()

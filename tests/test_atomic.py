"""Writes that are whole or not there: the order of the calls, what is left after a failure, who may read the files."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dbs_tui import atomic, private_file
from tests.storage.faulty import FaultyOs

posix = pytest.mark.skipif(os.name == "nt", reason="about POSIX files")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A file with old contents."""
    path = tmp_path / "data.json"
    path.write_bytes(b"old")
    return path


def names(folder: Path) -> list[str]:
    """What is in a folder."""
    return sorted(path.name for path in folder.iterdir())


@posix
def test_the_bytes_are_safe_before_they_are_seen(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new file is written and synced, then takes the old one's place, then the folder is synced."""
    calls = FaultyOs()
    monkeypatch.setattr(atomic, "os", calls)
    atomic.write(target, b"new")
    temporary = calls.made[0][1]
    assert calls.made == [
        ("open", temporary),
        ("write", temporary),
        ("fsync", temporary),
        ("replace", "data.json"),
        ("open", target.parent.name),
        ("fsync", target.parent.name),
    ]
    assert temporary.startswith(".data.json.")
    assert target.read_bytes() == b"new"


@posix
def test_new_folders_are_synced_into_their_parents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the top down, or a power cut could take the folder with everything in it."""
    calls = FaultyOs(calls=("open", "fsync"))
    monkeypatch.setattr(atomic, "os", calls)
    atomic.make_folder(tmp_path / "a" / "b")
    assert calls.made == [
        ("open", tmp_path.name),
        ("fsync", tmp_path.name),
        ("open", "a"),
        ("fsync", "a"),
    ]


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("fail_at", [1, 2, 3, 4])
def test_a_failed_write_leaves_the_old_file_and_no_other(
    target: Path, monkeypatch: pytest.MonkeyPatch, fail_at: int, error: int
) -> None:
    """Whichever call fails before the file is in place; trying again works."""
    monkeypatch.setattr(atomic, "os", FaultyOs(fail_at, error))
    with pytest.raises(OSError, match=r"\[Errno"):
        atomic.write(target, b"new")
    assert (names(target.parent), target.read_bytes()) == (["data.json"], b"old")
    atomic.write(target, b"new")
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize("linked", [True, False])
@pytest.mark.parametrize("fail_at", [0, 1, 2, 3])
def test_a_new_file_is_there_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fail_at: int, linked: bool
) -> None:
    """Also on a file system without links; and what has the name already keeps it."""

    class Linkless(FaultyOs):
        def link(self, _old: Path, _new: Path) -> None:
            raise OSError(errno.EPERM, "no links")

    monkeypatch.setattr(atomic, "os", FaultyOs(fail_at) if linked else Linkless(fail_at))
    if fail_at:
        with pytest.raises(OSError, match=r"\[Errno"):
            atomic.create(tmp_path / "data.json", b"new")
        assert names(tmp_path) == []
    atomic.create(tmp_path / "data.json", b"new")
    with pytest.raises(FileExistsError):
        atomic.create(tmp_path / "data.json", b"other")
    assert (names(tmp_path), (tmp_path / "data.json").read_bytes()) == (["data.json"], b"new")


@posix
def test_a_text_is_written_where_no_folder_can_be_synced(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A share may not know how: the file is there, and that is what the user is told."""
    monkeypatch.setattr(atomic, "os", FaultyOs(6))
    private_file.write(target, "new")
    assert (names(target.parent), target.read_bytes()) == (["data.json"], b"new")


@posix
def test_a_folder_that_cannot_be_synced_is_told(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new contents are there but may not outlive a power cut, so it is no success."""
    monkeypatch.setattr(atomic, "os", FaultyOs(6))
    with pytest.raises(OSError, match=r"\[Errno"):
        atomic.write(target, b"new")
    assert (names(target.parent), target.read_bytes()) == (["data.json"], b"new")


def test_writes_may_take_several_calls(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that takes three bytes at a time gets all of them."""

    class Slow(FaultyOs):
        def write(self, fd: int, data: bytes) -> int:
            return os.write(fd, data[:3])

    monkeypatch.setattr(atomic, "os", Slow())
    atomic.write(target, b"a longer text")
    assert target.read_bytes() == b"a longer text"


def test_a_disk_that_fills_half_way_leaves_the_old_file(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first bytes fit, the rest does not."""

    class Full(FaultyOs):
        def write(self, fd: int, data: bytes) -> int:
            if len(data) < 10:
                raise OSError(errno.ENOSPC, "full")
            return os.write(fd, data[:5])

    monkeypatch.setattr(atomic, "os", Full())
    with pytest.raises(OSError, match="full"):
        atomic.write(target, b"a longer text")
    assert (names(target.parent), target.read_bytes()) == (["data.json"], b"old")


@posix
def test_files_and_folders_are_private(tmp_path: Path) -> None:
    """0600 and 0700, even where the umask would allow more."""
    before = os.umask(0)
    try:
        atomic.make_folder(tmp_path / "a" / "b")
        atomic.write(tmp_path / "a" / "b" / "data.json", b"new")
    finally:
        os.umask(before)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "a").rglob("*")]
    assert (stat.S_IMODE((tmp_path / "a").stat().st_mode), modes) == (0o700, [0o700, 0o600])


@posix
def test_a_link_is_replaced_not_followed(tmp_path: Path, target: Path) -> None:
    """Whatever a link points to is not ours to write."""
    link = tmp_path / "link.json"
    link.symlink_to(target)
    atomic.write(link, b"new")
    assert (target.read_bytes(), link.read_bytes(), link.is_symlink()) == (b"old", b"new", False)


def test_leftovers_of_killed_writers_go(target: Path) -> None:
    """Temporary files, and no others; a folder that is not there has none."""
    for name in (".data.json.1234.tmp", "mine.tmp", ".mine"):
        (target.parent / name).touch()
    atomic.remove_leftovers(target.parent)
    atomic.remove_leftovers(target.parent / "none")
    assert names(target.parent) == [".mine", "data.json", "mine.tmp"]


def test_a_copy_needs_no_sync(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is whole while the system runs, private, and replaces what a killed writer left."""
    calls = FaultyOs(calls=("fsync",))
    monkeypatch.setattr(atomic, "os", calls)
    (target.parent / ".data.json.tmp").touch()
    atomic.copy(target, b"new", 5 * 10**9)
    assert (atomic.signature(target) or ())[:2] == (5 * 10**9, 3)
    assert (names(target.parent), target.read_bytes(), calls.made) == (["data.json"], b"new", [])


def test_reading_gives_what_belongs_together(target: Path) -> None:
    """The bytes, and the signature that another version of the file does not have."""
    data, before = atomic.read(target)
    assert (data, before) == (b"old", atomic.signature(target))
    assert atomic.write(target, b"new") == atomic.signature(target) != before
    assert atomic.signature(target / "none") is None
    with pytest.raises(IsADirectoryError):
        atomic.read(target.parent)


@posix
def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    """Reading one would wait for ever."""
    os.mkfifo(tmp_path / "pipe.json")
    with pytest.raises(IsADirectoryError, match="not a file"):
        atomic.read(tmp_path / "pipe.json")


def test_removing_is_synced_and_can_be_repeated(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is gone stays gone."""
    calls = FaultyOs(calls=("fsync",))
    monkeypatch.setattr(atomic, "os", calls)
    atomic.remove(target)
    atomic.remove(target)
    assert (names(target.parent), len(calls.made)) == ([], 0 if os.name == "nt" else 1)


def test_a_file_in_the_way_of_the_folder_is_told(target: Path) -> None:
    """Nothing is made and nothing is overwritten."""
    with pytest.raises(NotADirectoryError):
        atomic.make_folder(target / "history")
    assert target.read_bytes() == b"old"


class Busy(FaultyOs):
    """Replacing fails as on Windows while somebody reads the file, a few times."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self._left: Iterator[Any] = iter(range(times))

    def replace(self, old: Path, new: Path) -> None:
        if next(self._left, None) is not None:
            raise PermissionError(errno.EACCES, "in use")
        old.replace(new)


@pytest.mark.parametrize(("times", "contents"), [(0, b"new"), (1, b"new"), (2, b"new"), (3, b"old")])
def test_a_file_in_use_is_tried_again(
    target: Path, monkeypatch: pytest.MonkeyPatch, times: int, contents: bytes
) -> None:
    """As often as the waits say, then it is told."""
    monkeypatch.setattr(atomic, "REPLACE_WAITS", (0.0, 0.0))
    monkeypatch.setattr(atomic, "os", Busy(times))
    if contents == b"old":
        with pytest.raises(PermissionError):
            atomic.write(target, b"new")
    else:
        atomic.write(target, b"new")
    assert (names(target.parent), target.read_bytes()) == (["data.json"], contents)


@posix
def test_a_move_is_synced(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is set aside stays so after a power cut."""
    calls = FaultyOs(calls=("fsync",))
    monkeypatch.setattr(atomic, "os", calls)
    atomic.move(target, target.with_name("aside"))
    assert (names(target.parent), len(calls.made)) == (["aside"], 1)

"""The simulator of power cuts: it lets nothing live that was not synced, and takes nothing that was."""

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

if os.name == "nt":
    pytest.skip("file calls of POSIX", allow_module_level=True)

from tests.torture.calls import Calls
from tests.torture.disks import Disk, cuts, end, taken
from tests.torture.recorder import Recorder

OLD, NEW = b"o" * 6000, b"n" * 9000


def written(path: Path, data: bytes, sync: bool = True) -> None:
    """Write a file, and sync it."""
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.write(fd, data)
    if sync:
        os.fsync(fd)
    os.close(fd)


def synced(folder: Path) -> None:
    """Sync a folder."""
    fd = os.open(folder, os.O_RDONLY)
    os.fsync(fd)
    os.close(fd)


def replaced(root: Path, sync_file: bool = True, sync_folder: bool = True) -> None:
    """Replace ``file`` the safe way, or leave a step of it out."""
    written(root / "new", NEW, sync_file)
    (root / "new").replace(root / "file")
    if sync_folder:
        synced(root)


def after(root: Path, do: Callable[[Path], None]) -> list[Disk]:
    """All disks that a cut after something may leave, when there was an old file."""
    (root / "file").write_bytes(OLD)
    recorder = Recorder(root)
    with Calls(root, recorder.around):
        do(root)
        recorder.mark(True, 0)
    assert taken(root) == end(recorder.log)
    return [cut.disk for cut in cuts(recorder.log, 10_000, random.Random(0)) if cut.done]


def files(disks: list[Disk]) -> set[bytes | None]:
    """What may be in ``file``; ``None``: it may be gone."""
    return {disk.get("file") for disk in disks}


def test_a_synced_file_in_a_synced_folder_is_safe(tmp_path: Path) -> None:
    """There is one disk only."""
    assert after(tmp_path, replaced) == [{"file": NEW}]


def test_a_rename_that_was_not_synced_may_not_have_happened(tmp_path: Path) -> None:
    """Whole, but old or new."""
    assert files(after(tmp_path, lambda root: replaced(root, sync_folder=False))) == {OLD, NEW}


def test_a_file_that_was_not_synced_may_be_empty_torn_or_zeros(tmp_path: Path) -> None:
    """Each block and the size by itself."""
    seen = files(after(tmp_path, lambda root: replaced(root, sync_file=False)))
    assert {b"", NEW, bytes(9000), bytes(4096) + NEW[4096:]} <= seen
    assert OLD not in seen


def test_an_overwrite_may_be_torn(tmp_path: Path) -> None:
    """A block of the old beside one of the new, and one that is both."""
    seen = files(after(tmp_path, lambda root: written(root / "file", NEW, sync=False)))
    assert {OLD, NEW, OLD[:4096] + NEW[4096:]} <= seen
    assert any(one and b"on" in one[:4096] for one in seen)


def test_a_new_file_whose_folder_was_not_synced_may_be_gone(tmp_path: Path) -> None:
    """However well the file was synced."""
    disks = after(tmp_path, lambda root: written(root / "other", NEW))
    assert {disk.get("other") for disk in disks} == {None, NEW}


def test_a_folder_whose_parent_was_not_synced_may_be_gone_with_all_in_it(tmp_path: Path) -> None:
    """Its own sync does not help."""

    def do(root: Path) -> None:
        (root / "folder").mkdir()
        written(root / "folder" / "inside", NEW)
        synced(root / "folder")

    assert after(tmp_path, do) == [{"file": OLD}, {"file": OLD, "folder": None, "folder/inside": NEW}]


def test_a_removal_that_was_not_synced_may_not_have_happened(tmp_path: Path) -> None:
    """The file is back then."""
    assert files(after(tmp_path, lambda root: (root / "file").unlink())) == {None, OLD}


def test_names_are_changed_in_any_order(tmp_path: Path) -> None:
    """The later of two changes may have happened without the earlier."""

    def do(root: Path) -> None:
        written(root / "one", NEW)
        written(root / "two", NEW)

    found = [sorted(disk) for disk in after(tmp_path, do)]
    assert sorted(found) == [["file"], ["file", "one"], ["file", "one", "two"], ["file", "two"]]


@pytest.mark.parametrize("mode", ["wb", "w", "ab", "r+b"])
def test_what_is_written_with_open_is_seen(tmp_path: Path, mode: str) -> None:
    """In whatever mode; the recorder has the same in the end as the disk."""

    def do(root: Path) -> None:
        with (root / "file").open(mode) as file:
            file.write("text" if mode == "w" else b"bytes")
            file.flush()
            os.fsync(file.fileno())

    (disk,) = after(tmp_path, do)
    assert disk == taken(tmp_path)


def test_a_call_that_is_not_seen_is_noticed(tmp_path: Path) -> None:
    """A record with a hole would prove nothing."""
    recorder = Recorder(tmp_path)
    with Calls(tmp_path, recorder.around):
        os.mkfifo(tmp_path / "pipe") if hasattr(os, "mkfifo") else None
        os.symlink("nowhere", tmp_path / "link")  # noqa: PTH211 - a call that the recorder does not know
    assert {path.name for path in tmp_path.iterdir()} != set(end(recorder.log))

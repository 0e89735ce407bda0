"""What a user writes is written to a file: never in place of a device, a socket or a pipe, never beside one."""

import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from dbs_tui import private_file
from dbs_tui.library.exchange import export_text
from dbs_tui.library.problem import RoutineError
from dbs_tui.transfer import files
from dbs_tui.transfer.errors import TransferError

pytestmark = pytest.mark.skipif(os.name != "posix", reason="there are none of these")


def _socket(path: Path) -> None:
    here = os.open(".", os.O_RDONLY)
    try:
        os.chdir(path.parent)  # the name of a socket is short
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.fchdir(here)
        os.close(here)


WRITERS: tuple[Callable[[Path], object], ...] = (
    lambda path: private_file.write(path, "x"),
    lambda path: private_file.create(path, "x"),
    lambda path: files.write(path, "x", replace=True),
    lambda path: export_text("x", path, overwrite=True),
    lambda path: export_text("x", path),
)


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("make", [os.mkfifo, _socket], ids=["pipe", "socket"])
def test_what_is_no_file_is_not_replaced(
    tmp_path: Path, make: Callable[[Path], None], write: Callable[[Path], object]
) -> None:
    """It is told, and nothing is left beside it."""
    path = tmp_path / "x.json"
    make(path)
    before = path.lstat().st_mode
    with pytest.raises((OSError, TransferError, RoutineError)) as told:
        write(path)
    assert "no regular file" in str(told.value) or "is there already" in str(told.value)
    assert path.lstat().st_mode == before
    assert os.listdir(tmp_path) == ["x.json"]  # noqa: PTH208 - names


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize(
    "where", ["/dev/null", "/dev/null.json", "/dev/new/x.json", "/proc/self/x.json", "LINK/x.json"]
)
def test_nothing_is_written_among_devices(tmp_path: Path, where: str, write: Callable[[Path], object]) -> None:
    """Not by root either, not through a link, and no folder is made there."""
    (tmp_path / "link").symlink_to("/dev")
    path = Path(where.replace("LINK", str(tmp_path / "link")))
    with pytest.raises((OSError, TransferError, RoutineError)):
        write(path)
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    assert not any(Path(each).exists() for each in ("/dev/null.json", "/dev/null.toml", "/dev/x.json", "/dev/new"))


def test_a_plain_file_and_a_link_are_written_as_before(tmp_path: Path) -> None:
    """A link is replaced, never followed."""
    (tmp_path / "target").write_text("old", encoding="utf-8")
    (tmp_path / "link").symlink_to("target")
    private_file.write(tmp_path / "link", "new")
    assert (tmp_path / "target").read_text(encoding="utf-8") == "old"
    assert (tmp_path / "link").read_text(encoding="utf-8") == "new"

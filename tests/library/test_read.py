"""The file part: what may be opened, and what a file that cannot be read is told."""

import os
from pathlib import Path

import pytest

from dbs_tui.library.files import LARGEST_FILE
from dbs_tui.library.parse import read, routine_id
from dbs_tui.library.problem import RoutineError
from dbs_tui.typed_path import shown
from tests.library.builders import CATALOGUE, HEAD, SQUAT, good
from tests.skips import needs_modes


def refusal(path: Path) -> str:
    """The one line that a file is refused with, without its path."""
    with pytest.raises(RoutineError) as caught:
        read(path, CATALOGUE)
    (problem,) = caught.value.problems
    return str(problem).removeprefix(str(path)).removeprefix(shown(path))


def test_the_id_is_the_file_name(tmp_path: Path) -> None:
    """The routine in desk.toml has the id desk, whatever its folder is called."""
    path = tmp_path / "desk.toml"
    path.write_bytes(b"\xef\xbb\xbf" + (HEAD + SQUAT).replace("\n", "\r\n").encode())
    assert read(path, CATALOGUE) == good(HEAD + SQUAT)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("desk.toml", "desk"), ("a.b.toml", "a.b"), ("desk", "desk"), ("e\x1b[2J.toml", "e�[2J"), ("x\udcff.toml", "x�")],
)
def test_an_id_is_safe_to_show(name: str, expected: str) -> None:
    """What a terminal or a store could choke on is replaced in the id."""
    assert routine_id(Path("some") / name) == expected


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"name = 1\nname = \xff\xfe", ":2: is not UTF-8 text; save it as UTF-8"),
        ("\ufeffname".encode("utf-16"), ":1: is not UTF-8 text; save it as UTF-8"),
        (b"#" * (LARGEST_FILE + 1), ": is larger than 64 KiB, too large for a routine"),
        (b"\x00", ":1: syntax: Invalid statement"),
    ],
)
def test_content_that_is_no_routine(tmp_path: Path, content: bytes, line: str) -> None:
    """Other encodings, huge and binary files are refused in one line."""
    path = tmp_path / "desk.toml"
    path.write_bytes(content)
    assert refusal(path) == line


def test_the_largest_file_is_read(tmp_path: Path) -> None:
    """64 KiB exactly are fine."""
    path = tmp_path / "desk.toml"
    text = HEAD + SQUAT + "#"
    path.write_text(text + "-" * (LARGEST_FILE - len(text)), encoding="utf-8", newline="\n")
    assert path.stat().st_size == LARGEST_FILE
    assert read(path, CATALOGUE).name == "Desk"


def test_a_missing_file(tmp_path: Path) -> None:
    """The system's own reason is given."""
    assert refusal(tmp_path / "desk.toml").startswith(": cannot be read: ")


def test_a_folder(tmp_path: Path) -> None:
    """A folder is no routine file."""
    assert refusal(tmp_path) == ": is a folder; name a routine file, such as desk.toml"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    """A pipe that nobody writes to is not opened."""
    path = tmp_path / "desk.toml"
    os.mkfifo(path)
    assert refusal(path) == ": is no regular file; name a routine file, such as desk.toml"


def test_a_forbidden_file(tmp_path: Path) -> None:
    """A file without permission is told so."""
    needs_modes(tmp_path)
    path = tmp_path / "desk.toml"
    path.touch(0o000)
    assert refusal(path) == ": cannot be read: Permission denied"


@pytest.mark.parametrize(
    ("name", "said"), [("a\x00b.toml", "no file can have this name"), ("x" * 5000, "cannot be reached: File name too")]
)
def test_a_name_that_no_file_can_have(name: str, said: str) -> None:
    """Impossible paths are problems like others."""
    with pytest.raises(RoutineError, match=said):
        read(Path(name), CATALOGUE)

"""Packs: what is handed on comes back, and what no pack may hold is refused before anything is written."""

import io
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dbs_tui.library.exercise_files import own_exercises
from dbs_tui.library.packs import packed, unpack
from dbs_tui.library.problem import RoutineError, TakenError
from dbs_tui.own import shapes
from tests.fuzz.exercises import PLAIN

SHAPES = shapes()


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A folder with two files, one of them with two exercises."""
    folder = tmp_path / "mine"
    folder.mkdir()
    body = PLAIN.split("[[exercise]]")[1]
    two = PLAIN + "\n[[exercise]]" + body.replace('"mine"', '"second"')
    (folder / "two.toml").write_text(two, encoding="utf-8")
    (folder / "third.toml").write_text(PLAIN.replace('"mine"', '"third"'), encoding="utf-8")
    return folder


@pytest.mark.parametrize("ending", [".toml", ".zip"])
def test_what_is_packed_comes_back(tmp_path: Path, mine: Path, ending: str) -> None:
    """Each exercise in a file of its own; a second time nothing changes."""
    pack, theirs = tmp_path / f"pack{ending}", tmp_path / "theirs"
    assert packed(own_exercises(mine, SHAPES), pack) == 3
    came = unpack(pack, theirs, own_exercises(theirs, SHAPES), SHAPES)
    assert (sorted(came.added), came.problems) == (["mine", "second", "third"], [])
    there = own_exercises(theirs, SHAPES)
    assert sorted(there.exercises, key=str) == sorted(own_exercises(mine, SHAPES).exercises, key=str)
    again = unpack(pack, theirs, there, SHAPES)
    assert (again.added, sorted(again.unchanged)) == ([], ["mine", "second", "third"])
    with pytest.raises(TakenError, match="is there already"):
        packed(there, pack)
    assert packed(there, pack, force=True) == 3


def test_another_exercise_of_that_id_stays(tmp_path: Path, mine: Path) -> None:
    """Nothing is overwritten, and it is told."""
    pack = tmp_path / "pack.toml"
    packed(own_exercises(mine, SHAPES), pack, ("third",))
    (mine / "third.toml").write_text(
        PLAIN.replace('"mine"', '"third"').replace("reps = 10", "reps = 9"), encoding="utf-8"
    )
    came = unpack(pack, mine, own_exercises(mine, SHAPES), SHAPES)
    assert "you have another one with this id, in third.toml" in str(came.problems[0])
    assert "reps = 9" in (mine / "third.toml").read_text(encoding="utf-8")


def _zip(path: Path, fill: Callable[[zipfile.ZipFile], object]) -> Path:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as pack:
        fill(pack)
    path.write_bytes(buffer.getvalue())
    return path


def _link(pack: zipfile.ZipFile) -> None:
    info = zipfile.ZipInfo("mine.toml")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    pack.writestr(info, "/etc/passwd")


@pytest.mark.parametrize(
    ("fill", "told"),
    [
        (lambda pack: pack.writestr("../mine.toml", PLAIN), "no plain name"),
        (lambda pack: pack.writestr("/etc/mine.toml", PLAIN), "no plain name"),
        (lambda pack: pack.writestr("a/mine.toml", PLAIN), "no plain name"),
        (lambda pack: pack.writestr("a\\mine.toml", PLAIN), "no plain name"),
        (lambda pack: pack.writestr("C:mine.toml", PLAIN), "no plain name"),
        (lambda pack: pack.writestr("mine.txt", PLAIN), "no plain name"),
        (lambda pack: pack.writestr(".toml", PLAIN), "no plain name"),
        (_link, "is a link or a folder"),
        (lambda pack: [pack.writestr(f"{at}.toml", PLAIN) for at in range(101)], "must hold 1 to 100 files"),
        (lambda pack: None, "must hold 1 to 100 files"),
        (lambda pack: pack.writestr("mine.toml", "#" * 3_000_000), "unpacks to more than"),
        (lambda pack: pack.writestr("mine.toml", "#" * 70_000), "larger than 64 KiB"),
        (lambda pack: [pack.writestr(name, PLAIN) for name in ("a.toml", "A.toml")], "two files of one name"),
    ],
)
def test_what_no_pack_may_hold_is_refused(tmp_path: Path, fill: Callable[[zipfile.ZipFile], object], told: str) -> None:
    """Paths, links, too many, too large: nothing is written at all."""
    pack = _zip(tmp_path / "pack.zip", fill)
    with pytest.raises(RoutineError, match=told):
        unpack(pack, tmp_path / "theirs", own_exercises(tmp_path / "theirs", SHAPES), SHAPES)
    assert not (tmp_path / "theirs").exists()


@pytest.mark.parametrize("cut", [0, 1, 20, 100, 300])
def test_a_damaged_pack_is_told(tmp_path: Path, mine: Path, cut: int) -> None:
    """Half of a file is none."""
    pack = tmp_path / "pack.zip"
    packed(own_exercises(mine, SHAPES), pack)
    pack.write_bytes(pack.read_bytes()[:cut])
    with pytest.raises(RoutineError, match="is no zip file"):
        unpack(pack, tmp_path / "theirs", own_exercises(tmp_path / "theirs", SHAPES), SHAPES)


@pytest.mark.parametrize(
    ("name", "ids", "told"),
    [
        ("p.rar", (), "must end in"),
        ("p.zip", ("gone",), "no exercise of your own named gone"),
        ("no/p.toml/x.toml", (), ""),
    ],
)
def test_a_pack_that_cannot_be_made_says_why(
    tmp_path: Path, mine: Path, name: str, ids: tuple[str, ...], told: str
) -> None:
    """In a line."""
    (tmp_path / "no").write_text("", encoding="utf-8")
    with pytest.raises(RoutineError, match=told or "cannot be written"):
        packed(own_exercises(mine, SHAPES), tmp_path / name, ids)


def test_nothing_of_one_s_own_is_no_pack(tmp_path: Path) -> None:
    """There is nothing to hand on."""
    with pytest.raises(RoutineError, match="no exercises of your own"):
        packed(own_exercises(tmp_path, SHAPES), tmp_path / "p.zip")

"""Routine files taken in from somebody else, and handed on."""

from pathlib import Path

import pytest

from dbs_tui import private_file
from dbs_tui.library.exchange import Imported, export_text, exported, import_routine
from dbs_tui.library.library import Library
from dbs_tui.library.problem import RoutineError, TakenError
from dbs_tui.paths import shipped_routines
from tests.library.builders import CATALOGUE, HEAD, SQUAT, good
from tests.library.test_drafts import drafts

OURS = f"# from a friend\r\n{HEAD}{SQUAT}reps = 5 # each\n"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """The shipped routines and an own folder that is not there yet."""
    return Library(shipped_routines(), tmp_path / "own", CATALOGUE, lambda: drafts(tmp_path / "drafts"))


def taken(library: Library, text: str | bytes, name: str = "their.toml") -> Imported:
    """A file with that name and text, imported."""
    path = library.own.parent / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return import_routine(path, library.own, library.shelf(), library.catalogue)


def files(library: Library) -> list[str]:
    """What lies in the own folder."""
    return sorted(path.name for path in library.own.iterdir()) if library.own.exists() else []


def test_a_file_comes_in_as_it_is_written(library: Library) -> None:
    """Byte by byte; the routine has the id of its new file."""
    imported = taken(library, OURS)
    assert (imported.path, imported.routine.id, imported.new) == (library.own / "their.toml", "their", True)
    assert imported.path.read_bytes() == OURS.encode()
    assert library.shelf().routines[-1] == imported.routine


def test_twice_is_once(library: Library) -> None:
    """Also when it had to be renamed, and from another file."""
    first = taken(library, OURS.replace("Desk", "Full ten"))
    again = taken(library, OURS.replace("Desk", "Full ten"), "other.toml")
    assert (first.routine.name, first.new, again.new, again.path) == ("Full ten 2", True, False, first.path)
    assert files(library) == ["their.toml"]


def test_a_name_that_is_used_gets_a_number_and_keeps_its_comments(library: Library) -> None:
    """Nothing of what is there is overwritten, nor hidden behind the same name or id."""
    taken(library, OURS)
    other = taken(library, OURS.replace("reps = 5", "reps = 6"))
    assert (other.path.name, other.routine.name) == ("their-2.toml", "Desk 2")
    text = other.path.read_text(encoding="utf-8")
    assert text.startswith("# from a friend\n")
    assert "reps = 6 # each" in text
    assert taken(library, OURS.replace("Desk", "X"), "full-10.toml").path.name == "full-10-2.toml"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("..toml", "routine"),
        ("con.toml", "con-routine"),
        ("no ending", "no-ending"),
        ("Ä b.toml", "a-b"),
        ("-rf.toml", "rf"),
    ],
)
def test_a_file_gets_a_safe_id(library: Library, name: str, wanted: str) -> None:
    """Whatever it was called, it is one plain file in the folder."""
    assert taken(library, OURS, name).path == library.own / f"{wanted}.toml"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "their.toml:1: schema: is missing"),
        (b"\xff\xfe", "their.toml:1: is not UTF-8 text"),
        (b"x" * 10_000_000, "their.toml: is larger than 64 KiB"),
        ((HEAD + "x = " + "[" * 9000).encode(), "their.toml:3: syntax: more than 32 brackets"),
        ((HEAD + SQUAT + "sets = nan").encode(), "their.toml:5: block 1 sets: must be a whole number, not nan"),
        ((HEAD + SQUAT + "sets = 2\nsets = 3").encode(), "their.toml:6: syntax: this key is here twice"),
    ],
)
def test_a_hostile_file_stays_outside(library: Library, content: bytes, said: str) -> None:
    """With its problem on its line; nothing is written."""
    with pytest.raises(RoutineError) as refused:
        taken(library, content)
    assert said in str(refused.value)
    assert files(library) == []


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null", ".", "none", "~nobody-at-all/x", "a\0b"])
def test_what_is_no_file_stays_outside(library: Library, path: str) -> None:
    """Devices, folders, nothing, names that cannot be."""
    with pytest.raises(RoutineError):
        import_routine(Path(path), library.own, library.shelf(), library.catalogue)


def test_a_folder_that_cannot_be_written_is_told(library: Library, tmp_path: Path) -> None:
    """With its name."""
    library.own.write_text("in the way", encoding="utf-8")
    shelf = library.shelf()
    path = tmp_path / "their.toml"
    path.write_text(OURS, encoding="utf-8")
    with pytest.raises(RoutineError, match=r"own: cannot be written: "):
        import_routine(path, library.own, shelf, library.catalogue)


def test_the_shelf_has_what_came_in(library: Library, tmp_path: Path) -> None:
    """Without reading everything again."""
    path = tmp_path / "their.toml"
    path.write_text(OURS, encoding="utf-8")
    imported, shelf = library.import_routine(path, library.shelf())
    assert shelf == library.shelf()
    assert shelf.named("their").routine == imported.routine


def test_what_goes_out_is_the_file_with_its_comments(library: Library, tmp_path: Path) -> None:
    """And it reads back as the same routine."""
    taken(library, OURS)
    text = exported(library.shelf().named("their"), CATALOGUE)
    path = export_text(text, tmp_path / "new" / "mine")
    assert path == tmp_path / "new" / "mine.toml"
    assert path.read_text(encoding="utf-8") == OURS.replace("\r", "")
    assert good(text).blocks == library.shelf().named("their").routine.blocks  # type: ignore[union-attr]


def test_what_is_there_is_replaced_on_demand_only(tmp_path: Path) -> None:
    """Somebody's file is somebody's file."""
    path = tmp_path / "mine.toml"
    private_file.write(path, "old")
    with pytest.raises(TakenError, match=r"mine\.toml: is there already; choose another name"):
        export_text("new", path)
    assert path.read_text(encoding="utf-8") == "old"
    export_text("new", path, overwrite=True)
    assert path.read_text(encoding="utf-8") == "new"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("", "is a folder; name a file in it"),
        ("/", "is a folder; name a file in it"),
        ("a\0b", "a�b: no file can have this name"),
        ("taken/x.toml", "cannot be written: a file is in the place of the folder"),
    ],
)
def test_a_path_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, said: str
) -> None:
    """In one line, and nothing is left beside it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(RoutineError, match=said):
        export_text("x", Path(path))
    assert [each.name for each in tmp_path.iterdir()] == ["taken"]


def test_a_broken_routine_is_not_handed_on(library: Library) -> None:
    """Its problems are told."""
    private_file.write(library.own / "bad.toml", "name = 3")
    with pytest.raises(RoutineError, match="name: must be text"):
        exported(library.shelf().named("bad"), CATALOGUE)
    with pytest.raises(RoutineError, match="there is no routine 'bid'; did you mean 'bad'"):
        library.shelf().named("bid")

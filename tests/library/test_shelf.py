"""The shelf of shipped and own routines, and how one is found."""

import os
from pathlib import Path

import pytest

from dbs_tui.domain.training.timeline import timeline
from dbs_tui.library.problem import RoutineError
from dbs_tui.library.shelf import ORDER, Origin, Shelf, find, first_shelf, load_shelf, own_slices
from dbs_tui.paths import shipped_routines
from tests.library.builders import CATALOGUE, HEAD, SQUAT, WALK
from tests.skips import needs_modes

SECONDS = dict(zip(ORDER, (115, 292, 303, 569, 342, 360, 1041, 224), strict=True))


def put(folder: Path, name: str, text: str = HEAD + SQUAT) -> Path:
    """A file with that name in the folder."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def named(name: str) -> str:
    """The text of a good routine with that name."""
    return f'schema = 1\nname = "{name}"\n{SQUAT}'


def load(tmp_path: Path) -> Shelf:
    """The shelf of the folders ``shipped`` and ``own``."""
    return load_shelf(tmp_path / "shipped", tmp_path / "own", CATALOGUE)


def ids(shelf: Shelf) -> list[str]:
    """The ids of all entries, in order."""
    return [entry.id for entry in shelf.entries]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """What somebody has who has no files yet."""
    return load_shelf(shipped_routines(), tmp_path_factory.mktemp("home") / "none", CATALOGUE)


def test_the_shipped_routines_are_good(shelf: Shelf) -> None:
    """All eight, in their order, without a problem, with the lengths that were planned for them to the second."""
    assert {entry.id: entry.problems for entry in shelf.entries} == dict.fromkeys(ORDER, ())
    assert [(routine.id, timeline(routine).seconds) for routine in shelf.routines] == list(SECONDS.items())
    assert {entry.origin for entry in shelf.entries} == {Origin.SHIPPED}


def test_own_routines_follow_by_name(tmp_path: Path) -> None:
    """Shipped ones come first, in their order, an unplanned one after them; own ones by name, not by file."""
    for name in ("zz.toml", "full-10.toml", "office-5.toml"):
        put(tmp_path / "shipped", name)
    for name, title in (("1.toml", "beta"), ("2.toml", "Alpha"), ("3.toml", "Gamma")):
        put(tmp_path / "own", name, named(title))
    shelf = load(tmp_path)
    assert ids(shelf) == ["office-5", "full-10", "zz", "2", "1", "3"]
    assert [entry.origin for entry in shelf.entries] == [Origin.SHIPPED] * 3 + [Origin.YOURS] * 3


def test_an_own_file_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    """Same id, same place in the list, the user's content."""
    put(tmp_path / "shipped", "office-5.toml")
    put(tmp_path / "shipped", "full-10.toml")
    path = put(tmp_path / "own", "office-5.toml", named("Mine"))
    shelf = load(tmp_path)
    entry = shelf.entries[0]
    assert ids(shelf) == ["office-5", "full-10"]
    assert (entry.name, entry.path, entry.origin) == ("Mine", path, Origin.YOURS)


def test_a_bad_file_is_a_named_entry(tmp_path: Path) -> None:
    """The broken one is there with its problems, the others can be used."""
    path = put(tmp_path / "own", "broken.toml", HEAD + SQUAT + "sets = 0\nreps = 0")
    put(tmp_path / "own", "desk.toml")
    shelf = load(tmp_path)
    broken = shelf.get("broken")
    assert broken is not None
    assert (broken.name, broken.routine) == ("broken", None)
    assert [str(problem) for problem in broken.problems] == [
        f"{path}:5: block 1 sets: must be 1 to 20, not 0",
        f"{path}:6: block 1 reps: must be 1 to 100, not 0",
    ]
    assert [routine.id for routine in shelf.routines] == ["desk"]


def test_only_routine_files_are_looked_at(tmp_path: Path) -> None:
    """Other files, folders below and what editors leave behind are passed over."""
    for name in ("notes.txt", ".#desk.toml", "desk.toml~", "desk.toml"):
        put(tmp_path / "own", name)
    put(tmp_path / "own" / "more", "deep.toml")
    assert ids(load(tmp_path)) == ["desk"]


def test_missing_folders_are_empty_and_stay_missing(tmp_path: Path) -> None:
    """Looking creates nothing."""
    assert load(tmp_path).entries == ()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_none_is_an_entry(tmp_path: Path) -> None:
    """A file where the folder should be is told, the shipped ones are there."""
    put(tmp_path / "shipped", "full-10.toml")
    (tmp_path / "own").touch()
    shelf = load(tmp_path)
    assert [routine.id for routine in shelf.routines] == ["full-10"]
    (problem,) = shelf.entries[-1].problems
    assert str(problem).startswith(f"{tmp_path / 'own'}: cannot be read: ")


def test_a_forbidden_folder_is_an_entry(tmp_path: Path) -> None:
    """A folder without permission is told, nothing crashes."""
    needs_modes(tmp_path)
    own = tmp_path / "own"
    own.mkdir(0o000)
    assert [str(problem) for problem in load(tmp_path).entries[0].problems] == [
        f"{own}: cannot be read: Permission denied"
    ]
    own.chmod(0o700)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_name_with_control_characters_is_shown_printable(tmp_path: Path) -> None:
    """Ids and problems carry no escape code; the file can be used by what is shown."""
    put(tmp_path / "own", "a\x1b[2J\n.toml", named("a"))
    put(tmp_path / "own", "b\x07.toml", "")
    shelf = load(tmp_path)
    assert ids(shelf) == ["a�[2J�", "b�"]
    assert find("a�[2J�", shelf, CATALOGUE).name == "a"
    assert all("\x07" not in str(problem) for problem in shelf.entries[1].problems)


def test_find_by_id(shelf: Shelf) -> None:
    """An id gives the routine on the shelf."""
    assert find("full-10", shelf, CATALOGUE).name == "Full ten"


@pytest.mark.parametrize("reference", ["own/desk.toml", "./desk", "desk.toml"])
def test_find_by_path(shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reference: str) -> None:
    """What has a separator or ends in .toml is a path, from where the user stands."""
    monkeypatch.chdir(tmp_path)
    put(tmp_path / "own", "desk.toml", HEAD + WALK)
    put(tmp_path, reference, HEAD + WALK)
    routine = find(reference, shelf, CATALOGUE)
    assert (routine.id, routine.blocks[0].exercise.id) == ("desk", "walk")


@pytest.mark.parametrize(
    ("reference", "line"),
    [
        ("ful-10", "there is no routine 'ful-10'; did you mean 'full-10'? `dbs-tui routines` lists them"),
        ("yoga", "there is no routine 'yoga'; `dbs-tui routines` lists them"),
        ("", "there is no routine ''; `dbs-tui routines` lists them"),
        ("\x1b" + "x" * 99, f"there is no routine '�{38 * 'x'}…'; `dbs-tui routines` lists them"),
        (".", ".: is a folder; name a routine file, such as desk.toml"),
    ],
)
def test_what_is_not_there_is_told(shelf: Shelf, reference: str, line: str) -> None:
    """An unknown id names the nearest one and the command that lists them; a path its reason."""
    with pytest.raises(RoutineError) as caught:
        find(reference, shelf, CATALOGUE)
    assert str(caught.value) == line


def test_a_path_that_is_not_there_is_told(shelf: Shelf, tmp_path: Path) -> None:
    """A path is never taken for an id: it has the system's reason."""
    with pytest.raises(RoutineError, match=r"full-10\.toml: cannot be read: "):
        find(str(tmp_path / "full-10.toml"), shelf, CATALOGUE)


def test_a_broken_routine_is_told_by_its_problems(tmp_path: Path) -> None:
    """Asking for a broken file by its id gives what is wrong with it."""
    put(tmp_path / "own", "desk.toml", HEAD + SQUAT + "sets = 0")
    with pytest.raises(RoutineError, match=r"desk\.toml:5: block 1 sets: must be 1 to 20, not 0"):
        find("desk", load(tmp_path), CATALOGUE)


def test_nearest(shelf: Shelf) -> None:
    """Near misses are guessed, anything else is not."""
    assert (shelf.nearest("Starter5"), shelf.nearest("yoga")) == ("starter-5", None)
    assert shelf.get("yoga") is None


def test_the_first_shelf_needs_no_own_routine_to_be_read(tmp_path: Path) -> None:
    """But for those that stand in a shipped one's place; the rest follows in slices, each entry once."""
    put(tmp_path / "shipped", "full-10.toml")
    put(tmp_path / "shipped", "office-5.toml")
    put(tmp_path / "own", "full-10.toml", named("Mine"))
    for number in range(7):
        put(tmp_path / "own", f"r-{number}.toml", named(f"R {number}"))
    shelf = first_shelf(tmp_path / "shipped", tmp_path / "own", CATALOGUE)
    assert [(entry.id, entry.origin) for entry in shelf.entries] == [
        ("office-5", Origin.SHIPPED),
        ("full-10", Origin.YOURS),
    ]
    slices = list(own_slices(tmp_path / "own", CATALOGUE, shelf, size=3))
    assert [len(entries) for entries in slices] == [3, 3, 1]
    for entries in reversed(slices):
        shelf = shelf.with_entries(entries)
    assert shelf == load(tmp_path)
    assert list(own_slices(tmp_path / "own", CATALOGUE, shelf)) == []


def test_a_folder_that_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    """However often the rest of the shelf is asked for."""
    (tmp_path / "own").write_text("in the way", encoding="utf-8")
    shelf = load(tmp_path)
    assert [entry.problems[0].what for entry in shelf.entries] == ["cannot be read: Not a directory"]
    assert list(own_slices(tmp_path / "own", CATALOGUE, shelf)) == []


def test_numbers_in_names_are_listed_by_their_value(tmp_path: Path) -> None:
    """Day 2 before day 10, and a name that is only a number beside one that is not."""
    names = ["2", "Day 2", "Day 10", "day 10 b", "Week"]
    for number, name in enumerate(reversed(names)):
        put(tmp_path / "own", f"{number}.toml", named(name))
    assert [entry.name for entry in load(tmp_path).entries] == names

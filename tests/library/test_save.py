"""Drafts saved as files of one's own: ids, names, both versions kept, and a disk that refuses."""

import os
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dbs_tui import private_file
from dbs_tui.domain.building.draft import Draft
from dbs_tui.library.emit import emit
from dbs_tui.library.library import Library
from dbs_tui.library.problem import RoutineError
from dbs_tui.library.save import Saved, SaveError, name_problem
from dbs_tui.paths import shipped_routines
from tests.library.builders import CATALOGUE, HEAD, SQUAT, WALK, complaints, good
from tests.library.test_drafts import drafts
from tests.skips import needs_modes

WALKS = CATALOGUE["walk"]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """The shipped routines and an own folder that is not there yet."""
    return Library(shipped_routines(), tmp_path / "own", CATALOGUE, lambda: drafts(tmp_path / "drafts"))


def named(name: str) -> Draft:
    """A new draft with that name."""
    return Draft.new(name).add(WALKS)


def written(library: Library, draft: Draft) -> Saved:
    """The draft saved, with the shelf as it is on disk."""
    return library.save(draft, library.shelf())[0]


def own(library: Library, text: str, name: str = "desk.toml") -> Draft:
    """An own file with that text, opened."""
    private_file.write(library.own / name, text)
    shelf = library.shelf()
    entry = shelf.get(name.removesuffix(".toml"))
    assert entry
    return library.open(entry, shelf)


def files(library: Library) -> list[str]:
    """What lies in the own folder."""
    return sorted(path.name for path in library.own.iterdir())


def test_a_new_routine_becomes_a_file_that_only_the_user_can_read(library: Library) -> None:
    """Under an id from its name; the draft is clean, and the shelf has it."""
    saved, shelf = library.save(named("Évening  walk"), library.shelf())
    assert saved.path == library.own / "evening-walk.toml"
    assert saved.path.read_text(encoding="utf-8") == emit(saved.draft.routine)
    assert (saved.draft.dirty, saved.draft.routine.id, saved.words) == (
        False,
        "evening-walk",
        "Saved as evening-walk.toml.",
    )
    assert shelf == library.shelf()
    assert shelf.entries[-1].routine == saved.draft.routine
    if os.name == "posix":
        assert stat.S_IMODE(saved.path.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["../../../etc/passwd", "..", "/", "con", ".hidden", "[bold]x[/bold]", "a" * 60])
def test_no_name_leaves_the_folder(library: Library, name: str) -> None:
    """One plain file in it, whatever the name."""
    saved = written(library, named(name))
    assert [library.own / each for each in files(library)] == [saved.path]
    assert library.reread(saved.path).routine == saved.draft.routine


@pytest.mark.parametrize("other", ["Full ten", " full  TEN", "Desk"])
def test_a_name_that_is_used_is_refused(library: Library, other: str) -> None:
    """With the routine that has it, at the name; a broken file's id counts as one too, and nothing is written."""
    private_file.write(library.own / "mine.toml", HEAD + SQUAT)
    with pytest.raises(SaveError, match=r"^name: another routine, .*, has this name; choose another$") as refused:
        written(library, named(other))
    assert refused.value.problem.path == ("name",)
    assert files(library) == ["mine.toml"]


def test_ids_that_are_taken_get_a_number(library: Library) -> None:
    """By any file that is there, of whatever case, and by shipped routines."""
    private_file.write(library.own / "Walk.TOML.bak", "x")
    assert written(library, named("Walk!")).path.name == "walk-2.toml"
    assert written(library, named("Full-10!")).path.name == "full-10-2.toml"


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (Draft.new("Walk"), "blocks: must be 1 to 100 blocks, not 0"),
        (Draft.new().add(WALKS), "name: must be 1 to 60 characters, not 0"),
    ],
)
def test_what_is_not_complete_is_not_saved(library: Library, draft: Draft, said: str) -> None:
    """A clear line; there is no file and no folder."""
    with pytest.raises(SaveError) as refused:
        written(library, draft)
    assert str(refused.value) == said
    assert not library.own.exists()


def test_an_own_file_keeps_its_place_and_its_comments(library: Library) -> None:
    """Renaming a routine does not rename its file: the history knows it by its id."""
    draft = own(library, f"# mine\n{HEAD}{SQUAT}reps = 8 # knees\n").change(reps=9).rename("Knees")
    saved = written(library, draft)
    assert saved.path.name == "desk.toml"
    assert saved.path.read_text(encoding="utf-8") == (
        f'# mine\nschema = 1\nname = "Knees"\n\n{SQUAT}reps = 9 # knees\n'
    )
    again = written(library, saved.draft.undo().change(reps=12))
    assert "reps = 12 # knees" in again.path.read_text(encoding="utf-8")


def test_saving_what_is_saved_writes_nothing(library: Library) -> None:
    """Not even the blank line that the program would add."""
    draft = own(library, HEAD + SQUAT)
    before = (library.own / "desk.toml").stat()
    assert written(library, draft).draft == draft
    assert (library.own / "desk.toml").stat() == before


def test_two_files_with_one_name_can_still_be_edited(library: Library) -> None:
    """Somebody copied a file: that is no reason to refuse an edit, only a new clash is."""
    own(library, HEAD + SQUAT, "copy.toml")
    draft = own(library, HEAD + SQUAT)
    assert written(library, draft.change(reps=5)).path.name == "desk.toml"
    assert name_problem("Desk", "desk", library.shelf())


def test_a_shipped_routine_is_saved_as_a_copy(library: Library) -> None:
    """With the comments of the file it came from, a name and an id of its own; the next copy gets a number."""
    shelf = library.shelf()
    entry = shelf.get("starter-5")
    assert entry
    shipped = entry.path.read_bytes()
    saved, shelf = library.save(library.open(entry, shelf).change(0, reps=12), shelf)
    assert saved.path.name == "my-five-minute-starter.toml"
    assert "# kinder to the low back in the first week" in saved.path.read_text(encoding="utf-8")
    assert entry.path.read_bytes() == shipped
    assert library.open(entry, shelf).routine.name == "My five-minute starter 2"


def _changed(path: Path) -> None:
    path.write_text(f"# ours\n{HEAD}{WALK}# theirs\n", encoding="utf-8")


def _broken(path: Path) -> None:
    path.write_text("][", encoding="utf-8")


def _a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("meanwhile", [_changed, _broken, _a_folder])
def test_a_file_that_somebody_changed_is_kept_beside_ours(library: Library, meanwhile: Callable[[Path], None]) -> None:
    """Both versions are there, ours under another name and id, and on the shelf; the next save goes on with ours."""
    draft = own(library, f"# ours\n{HEAD}{SQUAT}").change(reps=9)
    shelf = library.shelf()
    meanwhile(library.own / "desk.toml")
    saved, after = library.save(draft, shelf)
    assert after == library.shelf()
    assert (saved.path.name, saved.draft.routine.name) == ("desk-2.toml", "Desk 2")
    assert saved.theirs == library.own / "desk.toml"
    assert ("# ours" in saved.path.read_text(encoding="utf-8")) is (meanwhile is _changed)
    assert saved.words.startswith("desk.toml was changed by somebody else meanwhile, so both are kept: yours is Desk 2")
    assert saved.draft.routine.blocks == draft.routine.blocks
    again = written(library, saved.draft.change(reps=10))
    assert (again.path, again.theirs) == (saved.path, None)
    assert files(library) == ["desk-2.toml", "desk.toml"]


def test_a_clean_draft_of_a_changed_file_is_kept_too(library: Library) -> None:
    """What the user sees is what is saved, also when they changed nothing."""
    draft = own(library, HEAD + SQUAT)
    _changed(library.own / "desk.toml")
    assert written(library, draft).theirs


def test_a_file_that_was_deleted_comes_back(library: Library) -> None:
    """Under its own id."""
    draft = own(library, HEAD + SQUAT).change(reps=9)
    (library.own / "desk.toml").unlink()
    assert written(library, draft).path.name == "desk.toml"


def test_nothing_is_written_through_a_link(library: Library, tmp_path: Path) -> None:
    """The edited routine takes the place of the link; the file that it led to is as it was, and that is told."""
    elsewhere = tmp_path / "dotfiles" / "desk.toml"
    private_file.write(elsewhere, HEAD + SQUAT)
    library.own.mkdir()
    (library.own / "desk.toml").symlink_to(elsewhere)
    shelf = library.shelf()
    entry = shelf.get("desk")
    assert entry
    saved = written(library, library.open(entry, shelf).change(reps=9))
    assert not saved.path.is_symlink()
    assert "reps = 9" in saved.path.read_text(encoding="utf-8")
    assert elsewhere.read_text(encoding="utf-8") == HEAD + SQUAT
    assert saved.words == "Saved as desk.toml, in place of a link; the file that it led to is as it was."


def test_what_cannot_be_edited_is_written_anew_beside_its_old_text(library: Library) -> None:
    """One list of blocks loses the comments inside; they stay in a copy."""
    text = f'{HEAD}blocks = [ # all\n{{exercise = "squat"}},\n]\n'
    saved = written(library, own(library, text).change(reps=9))
    assert not complaints(saved.path.read_text(encoding="utf-8"))
    assert (library.own / "desk.toml.before").read_text(encoding="utf-8") == text


def test_a_source_outside_the_folder_is_never_written(library: Library, tmp_path: Path) -> None:
    """A draft that came from elsewhere is saved as a new file among the user's own."""
    elsewhere = tmp_path / "download.toml"
    private_file.write(elsewhere, HEAD + SQUAT)
    draft = own(library, HEAD + WALK, "other.toml")
    assert draft.source
    strange = replace(
        draft, source=replace(draft.source, path=elsewhere), routine=good(HEAD.replace("Desk", "D") + SQUAT)
    )
    assert written(library, strange).path.name == "d.toml"
    assert elsewhere.read_text(encoding="utf-8") == HEAD + SQUAT


@pytest.mark.parametrize("new", [True, False])
def test_a_disk_that_refuses_is_a_clear_line(
    library: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, new: bool
) -> None:
    """The draft stays dirty, the file on disk what it was, and nothing is left over."""
    draft = named("Walk") if new else own(library, HEAD + SQUAT).change(reps=9)
    before = files(library) if not new else []

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SaveError) as refused:
        written(library, draft)
    assert str(refused.value) == (
        f"{library.own} cannot be written to: No space left on device; nothing is lost, mend it and save again"
    )
    assert refused.value.problem.path == ()
    assert files(library) == before


def test_a_folder_without_permission(library: Library, tmp_path: Path) -> None:
    """Is a refusal like any other."""
    needs_modes(tmp_path)
    library.own.mkdir(mode=0o500)
    with pytest.raises(SaveError, match="Permission denied"):
        written(library, named("Walk"))


def test_a_file_that_appears_meanwhile_is_not_overwritten(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another copy of the program took the id between looking and writing."""
    link = os.link

    def race(temporary: Path, path: Path) -> None:
        if path.name == "walk.toml":
            path.write_text("theirs", encoding="utf-8")
        link(temporary, path)

    monkeypatch.setattr(os, "link", race)
    assert written(library, named("Walk")).path.name == "walk-2.toml"
    assert (library.own / "walk.toml").read_text(encoding="utf-8") == "theirs"


def test_a_file_system_without_links_will_do(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such as that of a memory stick: the name is taken first, and what is there is never replaced."""

    def refuse(*_: Path) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    saved = written(library, named("Walk"))
    assert saved.path.read_text(encoding="utf-8") == emit(saved.draft.routine)
    with pytest.raises(FileExistsError):
        private_file.create(saved.path, "other")


def test_a_broken_file_is_not_opened(library: Library) -> None:
    """Its problems are told."""
    private_file.write(library.own / "bad.toml", "name = ")
    shelf = library.shelf()
    entry = shelf.get("bad")
    assert entry
    with pytest.raises(RoutineError, match=r"bad\.toml:1: syntax"):
        library.open(entry, shelf)


def test_a_shelf_takes_an_entry_as_reading_would(library: Library) -> None:
    """In the place of a shipped one of the same id, among the own ones by name, and again after a rename."""
    shelf = library.shelf()
    for name, text in (("b", "Zoo"), ("full-10", "Ten"), ("c", "abc"), ("b", "Ab")):
        private_file.write(library.own / f"{name}.toml", HEAD.replace("Desk", text) + WALK)
        shelf = shelf.with_entry(library.reread(library.own / f"{name}.toml"))
        assert shelf == library.shelf()


def test_a_folder_may_be_reached_by_another_path(library: Library, tmp_path: Path) -> None:
    """A draft that came back after the folder's path was spelled otherwise is still saved over its file."""
    draft = own(library, HEAD + SQUAT).change(reps=9)
    (tmp_path / "link").symlink_to(library.own)
    elsewhere = replace(library, own=tmp_path / "link")
    saved = written(elsewhere, draft)
    assert saved.path == library.own / "desk.toml"
    assert files(library) == ["desk.toml"]

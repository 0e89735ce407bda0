"""A routine file in the user's own editor."""

import os
import sys
from pathlib import Path

import pytest

from dbs_tui import private_file
from dbs_tui.library import editor
from dbs_tui.library.editor import EditorError, command, edit
from dbs_tui.library.library import Library
from dbs_tui.library.problem import RoutineError
from tests.library.builders import CATALOGUE, HEAD, SQUAT, good
from tests.library.test_drafts import drafts

FILE = Path(os.sep) / "x" / "my desk.toml"
PATH = str(FILE.absolute())


@pytest.mark.parametrize(
    ("environment", "line", "words"),
    [
        ({"EDITOR": "vim"}, 7, ["vim", "+7", PATH]),
        ({"EDITOR": "/usr/bin/nano -w"}, 7, ["/usr/bin/nano", "-w", "+7", PATH]),
        ({"EDITOR": "vim", "VISUAL": "hx"}, 7, ["hx", f"{PATH}:7"]),
        ({"VISUAL": "code --wait"}, 7, ["code", "--wait", "--goto", f"{PATH}:7"]),
        ({"EDITOR": "unheard-of"}, 7, ["unheard-of", PATH]),
        ({"EDITOR": "vim"}, None, ["vim", PATH]),
        ({"EDITOR": "'my editor' -x"}, None, ["my editor", "-x", PATH]),
    ],
)
def test_the_editor_is_told_file_and_line(environment: dict[str, str], line: int | None, words: list[str]) -> None:
    """VISUAL before EDITOR; a line only where the editor is known to take one."""
    assert command(FILE, line, environment) == words


def test_a_usual_editor_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first that is installed; none is a line that says what to set."""
    monkeypatch.setattr(editor, "which", lambda name: "/bin/vi" if name == "vi" else None)
    assert command(FILE, 3, {"EDITOR": " "}) == ["/bin/vi", "+3", PATH]
    monkeypatch.setattr(editor, "which", lambda name: None)
    with pytest.raises(EditorError, match="no editor was found; set EDITOR"):
        command(FILE, 3, {})
    with pytest.raises(EditorError, match="quotes in EDITOR"):
        command(FILE, 3, {"EDITOR": "'vim"})


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """An own folder with one broken file."""
    private_file.write(tmp_path / "own" / "desk.toml", f"{HEAD}{SQUAT}sets = 0\n")
    return Library(tmp_path / "none", tmp_path / "own", CATALOGUE, lambda: drafts(tmp_path / "drafts"))


def _editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """An editor that is a line of Python; its arguments are the file."""
    script = tmp_path / "editor.py"
    script.write_text(f"import sys, pathlib\npath = pathlib.Path(sys.argv[-1])\n{code}\n", encoding="utf-8")
    monkeypatch.setenv("VISUAL", f"'{sys.executable}' '{script}'")


def test_what_was_edited_is_judged(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mended, it is a routine; broken anew, a broken entry with its line."""
    entry = library.shelf().named("desk")
    assert [problem.line for problem in entry.problems] == [5]
    _editor(tmp_path, monkeypatch, 'path.write_text(path.read_text().replace("sets = 0", "sets = 3"))')
    mended = library.edit(entry)
    assert mended.routine == good(f"{HEAD}{SQUAT}sets = 3")
    _editor(tmp_path, monkeypatch, 'path.write_text("name = ")')
    broken = library.edit(mended)
    assert (broken.routine, broken.problems[0].line) == (None, 1)
    with pytest.raises(RoutineError):
        edit(entry.path, None, CATALOGUE)


def test_an_editor_that_fails_is_told(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is in the file stays in it."""
    entry = library.shelf().named("desk")
    _editor(tmp_path, monkeypatch, "sys.exit(3)")
    with pytest.raises(EditorError, match=r"ended with an error \(3\); the file is as it left it"):
        library.edit(entry)
    monkeypatch.setenv("VISUAL", "/none/at/all")
    with pytest.raises(EditorError, match="/none/at/all could not be started; set EDITOR"):
        library.edit(entry)

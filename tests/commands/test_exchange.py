"""``new``, ``import-routine`` and ``export-routine``: routines made, taken in and handed on from the command line."""

from pathlib import Path

import pytest

from dbs_tui.cli import main
from dbs_tui.content.loader import catalogue
from dbs_tui.domain.training.timeline import timeline
from dbs_tui.library.parse import parse, read
from tests.test_import_hygiene import NETWORK, SCREENS, imported


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own."""
    monkeypatch.setenv("DBS_TUI_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


@pytest.fixture
def their(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A routine that was made for five minutes, in a file."""
    assert main(["new", "--minutes", "5", "--no-floor"]) == 0
    path = tmp_path / "their.toml"
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    return path


def test_a_routine_is_made_and_printed(their: Path) -> None:
    """As a file that is good, within the time and without the floor."""
    routine = read(their, catalogue())
    assert abs(timeline(routine).seconds - 300) <= 15
    assert not routine.needs_floor


@pytest.mark.parametrize("words", [["--level", "gentle"], ["--level", "strong", "--for", "run"], ["--for", "evening"]])
def test_wishes_are_heard(home: Path, capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    """Each by its word."""
    assert main(["new", "--minutes", "12", *words]) == 0
    made = parse(capsys.readouterr().out, "", "", catalogue())
    wished = [word for word in words if not word.startswith("--")]
    assert all(word.replace("run", "Before a run").casefold() in made.name.casefold() for word in wished)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["new", "--minutes", "1"], 1, "1 min is too short for a routine; 2 minutes are the least"),
        (["new", "--minutes", "999"], 1, "999 min is too long for one routine; 45 minutes are the most"),
        (["new", "--minutes", "nan"], 2, "--minutes: must be a whole number, not 'nan'; see dbs-tui new --help"),
        (["new", "--minutes", "9" * 5000], 2, f"not '{'9' * 40}'; see dbs-tui new --help"),
        (["new"], 2, "the following arguments are required: --minutes; see dbs-tui new --help"),
        (["import-routine", "none.toml"], 1, "none.toml: cannot be read: No such file or directory"),
        (["export-routine", "ful-10"], 1, "did you mean 'full-10'? `dbs-tui routines` lists them"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    home: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, said: str
) -> None:
    """And nothing is created."""
    assert main(arguments) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.endswith(f"{said}\n")
    assert err.count("\n") == 1
    assert not home.exists()


def test_a_routine_comes_in_and_goes_out(their: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Under an id of its own, once; what goes out is what came in."""
    assert main(["import-routine", "their.toml"]) == 0
    out, err = capsys.readouterr()
    assert out == "Made to measure, 5 minutes: added as their; 4 blocks, 5:01\n"
    assert err == f"dbs-tui: it is in {home / 'routines' / 'their.toml'}; dbs-tui start their trains it\n"
    assert main(["import-routine", "their.toml"]) == 0
    assert capsys.readouterr().out == "Made to measure, 5 minutes: already there as their; 4 blocks, 5:01\n"
    assert main(["export-routine", "their"]) == 0
    assert capsys.readouterr().out == their.read_text(encoding="utf-8")
    assert main(["export-routine", "their", "mine"]) == 0
    assert Path("mine.toml").read_bytes() == their.read_bytes()
    capsys.readouterr()
    assert main(["export-routine", "their", "mine"]) == 1
    assert capsys.readouterr().err.endswith("is there already; choose another name, or --force to replace it\n")
    assert main(["export-routine", "full-10", "mine", "--force"]) == 0
    assert 'name = "Full ten"' in Path("mine.toml").read_text(encoding="utf-8")


def test_every_problem_of_a_file_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On its line, as plain text; nothing comes in."""
    Path("bad.toml").write_text('name = "\\u001b[2J"\nsets = 1\n', encoding="utf-8")
    assert main(["import-routine", "bad.toml"]) == 1
    out, err = capsys.readouterr()
    assert (out, "\x1b" in err) == ("", False)
    assert err.startswith("dbs-tui: bad.toml:1: ")
    assert err.count("\n") >= 4
    assert not home.exists()


@pytest.mark.parametrize(
    "arguments", [("new", "--minutes", "5"), ("import-routine", "x.toml"), ("export-routine", "full-10")]
)
def test_they_import_no_screens_and_no_editor_of_toml(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Quick, like every command; what edits files is imported when one is edited."""
    modules = imported(tmp_path, *arguments, code=1 if "x.toml" in arguments else 0)
    assert not modules.any_of((*SCREENS, *NETWORK, "tomlkit", "tinydb", "dbs_tui.storage"))

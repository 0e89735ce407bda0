"""Whatever is typed where a path belongs: one line says what is wrong, in every command, form and setting."""

import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dbs_tui import config
from dbs_tui.cli import main
from dbs_tui.settings import ABOUT
from dbs_tui.typed_path import PathError, expanded, typed_path
from tests.hostile import acting
from tests.nasty_paths import NASTY, NOBODY, made


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to be in."""
    return made(tmp_path, monkeypatch)


# -- the function ----------------------------------------------------------------------------------------------------


@given(st.text(st.characters(codec=None), max_size=300) | st.sampled_from(NASTY))
@example("~" * 300)
@example("~root\0")
def test_any_text_is_a_path_or_a_line(text: str) -> None:
    """Never another error; what comes back is absolute, and names no literal ~ unless one was meant."""
    said = ""
    try:
        path = typed_path(text)
    except PathError as error:
        said = str(error)
    assert acting(said, frozenset()) == []
    assert len(said) < 400
    if not said:
        assert path.is_absolute()
        assert not (text.startswith("~") and path.is_relative_to(Path.cwd() / text.partition("/")[0]))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (f"{NOBODY}/a", "~nosuch-user/a: there is no user nosuch-user; write the whole path"),
        ("", "there is no path; write the name of a file or folder"),
        ("a\0b", "no file can have this name"),
        ("x" * 270, "cannot be reached: File name too long"),
        ("loop/a", "loop/a: cannot be reached: Too many levels of symbolic links"),
    ],
)
def test_it_says_what_is_wrong(place: Path, written: str, said: str) -> None:
    """The path as it was typed, the reason, the remedy; a long one shortened."""
    with pytest.raises(PathError) as caught:
        typed_path(written)
    assert said in str(caught.value)
    assert len(str(caught.value)) < 250


def test_what_a_tilde_means(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The home folder; in the middle, or after ./, itself. Where no home is known, that is said."""
    monkeypatch.setenv("HOME", str(tmp_path))
    assert typed_path("~/a") == tmp_path / "a"
    assert typed_path("./~x") == place / "~x"
    assert typed_path("a/~") == place / "a" / "~"
    assert expanded("a", tmp_path) == tmp_path / "a"
    for home in ("", "relative"):
        monkeypatch.setenv("HOME", home)
        with pytest.raises(PathError, match="no home folder is known here; write the whole path"):
            typed_path("~/a")


def test_the_folder_one_is_in_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative path leads nowhere then; a whole one does."""
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(PathError, match="a: the folder you are in is gone"):
        typed_path("a")
    assert typed_path(str(tmp_path)) == tmp_path


# -- the command line ------------------------------------------------------------------------------------------------

COMMANDS: dict[str, tuple[str, ...]] = {
    "check": ("check", "PATH"),
    "start": ("start", "--plain", "PATH/x.toml"),
    "import-routine": ("import-routine", "PATH"),
    "export-routine": ("export-routine", "starter-5", "PATH"),
    "export": ("export", "PATH.json"),
    "export with force": ("export", "--force", "--format", "csv", "PATH"),
    "import": ("import", "PATH"),
    "serve": ("serve", "--home", "PATH/x"),
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("written", [f"{NOBODY}/a", "x" * 270, "a\0b", "loop/a", "/dev/null/a", f"{'y/' * 3000}z"])
def test_every_command_says_it_in_a_line(
    place: Path, capsys: pytest.CaptureFixture[str], command: str, written: str
) -> None:
    """With exit code 1; nothing is made, least of all a folder that is literally called ~nosuch-user."""
    if command == "serve":
        pytest.importorskip("textual_serve")
    before = sorted(place.iterdir())
    code = main([word.replace("PATH", written) for word in COMMANDS[command]])
    out, err = capsys.readouterr()
    assert (code, (out + err).count("\n")) == (1, 1)
    assert "something went wrong" not in err
    assert acting(out + err, frozenset("\n")) == []
    assert len(out + err) < 600
    assert sorted(place.iterdir()) == before


@pytest.mark.parametrize("variable", ["DBS_TUI_HOME", "DBS_TUI_HISTORY"])
@pytest.mark.parametrize("command", [("status",), ("doctor",), ("history",), ("status", "--format", "{streak}")])
def test_a_variable_that_leads_nowhere_is_named(
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    variable: str,
    command: tuple[str, ...],
) -> None:
    """Not followed to a folder of that literal name."""
    monkeypatch.setenv(variable, f"{NOBODY}/a")
    assert main([*command]) == 1
    assert capsys.readouterr().err.startswith(f"dbs-tui: {variable}=~nosuch-user/a: there is no user nosuch-user")
    assert not (place / NOBODY).exists()


@pytest.mark.skipif(sys.platform != "linux", reason="homes of other systems are found otherwise")
@pytest.mark.parametrize("command", ["status", "doctor", "history", "routines", "export x.json", "desk --look"])
def test_without_a_home_the_remedy_is_named_and_works(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    """In a container there may be no user of this number at all."""

    def unknown(number: int) -> object:
        raise KeyError(number)

    for name in ("HOME", "DBS_TUI_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", unknown)
    assert main(command.split()) == 1
    told = "no home folder is known here for settings and history; set DBS_TUI_HOME to a folder you can write to"
    assert capsys.readouterr().err == f"dbs-tui: {told}\n"
    monkeypatch.setenv("DBS_TUI_HOME", str(place / "mine"))
    assert main(command.split()) == 0
    assert "something went wrong" not in capsys.readouterr().err
    assert not (place / "~").exists()


# -- settings --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["history", "desk_quiet_file"])
def test_a_setting_that_cannot_be_a_path_is_not_used(place: Path, name: str) -> None:
    """The default is, and a line says so."""
    file = place / "config.toml"
    file.write_text(f'{name} = "{NOBODY}/a"\n', encoding="utf-8")
    loaded = config.load(file)
    assert getattr(loaded.settings, name) == ""
    assert f"config.toml:1: {name}: must be {ABOUT[name].kind.allowed}, not '~nosuch-user/a'" in loaded.warnings[0]


@pytest.mark.parametrize("text", NASTY)
def test_a_path_as_a_setting_is_read_or_refused(text: str) -> None:
    """As a ``ValueError``, which the settings and their screen both tell."""
    for name in ("history", "desk_quiet_file"):
        with suppress(ValueError):
            assert ABOUT[name].kind.read(text) == text.strip()

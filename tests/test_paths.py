"""Where files live: the platform's folders, ``XDG_*``, or all of it under ``DBS_TUI_HOME``. Nothing is created."""

import os
import sys
from pathlib import Path

import pytest

from dbs_tui import paths
from tests.skips import needs_modes

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="XDG folders are Linux's")


@pytest.fixture(autouse=True)
def no_home(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DBS_TUI_HOME", "DBS_TUI_HISTORY"):
        monkeypatch.delenv(name, raising=False)


def everything() -> list[Path]:
    return [paths.config_file(), paths.user_routines(), paths.history_folder(), paths.state_folder()]


def test_one_variable_holds_all_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """DBS_TUI_HOME puts settings, routines, history and state under one folder, and creates none of it."""
    home = tmp_path / "stick"
    monkeypatch.setenv("DBS_TUI_HOME", str(home))
    assert everything() == [home / "config.toml", home / "routines", home / "history", home / "state"]
    assert not home.exists()


def test_a_relative_home_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A later change of the working folder does not move the history."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DBS_TUI_HOME", "here")
    assert paths.history_folder() == tmp_path / "here" / "history"


def test_a_tilde_is_the_users_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable may be set where no shell expands it."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("DBS_TUI_HOME", "~/dbs")
    assert paths.config_file() == tmp_path / "dbs" / "config.toml"


@LINUX
def test_xdg_folders_are_honoured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each kind of file goes to its own XDG folder."""
    for name in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    assert everything() == [
        tmp_path / "CONFIG" / "dbs-tui" / "config.toml",
        tmp_path / "DATA" / "dbs-tui" / "routines",
        tmp_path / "DATA" / "dbs-tui" / "history",
        tmp_path / "STATE" / "dbs-tui",
    ]
    assert list(tmp_path.iterdir()) == []


def test_the_history_alone_may_be_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder that is synced: the variable wins over the setting, and nothing else moves."""
    monkeypatch.setenv("DBS_TUI_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "user"))
    assert paths.history_folder("~/Sync/dbs") == tmp_path / "user" / "Sync" / "dbs"
    assert paths.history_folder(str(tmp_path / "stick")) == tmp_path / "stick"
    assert paths.history_folder("shared") == tmp_path / "shared"
    monkeypatch.setenv("DBS_TUI_HISTORY", "~/Dropbox/dbs")
    assert paths.history_folder("~/Sync/dbs") == paths.history_folder() == tmp_path / "user" / "Dropbox" / "dbs"
    assert (paths.state_folder(), paths.config_file()) == (tmp_path / "state", tmp_path / "config.toml")
    monkeypatch.setenv("DBS_TUI_HISTORY", "")
    assert paths.history_folder() == tmp_path / "history"


def test_what_must_not_be_cloned_is_outside_the_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of the history folder takes neither the device nor its locks along."""
    monkeypatch.setenv("DBS_TUI_HOME", str(tmp_path))
    assert not paths.state_folder().is_relative_to(paths.history_folder())


def test_an_empty_variable_is_no_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """DBS_TUI_HOME= in a script means the usual folders, not the working folder."""
    usual = everything()
    monkeypatch.setenv("DBS_TUI_HOME", "")
    assert everything() == usual


def test_the_shipped_routines_are_found() -> None:
    """In a checkout they are at its top, in an installed package inside it."""
    assert (paths.shipped_routines() / "starter-5.toml").is_file()


def test_missing_shipped_routines_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken installation says so and what to do; a stray folder beside it is not taken for ours."""
    package = tmp_path / "site-packages" / "dbs_tui"
    package.mkdir(parents=True)
    (package.parent / "routines").mkdir()
    monkeypatch.setattr(paths, "__file__", str(package / "paths.py"))
    with pytest.raises(FileNotFoundError, match="install it again"):
        paths.shipped_routines()
    (package / "routines").mkdir()
    assert paths.shipped_routines() == package / "routines"


def test_a_folder_that_can_be_made_is_writable(tmp_path: Path) -> None:
    """The folder need not exist; asking does not make it."""
    assert paths.unwritable(tmp_path / "a" / "b") is None
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    """The line names the file that is in the way, and the remedy."""
    (tmp_path / "file").touch()
    expected = f"{tmp_path / 'file'}: not a folder; set DBS_TUI_HOME to a folder you can write to"
    assert paths.unwritable(tmp_path / "file" / "history") == expected


def test_a_folder_without_permission_is_named(tmp_path: Path) -> None:
    """A folder that is there and closed to the user is told before anything is trained."""
    needs_modes(tmp_path)
    tmp_path.chmod(0o500)
    try:
        assert "no permission to write" in (paths.unwritable(tmp_path / "history") or "")
    finally:
        tmp_path.chmod(0o700)


def test_permission_is_asked_of_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the right to write and to enter, a folder is unwritable: also where the tests run as root."""
    asked: list[int] = []

    def deny(_: Path, mode: int) -> bool:
        asked.append(mode)
        return False

    monkeypatch.setattr(os, "access", deny)
    assert paths.unwritable(tmp_path) == f"{tmp_path}: no permission to write; " + (
        "set DBS_TUI_HOME to a folder you can write to"
    )
    assert asked == [os.W_OK | os.X_OK]


def test_what_cannot_be_looked_at_is_not_there(tmp_path: Path) -> None:
    """A name that is too long stands for every path that the system does not answer for."""
    assert paths.is_there(tmp_path)
    assert not paths.is_there(tmp_path / "nothing")
    assert not paths.is_there(tmp_path / ("x" * 300) / "deeper")

"""``doctor``: what it says, what it keeps to itself, and when it changes something."""

import io
import shutil
import sys
from pathlib import Path

import pytest

from dbs_tui import paths
from dbs_tui.cli import main
from dbs_tui.commands import doctor
from dbs_tui.content.loader import catalogue
from dbs_tui.storage.history import HistoryStore
from tests.storage.samples import on


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own with two sessions."""
    monkeypatch.setenv("DBS_TUI_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("DBS_TUI_HISTORY", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    store = HistoryStore(paths.history_folder(), catalogue())
    for day in ("2026-10-01", "2026-11-02"):
        store.save(on(day, f"secret {day}"))
    return tmp_path / "home"


def sessions() -> int:
    """How many sessions there are."""
    return len(HistoryStore(paths.history_folder(), catalogue()).load().sessions)


def lose_a_month(home: Path) -> None:
    """Of two, and with nobody looking."""
    (path,) = (home / "history").rglob("2026-10.json")
    path.unlink()


def test_a_good_history_is_called_good(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With where, which versions, how much; exit code 0."""
    assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    for words in ("dbs-tui", "Python", "textual", "~/home/history", "2 of 1 device", "Sessions", "Health"):
        assert words in said
    assert said.splitlines()[-1].split() == ["Health", "good"]


def test_nothing_private_is_said(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No note, no id, no date of a session, no name of the user's folder."""
    for path in (home / "history").rglob("*.json"):
        path.write_bytes(path.read_bytes()[:-9])
    main(["doctor"])
    said = capsys.readouterr().out
    assert "Damaged" in said
    for private in ("secret", "2026-10", "2026-11", str(tmp_path)):
        assert private not in said


def test_looking_makes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where nothing is."""
    monkeypatch.setenv("DBS_TUI_HOME", str(tmp_path / "none"))
    assert main(["doctor"]) == 0
    assert not (tmp_path / "none").exists()


def test_what_is_missing_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1 and what to do; nothing is changed."""
    lose_a_month(home)
    assert main(["doctor"]) == 1
    assert "1 document; dbs-tui doctor --repair brings them back" in capsys.readouterr().out
    assert not list((home / "history").rglob("2026-10.json"))


def test_without_a_terminal_it_says_what_it_would_do(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And does it only when told."""
    lose_a_month(home)
    assert main(["doctor", "--repair"]) == 1
    assert "1 document would be written into the history; with --yes they are." in capsys.readouterr().out
    assert not list((home / "history").rglob("2026-10.json"))
    assert main(["doctor", "--repair", "--yes"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "1 document came back."
    assert (sessions(), main(["doctor"])) == (2, 0)


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("yes\n", 0), ("n\n", 1), ("\n", 1), ("", 1)])
def test_on_a_terminal_it_asks(home: Path, monkeypatch: pytest.MonkeyPatch, answer: str, code: int) -> None:
    """Only a yes is a yes."""
    shutil.rmtree(home / "history")
    monkeypatch.setattr(doctor, "is_terminal", lambda stream: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO(answer))
    assert main(["doctor", "--repair"]) == code
    assert (home / "history").exists() == (code == 0)


def test_nothing_to_repair_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0."""
    assert main(["doctor", "--repair"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "There is nothing to bring back."


def test_a_history_that_cannot_be_read_is_one_line(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What, where and what to do; exit code 1."""
    shutil.rmtree(home / "history")
    (home / "history").touch()
    assert main(["doctor"]) == 1
    said = capsys.readouterr()
    assert said.err == (
        f"dbs-tui: {home / 'history'}: could not be read: Not a directory; move the file that is in the way\n"
    )


def test_every_trouble_has_its_line(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Gone, waiting, set aside, conflicts."""
    store = HistoryStore(paths.history_folder(), catalogue())
    store.load()
    (folder,) = (home / "history").iterdir()
    shutil.move(folder, home / "away")
    store.save(on("2026-11-03"))
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    for words in ("Gone", "Waiting", "Only in copies"):
        assert words in said
    shutil.move(home / "away", folder)
    shutil.copy(folder / "2026-10.json", folder / "2026-10 (conflicted copy).json")
    (folder / "2026-10.json").write_bytes(b"")
    assert sessions() == 3
    assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    for words in ("Conflict copies", "Set aside"):
        assert words in said

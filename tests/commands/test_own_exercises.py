"""Own exercises on the command line and through exports: from the example to a trained set, and back from a file."""

import json
from pathlib import Path

import pytest

from dbs_tui.cli import main
from dbs_tui.own import exercises


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own."""
    monkeypatch.setenv("DBS_TUI_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def _said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert main(list(arguments)) == code
    return capsys.readouterr().out


def test_from_the_example_to_a_routine(home: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Written, checked, listed, read, and used by a routine."""
    path = _said(capsys, "new-exercise", "Hip hitch").strip()
    assert path == str(home / "exercises" / "hip-hitch.toml")
    _said(capsys, "check", path)
    assert "hip-hitch" in _said(capsys, "exercises", "--ids").split()
    assert "yours" in _said(capsys, "exercises")
    assert "Hip hitch (yours, not ours)" in _said(capsys, "learn", "hip", "hitch")
    routine = tmp_path / "mine.toml"
    routine.write_text('schema = 1\nname = "Mine"\n\n[[blocks]]\nexercise = "hip-hitch"\n', encoding="utf-8")
    _said(capsys, "import-routine", str(routine))
    assert "mine" in _said(capsys, "routines", "--ids").split()


def test_a_broken_file_is_told_and_leaves_everything_else(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The routine that used it says which exercise is missing; nothing else is touched."""
    path = Path(_said(capsys, "new-exercise", "Hip hitch").strip())
    (home / "routines").mkdir()
    (home / "routines" / "mine.toml").write_text(
        'schema = 1\nname = "Mine"\n\n[[blocks]]\nexercise = "hip-hitch"\n', encoding="utf-8"
    )
    path.write_text(path.read_text(encoding="utf-8").replace("sets = 2 ", "sets = 99 "), encoding="utf-8")
    told = _said(capsys, "check", str(path), code=1)
    assert told.startswith(f"{path}:14: exercise 1 sets: must be 1 to 20, not 99")
    listed = _said(capsys, "routines")
    assert "exercise 1 sets: must be 1 to 20" in listed
    assert 'unknown exercise "hip-hitch"' in listed
    assert "starter-5" in listed


def test_a_pack_goes_to_somebody_else(
    home: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Out of one home and into another; twice changes nothing; a bad one is refused with its reason."""
    _said(capsys, "new-exercise", "Hip hitch")
    _said(capsys, "export-exercises", str(tmp_path / "pack.zip"))
    _said(capsys, "export-exercises", str(tmp_path / "pack.zip"), code=1)
    _said(capsys, "export-exercises", str(tmp_path / "pack.zip"), "hip-hitch", "--force")
    monkeypatch.setenv("DBS_TUI_HOME", str(tmp_path / "other"))
    assert "1 added" in _said(capsys, "import-exercises", str(tmp_path / "pack.zip"))
    assert "1 unchanged" in _said(capsys, "import-exercises", str(tmp_path / "pack.zip"))
    assert "hip-hitch" in exercises().ids
    (tmp_path / "bad.zip").write_bytes(b"PK")
    _said(capsys, "import-exercises", str(tmp_path / "bad.zip"), code=1)


def test_an_export_has_them_and_an_import_brings_them_back(
    home: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the routines that need them; in the same bytes; twice changes nothing."""
    path = Path(_said(capsys, "new-exercise", "Hip hitch").strip())
    (home / "routines").mkdir()
    text = 'schema = 1\nname = "Mine"\n\n[[blocks]]\nexercise = "hip-hitch"\n'
    (home / "routines" / "mine.toml").write_text(text, encoding="utf-8")
    _said(capsys, "export", str(tmp_path / "all.json"))
    document = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert document["exercises"] == [{"id": "hip-hitch", "toml": path.read_text(encoding="utf-8")}]
    monkeypatch.setenv("DBS_TUI_HOME", str(tmp_path / "other"))
    assert "2 added" in _said(capsys, "import", str(tmp_path / "all.json"))
    there = tmp_path / "other" / "exercises" / "hip-hitch.toml"
    assert there.read_bytes() == path.read_bytes()
    assert "mine" in _said(capsys, "routines", "--ids").split()
    assert "0 added, 0 updated, 2 unchanged" in _said(capsys, "import", str(tmp_path / "all.json"))
    document["exercises"][0]["toml"] = "schema = 1"
    (tmp_path / "bad.json").write_text(json.dumps(document), encoding="utf-8")
    _said(capsys, "import", str(tmp_path / "bad.json"), code=1)
    assert there.read_bytes() == path.read_bytes()

"""``export`` and ``import`` on the command line."""

import io
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from dbs_tui import clock
from dbs_tui.cli import main
from dbs_tui.content.loader import catalogue
from dbs_tui.domain.history.history import Goal, Pause
from dbs_tui.storage.errors import StoreError
from dbs_tui.storage.history import HistoryStore
from dbs_tui.transfer.formats import Format
from tests.domain.builders import session
from tests.stores import add_pause, set_goal

TODAY = date(2026, 11, 18)
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, and a folder to work in."""
    monkeypatch.setenv("DBS_TUI_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(clock, "local_now", lambda: datetime(2026, 11, 18, 8, 0, tzinfo=UTC))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process: exit code, standard output, standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(list(arguments))
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def trained(home: Path) -> HistoryStore:
    """A store with two sessions, a goal, a pause and a routine."""
    store = HistoryStore(home / "history", catalogue())
    for ago in (1, 40):
        store.save(session(TODAY - timedelta(days=ago), session_id=f"id-{ago}"))
    set_goal(store, Goal(date(2026, 1, 5), 4))
    add_pause(store, Pause(date(2026, 2, 1), date(2026, 2, 4), "illness"))
    (home / "routines").mkdir()
    (home / "routines" / "mine.toml").write_text('schema = 1\nname = "Mine"\n[[blocks]]\nexercise = "squat"\n')
    return store


def test_out_and_in_again(run: Run, home: Path, trained: HistoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Into another home, twice, and out of it: the same bytes, and the second import changes nothing."""
    assert run("export", "a.json") == (0, "a.json: everything, to keep and to import\n", "")
    monkeypatch.setenv("DBS_TUI_HOME", "other")
    assert run("import", "a.json") == (0, "a.json: 5 added, 0 updated, 0 unchanged, 0 refused\n", "")
    assert run("import", "a.json") == (0, "a.json: 0 added, 0 updated, 5 unchanged, 0 refused\n", "")
    assert run("export", "b.json")[0] == 0
    assert Path("a.json").read_bytes() == Path("b.json").read_bytes()
    assert json.loads(run("status", "--json")[1])["week"]["goal"] == 4
    assert (Path("other") / "routines" / "mine.toml").is_file()


@pytest.mark.parametrize("wanted", Format)
def test_each_format_to_standard_output(run: Run, trained: HistoryStore, wanted: Format) -> None:
    """The same as in a file, without the byte order mark."""
    code, out, err = run("export", "-", "--format", wanted)
    run("export", f"a.{wanted}")
    assert (code, err) == (0, "")
    assert out.encode() == Path(f"a.{wanted}").read_bytes().removeprefix(b"\xef\xbb\xbf")


def test_the_format_can_be_named(run: Run, trained: HistoryStore) -> None:
    """Whatever the file is called."""
    assert run("export", "notes.txt", "--format", "csv")[0] == 0
    assert Path("notes.txt").read_text("utf-8-sig").startswith("date,started_at")


def test_some_dates_of_it(run: Run, trained: HistoryStore) -> None:
    """Not of JSON, which is always complete."""
    out = run("export", "-", "--format", "csv", "--since", "2026-11-01")[1]
    assert ("id-1\r" in out, "id-40\r" in out) == (True, False)
    code, out, err = run("export", "a.json", "--until", "2026-11-01")
    assert (code, out) == (2, "")
    assert err.startswith("dbs-tui: json holds everything, so that nothing is missing after an import;")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["a.xlsx"], 1, "a.xlsx: must end in .json, .csv, .ics, .html, .md, to say what to write"),
        (["-"], 2, "- needs --format, one of json, csv, ics, html, md"),
        (["there.json"], 1, "there.json: is there already; choose another name, or --force to replace it"),
        (["no/a.json"], 1, "no/a.json: there is no folder no; make it first"),
        (["."], 1, ".: must end in .json"),
        (["-", "--format", "pdf"], 2, "argument --format: invalid choice: 'pdf'"),
        ([], 2, "the following arguments are required: FILE"),
    ],
)
def test_an_export_that_cannot_be(
    run: Run, trained: HistoryStore, arguments: list[str], code: int, message: str
) -> None:
    """One line says why; what is there stays."""
    Path("there.json").write_text("mine")
    found, out, err = run("export", *arguments)
    assert (found, out, err.count("\n")) == (code, "", 1)
    assert message in err
    assert Path("there.json").read_text() == "mine"


def test_force_replaces(run: Run, trained: HistoryStore) -> None:
    """Only when it is asked for."""
    Path("a.json").write_text("old")
    assert run("export", "a.json", "--force")[0] == 0
    assert Path("a.json").read_text().startswith('{"schema": 1')


def test_an_empty_history_is_exported(run: Run, home: Path) -> None:
    """Nothing is created in the home by that."""
    assert run("export", "a.json")[0] == 0
    assert json.loads(Path("a.json").read_text()) == {"schema": 1, "sessions": [], "goals": [], "pauses": []}
    assert not home.exists()


def test_what_is_refused_is_told(run: Run, trained: HistoryStore) -> None:
    """A line each, a few of many, on standard error; the rest is taken, and the exit code says so."""
    run("export", "a.json")
    document = json.loads(Path("a.json").read_text())
    good = document["sessions"][0]
    document["sessions"] = [{**good, "id": f"bad-{number}", "effort": 99} for number in range(30)]
    document["sessions"].append({**good, "id": "new"})
    Path("b.json").write_text(json.dumps(document))
    code, out, err = run("import", "b.json")
    assert (code, out) == (1, "b.json: 1 added, 0 updated, 3 unchanged, 30 refused\n")
    told = err.splitlines()
    assert told[0] == "dbs-tui: sessions 1: session bad-0: effort must be a whole number, 0 to 10, not 99"
    assert (len(told), told[-1]) == (21, "dbs-tui: and 10 more lines like these")


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"", "is not JSON (it is empty)"), (b"\x00\x1b[2J", "is not JSON"), (b'{"schema": 1}', "no export of dbs-tui")],
)
def test_an_import_that_cannot_be(run: Run, home: Path, content: bytes, message: str) -> None:
    """One line, exit code 1, and nothing is made."""
    Path("a.json").write_bytes(content)
    code, out, err = run("import", "a.json")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert message in err
    assert "\x1b" not in err
    assert not (home / "history").exists()


def test_an_import_from_standard_input(run: Run, trained: HistoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a pipe."""
    text = run("export", "-", "--format", "json")[1]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert run("import", "-") == (0, "-: 0 added, 0 updated, 5 unchanged, 0 refused\n", "")


def test_an_import_that_cannot_be_written(run: Run, trained: HistoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told, and what was there is there."""

    def full(*_: object) -> None:
        raise StoreError("the disk is full")

    run("export", "a.json")
    trained.save(replace(session(TODAY), id="later"))
    monkeypatch.setattr(HistoryStore, "take", full)
    assert run("import", "a.json") == (1, "", "dbs-tui: the disk is full\n")
    assert len(HistoryStore(trained_folder(), catalogue()).load().sessions) == 3


def trained_folder() -> Path:
    """The history of the home."""
    return Path("home") / "history"


def test_what_cannot_be_exported_is_told(run: Run, home: Path, trained: HistoryStore) -> None:
    """A broken routine; the rest is written."""
    (home / "routines" / "broken.toml").write_text("blocks = 3")
    code, out, err = run("export", "a.json")
    assert (code, out) == (0, "a.json: everything, to keep and to import\n")
    assert err.endswith("broken.toml: is not a routine that can be read; it is not in the export\n")

"""Every command with hostile text wherever text can come from: what it prints can only be read."""

import json
import os
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from dbs_tui import clock, paths
from dbs_tui.commands import plain
from dbs_tui.content.loader import catalogue
from dbs_tui.domain.history.history import Pause
from dbs_tui.library.shelf import load_shelf
from dbs_tui.storage.history import HistoryStore, session_document
from tests.commands.test_cli import FakeConsole, Result, Run, home, run
from tests.hostile import ALL, FIRST, LONE, MARKUP, SHOWN, acting
from tests.sample import sessions
from tests.stores import add_pause, save_all

__all__ = ["home", "run"]

TODAY = date(2026, 11, 18)
NAME = FIRST.replace("/", "")
NO_UTF8 = os.fsdecode(b"c\xff\x1b]0;x\x07.toml")
WALK = '[[blocks]]\nexercise = "walk"\nseconds = 10\n'


@pytest.fixture
def hostile(home: Path) -> Path:
    """A home where everything that can be is hostile: history, devices, routines, settings."""
    routines = load_shelf(paths.shipped_routines(), home / "none", catalogue()).routines
    store = HistoryStore(home / "history", catalogue())
    made = list(sessions({each.id: each for each in routines}, TODAY, 30))
    texts = (ALL, f"{LONE}{ALL}", SHOWN)
    save_all(
        store,
        [
            replace(
                each,
                routine_name=texts[number % 3],
                routine_id=texts[number % 3],
                note=ALL,
                source=ALL,
                sets=tuple(replace(record, exercise=FIRST) for record in each.sets),
            )
            for number, each in enumerate(reversed(made))
        ],
    )
    add_pause(store, Pause(TODAY - timedelta(days=9), TODAY - timedelta(days=8), ALL))
    _another_device(home, session_document(replace(made[-1], id=FIRST, routine_name=ALL)))
    _own_routines(home / "routines")
    escaped = "".join(f"\\u{ord(character):04x}" for character in FIRST)
    text = f'"{escaped}" = 1\ntheme = "{escaped}"\ndesk_do = "{MARKUP[:20]}"\n[keys]\n"{escaped}" = "a"\n'
    (home / "config.toml").write_text(text, encoding="utf-8")
    return home


def _another_device(home: Path, document: dict[str, object]) -> None:
    folder = home / "history" / f"x{NAME}"
    folder.mkdir()
    (folder / "2026-11.json").write_text(json.dumps({"sessions": {"1": document}}), encoding="utf-8")
    (folder / "2026-10.json").write_text("{", encoding="utf-8")
    (folder / f"2026-09{NAME}.json").write_text(f"[{ALL}", encoding="utf-8", errors="replace")


def _own_routines(folder: Path) -> None:
    folder.mkdir()
    name = SHOWN.replace("\\", "").replace('"', "")
    (folder / "mine.toml").write_text(
        f'schema = 1\nname = "{name[:40]}"\ndescription = "{name[:100]}"\n{WALK}', "utf-8"
    )
    (folder / f"a{NAME}.toml").write_text(f'name = "x"\n"{MARKUP[:9]}" = 1\n{WALK}', encoding="utf-8")
    (folder / "b.toml").write_text(f'name = "{FIRST}"\n{WALK}', encoding="utf-8")
    Path(os.fsdecode(os.fsencode(folder) + b"/" + os.fsencode(NO_UTF8))).write_bytes(b"\xff\x1b")


COMMANDS: tuple[tuple[str, ...], ...] = (
    ("routines",),
    ("routines", "--ids"),
    ("routines", "--json"),
    ("check", "FILE", f"no{NAME}"),
    ("check", "mine", NO_UTF8),
    ("status",),
    ("status", "--json"),
    ("status", "--format", f"{FIRST}{{streak}} {{week}} {{sit}}"),
    ("status", "--format", f"{{{FIRST}}}"),
    ("history",),
    ("history", "--json"),
    ("history", "--since", FIRST),
    ("learn", ALL[:300]),
    ("learn", "pain", FIRST),
    ("doctor",),
    ("doctor", "--repair", "--yes"),
    ("import", "EXPORT"),
    ("import", f"{os.devnull}/{FIRST}"),
    ("import", NO_UTF8),
    ("export", f"{os.devnull}/{FIRST}.json"),
    ("export", f"{FIRST}.{FIRST}"),
    ("export", "-", "--format", FIRST),
    ("new", "--minutes", FIRST),
    ("import-routine", "FILE"),
    ("import-routine", f"{os.devnull}/{FIRST}"),
    ("export-routine", "b", "-"),
    ("export-routine", FIRST, "-"),
    ("export-routine", "mine", f"{os.devnull}/{FIRST}"),
    ("start", "mine", "--plain"),
    ("start", FIRST, "--plain"),
    ("start", f"./{FIRST}.toml", "--plain"),
    ("desk", "--break", "--plain", FIRST),
    ("completions", FIRST),
    ("serve", "--port", FIRST),
    (FIRST,),
    (f"--{FIRST}",),
)


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda each: ascii(" ".join(each))[:40])
def test_what_a_command_prints_can_only_be_read(
    run: Run, hostile: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    """On standard output and standard error, whatever comes of it; never a traceback, never a guess of ours."""
    monkeypatch.setattr(plain, "Console", FakeConsole)
    monkeypatch.setattr(FakeConsole, "time", 0)
    monkeypatch.setattr(clock, "now", lambda: FakeConsole.time)
    given = {"FILE": str(hostile / "routines" / f"a{NAME}.toml"), "EXPORT": str(_export(hostile))}
    result = run(*(given.get(each, each) for each in arguments))
    assert harm(result) == []
    assert result.out or result.err
    assert list(hostile.parent.iterdir()) == [hostile]  # whatever a name says, nothing is written beside the home


def harm(result: Result) -> list[str]:
    """What in an output would act, or should not be said."""
    told = [each for each in ("Traceback", "something went wrong") if each in result.err]
    return [*acting(result.out), *acting(result.err), *told]


def _export(home: Path) -> Path:
    """An export of somebody else: good, bad and hostile records."""
    record = next(
        sessions({each.id: each for each in load_shelf(paths.shipped_routines(), home, catalogue()).routines}, TODAY, 1)
    )
    good = session_document(replace(record, id=f"{FIRST}{LONE}", routine_name=ALL, note=ALL))
    bad = {**good, "id": f"{LONE}{FIRST}", "local_date": FIRST}
    document = {
        "schema": 1,
        "sessions": [good, bad, {**good, FIRST: 1, "id": ALL}, FIRST, {**good, "sets": [FIRST]}],
        "pauses": [
            {"from": "2026-02-01", "to": "2026-02-02", "reason": ALL},
            {"from": FIRST, "to": FIRST, "reason": 1},
        ],
        "goals": [{"from": FIRST, "days": 3}],
        "routines": {FIRST: f'name = "{FIRST}"', f"../{FIRST}": WALK, LONE: 3, "ok": WALK},
        FIRST: FIRST,
    }
    path = home / f"e{NAME}.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path

"""The command line: every command, every expected trouble in one line, and exit codes 0, 1 and 2."""

import io
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any, Self

import pytest

from dbs_tui import __version__, clock, paths
from dbs_tui.cli import main
from dbs_tui.commands import dispatch, output, plain, status, status_words
from dbs_tui.commands.parser import _columns, parser
from dbs_tui.content.loader import catalogue
from dbs_tui.domain.history.emergency import EMERGENCY_SIGN, Release, Sign
from dbs_tui.domain.history.history import Goal, History, Pause
from dbs_tui.domain.training.exercise import Side
from dbs_tui.domain.training.player import Attempt
from dbs_tui.domain.training.routine import Routine
from dbs_tui.domain.training.session import Amount, Discomfort, Outcome, Session, SetRecord
from dbs_tui.domain.training.session import Status as SetStatus
from dbs_tui.domain.training.session_record import Unfinished
from dbs_tui.domain.training.timeline import SECOND
from dbs_tui.library.parse import read
from dbs_tui.library.problem import RoutineError
from dbs_tui.library.shelf import find, load_shelf
from dbs_tui.storage.history import HistoryStore, StoreError, session_document
from dbs_tui.storage.safety import SAFETY, release_document, sign_document, signs_from
from tests.stores import add_pause

TODAY = date(2026, 11, 18)
"""A Wednesday."""


@dataclass(frozen=True)
class Result:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def trouble(self) -> str:
        """Its one line on standard error, when there is exactly one and nothing else."""
        assert self.out == ""
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1
        assert "Traceback" not in self.err
        return self.err.removesuffix("\n")


Run = Callable[..., Result]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, on a day of its own."""
    monkeypatch.setenv("DBS_TUI_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("DBS_TUI_DEBUG", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(clock, "local_now", lambda: datetime(2026, 11, 18, 8, 0, tzinfo=UTC))
    return tmp_path / "home"


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process."""

    def run(*arguments: str) -> Result:
        capsys.readouterr()
        code = main(list(arguments))
        return Result(code, *capsys.readouterr())

    return run


@pytest.fixture
def store(home: Path) -> HistoryStore:
    return HistoryStore(home / "history", catalogue())


def session(day: date = TODAY, name: str = "Full ten", done: float = 60.0, **changes: Any) -> Session:
    """A session of one set of which so many of 60 seconds were done."""
    began = datetime(day.year, day.month, day.day, 8, 10, tzinfo=UTC)
    what = SetStatus.DONE if done == 60.0 else SetStatus.PARTIAL
    record = SetRecord("walk", 1, None, what, Amount(seconds=60.0), Amount(seconds=done))
    made = Session(
        f"id-{day}", day, began, began + timedelta(seconds=65), "full-10", name, Outcome.COMPLETED, 65.0, 0.0, (record,)
    )
    return replace(made, **changes)


def own(home: Path, name: str, text: str) -> Path:
    path = home / "routines" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


GOOD = 'schema = 1\nname = "Mine"\n[[blocks]]\nexercise = "walk"\nseconds = 20\n'
BROKEN = 'schema = 1\nname = "Bad"\n[[blocks]]\nexercise = "walk"\nseconds = 2\n[[blocks]]\nexercise = "wlak"\n'


def problems_in(path: Path) -> list[str]:
    """What the library has to say about a file, line by line."""
    with pytest.raises(RoutineError) as caught:
        read(path, catalogue())
    return [str(problem) for problem in caught.value.problems]


# -- version, help, usage -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("flag", ["--version", "-V"])
def test_the_version(run: Run, flag: str) -> None:
    """One line, nothing else."""
    assert run(flag) == Result(0, f"dbs-tui {__version__}\n", "")


def test_help_names_the_safety_page_and_gives_examples(run: Run) -> None:
    """--help says what this is not, where the safety page is, and when to get help at once."""
    result = run("--help")
    text = " ".join(result.out.split())
    assert (result.code, result.err) == (0, "")
    assert "General exercise education, not treatment." in text
    assert "press ! in the app" in text
    assert "Call your emergency number (112, UK 999, US 911) at any of these" in text
    assert all(f"dbs-tui {command}" in text for command in ("start", "routines", "check", "status", "history"))
    assert max(map(len, result.out.splitlines())) <= 100


@pytest.mark.parametrize("command", ["start", "routines", "check", "status", "history"])
def test_every_command_has_help(run: Run, command: str) -> None:
    """Asked for help, a command does nothing else."""
    result = run(command, "--help")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(f"usage: dbs-tui {command}")


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["strat"], "there is no command 'strat' (did you mean start?); see dbs-tui --help"),
        (["\x1b[31m"], "there is no command '\\x1b[31m'; see dbs-tui --help"),
        (["--nope"], "unrecognized arguments: --nope; see dbs-tui --help"),
        (["start", "a", "b\x1b"], "unrecognized arguments: b\N{REPLACEMENT CHARACTER}; see dbs-tui --help"),
        (["start", "--pl"], "unrecognized arguments: --pl; see dbs-tui --help"),
        (["check"], "the following arguments are required: FILE; see dbs-tui check --help"),
        (["history", "--since", "x"], "--since: must be a date such as 2026-01-31, not 'x'; see dbs-tui history"),
        (["history", "--until", "2026-02-30"], "--until: must be a date such as 2026-01-31, not '2026-02-30'"),
        (["history", "--until"], "--until: expected one argument; see dbs-tui history --help"),
    ],
)
def test_wrong_usage_is_one_line_and_code_2(run: Run, arguments: list[str], what: str) -> None:
    """The line names what is wrong and where help is."""
    result = run(*arguments)
    assert result.code == 2
    assert result.trouble.startswith("dbs-tui: ")
    assert what in result.trouble


# -- routines and check -------------------------------------------------------------------------------------------


def test_routines_lists_what_ships(run: Run, home: Path) -> None:
    """Eight, shortest first, with total time and whether the floor is needed; nothing is created."""
    result = run("routines")
    rows = result.out.splitlines()
    assert (result.code, result.err, len(rows)) == (0, "", 8)
    assert rows[0] == "desk-break-2      1:55  no floor  shipped  Two-minute desk break"
    assert rows[3] == "full-10           9:29  floor     shipped  Full ten"
    assert not home.exists()


def test_routines_lists_yours_and_broken_ones(run: Run, home: Path) -> None:
    """A broken file is in the list, and its problems are below, one line each."""
    own(home, "mine.toml", GOOD)
    bad = own(home, "bad.toml", BROKEN)
    rows = run("routines").out.splitlines()
    assert "mine              0:25  no floor           yours    Mine" in rows
    assert "bad                  –  broken, see below  yours    bad" in rows
    assert [row for row in rows if row.startswith(str(bad))] == problems_in(bad)


def test_routines_for_programs(run: Run, home: Path) -> None:
    """JSON with every field of the contract, null where a broken file has nothing."""
    bad = own(home, "bad.toml", "schema = 1\n")
    document = json.loads(run("routines", "--json").out)
    assert document["schema"] == 1
    by_id = {entry["id"]: entry for entry in document["routines"]}
    assert by_id["office-5"] == {
        "id": "office-5",
        "name": "No-floor office set",
        "seconds": 292,
        "origin": "shipped",
        "needs_floor": False,
        "exercises": ["stairs", "glute-squeeze", "squat", "hamstring-stretch"],
        "file": str(paths.shipped_routines() / "office-5.toml"),
        "problems": [],
    }
    broken = by_id["bad"]
    assert [broken[key] for key in ("name", "seconds", "needs_floor", "exercises")] == [None, None, None, []]
    assert broken["problems"][0].startswith(f"{bad}:")


def test_nothing_that_is_said_acts_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Every line, beside the result too, is one line of text, whatever names are in it."""
    output.say("a\x1b[2J\nb")
    output.warn("c\u202ed")
    unsafe = "\N{REPLACEMENT CHARACTER}"
    assert capsys.readouterr() == (f"a{unsafe}[2J{unsafe}b\n", f"dbs-tui: c{unsafe}d\n")


def test_columns_are_aligned_whatever_the_letters() -> None:
    """East Asian letters take two columns, combining accents none, and controls are made visible."""
    rows = [("散歩", "1", "a"), ("e\u0301te", "10", "b"), ("a\tb", "100", "c")]
    assert output.table(rows, right=frozenset({1})) == [
        "散歩    1  a",
        "e\u0301te    10  b",
        "a\N{REPLACEMENT CHARACTER}b   100  c",
    ]
    assert output.table([]) == []


def test_check_finds_every_problem_of_every_file(run: Run, home: Path) -> None:
    """Standard output is nothing but problems, one line each; a good file is told beside it."""
    good, bad = own(home, "good.toml", GOOD), own(home, "bad.toml", BROKEN)
    missing = home / "missing.toml"
    result = run("check", str(good), str(bad), str(missing))
    assert result.code == 1
    assert result.out.splitlines() == problems_in(bad) + problems_in(missing)
    assert result.err == f"dbs-tui: {good}: no problems; 1 block, 0:25\n"


def test_check_of_good_files_is_quiet_on_standard_output(run: Run) -> None:
    """All that ships is good."""
    files = [str(path) for path in paths.shipped_routines().glob("*.toml")]
    result = run("check", *files)
    assert (result.code, result.out) == (0, "")
    assert result.err.count(": no problems; ") == 8


# -- status -------------------------------------------------------------------------------------------------------


def test_status_before_the_first_session(run: Run, home: Path) -> None:
    """No zero in sight: what to reach, and what to begin with. Reading creates nothing."""
    assert run("status") == Result(
        0, "This week  3 days by Sunday\nNext       Five-minute starter, 5:03: dbs-tui start starter-5\n", ""
    )
    assert not home.exists()


def test_status_for_programs_before_the_first_session(run: Run) -> None:
    """The document of the contract, with null for what is not there."""
    assert json.loads(run("status", "--json").out) == {
        "schema": 1,
        "today": "2026-11-18",
        "week": {"goal": 3, "days": 0, "state": "in_progress", "starts": "2026-11-16", "streak": 0, "best": 0},
        "days": {"streak": 0, "best": 0, "active_last_28": 0},
        "last_session": None,
        "next": {"routine": "starter-5", "seconds": 303},
        "safety": {"exercise": "as_usual", "since": None, "until": None, "reason": None},
        "programme": None,
        "plan": None,
    }


@pytest.mark.parametrize("told", ["", "0", "-3", "57", "many", "1" * 5000])
def test_help_is_as_wide_as_the_standard_library_says(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the environment says of it, and without a terminal."""
    monkeypatch.setenv("COLUMNS", told)
    assert _columns() == shutil.get_terminal_size().columns


def test_status_with_a_history(run: Run, store: HistoryStore) -> None:
    """Streaks and the last session, for people and for programs."""
    for ago in (1, 2, 7, 8, 9):
        store.save(session(TODAY - timedelta(days=ago)))
    assert run("status").out.splitlines() == [
        "This week  2 of 3 days, 1 more by Sunday",
        "In a row   1 week in a row; 2 days in a row, best 3",
        "28 days    5 training days, habit strength 16 of 100",
        "Last       Full ten yesterday, completed",
        "Next       Full ten, 9:29: dbs-tui start full-10",
    ]
    document = json.loads(run("status", "--json").out)
    assert document["week"] == {
        "goal": 3,
        "days": 2,
        "state": "in_progress",
        "starts": "2026-11-16",
        "streak": 1,
        "best": 1,
    }
    assert document["days"] == {"streak": 2, "best": 3, "active_last_28": 5}
    assert document["last_session"] == {
        "id": "id-2026-11-17",
        "started_at": "2026-11-17T08:10:00+00:00",
        "routine": "full-10",
        "outcome": "completed",
    }
    assert document["next"] == {"routine": "full-10", "seconds": 569}


def test_status_says_that_an_emergency_sign_stands(run: Run, store: HistoryStore) -> None:
    """Nothing is next, until a doctor said that it may."""
    store.put(SAFETY, sign_document(Sign("sign", TODAY - timedelta(days=40))))
    document = json.loads(run("status", "--json").out)
    assert document["next"] is None
    assert document["safety"]["exercise"] == "stopped"
    assert document["safety"]["since"] == (TODAY - timedelta(days=40)).isoformat()
    assert "exercise waits until a doctor has said" in run("status").out
    store.put(SAFETY, release_document(Release("r", clock.local_now(), TODAY, ("sign",))))
    assert json.loads(run("status", "--json").out)["safety"]["exercise"] == "as_usual"


@pytest.mark.parametrize(
    ("worst", "ago", "exercise"), [(3, 1, "as_usual"), (5, 1, "lighter"), (6, 1, "no_strength"), (6, 3, "lighter")]
)
def test_status_says_what_pain_asks_for(run: Run, store: HistoryStore, worst: int, ago: int, exercise: str) -> None:
    """With the reason, and what is next follows it."""
    store.save(session(TODAY - timedelta(days=ago), discomfort=Discomfort(worst=worst)))
    document = json.loads(run("status", "--json").out)
    assert document["safety"]["exercise"] == exercise
    assert document["next"]["routine"] == ("starter-5" if exercise == "as_usual" else "gentle-day")
    assert (f"Pain was {worst} of 10" in run("status").out) == (exercise != "as_usual")


def test_next_says_what_and_why(run: Run, store: HistoryStore) -> None:
    """The routine with its reason, and what a coach would change; with --explain also what stays."""
    assert run("next").out == "Five-minute starter, 5:03: it is one of your first three.\n"
    amount = Amount(reps=10, seconds=60.0)
    squats = tuple(SetRecord("squat", number, None, SetStatus.DONE, amount, amount) for number in (1, 2))
    for ago in (1, 3, 5, 8):
        store.save(session(TODAY - timedelta(days=ago), sets=squats, effort=3, discomfort=Discomfort(worst=0)))
    assert run("next").out.splitlines() == [
        "Full ten, 9:29: it is the everyday set.",
        "  Squat 10 → 12: easy (effort 3) twice, no pain.",
    ]
    assert len(run("next", "--explain").out.splitlines()) == 6
    document = json.loads(run("next", "--json").out)
    assert document["next"] == {"routine": "full-10", "seconds": 569, "reason": "it is the everyday set"}
    (change,) = document["changes"]
    assert (change["exercise"], change["step"], change["from"]["dose"], change["to"]["dose"]) == (
        "squat",
        "more",
        "2 × 10",
        "2 × 12",
    )
    store.put(SAFETY, sign_document(Sign("sign", TODAY)))
    assert run("next").out.startswith("Nothing: after an emergency sign")
    assert json.loads(run("next", "--json").out)["next"] is None


def test_status_follows_the_settings(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The week may start on Sunday, and the day at 4."""
    home.mkdir()
    (home / "config.toml").write_text('week_starts = "sunday"\nday_starts_at = 4\n')
    monkeypatch.setattr(clock, "local_now", lambda: datetime(2026, 11, 22, 3, 59, tzinfo=UTC))
    document = json.loads(run("status", "--json").out)
    assert (document["today"], document["week"]["starts"]) == ("2026-11-21", "2026-11-15")


def test_the_streak_can_be_hidden(run: Run, home: Path, store: HistoryStore) -> None:
    """Then nothing is said of days and weeks in a row; programs get their figures all the same."""
    store.save(session(TODAY))
    assert "In a row" in run("status").out
    (home / "config.toml").write_text("show_streak = false\n")
    assert "in a row" not in run("status").out.lower()
    assert json.loads(run("status", "--json").out)["days"]["streak"] == 1


def test_status_without_any_routine_has_nothing_next(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Null for programs, no line for people."""
    monkeypatch.setattr(paths, "shipped_routines", lambda: tmp_path / "none")
    assert json.loads(run("status", "--json").out)["next"] is None
    assert "Next" not in run("status").out


def test_names_from_files_cannot_act_on_the_terminal(run: Run, store: HistoryStore) -> None:
    """Escape codes in a stored name are shown as what they are: unreadable."""
    store.save(session(name="\x1b[2J\u202eevil\x07"))
    for command in ("status", "history"):
        text = run(command).out
        assert "evil" in text
        assert all(line.isprintable() for line in text.splitlines())
    assert run("history", "--json").out.isascii()


def test_status_says_nothing_of_a_session_to_come(run: Run, store: HistoryStore) -> None:
    """Dated ahead by a clock that was wrong, it waits for its day; History lists it, so that it can be set right."""
    store.save(session(TODAY + timedelta(days=400)))
    before = run("status", "--json").out
    assert json.loads(before)["last_session"] is None
    store.save(session(TODAY - timedelta(days=1), name="Gentle day"))
    assert "Last       Gentle day yesterday, completed" in run("status").out
    assert len(run("history").out.splitlines()) == 2


# -- words --------------------------------------------------------------------------------------------------------


def history_of(*ago: int, goals: tuple[Goal, ...] = (), pauses: tuple[Pause, ...] = ()) -> History:
    return History(tuple(session(TODAY - timedelta(days=days)) for days in ago), goals, pauses)


@pytest.mark.parametrize(
    ("history", "today", "expected"),
    [
        (history_of(), TODAY, "3 days by Sunday"),
        (history_of(0), TODAY, "1 of 3 days, 2 more by Sunday"),
        (history_of(0, 1, 2), TODAY, "3 of 3 days, goal reached"),
        (history_of(0, 1), TODAY + timedelta(days=4), "2 of 3 days, 1 more by tonight"),
        (history_of(0), TODAY + timedelta(days=4), "1 of 3 days, every one counts"),
        (history_of(), TODAY + timedelta(days=4), "a new week starts Monday"),
        (
            history_of(pauses=(Pause(TODAY - timedelta(days=2), TODAY + timedelta(days=2), "travel"),)),
            TODAY,
            "paused, nothing is expected",
        ),
        (
            history_of(
                0,
                goals=(Goal(date(2026, 1, 5), 5),),
                pauses=(Pause(TODAY - timedelta(days=2), TODAY, "illness"),),
            ),
            TODAY + timedelta(days=1),
            "1 of 4 days, 3 more by Sunday (goal 4 this week: 3 days paused)",
        ),
        (history_of(0, goals=(Goal(date(2026, 1, 5), 1),)), TODAY, "1 of 1 days, goal reached"),
    ],
)
def test_the_week_in_words(history: History, today: date, expected: str) -> None:
    """What is reached and what is left, and by when; never only what is missing."""
    assert status_words.week_words(history, today) == expected


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        (history_of(), None),
        (history_of(0), "1 day in a row"),
        (history_of(0, 1), "2 days in a row, your best"),
        (history_of(1, 2, 6, 7, 8), "1 week in a row; 2 days in a row, best 3"),
        (history_of(2), "missed 1 day, still on plan"),
        (history_of(4, 5), "missed 3 days, still on plan"),
        (history_of(30, 31), "the next session starts a new run, best 2 days"),
        (history_of(30), "the next session starts a new run, best 1 day"),
    ],
)
def test_streaks_in_words(history: History, expected: str | None) -> None:
    """A streak that is over is a chance, not a zero."""
    assert status_words.streak_words(history, TODAY) == expected


@pytest.mark.parametrize("ago", range(60))
def test_no_zero_is_ever_shown(ago: int) -> None:
    """However long ago it was."""
    history = history_of(ago, ago + 1)
    shown = f"{status_words.week_words(history, TODAY)} {status_words.streak_words(history, TODAY)}"
    assert " 0 " not in f" {shown} "


@pytest.mark.parametrize(
    ("ago", "expected"),
    [(0, "today"), (1, "yesterday"), (2, "on Monday"), (6, "on Thursday"), (7, "on 2026-11-11"), (-1, "on 2026-11-19")],
)
def test_days_in_words(ago: int, expected: str) -> None:
    """As people say it; a date where a weekday would not be clear, or the day is yet to come."""
    assert status_words.when_words(TODAY - timedelta(days=ago), TODAY) == expected


# -- history ------------------------------------------------------------------------------------------------------


def test_history_lists_sessions_oldest_first(run: Run, store: HistoryStore) -> None:
    """Date, time, routine, length, sets, outcome, in columns."""
    store.save(session(TODAY, done=20.0, outcome=Outcome.ENDED_EARLY))
    store.save(session(TODAY - timedelta(days=1), name="Gentle day"))
    assert run("history").out.splitlines() == [
        "2026-11-17  08:10  Gentle day  1:05  1 of 1 set  completed",
        "2026-11-18  08:10  Full ten    1:05  0 of 1 set  not counted",
    ]


def test_history_for_programs_is_the_record(run: Run, store: HistoryStore) -> None:
    """The very documents of the store, oldest first."""
    sessions = [session(TODAY - timedelta(days=ago)) for ago in (0, 3, 1)]
    for each in sessions:
        store.save(each)
    expected = [session_document(sessions[index]) for index in (1, 2, 0)]
    assert json.loads(run("history", "--json").out) == {"schema": 1, "sessions": json.loads(json.dumps(expected))}


@pytest.mark.parametrize(
    ("options", "days"),
    [
        (["--since", "2026-11-17"], [17, 18]),
        (["--until", "2026-11-17"], [16, 17]),
        (["--since", "2026-11-17", "--until", "2026-11-17"], [17]),
        (["--since", "2026-11-19"], []),
        (["--since", "2026-11-18", "--until", "2026-11-16"], []),
    ],
)
def test_history_of_some_days(run: Run, store: HistoryStore, options: list[str], days: list[int]) -> None:
    """Both ends are included; what counts is the local date."""
    for ago in (0, 1, 2):
        store.save(session(TODAY - timedelta(days=ago)))
    sessions = json.loads(run("history", "--json", *options).out)["sessions"]
    assert [int(each["local_date"][-2:]) for each in sessions] == days
    if not days:
        assert run("history", *options).out == "No sessions in that time.\n"


def test_an_empty_history_says_how_to_begin(run: Run) -> None:
    """An empty state says what to do next."""
    assert run("history") == Result(0, "No sessions yet. The first one: dbs-tui start\n", "")
    assert json.loads(run("history", "--json").out) == {"schema": 1, "sessions": []}


def test_a_damaged_history_is_told_beside_the_result(run: Run, home: Path) -> None:
    """The result stays what programs can read; the line about the damage is on standard error."""
    (home / "history").mkdir(parents=True)
    (home / "history" / "sessions.json").write_text("{ not json")
    result = run("history", "--json")
    assert result.code == 0
    assert json.loads(result.out) == {"schema": 1, "sessions": []}
    assert result.err.startswith("dbs-tui: ")
    assert "sessions.json" in result.err


def test_a_history_that_cannot_be_read_is_one_line(run: Run, home: Path) -> None:
    """A file in the place of the folder."""
    home.mkdir(parents=True)
    (home / "history").touch()
    for command in ("status", "history"):
        result = run(command)
        assert result.code == 1
        assert "move the file that is in the way" in result.trouble


# -- opening the app ----------------------------------------------------------------------------------------------


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Routine | None]:
    """What the app was opened with, instead of opening it."""
    opened: list[Routine | None] = []

    def run(start: Routine | None = None) -> int:
        opened.append(start)
        return 0

    app = ModuleType("dbs_tui.ui.app")
    app.run = run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "dbs_tui.ui.app", app)
    return opened


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dbs_tui.commands.train.is_terminal", lambda stream: True)


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(
    ("arguments", "routine"), [([], None), (["start"], "starter-5"), (["start", "full-10"], "full-10")]
)
def test_the_app_is_opened(run: Run, opened: list[Routine | None], arguments: list[str], routine: str | None) -> None:
    """Bare, with the suggested routine, or with the one that was named."""
    assert run(*arguments).code == 0
    assert [start.id if start else None for start in opened] == [routine]


@pytest.mark.usefixtures("terminal")
def test_a_routine_is_started_from_its_file(run: Run, home: Path, opened: list[Routine | None]) -> None:
    """A path to a .toml is as good as an id."""
    run("start", str(own(home, "mine.toml", GOOD)))
    assert [start.name for start in opened if start] == ["Mine"]


@pytest.mark.parametrize("arguments", [[], ["start"], ["start", "office-5"]])
def test_without_a_terminal_the_plain_form_is_offered(
    run: Run, opened: list[Routine | None], arguments: list[str]
) -> None:
    """In a pipe the screens make no sense; the line says what does."""
    result = run(*arguments)
    assert (result.code, opened) == (1, [])
    assert result.trouble == "dbs-tui: this needs a terminal; to train without one: dbs-tui start --plain"


@pytest.mark.usefixtures("terminal")
def test_a_terminal_for_lines_only_gets_the_plain_form_by_name(
    run: Run, opened: list[Routine | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Instead of a screen full of escape codes."""
    monkeypatch.setenv("TERM", "dumb")
    result = run()
    assert (result.code, opened) == (1, [])
    assert result.trouble == "dbs-tui: TERM=dumb cannot show a screen; to train with lines: dbs-tui start --plain"


@pytest.mark.usefixtures("terminal")
def test_a_terminal_without_utf_8_gets_the_plain_form_by_name(
    run: Run, opened: list[Routine | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Instead of a screen full of question marks."""
    monkeypatch.setattr("dbs_tui.commands.train.draws", lambda _stream: False)
    result = run()
    assert (result.code, opened) == (1, [])
    assert "set LANG to a UTF-8 locale, or train with lines: dbs-tui start --plain" in result.trouble


def test_doctor_speaks_where_nobody_says_in_which_letters(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream without an encoding is a finding like any other; a closed one is not written to."""
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    assert "something went wrong" not in run("doctor").err
    assert "no encoding" in out.getvalue()
    monkeypatch.setattr(sys, "stdout", None)
    assert "something went wrong" not in run("doctor").err


@pytest.mark.parametrize(("keyboard", "screen"), [(True, False), (False, True)])
def test_both_ends_must_be_a_terminal(
    run: Run, opened: list[Routine | None], monkeypatch: pytest.MonkeyPatch, keyboard: bool, screen: bool
) -> None:
    """A screen without a keyboard will not do, nor the other way round."""
    answers = iter([keyboard, screen])
    monkeypatch.setattr("dbs_tui.commands.train.is_terminal", lambda stream: next(answers))
    assert run().code == 1
    assert opened == []


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("arguments", [[], ["start", "office-5"]])
def test_an_unwritable_home_is_told_before_anything_is_trained(
    run: Run, opened: list[Routine | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """The line names the place and the remedy, and the app is not opened."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("DBS_TUI_HOME", str(tmp_path / "file" / "home"))
    result = run(*arguments)
    assert (result.code, opened) == (1, [])
    assert (
        result.trouble == f"dbs-tui: {tmp_path / 'file'}: not a folder; set DBS_TUI_HOME to a folder you can write to"
    )


@pytest.mark.parametrize("plain", [[], ["--plain"]])
@pytest.mark.parametrize(
    ("reference", "what"),
    [
        ("ofice-5", "there is no routine 'ofice-5'; did you mean 'office-5'?"),
        ("no\x1bsuch.toml", "no\N{REPLACEMENT CHARACTER}such.toml: cannot be read: No such file or directory"),
        ("", "there is no routine ''"),
    ],
)
def test_a_routine_that_is_not_there_is_one_line(
    run: Run, home: Path, plain: list[str], reference: str, what: str
) -> None:
    """An unknown id or file, in both forms of start; nothing is created."""
    result = run("start", reference, *plain)
    assert result.code == 1
    assert what in result.trouble
    assert not home.exists()


@pytest.mark.parametrize("plain", [[], ["--plain"]])
def test_a_broken_routine_is_one_line_that_says_how_to_see_the_rest(run: Run, home: Path, plain: list[str]) -> None:
    """The first problem, and the command that shows them all."""
    bad = own(home, "bad.toml", BROKEN)
    result = run("start", str(bad), *plain)
    assert result.code == 1
    expected = f"dbs-tui: {problems_in(bad)[0]} (and 1 more: dbs-tui check {bad})"
    assert result.trouble == expected


def test_no_routine_at_all_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An installation without routines, and none of one's own."""
    monkeypatch.setattr(paths, "shipped_routines", lambda: tmp_path / "none")
    result = run("start", "--plain")
    assert (result.code, result.trouble) == (
        1,
        "dbs-tui: there is no routine to train; dbs-tui routines says what is wrong",
    )


# -- start --plain ------------------------------------------------------------------------------------------------


class FakeConsole:
    """A console whose waits take no time: the clock moves instead."""

    has_keys = False
    time = 0
    stop_at: int | None = None

    def __init__(self, now: Callable[[], int], keyboard: object) -> None:
        self.stopped = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to put back."""

    def stop(self) -> None:
        self.stopped = True

    def wait(self, until: int | None) -> str:
        assert until is not None
        FakeConsole.time = until
        return "\x03" if self.stopped or until == self.stop_at else ""


@pytest.fixture
def quick(home: Path, monkeypatch: pytest.MonkeyPatch) -> type[FakeConsole]:
    """Workouts against a fake clock, in milliseconds."""
    monkeypatch.setattr(FakeConsole, "time", 0)
    began = clock.local_now()
    monkeypatch.setattr(clock, "local_now", lambda: began + timedelta(seconds=FakeConsole.time // SECOND))
    monkeypatch.setattr(clock, "now", lambda: FakeConsole.time)
    monkeypatch.setattr(plain, "Console", FakeConsole)
    return FakeConsole


@pytest.mark.usefixtures("quick")
def test_a_plain_workout_is_in_the_history_with_every_set(run: Run) -> None:
    """start office-5 --plain ends by itself with 0, and history tells every set and side as done."""
    result = run("start", "office-5", "--plain")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[-4:] == [
        "Done.",
        "5 of 5 sets in 4:52. Saved.",
        "This week: 1 of 3 days, 2 more by Sunday.",
        "1 day in a row.",
    ]
    (record,) = json.loads(run("history", "--json").out)["sessions"]
    assert (record["routine"]["id"], record["outcome"], record["active_seconds"]) == ("office-5", "completed", 292.0)
    assert [(each["exercise"], each["side"], each["status"]) for each in record["sets"]] == [
        ("stairs", None, "done"),
        ("glute-squeeze", None, "done"),
        ("squat", None, "done"),
        ("hamstring-stretch", "left", "done"),
        ("hamstring-stretch", "right", "done"),
    ]
    assert json.loads(run("status", "--json").out)["last_session"]["id"] == record["id"]


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("pause", [False, True])
def test_plain_is_stopped_by_an_emergency_sign_where_nobody_can_answer(
    run: Run, store: HistoryStore, pause: bool
) -> None:
    """One line, and nothing is trained; a walk may go on. A pause of an earlier version is a sign as well."""
    if pause:
        add_pause(store, Pause(TODAY, TODAY, EMERGENCY_SIGN))
    else:
        store.put(SAFETY, sign_document(Sign("sign", TODAY)))
    result = run("start", "office-5", "--plain")
    assert (result.code, result.trouble) == (
        1,
        "dbs-tui: you had an emergency sign on 2026-11-18; exercise waits until a doctor has said that you can, "
        "and you answer that at a terminal",
    )
    assert store.load().sessions == ()


@pytest.mark.usefixtures("quick")
def test_plain_leads_through_a_walk_all_the_same(run: Run, home: Path, store: HistoryStore) -> None:
    """With a word."""
    store.put(SAFETY, sign_document(Sign("sign", TODAY)))
    own(home, "walk.toml", 'schema = 1\nname = "W"\n[[blocks]]\nexercise = "walk"\nseconds = 60\n')
    result = run("start", "walk", "--plain")
    assert (result.code, result.err) == (0, "")
    assert "Walking is fine. Exercise waits until a doctor has said that you can." in result.out


@pytest.mark.parametrize(("key", "code"), [("d", 0), ("n", 1), ("\x03", 1)])
def test_at_a_terminal_plain_asks_what_a_doctor_said(
    run: Run, quick: type[FakeConsole], store: HistoryStore, monkeypatch: pytest.MonkeyPatch, key: str, code: int
) -> None:
    """One key lets it begin, and is stored; every other one ends it."""
    store.put(SAFETY, sign_document(Sign("sign", TODAY)))
    led, wait = ["", key], quick.wait
    monkeypatch.setattr(quick, "has_keys", True)
    monkeypatch.setattr(quick, "wait", lambda self, until: led.pop(0) if until is None else wait(self, until))
    result = run("start", "desk-break-2", "--plain")
    assert result.code == code
    store.load()
    assert bool(signs_from(store.documents(SAFETY)).standing()) == (key != "d")
    assert len(store.load().sessions) == (key == "d")


@pytest.mark.usefixtures("quick")
def test_plain_output_has_no_escape_codes_and_no_boxes(run: Run) -> None:
    """A screen reader or a log gets text and nothing but text."""
    text = run("start", "desk-break-2", "--plain").out
    assert all(line.isprintable() for line in text.splitlines())
    assert max(text) < "\u2500"


@pytest.mark.usefixtures("quick")
def test_the_suggested_routine_is_the_default(run: Run) -> None:
    """In the first days the starter."""
    assert "Five-minute starter, 5:03." in run("start", "--plain").out.splitlines()


@pytest.mark.usefixtures("quick")
def test_the_side_that_starts_alternates(run: Run, home: Path) -> None:
    """Left first, then right, then left."""
    own(
        home, "stretch.toml", 'schema = 1\nname = "S"\n[[blocks]]\nexercise = "hamstring-stretch"\nsets = 1\nhold = 5\n'
    )
    firsts = []
    for _ in range(3):
        result = run("start", "stretch", "--plain")
        firsts.append(next(line for line in result.out.splitlines() if line.startswith("Work")).split(", ")[-1])
    assert firsts == ["left side.", "right side.", "left side."]


@pytest.mark.usefixtures("quick")
def test_the_safety_notice_comes_first_until_it_was_accepted(run: Run, home: Path) -> None:
    """One line, and it goes on; after it was accepted in the app, not again."""
    first = run("start", "desk-break-2", "--plain").out.splitlines()[0]
    assert first.startswith("General exercise education, not treatment. Ask a clinician first")
    assert "Stop at sharp or new pain" in first
    (home / "config.toml").write_text("safety_accepted = 1\n")
    assert run("start", "desk-break-2", "--plain").out.splitlines()[0] == "Two-minute desk break, 1:55."


@pytest.mark.usefixtures("quick")
def test_in_outer_hip_mode_the_kinder_forms_are_told_and_trained(run: Run, home: Path) -> None:
    """Why comes first, then the cues of those forms, at the standard dose."""
    home.mkdir()
    (home / "config.toml").write_text("safety_accepted = 1\nouter_hip = true\n")
    own(home, "legs.toml", 'schema = 1\nname = "L"\n[[blocks]]\nexercise = "squat"\nsets = 3\nreps = 12\n')
    told = run("start", "legs", "--plain").out
    assert told.startswith("Outer-hip mode. Squat: shallow, to bend the hip less.\n")
    assert "A few inches only, chest up" in told
    assert "set 2 of 2" in told
    assert "set 3" not in told


@pytest.mark.usefixtures("quick")
def test_wrong_settings_are_told_and_do_not_stop_anything(run: Run, home: Path) -> None:
    """A line on standard error for each, and the workout runs."""
    home.mkdir()
    (home / "config.toml").write_text('cues = "loud"\n')
    result = run("start", "desk-break-2", "--plain")
    assert result.code == 0
    assert result.err.startswith(f"dbs-tui: {home / 'config.toml'}:1: cues: must be off, bell,")


@pytest.mark.usefixtures("quick")
def test_an_unwritable_home_is_told_and_the_workout_goes_on(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line at the start, the whole workout, and 1 at the end because nothing was saved."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("DBS_TUI_HOME", str(tmp_path / "file" / "home"))
    result = run("start", "desk-break-2", "--plain")
    assert result.code == 1
    assert result.err.count("\n") == 1
    assert f"{tmp_path / 'file'}: not a folder" in result.err
    assert "this workout will not be saved" in result.err
    assert result.out.splitlines()[-1] == "2 of 2 sets in 1:55. Not saved."


@pytest.mark.usefixtures("quick")
def test_a_store_that_fails_at_the_start_is_told_and_the_workout_goes_on(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is found out when the turn is taken."""

    def fail(_: HistoryStore) -> bool:
        raise StoreError("/full: no space; free some")

    monkeypatch.setattr(HistoryStore, "begin", fail)
    result = run("start", "desk-break-2", "--plain")
    assert (result.code, result.err) == (1, "dbs-tui: /full: no space; free some; this workout will not be saved\n")
    assert result.out.splitlines()[-1] == "2 of 2 sets in 1:55. Not saved."


@pytest.mark.usefixtures("quick")
def test_a_second_copy_is_told_and_does_not_train(run: Run, store: HistoryStore) -> None:
    """While one copy is in a session, another cannot begin one; afterwards it can."""
    assert store.begin()
    result = run("start", "desk-break-2", "--plain")
    assert (result.code, result.trouble) == (1, "dbs-tui: another dbs-tui is in a session; end that one first")
    store.end()
    assert run("start", "desk-break-2", "--plain").code == 0


@pytest.mark.usefixtures("quick")
def test_the_turn_is_given_back_whatever_happens(
    run: Run, store: HistoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also after an error that nobody expected."""

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(plain, "train", fail)
    assert run("start", "desk-break-2", "--plain").code == 1
    assert store.begin()
    store.end()


@pytest.mark.usefixtures("quick")
def test_an_interrupted_session_is_mentioned_and_left_alone(run: Run, store: HistoryStore) -> None:
    """It waits for the app, which can go on with it; a plain workout does not touch it."""
    shelf = load_shelf(paths.shipped_routines(), paths.shipped_routines() / "none", catalogue())
    routine = find("desk-break-2", shelf, catalogue())
    squeeze = SetRecord("glute-squeeze", 1, None, SetStatus.SKIPPED, Amount(reps=10, seconds=40.0), Amount(reps=0))
    walk = replace(session().sets[0], status=SetStatus.DONE)
    left = session(outcome=Outcome.ENDED_EARLY, sets=(walk, squeeze), id="left", name="Two-minute desk break")
    store.keep(Unfinished(left, routine, Side.LEFT, 2, {1: Attempt(60 * SECOND, 60)}))
    result = run("start", "office-5", "--plain")
    expected = "Two-minute desk break of 2026-11-18 08:10 was interrupted. dbs-tui offers to go on with it."
    assert result.out.splitlines()[1] == expected
    assert [each.session.id for each in store.unfinished()] == ["left"]


def test_a_reader_that_goes_away_ends_the_workout_and_saves_it(
    quick: type[FakeConsole], run: Run, store: HistoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A closed pipe in the second set: what was done until then is in the history, and the code is 1."""

    def gone(text: str = "") -> None:
        if text.startswith("Squeeze 4"):
            raise BrokenPipeError

    monkeypatch.setattr(plain, "say", gone)
    assert run("start", "desk-break-2", "--plain").code == 1
    (saved,) = store.load().sessions
    assert [record.status for record in saved.sets] == [SetStatus.DONE, SetStatus.PARTIAL]


def test_a_real_signal_ends_the_workout_and_saves_it(
    run: Run, store: HistoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the real console and a clock that runs ahead of its waits: SIGTERM in the second set, exit 1, saved."""
    readings = iter(range(0, 10**13, SECOND // 4))
    monkeypatch.setattr(clock, "now", lambda: next(readings))
    said = output.say

    def ending(text: str = "") -> None:
        said(text)
        if text.startswith("Squeeze 4"):
            signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr(plain, "say", ending)
    result = run("start", "desk-break-2", "--plain")
    assert result.code == 1
    assert any(line.startswith("Ended early: 1 of 2 sets in") for line in result.out.splitlines())
    (saved,) = store.load().sessions
    assert [record.status for record in saved.sets] == [SetStatus.DONE, SetStatus.PARTIAL]
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("setting", "terminal", "rings"), [("bell", True, True), ("bell", False, False), ("off", True, False)]
)
def test_the_bell_rings_only_on_a_terminal_and_when_wanted(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch, setting: str, terminal: bool, rings: bool
) -> None:
    """A pipe or a log gets no control characters."""
    home.mkdir()
    (home / "config.toml").write_text(f'cues = "{setting}"\n')
    monkeypatch.setattr(plain, "is_terminal", lambda stream: terminal)
    assert ("\a" in run("start", "desk-break-2", "--plain").out) is rings


# -- when something goes wrong ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (OSError(28, "No space left on device"), "dbs-tui: No space left on device\n"),
        (OSError(13, "Permission denied", "/x/y"), "dbs-tui: /x/y: Permission denied\n"),
        (FileNotFoundError("the routines are missing"), "dbs-tui: the routines are missing\n"),
        (
            KeyError("secret note"),
            "dbs-tui: something went wrong that should not (KeyError); HOME/state/errors.log says where\n",
        ),
        (
            RecursionError(),
            "dbs-tui: something went wrong that should not (RecursionError); HOME/state/errors.log says where\n",
        ),
        (KeyboardInterrupt(), ""),
        (BrokenPipeError(32, "Broken pipe"), ""),
    ],
)
def test_every_error_is_one_line_or_none(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException, expected: str
) -> None:
    """No traceback, nothing of the user's data, exit code 1."""

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(status, "status_document", fail)
    log = paths.state_folder() / "errors.log"
    assert run("status", "--json") == Result(1, "", expected.replace("HOME/state/errors.log", str(log)))
    assert log.exists() is ("errors.log" in expected)
    assert "secret" not in (log.read_text(encoding="utf-8") if log.exists() else "")


def test_details_are_there_for_those_who_ask(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """DBS_TUI_DEBUG=1 shows the traceback before the line."""

    def fail(*_: object) -> None:
        raise KeyError("here")

    monkeypatch.setattr(status, "status_document", fail)
    monkeypatch.setenv("DBS_TUI_DEBUG", "1")
    result = run("status", "--json")
    assert result.code == 1
    assert "Traceback" in result.err
    assert result.err.splitlines()[-1].startswith("dbs-tui: something went wrong")


@pytest.mark.parametrize("arguments", [["-V"], ["routines"], ["status"]])
def test_a_program_without_output_still_works(
    home: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """Started with standard output closed, there is nothing to say it to, and no error either."""
    monkeypatch.setattr(sys, "stdout", None)
    assert main(arguments) == 0


# -- the real program ---------------------------------------------------------------------------------------------

PROGRAM = [sys.executable, "-m", "dbs_tui"]
POSIX = pytest.mark.skipif(os.name == "nt", reason="POSIX signals, pipes and terminals")


@pytest.fixture
def environment(home: Path) -> dict[str, str]:
    """A user's: output is buffered, and the terminal knows only ASCII."""
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return {**usual, "DBS_TUI_HOME": str(home), "PYTHONIOENCODING": "ascii"}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["--version"], 0), (["routines"], 0), (["nope"], 2), (["start", "nope"], 1), ([], 1)],
)
def test_exit_codes_of_the_program(environment: dict[str, str], arguments: list[str], code: int) -> None:
    """The process ends with the code, and nothing is a traceback, also where the terminal knows only ASCII."""
    done = subprocess.run(
        [*PROGRAM, *arguments], env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == (code != 0)


INTERRUPTED = """
import sys
from dbs_tui.cli import entry
from dbs_tui.commands import output, status

def interrupted(*_):
    output.say("half of it")
    raise KeyboardInterrupt

status.status_document = interrupted
sys.argv[1:] = ["status", "--json"]
entry()
"""


@POSIX
@pytest.mark.parametrize("command", [[*PROGRAM, "routines", "--json"], [sys.executable, "-c", INTERRUPTED]])
def test_a_reader_that_has_enough_is_no_error(environment: dict[str, str], command: list[str]) -> None:
    """`dbs-tui history --json | head` ends without a word, and so does Ctrl+C with nobody reading any more."""
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        assert program.stderr.read() == b""
        assert program.wait() == 1


@POSIX
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_the_program_ends_cleanly_on_a_signal(environment: dict[str, str], home: Path, name: str) -> None:
    """Sent while it gets ready: one line that says so, exit code 1, and nothing in the history."""
    with subprocess.Popen(
        [*PROGRAM, "start", "desk-break-2", "--plain"],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout is not None
        while not program.stdout.readline().startswith("Get ready"):
            pass
        program.send_signal(getattr(signal, name))
        out, err = program.communicate()
    assert (program.returncode, err) == (1, "")
    assert out.splitlines()[-1] == "Nothing was done, so there is nothing to save."
    assert HistoryStore(home / "history", catalogue()).load().sessions == ()


@POSIX
def test_the_program_takes_keys_from_a_terminal(environment: dict[str, str]) -> None:
    """In a real terminal: keys are told, space pauses, q ends with 0, and the terminal is as it was."""
    import pty
    import termios

    far, near = pty.openpty()
    before = termios.tcgetattr(near)
    program = subprocess.Popen(
        [*PROGRAM, "start", "desk-break-2", "--plain"], env=environment, stdin=near, stdout=subprocess.PIPE, text=True
    )
    try:
        assert program.stdout is not None
        shown = iter(program.stdout.readline, "")
        assert any(line.startswith("Keys: space pause") for line in shown)
        assert any(line.startswith("Get ready") for line in shown)
        os.write(far, b" ")
        assert any(line.startswith("Paused: get ready, Walk") for line in shown)
        os.write(far, b"q")
        assert list(shown)[-1] == "Nothing was done, so there is nothing to save.\n"
        assert program.wait() == 0
        assert termios.tcgetattr(near) == before
    finally:
        program.kill()
        program.wait()
        if program.stdout is not None:
            program.stdout.close()
        os.close(far)
        os.close(near)


def test_the_plan_leads_at_its_time(run: Run, home: Path) -> None:
    """For people and for programs; a time that is still to come does not."""
    home.mkdir(exist_ok=True)
    for at, due in (("00:00", True), ("23:59", False)):
        (home / "config.toml").write_text(f'plan_cue = "with the kettle"\nplan_at = "{at}"\nplan_do = "five squats"\n')
        told = json.loads(run("status", "--json").out)["plan"]
        assert (told["when"], told["from"], told["do"], told["due"]) == ("with the kettle", at, "five squats", due)
        first = run("status").out.splitlines()[0]
        assert first.startswith("Plan       With the kettle") is due


def test_who_comes_back_hears_so(run: Run, store: HistoryStore) -> None:
    """And is offered the shortest."""
    store.save(session(TODAY - timedelta(days=9)))
    lines = run("status").out.splitlines()
    assert lines[0] == "Back again  two minutes are a good start"
    assert "dbs-tui start desk-break-2" in lines[-1]


def test_the_parser_of_one_command_has_the_help_of_all() -> None:
    """It is quicker to make, and says the same."""
    whole = next(action.choices for action in parser()._actions if action.dest == "command")
    assert isinstance(whole, dict)
    for name, its in whole.items():
        alone = next(action.choices for action in parser(name)._actions if action.dest == "command")
        assert isinstance(alone, dict)
        assert alone[name].format_help() == its.format_help()
    assert not set(whole) ^ set(dispatch._COMMANDS) - {None}

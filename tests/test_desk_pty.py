"""``dbs-tui desk`` and the status line in a real terminal, in real time: sizes, calls, two copies, every rough end."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there is no pty", allow_module_level=True)

from dbs_tui import clock
from dbs_tui.announce.desk import KEEP_TITLE, OLD_TITLE
from dbs_tui.domain.desk.desk import MINUTE, ClockSample, Desk, Phase, Plan
from dbs_tui.domain.desk.transitions import looked, turned_on
from dbs_tui.storage.desk import DeskFile
from tests.presence import fakes
from tests.pty_terminal import ENTER_ALTERNATE, LEAVE_ALTERNATE, ROOT, SHOW_CURSOR, PtyTerminal

pytestmark = pytest.mark.slow

UP = 10 * 60 * MINUTE
OLDER = f"""\
from dbs_tui import clock
now, awake = clock.now, clock.awake_now
clock.now = lambda: now() + {UP}
clock.awake_now = lambda: None if (read := awake()) is None else read + {UP}
"""
PROGRAM = (sys.executable, "-m", "dbs_tui")


def older(folder: Path) -> str:
    """A ``PYTHONPATH`` with which Python runs on a machine that was started hours before this one.

    Nobody can have sat for longer than their machine is up. Programs that the program starts run there too.
    """
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(OLDER, encoding="utf-8")
    return f"{folder}{os.pathsep}{ROOT}"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A home of the program's own."""
    (tmp_path / "dbs").mkdir()
    (tmp_path / "dbs" / "config.toml").write_text("safety_accepted = 1\n")
    own = {"DBS_TUI_HOME": str(tmp_path / "dbs"), "PYTHONPATH": older(tmp_path / "older"), "LC_ALL": "C.UTF-8"}
    # It does not ask the desktop of whoever runs the tests whether they are there.
    others = ("TMUX", "DISPLAY", "WAYLAND", "DBUS", "XDG_", "SSH_")
    return {**{name: value for name, value in os.environ.items() if not name.startswith(others)}, **own}


@pytest.fixture
def file(tmp_path: Path) -> DeskFile:
    """The timer of that home."""
    return DeskFile(tmp_path / "dbs" / "state")


@pytest.fixture
def pane(environment: dict[str, str]) -> Iterator[Callable[[int, int], PtyTerminal]]:
    """Opens panes; closes them at the end."""
    opened: list[PtyTerminal] = []

    def open_(columns: int, rows: int) -> PtyTerminal:
        opened.append(PtyTerminal("desk", env=environment, columns=columns, rows=rows))
        return opened[-1]

    yield open_
    for each in opened:
        each.__exit__(None, None, None)


def sat(file: DeskFile, minutes: float) -> None:
    """Have somebody sit for so long, with a copy that looked just now."""
    awake = clock.awake_now()
    at = ClockSample(clock.local_now(), clock.now() + UP, None if awake is None else awake + UP)
    desk = looked(turned_on(Desk(), at, at.wall.date()), at, Plan(), at.wall.date())
    back = round(minutes * MINUTE)
    file.change(lambda _: replace(desk, since=at.now - back, due=at.now - back + Plan().every))


def status(environment: dict[str, str], form: str) -> str:
    """What the status line says."""
    command = [*PROGRAM, "status", "--format", form]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()


def test_a_pane_of_every_size_tells_the_sit(
    pane: Callable[[int, int], PtyTerminal], file: DeskFile, environment: dict[str, str]
) -> None:
    """20 × 3, 40 × 8 and 80 × 24, while it runs; the status line says the same; q puts the terminal back."""
    sat(file, 38.2)
    terminal = pane(20, 3)
    assert terminal.shows("38 min").splitlines()[1].startswith("next break in 7 min")
    terminal.resize(40, 8)
    assert "╭─ Sitting" in terminal.shows("38 min", "next break in 7 min", "Break: walk")
    terminal.resize(80, 24)
    terminal.shows("38 min", "No reminder", "not glutes")
    assert status(environment, "{sit}|{next_break}|{state}|{taken}") == "38 min|7 min|sitting|0"
    terminal.type("q")
    assert terminal.wait() == 0
    output = bytes(terminal.output)
    assert output.startswith(ENTER_ALTERNATE)
    assert output.index(LEAVE_ALTERNATE) > output.index(ENTER_ALTERNATE)
    assert SHOW_CURSOR in output


def test_a_call_is_heard_in_one_of_two_panes_and_answered_in_either(
    pane: Callable[[int, int], PtyTerminal], file: DeskFile
) -> None:
    """Both show it; the bell and the title are sent once, and the title is put back when it is answered."""
    sat(file, 44.97)
    one, other = pane(20, 3), pane(40, 8)
    for terminal in (one, other):
        terminal.shows("Time to stand up")
        terminal.sends(KEEP_TITLE.encode())
    one.until(lambda _: b"\a" in one.output + other.output)
    other.type("s")
    for terminal in (one, other):
        terminal.until(lambda text: "Time" not in text)
        terminal.sends(OLD_TITLE.encode())
    assert (one.output + other.output).count(b"\a") == 1
    one.type("q")
    other.type("q")
    assert (one.wait(), other.wait()) == (0, 0)
    assert file.read().today.counts == {"prompted": 1, "skipped": 1}


def test_breaks_are_in_the_history_when_the_pane_is_left(
    pane: Callable[[int, int], PtyTerminal], file: DeskFile, environment: dict[str, str]
) -> None:
    """Marked by one key; the file of the history has them, and a second pane goes on with the count."""
    sat(file, 20)
    terminal = pane(40, 8)
    terminal.shows("20 min")
    terminal.type("u")
    terminal.shows("1 break: 1 taken")
    terminal.type("q")
    assert terminal.wait() == 0
    history = Path(environment["DBS_TUI_HOME"], "history")
    found = [json.loads(path.read_text())["breaks"] for path in history.glob("*/*.json")]
    (document,) = [document for table in found for document in table.values()]
    assert document["counts"]["taken"] == 1
    assert file.read().saved == file.read().today
    pane(40, 8).shows("1 break: 1 taken")


def test_a_desktop_is_asked_and_a_lock_is_away(
    pane: Callable[[int, int], PtyTerminal], file: DeskFile, environment: dict[str, str], tmp_path: Path
) -> None:
    """By a program of the desktop, found on the path."""
    desktop = fakes.gnome(tmp_path / "bin", idle=40_000, locked="true")
    environment.update(desktop.environ, PATH=f"{tmp_path / 'bin'}{os.pathsep}{environment['PATH']}")
    sat(file, 20)
    terminal = pane(40, 8)
    terminal.shows("Away")
    terminal.type("q")
    assert terminal.wait() == 0
    assert file.read().locked
    said = subprocess.run(
        [sys.executable, "-m", "dbs_tui", "doctor"], env=environment, capture_output=True, text=True, check=False
    )
    assert "idle seen by: GNOME; lock: GNOME" in said.stdout


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=lambda number: number.name)
def test_a_signal_ends_it_and_puts_the_terminal_back(
    pane: Callable[[int, int], PtyTerminal], file: DeskFile, number: signal.Signals
) -> None:
    """With the title as it was, and the sit still known."""
    sat(file, 46)
    terminal = pane(20, 3)
    terminal.shows("Time to stand up")
    terminal.kill(number)
    terminal.wait()
    output = bytes(terminal.output)
    assert output.rindex(LEAVE_ALTERNATE) > output.rindex(OLD_TITLE.encode())
    assert file.read().phase is Phase.CALLING


def test_a_terminal_that_is_closed_ends_it(pane: Callable[[int, int], PtyTerminal], file: DeskFile) -> None:
    """Nothing of it is left running."""
    sat(file, 20)
    terminal = pane(20, 3)
    terminal.shows("20 min")
    terminal.hang_up()
    terminal.wait()
    assert terminal.code is not None


def test_a_break_opens_the_player_and_comes_back(pane: Callable[[int, int], PtyTerminal], file: DeskFile) -> None:
    """In a pane that has room for it; what was under half is told."""
    sat(file, 20)
    terminal = pane(80, 24)
    terminal.shows("20 min", "Sitting")
    terminal.type("\r")
    terminal.shows("GET READY", "Break · Walk")
    terminal.type("q")
    terminal.shows("No reminder", "20 min")
    terminal.type("q")
    assert terminal.wait() == 0


def test_a_look_without_a_screen_keeps_the_timer_going(file: DeskFile, environment: dict[str, str]) -> None:
    """Called by a timer of the system: it says so when a break is due, once; a timer that is off stays off."""

    def look() -> str:
        command = [*PROGRAM, "desk", "--look"]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    assert look() == ""
    assert not file.read().on
    sat(file, 47)
    assert look() == "Time to stand up: Walk\n"
    assert look() == ""
    assert file.read().saved == file.read().today


def test_it_says_why_it_stands_where_it_stands(file: DeskFile, environment: dict[str, str]) -> None:
    """In words, without a terminal and without a change."""
    sat(file, 38)
    before = file.path.read_bytes()
    command = [sys.executable, "-m", "dbs_tui", "desk", "--explain"]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert said.stdout.startswith("Sitting for 38 min")
    assert "The next call is due at" in said.stdout
    assert (said.stderr, file.path.read_bytes()) == ("", before)
    assert status(environment, "{posture} {state}") == "sitting sitting"


def test_a_stale_timer_is_not_believed(file: DeskFile, environment: dict[str, str]) -> None:
    """Nobody has looked for minutes: nobody knows whether the user sits."""
    sat(file, 38)
    file.change(lambda desk: replace(desk, seen=desk.seen and replace(desk.seen, now=desk.seen.now - 3 * MINUTE)))
    assert status(environment, "{sit} {next_break} {state}") == "– – off"


@pytest.mark.parametrize(
    ("form", "said"), [("{{sit}}", "{sit}"), ("100%", "100%"), ("{week} {days} {streak} {longest}", "0/3 0 – –")]
)
def test_a_format_is_a_text_with_fields(environment: dict[str, str], form: str, said: str) -> None:
    """Braces are doubled to stand for themselves."""
    assert status(environment, form) == said


def test_an_unknown_field_is_told_with_those_there_are(environment: dict[str, str]) -> None:
    """As wrong usage."""
    command = [*PROGRAM, "status", "--format", "{sitting} {0.x}"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no field {0.x}, {sitting}; there are {sit} {next_break} {streak}" in done.stderr

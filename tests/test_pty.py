"""The real program in a real terminal, in real time: a whole workout, and every rough way to end one."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("there is no pty", allow_module_level=True)

from tests.pty_terminal import ROOT, UNDISTURBED, PtyTerminal

pytestmark = pytest.mark.slow

SHORT = """\
schema = 1
name = "Short one"

[[blocks]]
exercise = "walk"
seconds = 10

[[blocks]]
exercise = "glute-squeeze"
sets = 1
reps = 1
tempo = { squeeze = 1, relax = 0 }
"""
"""5 s ready, 10 s walk, 10 s ready, 1 s squeeze."""

TWO_SETS = """\
schema = 1
name = "Two sets"

[[blocks]]
exercise = "glute-squeeze"
sets = 1
reps = 2
tempo = { squeeze = 1, relax = 0 }

[[blocks]]
exercise = "squat"
sets = 1
reps = 30
"""
"""5 s ready, 2 s squeeze, 10 s ready, 3 min squat."""


@dataclass(frozen=True)
class Place:
    """A home of the program in which the safety notice was accepted, and two routine files beside it."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        """What the program is started with."""
        own = {"DBS_TUI_HOME": str(self.folder / "dbs"), "HOME": str(self.folder), "PYTHONPATH": str(ROOT)}
        return {**os.environ, **own}

    @property
    def short(self) -> str:
        """The path of a routine of 26 s."""
        return str(self.folder / "short.toml")

    @property
    def two_sets(self) -> str:
        """The path of a routine of two sets, a short and a long one."""
        return str(self.folder / "two.toml")

    def run(self, *arguments: str, env: Mapping[str, str] | None = None) -> PtyTerminal:
        """Start the program in a terminal."""
        return PtyTerminal(
            *arguments, env={**self.environment, **(env or {})}, program=(sys.executable, "-c", UNDISTURBED)
        )

    @property
    def history(self) -> list[dict[str, Any]]:
        """The sessions, as the command line tells them."""
        command = [sys.executable, "-m", "dbs_tui", "history", "--json"]
        told = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=True).stdout
        sessions: list[dict[str, Any]] = json.loads(told)["sessions"]
        return sessions


def made(folder: Path) -> Place:
    """A new place."""
    (folder / "dbs").mkdir(parents=True)
    (folder / "dbs" / "config.toml").write_text("safety_accepted = 1\n")
    (folder / "short.toml").write_text(SHORT)
    (folder / "two.toml").write_text(TWO_SETS)
    return Place(folder)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A place of the test's own."""
    return made(tmp_path)


def test_a_whole_workout_in_real_time(place: Place) -> None:
    """A routine from a file is led to its end by itself; two keys answer; every set is in the history as done."""
    with place.run("start", place.short) as terminal:
        terminal.shows("GET READY", "Short one")
        terminal.shows("WORK", "Walk")
        terminal.shows("GET READY", "Glute squeeze")
        terminal.shows("How hard was it?")
        terminal.type("4")
        terminal.shows("Pain at its worst")
        terminal.type("1")
        terminal.shows("Today", "Short one", "0:26")
        terminal.type("q")
        assert terminal.wait() == 0
        assert terminal.restored
        assert b"Traceback" not in terminal.output
    (session,) = place.history
    sets = [(record["exercise"], record["status"]) for record in session["sets"]]
    assert sets == [("walk", "done"), ("glute-squeeze", "done")]
    assert (session["outcome"], session["effort"], session["discomfort"]["worst"]) == ("completed", 4, 1)
    assert (session["active_seconds"], session["paused_seconds"]) == (26.0, 0.0)


# -- ended from outside -------------------------------------------------------------------------------------------


def signalled(number: int) -> Callable[[PtyTerminal], None]:
    """Send a signal."""
    return lambda terminal: terminal.kill(number)


WAYS: dict[str, Callable[[PtyTerminal], None]] = {
    "SIGTERM": signalled(signal.SIGTERM),
    "SIGHUP": signalled(signal.SIGHUP),
    "SIGINT": signalled(signal.SIGINT),
    "SIGKILL": signalled(signal.SIGKILL),
    "window closed": PtyTerminal.hang_up,
}


@dataclass(frozen=True)
class Ended:
    """A workout that was ended in its second set."""

    place: Place
    code: int
    restored: bool
    traceback: bool


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Ended]]:
    """A workout for every way to end one, all of them at the same time to save time."""
    places = {way: made(tmp_path_factory.mktemp("ended")) for way in WAYS}
    terminals = {way: place.run("start", place.two_sets) for way, place in places.items()}
    try:
        for way, terminal in terminals.items():
            terminal.shows("WORK", "squat · set 1 of 1")
            WAYS[way](terminal)
        results = {}
        for way, terminal in terminals.items():
            code = terminal.wait()
            restored = way != "window closed" and terminal.restored
            results[way] = Ended(places[way], code, restored, b"Traceback" in terminal.output)
        yield results
    finally:
        for terminal in terminals.values():
            terminal.__exit__(None, None, None)


@pytest.mark.parametrize("way", [way for way in WAYS if way != "SIGKILL"])
def test_the_program_ends_by_itself(ended: dict[str, Ended], way: str) -> None:
    """With an exit code of its own, and without a traceback."""
    assert ended[way].code in (0, 1)
    assert not ended[way].traceback


@pytest.mark.parametrize("way", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_the_terminal_is_given_back(ended: dict[str, Ended], way: str) -> None:
    """The alternate screen is left, the cursor is shown, keys are echoed again."""
    assert ended[way].restored


@pytest.mark.parametrize("way", WAYS)
def test_the_next_start_offers_the_workout(ended: dict[str, Ended], way: str) -> None:
    """The first set is kept; the history is untouched."""
    place = ended[way].place
    assert place.history == []
    with place.run() as terminal:
        terminal.shows("Interrupted", "Two sets", "1 of 2 sets")
        terminal.type("q")
        assert terminal.wait() == 0
    assert place.history == []


def test_a_killed_workout_goes_on_where_it_was(ended: dict[str, Ended]) -> None:
    """At the start of the second set, with the first one done; what was done can be saved."""
    place = ended["SIGKILL"].place
    with place.run() as terminal:
        terminal.shows("Interrupted")
        terminal.type("\r")
        terminal.shows("A workout was interrupted", "Go on with it")
        terminal.type("g")
        terminal.shows("WORK", "squat · set 1 of 1")
        terminal.type("q")
        terminal.shows("End here?")
        terminal.type("s")
        terminal.shows("How hard was it?")
        terminal.type("\r\r")
        terminal.shows("Today", "Lately")
        terminal.type("q")
        assert terminal.wait() == 0
    (session,) = place.history
    assert session["sets"][0]["status"] == "done"
    assert session["outcome"] == "ended_early"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_a_terminal_that_takes_nothing_keeps_nobody(place: Place, number: signal.Signals) -> None:
    """A connection that hangs: told to end the program ends, and what it says last gives the screen back."""
    with place.run("start", place.two_sets) as terminal:
        terminal.shows("WORK", "squat · set 1 of 1")
        terminal.leave_unread()
        # Nothing is taken any more; once it is stuck in writing, this is what it has got.
        terminal.is_stuck()
        terminal.kill(number)
        assert terminal.wait() == 1
        terminal.read_again()
        assert terminal.restored
        assert b"Traceback" not in terminal.output
    assert place.history == []


# -- the terminal itself ------------------------------------------------------------------------------------------


def test_stopped_by_the_shell_and_taken_up_again(place: Place) -> None:
    """Ctrl+Z, three seconds at the prompt, ``fg``: it is paused, says why, is painted whole, and goes on."""
    shell = f'set -m; "{sys.executable}" -m dbs_tui start "{place.two_sets}"; echo AT THE PROMPT; sleep 3; fg'
    with PtyTerminal("-c", shell, env=place.environment, program=("/bin/sh",)) as terminal:
        # The first picture is painted before the clock runs; stopped then, it begins when it is taken up.
        terminal.shows("GET READY", "Glute squeeze", "3:17 left")
        terminal.until(lambda text: "GET READY" in text and "3:17 left" not in text)
        terminal.type("\x1a")
        terminal.shows("AT THE PROMPT")
        text = terminal.shows("PAUSED", "The clock jumped", "Go on  ", "Two sets", "! Safety", "space Go on")
        assert "AT THE PROMPT" not in text
        terminal.type(" ")
        terminal.shows("space Pause")
        terminal.type("q")
        terminal.shows("End here?")
        terminal.type("x")
        terminal.shows("Today", "! Safety")
        terminal.type("q")
        terminal.wait()
        assert terminal.restored
        assert b"Traceback" not in terminal.output


def test_a_storm_of_sizes_changes_nothing(place: Place) -> None:
    """From 200 × 60 to 20 × 5 and back, again and again, in the middle of a workout: it waits, and goes on."""
    with place.run("start", place.two_sets) as terminal:
        terminal.shows("GET READY")
        for columns, rows in [(200, 60), (20, 5), (80, 24), (1, 1), (60, 16), (132, 43), (20, 5)] * 4:
            terminal.resize(columns, rows)
            terminal.read(0.02)
        terminal.shows("60", "12")
        terminal.resize(80, 24)
        terminal.shows("Two sets", "PAUSED", "space Go on")
        terminal.type(" ")
        terminal.shows("Two sets", "WORK", "squat · set 1 of 1", "! Safety")
        terminal.type("q")
        terminal.shows("End here?")
        terminal.type("x")
        terminal.shows("Today", "! Safety")
        terminal.type("q")
        assert terminal.wait() == 0
        assert b"Traceback" not in terminal.output


def test_no_color_means_no_colour(place: Place) -> None:
    """Not one colour is sent; words and shapes are."""
    with place.run("start", place.short, env={"NO_COLOR": "1"}) as terminal:
        terminal.shows("◇ GET READY")
        terminal.type("q")
        terminal.shows("End here?")
        terminal.type("x")
        terminal.shows("Today", "Five-minute starter")
        terminal.type("q")
        assert terminal.wait() == 0
        sent = bytes(terminal.output).decode(errors="replace")
    styles = {code for run in re.findall(r"\x1b\[([\d;]*)m", sent) for code in run.split(";")}
    assert "1" in styles
    assert not styles & {"38", "48", *(str(code) for code in (*range(30, 38), *range(40, 48), *range(90, 108)))}


def test_the_doctor_knows_the_terminal_whose_pipe_it_writes_into(place: Place) -> None:
    """What it says goes through grep, as it is sent to somebody who mends terminals; versions are there too."""
    line = f'"{sys.executable}" -m dbs_tui doctor | grep -E "^(Terminal|Python|textual) "'
    with PtyTerminal("-c", line, env=place.environment, columns=97, rows=31, program=("/bin/sh",)) as terminal:
        terminal.shows("97 by 31", "Python", "textual")
        terminal.wait()

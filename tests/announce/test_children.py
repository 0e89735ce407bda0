"""Programs of the system: found with care, started a few at a time, reaped, and noticed when they fail."""

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from dbs_tui.announce import QuietError
from dbs_tui.announce.children import MOST, PATIENCE, ChildProcesses, find, heard_here, spawn
from tests.announce.fakes import FakeSpawn, having


@pytest.fixture
def started() -> FakeSpawn:
    return FakeSpawn()


@pytest.fixture
def children(started: FakeSpawn) -> ChildProcesses:
    return ChildProcesses("/bin/paplay", started)


# -- finding ------------------------------------------------------------------------------------------------------


def test_the_first_program_that_is_installed_is_found() -> None:
    """In the order of the names, with its whole path."""
    assert find(("a", "b", "c"), having("c", "b")) == "/bin/b"


def test_no_program_is_told_with_what_was_looked_for() -> None:
    """The line names what could be installed."""
    with pytest.raises(QuietError, match="none of these programs was found: a, b"):
        find(("a", "b"), having())


@pytest.mark.parametrize("path", ["paplay", "./paplay", ".\\paplay.EXE", ""])
def test_a_program_in_the_folder_we_happen_to_be_in_is_not_taken(path: str) -> None:
    """A file in somebody else's folder is not started because its name fits."""
    with pytest.raises(QuietError):
        find(("paplay",), lambda _: path)


@pytest.mark.parametrize("environ", [{}, {"SSH_CONNECTION": ""}, {"SSH_AUTH_SOCK": "/s"}])
def test_here_is_where_no_connection_leads_away(environ: dict[str, str]) -> None:
    """An agent for keys is not a connection."""
    heard_here(environ)


def test_over_ssh_nothing_is_heard_here() -> None:
    """It would sound on the server."""
    with pytest.raises(QuietError, match="SSH"):
        heard_here({"SSH_CONNECTION": "10.0.0.2 50000 10.0.0.1 22"})


# -- starting and reaping -----------------------------------------------------------------------------------------


def test_it_is_started_with_its_arguments(children: ChildProcesses, started: FakeSpawn) -> None:
    """The whole path first."""
    children.start("-q", "x.wav")
    assert started.commands == [("/bin/paplay", "-q", "x.wav")]
    assert children.name == "paplay"


def test_only_a_few_run_at_a_time(children: ChildProcesses, started: FakeSpawn) -> None:
    """More are left out until one has ended, and none of them waits in a queue."""
    for number in range(5):
        children.start(str(number))
    assert len(started.commands) == MOST
    started.children[0].code = 0
    children.check()
    children.start("again")
    assert started.commands[MOST:] == [("/bin/paplay", "again")]


def test_those_told_to_end_count_until_they_are_gone(children: ChildProcesses, started: FakeSpawn) -> None:
    """A program that does not listen cannot pile up."""
    started.stubborn = True
    for number in range(5):
        children.hush()
        children.start(str(number))
    assert len(started.commands) == MOST


def test_one_that_never_ends_is_a_failure(children: ChildProcesses, started: FakeSpawn) -> None:
    """After some cues that had no room it is ended, whether it was asked before or not, and that is told once."""
    started.stubborn = True
    children.start("a")
    children.hush()
    children.start("b")
    for _ in range(PATIENCE - 1):
        children.start("c")
    with pytest.raises(QuietError, match="paplay does not come to an end"):
        children.start("c")
    assert [child.code for child in started.children] == [-9, -9]


def test_a_start_that_had_room_ends_the_waiting(children: ChildProcesses, started: FakeSpawn) -> None:
    """Only cues in a row count: a burst now and then is none."""
    for _ in range(PATIENCE):
        for _ in range(MOST + PATIENCE - 1):
            children.start("a")
        started.all_end()
        children.check()
    assert len(started.children) == MOST * PATIENCE


def test_what_has_ended_is_forgotten(children: ChildProcesses, started: FakeSpawn) -> None:
    """At the next look; what still runs stays."""
    children.start("a")
    children.start("b")
    started.children[0].code = 0
    children.check()
    assert children.running == [started.children[1]]


@pytest.mark.parametrize("code", [1, 127, -11])
def test_a_failure_is_noticed_at_the_next_look(children: ChildProcesses, started: FakeSpawn, code: int) -> None:
    """With the program, its exit code and a guess; it is told once."""
    children.start("a")
    children.check()
    started.last.code = code
    with pytest.raises(QuietError, match=rf"paplay failed \(exit code {code}\)"):
        children.check()
    children.check()


def test_how_a_dismissed_program_ends_says_nothing(children: ChildProcesses, started: FakeSpawn) -> None:
    """Ended by us is not failed."""
    children.start("a")
    children.hush()
    assert started.last.asked == 1
    assert started.last.code == -15
    children.check()
    assert children.dismissed == []


@pytest.mark.parametrize("error", [FileNotFoundError(2, "No such file"), OSError(8, "Exec format error")])
def test_what_cannot_be_started_is_told(children: ChildProcesses, started: FakeSpawn, error: OSError) -> None:
    """Which program, and why."""
    started.error = error
    with pytest.raises(QuietError, match=f"/bin/paplay could not be started: {error.strerror}"):
        children.start("a")


# -- real programs ------------------------------------------------------------------------------------------------


class Watched:
    """The real way to start a program, with the processes kept."""

    def __init__(self) -> None:
        self.processes: list[subprocess.Popen[bytes]] = []

    def __call__(self, command: Sequence[str]) -> subprocess.Popen[bytes]:
        process = spawn(command)
        assert isinstance(process, subprocess.Popen)
        self.processes.append(process)
        return process


def reaped(process: subprocess.Popen[bytes]) -> bool:
    """Whether the system knows no such child any more, not even a dead one."""
    if os.name == "nt":
        return process.returncode is not None
    try:
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return True
    return False


def ended(process: subprocess.Popen[bytes]) -> int:
    """Its exit code, once the thread that reaps it is through. Nobody here asks the system for it."""
    for thread in [thread for thread in threading.enumerate() if thread.name == f"reaper of {process.pid}"]:
        thread.join(30)
    assert reaped(process)
    assert process.returncode is not None
    return process.returncode


def test_a_real_program_is_reaped_by_itself() -> None:
    """It is no zombie when it has ended, though nobody looks and no other cue comes."""
    watched = Watched()
    ChildProcesses(sys.executable, watched).start("-c", "pass")
    assert ended(watched.processes[0]) == 0


def test_a_real_program_that_fails_is_noticed() -> None:
    """Its exit code is there at the next look."""
    watched = Watched()
    children = ChildProcesses(sys.executable, watched)
    children.start("-c", "raise SystemExit(3)")
    assert ended(watched.processes[0]) == 3
    with pytest.raises(QuietError, match="exit code 3"):
        children.check()


def test_a_real_program_can_be_hushed() -> None:
    """One that would run for ever ends, and nothing else does."""
    watched = Watched()
    children = ChildProcesses(sys.executable, watched)
    children.start("-c", "import threading; threading.Event().wait()")
    children.hush()
    assert ended(watched.processes[0]) != 0
    children.check()
    assert children.dismissed == []


def test_a_real_program_has_nothing_to_print_on(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """It reads nothing, what it prints goes nowhere, and it has no terminal to open."""
    told = tmp_path / "told"
    code = f"""
import os, sys
print("noise"); print("noise", file=sys.stderr); os.write(1, b"noise"); os.write(2, b"noise")
alone = not hasattr(os, "getsid") or os.getsid(0) == os.getpid()
open({str(told)!r}, "w").write(f"{{sys.stdin.read()!r}} {{alone}}")
"""
    child = spawn((sys.executable, "-c", code))
    assert isinstance(child, subprocess.Popen)
    assert ended(child) == 0
    assert told.read_text() == "'' True"
    assert capfd.readouterr() == ("", "")


def test_a_program_that_is_not_there_is_an_error_of_the_system() -> None:
    """Nothing is left behind by a start that failed."""
    with pytest.raises(QuietError, match="could not be started"):
        ChildProcesses("/no/such/player", spawn).start("x.wav")

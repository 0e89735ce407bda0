"""Every way out leaves the terminal as it was found: what is sent, and what real multiplexers then show."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import mkdtemp

import pytest

if sys.platform == "win32":
    pytest.skip("there is no pty", allow_module_level=True)

from tests.pty_terminal import ENTER_ALTERNATE, LEAVE_ALTERNATE, ROOT, PtyTerminal
from tests.skips import installed, needs_a_named_user, needs_short

pytestmark = pytest.mark.slow

APP, DESK = ("-m", "dbs_tui"), ("-m", "dbs_tui", "desk")
ON_TODAY, ON_DESK = "! Safety", "Sitting"
CRASHING = """\
from dbs_tui.ui.learn.learn_screen import LearnScreen

def compose(self):
    raise ZeroDivisionError

LearnScreen.compose = compose
from dbs_tui.cli import entry
entry()
"""
"""The program with a place that cannot be composed, which ends it."""
RINGING = """\
import asyncio.selector_events, os, signal

close = asyncio.selector_events.BaseSelectorEventLoop.close

def close_and_ring(self):
    close(self)
    os.kill(os.getpid(), signal.SIGCONT)

asyncio.selector_events.BaseSelectorEventLoop.close = close_and_ring
from dbs_tui.cli import entry
entry()
"""
"""The program, taken up again by a shell just when everything is closed."""
PROMPT = "AT THE PROMPT"
STARTING = """\
import os, signal, subprocess, sys, threading
from itertools import count

def start():
    while signal.getsignal(signal.SIGTSTP) is signal.SIG_DFL:
        threading.Event().wait(0.01)
    for _ in count():
        subprocess.run(['true'], env={{'PATH': '/-:' * 40_000 + os.defpath}})

threading.Thread(target=start, daemon=True).start()
sys.argv[1:] = {arguments}
from dbs_tui.cli import entry
entry()
"""
"""The program with a thread that, once Ctrl+Z is the program's, is starting another one at any moment: it looks for it
in very many places."""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A home of the program's own, with sockets of its own for multiplexers, and no desktop to be asked."""
    (tmp_path / "dbs").mkdir()
    (tmp_path / "dbs" / "config.toml").write_text("safety_accepted = 1\n")
    sockets = Path(mkdtemp(prefix="s"))
    own = {"DBS_TUI_HOME": str(tmp_path / "dbs"), "PYTHONPATH": str(ROOT), "SCREENDIR": str(sockets)}
    others = ("TMUX", "STY", "DISPLAY", "WAYLAND", "DBUS", "XDG_", "SSH_")
    return {**{name: value for name, value in os.environ.items() if not name.startswith(others)}, **own}


Open = Callable[..., PtyTerminal]


@pytest.fixture
def opened(environment: dict[str, str]) -> Iterator[Open]:
    """Opens terminals; closes them at the end."""
    with ExitStack() as stack:

        def open_(*arguments: str, program: str = sys.executable) -> PtyTerminal:
            return stack.enter_context(PtyTerminal(*arguments, env=environment, program=(program,)))

        yield open_


def typed(keys: str) -> Callable[[PtyTerminal], None]:
    """Left by keys."""
    return lambda terminal: terminal.type(keys)


def told(number: int) -> Callable[[PtyTerminal], None]:
    """Left because of a signal."""
    return lambda terminal: terminal.kill(number)


def through_a_break(terminal: PtyTerminal) -> None:
    """To the player and back before it is left."""
    terminal.type("\r")
    terminal.shows("GET READY")
    terminal.type("q")
    terminal.shows("No reminder")
    terminal.type("q")


WAYS = {
    "q": (APP, ON_TODAY, typed("q")),
    "ctrl+q": (APP, ON_TODAY, typed("\x11")),
    "SIGTERM": (APP, ON_TODAY, told(signal.SIGTERM)),
    "SIGHUP": (APP, ON_TODAY, told(signal.SIGHUP)),
    "SIGINT": (APP, ON_TODAY, told(signal.SIGINT)),
    "a crash": (("-c", CRASHING), ON_TODAY, typed("2")),
    "desk, q": (DESK, ON_DESK, typed("q")),
    "desk, SIGTERM": (DESK, ON_DESK, told(signal.SIGTERM)),
    "desk, SIGHUP": (DESK, ON_DESK, told(signal.SIGHUP)),
    "desk, SIGINT": (DESK, ON_DESK, told(signal.SIGINT)),
    "desk, its player and q": (DESK, ON_DESK, through_a_break),
}
"""What is run, what it shows, and how it is left."""


def test_a_signal_at_the_very_end_prints_nothing(opened: Open) -> None:
    """The loop is closed, and what it was woken through with it."""
    terminal = opened("-c", RINGING)
    terminal.shows(ON_TODAY)
    terminal.type("q")
    assert terminal.wait() == 0
    assert b"Exception" not in terminal.output


@pytest.mark.parametrize("way", WAYS)
def test_the_page_is_wiped_before_it_is_left(opened: Open, way: str) -> None:
    """Whatever ends it; where a terminal has no second page, nothing of the program stays on the first."""
    program, shows, leave = WAYS[way]
    terminal = opened(*program)
    terminal.shows(shows)
    leave(terminal)
    terminal.wait()
    assert terminal.restored
    assert b"Traceback" not in terminal.output


def job(program: tuple[str, ...], before: str = "", after: str = "") -> str:
    """A script of a shell that starts the program as a job, and takes it up again when it has stopped."""
    line = " ".join(f'"{word}"' for word in (sys.executable, *program))
    return f"set -m; {before}{line}{after}; echo {PROMPT}; read go; fg; echo IT IS OVER"


STOPPED = {
    "the app": (APP, ON_TODAY, "", ""),
    "the app, started by another program": (APP, ON_TODAY, "sh -c '", "; exit 3'"),
    "the desk pane": (DESK, ON_DESK, "", ""),
    "the app, while it starts programs": (("-c", STARTING.format(arguments=[])), ON_TODAY, "", ""),
    "the desk pane, while it starts programs": (("-c", STARTING.format(arguments=["desk"])), ON_DESK, "", ""),
}


@pytest.mark.parametrize("what", STOPPED)
def test_ctrl_z_gives_the_terminal_to_the_shell(opened: Open, what: str) -> None:
    """Clean; ``fg`` paints everything anew, and it can be left as ever."""
    program, shows, before, after = STOPPED[what]
    terminal = opened("-c", job(program, before, after), program="/bin/sh")
    terminal.shows(shows)
    terminal.type("\x1a")
    assert shows not in terminal.shows(PROMPT)
    assert terminal.restored
    terminal.type("\r")
    terminal.shows(shows)
    terminal.type("q")
    terminal.shows("IT IS OVER")
    assert terminal.output.count(ENTER_ALTERNATE) == terminal.output.count(LEAVE_ALTERNATE) == 2
    assert terminal.left_clean


def test_ctrl_z_in_the_player_of_the_pane_stops_both(opened: Open) -> None:
    """The pane waits for its player: the shell gets the terminal only when both have stopped."""
    terminal = opened("-c", job(DESK), program="/bin/sh")
    terminal.shows(ON_DESK)
    terminal.type("\r")
    terminal.shows("GET READY")
    terminal.type("\x1a")
    assert "GET READY" not in terminal.shows(PROMPT)
    assert terminal.restored
    terminal.type("\r")
    terminal.shows("space Pause")
    terminal.type("q")
    terminal.shows("No reminder")
    terminal.type("q")
    terminal.shows("IT IS OVER")
    assert terminal.left_clean


@pytest.mark.parametrize(("program", "shows"), [(APP, ON_TODAY), (DESK, ON_DESK)], ids=["the app", "the desk pane"])
def test_ctrl_z_where_there_is_no_shell_changes_nothing(opened: Open, program: tuple[str, ...], shows: str) -> None:
    """Nobody could ever take it up again; so it goes on."""
    terminal = opened(*program)
    terminal.shows(shows)
    terminal.type("\x1a")
    terminal.until(lambda _: terminal.output.count(ENTER_ALTERNATE) == 2)
    terminal.shows(shows)
    terminal.type("q")
    assert terminal.wait() == 0
    assert terminal.restored


@pytest.mark.parametrize(
    ("program", "shows", "entered"), [(APP, ON_TODAY, 2), (DESK, ON_DESK, 1)], ids=["the app", "the desk pane"]
)
def test_a_stop_that_nobody_announced_changes_nothing(
    opened: Open, program: tuple[str, ...], shows: str, entered: int
) -> None:
    """Stopped by SIGSTOP and sent on: the app paints again, and what is given back is what was found at first."""
    terminal = opened(*program)
    terminal.shows(shows)
    terminal.kill(signal.SIGSTOP)
    terminal.kill(signal.SIGCONT)
    terminal.until(lambda _: terminal.output.count(ENTER_ALTERNATE) == entered)
    terminal.shows(shows)
    terminal.type("q")
    assert terminal.wait() == 0
    assert terminal.restored


MULTIPLEXERS = {
    "tmux": ("-f", "/dev/null", "-S", "{sockets}/tmux", "new-session", "/bin/sh"),
    "screen": ("-c", "/dev/null", "-s", "/bin/sh"),
}


@pytest.mark.parametrize("larger", [False, True], ids=["as it was", "made larger"])
@pytest.mark.parametrize("program", [APP, DESK], ids=["the app", "the desk pane"])
@pytest.mark.parametrize("name", MULTIPLEXERS)
def test_a_multiplexer_shows_nothing_of_it_afterwards(
    opened: Open, environment: dict[str, str], name: str, program: tuple[str, ...], larger: bool
) -> None:
    """With a second page or without one, and also when the window grew while the program ran."""
    path = installed(name)
    if name == "screen":
        needs_a_named_user(name)
    needs_short(Path(environment["SCREENDIR"], "123456.tty.host" if name == "screen" else name))
    environment.update(PS1="", SHELL="/bin/sh", PYTHON=sys.executable)
    arguments = [each.format(sockets=environment["SCREENDIR"]) for each in MULTIPLEXERS[name]]
    terminal = opened(*arguments, program=path)
    terminal.type("stty -echo; clear; echo THE SHELL\r")
    terminal.until(lambda text: text.lstrip().startswith("THE SHELL"))
    terminal.type(f'"$PYTHON" {" ".join(program)}; echo IT IS OVER\r')
    terminal.shows("Sitting" if program is DESK else "! Safety")
    if larger:
        terminal.resize(100, 40)
        terminal.until(lambda text: bool(text.splitlines()[38 if name == "tmux" else 39].strip()))
    terminal.type("q")
    after = terminal.shows("IT IS OVER")
    # A multiplexer that never had a second page begins at the top; tmux brings back what stood there before.
    words = [line.strip() for line in after.splitlines() if line.strip()]
    assert [word for word in words if word not in {"THE SHELL", "IT IS OVER"} and "[0]" not in word] == []
    terminal.type("exit\r")
    terminal.wait()

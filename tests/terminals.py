"""The app in real terminals, on a display of its own: opened, played for ten seconds, resized, left; with pictures.

``make terminals`` (``ARGS="xterm tmux"`` for some). What is not installed is told and left out. A terminal fails when
the app does not show up in it, when it does not end, or when the modes or the text of the shell are not what they were
before. The pictures are in ``build/terminals``: whether they are beautiful only a person can say.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "build" / "terminals"
NEEDED = ("Xvfb", "xdotool", "import")
"""Of the packages xvfb, xdotool and imagemagick."""
SIZE = (1600, 1000)
"""Of the display."""
PATIENCE = 90.0
"""Seconds after which something will not come."""
SCRIPT = """\
stty -a > {folder}/before
printf '\\033[?1049l\\033[H\\033[2JTHE SHELL\\n'
{program} ; echo $? > {folder}/code
stty -a > {folder}/after
echo left > {folder}/left
while [ ! -e {folder}/close ]; do sleep 0.2; done
"""


@dataclass(frozen=True)
class Terminal:
    """A terminal and how it is started with a program in it."""

    name: str
    command: tuple[str, ...]
    inside: tuple[str, ...] = ()
    """A multiplexer that stands between."""
    environment: tuple[tuple[str, str], ...] = ()

    @property
    def missing(self) -> list[str]:
        """Programs that it needs and that are not installed."""
        needed = (self.command[0], *self.inside[:1])
        return [name for name in needed if shutil.which(name) is None]


BY_SOFTWARE = (("LIBGL_ALWAYS_SOFTWARE", "1"),)
XTERM = ("xterm", "-fa", "DejaVu Sans Mono", "-fs", "10", "-e")
TERMINALS = (
    Terminal("xterm", XTERM),
    Terminal("xterm-16", ("xterm", "-tn", "xterm", "-fa", "DejaVu Sans Mono", "-fs", "10", "-e")),
    Terminal(
        "kitty", ("kitty", "--config", "NONE", "-o", "confirm_os_window_close=0"), (), (("LIBGL_ALWAYS_SOFTWARE", "1"),)
    ),
    Terminal("vte", ("lxterminal", "--no-remote", "-e")),
    Terminal("urxvt", ("urxvt", "-fn", "xft:DejaVu Sans Mono:size=10", "-e")),
    Terminal("st", ("st", "-f", "DejaVu Sans Mono:size=10", "-e")),
    Terminal("tmux", XTERM, ("tmux", "-f", "/dev/null", "-L", "dbs-tui", "new-session")),
    Terminal("screen", XTERM, ("screen", "-c", "/dev/null")),
)


DROPPED = ("TMUX", "STY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "NO_COLOR", "COLORTERM", "TERM_PROGRAM")
"""Variables that tell of the terminal that this is run in."""


class FailedError(Exception):
    """What went wrong in a terminal."""


def main(arguments: Sequence[str]) -> int:
    """Try them all, or those that are named; 1 when one failed, 0 also when there was none to try."""
    if lacking := [name for name in NEEDED if shutil.which(name) is None]:
        print(f"skipped: {', '.join(lacking)} not installed")
        return 0
    PICTURES.mkdir(parents=True, exist_ok=True)
    failed = 0
    with display() as number:
        for terminal in TERMINALS:
            if not arguments or terminal.name in arguments:
                failed += not told(terminal, number)
    print(f"pictures in {PICTURES.relative_to(ROOT)}")
    return min(1, failed)


def told(terminal: Terminal, display: str) -> bool:
    """Try one and say how it went."""
    if missing := terminal.missing:
        print(f"{terminal.name:<10} skipped: {', '.join(missing)} not installed", flush=True)
        return True
    try:
        with tempfile.TemporaryDirectory() as folder:
            Trial(terminal, display, Path(folder)).run()
    except FailedError as error:
        print(f"{terminal.name:<10} FAILED: {error}", flush=True)
        return False
    print(f"{terminal.name:<10} ok", flush=True)
    return True


@contextmanager
def display() -> Iterator[str]:
    """A display that nobody sees."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as told_by:
            yield f":{told_by.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


class Trial:
    """One terminal, from its start to its end."""

    def __init__(self, terminal: Terminal, display: str, folder: Path) -> None:
        self.terminal = terminal
        self.folder = folder
        self.window = ""
        (folder / "home").mkdir()
        (folder / "home" / "config.toml").write_text("safety_accepted = 1\n", encoding="utf-8")
        self.environment = {
            **{name: value for name, value in os.environ.items() if name not in DROPPED},
            **dict(terminal.environment),
            "DISPLAY": display,
            "DBS_TUI_HOME": str(folder / "home"),
            "HOME": str(folder),
            "SCREENDIR": str(folder / "sockets"),
            "TMUX_TMPDIR": str(folder),
            "LC_ALL": "C.UTF-8",
        }
        (folder / "sockets").mkdir(mode=0o700)

    def run(self) -> None:
        """Open, play, resize, leave; compare."""
        program = f"'{sys.executable}' -m dbs_tui start starter-5"
        script = self.folder / "script"
        script.write_text(SCRIPT.format(folder=self.folder, program=program), encoding="utf-8")
        command = [*self.terminal.command, *self.terminal.inside, "sh", str(script)]
        if self.terminal.name == "vte":  # takes one word
            command = [*self.terminal.command, f"sh {script}"]
        log = (self.folder / "log").open("wb")
        running = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log, cwd=ROOT)
        try:
            self._go()
        finally:
            (self.folder / "close").touch()
            time.sleep(0.5)
            running.terminate()
            running.wait()
            log.close()

    def _go(self) -> None:
        self._wait_for((self.folder / "before").exists, "it did not open")
        self._wait_for(lambda: bool(self._largest_window()), "it has no window")
        self.window = self._largest_window()
        self._x("windowsize", self.window, "1000", "620")
        self._wait_for(self._is_training, "the player did not open")
        time.sleep(5)
        self.picture("player")
        time.sleep(5)
        self._x("windowsize", self.window, "1300", "800")
        time.sleep(2)
        self.picture("larger")
        self._key("q")
        time.sleep(1)
        self._key("x")
        time.sleep(2)
        self.picture("today")
        self._key("ctrl+q")
        self._wait_for((self.folder / "left").exists, "it did not end")
        time.sleep(0.5)
        self.picture("left")
        self._compare()

    def _is_training(self) -> bool:
        """The running workout is on disk as soon as its clock runs."""
        return any((self.folder / "home").rglob("*running*"))

    def _compare(self) -> None:
        code = (self.folder / "code").read_text(encoding="utf-8").strip()
        if code != "0":
            raise FailedError(f"the app ended with {code}")
        before, after = (self._modes(name) for name in ("before", "after"))
        if before != after:
            raise FailedError(f"the modes are not as they were: {sorted(before ^ after)}")

    def _modes(self, name: str) -> set[str]:
        text = (self.folder / name).read_text(encoding="utf-8")
        return {
            word.strip()
            for line in text.splitlines()
            for word in line.split(";")
            if "rows" not in word and "columns" not in word
        }

    def picture(self, name: str) -> None:
        """Keep what is to be seen."""
        target = PICTURES / f"{self.terminal.name}-{name}.png"
        subprocess.run(["import", "-window", "root", str(target)], env=self.environment, check=True)

    def _largest_window(self) -> str:
        """Toolkits have small ones besides; the root of the display is none of them."""
        sizes = {}
        for window in self._x("search", "--onlyvisible", "--name", "").split():
            told_size = dict(
                line.split("=") for line in self._x("getwindowgeometry", "--shell", window).splitlines() if "=" in line
            )
            size = int(told_size.get("WIDTH", 0)), int(told_size.get("HEIGHT", 0))
            if size != SIZE:
                sizes[window] = size[0] * size[1]
        return max(sizes, key=lambda window: sizes[window], default="")

    def _key(self, key: str) -> None:
        self._x("windowfocus", self.window)
        self._x("key", key)

    def _x(self, *command: str) -> str:
        done = subprocess.run(["xdotool", *command], env=self.environment, capture_output=True, text=True, check=False)
        return done.stdout

    def _wait_for(self, so: Callable[[], bool], otherwise: str) -> None:
        ends = time.monotonic() + PATIENCE
        while not so():
            if time.monotonic() > ends:
                self.picture("failed")
                raise FailedError(otherwise)
            time.sleep(0.2)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

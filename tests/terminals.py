"""The app in real terminals, on a display of its own: played, clicked, resized, left in every way; with pictures.

``make terminals`` (``ARGS="xterm tmux"`` for some). What is not installed is told and left out. A terminal fails when
the app does not show up in it or does not end; when the modes, the page or the mouse of the shell are not what they
were before; when a click or the wheel does nothing, or a middle click something; when painting leaves traces. The
pictures are in ``build/terminals``: whether they are beautiful only a person can say.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "build" / "terminals"
NEEDED = ("Xvfb", "xdotool", "import")
"""Of the packages xvfb, xdotool and imagemagick."""
SIZE = (1600, 1000)
"""Of the display."""
PATIENCE = 60.0
"""Seconds after which something will not come."""
SCRIPT = """\
{job_control}
stty -a > {folder}/before
printf '\\033[?1049l\\033[H\\033[2JTHE SHELL\\n'
sh -c 'echo $$ > {folder}/pid; exec {program}'
echo $? > {folder}/code
if [ "$(cat {folder}/code)" -eq 148 ]; then
    touch {folder}/stopped
    while [ ! -e {folder}/on ]; do sleep 0.2; done
    fg > {folder}/fg
    echo $? > {folder}/code
fi
stty -a > {folder}/after
stty -icanon -echo min 0 time 50
touch {folder}/left
head -c 1 > {folder}/typed
touch {folder}/listened
while [ ! -e {folder}/close ]; do sleep 0.2; done
"""
"""What runs in the terminal: the app, looked at before and after. For five seconds after it nothing may be typed."""
Pixels = list[bytes]
"""Rows of three bytes a pixel."""
FRAME = 40
"""Pixels at the edges of a window that are the terminal's or the multiplexer's own: scroll bars, a line of state."""
HEAD = 100
"""Pixels from the top in which the shell writes, and what bars the terminal has there."""


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


XTERM = ("xterm", "-fa", "DejaVu Sans Mono", "-fs", "10", "-e")
BY_SOFTWARE = (("LIBGL_ALWAYS_SOFTWARE", "1"),)
TERMINALS = (
    Terminal("xterm", ("xterm", "-tn", "xterm-256color", "-fa", "Monospace", "-fs", "12", "-e")),
    Terminal("xterm-16", ("xterm", "-tn", "xterm", *XTERM[1:])),
    Terminal("kitty", ("kitty", "--config", "NONE", "-o", "confirm_os_window_close=0"), (), BY_SOFTWARE),
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
    """Try one in every way and say how it went."""
    if missing := terminal.missing:
        print(f"{terminal.name:<10} skipped: {', '.join(missing)} not installed", flush=True)
        return True
    wrong = []
    for way in WAYS:
        try:
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
                Trial(terminal, display, Path(folder), way).run()
        except FailedError as error:
            wrong.append(f"{way}: {error}")
    print(f"{terminal.name:<10} {'; '.join(wrong) and 'FAILED: '}{'; '.join(wrong) or 'ok'}", flush=True)
    return not wrong


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


WAYS = ("ctrl+q", "q", "SIGTERM", "SIGHUP", "ctrl+z")
"""Ways to leave. Before the first one it is played and clicked."""


class Trial:
    """One terminal, from its start to its end."""

    def __init__(self, terminal: Terminal, display: str, folder: Path, way: str) -> None:
        self.terminal = terminal
        self.folder = folder
        self.way = way
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
        """Open it, use it, leave it; compare."""
        plays = self.way == WAYS[0]
        program = f"{sys.executable} -m dbs_tui{' start starter-5' if plays else ''}"
        script = self.folder / "script"
        job_control = "set -m" if self.way == "ctrl+z" else ""
        text = SCRIPT.format(folder=self.folder, program=program, job_control=job_control)
        script.write_text(text, encoding="utf-8")
        command = [*self.terminal.command, *self.terminal.inside, "sh", str(script)]
        if self.terminal.name == "vte":  # takes one word
            command = [*self.terminal.command, f"sh {script}"]
        with (self.folder / "log").open("wb") as log:
            running = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log, cwd=ROOT)
            try:
                self._open()
                if plays:
                    self._play()
                    self._click()
                self._leave()
                self._compare()
            except FailedError:
                self.picture(f"failed-{self.way}")
                raise
            finally:
                (self.folder / "close").touch()
                time.sleep(0.5)
                running.terminate()
                running.wait()

    # -- what is done with it ------------------------------------------------------------------------------------------

    def _open(self) -> None:
        self._wait_for((self.folder / "pid").exists, "it did not open")
        self._wait_for(lambda: bool(self._largest_window()), "it has no window")
        self.window = self._largest_window()
        self._resize(1000, 620)
        self._wait_for(lambda: not self._is_blank(), "nothing was painted")

    def _play(self) -> None:
        self._wait_for(self._is_training, "the player did not open")
        time.sleep(5)
        self.picture("player")
        self._leaves_no_trace()
        time.sleep(5)
        self._resize(1300, 800)
        self.picture("larger")
        self._discard()
        self.picture("today")

    def _click(self) -> None:
        """A click starts and chooses, the wheel scrolls, a middle click does nothing."""
        before = self._settled()
        x, y = self._block(before)
        self._x("mousemove", str(x), str(y), "click", "2")
        time.sleep(2)
        if self._settled() != before:
            raise FailedError("a middle click does something")
        self._x("mousemove", str(x), str(y), "click", "1")
        self._wait_for(lambda: self._pixels() != before, "a click on Start does nothing")
        time.sleep(2)
        self._discard()
        self._key("2")
        before = self._settled(before)
        self._x("mousemove", "200", "300", "click", "1")
        before = self._settled(before, "a click on a row does nothing")
        self._key("question")
        self._resize(800, 420)
        before = self._settled(before)
        self.picture("keys")
        self._x("mousemove", "400", "200", "click", "5", "click", "5")
        before = self._settled(before, "the wheel does nothing")
        self._key("q")  # GNU screen holds a lone Escape back while the mouse is reported
        before = self._settled(before)
        self._key("1")
        self._settled(before)
        self.picture("small")

    def _discard(self) -> None:
        """Leave the player for Today. Behind the question the pause is counted: nothing comes to rest there."""
        self._key("q")
        time.sleep(2)
        self._key("x")
        time.sleep(8)  # its message goes after five
        self._settled(otherwise="x does not discard")

    def _leave(self) -> None:
        self._settled()
        if self.way.startswith("SIG"):
            os.kill(int((self.folder / "pid").read_text(encoding="utf-8")), getattr(signal, self.way))
        else:
            self._key(self.way)
        if self.way == "ctrl+z":
            self._wait_for((self.folder / "stopped").exists, "it did not stop")
            self._is_left_clean()
            (self.folder / "on").touch()
            self._wait_for(lambda: not self._is_blank(), "it did not come back")
            self._settled()
            self._key("ctrl+q")
        self._wait_for((self.folder / "left").exists, "it did not end")
        self._x("mousemove", "300", "300", "click", "1")
        self._is_left_clean()

    def _is_left_clean(self) -> None:
        time.sleep(0.5)
        self.picture(f"left-{self.way}")
        if not self._is_blank():
            raise FailedError("the screen is left dirty")

    def _compare(self) -> None:
        code = (self.folder / "code").read_text(encoding="utf-8").strip()
        wanted = "1" if self.way.startswith("SIG") else "0"
        if code != wanted:
            raise FailedError(f"the app ended with {code}")
        before, after = (self._modes(name) for name in ("before", "after"))
        if before != after:
            raise FailedError(f"the modes are not as they were: {sorted(before ^ after)}")
        self._wait_for((self.folder / "listened").exists, "the shell does not listen")
        if typed := (self.folder / "typed").read_bytes():
            raise FailedError(f"the mouse still types: {typed!r}")

    def _modes(self, name: str) -> set[str]:
        text = (self.folder / name).read_text(encoding="utf-8")
        return {
            word.strip()
            for line in text.splitlines()
            for word in line.split(";")
            if "rows" not in word and "columns" not in word
        }

    # -- what is seen of it --------------------------------------------------------------------------------------------

    def _is_training(self) -> bool:
        """The running workout is on disk as soon as its clock runs."""
        return any((self.folder / "home").rglob("*running*"))

    def _pixels(self) -> Pixels:
        """The window as it is seen, without its frame."""
        shot = subprocess.run(
            ["import", "-window", "root", "-depth", "8", "ppm:-"], env=self.environment, check=True, capture_output=True
        ).stdout
        width, height = self._size(self.window)
        data, row = shot[-SIZE[0] * SIZE[1] * 3 :], SIZE[0] * 3
        return [data[y * row + FRAME * 3 : y * row + (width - FRAME) * 3] for y in range(FRAME, height - FRAME)]

    def _is_blank(self) -> bool:
        """Whether there is nothing below the first rows."""
        rows = self._pixels()[HEAD - FRAME :]
        return all(row == rows[0][:3] * (len(row) // 3) for row in rows)

    def _settled(self, before: Pixels | None = None, otherwise: str = "") -> Pixels:
        """What is seen as soon as it stays the same for a second, and is not what was seen before."""
        seen = list[Pixels]()

        def stays() -> bool:
            seen[:] = [*seen[-1:], self._pixels()]
            time.sleep(1)
            return len(seen) == 2 and seen[0] == seen[1] != before

        self._wait_for(stays, otherwise or "the screen does not change, or does not come to rest")
        return seen[-1]

    def _leaves_no_trace(self) -> None:
        """Have the terminal paint everything; after some more figures nothing may stand that it would not paint now."""
        process = int((self.folder / "pid").read_text(encoding="utf-8"))
        self._paint_anew()
        time.sleep(3)
        os.kill(process, signal.SIGSTOP)
        try:
            seen = self._settled()
            self._paint_anew()
            anew = self._settled()
        finally:
            os.kill(process, signal.SIGCONT)
        ground = max(anew, key=lambda row: row.count(row[:3] * 100))[:3]
        traces = [
            (FRAME + x // 3, FRAME + y)
            for y, (row, other) in enumerate(zip(seen, anew, strict=True))
            if row != other
            for x in range(0, len(row), 3)
            if row[x : x + 3] != ground == other[x : x + 3]
        ]
        if traces:
            self.picture("traces")
            raise FailedError(f"{len(traces)} pixels of what stood there before, the first at {traces[0]}")

    def _paint_anew(self) -> None:
        """Move the window out of the display and back: the terminal has to paint all of it."""
        self._x("windowmove", self.window, str(SIZE[0] * 2), "0")
        time.sleep(0.5)
        self._x("windowmove", self.window, "0", "0")
        time.sleep(1)

    def _block(self, pixels: Pixels) -> tuple[int, int]:
        """The middle of the green block: of the longest run of green in any row."""
        width, x, y = max((*_longest_green(row), y) for y, row in enumerate(pixels) if not y % 4)
        if width < 50:
            raise FailedError("there is no block to click on")
        return FRAME + x + width // 2, FRAME + y

    def picture(self, name: str) -> None:
        """Keep what is to be seen."""
        target = PICTURES / f"{self.terminal.name}-{name}.png"
        subprocess.run(["import", "-window", "root", str(target)], env=self.environment, check=True)

    def _largest_window(self) -> str:
        """Toolkits have small ones besides; the root of the display is none of them."""
        sizes = {window: self._size(window) for window in self._x("search", "--onlyvisible", "--name", "").split()}
        own = {window: width * height for window, (width, height) in sizes.items() if (width, height) != SIZE}
        return max(own, key=lambda window: own[window], default="")

    def _size(self, window: str) -> tuple[int, int]:
        lines = self._x("getwindowgeometry", "--shell", window).splitlines()
        told_size = dict(line.split("=") for line in lines if "=" in line)
        return int(told_size.get("WIDTH", 0)), int(told_size.get("HEIGHT", 0))

    def _resize(self, width: int, height: int) -> None:
        self._x("windowsize", self.window, str(width), str(height))
        time.sleep(2)

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
                raise FailedError(otherwise)
            time.sleep(0.2)


def _longest_green(row: bytes) -> tuple[int, int]:
    """Width and left edge of the longest run of one green, in steps of four pixels."""
    found, x = (0, 0), 0
    for colour, run in groupby(row[x : x + 3] for x in range(0, len(row), 12)):
        width = 4 * len(list(run))
        red, green, blue = colour
        if green > red + 30 and green > blue + 20:
            found = max(found, (width, x))
        x += width
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""How long until something is there: the first painted frame, and the commands without a screen, beside a floor."""

import fcntl
import os
import pty
import re
import resource
import select
import signal
import statistics
import struct
import subprocess
import termios
import time
from collections.abc import Callable
from pathlib import Path

from dbs_tui import paths
from tests.bench.machine import environment, instructions, valgrind

FLOOR = """
from textual.app import App
from textual.widgets import Static
class Floor(App):
    def compose(self):
        yield Static("Floor is painted")
Floor().run()
"""
ESCAPES = re.compile(rb"\x1b\[[0-9;?<>=$]*[a-zA-Z]|\x1b[P\]][^\x07\x1b]*(?:\x07|\x1b\\)")


def table(python: Path, folder: Path, rounds: int) -> str:
    """Rows of name, median milliseconds, and the ratio to the floor of its group."""
    home = folder / "home"
    home.mkdir()
    (home / "config.toml").write_text("safety_accepted = 1\n")
    env = environment(home)
    rows = ["", f"{'':28}{'median ms':>10}{'ratio':>8}"]
    rows += _group("bare Textual app", rounds, {
        "bare Textual app": lambda: frame([str(python), "-c", FLOOR], b"Floor is painted", env)[0],
        "dbs-tui, first frame": lambda: frame([str(python), "-m", "dbs_tui"], b"This week", env)[0],
    })  # fmt: skip
    shelves = {f"with {many} own routines": environment(_with_own(folder, many)) for many in (10, 500)}
    rows += _group("with 10 own routines", rounds, {
        name: lambda own=own: frame([str(python), "-m", "dbs_tui"], b"This week", own)[0]  # type: ignore[misc]
        for name, own in shelves.items()
    })  # fmt: skip
    commands = {name: [str(python), "-m", "dbs_tui", *name.split()[1:]] for name in
                ("dbs-tui --version", "dbs-tui --help", "dbs-tui status", "dbs-tui routines")}  # fmt: skip
    measured: dict[str, Callable[[], float]] = {"python -c pass": lambda: command([str(python), "-c", "pass"], env)}
    for name, words in commands.items():
        measured[name] = lambda words=words: command(words, env)  # type: ignore[misc]
    rows += _group("python -c pass", rounds, measured)
    floor = frame([str(python), "-c", FLOOR], b"Floor is painted", env)[1]
    ours = frame([str(python), "-m", "dbs_tui"], b"This week", env)[1]
    rows.append(f"{'peak memory at home':28}{ours / 1024:>8.1f}Mi{ours / floor:>8.2f}")
    return "\n".join(rows)


def _with_own(folder: Path, many: int) -> Path:
    """A home with so many routines of the user's own."""
    home = folder / f"home-{many}"
    (home / "routines").mkdir(parents=True)
    (home / "config.toml").write_text("safety_accepted = 1\n")
    text = (paths.shipped_routines() / "full-10.toml").read_text(encoding="utf-8")
    for number in range(many):
        named = text.replace("Full ten", f"Own {number}")
        (home / "routines" / f"own-{number}.toml").write_text(named, encoding="utf-8")
    return home


def _group(floor: str, rounds: int, measured: dict[str, Callable[[], float]]) -> list[str]:
    """Measure interleaved, so that a noisy moment hits all alike; the first round warms up and is dropped."""
    times: dict[str, list[float]] = {name: [] for name in measured}
    for number in range(rounds + 1):
        for name, measure in measured.items():
            taken = measure()
            if number:
                times[name].append(taken)
    rows = []
    for name, all_taken in times.items():
        ratio = statistics.median(one / base for one, base in zip(all_taken, times[floor], strict=True))
        rows.append(f"{name:28}{statistics.median(all_taken) * 1000:>10.1f}{ratio:>8.2f}")
    return rows


def command(words: list[str], env: dict[str, str]) -> float:
    """Seconds that a command takes."""
    start = time.perf_counter()
    subprocess.run(words, env=env, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def frame(words: list[str], text: bytes, env: dict[str, str]) -> tuple[float, int]:
    """Seconds from fork until the program has painted ``text`` in a pty, and its peak memory in KiB."""
    start = time.perf_counter()
    pid, fd = _painted(words, text, env, 10)
    taken = time.perf_counter() - start
    peak = _settled_peak(pid, fd)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    os.close(fd)
    return taken, peak


def frame_instructions(words: list[str], text: bytes, env: dict[str, str], folder: Path) -> float:
    """Millions of instructions until the program has painted ``text``; it is ended by a signal that it does not handle.

    Timers go on while valgrind works, some fifty times slower: the last hundredth is no certain figure.
    """
    log = folder / "instructions.txt"
    pid, fd = _painted([*valgrind(), f"--log-file={log}", *words], text, env, 600)
    os.kill(pid, signal.SIGUSR1)
    while select.select([fd], [], [], 60)[0] and _read(fd):
        pass
    os.waitpid(pid, 0)
    os.close(fd)
    return instructions(log.read_text(encoding="utf-8"))


def _painted(words: list[str], text: bytes, env: dict[str, str], patience: float) -> tuple[int, int]:
    """A program in a pty that has painted ``text``: its process and the other end of its terminal."""
    pid, fd = pty.fork()
    if pid == 0:
        os.execvpe(words[0], words, env)
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
    seen = b""
    while text not in ESCAPES.sub(b"", seen):
        if not select.select([fd], [], [], patience)[0]:
            raise TimeoutError(f"{words} did not paint {text!r}")
        seen += os.read(fd, 1 << 16)
    return pid, fd


def _read(fd: int) -> bytes:
    try:
        return os.read(fd, 1 << 16)
    except OSError:  # the program has ended
        return b""


def _settled_peak(pid: int, fd: int) -> int:
    """Peak resident memory once the program has been quiet for half a second."""
    while select.select([fd], [], [], 0.5)[0]:
        os.read(fd, 1 << 16)
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1])

"""History with ten sessions and with 11,000: how long each view takes to open, and each key to be answered.

``python -m tests.bench.screens`` prints the table alone. The program runs in a pty; a time goes from the key to the
last byte of what it paints, which is known once nothing more has come for a while.
"""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from tests.bench.history import _make_ours, sessions
from tests.bench.machine import environment
from tests.bench.start import ESCAPES

SIZES = (10, 11_000)
TERMINAL = (24, 80)
QUIET = 0.1
"""Seconds without output after which a screen is taken to be painted."""
PATIENCE = 1.0
"""Seconds within which the first byte of an answer comes, or none."""
OPENED = 0.150
"""Seconds that a view may take with 11,000 sessions beyond its time with 10."""
ANSWERED = 0.050
"""Seconds within which a key is answered, at p99."""

LEFT, RIGHT, UP, DOWN, PAGE_UP, PAGE_DOWN, HOME, END = (
    f"\x1b[{code}" for code in ("D", "C", "A", "B", "5~", "6~", "H", "F")
)
VIEWS = (("overview", "o"), ("trends", "t"), ("sessions", "s"))
KEYS = {
    "overview": ("o", (LEFT, UP, LEFT, PAGE_UP, RIGHT, HOME, END, UP) * 12),
    "trends": ("t", (RIGHT, DOWN, RIGHT, DOWN, LEFT, UP, RIGHT, RIGHT) * 12),
    "sessions": ("s", (DOWN, PAGE_DOWN, DOWN, END, UP, PAGE_UP, HOME, DOWN) * 12),
    "a session": ("s\r", (LEFT, LEFT, LEFT, RIGHT) * 24),
    "search": ("s/", ("s", "t", "r", "e", "\x7f", "\x7f", "\x7f", "\x7f") * 12),
}


def table(python: Path, folder: Path, sizes: tuple[int, int] = SIZES, rounds: int = 5) -> str:
    """Rows of the views and of the keys, in milliseconds."""
    homes = {size: _home(folder, size) for size in sizes}
    few, many = sizes
    opened = {size: [_opened(python, homes[size]) for _ in range(rounds)] for size in sizes}
    rows = ["", f"{'history, a view opens':28}{f'{few:,}':>10}{f'{many:,}':>10}{'more':>8}{'aim':>8}  ms"]
    for name in ("history", *(name for name, _ in VIEWS)):
        times = [median(each[name] for each in opened[size]) * 1000 for size in sizes]
        rows.append(f"{name:28}{times[0]:>10.0f}{times[1]:>10.0f}{times[1] - times[0]:>8.0f}{OPENED * 1000:>8.0f}")
    rows += [
        "",
        f"{'history, a key is answered':28}{f'p50 {few:,}':>10}{f'{many:,}':>10}{'p99':>8}{'max':>8}{'aim':>8}  ms",
    ]
    for name, (way, keys) in KEYS.items():
        low = [taken * 1000 for taken in _answered(python, homes[few], way, keys[:24])]
        high = sorted(taken * 1000 for taken in _answered(python, homes[many], way, keys))
        p99 = high[int(len(high) * 0.99)]
        rows.append(
            f"{name:28}{median(low):>10.0f}{median(high):>10.0f}{p99:>8.0f}{high[-1]:>8.0f}{ANSWERED * 1000:>8.0f}"
        )
    return "\n".join(rows)


def _home(folder: Path, size: int) -> Path:
    home = folder / f"history-{size}"
    home.mkdir()
    (home / "config.toml").write_text("safety_accepted = 1\nask_before = false\n", encoding="utf-8")
    _make_ours(home, sessions(size))
    return home


def _opened(python: Path, home: Path) -> dict[str, float]:
    """Seconds that History takes to open, and each view: the first time that it is shown."""
    with _running(python, home) as fd:
        times = {"history": _press(fd, "4")}
        return times | {name: _press(fd, key) for name, key in VIEWS[1:] + VIEWS[:1]}


def _answered(python: Path, home: Path, way: str, keys: tuple[str, ...]) -> Iterator[float]:
    """Seconds that each key takes; those that change nothing are not told."""
    with _running(python, home) as fd:
        for key in ("4", *way, *keys[:8]):
            _press(fd, key)
        yield from (taken for taken in (_press(fd, key) for key in keys) if taken)


@contextmanager
def _running(python: Path, home: Path) -> Iterator[int]:
    """The program in a pty, with its history read."""
    pid, fd = pty.fork()
    if pid == 0:
        os.execve(python, [str(python), "-m", "dbs_tui"], environment(home))
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", *TERMINAL, 0, 0))
    try:
        seen = b""
        while b"Lately" not in ESCAPES.sub(b"", seen):
            if not select.select([fd], [], [], 20)[0]:
                raise TimeoutError("the first screen never came")
            seen += os.read(fd, 1 << 16)
        _painted(fd, 2.0, 2.0)
        yield fd
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(fd)


def _press(fd: int, key: str) -> float:
    """Seconds from a key to the last byte of its answer; 0 when there is none."""
    began = time.perf_counter()
    os.write(fd, key.encode())
    return max(0.0, _painted(fd, QUIET, PATIENCE) - began)


def _painted(fd: int, quiet: float, first: float) -> float:
    """When the last byte came, once nothing has come for so many seconds; 0 when none came in the first ones."""
    last = 0.0
    while select.select([fd], [], [], quiet if last else first)[0]:
        os.read(fd, 1 << 16)
        last = time.perf_counter()
    return last


def main() -> None:
    """The table."""
    with tempfile.TemporaryDirectory() as folder:
        print(table(Path(sys.executable), Path(folder)))


if __name__ == "__main__":
    main()

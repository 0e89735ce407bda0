"""The player at work, in a real pty: how late its cues are, what it costs, what it sends."""

import fcntl
import os
import pty
import random
import re
import select
import signal
import statistics
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from dbs_tui.content.loader import catalogue
from dbs_tui.domain.training.player import Player
from dbs_tui.domain.training.routine import Block, Routine
from dbs_tui.domain.training.timeline import SECOND, timeline
from tests.bench.machine import environment
from tests.domain.builders import position

ROUTINE = 'schema = 1\nname = "Bench"\n\n' + "\n".join(
    f'[[blocks]]\nexercise = "{exercise}"\n{dose}\n'
    for exercise, dose in (
        ("walk", "seconds = 10"),
        ("squat", "sets = 1\nreps = 3"),
        ("glute-bridge", "sets = 1\nreps = 3"),
    )
    * 4
)
RINGS = (10, 18, 21)
"""Seconds of the three sets of the routine: each rings at its start and 3, 2 and 1 second before its end."""
OSC = re.compile(rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")
"""Terminal sequences that may end with the same byte as the bell."""
WATCHED = """
import os, sys
from dbs_tui.ui.train.lead import Lead
from dbs_tui.ui.kit.motion import Motion
from dbs_tui.ui.figure.figure import Figure
from dbs_tui.cli import entry
plain = Lead.look
def look(self):
    before = self.player
    plain(self)
    after, moved = self.player, self.player.index - before.index
    if before.state == "running" and after.state == "running":
        for cue in before.tick(after.seen)[1]:
            late = after.elapsed - cue.at if cue.step == after.step else after.elapsed + cue.step.length - cue.at
            print(late, file=log, flush=True)
Lead.look = look
if "BENCH_NO_FIGURE" in os.environ:
    Motion.animate = lambda self, move: None
    Figure.show = lambda self, stance: None
log = open(sys.argv.pop(), "w")
entry()
"""


@dataclass
class Seen:
    """What was measured over some seconds of playing."""

    cpu: float
    """Share of one core."""
    bytes_a_second: float
    rings: list[float]
    """Seconds at which the bell left the pty, from the first one on."""
    late: list[float]
    """Milliseconds by which each cue was handled after its moment."""


def table(python: Path, folder: Path, seconds: float, minutes: float = 0) -> str:
    """Lateness at rest and beside a busy core; drift; cost at two sizes, moving and still.

    ``minutes`` is how long the clock is followed for drift; by default as long as everything else.
    """
    home = folder / "player"
    home.mkdir()
    (home / "config.toml").write_text('safety_accepted = 1\ncues = "bell"\n')
    (home / "bench.toml").write_text(ROUTINE)
    rows = ["", f"{'player':28}{'p50 ms':>10}{'p99':>8}{'max':>8}{'bell p50':>10}{'p99':>8}{'max':>8}"]
    for name, busy in (("at rest", False), ("beside one busy core", True)):
        with _busy_core() if busy else _nothing():
            rows.append(f"cues, {name:22}" + _lateness(play(python, home, (24, 80), seconds)))
    rows += ["", *_drift(python, home, minutes * 60 or seconds)]
    rows += ["", f"{'player':28}{'% of a core':>12}{'bytes/s':>10}"]
    for name, size, extra in (
        ("80x24, figure moving", (24, 80), {}),
        ("80x24, no figure", (24, 80), {"BENCH_NO_FIGURE": "1"}),
        ("80x24, reduced motion", (24, 80), {"TEXTUAL_ANIMATIONS": "none"}),
        ("60x16, no room for it", (16, 60), {}),
        ("200x60, figure moving", (60, 200), {}),
        ("200x60, no figure", (60, 200), {"BENCH_NO_FIGURE": "1"}),
        ("200x60, reduced motion", (60, 200), {"TEXTUAL_ANIMATIONS": "none"}),
    ):
        seen = play(python, home, size, seconds, **extra)
        rows.append(f"{name:28}{seen.cpu * 100:>12.1f}{seen.bytes_a_second:>10.0f}")
    return "\n".join(rows)


def _drift(python: Path, home: Path, seconds: float) -> Iterator[str]:
    """How far the bells have moved against the clock at the end, and what an hour of late looks adds up to."""
    late = _bell_lateness(play(python, home, (24, 80), seconds).rings)
    few = max(1, len(late) // 4)
    moved = statistics.median(late[-few:]) - statistics.median(late[:few])
    yield f"drift over {seconds / 60:.1f} real minutes: {moved:+.1f} ms between the first and the last {few} bells"
    simulated, counted = _simulated_hour()
    yield f"drift over a simulated hour, looked at late: {simulated} ns; counting one second a look: {counted:+.0f} s"


def _simulated_hour(seed: int = 1) -> tuple[int, float]:
    """Nanoseconds by which a player is off after an hour of looks that come late, and seconds a counter would be."""
    chance, hour = random.Random(seed), 3600 * SECOND
    walk = Block(catalogue()["walk"], sets=1, reps=1, rest=0, tempo=(3600,))
    ready = 5 * SECOND
    player, now, looks = Player(timeline(Routine("hour", "An hour", "", (walk,)))).start(0), 0, 0
    while now < ready + hour - 2 * SECOND:
        now += SECOND + int(min(0.9, chance.expovariate(20)) * SECOND)
        player, looks = player.advance(now), looks + 1
    return position(player) - now, looks - now / SECOND


def _lateness(seen: Seen) -> str:
    cells = [f"{value:>8.1f}" for value in _spread(seen.late)]
    return "  " + "".join(cells) + "  " + "".join(f"{value:>8.1f}" for value in _spread(_bell_lateness(seen.rings)))


def _bell_lateness(rings: list[float]) -> list[float]:
    """Milliseconds of each bell after its moment, the promptest one taken as 0: the pty's own clock is not ours."""
    due = list(_due())
    offsets = [(ring - moment) * 1000 for ring, moment in zip(rings, due, strict=False)]
    return [offset - min(offsets) for offset in offsets]


def _due() -> Iterator[float]:
    """When the bell is due, from the first one on: get ready 5 s, then 10 s, 10 s and 15 s before the sets."""
    steps = [5, *(length for work, ready in zip(RINGS * 4, (10, 15, 15) * 4, strict=True) for length in (work, ready))]
    for start, length in zip(accumulate(steps, initial=0), steps, strict=False):
        yield from (start, start + length - 3, start + length - 2, start + length - 1)


def _spread(values: list[float]) -> tuple[float, float, float]:
    ordered = sorted(values)
    return statistics.median(ordered), ordered[int(len(ordered) * 0.99)], ordered[-1]


def play(python: Path, home: Path, size: tuple[int, int], seconds: float, **extra: str) -> Seen:
    """Run the program in a pty for some seconds after its first bell."""
    log = home / "late.txt"
    log.unlink(missing_ok=True)
    words = [str(python), "-c", WATCHED, "start", str(home / "bench.toml"), str(log)]
    pid, fd = pty.fork()
    if pid == 0:
        os.execve(words[0], words, {**environment(home), **extra})
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
    try:
        opening = _until_bell(fd)
        opening += _read(fd, 1.0)
        before, start = _cpu(pid), time.perf_counter()
        data = _read(fd, seconds)
        spent = time.perf_counter() - start
        cpu = (_cpu(pid) - before) / spent
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(fd)
    late = [int(line) / 1e6 for line in log.read_text().split()]
    rings = [moment for moment, chunk in opening + data for _ in range(OSC.sub(b"", chunk).count(b"\a"))]
    return Seen(cpu, sum(len(chunk) for _, chunk in data) / spent, rings, late)


def _until_bell(fd: int) -> list[tuple[float, bytes]]:
    """What is written until the workout has begun: a busy machine takes a while to start."""
    data: list[tuple[float, bytes]] = []
    while not any(b"\a" in OSC.sub(b"", chunk) for _, chunk in data) and len(data) < 10_000:
        data += _read(fd, 0.1)
    return data


def _read(fd: int, seconds: float) -> list[tuple[float, bytes]]:
    end, data = time.perf_counter() + seconds, []
    while (left := end - time.perf_counter()) > 0:
        if select.select([fd], [], [], left)[0]:
            data.append((time.perf_counter(), os.read(fd, 1 << 16)))
    return data


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _busy_core() -> Iterator[None]:
    busy = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        yield
    finally:
        busy.kill()
        busy.wait()


@contextmanager
def _nothing() -> Iterator[None]:
    yield

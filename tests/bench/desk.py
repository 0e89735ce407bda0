"""What the pane of ``dbs-tui desk`` costs while it runs all day, and how quickly the status line is there."""

import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import subprocess
import termios
import time
from pathlib import Path

from tests.bench.machine import environment

MOST_CPU, MOST_MEMORY = 0.3, 40
"""The aims: per cent of a core, and MiB."""
LINE = "{sit} {next_break} {streak}"


def table(python: Path, folder: Path, seconds: float, rounds: int) -> str:
    """The pane beside its aims; the status line beside a bare Python."""
    home = folder / "desk"
    home.mkdir()
    rows = ["", f"{'desk pane':28}{'% of a core':>12}{'MiB':>8}{'bytes/s':>10}"]
    for name, size in (("20x3", (3, 20)), ("40x8", (8, 40)), ("80x24", (24, 80))):
        cpu, memory, written = pane(python, home, size, seconds)
        rows.append(f"{name:28}{cpu:>12.2f}{memory:>8.1f}{written:>10.0f}")
    rows.append(f"{'aim':28}{MOST_CPU:>12.2f}{MOST_MEMORY:>8.1f}")
    bare = median(rounds, home, str(python), "-c", "pass")
    line = median(rounds, home, str(python.with_name("dbs-tui")), "status", "--format", LINE)
    rows += ["", f"{'status line':28}{'median ms':>12}{'ratio':>8}"]
    rows += [f"{'python -c pass':28}{bare:>12.1f}{1:>8.2f}", f"{'status --format':28}{line:>12.1f}{line / bare:>8.2f}"]
    return "\n".join(rows)


def pane(python: Path, home: Path, size: tuple[int, int], seconds: float) -> tuple[float, float, float]:
    """Per cent of a core with the programs it starts, peak MiB, bytes a second, after it has begun."""
    pid, fd = pty.fork()
    if pid == 0:
        os.execve(python, [str(python), "-m", "dbs_tui", "desk"], environment(home))
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
    try:
        _read(fd, 2)
        before = _cpu(pid)
        written = _read(fd, seconds)
        cpu = (_cpu(pid) - before) / seconds * 100
        peak = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    finally:
        os.kill(pid, signal.SIGTERM)
        os.waitpid(pid, 0)
        os.close(fd)
    return cpu, int(peak[1]) / 1024 if peak else 0.0, written / seconds


def median(rounds: int, home: Path, *command: str) -> float:
    """Milliseconds of a command from start to end; the first run, which may fill what is remembered, is left out."""
    taken = []
    for _ in range(rounds + 1):
        begins = time.perf_counter()
        subprocess.run(command, env=environment(home), capture_output=True, check=True)
        taken.append((time.perf_counter() - begins) * 1000)
    return statistics.median(taken[1:])


def _read(fd: int, seconds: float) -> int:
    ends, read = time.perf_counter() + seconds, 0
    while (left := ends - time.perf_counter()) > 0:
        if select.select([fd], [], [], left)[0]:
            read += len(os.read(fd, 1 << 16))
    return read


def _cpu(pid: int) -> float:
    """Seconds, those of its children that have ended too."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")

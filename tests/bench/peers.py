"""Other programs made with Textual, installed from where packages come from and measured like ours, in the same run.

``python -m tests.bench.peers`` prints the table alone, against a bare Textual app of our own environment.
"""

import subprocess
import sys
import tempfile
import venv
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import median

from tests.bench.guard import count
from tests.bench.machine import environment
from tests.bench.start import FLOOR, command, frame, frame_instructions


@dataclass(frozen=True, slots=True)
class Peer:
    """A program: how it is started, and a text of its first screen."""

    package: str
    script: str
    painted: bytes
    arguments: tuple[str, ...] = ()


PEERS = (
    Peer("tclock", "tclock", f"{datetime.now().astimezone():%Y-%m-%d}".encode()),
    Peer("toolong", "tl", b"198", ("log.txt",)),
    Peer("peplum", "peplum", b"Peplum v"),
    Peer("harlequin", "harlequin", b"Query Editor"),
)


def table(python: Path, folder: Path, rounds: int) -> str:
    """Rows of program: milliseconds to the first frame and of ``--version``, peak memory, each with its ratio."""
    home = folder / "peers"
    home.mkdir()
    (home / "config.toml").write_text("safety_accepted = 1\n")
    (folder / "log.txt").write_text("\n".join(map(str, range(200))))
    env = {**environment(home), "HOME": str(home)}
    programs = {"bare Textual app": ([str(python), "-c", FLOOR], b"Floor is painted", [str(python), "-c", "pass"])}
    ours = [str(python), "-m", "dbs_tui"]
    programs["dbs-tui"] = (ours, b"This week", [*ours, "--version"])
    for peer in PEERS:
        script = _installed(folder, peer)
        words = [str(script), *(str(folder / name) for name in peer.arguments)]
        python_of_it = str(script.with_name("python"))
        programs[peer.package] = ([python_of_it, *words], peer.painted, [python_of_it, str(script), "--version"])
    figures = _figures(rounds, programs, env)
    floor = figures["bare Textual app"]
    counted = {name: _counted(programs[name], env, folder) for name in figures}
    least = counted["bare Textual app"]
    heads = ("first frame ms", "÷", "M instr", "÷", "--version ms", "÷", "M instr", "÷", "memory Mi", "÷")
    rows = ["", f"{'beside others':20}{''.join(f'{head:>{len(head) + 4}}' for head in heads)}"]
    for name, (first, version, peak) in figures.items():
        painting, telling = counted[name]
        cells = [f"{first:.0f}", f"{first / floor[0]:.2f}", f"{painting:.0f}", f"{painting / least[0]:.2f}"]
        cells += [f"{version:.0f}", f"{version / floor[1]:.1f}", f"{telling:.0f}", f"{telling / least[1]:.1f}"]
        cells += [f"{peak:.1f}", f"{peak / floor[2]:.2f}"]
        rows.append(f"{name:20}{''.join(f'{cell:>{len(head) + 4}}' for head, cell in zip(heads, cells, strict=True))}")
    return "\n".join(rows)


Figures = tuple[float, float, float]
"""Milliseconds of the first frame and of ``--version``, and mebibytes at the peak."""
Programs = dict[str, tuple[list[str], bytes, list[str]]]
"""How each is started, a text of its first screen, and how its version is asked for."""


def _figures(rounds: int, programs: Programs, env: dict[str, str]) -> dict[str, Figures]:
    """The medians of each program, interleaved so that a noisy moment hits all alike; the first round is dropped."""
    taken: dict[str, list[Figures]] = {name: [] for name in programs}
    for _ in range(rounds + 1):
        for name, (words, painted, version) in programs.items():
            first, peak = frame(words, painted, env)
            taken[name].append((first * 1000, command(version, env) * 1000, peak / 1024))
    return {name: tuple(map(median, zip(*each[1:], strict=True))) for name, each in taken.items()}


def _counted(program: tuple[list[str], bytes, list[str]], env: dict[str, str], folder: Path) -> tuple[float, float]:
    """Millions of instructions of the first frame and of ``--version``."""
    words, painted, (python, *version) = program
    return frame_instructions(words, painted, env, folder), count(Path(python), env, *version)


def _installed(folder: Path, peer: Peer) -> Path:
    place = folder / f"venv-{peer.package}"
    venv.create(place, with_pip=True)
    python = place / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--compile", peer.package], check=True)
    return python.with_name(peer.script)


def main() -> None:
    """The table, of the program as it is installed here."""
    with tempfile.TemporaryDirectory() as folder:
        print(table(Path(sys.executable), Path(folder), rounds=7))


if __name__ == "__main__":
    main()

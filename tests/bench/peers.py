"""Other programs made with Textual, installed from where packages come from and measured like ours, in the same run.

``python -m tests.bench.peers`` prints the table alone, against a bare Textual app of our own environment.
"""

import subprocess
import sys
import tempfile
import venv
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench.machine import environment
from tests.bench.start import FLOOR, command, frame


@dataclass(frozen=True, slots=True)
class Peer:
    """A program: how it is started, and a text of its first screen."""

    package: str
    script: str
    painted: bytes
    arguments: tuple[str, ...] = ()


PEERS = (
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
        programs[peer.package] = (words, peer.painted, [str(script), "--version"])
    figures = _figures(rounds, programs, env)
    floor = figures["bare Textual app"]
    rows = [
        "",
        f"{'beside others':20}{'first frame ms':>16}{'÷':>6}{'--version ms':>14}{'÷':>6}{'memory Mi':>11}{'÷':>6}",
    ]
    for name, (first, version, peak) in figures.items():
        rows.append(
            f"{name:20}{first:>16.0f}{first / floor[0]:>6.2f}{version:>14.0f}{version / floor[1]:>6.1f}"
            f"{peak:>11.1f}{peak / floor[2]:>6.2f}"
        )
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

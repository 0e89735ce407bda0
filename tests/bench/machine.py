"""Where the numbers come from: an installed wheel in a clean environment, and the machine in one line."""

import os
import platform
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def installed_wheel(folder: Path) -> Path:
    """Build the wheel, install it byte-compiled into a new environment, and give that environment's Python."""
    _quietly(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT)
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    _quietly(python, "-m", "pip", "install", "--quiet", "--compile", next(folder.glob("*.whl")))
    return python


def _quietly(*command: str | Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)


def environment(home: Path) -> dict[str, str]:
    """The environment of a measured program: a home of its own, byte code allowed.

    ``python -m dbs_tui`` finds the installed wheel in it, wherever the benchmark was started: not the checkout.
    """
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH")}
    return {
        **kept,
        "DBS_TUI_HOME": str(home),
        "PYTHONSAFEPATH": "1",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
    }


def valgrind() -> list[str]:
    """What counts the instructions of the command that follows; the count is the last line that it writes."""
    if shutil.which("valgrind") is None:
        raise SystemExit("this needs valgrind; install it with the package manager of the system")
    return ["valgrind", "--tool=cachegrind", "--cache-sim=no", f"--cachegrind-out-file={os.devnull}"]


def instructions(said: str) -> float:
    """Millions of instructions, from what valgrind said."""
    found = re.search(r"I\s+refs:\s+([\d,]+)", said)
    if found is None:
        raise SystemExit(said)
    return int(found[1].replace(",", "")) / 1e6


def line(python: Path) -> str:
    """Machine and versions."""
    ask = "import textual, sys; print(sys.version.split()[0], textual.__version__)"
    versions = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=True).stdout.split()
    cores = os.cpu_count()
    return f"{platform.system()} {platform.machine()}, {cores} cores, Python {versions[0]}, Textual {versions[1]}"

"""The Makefile mends the folder that it made where the machine or the checkout changed, and touches no other."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.guard import ROOT
from tests.skips import installed

Harm = Callable[[Path], None]
STAMP = ".venv/run.stamp"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout in which ``make run`` was called before."""
    here = tmp_path / "my 'ünï' [dir]"
    (here / ".venv" / "bin").mkdir(parents=True)
    shutil.copy(ROOT / "Makefile", here)
    (here / "pyproject.toml").touch()
    (here / ".venv" / "pyvenv.cfg").write_text(f"command = python3 -m venv {here}/.venv\n", encoding="utf-8")
    python = here / ".venv" / "bin" / "python"
    python.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    python.chmod(0o755)
    (here / STAMP).touch()
    return here


def planned(checkout: Path) -> str:
    """What ``make run`` would do."""
    command = [installed("make"), "--dry-run", "run", "PYTHON=python3"]
    return subprocess.run(command, cwd=checkout, capture_output=True, encoding="utf-8", check=True).stdout


def broken(checkout: Path) -> None:
    """As after an upgrade of Python: it is there, and finds nothing that was installed for the one before."""
    (checkout / ".venv" / "bin" / "python").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")


def moved(checkout: Path) -> None:
    """As after the checkout was renamed: the programs in it name the place where it was."""
    (checkout / ".venv" / "pyvenv.cfg").write_text("command = python3 -m venv /elsewhere/.venv\n", encoding="utf-8")


def gone(checkout: Path) -> None:
    """As after the Python that it was made of was removed."""
    (checkout / ".venv" / "bin" / "python").unlink()


def test_what_is_set_up_is_used(checkout: Path) -> None:
    """Nothing is installed a second time, also where nobody wrote down how it was made."""
    assert planned(checkout).split() == [".venv/bin/dbs-tui"]
    (checkout / ".venv" / "pyvenv.cfg").write_text("version = 3.11\n", encoding="utf-8")
    assert planned(checkout).split() == [".venv/bin/dbs-tui"]


@pytest.mark.parametrize("harm", [broken, moved, gone])
def test_what_cannot_be_used_is_made_anew(checkout: Path, harm: Harm) -> None:
    """From the start, with all that is installed into it."""
    harm(checkout)
    plan = planned(checkout)
    assert "python3 -m venv .venv" in plan
    assert "pip install" in plan


@pytest.mark.parametrize("harm", [broken, moved])
def test_what_somebody_else_made_is_left(checkout: Path, harm: Harm) -> None:
    """A folder with no stamp is somebody's own."""
    harm(checkout)
    (checkout / STAMP).unlink()
    planned(checkout)
    assert (checkout / ".venv" / "pyvenv.cfg").exists()

"""Samples of what ``make torture`` does at length, with the same chances every time."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="forks, signals and file calls of POSIX"),
]

PARTS = [
    "power",
    "kills",
    "storms",
    "faults",
    "damage",
    "bits",
    "hostile",
    "devices",
    "control",
    "stock",
    "histories",
    "programmes",
    "mutants",
]
LITTLE = [
    "--kills",
    "10",
    "--storms",
    "4",
    "--disks",
    "100",
    "--worlds",
    "1",
    "--files",
    "100",
    "--histories",
    "1500",
    "--programmes",
    "250",
    "--seed",
    "7",
]


@pytest.mark.parametrize("part", PARTS)
def test_nothing_is_lost(part: str) -> None:
    """Whatever happens to it; and what is broken on purpose is caught."""
    command = [sys.executable, "-W", "error", "-m", "tests.torture", part, *LITTLE]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""

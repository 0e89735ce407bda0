"""What a test needs of the machine and of its user, and is skipped without."""

import os
import shutil
from pathlib import Path

import pytest

from tests.rights import may_everything


def installed(program: str) -> str:
    """Where a program is; skip where it is not installed."""
    path = shutil.which(program)
    if path is None:
        pytest.skip(f"{program} is not installed")
    return path


def needs_a_named_user(program: str) -> None:
    """Skip where a program would refuse whoever runs the tests: a container may give its user a number alone."""
    import pwd  # Windows has none

    try:
        pwd.getpwuid(os.getuid())
    except KeyError:
        pytest.skip(f"{program} serves nobody whose user has no name")


def needs_modes(folder: Path) -> None:
    """Skip where the modes of files do not hold: for root, but not for one whose container took that right away."""
    if may_everything(folder):
        pytest.skip("whoever runs this may read and write everything")


LONGEST_SOCKET = 103
"""Bytes of the path of a socket at most: of a macOS or a BSD, a little less than of Linux."""


def needs_short(socket: Path) -> None:
    """Skip where the temporary folder has a path in which no socket can be made; that of macOS is near it."""
    if len(os.fsencode(socket)) > LONGEST_SOCKET:
        pytest.skip(f"{socket} is too long for a socket")

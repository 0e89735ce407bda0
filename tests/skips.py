"""What a test needs of the machine and of its user, and is skipped without."""

import os
import shutil

import pytest


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

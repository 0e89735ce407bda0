"""kill -9 of the real program in the middle of a workout: nothing that was shown as done is lost."""

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there is no pty", allow_module_level=True)

from tests.torture.sessions import killed

pytestmark = pytest.mark.slow


def test_a_killed_workout_loses_no_set(tmp_path: Path) -> None:
    """At moments by chance, in the app and in lines; two hundred of them in ``make torture``."""
    tally = killed(tmp_path, 6, seed=4)
    assert (tally.trials, tally.bad, tally.examples) == (6, 0, [])
    assert tally.acts >= 2, "some were killed late enough to have something to lose"

"""What every test has: no home but its own, no colours or settings of the machine, and a fixed time zone."""

import gc
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDERS = {
    "HOME": "",
    "USERPROFILE": "",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
    "XDG_RUNTIME_DIR": ".run",
    "DBS_TUI_HOME": "dbs",
}
"""Variables that lead to files, and where they lead to below the test's own home."""


# Every app that a test opens leaves a ring of thousands of objects: looking for them seldom saves a fifth of the time.
gc.set_threshold(100_000, 20, 50)


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path) -> Iterator[None]:
    """Nothing of this machine is read, nothing outside the test's folder is written."""
    with pytest.MonkeyPatch.context() as patch:
        for name, place in FOLDERS.items():
            patch.setenv(name, str(tmp_path / "home" / place))
        for name in ("NO_COLOR", *(name for name in os.environ if name.startswith("TEXTUAL"))):
            patch.delenv(name, raising=False)
        patch.setenv("TZ", "CET-1")
        _take_over_the_zone()
        yield
    _take_over_the_zone()


def _take_over_the_zone() -> None:
    if hasattr(time, "tzset"):  # Windows has none
        time.tzset()

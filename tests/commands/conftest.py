"""The command line as the tests of commands call it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dbs_tui.cli import main

Run = Callable[..., tuple[int, list[str], list[str]]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command line in an empty home; code, lines and lines of errors."""
    monkeypatch.setenv("DBS_TUI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "100")

    def run(*arguments: str) -> tuple[int, list[str], list[str]]:
        code = main(list(arguments))
        out, err = capsys.readouterr()
        return code, out.splitlines(), err.splitlines()

    return run

"""The guard sees what no test may do, and a run fails when something outside was written."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import GUARD, PRIVATE
from tests.guard import ROOT, Guard, Places

OUTSIDE = ROOT / "not-here"


def _connect() -> None:
    with socket.socket() as out:
        out.connect(("192.0.2.1", 9))


TRIES: dict[str, Callable[[], object]] = {
    "a file": lambda: OUTSIDE.write_text("x"),
    "a file, by descriptor": lambda: os.open(OUTSIDE, os.O_CREAT | os.O_WRONLY),
    "more of a file": lambda: (ROOT / "README.md").open("a"),
    "a folder": OUTSIDE.mkdir,
    "another name": lambda: (ROOT / "README.md").rename(OUTSIDE),
    "a copy": lambda: shutil.copy(ROOT / "README.md", OUTSIDE),
    "a link": lambda: OUTSIDE.symlink_to(ROOT),
    "less": (ROOT / "README.md").unlink,
    "rights": lambda: (ROOT / "README.md").chmod(0o644),
    "a relative path": lambda: Path("not-here").write_text("x"),
    "another computer": _connect,
    "a name": lambda: socket.getaddrinfo("example.org", 80),
}
if PRIVATE:  # a container's user without a home has no such files
    TRIES["the user's own files"] = lambda: list(Path(PRIVATE[0]).iterdir())


@pytest.mark.parametrize("name", TRIES)
def test_what_is_forbidden_is_refused_and_remembered(request: pytest.FixtureRequest, name: str) -> None:
    """It raises, and would fail the test even if the program took that calmly."""
    guard = request.config.stash[GUARD]
    with pytest.raises(PermissionError, match="no test may do this"):
        TRIES[name]()
    assert len(guard.found) == 1
    guard.found.clear()
    assert not OUTSIDE.exists()


def test_what_is_needed_is_allowed(tmp_path: Path) -> None:
    """The test's own folder, temporary files, what is thrown away, and this computer."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_text("x")
    shutil.rmtree(tmp_path / "a")
    Path(os.devnull).write_text("x")
    with socket.create_server(("127.0.0.1", 0)) as there, socket.create_connection(there.getsockname()):
        pass


def test_nothing_is_guarded_before_and_after(tmp_path: Path) -> None:
    """Pytest writes its own files around the tests."""
    guard = Guard(())
    guard.begin(tmp_path)
    guard.end()
    guard._see("os.mkdir", ("/", 0o777, -1))
    assert guard.found == []


def test_what_was_written_in_places_is_found(tmp_path: Path) -> None:
    """New, changed and gone; what was only read is not."""
    for name in ("read", "changed", "gone"):
        (tmp_path / name).write_text(name)
    places = Places((str(tmp_path),))
    assert places.changes() == []
    (tmp_path / "read").read_text()
    (tmp_path / "changed").write_text("something else")
    (tmp_path / "gone").unlink()
    (tmp_path / "new").mkdir()
    assert places.changes() == [str(tmp_path / name) for name in ("changed", "gone", "new")]


@pytest.mark.skipif(sys.platform == "win32", reason="files have no user's number there")
def test_what_another_user_wrote_is_not_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a shared machine the top of the disk and its temporary places change at any time."""
    monkeypatch.setattr("tests.guard._around", lambda: [tmp_path])
    places = Places(())
    new = tmp_path / "new"
    new.mkdir()
    assert places.changes() == [str(new)]
    monkeypatch.setattr(os, "geteuid", lambda: new.stat().st_uid + 1)
    assert places.changes() == []


CULPRIT = "import subprocess, sys\ndef test_it():\n    subprocess.run([sys.executable, '-c', {!r}], check=True)\n"


def test_a_run_fails_when_a_child_wrote_elsewhere(tmp_path: Path) -> None:
    """The home of whoever runs the tests is looked at, although no test knows it."""
    home, suite = tmp_path / "real home", tmp_path / "tests"
    home.mkdir()
    suite.mkdir()
    shutil.copy(ROOT / "tests" / "conftest.py", suite)
    left = home / "left-behind"
    (suite / "test_culprit.py").write_text(CULPRIT.format(f"open({str(left)!r}, 'w')"))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    options = ("-p", "no:cacheprovider", "--basetemp", str(tmp_path / "base"))
    command = [sys.executable, "-m", "pytest", *options, str(suite)]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env={**environment, "HOME": str(home), "USERPROFILE": str(home), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"written outside the checkout and the temporary folder while the tests ran:\n{left}\n" in done.stderr


ANOTHER_RUN = """
import os
remove = os.rmdir
def rmdir(path, *args, **options):
    if "garbage-" in str(path):
        raise OSError(39, "Directory not empty", str(path))
    remove(path, *args, **options)
os.rmdir = rmdir
def pytest_sessionstart(session):
    (session.config._tmp_path_factory.getbasetemp().parent / "garbage-old").mkdir()
"""
"""A plugin that stands for a run that clears away the same old folder at the same time."""


def test_two_runs_may_end_at_once(tmp_path: Path) -> None:
    """Both clear away what is left of an old one; what one of them cannot remove is told, and fails nothing."""
    (tmp_path / "another_run.py").write_text(ANOTHER_RUN)
    options = ("-p", "no:cacheprovider", "-p", "another_run", "tests/domain/history/test_minutes.py")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "PYTEST_DEBUG_TEMPROOT": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "garbage-" in done.stdout + done.stderr
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(not hasattr(os, "setuid"), reason="there is always a home")
def test_without_any_home_there_is_nothing_to_guard(tmp_path: Path) -> None:
    """A container may give its user a number and nothing else; a path that cannot be is no home either."""
    script = (
        "import pwd\n"
        "def nobody(uid): raise KeyError(uid)\n"
        "pwd.getpwuid = nobody\n"
        "from tests.guard import Places, own_folders\n"
        "Places(own_folders()).changes()\n"
        "print(own_folders())\n"
    )
    for given in ({}, {"DBS_TUI_HOME": "~nosuch/a"}):
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **given}
        command = [sys.executable, "-c", script]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert (done.stdout, done.stderr) == ("()\n", "")


@pytest.mark.parametrize("way", [["-O"], ["-OO"]], ids=" ".join)
def test_without_assertions_a_run_says_so(tmp_path: Path, way: list[str]) -> None:
    """In one line, instead of passing whatever the program does."""
    command = [
        sys.executable,
        *way,
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        "--collect-only",
        str(ROOT / "tests" / "domain"),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "run them without PYTHONOPTIMIZE and -O" in done.stderr
    assert "Traceback" not in done.stderr

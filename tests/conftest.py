"""What every test has: an environment, a home and a zone of its own, nothing of this machine, and a guard."""

import gc
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.guard import Guard, Places, own_folders

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

FIXED = {"LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24", "TZ": "CET-1", "PIP_USER": "0"}
"""Variables that say what the machine is like: the same for every test on every machine."""

KEPT = (
    *("PATH", "PATHEXT", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PROGRAMFILES", "NUMBER_OF_PROCESSORS"),
    *("LD_", "DYLD_", "PYTEST", "COV", "PIP_", "UV_", "SSL_CERT", "REQUESTS_CA", "CURL_CA", "VIRTUAL_ENV"),
    *("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "FAKETIME", "DATEFUDGE"),
)
"""Beginnings of the names of variables that stay: without these no other program could be started or installed."""

LEFT = ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT")
"""And of those that do not: a test says itself where it installs."""

LONGEST = (
    *("test_memory.py", "test_torture.py", "test_screenshots.py", "test_packaging.py", "test_no_network.py"),
    *("test_processes.py", "test_killed.py"),
)
"""The files with a test that takes half a minute alone."""

PRIVATE = own_folders()
GUARD = pytest.StashKey[Guard]()
PLACES = pytest.StashKey[Places]()

# Every app that a test opens leaves a ring of thousands of objects: looking for them seldom saves a fifth of the time.
gc.set_threshold(100_000, 20, 50)


def pytest_configure(config: pytest.Config) -> None:
    """Begin anew where the names of files are not text, and say what cannot be."""
    if not __debug__:
        raise pytest.UsageError("the tests assert what they say: run them without PYTHONOPTIMIZE and -O")
    if sys.getfilesystemencoding() != "utf-8":
        config.pluginmanager.getplugin("capturemanager").stop_global_capturing()
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], {**os.environ, "PYTHONUTF8": "1"})
    config.stash[GUARD] = Guard(PRIVATE)


def is_worker(config: pytest.Config) -> bool:
    """Whether this process runs some of the tests for another one."""
    return hasattr(config, "workerinput")


def pytest_sessionstart(session: pytest.Session) -> None:
    """Remember what stands outside the checkout and the temporary folder."""
    if not is_worker(session.config):
        session.config.stash[PLACES] = Places(PRIVATE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest: a crowd is through when the last of them is."""
    items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> Iterator[None]:
    """The run fails if anything there was written."""
    changes = session.config.stash[PLACES].changes() if not is_worker(session.config) else []
    if changes:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    yield
    if changes:
        lines = "\n".join(changes)
        sys.stderr.write(
            f"\nwritten outside the checkout and the temporary folder while the tests ran:\n{lines}\n"
            "By a test, or by another program of yours that ran at the same time.\n"
        )


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The temporary folder of the whole run, which the processes of a parallel run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if is_worker(request.config) else own


@pytest.fixture(scope="session", autouse=True)
def _guarded(
    request: pytest.FixtureRequest, run_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Temporary files go into the folder of the run as well, and nothing goes anywhere else."""
    tempfile.tempdir = str(tmp_path_factory.mktemp("tmp", numbered=False))
    for name in [name for name in os.environ if name.upper().startswith(LEFT) or not name.upper().startswith(KEPT)]:
        del os.environ[name]
    os.environ.update(FIXED, TMPDIR=tempfile.tempdir, TEMP=tempfile.tempdir, TMP=tempfile.tempdir)
    guard = request.config.stash[GUARD]
    guard.begin(run_folder)
    yield
    guard.end()


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[None]:
    """A home of the test's own and the zone of every test; what the guard refused fails the test."""
    with pytest.MonkeyPatch.context() as patch:
        for name, place in FOLDERS.items():
            patch.setenv(name, str(tmp_path / "home" / place))
        take_over_the_zone()
        yield
    take_over_the_zone()
    found = request.config.stash[GUARD].found
    tried, found[:] = found[:], []
    assert tried == []


def take_over_the_zone() -> None:
    """Have the C library read ``TZ`` again."""
    if hasattr(time, "tzset"):  # Windows has none
        time.tzset()

"""What is imported and what is not: the start stays fast, and only the app pulls in the screens. No network anywhere.

Each command runs in a process of its own, in an empty home, and tells which modules it ended with.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROBE = """
import json, os, sys
clean = set(sys.modules)
from dbs_tui.cli import main
code = main(sys.argv[1:])
with open(os.environ["PROBE"], "w") as file:
    json.dump([code, sorted(set(sys.modules) - clean), sorted(sys.modules)], file)
"""

QUICK_WORKOUT = """
import sys
from dbs_tui import clock
time = 0
clock.now = lambda: time
from dbs_tui.commands import plain

class Console:
    has_keys = False
    def __init__(self, *_): pass
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def stop(self): pass
    def wait(self, until):
        global time
        time = until
        return ""

plain.Console = Console
"""

NETWORK = (
    "socket",
    "_socket",
    "ssl",
    "_ssl",
    "http.client",
    "urllib.request",
    "ftplib",
    "smtplib",
    "asyncio",
    "select",
)
SCREENS = ("textual", "rich", "dbs_tui.ui")


class Imported(frozenset[str]):
    """The modules that a command imported."""

    def any_of(self, names: tuple[str, ...]) -> set[str]:
        """Those of the names, or inside them, that are there."""
        return {module for module in self for name in names if module == name or module.startswith(f"{name}.")}


def imported(tmp_path: Path, *arguments: str, before: str = "", code: int = 0) -> Imported:
    """Run a command and see what it imported."""
    result = tmp_path / "modules.json"
    environment = {**os.environ, "DBS_TUI_HOME": str(tmp_path / "home"), "PROBE": str(result)}
    done = subprocess.run(
        [sys.executable, "-c", before + PROBE, *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    ended, new, everything = json.loads(result.read_text())
    assert ended == code, done.stderr
    return Imported(everything if before else new)


def without_packages(modules: Imported) -> frozenset[str]:
    """The modules less the packages of ours, which hold a docstring each."""
    ours = {name for name in modules if name.startswith("dbs_tui")}
    return modules - {name for name in ours if any(other.startswith(f"{name}.") for other in ours)}


def test_the_version_needs_next_to_nothing(tmp_path: Path) -> None:
    """Our own front door and the version, and no module of the standard library that the interpreter has not got."""
    modules = imported(tmp_path, "--version")
    assert modules.any_of(("dbs_tui",)) == {"dbs_tui", "dbs_tui.cli"}
    assert len(modules) == 2


@pytest.mark.parametrize("arguments", [("--help",), ("start", "--help"), ("nope",), ("history", "--since", "x")])
def test_help_and_usage_need_only_argparse(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """No settings, no routines, no history: nothing that reads a file."""
    modules = imported(tmp_path, *arguments, code=0 if "--help" in arguments else 2)
    assert "argparse" in modules
    assert not modules.any_of((*SCREENS, *NETWORK, "tinydb", "tomllib", "platformdirs", "json"))
    assert not modules.any_of(("dbs_tui.library", "dbs_tui.storage", "dbs_tui.content", "dbs_tui.config"))


@pytest.mark.parametrize(
    "arguments",
    [
        ("routines",),
        ("routines", "--json"),
        ("export", "-", "--format", "json"),
        ("export", "-", "--format", "html"),
        ("check", "pyproject.toml"),
        ("status",),
        ("status", "--json"),
        ("history",),
        ("history", "--json"),
        ("start",),
    ],
    ids=" ".join,
)
def test_commands_import_no_screens_and_no_network(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """A status bar that asks every minute pays for what it asks."""
    modules = imported(tmp_path, *arguments, code=1 if arguments[0] in ("check", "start") else 0)
    assert not modules.any_of((*SCREENS, *NETWORK))


def test_a_plain_workout_imports_no_screens_and_no_network(tmp_path: Path) -> None:
    """From the first line to the saved session."""
    modules = imported(tmp_path, "start", "desk-break-2", "--plain", before=QUICK_WORKOUT)
    assert "dbs_tui.storage.history" in modules
    assert not modules.any_of((*SCREENS, *(name for name in NETWORK if name != "select")))


@pytest.mark.parametrize("arguments", [("routines",), ("check", "pyproject.toml")], ids=" ".join)
def test_routines_are_read_without_the_history(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Listing and checking routines opens no database."""
    modules = imported(tmp_path, *arguments, code=1 if arguments[0] == "check" else 0)
    assert not modules.any_of(("tinydb", "dbs_tui.storage"))


@pytest.mark.parametrize(("arguments", "most"), [(("--help",), 45), (("status",), 141)], ids=str)
def test_the_number_of_modules_has_a_ceiling(tmp_path: Path, arguments: tuple[str, ...], most: int) -> None:
    """A guard that does not depend on the machine's mood: raise it only for something that is worth its time."""
    assert len(without_packages(imported(tmp_path, *arguments))) <= most


FIRST_FRAME = """
import asyncio, json, os, sys
import textual.app, textual.pilot, textual.widgets
from textual.widgets import Static
floor = set(sys.modules)
from dbs_tui.commands import train
from dbs_tui.ui.app import DbsApp
from dbs_tui.ui.services.this_machine import services_of_this_machine

# What is asked for later does not belong to the first frame.
DbsApp.call_after_refresh = lambda self, callback, *args, **kwargs: True

async def main():
    services = services_of_this_machine()
    async with DbsApp(services).run_test(size=(120, 36)) as pilot:
        painted = "".join(strip.text for strip in pilot.app.screen._compositor.render_strips())
        with open(os.environ["PROBE"], "w") as file:
            json.dump([painted, sorted(set(sys.modules) - floor)], file)
    services.ports.writer.close()

asyncio.run(main())
"""


def test_the_first_frame_imports_little(tmp_path: Path) -> None:
    """Today is painted before the history, the drafts, the flows and the lessons are even imported."""
    home, result = tmp_path / "home", tmp_path / "modules.json"
    home.mkdir()
    (home / "config.toml").write_text("safety_accepted = 1\n")
    environment = {**os.environ, "DBS_TUI_HOME": str(home), "PROBE": str(result)}
    done = subprocess.run([sys.executable, "-c", FIRST_FRAME], env=environment, capture_output=True, text=True)  # noqa: PLW1510
    assert done.returncode == 0, done.stderr
    painted, new = json.loads(result.read_text())
    modules = Imported(new)
    assert "This week" in painted
    assert "Five-minute starter" in painted
    assert not modules.any_of(("tinydb", "tomlkit", "hashlib", "dbs_tui.storage.history", "dbs_tui.library.drafts"))
    assert not modules.any_of(
        ("dbs_tui.ui.train.flow", "dbs_tui.ui.kit.messages", "dbs_tui.domain.learning.lesson", "dbs_tui.announce")
    )
    # Among them: faults, signals, held keys, small terminals, the wiped page, typed paths, words that are clicked, what
    # was trained lately, the parts of the services and of Today, how programs are started, a driver that says little.
    assert len(without_packages(modules)) <= 90, modules


WITHOUT_OPENSSL = """
import sys
from dbs_tui.commands.train import _import_asyncio
_import_asyncio()
import asyncio, textual.app
print([name for name in ("ssl", "_ssl", "_hashlib") if name in sys.modules])
import ssl
print(ssl.create_default_context().check_hostname, asyncio.run(asyncio.sleep(0, "runs")))
"""


def test_the_app_runs_without_openssl_and_whoever_wants_it_gets_it() -> None:
    """Neither asyncio nor Textual needs it; 4 MiB."""
    done = subprocess.run([sys.executable, "-c", WITHOUT_OPENSSL], capture_output=True, text=True)  # noqa: PLW1510
    assert done.stdout.splitlines() == ["[]", "True runs"], done.stderr


def test_a_ready_status_line_imports_nothing_of_the_program(tmp_path: Path) -> None:
    """But what says how files look."""
    home = tmp_path / "home"
    (home / "state").mkdir(parents=True)
    modules = imported(tmp_path, "status", "--format", "{streak} {sit}")
    assert "dbs_tui.storage.figures" in modules
    modules = imported(tmp_path, "status", "--format", "{streak} {sit}")
    assert set(modules) == {"dbs_tui", "dbs_tui.cli", "dbs_tui.looks", "dbs_tui.ready_line", "binascii"}

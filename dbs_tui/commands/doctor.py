"""``doctor``: where everything is, which versions, and whether the history is well. Safe to show to others.

It looks and changes nothing; ``--repair`` brings back what copies still have.
"""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dbs_tui import __version__, config, paths
from dbs_tui.commands import machine
from dbs_tui.commands.abilities import abilities
from dbs_tui.commands.output import FailedError, is_terminal, say, table
from dbs_tui.domain.common.text import counted
from dbs_tui.presence.machine import Machine
from dbs_tui.presence.sight import presence_words
from dbs_tui.storage.errors import StoreError
from dbs_tui.storage.file_layout import FileLayout
from dbs_tui.storage.health import Health, examine
from dbs_tui.typed_path import PathError, expanded

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

PACKAGES = ("textual", "tinydb", "platformdirs")


def doctor(repair: bool, yes: bool) -> int:
    """Print how the installation and the history are; with ``repair`` restore what can be, after asking.

    0 when all is well.

    Raises:
        FailedError: the history cannot be read, or what was missing cannot be written.
    """
    layout = FileLayout(machine.history_folder(), paths.state_folder())
    health = _told(lambda: examine(layout))
    for line in table([*_machine(), *_places(layout), *_store(health)]):
        say(line)
    if not repair:
        return 0 if health.well else 1
    if not (health.lacking or health.held or health.away):
        say("There is nothing to bring back.")
        return 0 if health.well else 1
    if not (yes or _agreed(health)):
        return 1
    count = _told(lambda: _repaired(layout))
    say(f"{counted(count, 'document')} came back.")
    return 0


def _repaired(layout: FileLayout) -> int:
    from dbs_tui.storage.months import MonthFiles

    return MonthFiles(layout).repair()


def _agreed(health: Health) -> bool:
    what = f"{counted(len(health.lacking), 'document')} would be written into the history"
    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        say(f"{what}; with --yes they are.")
        return False
    say(f"{what}; nothing that is there is changed. Do it? [y/N]")
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _machine() -> Iterator[tuple[str, str]]:
    from importlib.metadata import PackageNotFoundError, version

    yield "dbs-tui", __version__
    yield "Python", f"{platform.python_version()} on {platform.system()} {platform.release()}"
    for name in PACKAGES:
        try:
            yield name, version(name)
        except PackageNotFoundError:
            yield name, "missing"
    encoding = getattr(sys.stdout, "encoding", None) or "no encoding"  # it may be closed
    yield "Terminal", f"{os.environ.get('TERM', 'none')}, {_size()}, {encoding}"
    if found := [name for name in ("NO_COLOR", "COLORTERM", "TMUX", "SSH_TTY") if os.environ.get(name)]:
        yield "Set", ", ".join(found)
    yield from abilities(os.environ, encoding, shutil.which, sys.platform == "win32")
    yield "Presence", presence_words(Machine())


def _size() -> str:
    """The size of the terminal that the program was started in, also when its output goes to a pipe or a file."""
    for stream in (sys.__stdout__, sys.__stderr__, sys.__stdin__):
        with suppress(OSError, ValueError, AttributeError):
            found = os.get_terminal_size(stream.fileno())  # type: ignore[union-attr] # closed: it has none then
            return f"{found.columns} by {found.lines}"
    return "of no known size"


def _places(layout: FileLayout) -> Iterator[tuple[str, str]]:
    wrong = len(config.load(paths.config_file()).warnings)
    yield "Settings", _shown(paths.config_file()) + (f", {counted(wrong, 'line')} not used" if wrong else "")
    yield "Routines", _shown(paths.user_routines())
    if broken := [entry.id for entry in machine.shelf().entries if entry.routine is None]:
        yield "Broken routines", f"{counted(len(broken), 'file')}; dbs-tui check says what is wrong"
    yield "History", _shown(layout.history)
    yield "State", _shown(layout.here)
    yield "Device", layout.device() or "none yet"


def _store(health: Health) -> Iterator[tuple[str, str]]:
    yield "Files", f"{health.files} of {counted(health.devices, 'device')}, {health.size / 1000:.0f} kB"
    yield "Sessions", f"{health.sessions}, {health.deleted} deleted, {health.interrupted} interrupted"
    waiting = "written while the history was away; into it when it is next opened, or with dbs-tui doctor --repair"
    for name, number, things, what in (
        ("Conflict copies", health.conflicts, "file", "read like any other file"),
        ("Set aside", len(health.aside), "damaged file", "beside the history's own"),
        ("Damaged", health.damaged, "file", "our own are mended when the history is next opened"),
        ("Not shown", health.unshown, "record", "they cannot be read, and are kept where they are"),
        ("Unreadable", health.unreadable, "file", "check who may read them"),
        ("Waiting", health.held, "file", waiting),
        ("Only in copies", len(health.lacking), "document", "dbs-tui doctor --repair brings them back"),
    ):
        if number:
            yield name, f"{counted(number, things)}; {what}"
    if health.away:
        yield "Gone", "the folder this device writes to; bring it back, or dbs-tui doctor --repair makes it again"
    yield "Health", "good" if health.well else "see above"


def _shown(path: Path) -> str:
    """A path without the user's name, and whether something is there."""
    home = _home()
    short = f"~{os.sep}{path.relative_to(home)}" if home and path.is_relative_to(home) else str(path)
    return short if os.path.lexists(path) else f"{short} (not made yet)"


def _home() -> Path | None:
    try:
        return expanded("~")
    except PathError:
        return None


def _told(act: Callable[[], T]) -> T:
    try:
        return act()
    except StoreError as error:
        raise FailedError(str(error)) from error

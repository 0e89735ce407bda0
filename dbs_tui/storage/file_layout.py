"""Where the files of a history are: the folder that may be shared by several devices, and what stays on this machine.

Which device this is stands outside the history folder, so that a folder that is copied does not clone the device.
"""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from dbs_tui import atomic
from dbs_tui.atomic import Signature
from dbs_tui.digest import blake2b
from dbs_tui.storage.errors import DamageError, store_errors
from dbs_tui.storage.versioned_document import Version, decode, month_of, salvaged

ENDING = ".json"
HERE, NOTE = "history-", "path"
_DEVICE = re.compile(rb"[0-9a-f]{12}\n?")


class FileLayout(NamedTuple):
    """The paths of one history on one machine. Asking for a path creates nothing."""

    history: Path
    """``DEVICE/YYYY-MM.json`` for every device."""
    state: Path
    """This machine's own folder."""

    @property
    def here(self) -> Path:
        """The folder of this machine for this history; one machine may have several histories."""
        name = os.path.realpath(self.history)
        return self.state / f"{HERE}{blake2b(os.fsencode(name), digest_size=4).hexdigest()}"

    @property
    def lock(self) -> Path:
        """The lock of all writing."""
        return self.here / "lock"

    @property
    def turn(self) -> Path:
        """The lock that a running session holds."""
        return self.here / "session.lock"

    @property
    def running(self) -> Path:
        """The file of interrupted sessions, which other devices must not offer."""
        return self.here / f"running{ENDING}"

    @property
    def held(self) -> Path:
        """The folder of what was written while the history folder was away."""
        return self.here / "held"

    def make_here(self) -> None:
        """Make the folder of this machine, with a note of the path of the history that it is for.

        Raises:
            StoreError: it could not be made.
        """
        with store_errors(self.here, "could not be made"):
            atomic.make_folder(self.here)
        note = self.here / NOTE
        with suppress(OSError):  # without it, nothing is ever taken for another history's
            if note.is_symlink() or atomic.signature(note) is None:
                atomic.copy(note, os.fsencode(os.path.realpath(self.history)), 0)

    def elsewhere(self) -> Iterator[Path]:
        """The machine's folders for paths where a history was and is no longer: this history may come from there."""
        with suppress(OSError):
            for name in atomic.names(self.state):
                if name.startswith(HERE) and self.state / name != self.here and self._is_left(self.state / name):
                    yield self.state / name

    def _is_left(self, folder: Path) -> bool:
        """Whether the history that a machine folder is for has lost the folder of this device."""
        try:
            history = Path(os.fsdecode(atomic.read(folder / NOTE)[0]))
            return not atomic.is_folder(history / (self.device() or "nobody"))
        except FileNotFoundError:  # an earlier version of the program left no note
            return True
        except (OSError, ValueError):
            return False

    def held_elsewhere(self) -> list[Path]:
        """The folders of held writes of this history from when it had another path."""
        return [folder / self.held.name for folder in self.elsewhere()]

    def running_elsewhere(self) -> list[Path]:
        """The files of interrupted sessions from when the history had another path."""
        return [folder / self.running.name for folder in self.elsewhere()]

    def own(self, device: str) -> Path:
        """The only folder of the history that this device writes to."""
        return self.history / device

    def mirror(self, device: str) -> Path:
        """The folder with a copy of every own file."""
        return self.here / f"mirror-{device}"

    def earlier(self, device: str) -> Path:
        """The folder with the copies as of the end of an earlier day."""
        return self.here / f"earlier-{device}"

    def device(self) -> str | None:
        """The id of this device; ``None`` before the first write, and while it cannot be read."""
        try:
            return self._device()
        except OSError:
            return None

    def make_device(self) -> str:
        """The id of this device, created at the first call.

        Raises:
            StoreError: it could not be read or written.
        """
        path = self.state / "device"
        with store_errors(path, "could not be read"):
            known = self._device()
        if known:
            return known
        device = os.urandom(6).hex()
        with store_errors(path, "could not be written"):
            atomic.make_folder(self.state)
            atomic.write(path, f"{device}\n".encode())
        return device

    def _device(self) -> str | None:
        try:
            data, _ = atomic.read(self.state / "device")
        except FileNotFoundError:
            return None
        return data.decode().strip() if _DEVICE.fullmatch(data) else None

    def devices(self) -> Iterator[Path]:
        """The folders that are read: the history's own, and every one in it that is not hidden.

        Raises:
            OSError: the history folder cannot be read.
        """
        yield self.history
        for name in atomic.names(self.history):
            if not name.startswith(".") and atomic.is_folder(self.history / name):
                yield self.history / name


class FoundFile(NamedTuple):
    """What was found at a path: the documents, the bytes, the signature, and what is damaged."""

    versions: list[Version]
    """Of a damaged file: those in the lines that are still whole."""
    data: bytes = b""
    signature: Signature | None = None
    """``None`` while there is no file."""
    damage: str = ""
    """What is wrong with it; empty when it is whole."""


def found(path: Path) -> FoundFile:
    """Read a month's file; empty where there is none. Wrong bytes are reported as damage, not raised.

    Raises:
        OSError: it could not be read.
    """
    try:
        data, signature = atomic.read(path)
    except FileNotFoundError:
        return FoundFile([], damage="a link that leads nowhere is in its place" if path.is_symlink() else "")
    except IsADirectoryError:
        what = "a folder" if atomic.is_folder(path) else "something that is no file"
        return FoundFile([], damage=f"{what} is in its place")
    month = month_of(path.name)
    try:
        return FoundFile(decode(data, month), data, signature)
    except DamageError as error:
        damage = str(error)
    except Exception as error:  # nothing that a file holds may stop anything
        damage = f"it cannot be read: {type(error).__name__}"
    try:
        return FoundFile(salvaged(data, month), data, signature, damage)
    except Exception:
        return FoundFile([], data, signature, damage)


def busy(folder: Path) -> str:
    """The message for a user whose other copy of the program holds the lock of all writing."""
    return (
        f"{folder}: another copy of dbs-tui is writing here and does not finish; "
        "if it is stopped, let it go on or end it, then try again"
    )

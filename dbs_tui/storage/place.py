"""Where the bytes of the history are: a folder, or memory for tests and previews. Both keep named files of bytes."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Protocol

from dbs_tui.storage import atomic
from dbs_tui.storage.errors import told
from dbs_tui.storage.lock import PATIENCE, KernelLock


class Place(Protocol):
    """Named files of bytes, shared by all running copies of the program."""

    def path(self, name: str) -> Path:
        """Where a file is, for messages."""
        ...

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; ``None`` when there is none. Raises ``StoreError`` when it cannot be read."""
        ...

    def write(self, name: str, data: bytes) -> None:
        """Replace a file, all or nothing; safe on return. Only inside ``alone``. Raises ``StoreError``."""
        ...

    def set_aside(self, name: str) -> Path:
        """Give a file another, dated name that was free, and say which. Only inside ``alone``."""
        ...

    def alone(self) -> AbstractContextManager[None]:
        """Keep every other copy from writing while the block runs, for milliseconds. Raises ``StoreError``."""
        ...

    def begin(self) -> bool:
        """Take the one turn to run a session; ``False`` when another copy has it. Only inside ``alone``."""
        ...

    def end(self) -> None:
        """Give the turn back."""
        ...

    def busy_elsewhere(self) -> bool:
        """Whether another copy has the turn. Only inside ``alone``."""
        ...


def _now() -> datetime:
    return datetime.now().astimezone()


class Folder:
    """A folder on disk. It is made by the first write, not before."""

    def __init__(self, folder: Path, now: Callable[[], datetime] = _now, patience: float = PATIENCE) -> None:
        self._folder = folder
        self._now = now
        self._patience = patience
        self._turn = KernelLock(folder / ".session.lock")

    def path(self, name: str) -> Path:
        """Where a file is, for messages."""
        return self._folder / name

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; ``None`` when it or the folder is not there."""
        path = self.path(name)
        with told(path, "could not be read"):
            try:
                return path.read_bytes()
            except FileNotFoundError:
                return None

    def write(self, name: str, data: bytes) -> None:
        """Replace a file so that it outlives a power cut."""
        path = self.path(name)
        with told(path, "could not be written"):
            atomic.write(path, data)

    def set_aside(self, name: str) -> Path:
        """Rename a file to ``NAME.damaged-DATE-TIME``."""
        path = self.path(name)
        dated = f"{name}.damaged-{self._now():%Y%m%d-%H%M%S}"
        names = (dated, *(f"{dated}-{number}" for number in range(2, 1000)))
        with told(path, "is damaged and could not be set aside"):
            target = next(path.with_name(free) for free in names if not os.path.lexists(path.with_name(free)))
            atomic.move(path, target)
        return target

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the lock of the folder, which is made when it is not there."""
        with told(self._folder, "could not be made"):
            atomic.make_folder(self._folder)
        # A lock object of its own for each time, so that two threads keep each other out like two programs.
        with KernelLock(self._folder / ".lock").waiting(self._patience):
            yield

    def begin(self) -> bool:
        """Lock the file of the running session."""
        return self._turn.take()

    def end(self) -> None:
        """Unlock it."""
        self._turn.free()

    def busy_elsewhere(self) -> bool:
        """Whether another copy has locked it."""
        return self._turn.taken_elsewhere()


class Memory:
    """The same in memory, for one program: gone when it ends."""

    def __init__(self) -> None:
        self._files: dict[str, bytes] = {}
        self._lock = threading.Lock()

    def path(self, name: str) -> Path:
        """The name alone."""
        return Path(name)

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; ``None`` when there is none."""
        return self._files.get(name)

    def write(self, name: str, data: bytes) -> None:
        """Replace a file."""
        self._files[name] = data

    def set_aside(self, name: str) -> Path:
        """Rename a file to a free name."""
        target = f"{name}.damaged-{len(self._files)}"
        self._files[target] = self._files.pop(name)
        return Path(target)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other threads out."""
        with self._lock:
            yield

    def begin(self) -> bool:
        """There is no other copy."""
        return True

    def end(self) -> None:
        """There is no other copy."""

    def busy_elsewhere(self) -> bool:
        """There is no other copy."""
        return False

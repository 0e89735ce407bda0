"""The running session and those that were interrupted. They stay on this machine: no other may offer them."""

import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Protocol

from dbs_tui import atomic
from dbs_tui.storage.errors import DamageError, told
from dbs_tui.storage.lock import PATIENCE, POLL, KernelLock
from dbs_tui.storage.places import Places
from dbs_tui.storage.rows import Document, Row, decode, id_of, stamp, union
from dbs_tui.storage.shelf import Shelf

RUNNING = "running"
TRIES = 4
"""A turn that is taken may only be asked about, by another copy, for a moment: so often it is tried."""


class Running(Protocol):
    """What is kept of sessions that are not finished, by session id, and the one turn to run one."""

    def documents(self) -> list[Document]:
        """Everything that is kept; nothing while another copy of the program has the turn. Raises ``StoreError``."""
        ...

    def keep(self, name: str, document: Document) -> None:
        """Put a document in the place of the one of that name, safely. Raises ``StoreError``."""
        ...

    def drop(self, name: str) -> None:
        """Remove the document of that name, if there is one. Raises ``StoreError``."""
        ...

    def begin(self) -> bool:
        """Take the turn, without waiting; ``False`` when another copy has it. Raises ``StoreError``."""
        ...

    def end(self) -> None:
        """Give the turn back."""
        ...


class RunningFile:
    """One file in the folder of this machine, under the lock that all writing is under.

    Here a document that is not there was dropped, so nothing is remembered from one call to the next.
    """

    def __init__(
        self, places: Places, now: Callable[[], datetime], notice: Callable[[str], None], patience: float = PATIENCE
    ) -> None:
        self._places = places
        self._patience = patience
        self._now = now
        self._notice = notice
        self._turn = KernelLock(places.turn)
        self._tidy = False

    def documents(self) -> list[Document]:
        """Everything that is kept; nothing while another copy has the turn.

        Waits for nobody: the file is only ever replaced whole. The lock is needed where it has to be mended.
        """
        if not self._is_there():
            return []
        rows = self._rows()
        # Asked afterwards: a session that was begun meanwhile is not to be offered.
        return [] if self._turn.taken_elsewhere() else [row.document for row in rows]

    def keep(self, name: str, document: Document) -> None:
        """Put a document in the place of the one of that name."""
        with self._alone() as shelf:
            rows = shelf.current(RUNNING).rows
            row = Row(RUNNING, id_of(RUNNING, name), 1, stamp(self._now()), document, month=RUNNING)
            old = rows.get(row.key)
            shelf.put(RUNNING, [row._replace(rev=old.rev + 1) if old else row], rows.get)

    def drop(self, name: str) -> None:
        """Remove the document of that name."""
        if self._is_there():
            with self._alone() as shelf:
                shelf.drop(RUNNING, (RUNNING, id_of(RUNNING, name)))

    def begin(self) -> bool:
        """Lock a file for as long as the session runs; the kernel frees it when the program ends, however it ends."""
        with self._alone():
            for _ in range(TRIES):
                if self._turn.take():
                    return True
                time.sleep(POLL)
        return False

    def end(self) -> None:
        """Unlock it."""
        self._turn.free()

    def _is_there(self) -> bool:
        with told(self._places.running, "could not be read"):
            return atomic.signature(self._places.running) is not None

    def _rows(self) -> Collection[Row]:
        path = self._places.running
        with told(path, "could not be read"), suppress(DamageError, FileNotFoundError, IsADirectoryError):
            return union(decode(atomic.read(path)[0], RUNNING)).values()
        with self._alone() as shelf:
            return shelf.current(RUNNING).rows.values()

    @contextmanager
    def _alone(self) -> Iterator[Shelf]:
        folder = self._places.here
        with told(folder, "could not be made"):
            atomic.make_folder(folder)
        # A lock object of its own for each time, so that two threads keep each other out like two programs.
        with KernelLock(self._places.lock).waiting(self._patience):
            if not self._tidy:
                atomic.remove_leftovers(folder)
                self._tidy = True
            yield Shelf(folder, None, self._now, self._notice)


class RunningMemory:
    """The same in memory, for one program: there is no other copy."""

    def __init__(self) -> None:
        self._documents: dict[str, Document] = {}

    def documents(self) -> list[Document]:
        """Everything that is kept."""
        return [*self._documents.values()]

    def keep(self, name: str, document: Document) -> None:
        """Put a document in the place of the one of that name."""
        self._documents[name] = document

    def drop(self, name: str) -> None:
        """Remove the document of that name."""
        self._documents.pop(name, None)

    def begin(self) -> bool:
        """Always."""
        return True

    def end(self) -> None:
        """Nothing to give back."""

"""Sessions that are not finished: running, interrupted, discarded. They stay on this machine: no other may offer them.

A discarded one is only marked, so that whoever thinks better of it within a day has it back.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from dbs_tui import atomic
from dbs_tui.kernel_lock import PATIENCE, POLL, KernelLock
from dbs_tui.storage.decoded import replaceable
from dbs_tui.storage.device_files import DeviceFiles
from dbs_tui.storage.documents import SESSIONS, session_from
from dbs_tui.storage.errors import DocumentError, StoreError, locked, store_errors
from dbs_tui.storage.file_layout import FileLayout, busy, found
from dbs_tui.storage.tables import Database
from dbs_tui.storage.versioned_document import Document, Version, id_of, stamp, union
from dbs_tui.storage.versions import Notices

if TYPE_CHECKING:
    from dbs_tui.domain.training.exercise import Catalogue
    from dbs_tui.domain.training.session_record import Unfinished

RUNNING = "running"
TRIES = 4
"""A turn that is taken may only be asked about, by another copy, for a moment: so often it is tried."""
DISCARDED = "discarded_at"
"""When a session was discarded, in the document of one that was; UTC, so that the later is also the greater text."""
SECOND_THOUGHTS = timedelta(days=1)
"""For so long a discarded session can be brought back."""


class RunningFile:
    """One file in the folder of this machine, by session id, under the lock that all writing is under; and the one turn
    to run a session.

    Here a document that is not there was dropped, so nothing is remembered from one call to the next. What was kept
    when the history had another path is found too: it belongs to the machine.
    """

    def __init__(
        self, layout: FileLayout, now: Callable[[], datetime], notice: Callable[[str], None], patience: float = PATIENCE
    ) -> None:
        self._layout = layout
        self._patience = patience
        self._now = now
        self._notice = notice
        self._turn = KernelLock(layout.turn)
        self._tidy = False

    def documents(self) -> list[Document]:
        """Everything that is kept; nothing while another copy has the turn.

        Waits for nobody: the file is only ever replaced whole. The lock is needed where it has to be mended.

        Raises:
            StoreError: it cannot be read.
        """
        if not (files := self._files()):
            return []
        rows = {row.key: row for path in reversed(files) for row in self._rows(path)}
        # Asked afterwards: a session that was begun meanwhile is not to be offered.
        return [] if _is_taken(self._turn) else [row.document for row in rows.values()]

    def keep(self, name: str, document: Document) -> None:
        """Put a document in the place of the one of that name, safely. Raises ``StoreError``."""
        with self._alone() as files:
            rows = files.current(RUNNING).rows
            row = Version(RUNNING, id_of(RUNNING, name), 1, stamp(self._now()), document, month=RUNNING)
            old = rows.get(row.key)
            files.put(RUNNING, [row._replace(rev=old.rev + 1) if old else row], rows.get)

    def drop(self, name: str) -> None:
        """Remove the document of a session, if there is one. Raises ``StoreError``."""
        for path in self._files():
            with self._alone(path.parent) as files:
                files.drop(RUNNING, (RUNNING, id_of(RUNNING, name)))

    def begin(self) -> bool:
        """Take the lock of a running session, without waiting; ``False`` when another copy has it.

        Raises ``StoreError``.

        The kernel gives it back when the program ends, however it ends.
        """
        with self._alone(), store_errors(self._turn.path, "could not be locked"):
            for _ in range(TRIES):
                if self._turn.take():
                    return True
                time.sleep(POLL)
        return False

    def end(self) -> None:
        """Release the lock of a running session."""
        self._turn.free()

    def _files(self) -> list[Path]:
        """The files of unfinished sessions: this history's, then those of other paths without a running session."""
        with store_errors(self._layout.running, "could not be read"):
            own = [self._layout.running] if atomic.signature(self._layout.running) else []
        with suppress(OSError, StoreError):
            return own + [
                path
                for path in self._layout.running_elsewhere()
                if atomic.signature(path) and not _is_taken(KernelLock(path.with_name(self._layout.turn.name)))
            ]
        return own

    def _rows(self, path: Path) -> Collection[Version]:
        """The versions in one file; a damaged one is repaired under its lock."""
        with store_errors(path, "could not be read"):
            file = found(path)
        if file.signature and not file.damage:
            return union(file.versions).values()
        with self._alone(path.parent) as files:
            return files.current(RUNNING).rows.values()

    @contextmanager
    def _alone(self, folder: Path | None = None) -> Iterator[DeviceFiles]:
        """Hold the lock of a folder for the block; its files."""
        folder = folder or self._layout.here
        if folder == self._layout.here:
            self._layout.make_here()
        # A lock object of its own for each time, so that two threads keep each other out like two programs.
        with locked(KernelLock(folder / self._layout.lock.name), self._patience, busy(folder)):
            if not self._tidy:
                atomic.remove_leftovers(folder)
                self._tidy = True
            yield DeviceFiles(folder, None, self._now, self._notice)


def _is_taken(turn: KernelLock) -> bool:
    with store_errors(turn.path, "could not be read"):
        return turn.taken_elsewhere()


class UnfinishedSessions:
    """The running session, written after every set, and earlier ones that did not reach their end."""

    def __init__(self, running: RunningFile, database: Database, notices: Notices, catalogue: Catalogue) -> None:
        self.running = running
        self._database = database
        self._notices = notices
        self._catalogue = catalogue

    def keep(self, unfinished: Unfinished) -> None:
        """Put a session on disk as far as it is, in place of what was kept of it before; a discarded one is back.

        Raises:
            StoreError: it could not be written; what was kept before is still there.
        """
        self._write(unfinished)

    def discard(self, unfinished: Unfinished) -> None:
        """Stop offering a session. For a day ``discarded`` still lists it, and ``keep`` brings it back.

        Raises:
            StoreError: it could not be written; what was kept of it before is still offered.
        """
        self._write(unfinished, {DISCARDED: stamp(self._database.now())})

    def offered(self) -> tuple[Unfinished, ...]:
        """Sessions that were interrupted and neither saved nor discarded, oldest first.

        None while another copy is in a session. One with an empty ``routine.blocks`` can be saved but not resumed.

        Raises:
            StoreError: the folder cannot be read.
        """
        return self._read(lambda document: DISCARDED not in document)

    def discarded(self) -> tuple[Unfinished, ...]:
        """Sessions that were discarded within the last day, oldest first.

        Raises:
            StoreError: the folder cannot be read.
        """
        return self._read(lambda document: DISCARDED in document and not self._is_over(document))

    def _read(self, wanted: Callable[[Document], bool]) -> tuple[Unfinished, ...]:
        if not (documents := [*filter(wanted, self.running.documents())]):
            return ()
        told_of = [*self._told_of(documents)]
        if told_of:
            self._database.read()
        left = [one for one in told_of if not self._is_saved(one.session.id)]
        return tuple(sorted(left, key=lambda one: one.session.order))

    def _told_of(self, documents: list[Document]) -> Iterator[Unfinished]:
        from dbs_tui.storage.unfinished_document import unfinished_from

        for document in documents:
            try:
                yield unfinished_from(document, self._catalogue)
            except DocumentError as error:
                self._notices.add(f"{error}; it is kept but not shown.")

    def _write(self, unfinished: Unfinished, more: Document | None = None) -> None:
        """Write the document of a session; discarded ones that are too old to come back are removed."""
        from dbs_tui.storage.unfinished_document import unfinished_document

        session_id, document = unfinished.session.id, {**unfinished_document(unfinished), **(more or {})}
        kept = self.running.documents()
        for known in kept:
            if known.get("id") == session_id:
                replaceable(known, session_from)
        self.running.keep(session_id, document)
        for known in kept:
            if known.get("id") != session_id and self._is_over(known):
                with suppress(StoreError):  # the next write tries again
                    self.running.drop(str(known.get("id")))

    def _is_over(self, document: Document) -> bool:
        """Whether a session was discarded more than a day ago."""
        return str(document.get(DISCARDED, "9")) < stamp(self._database.now() - SECOND_THOUGHTS)

    def _is_saved(self, session_id: str) -> bool:
        return self._database.table(SESSIONS).contains(doc_id=id_of(SESSIONS, session_id))

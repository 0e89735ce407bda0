"""Reads the month files of all devices as one set of versions, and writes changes to this device's own files.

Why nothing can be lost: a file has one writer, which holds a lock and replaces it whole; memory changes after the bytes
are safe; whatever is read can only add to what is known; and a deletion is a version like any other.
"""

import threading
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import groupby
from pathlib import Path

from dbs_tui import atomic
from dbs_tui.atomic import Signature
from dbs_tui.kernel_lock import PATIENCE, KernelLock
from dbs_tui.storage.device_files import Contents, DeviceFiles
from dbs_tui.storage.errors import StoreError, locked, store_errors
from dbs_tui.storage.file_layout import ENDING, FileLayout, FoundFile, busy, found
from dbs_tui.storage.versioned_document import Version, month_of
from dbs_tui.storage.versions import Notices, Versions, local_now

UNDATED = "9999"
"""Sorts files without a month in their name before all others: they are read first."""


class MonthFiles:
    """The history folder, and what this machine keeps for it. Every method may be called from any thread."""

    def __init__(self, layout: FileLayout, now: Callable[[], datetime] = local_now, patience: float = PATIENCE) -> None:
        self.layout = layout
        self.now = now
        self.versions = Versions()
        self.notices = Notices()
        self._lock = KernelLock(layout.lock)
        self._patience = patience
        self._alone = threading.RLock()
        self._locked = False
        self._seen: dict[Path, Signature] = {}
        self._looks: object = None
        """What the counter and the folders looked like before they were last read."""
        self._hurt: set[str] = set()
        """Months whose own file has to be mended."""
        self._held = DeviceFiles(layout.held, None, now, self.notices.add)
        self._own: DeviceFiles | None = None

    # -- reading ------------------------------------------------------------------------------------------------

    def changed(self) -> bool:
        """Whether another copy or a sync tool changed something since the last look, as far as folders tell."""
        return self._looks != self._look()

    def reading(self, months: Container[str] | None = None) -> Iterator[None]:
        """Look for what is new, newest month first, and mend what is hurt; with ``months`` in their files alone.

        Raises:
            StoreError: the history folder cannot be read.
        """
        with self._alone:
            self._looks = self._look() if months is None else None
            new = [path for path in self._news() if months is None or month_of(path.name) in months]
            groups = [list(paths) for _, paths in groupby(new, _month)]
        for paths in groups:
            with self._alone:
                for path in paths:
                    self._read_file(path)
            yield
        with self._alone:
            self._mend()

    def _look(self) -> object:
        try:
            folders = [*self.layout.devices()]
        except OSError:
            folders = []
        return self._lock.counter(), {folder: _signature(folder) for folder in (*folders, self.layout.held)}

    def _news(self) -> list[Path]:
        """The files that have changed since they were read, newest month first."""
        with store_errors(self.layout.history, "could not be read"):
            folders = [*self.layout.devices(), self.layout.held]
        if (own := self._shelf()) and own.away():
            folders += self._copies()
        files = [folder / name for folder in folders for name in _names(folder, self._own, self.notices)]
        new = (path for path in files if path not in self._seen or self._seen[path] != _signature(path))
        return sorted(new, key=_month, reverse=True)

    def _read_file(self, path: Path) -> None:
        """Take in one file; an own one that is damaged is noted for repair."""
        month = month_of(path.name)
        own = self._shelf()
        ours = own is not None and path == own.path(month)
        try:
            file = found(path)
        except OSError as error:
            if not ours:
                self.notices.add(f"{path} could not be read: {error.strerror}; what it holds is not shown.")
            file, hurt = FoundFile([]), True
        else:
            if not file.signature and not file.damage:
                return
            hurt = self._is_hurt(path, file, own if ours else None)
        if ours and hurt:
            self._hurt.add(month)
        self.versions.take(file.versions, ties=ours)

    def _is_hurt(self, path: Path, file: FoundFile, own: DeviceFiles | None) -> bool:
        """Note the contents of a file; whether it has to be repaired.

        ``own`` are the device's files where it is one.
        """
        if file.signature:
            self._seen[path] = file.signature
        if not file.damage:
            return bool(own and file.signature and own.saw(month_of(path.name), file))
        if not own:
            self.notices.add(
                f"{path} is damaged ({file.damage}) and is left as it is; {len(file.versions)} of its documents are "
                "shown."
            )
        return True

    # -- mending ------------------------------------------------------------------------------------------------

    def _mend(self) -> None:
        """Repair damaged own files and bring home what was held; a failure becomes a notice."""
        if (own := self._shelf()) is None:
            return
        if own.away():
            self.notices.add(_away_words(own.folder, self._held.folder))
            return
        try:
            with store_errors(own.folder, "could not be read"):
                self._hurt.update(set(own.copied()) - set(own.months()))
                waiting = self._held.months() or any(True for _ in self._held_elsewhere())
                if self._hurt or waiting or atomic.leftovers(own.folder):
                    self._mend_hurt(own)
        except StoreError as error:
            self.notices.add(f"{error}; what the copy on this machine has is shown.")
            for month in self._hurt:
                self.versions.take(own.backups(month))

    def _mend_hurt(self, own: DeviceFiles) -> None:
        with self._exclusive():
            atomic.remove_leftovers(own.folder)
            for month in sorted(self._hurt):
                self._learn(own, month, own.current(month))
                self._hurt.discard(month)
            self._bring_home(own, [self._held, *self._held_elsewhere()])

    def _bring_home(self, own: DeviceFiles, several: Iterable[DeviceFiles]) -> None:
        """Write what was held while the history folder was away into that folder."""
        for held in several:
            lock = KernelLock(held.folder.with_name(self.layout.lock.name))
            if held is not self._held and not lock.take():
                continue  # somebody is writing there
            try:
                for month in held.months():
                    rows = held.current(month).rows
                    self._learn(own, month, own.add(month, rows.values()))
                    held.forget(month)
            finally:
                lock.free()

    def _held_elsewhere(self, certain: bool = True) -> Iterator[DeviceFiles]:
        """The held files of this history from another path; with ``certain`` only those that are surely of it."""
        for folder in self.layout.held_elsewhere():
            held = DeviceFiles(folder, None, self.now, self.notices.add)
            if held.months() and (not certain or self._is_of_this_history(folder.parent)):
                yield held

    def _is_of_this_history(self, folder: Path) -> bool:
        """Whether the copies in a folder of this machine have a document that is here, or nothing can be compared."""
        if not self.versions.tables():
            return True
        copies = folder / self.layout.mirror(self.layout.device() or "").name
        known = [row for name in _names(copies, self._own, self.notices) for row in found(copies / name).versions]
        return not known or any(self.versions.get(*row.key) for row in known)

    def _learn(self, shelf: DeviceFiles, month: str, contents: Contents) -> None:
        self.versions.take(contents.rows.values(), ties=True)
        if contents.signature:
            self._seen[shelf.path(month)] = contents.signature

    def repair(self) -> int:
        """Restore everything that copies and damaged files still have into own files; how many documents.

        Raises:
            StoreError: something could not be read or written; trying again goes on from there.
        """
        with self._exclusive():
            from dbs_tui.storage.health import examine

            lacking = sorted(examine(self.layout).lacking, key=_month_of_row)
            own = self._shelf() or self._make_shelf()
            for month, rows in groupby(lacking, _month_of_row):
                self._learn(own, month, own.add(month, rows))
            self._bring_home(own, [self._held, *self._held_elsewhere(certain=False)])
            return len(lacking)

    # -- writing ------------------------------------------------------------------------------------------------

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the lock, knowing everything that anybody wrote before.

        Raises:
            StoreError: it cannot be had, or the folder cannot be read.
        """
        with self._exclusive():
            if self._looks is None or self.changed():
                for _ in self.reading():
                    pass
            yield

    @contextmanager
    def _exclusive(self) -> Iterator[None]:
        """Hold the lock between threads and between programs for the block; nested blocks are part of the outer one."""
        with self._alone:
            if self._locked:
                yield
                return
            self.layout.make_here()
            with locked(self._lock, self._patience, busy(self.layout.here)):
                self._locked = True
                try:
                    yield
                finally:
                    self._locked = False

    def commit(self, versions: list[Version]) -> None:
        """Write versions into our own files, all of a month at once, and take them in when they are safe.

        Raises:
            StoreError: something could not be written; the months before it are.
        """
        own = self._shelf() or self._make_shelf()
        # Before the first byte, so that nobody can miss it, whatever happens then.
        self._lock.count()
        # Should a write fail after the file is in place, the next one has to look first.
        self._looks = None
        put: list[tuple[DeviceFiles, str, Contents]] = []
        try:
            for month, changes in groupby(sorted(versions, key=_month_of_row), _month_of_row):
                shelf = self._held if own.away() else own
                put.append((shelf, month, shelf.put(month, changes, lambda key: self.versions.get(*key), sync=False)))
                if shelf is self._held:
                    self.notices.add(_away_words(own.folder, self._held.folder))
        finally:  # the months before one that could not be written are
            for shelf in {id(shelf): shelf for shelf, _, _ in put}.values():
                shelf.sync()
            for shelf, month, contents in put:
                self._learn(shelf, month, contents)
        self._looks = self._look()

    # -- this device --------------------------------------------------------------------------------------------

    def _shelf(self) -> DeviceFiles | None:
        """The files of this device; ``None`` before the first write."""
        if self._own is None and (device := self.layout.device()):
            self._own = self._shelf_of(device)
        return self._own

    def _make_shelf(self) -> DeviceFiles:
        self._own = self._shelf_of(self.layout.make_device())
        return self._own

    def _shelf_of(self, device: str) -> DeviceFiles:
        copies = (self.layout.mirror(device), self.layout.earlier(device))
        return DeviceFiles(self.layout.own(device), copies, self.now, self.notices.add)

    def _copies(self) -> tuple[Path, ...]:
        device = self.layout.device()
        return (self.layout.mirror(device), self.layout.earlier(device)) if device else ()


def _away_words(own: Path, held: Path) -> str:
    """What to tell a user whose history folder is gone."""
    return (
        f"{own} is gone. What it held is shown from the copy on this machine, and new sessions are kept in "
        f"{held} until it is back; if it is gone for good, dbs-tui doctor --repair makes it again."
    )


def _signature(path: Path) -> Signature | None:
    """The signature of a path; ``None`` also where it cannot be read: reading it then says why."""
    try:
        return atomic.signature(path)
    except OSError:
        return None


def _month_of_row(row: Version) -> str:
    return row.month


def _month(path: Path) -> str:
    return month_of(path.name) or UNDATED


def _names(folder: Path, own: DeviceFiles | None, notices: Notices) -> list[str]:
    """The names of the month files of a folder; none, with a notice, where another device's cannot be read."""
    try:
        return [name for name in atomic.names(folder) if name.endswith(ENDING) and not name.startswith(".")]
    except OSError as error:
        if own and folder == own.folder:
            raise StoreError(
                f"{folder}: could not be read: {error.strerror}; check the disk, then try again"
            ) from error
        notices.add(f"{folder} could not be read: {error.strerror}; what it holds is not shown.")
        return []

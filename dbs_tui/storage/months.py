"""The ledger on disk: what all devices wrote is read and united, what changes is written to this device's own files.

Why nothing can be lost: a file has one writer, which holds a lock and replaces it whole; memory changes after the bytes
are safe; whatever is read can only add to what is known; and a deletion is a version like any other.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import groupby
from pathlib import Path

from dbs_tui import atomic
from dbs_tui.atomic import Signature
from dbs_tui.storage.errors import DamageError, StoreError, told
from dbs_tui.storage.health import examine
from dbs_tui.storage.ledger import Ledger, local_now
from dbs_tui.storage.lock import PATIENCE, KernelLock
from dbs_tui.storage.places import ENDING, Places
from dbs_tui.storage.rows import Row, decode, month_of, salvaged
from dbs_tui.storage.shelf import Book, Shelf

UNDATED = "9999"
"""Sorts files without a month in their name before all others: they are read first."""


class MonthFiles(Ledger):
    """The history folder, and what this machine keeps for it."""

    def __init__(self, places: Places, now: Callable[[], datetime] = local_now, patience: float = PATIENCE) -> None:
        super().__init__(now)
        self.places = places
        self._lock = KernelLock(places.lock)
        self._patience = patience
        self._locked = False
        self._seen: dict[Path, Signature] = {}
        self._looks: object = None
        """What the counter and the folders looked like before they were last read."""
        self._hurt: set[str] = set()
        """Months whose own file has to be mended."""
        self._held = Shelf(places.held, None, now, self.notice)
        self._own: Shelf | None = None

    # -- reading ------------------------------------------------------------------------------------------------

    def changed(self) -> bool:
        """Whether another copy or a sync tool changed something since the last look, as far as folders tell."""
        return self._looks != self._look()

    def reading(self) -> Iterator[None]:
        """Look for what is new, newest month first, and mend what is hurt.

        Raises:
            StoreError: the history folder cannot be read.
        """
        with self._alone:
            self._looks = self._look()
            groups = [list(paths) for _, paths in groupby(self._news(), _month)]
        for paths in groups:
            with self._alone:
                for path in paths:
                    self._read_file(path)
            yield
        with self._alone:
            self._mend()

    def _look(self) -> object:
        try:
            folders = [*self.places.devices()]
        except OSError:
            folders = []
        return self._lock.counter(), {folder: _signature(folder) for folder in (*folders, self.places.held)}

    def _news(self) -> list[Path]:
        """The files that were not read yet as they are now, newest month first."""
        with told(self.places.history, "could not be read"):
            folders = [*self.places.devices(), self.places.held]
        if (own := self._shelf()) and own.away():
            folders += self._copies()
        files = [folder / name for folder in folders for name in self._names(folder)]
        return sorted(filter(self._is_new, files), key=_month, reverse=True)

    def _is_new(self, path: Path) -> bool:
        seen = self._seen.get(path)
        return seen is None or seen != _signature(path)

    def _names(self, folder: Path) -> list[str]:
        try:
            return [name for name in atomic.names(folder) if name.endswith(ENDING) and not name.startswith(".")]
        except OSError as error:
            if self._own and folder == self._own.folder:
                raise StoreError(
                    f"{folder}: could not be read: {error.strerror}; check the disk, then try again"
                ) from error
            self.notice(f"{folder} could not be read: {error.strerror}; what it holds is not shown.")
            return []

    def _read_file(self, path: Path) -> None:
        month = month_of(path.name)
        own = self._shelf()
        ours = own is not None and path == own.path(month)
        try:
            data, signature = atomic.read(path)
            rows = decode(data, month)
        except FileNotFoundError:
            return
        except OSError as error:
            if not ours:
                self.notice(f"{path} could not be read: {error.strerror}; what it holds is not shown.")
            rows, hurt = [], True
        except DamageError as damage:
            self._seen[path] = signature
            rows, hurt = salvaged(data, month), True
            if not ours:
                self.notice(
                    f"{path} is damaged ({damage}) and is left as it is; {len(rows)} of its documents are shown."
                )
        else:
            self._seen[path] = signature
            hurt = own is not None and ours and own.saw(month, signature, rows)
        if ours and hurt:
            self._hurt.add(month)
        self._take(rows, ties=ours)

    # -- mending ------------------------------------------------------------------------------------------------

    def _mend(self) -> None:
        if (own := self._shelf()) is None:
            return
        if own.away():
            self._tell_away(own)
            return
        try:
            with told(own.folder, "could not be read"):
                self._hurt.update(set(own.copied()) - set(own.months()))
                if self._hurt or self._held.months() or atomic.leftovers(own.folder):
                    self._mend_hurt(own)
        except StoreError as error:
            self.notice(f"{error}; what the copy on this machine has is shown.")
            for month in self._hurt:
                self._take(own.backups(month))

    def _mend_hurt(self, own: Shelf) -> None:
        with self._exclusive():
            atomic.remove_leftovers(own.folder)
            for month in sorted(self._hurt):
                self._learn(own, month, own.current(month))
                self._hurt.discard(month)
            for month in self._held.months():
                self._bring_home(own, month)

    def _bring_home(self, own: Shelf, month: str) -> None:
        """Put what was held while the history folder was away into it."""
        held = self._held.current(month).rows
        self._learn(own, month, own.add(month, held.values()))
        self._held.forget(month)

    def _tell_away(self, own: Shelf) -> None:
        self.notice(
            f"{own.folder} is gone. What it held is shown from the copy on this machine, and new sessions are kept in "
            f"{self._held.folder} until it is back; if it is gone for good, dbs-tui doctor --repair makes it again."
        )

    def _learn(self, shelf: Shelf, month: str, book: Book) -> None:
        self._take(book.rows.values(), ties=True)
        if book.signature:
            self._seen[shelf.path(month)] = book.signature

    def repair(self) -> int:
        """Put what the copies and damaged files still have into our own files, though their folder be gone; how much.

        Raises:
            StoreError: something could not be read or written; trying again goes on from there.
        """
        with self._exclusive():
            lacking = sorted(examine(self.places).lacking, key=_month_of_row)
            own = self._shelf() or self._make_shelf()
            for month, rows in groupby(lacking, _month_of_row):
                self._learn(own, month, own.add(month, rows))
            for month in self._held.months():
                self._bring_home(own, month)
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
                self.read()
            yield

    @contextmanager
    def _exclusive(self) -> Iterator[None]:
        with self._alone:
            if self._locked:
                yield
                return
            with told(self.places.here, "could not be made"):
                atomic.make_folder(self.places.here)
            with self._lock.waiting(self._patience):
                self._locked = True
                try:
                    yield
                finally:
                    self._locked = False

    def _commit(self, rows: list[Row]) -> None:
        own = self._shelf() or self._make_shelf()
        # Before the first byte, so that nobody can miss it, whatever happens then.
        self._lock.count()
        # Should a write fail after the file is in place, the next one has to look first.
        self._looks = None
        for month, changes in groupby(sorted(rows, key=_month_of_row), _month_of_row):
            shelf = self._held if own.away() else own
            self._learn(shelf, month, shelf.put(month, changes, lambda key: self.get(*key)))
            if shelf is self._held:
                self._tell_away(own)
        self._looks = self._look()

    # -- this device --------------------------------------------------------------------------------------------

    def _shelf(self) -> Shelf | None:
        """Our own files; ``None`` before the first write."""
        if self._own is None and (device := self.places.device()):
            self._own = self._shelf_of(device)
        return self._own

    def _make_shelf(self) -> Shelf:
        self._own = self._shelf_of(self.places.make_device())
        return self._own

    def _shelf_of(self, device: str) -> Shelf:
        copies = (self.places.mirror(device), self.places.earlier(device))
        return Shelf(self.places.own(device), copies, self.now, self.notice)

    def _copies(self) -> tuple[Path, ...]:
        device = self.places.device()
        return (self.places.mirror(device), self.places.earlier(device)) if device else ()


def _signature(path: Path) -> Signature | None:
    """``None`` also when it cannot be seen: then reading it will tell why."""
    try:
        return atomic.signature(path)
    except OSError:
        return None


def _month_of_row(row: Row) -> str:
    return row.month


def _month(path: Path) -> str:
    return month_of(path.name) or UNDATED

"""Stores that are broken on purpose. Each must be caught, or the trials would not see the fault that it has.

Most break what the system is asked to do, so that they fit whatever the store is made of; the last few need to know it.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any
from unittest import mock

from dbs_tui import atomic
from dbs_tui.domain.history.history import History
from dbs_tui.domain.training.session import Session
from dbs_tui.storage import device_files
from dbs_tui.storage.history import HistoryStore, StoreError
from dbs_tui.storage.versioned_document import Key, Version
from dbs_tui.storage.versioned_document import encode as encode_rows
from tests.torture.calls import Call, Calls
from tests.torture.stores import Ours


def no_file_sync(root: Path) -> AbstractContextManager[object]:
    """Files are never synced."""
    return Calls(root, lambda call, proceed: None if call.name == "fsync" and not call.path.is_dir() else proceed())


def no_folder_sync(root: Path) -> AbstractContextManager[object]:
    """Folders are never synced."""
    return Calls(root, lambda call, proceed: None if call.name == "fsync" and call.path.is_dir() else proceed())


def sync_after_replace(root: Path) -> AbstractContextManager[object]:
    """The new file takes the place of the old one before it is safe."""
    waiting: list[Path] = []

    def around(call: Call, proceed: Callable[..., Any]) -> Any:
        if call.name == "fsync" and not call.path.is_dir():
            waiting.append(call.path)
            return None
        result = proceed()
        if call.name in ("rename", "replace") and call.path in waiting and call.to is not None:
            waiting.remove(call.path)
            fd = os.open(call.to, os.O_RDONLY)
            os.fsync(fd)
            os.close(fd)
        return result

    return Calls(root, around)


def in_place(root: Path) -> AbstractContextManager[object]:
    """New contents are written over the live bytes, and synced then."""

    def around(call: Call, proceed: Callable[..., Any]) -> Any:
        if call.name not in ("rename", "replace") or call.to is None or not call.to.exists():
            return proceed()
        data = call.path.read_bytes()
        fd = os.open(call.to, os.O_WRONLY)
        for start in range(0, len(data), 4096):
            os.write(fd, data[start : start + 4096])
        os.ftruncate(fd, len(data))
        os.fsync(fd)
        os.close(fd)
        os.unlink(call.path)  # noqa: PTH108 - by the call that is recorded
        return None

    return Calls(root, around)


def short_writes_believed(root: Path) -> AbstractContextManager[object]:
    """A write that did not write everything is taken for one that did."""

    def around(call: Call, proceed: Callable[..., Any]) -> Any:
        result = proceed()
        return len(call.data) if call.name == "write" else result

    return Calls(root, around)


@contextmanager
def no_lock(root: Path) -> Iterator[None]:
    """Nobody waits for anybody."""
    with mock.patch("fcntl.flock", return_value=None), mock.patch("fcntl.lockf", return_value=None):
        yield


@contextmanager
def errors_swallowed(root: Path) -> Iterator[None]:
    """A save that fails says that it worked."""
    real = HistoryStore.save

    def save(self: HistoryStore, session: Session) -> None:
        with suppress(StoreError):
            real(self, session)

    with mock.patch.object(HistoryStore, "save", save):
        yield


@contextmanager
def memory_before_disk(root: Path) -> Iterator[None]:
    """What is saved is shown before it is on disk, and also when it never gets there."""
    shown: dict[int, dict[str, Session]] = {}
    save, load, delete = Ours.save, Ours.load, Ours.delete

    def eager_save(self: HistoryStore, session: Session) -> None:
        shown.setdefault(id(self), {})[session.id] = session
        save(self, session)

    def eager_load(self: HistoryStore, week_starts: int = 0) -> History:
        history = load(self, week_starts)
        sessions = {one.id: one for one in history.sessions} | shown.get(id(self), {})
        return History(tuple(sessions.values()), week_starts=week_starts)

    def eager_delete(self: Ours, session_id: str) -> None:
        shown.get(id(self), {}).pop(session_id, None)
        delete(self, session_id)

    with mock.patch.multiple(Ours, save=eager_save, load=eager_load, delete=eager_delete):
        yield


@contextmanager
def said_before_done(root: Path) -> Iterator[None]:
    """A save returns at once, and is written with the next one."""
    late: dict[int, Session] = {}
    save, load = HistoryStore.save, HistoryStore.load

    def flush(self: HistoryStore) -> None:
        if (session := late.pop(id(self), None)) is not None:
            save(self, session)

    def late_save(self: HistoryStore, session: Session) -> None:
        flush(self)
        late[id(self)] = session

    def late_load(self: HistoryStore, week_starts: int = 0) -> History:
        flush(self)
        return load(self, week_starts)

    with mock.patch.multiple(HistoryStore, save=late_save, load=late_load):
        yield


def damage_deleted(root: Path) -> AbstractContextManager[object]:
    """What should be set aside is thrown away."""

    def around(call: Call, proceed: Callable[..., Any]) -> Any:
        if call.to is not None and "damaged" in call.to.name:
            os.unlink(call.path)  # noqa: PTH108 - by the call that is recorded
            return None
        return proceed()

    return Calls(root, around)


def last_file_wins(root: Path) -> AbstractContextManager[object]:
    """Of two versions of a document the one that was read later is shown."""

    def beats(self: Version, other: Version, ties: bool = False) -> bool:
        return True

    return mock.patch.object(Version, "beats", beats)


def time_before_revision(root: Path) -> AbstractContextManager[object]:
    """Of two versions the one with the later time is shown, whatever was made from what."""

    def beats(self: Version, other: Version, ties: bool = False) -> bool:
        return self.updated_at > other.updated_at

    return mock.patch.object(Version, "beats", beats)


def deletions_forgotten(root: Path) -> AbstractContextManager[object]:
    """A deleted document is taken out of the file instead of being kept as deleted."""

    def encode(rows: Mapping[Key, Version], lines: dict[Key, str]) -> bytes:
        return encode_rows({key: row for key, row in rows.items() if not row.deleted}, {})

    return mock.patch.object(device_files, "encode", encode)


def copies_ignored(root: Path) -> AbstractContextManager[object]:
    """What a damaged file held is not looked for anywhere else: absence is taken for deletion."""
    return mock.patch.object(device_files.DeviceFiles, "backups", return_value=[])


def copies_by_time(root: Path) -> AbstractContextManager[object]:
    """A copy is taken for the same as its file when it has the same time and size."""

    def is_copied(self: device_files.DeviceFiles, month: str, data: bytes) -> bool:
        signature = atomic.signature(self.path(month))
        return signature is not None and self._has_time_of(month, signature)

    return mock.patch.object(device_files.DeviceFiles, "_is_copied", is_copied)

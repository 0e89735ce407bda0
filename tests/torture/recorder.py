"""Notes what a program does to the files of one folder, as events that ``disks`` builds crashed disks from.

A file or folder is a node with a number, so that a rename moves a name and not the data, as a file system sees it.
"""

import fcntl
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from tests.torture.calls import Call

ROOT = 0
"""The node of the folder itself."""


@dataclass(frozen=True, slots=True)
class Named:
    """A folder got a name for a node."""

    folder: int
    name: str
    node: int
    is_folder: bool = False


@dataclass(frozen=True, slots=True)
class Renamed:
    """A node got another name; what had that name before lost it in the same instant."""

    folder: int
    name: str
    to_folder: int
    to_name: str
    node: int


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A folder lost a name."""

    folder: int
    name: str


@dataclass(frozen=True, slots=True)
class Wrote:
    """Bytes went into a file."""

    node: int
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Sized:
    """A file got a size."""

    node: int
    size: int


@dataclass(frozen=True, slots=True)
class Synced:
    """What was done to a file or to the names of a folder until now outlives a power cut."""

    node: int


@dataclass(frozen=True, slots=True)
class Mark:
    """What the program said in between: it begins an act, or the act is done."""

    done: bool
    number: int


Event: TypeAlias = Named | Renamed | Unnamed | Wrote | Sized | Synced | Mark


@dataclass(slots=True)
class Log:
    """What was there at the start, and every event since."""

    files: dict[int, bytes] = field(default_factory=dict)
    """Contents at the start; all of it safe."""
    folders: dict[int, dict[str, int]] = field(default_factory=lambda: {ROOT: {}})
    """Names at the start."""
    events: list[Event] = field(default_factory=list)

    @classmethod
    def of(cls, root: Path) -> "Log":
        """A log that starts with what is in a folder."""
        log = cls()
        nodes = {root: ROOT}
        for path in sorted(root.rglob("*")):
            node = nodes[path] = len(nodes)
            log.folders[nodes[path.parent]][path.name] = node
            if path.is_dir():
                log.folders[node] = {}
            else:
                log.files[node] = path.read_bytes()
        return log


class Recorder:
    """Turns calls into events. Give ``around`` to ``Calls``; everything else may call ``note``."""

    def __init__(self, root: Path) -> None:
        self.log = Log.of(root)
        self._root = root
        self._names = {folder: dict(names) for folder, names in self.log.folders.items()}
        self._count = len(self.log.files) + len(self._names)
        self._open: dict[int, int] = {}

    def mark(self, done: bool, number: int) -> None:
        """Note that an act begins or is done."""
        self.log.events.append(Mark(done, number))

    def around(self, call: Call, proceed: Callable[..., Any]) -> Any:
        """Make the call, and note it when it worked."""
        offset = self._offset(call) if call.name in ("write", "pwrite") else 0
        result = proceed()
        self.note(call, result, offset)
        return result

    def note(self, call: Call, result: Any, offset: int) -> None:
        """Note a call that worked: what it returned and, for a write, where it went."""
        if call.fd >= 0:
            self._changed(call, self._open[call.fd], result, offset)
        elif call.name == "open":
            self._opened(call, result)
        elif call.name == "truncate":
            self._add(Sized(self._node(call.path), call.size))
        elif call.name == "mkdir":
            self._names[self._new(call.path, is_folder=True)] = {}
        elif call.name in ("unlink", "remove", "rmdir"):
            self._unname(call.path)
        elif call.to is not None:
            self._moved(call, call.to)

    def _changed(self, call: Call, node: int, result: Any, offset: int) -> None:
        if call.name in ("write", "pwrite"):
            self._add(Wrote(node, offset, call.data[:result]))
        elif call.name == "ftruncate":
            self._add(Sized(node, call.size))
        else:
            self._add(Synced(node))

    def _add(self, event: Event) -> None:
        self.log.events.append(event)

    def _offset(self, call: Call) -> int:
        if call.offset is not None:
            return call.offset
        if fcntl.fcntl(call.fd, fcntl.F_GETFL) & os.O_APPEND:
            return os.fstat(call.fd).st_size
        return os.lseek(call.fd, 0, os.SEEK_CUR)

    def _opened(self, call: Call, fd: int) -> None:
        node = self._find(call.path)
        if node is None:
            node = self._new(call.path)
        elif call.flags & os.O_TRUNC:
            self._add(Sized(node, 0))
        self._open[fd] = node

    def _find(self, path: Path) -> int | None:
        node: int | None = ROOT
        for part in path.relative_to(self._root).parts:
            node = None if node is None else self._names.get(node, {}).get(part)
        return node

    def _node(self, path: Path) -> int:
        node = self._find(path)
        assert node is not None, f"{path} appeared by a call that the recorder does not see"
        return node

    def _new(self, path: Path, is_folder: bool = False) -> int:
        node = self._count
        self._count += 1
        self._name(path, node, is_folder)
        return node

    def _name(self, path: Path, node: int, is_folder: bool = False) -> None:
        folder = self._node(path.parent)
        self._names[folder][path.name] = node
        self._add(Named(folder, path.name, node, is_folder))

    def _unname(self, path: Path) -> None:
        folder = self._node(path.parent)
        del self._names[folder][path.name]
        self._add(Unnamed(folder, path.name))

    def _moved(self, call: Call, to: Path) -> None:
        node, folder, to_folder = self._node(call.path), self._node(call.path.parent), self._node(to.parent)
        if call.name == "link":
            self._name(to, node)
            return
        del self._names[folder][call.path.name]
        self._names[to_folder][to.name] = node
        self._add(Renamed(folder, call.path.name, to_folder, to.name, node))

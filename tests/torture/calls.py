"""Stands between a program and the system's file calls, for everything below one folder, while a block runs.

``Calls`` replaces the functions of ``os`` that write, and ``open``, and hands each call to a function that may note it,
let it through, change it or make it fail. Several may stand in a row: the last one entered is asked first.
"""

import builtins
import errno
import fcntl
import io
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

NAMED = ("rename", "replace", "link")
"""Calls with two paths."""
LOOKING = ("stat", "lstat", "listdir", "scandir", "read")
"""Calls that only read; they pass unseen unless asked for."""
FULL_SYNC = getattr(fcntl, "F_FULLFSYNC", -1)
"""What macOS has in the place of fsync."""
MODES = {"r": 0, "w": os.O_CREAT | os.O_TRUNC, "a": os.O_CREAT | os.O_APPEND, "x": os.O_CREAT | os.O_EXCL}


@dataclass(frozen=True, slots=True)
class Call:
    """One call, before it is made."""

    name: str
    path: Path
    """Of an open file: where it was opened."""
    to: Path | None = None
    """Where a rename or a link goes."""
    fd: int = -1
    """The open file; -1 where the call names a path."""
    flags: int = 0
    """Of ``open``."""
    data: bytes = b""
    """Of ``write``."""
    offset: int | None = None
    """Of ``pwrite``."""
    size: int = 0
    """Of a truncation."""

    @property
    def writes(self) -> bool:
        """Whether it may change anything on disk, or makes it safe."""
        return self.name not in LOOKING and (self.name != "open" or bool(self.flags & (os.O_WRONLY | os.O_RDWR)))


Around = Callable[[Call, Callable[..., Any]], Any]
"""Gets a call and the function that makes it, to which it may give other data to write; what it returns or raises is
what the program sees."""


class Calls:
    """Use it in ``with``; one thread only."""

    def __init__(self, root: Path, around: Around, looking: bool = False) -> None:
        self._root = str(root.absolute())
        self._around = around
        self._looking = looking
        self._real: dict[str, Callable[..., Any]] = {}
        self._opened: Callable[..., Any] = io.open
        self._control: Callable[..., Any] = fcntl.fcntl
        self._open: dict[int, Path] = {}

    def __enter__(self) -> "Calls":
        makers = {"open": self._os_open, "close": self._close, "sendfile": self._refused}
        for name in ("write", "pwrite", "ftruncate", "fsync", "fdatasync"):
            makers[name] = self._on_file(name)
        for name in ("mkdir", "rmdir", "unlink", "remove", "truncate", *NAMED):
            makers[name] = self._on_path(name)
        if self._looking:
            makers |= {name: self._on_path(name) for name in LOOKING[:-1]} | {"read": self._on_file("read")}
        self._real = {name: getattr(os, name) for name in makers if hasattr(os, name)}
        self._opened, self._control = io.open, fcntl.fcntl
        vars(os).update({name: makers[name] for name in self._real})
        vars(fcntl)["fcntl"] = self._fcntl
        vars(io)["open"] = vars(builtins)["open"] = self._io_open
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        vars(os).update(self._real)
        vars(fcntl)["fcntl"] = self._control
        vars(io)["open"] = vars(builtins)["open"] = self._opened

    def _path(self, path: Any, folder: int | None = None) -> Path | None:
        """The whole path when it is below the folder."""
        if isinstance(path, int):
            return self._open.get(path)
        name = os.fsdecode(path)
        if folder is not None and folder in self._open:
            name = str(self._open[folder] / name)
        name = os.path.abspath(name)  # noqa: PTH100 - resolving would ask the very calls that are watched
        return Path(name) if name == self._root or name.startswith(self._root + os.sep) else None

    def _os_open(self, path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        real = self._real["open"]
        if (where := self._path(path, dir_fd)) is None:
            return int(real(path, flags, mode, dir_fd=dir_fd))
        made = self._around(Call("open", where, flags=flags), lambda: real(path, flags, mode, dir_fd=dir_fd))
        self._open[made] = where
        return int(made)

    def _close(self, fd: int) -> None:
        self._open.pop(fd, None)
        self._real["close"](fd)

    def _fcntl(self, fd: int, what: int, *rest: Any) -> Any:
        if fd in self._open and what == FULL_SYNC:
            return self._around(Call("fsync", self._open[fd], fd=fd), lambda: self._control(fd, what, *rest))
        return self._control(fd, what, *rest)

    def _refused(self, out: int, *rest: Any, **named: Any) -> Any:
        if out in self._open:
            # The library then copies with read and write, which are seen.
            raise OSError(errno.ENOTSOCK, os.strerror(errno.ENOTSOCK))
        return self._real["sendfile"](out, *rest, **named)

    def _on_file(self, name: str) -> Callable[..., Any]:
        def call(fd: int, *rest: Any) -> Any:
            if fd not in self._open:
                return self._real[name](fd, *rest)
            data = bytes(rest[0]) if name in ("write", "pwrite") else b""
            seen = Call(
                name,
                self._open[fd],
                fd=fd,
                data=data,
                offset=rest[1] if name == "pwrite" else None,
                size=rest[0] if name == "ftruncate" else 0,
            )
            return self._around(seen, lambda *other: self._real[name](fd, *(other or rest)))

        return call

    def _on_path(self, name: str) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            folder = named.get("dir_fd", named.get("src_dir_fd"))
            where = self._path(args[0], folder) if args else None
            to = self._path(args[1], named.get("dst_dir_fd")) if name in NAMED else None
            if where is None:
                return self._real[name](*args, **named)
            size = args[1] if name == "truncate" else 0
            return self._around(Call(name, where, to, size=size), lambda: self._real[name](*args, **named))

        return call

    def _io_open(self, file: Any, mode: str = "r", buffering: int = -1, *rest: Any, **named: Any) -> Any:
        where = self._path(file)
        if where is None or (isinstance(file, int) and not set(mode) & set("wax+")):
            return self._opened(file, mode, buffering, *rest, **named)
        if not set(mode) & set("wax+"):
            if not self._looking:
                return self._opened(file, mode, buffering, *rest, **named)
            return self._around(Call("open", where), lambda: self._opened(file, mode, buffering, *rest, **named))
        kind = next(letter for letter in mode if letter in MODES)
        access = os.O_RDWR if "+" in mode else os.O_WRONLY
        fd = file if isinstance(file, int) else os.open(where, MODES[kind] | access, 0o666)
        raw = _Raw(fd, "+" in mode)
        if "b" in mode and buffering == 0:
            return raw
        buffered = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        if "b" in mode:
            return buffered
        words = dict(zip(("encoding", "errors", "newline"), rest, strict=False)) | named
        return io.TextIOWrapper(buffered, words.get("encoding"), words.get("errors"), words.get("newline"))


class _Raw(io.RawIOBase):
    """What ``open`` returns for writing: every byte goes through the functions of ``os``."""

    def __init__(self, fd: int, reads: bool) -> None:
        super().__init__()
        self._fd = fd
        self._reads = reads

    def fileno(self) -> int:
        return self._fd

    def readable(self) -> bool:
        return self._reads

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = os.read(self._fd, len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def write(self, data: Any) -> int:
        return os.write(self._fd, bytes(data))

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return os.lseek(self._fd, offset, whence)

    def tell(self) -> int:
        return os.lseek(self._fd, 0, os.SEEK_CUR)

    def truncate(self, size: int | None = None) -> int:
        wanted = self.tell() if size is None else size
        os.ftruncate(self._fd, wanted)
        return wanted

    def close(self) -> None:
        if not self.closed:
            super().close()
            os.close(self._fd)

"""What no test may do: write outside the run's folder, touch the files of whoever runs it, ask for another computer.

Calls of this process are seen by an audit hook and refused. What children did is looked for at the end of the run, in
the places where a slip would land.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

from dbs_tui import paths
from dbs_tui.typed_path import PathError

ROOT = Path(__file__).resolve().parents[1]
CACHES = tuple(str(ROOT / name) for name in (".pytest_cache", ".hypothesis", ".coverage"))
DEVICES = ("/dev/shm/", "/dev/null", "/dev/tty", "/dev/ptmx", "/dev/pts/", "nul", "\\\\.\\")
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = {
    **dict.fromkeys(("os.mkdir", "os.remove", "os.rmdir", "os.truncate", "os.chmod", "os.chown", "os.utime"), (0,)),
    "os.rename": (0, 1),
    "os.link": (1,),
    "os.symlink": (1,),
}
"""Events that change files, and which of their arguments are the paths."""
READS = ("os.listdir", "os.scandir")
HOSTS = {"socket.connect": 1, "socket.sendto": 1, "socket.bind": 1, "socket.getaddrinfo": 0, "socket.gethostbyname": 0}
"""Events that name another computer, and which of their arguments does."""
HERE = ("127.", "::1", "localhost", "0.0.0.0")


def own_folders() -> tuple[str, ...]:
    """Where the program keeps the files of whoever runs the tests; a container's user without a home has none.

    Ask before the environment is changed.
    """
    return tuple({str(folder) for folder in _own_folders()})


def _own_folders() -> Iterator[Path]:
    with suppress(PathError):
        yield paths.config_file().parent
    for folder in (paths.user_routines, paths.history_folder, paths.state_folder):
        with suppress(PathError):
            yield folder()


@dataclass
class Guard:
    """Refuses what is forbidden while it has a folder, and remembers it: the program may take the refusal calmly."""

    private: tuple[str, ...]
    """Folders that are not even read."""
    folder: str = ""
    """The only folder that may be written to; none while nothing is guarded."""
    found: list[str] = field(default_factory=list)
    """What was tried, as lines."""

    def begin(self, folder: Path) -> None:
        """Guard from now on."""
        self.folder = str(folder)
        sys.addaudithook(self._see)

    def end(self) -> None:
        """Guard no longer; the hook itself cannot be taken out."""
        self.folder = ""

    def _see(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.folder:
            return
        if event == "open":
            self._opened(*arguments)
        elif event in CHANGES:
            for place in CHANGES[event]:
                self._written(event, arguments[place], arguments[-1])
        elif event in READS:
            self._read(event, arguments[0])
        elif event in HOSTS:
            self._called(event, arguments[HOSTS[event]])

    def _opened(self, path: object, _mode: object, flags: object) -> None:
        self._read("open", path)
        if isinstance(flags, int) and flags & WRITES:
            self._written("open", path)

    def _read(self, event: str, path: object) -> None:
        if isinstance(path, str | bytes | os.PathLike) and _below(_full(path), self.private):
            self._refuse(f"{event} {_full(path)}: a file of whoever runs the tests")

    def _written(self, event: str, path: object, beside: object = -1) -> None:
        # A path beside an open folder is relative to that; only the clearing away of trees uses such.
        if not isinstance(path, str | bytes | os.PathLike) or (event != "open" and beside not in (-1, None)):
            return
        full = _full(path)
        if not (_below(full, (self.folder, *CACHES)) or "__pycache__" in full or full.lower().startswith(DEVICES)):
            self._refuse(f"{event} {full}: outside {self.folder}")

    def _called(self, event: str, host: object) -> None:
        name = host[0] if isinstance(host, tuple) else host
        name = name.decode(errors="replace") if isinstance(name, bytes) else name
        is_file = isinstance(host, str | bytes) and not event.startswith("socket.get")
        if name and not is_file and not str(name).startswith(HERE):
            self._refuse(f"{event} {name}: another computer")

    def _refuse(self, line: str) -> None:
        self.found.append(line)
        raise PermissionError(f"no test may do this: {line}")


def _full(path: str | bytes | os.PathLike[str] | os.PathLike[bytes]) -> str:
    return os.path.abspath(os.fsdecode(path))  # noqa: PTH100 — for every file that is opened: it has to be quick


def _below(path: str, folders: Iterable[str]) -> bool:
    return any(path == folder or path.startswith(folder + os.sep) for folder in folders)


# -- what children left behind ------------------------------------------------------------------------------------


class Places:
    """Where a slip would land: around the home, the checkout and the top of the disk, and the program's own folders."""

    def __init__(self, private: tuple[str, ...]) -> None:
        self._private = private
        self._around = tuple(_around())  # now: the tests get another home
        self._before = self._standing()

    def changes(self) -> list[str]:
        """The paths that came, went or changed since."""
        return sorted({path for path, _ in self._before ^ self._standing()})

    def _standing(self) -> set[tuple[str, object]]:
        return {*_names(self._around), *_files(self._private)}


def _around() -> Iterator[Path]:
    yield from (ROOT.parent, Path("/var/tmp"))
    with suppress(RuntimeError):  # there is no home
        yield Path.home()
        for name in ("user_config_path", "user_data_path", "user_state_path", "user_cache_path"):
            yield getattr(platformdirs, name)("dbs-tui").parent
    if sys.platform != "win32":
        yield Path("/")
        with suppress(OSError):
            yield from (Path("/") / name for name in ("etc", "home", "mnt", "opt", "root", "srv", "usr", "var"))


def _names(folders: Iterable[Path]) -> Iterator[tuple[str, object]]:
    for folder in folders:
        with suppress(OSError):
            yield from ((str(path), None) for path in folder.iterdir() if _could_be_ours(path))


def _could_be_ours(path: Path) -> bool:
    """Whether a test may have made it: on a shared machine others write, too, but files of their own.

    Tests that run as root start programs as other users.
    """
    try:
        return sys.platform == "win32" or os.geteuid() in (0, path.lstat().st_uid)
    except OSError:
        return False  # it came and went


def _files(folders: Iterable[str]) -> Iterator[tuple[str, object]]:
    for folder in folders:
        for path in Path(folder).rglob("*"):
            with suppress(OSError):
                seen = path.lstat()
                yield str(path), (seen.st_mtime_ns, seen.st_size)

"""sqlite goes through the same power cuts. What it does is not seen from Python, so it is recorded with strace.

``python -m tests.torture.control FOLDER MARKS SEED LENGTH`` plays the acts of a seed, and says in the file ``MARKS``
when each begins and is done, so that this stands in the same trace.
"""

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.torture.calls import Call
from tests.torture.powercut import Blackout, Recording, black_out
from tests.torture.recorder import Recorder
from tests.torture.script import perform, script
from tests.torture.stores import sqlite

STRACE = shutil.which("strace") or ""
"""Where it is; empty where there is none, and then sqlite goes without power cuts."""
SEEN = "open,openat,write,pwrite64,ftruncate,fsync,fdatasync,unlink,unlinkat,mkdir,mkdirat,close,lseek"
_CALL = re.compile(r"(\w+)\((.*)\) += (\d+)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


def sqlite_cut(scratch: Path, seed: int, length: int, most: int) -> Blackout:
    """The disks that sqlite may be left with when the power is cut at any point."""
    root, marks, trace = scratch / "disk", scratch / "marks", scratch / "trace"
    root.mkdir(parents=True)
    recorder = Recorder(root)
    watched = ["-xx", "-s", "1000000", "-e", "trace=?" + SEEN.replace(",", ",?"), "-o", str(trace)]
    me = [sys.executable, "-m", "tests.torture.control", str(root), str(marks), str(seed), str(length)]
    subprocess.run([STRACE, *watched, *me], check=True, cwd=Path(__file__).parents[2])
    replay = Replay(recorder, root, marks)
    for name, words, result in _calls(trace):
        replay.tell(name, words, result)
    shutil.rmtree(root)
    recording = Recording(recorder.log, script(random.Random(seed), length, {}), {})
    return black_out(sqlite, recording, root, most, random.Random(seed))


class Replay:
    """Tells a recorder what stands in a trace."""

    def __init__(self, recorder: Recorder, root: Path, marks: Path) -> None:
        self._recorder = recorder
        self._root = root
        self._marks = marks
        self._open: dict[int, Path] = {}
        self._at: dict[int, int] = {}

    def tell(self, name: str, words: str, result: int) -> None:
        """One call that worked."""
        if name.startswith(("open", "mkdir", "unlink")):
            self._on_path(name.removesuffix("at"), words, result)
        elif (fd := int(words.split(",", maxsplit=1)[0])) in self._open:
            self._on_file(name, fd, words, result)

    def _on_path(self, name: str, words: str, result: int) -> None:
        path = Path(os.fsdecode(_data(words)))
        if path.is_relative_to(self._root):
            self._recorder.note(Call(name, path), result, 0)
        if name == "open" and (path == self._marks or path.is_relative_to(self._root)):
            self._open[result], self._at[result] = path, 0

    def _on_file(self, name: str, fd: int, words: str, result: int) -> None:
        path = self._open[fd]
        if name == "close":
            del self._open[fd]
        elif path == self._marks:
            done, number = _data(words).split()
            self._recorder.mark(done == b"done", int(number))
        elif name == "lseek":
            self._at[fd] = result
        elif name == "ftruncate":
            self._recorder.note(Call(name, path, fd=fd, size=int(words.split(",")[1])), result, 0)
        else:
            offset = int(words.rsplit(",", maxsplit=1)[-1]) if name == "pwrite64" else self._at[fd]
            kind = "write" if name == "pwrite64" else name
            self._recorder.note(Call(kind, path, fd=fd, data=_data(words)), result, offset)
            self._at[fd] += result if name == "write" else 0


def _calls(trace: Path) -> Iterator[tuple[str, str, int]]:
    with trace.open() as lines:
        for line in lines:
            if found := _CALL.match(line):
                yield found[1], found[2], int(found[3])


def _data(words: str) -> bytes:
    found = _TEXT.search(words)
    return bytes.fromhex(found[1].replace("\\x", "")) if found else b""


def play(root: Path, marks: Path, seed: int, length: int) -> None:
    """Be the program that is recorded."""
    said = os.open(marks, os.O_WRONLY | os.O_CREAT)

    def mark(done: bool, number: int) -> None:
        os.write(said, f"{'done' if done else 'begin'} {number}\n".encode())

    perform(sqlite(root), script(random.Random(seed), length, {}), mark)
    # Ended as a power cut would, without a last word of sqlite.
    os._exit(0)


if __name__ == "__main__":
    play(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))

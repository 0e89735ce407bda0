"""How files look from outside, as text: figures that were worked out from them are good for as long as they look alike.

Next to nothing is imported: this is asked with every prompt.
"""

import os
from binascii import crc32

from dbs_tui import __version__

MARK = f"dbs-tui {__version__}, 2"
"""The first line of what is kept: another version of the program works it out anew."""
SETTLED = 2_000_000_000
"""Nanoseconds after which a file that changes again also looks different, on whatever file system."""


def look(path: str) -> str:
    """A file or a folder: its times, its size and its number; ``-`` when there is none.

    Raises:
        OSError: it cannot be seen whether there is one.
    """
    try:
        return _look(os.stat(path))  # noqa: PTH116 - pathlib would have to be imported
    except (FileNotFoundError, NotADirectoryError):
        return "-"


def sealed(text: str) -> bytes:
    """A text that is kept, with its mark and a checksum before it."""
    data = text.encode("utf-8", "surrogateescape")
    return f"{MARK}, {crc32(data):08x}\n".encode() + data


def unsealed(data: bytes) -> str:
    """The text that was kept.

    Raises:
        ValueError: it is not as it was written, or another version of the program wrote it.
    """
    mark, _, text = data.partition(b"\n")
    if mark != f"{MARK}, {crc32(text):08x}".encode():
        raise ValueError("not as it was written")
    return text.decode("utf-8", "surrogateescape")


def _look(found: os.stat_result) -> str:
    return f"{found.st_mtime_ns} {found.st_ctime_ns} {found.st_size} {found.st_ino}"


def sources(config: str, history: str, state: str) -> list[str]:
    """All that the figures of a history depend on: the settings, this device, every file of the history, what is held.

    Raises:
        OSError: something cannot be seen.
    """
    lines = [look(config), look(f"{state}/device"), *_files(history, inner=True)]
    for name in _names(state):
        if name.startswith("history-"):
            lines += _files(f"{state}/{name}/held")
    return lines


def settled(lines: list[str], now: int) -> bool:
    """Whether all files were left alone for so long that the next change shows; ``now`` in nanoseconds of the epoch."""
    newest = 0
    for line in lines:
        words = line.rsplit(" ", 4)[-4:]
        if len(words) == 4:
            newest = max(newest, int(words[0]), int(words[1]))
    return newest < now - SETTLED


def _files(folder: str, inner: bool = False) -> list[str]:
    lines = [folder]
    for name in _names(folder):
        path = f"{folder}/{name}"
        if name.endswith(".json"):
            lines.append(f"{name} {look(path)}")
        elif inner and not name.startswith("."):
            lines += _files(path)
    return lines


def _names(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208 - as above
    except (FileNotFoundError, NotADirectoryError):
        return []

"""Routine files as bytes: read with a limit, and told apart by fingerprint."""

from __future__ import annotations

from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import NamedTuple

from dbs_tui.library.problem import FileProblem, RoutineError
from dbs_tui.typed_path import PathError, Written, reason, shown, typed_path

LARGEST_FILE = 64 * 1024
"""Bytes; a hundred blocks with comments need a fifth of it."""


class RoutineBytes(NamedTuple):
    """The bytes of a routine file as they were read."""

    named: str
    """How messages call the file."""
    content: bytes

    @property
    def text(self) -> str:
        """The text, without a byte order mark, lines ending in a newline only.

        Raises:
            RoutineError: it is not UTF-8.
        """
        try:
            text = self.content.decode()
        except UnicodeDecodeError as error:
            line = self.content.count(b"\n", 0, error.start) + 1
            what = "is not UTF-8 text; save it as UTF-8"
            raise RoutineError((FileProblem(self.named, line, "", what),)) from None
        return plain(text)

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the bytes, in hex digits."""
        from hashlib import sha256

        return sha256(self.content).hexdigest()


def typed(written: Written) -> Path:
    """The absolute path of a routine file that somebody typed.

    Raises:
        RoutineError: nothing can be done with it.
    """
    try:
        return typed_path(written)
    except PathError as error:
        raise RoutineError((FileProblem(shown(error.written), None, "", error.what),)) from None


def contents(path: Written, largest: int = LARGEST_FILE) -> RoutineBytes:
    """The bytes of a file, which may be named as a user types it.

    Raises:
        RoutineError: it cannot be read, or is not a regular file of ``largest`` bytes at most.
    """
    source = typed(path)
    try:
        # Looked at before it is opened: opening a pipe that nobody writes to would wait for ever.
        what = _no_file(source.stat().st_mode)
        if what is None:
            with source.open("rb") as file:
                content = file.read(largest + 1)
            if len(content) <= largest:
                return RoutineBytes(str(path), content)
            what = f"is larger than {largest // 1024} KiB, too large for a routine"
    except OSError as error:
        what = f"cannot be read: {reason(error)}"
    raise RoutineError((FileProblem(shown(path), None, "", what),))


def plain(text: str) -> str:
    """A text without byte order mark and without carriage returns at the ends of lines."""
    return text.removeprefix("\N{BYTE ORDER MARK}").replace("\r\n", "\n")


def _no_file(mode: int) -> str | None:
    if S_ISREG(mode):
        return None
    return f"is {'a folder' if S_ISDIR(mode) else 'no regular file'}; name a routine file, such as desk.toml"

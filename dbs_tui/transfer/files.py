"""The files of an export and an import: never written over by accident, never half-written, never read without end."""

import sys
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from dbs_tui import private_file
from dbs_tui.transfer.errors import TransferError
from dbs_tui.typed_path import PathError, Written, reason, shown, typed_path

LARGEST = 200 * 1024 * 1024
"""Bytes of a file that is read; ten years of training take about 8 MB."""


def typed(written: Written) -> Path:
    """The absolute path of a file that somebody typed.

    Raises:
        TransferError: nothing can be done with it.
    """
    try:
        return typed_path(written)
    except PathError as error:
        raise TransferError(str(error)) from None


def write(path: Written, text: str, replace: bool = False) -> None:
    """Write a file whole, readable by the user alone; in place of another one only with ``replace``.

    Raises:
        TransferError: there is a file already, the folder is not there, or it cannot be written.
    """
    target, named = typed(path), shown(path)
    try:
        if target.exists() or target.is_symlink():
            _must_be_replaceable(target, named, replace)
            target = target.resolve()
        if not target.parent.is_dir():
            raise TransferError(f"{named}: there is no folder {shown(Path(path).parent)}; make it first")
        private_file.write(target, text)
    except (OSError, RuntimeError) as error:  # RuntimeError: a circle of links, in older versions of Python
        raise TransferError(f"{named}: cannot be written: {reason(error)}") from error


def _must_be_replaceable(path: Path, named: str, replace: bool) -> None:
    mode = path.stat().st_mode if path.exists() else 0
    if S_ISDIR(mode):
        raise TransferError(f"{named}: is a folder; name a file in it, such as {path / 'training.json'}")
    if mode and not S_ISREG(mode):
        raise TransferError(f"{named}: is no regular file; - writes to standard output")
    if not replace:
        raise TransferError(f"{named}: is there already; choose another name, or --force to replace it")


def read(path: Written) -> bytes:
    """The bytes of a file of at most 200 MB; of standard input for ``-``.

    Raises:
        TransferError: it is not there, no regular file, too large, or cannot be read.
    """
    named = shown(path)
    try:
        if str(path) == "-":
            content = sys.stdin.buffer.read(LARGEST + 1)
        else:
            # Looked at before it is opened: opening a pipe that nobody writes to would wait for ever.
            source = typed(path)
            _must_be_readable(named, source.stat().st_mode)
            with source.open("rb") as file:
                content = file.read(LARGEST + 1)
    except OSError as error:
        raise TransferError(f"{named}: cannot be read: {reason(error)}") from error
    if len(content) > LARGEST:
        raise TransferError(f"{named}: is larger than {LARGEST // 1024 // 1024} MB; this is no export of dbs-tui")
    return content


def _must_be_readable(named: str, mode: int) -> None:
    if not S_ISREG(mode):
        raise TransferError(f"{named}: is {'a folder' if S_ISDIR(mode) else 'no regular file'}; name an exported file")

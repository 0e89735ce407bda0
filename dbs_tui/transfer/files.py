"""The files of an export and an import: never written over by accident, never half-written, never read without end."""

import sys
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from dbs_tui import private_file
from dbs_tui.transfer.errors import TransferError

LARGEST = 200 * 1024 * 1024
"""Bytes of a file that is read; ten years of training take about 8 MB."""


def write(path: Path, text: str, replace: bool = False) -> None:
    """Write a file whole, readable by the user alone; in place of another one only with ``replace``.

    Raises:
        TransferError: there is a file already, the folder is not there, or it cannot be written.
    """
    try:
        target = path.expanduser()
        if target.exists() or target.is_symlink():
            _must_be_replaceable(target, replace)
            target = target.resolve()
        if not target.parent.is_dir():
            raise TransferError(f"{path}: there is no folder {target.parent}; make it first")
        private_file.write(target, text)
    except (OSError, ValueError, RuntimeError) as error:  # ValueError, RuntimeError: a name that no file can have
        raise TransferError(f"{path}: cannot be written: {_reason(error)}") from error


def _must_be_replaceable(path: Path, replace: bool) -> None:
    mode = path.stat().st_mode if path.exists() else 0
    if S_ISDIR(mode):
        raise TransferError(f"{path}: is a folder; name a file in it, such as {path / 'training.json'}")
    if mode and not S_ISREG(mode):
        raise TransferError(f"{path}: is no regular file; - writes to standard output")
    if not replace:
        raise TransferError(f"{path}: is there already; choose another name, or --force to replace it")


def read(path: Path) -> bytes:
    """The bytes of a file of at most 200 MB; of standard input for ``-``.

    Raises:
        TransferError: it is not there, no regular file, too large, or cannot be read.
    """
    try:
        if str(path) == "-":
            content = sys.stdin.buffer.read(LARGEST + 1)
        else:
            # Looked at before it is opened: opening a pipe that nobody writes to would wait for ever.
            source = path.expanduser()
            _must_be_readable(path, source.stat().st_mode)
            with source.open("rb") as file:
                content = file.read(LARGEST + 1)
    except (OSError, ValueError, RuntimeError) as error:
        raise TransferError(f"{path}: cannot be read: {_reason(error)}") from error
    if len(content) > LARGEST:
        raise TransferError(f"{path}: is larger than {LARGEST // 1024 // 1024} MB; this is no export of dbs-tui")
    return content


def _must_be_readable(path: Path, mode: int) -> None:
    if not S_ISREG(mode):
        raise TransferError(f"{path}: is {'a folder' if S_ISDIR(mode) else 'no regular file'}; name an exported file")


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)

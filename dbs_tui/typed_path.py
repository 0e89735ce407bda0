"""Paths that a person typed, in a form, on the command line, in a setting or in a variable: one function for all.

It expands what a shell expands, checks what can be checked, and explains what is wrong. Nothing is created.
"""

import os
import sys
from pathlib import Path

from dbs_tui.domain.common.text import printable

Written = str | os.PathLike[str]
"""A path as it was typed. A ``Path`` has forgotten whether ``./~x`` or ``~x`` was meant; text has not."""

LONGEST_SHOWN = 120
"""Characters of a path in a message."""


class PathError(ValueError):
    """Nothing can be done with a path; ``str()`` is one line that is safe to show: the path, and what is wrong."""

    def __init__(self, written: str, what: str) -> None:
        self.written = written
        self.what = what
        super().__init__(f"{shown(written)}: {what}" if written else what)


def expanded(written: Written, base: Path | None = None) -> Path:
    """The absolute path that was meant: ``~`` and ``~name`` resolved, a relative one below ``base``, else from here.

    Raises:
        PathError: it is empty, no file can have this name, or the home folder is not known.
    """
    text = os.fspath(written)
    if not text.strip():
        raise PathError("", "there is no path; write the name of a file or folder")
    if "\0" in text or not _can_be_name(text):
        raise PathError(text, "no file can have this name")
    path = Path(_at_home(text) if text.startswith("~") else text)
    if path.is_absolute():
        return path
    try:
        return (base or Path.cwd()) / path
    except OSError as error:
        raise PathError(text, f"the folder you are in is gone ({reason(error)}); write the whole path") from None


def typed_path(written: Written) -> Path:
    """The absolute path that was meant, when it can be reached; whether anything is there is for the caller to ask.

    Raises:
        PathError: as ``expanded``; or the system cannot look there: no permission, a name too long, a circle of links.
    """
    path = expanded(written)
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        pass
    except (OSError, ValueError) as error:
        raise PathError(os.fspath(written), f"cannot be reached: {reason(error)}") from None
    return path


def reason(error: Exception) -> str:
    """What the system says of an error that belongs to a path, without the path."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def shown(written: Written) -> str:
    """A path in a message: safe to show, and not longer than a line or two."""
    text = printable(os.fspath(written))
    half = LONGEST_SHOWN // 2
    return text if len(text) <= LONGEST_SHOWN else f"{text[:half]}…{text[-half + 1 :]}"


def _can_be_name(text: str) -> bool:
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        return False
    return True


def _at_home(text: str) -> str:
    user = text.replace("\\", "/").partition("/")[0] if sys.platform == "win32" else text.partition("/")[0]
    home = os.environ.get("HOME")
    is_known = user != "~" or home is None or Path(home).is_absolute()  # an empty one would lead to the root folder
    found = os.path.expanduser(text)  # noqa: PTH111 - pathlib says the same of every failure
    if is_known and not found.startswith("~"):
        return found
    if user == "~":
        raise PathError(text, "no home folder is known here; write the whole path")
    raise PathError(text, f"there is no user {shown(user[1:])}; write the whole path, or ./ before a name with ~")

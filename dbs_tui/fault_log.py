"""The log of faults of the program: where in it an error came from that nobody foresaw, and nothing of the user's.

It lies in the state folder and keeps the newest faults. Messages of errors and values of variables are left out, since
they may hold what was trained or noted; so the file can be shown to others.
"""

import platform
import traceback
from contextlib import suppress
from pathlib import Path

from dbs_tui import __version__, atomic, clock, paths, private_file
from dbs_tui.typed_path import PathError

NAME = "errors.log"
LARGEST = 64 * 1024
"""Bytes; older faults give way."""
MOST_FRAMES = 30
"""Calls of one fault that are written: the innermost ones."""


def written(error: BaseException) -> Path | None:
    """Write where an error came from; the file, or ``None`` when it cannot be written. Never raises."""
    with suppress(OSError, PathError):
        path = paths.state_folder() / NAME
        private_file.write(path, f"{_earlier(path)}{described(error)}\n\n")
        return path
    return None


def described(error: BaseException) -> str:
    """When, which program, which kind of error and where: for an error with causes, those first."""
    when = clock.local_now().isoformat(timespec="seconds")
    head = f"{when} dbs-tui {__version__}, Python {platform.python_version()} on {platform.system()}"
    return "\n".join([head, *(line for each in _with_causes(error) for line in _lines(each))])


def place(error: BaseException) -> str:
    """Where it was raised: the same fault comes from the same place."""
    return (_calls(error) or ["nowhere"])[-1]


def _with_causes(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    now: BaseException | None = error
    while now is not None and now not in found and len(found) < 5:
        found.append(now)
        now = now.__cause__ or (None if now.__suppress_context__ else now.__context__)
    return found[::-1]


def _lines(error: BaseException) -> list[str]:
    return [type(error).__name__, *(f"  {each}" for each in _calls(error)[-MOST_FRAMES:])]


def _calls(error: BaseException) -> list[str]:
    frames = traceback.walk_tb(error.__traceback__)
    return [f"{frame.f_code.co_filename}:{line} in {frame.f_code.co_name}" for frame, line in frames]


def _earlier(path: Path) -> str:
    """What is in the file, as far as there is room for one more fault."""
    try:
        data = atomic.read(path)[0]
    except OSError:
        return ""
    text = data.decode("utf-8", "replace")
    return text if len(text) <= LARGEST // 2 else text[-LARGEST // 2 :].partition("\n\n")[2]

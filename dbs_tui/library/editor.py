"""A routine file in the user's own editor, at the line of a problem, and judged when the editor ends."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

from dbs_tui.library.parse import read

if TYPE_CHECKING:
    from dbs_tui.domain.training.exercise import Catalogue
    from dbs_tui.domain.training.routine import Routine

USUAL = ("notepad",) if sys.platform == "win32" else ("nano", "vi", "ed")
"""What is tried when neither VISUAL nor EDITOR says."""
_PLUS = ("vi", "vim", "nvim", "nano", "pico", "emacs", "emacsclient", "micro", "kak", "joe", "ed", "view", "gvim")
_COLON = ("hx", "helix", "subl", "zed")
_GOTO = ("code", "codium", "code-insiders")


class EditorError(Exception):
    """There is no editor, or it failed. Its ``str`` is one line that says what to do."""


def command(path: Path, line: int | None, environment: Mapping[str, str]) -> list[str]:
    """The words that open a file in the user's editor, at a line where that editor is known to take one.

    Raises:
        EditorError: there is none.
    """
    chosen = environment.get("VISUAL") or environment.get("EDITOR") or ""
    try:
        words = shlex.split(chosen, posix=sys.platform != "win32")
    except ValueError:
        raise EditorError("the quotes in EDITOR do not match; set it to the name of an editor") from None
    words = words or [found for found in map(which, USUAL) if found][:1]
    if not words:
        raise EditorError("no editor was found; set EDITOR to the name of one, such as nano")
    return [*words, *_at(Path(words[0]).stem, str(path.absolute()), line)]


def edit(path: Path, line: int | None, catalogue: Catalogue) -> Routine:
    """Open a file in the user's editor and wait until it ends; the routine that is in the file then.

    The terminal must be free: the app suspends itself around this.

    Raises:
        EditorError: there is no editor, or it could not run.
        RoutineError: what is in the file now is no valid routine.
    """
    words = command(path, line, os.environ)
    try:
        code = subprocess.run(words, check=False).returncode
    except (OSError, ValueError) as error:
        raise EditorError(f"{words[0]} could not be started; set EDITOR to the name of an editor") from error
    if code:
        raise EditorError(f"{words[0]} ended with an error ({code}); the file is as it left it")
    return read(path, catalogue)


def _at(editor: str, path: str, line: int | None) -> list[str]:
    """The words that open a file at a line, for editors that are known to take one."""
    if line is None:
        return [path]
    if editor in _PLUS:
        return [f"+{line}", path]
    if editor in _COLON:
        return [f"{path}:{line}"]
    return ["--goto", f"{path}:{line}"] if editor in _GOTO else [path]

"""Long text a page at a time where somebody reads it at a terminal; plain lines everywhere else."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from dbs_tui.commands.output import is_terminal, say
from dbs_tui.domain.common.text import printable


def show(lines: Sequence[str]) -> None:
    """Print lines; through a pager when both ends are a terminal and they do not fit."""
    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout) and _too_long(lines) and _paged(lines)):
        for line in lines:
            say(line)


def _too_long(lines: Sequence[str]) -> bool:
    return len(lines) >= shutil.get_terminal_size().lines


def _paged(lines: Sequence[str]) -> bool:
    """Whether a pager has shown the lines: that of ``$PAGER``, ``less`` without one; empty or ``cat`` is none."""
    command = os.environ.get("PAGER", "less")
    try:
        words = shlex.split(command)
    except ValueError:
        return False
    if not words or words[0] == "cat" or shutil.which(words[0]) is None:
        return False
    text = "".join(f"{printable(line)}\n" for line in lines)
    return _run(words, text)


def _run(words: Sequence[str], text: str) -> bool:
    # F leaves when it fits, X leaves the text on the screen, R shows what is no control character.
    environment = {"LESS": "FRX", "LESSCHARSET": "utf-8", **os.environ}
    with _left_to_the_pager(), suppress(OSError):
        subprocess.run(words, input=text, env=environment, encoding="utf-8", errors="replace", check=False)
        return True
    return False


@contextmanager
def _left_to_the_pager() -> Iterator[None]:
    """Leave Ctrl+C to the pager for the block. A handler, not SIG_IGN, which the pager would inherit."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)

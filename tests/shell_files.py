"""What the shells get: completions and the man page, made from the parser of the command line.

``python -m tests.shell_files`` (``make shell``) writes them into the package; a test says when they are stale.
"""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import shtab
from argparse_manpage.manpage import Manpage

from dbs_tui.commands.completions import FOLDER, SHELLS
from dbs_tui.commands.parser import parser

ROUTINES = {
    "bash": "_dbs_tui_routines",
    "zsh": "_dbs_tui_routines",
    "fish": "(dbs-tui routines --ids 2>/dev/null; __fish_complete_suffix .toml)",
}
PREAMBLE = {
    "bash": """\
_dbs_tui_routines() {
  compgen -W "$(dbs-tui routines --ids 2>/dev/null)" -- "$1"
  compgen -f -X '!*.toml' -- "$1"
}
""",
    "zsh": """\
_dbs_tui_routines() {
  local -a ids
  ids=(${(f)"$(dbs-tui routines --ids 2>/dev/null)"})
  compadd -a ids
  _files -g '*.toml'
}
""",
}
BY_METAVAR = {"FILE": shtab.FILE, "DIR": shtab.DIRECTORY, "ROUTINE": ROUTINES}


def made() -> dict[str, str]:
    """The text of every file, by its name."""
    files = {f"dbs-tui.{shell}": _completion(shell) for shell in SHELLS}
    return {**files, "dbs-tui.1": _man_page()}


def _completion(shell: str) -> str:
    top = parser()
    for action in _actions(top):
        if isinstance(action.metavar, str) and action.metavar in BY_METAVAR:
            action.complete = BY_METAVAR[action.metavar]  # type: ignore[attr-defined]
    return str(shtab.complete(top, shell, preamble=PREAMBLE.get(shell, "")))


def _actions(top: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in top._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from _actions(below)


def _man_page() -> str:
    data = {"project_name": "dbs-tui", "description": "a workout trainer for people who sit a lot", "format": "pretty"}
    data["manual_title"] = "dbs-tui"
    page = str(Manpage(parser(), _data=data))
    return re.sub(r'^(\.TH DBS\\-TUI "1" )"[^"]*"', r'\1""', page)  # without the day it was made on


def write() -> None:
    """Put every file into the package."""
    for name, text in made().items():
        (Path(FOLDER) / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()

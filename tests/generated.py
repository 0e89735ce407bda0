"""Files that are made from the program: completions and the man page from the parser, the table of keys from the keys.

``python -m tests.generated`` (``make generated``) writes them; a test says when one is stale.
"""

import argparse
import os
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import shtab
from argparse_manpage.manpage import Manpage
from textual.binding import Binding

from dbs_tui.commands.completions import FOLDER, SHELLS
from dbs_tui.commands.parser import parser
from dbs_tui.ui.settings import keymap

ROUTINES = {
    "bash": "_dbs_tui_routines",
    "zsh": "_dbs_tui_routines",
    "fish": "(dbs-tui routines --ids 2>/dev/null; __fish_complete_suffix .toml)",
}
EXERCISES = {
    "bash": "_dbs_tui_exercises",
    "zsh": "_dbs_tui_exercises",
    "fish": "(dbs-tui exercises --ids 2>/dev/null)",
}
PREAMBLE = {
    "bash": """\
_dbs_tui_routines() {
  compgen -W "$(dbs-tui routines --ids 2>/dev/null)" -- "$1"
  compgen -f -X '!*.toml' -- "$1"
}
_dbs_tui_exercises() {
  compgen -W "$(dbs-tui exercises --ids 2>/dev/null)" -- "$1"
}
""",
    "zsh": """\
_dbs_tui_routines() {
  local -a ids
  ids=(${(f)"$(dbs-tui routines --ids 2>/dev/null)"})
  compadd -a ids
  _files -g '*.toml'
}
_dbs_tui_exercises() {
  local -a ids
  ids=(${(f)"$(dbs-tui exercises --ids 2>/dev/null)"})
  compadd -a ids
}
""",
}
BY_METAVAR = {"FILE": shtab.FILE, "DIR": shtab.DIRECTORY, "ROUTINE": ROUTINES, "EXERCISE": EXERCISES}


CHANGELOG = FOLDER.parent.parent / "CHANGELOG.md"
LINE = 80
"""Bytes of a line of the man page, at most; it has only ASCII."""
KEYS_PAGE = FOLDER.parent.parent / "docs" / "settings-and-keys.md"
START, END = "<!-- keys: made by `make generated` -->\n", "<!-- /keys -->\n"


def made() -> dict[Path, str]:
    """The text of every file."""
    # The parser breaks its lines where the terminal ends.
    with mock.patch.dict(os.environ, COLUMNS="80"):
        return _made()


def _made() -> dict[Path, str]:
    files = {FOLDER / f"dbs-tui.{shell}": _completion(shell) for shell in SHELLS}
    return {**files, KEYS_PAGE.with_name("dbs-tui.1"): _man_page(), KEYS_PAGE: _keys_page()}


def _keys_page() -> str:
    """The page with its table as it has to be."""
    before, rest = KEYS_PAGE.read_text(encoding="utf-8").split(START)
    table = "\n".join(("| name | keys | what it does |", "|---|---|---|", *_rows()))
    return f"{before}{START}\n{table}\n\n{END}{rest.split(END)[1]}"


def _rows() -> Iterator[str]:
    keys: dict[str, list[str]] = {}
    words: dict[str, str] = {}
    for kind, _ in keymap.places():
        for binding in Binding.make_bindings(vars(kind)["BINDINGS"]):
            if binding.key not in keys.setdefault(binding.id or "", []):
                keys[binding.id or ""].append(binding.key)
            words.setdefault(binding.id or "", binding.tooltip or binding.description)
    for name in sorted(keys):
        yield f"| `{name}` | {' '.join(f'`{key}`' for key in keys[name])} | {words[name]} |"


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
    # Dated by the newest release, not by the day on which it was made.
    page = re.sub(r'^(\.TH DBS\\-TUI "1" )"[^"]*"', rf'\1"{_released()}"', page)
    return "".join(f"{short}\n" for line in page.splitlines() for short in _lines(line))


def _released() -> str:
    dates: list[str] = re.findall(
        r"^## \[.*\] - (\d{4}-\d\d-\d\d)$", CHANGELOG.read_text(encoding="utf-8"), re.MULTILINE
    )
    return max(dates)


def _lines(line: str) -> list[str]:
    """A line as mandoc wants it: nothing at its end, and no text longer than a terminal is wide."""
    line = line.rstrip()
    if line.startswith((".", "'")) or len(line) <= LINE:
        return [line]
    parts = textwrap.wrap(line, LINE - 2, break_long_words=False, break_on_hyphens=False)
    return [parts[0], *(f"\\&{part}" if part.startswith((".", "'")) else part for part in parts[1:])]


def write() -> None:
    """Put every file into its place."""
    for file, text in made().items():
        file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()

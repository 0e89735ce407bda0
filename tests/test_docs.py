"""README and docs say what is so: links lead somewhere, commands parse, settings and routines load, keys are keys."""

import re
import shlex
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from dbs_tui import config
from dbs_tui.commands.parser import parser
from dbs_tui.content.poses import figures
from dbs_tui.domain.history.history import History
from dbs_tui.domain.history.progress_words import missed_words
from dbs_tui.domain.history.week import Pause
from dbs_tui.settings import ABOUT, shown
from dbs_tui.ui.figure.frame import still
from tests.domain.builders import session
from tests.library.builders import good

ROOT = Path(__file__).resolve().parents[1]
PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"))
}
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
QUOTED = re.compile(r"`([^`\n]+)`")
CALLED = re.compile(r"(?<![\w/.~-])dbs-tui(?![\w./-])((?: (?:'[^']*'|\"[^\"]*\"|[^\s'\"|>;&)#`\\]+))*)")
NOT_CALLED = re.compile(r"(notify-send|uninstall|man) dbs-tui|\bdbs-tui/")
INTO_A_FILE = re.compile(r" \d?>.*")
EXAMPLES = {"SHELL": "fish", "COMMAND": "start"}
"""What stands for any word of its kind."""
SIGNS = {
    ".": "full_stop",
    "→": "right",
    "←": "left",
    "↑": "up",
    "↓": "down",
    "/": "slash",
    "?": "question_mark",
    "!": "exclamation_mark",
    ",": "comma",
    "-": "minus",
    "=": "equals_sign",
    "+": "plus",
    "*": "asterisk",
    "esc": "escape",
}
"""Keys as the pages write them, and as the table of keys does."""
ACTIONS = {
    "README.md": ("app.", "player.", "today.", "history."),
    "docs/README.md": ("app.", "today."),
    "docs/today.md": ("app.", "today."),
    "docs/player.md": ("app.", "player.", "finish.", "rate."),
    "docs/learn.md": ("app.", "learn.", "link.", "exercise.", "list."),
    "docs/build.md": ("build.", "builder.", "list."),
    "docs/looking-back.md": ("history.", "days.", "trends.", "session."),
    "docs/desk.md": ("desk.",),
    "docs/settings-and-keys.md": ("settings.",),
}
"""The actions that the tables of a page may speak of, by how their names begin."""


def fenced(page: str, *languages: str) -> list[str]:
    """The blocks of a page that are written in one of the languages."""
    return [text for language, text in FENCED.findall(PAGES[page]) if language in languages]


def anchors(page: str) -> set[str]:
    """What a link into a page may name."""
    titles = re.findall(r"^#+ (.+)$", FENCED.sub("", PAGES[page]), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", sorted(PAGES))
def test_every_link_and_picture_leads_somewhere(page: str) -> None:
    """In the checkout, and to a heading that is there."""
    for target in LINK.findall(PAGES[page]):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        found = (ROOT / page).parent / path if path else ROOT / page
        assert found.exists(), target
        if anchor:
            assert anchor in anchors(found.resolve().relative_to(ROOT).as_posix()), target


def test_every_page_is_in_the_index() -> None:
    """So that nothing is written for nobody."""
    listed = {target.partition("#")[0] for target in LINK.findall(PAGES["docs/README.md"])}
    assert {path.name for path in (ROOT / "docs").glob("*.md")} - {"README.md"} - listed == set()


def test_the_readme_has_one_picture_which_moves() -> None:
    """It is made from the program, and stands where the large still stood."""
    (picture,) = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", PAGES["README.md"])
    assert picture == "docs/recording.svg"


def test_the_readme_begins_with_the_moves_as_they_are_drawn() -> None:
    """The five of them at their far end, row by row what the program paints."""
    moves = {move.id: move for move in figures().moves}
    five = ("glute-squeeze", "squat", "hamstring-standing", "glute-bridge", "leg-lift")
    rows = ["".join(run.text for name in five for run in still(moves[name], 15, 6)[row]).rstrip() for row in range(6)]
    assert "\n".join(rows) in PAGES["README.md"]


def commands(page: str) -> Iterator[list[str]]:
    """The arguments of every ``dbs-tui`` that a page tells to type."""
    blocks = [text for language, text in FENCED.findall(PAGES[page]) if language != "toml"]
    for text in (*blocks, *QUOTED.findall(FENCED.sub("", PAGES[page]))):
        for line in text.splitlines():
            if not NOT_CALLED.search(line):
                yield from (shlex.split(found) for found in CALLED.findall(INTO_A_FILE.sub("", line)))


def taken(arguments: list[str]) -> bool:
    """Whether the parser takes them, or prints help."""
    try:
        parser().parse([EXAMPLES.get(word, word) for word in arguments])
    except SystemExit as left:
        return left.code == 0
    return True


@pytest.mark.parametrize("page", sorted(PAGES))
def test_every_command_can_be_typed(page: str) -> None:
    """The parser takes it as it stands."""
    assert [arguments for arguments in commands(page) if not taken(arguments)] == []


def test_commands_are_found() -> None:
    """All commands are told of somewhere, in text and in blocks."""
    told = {arguments[0] for page in PAGES for arguments in commands(page) if arguments}
    known = next(action.choices for action in parser()._actions if action.dest == "command")
    assert set(known or ()) - told == set()


@pytest.mark.parametrize("page", sorted(page for page in PAGES if "```toml" in PAGES[page]))
def test_every_example_file_can_be_used(page: str, tmp_path: Path) -> None:
    """Routines have no problem, settings give no warning."""
    for text in fenced(page, "toml"):
        if "[[blocks]]" in text:
            assert good(text).blocks
        elif "[[card]]" in text:
            assert tomllib.loads(text)["card"]
        else:
            (tmp_path / "config.toml").write_text(text, encoding="utf-8")
            assert config.load(tmp_path / "config.toml").warnings == ()


QUIET_COMMANDS = re.findall(r'^\| .+ \| `(\[".+"\])` \|$', PAGES["docs/desk.md"], re.MULTILINE)


@pytest.mark.parametrize("written", QUIET_COMMANDS)
def test_commands_that_say_quiet_are_taken_and_are_shell(written: str) -> None:
    """As they stand in the table, where a bar is escaped; their scripts are ones that a shell can read."""
    command = tomllib.loads(f"command = {written.replace(chr(92) + '|', '|')}")["command"]
    assert ABOUT["desk_quiet_command"].kind.read(command) == tuple(command)
    if command[0] == "sh" and shutil.which("sh"):
        subprocess.run(["sh", "-n", "-c", command[2]], check=True)


def test_commands_that_say_quiet_are_found() -> None:
    """For a camera, a calendar, a battery and a program."""
    assert len(QUIET_COMMANDS) == 5


def test_every_setting_is_shown() -> None:
    """With a value that is not the usual one; the keys have a part of their own."""
    told = tomllib.loads(fenced("docs/settings-and-keys.md", "toml")[0])
    assert set(told) == {name for _, members in shown() for name, _ in members} - {"keys"}


DAYS_IN_A_ROW = re.findall(r"^\| (?=■)(.+) \|$", PAGES["docs/streaks.md"], re.MULTILINE)


@pytest.mark.parametrize("row", DAYS_IN_A_ROW)
def test_the_examples_of_streaks_are_right(row: str) -> None:
    """Monday to Friday, which is today; the goal is 3 days."""
    *days, told = row.split(" | ")
    monday = date(2026, 11, 16)
    week = {monday + timedelta(days=number): day for number, day in enumerate(days)}
    paused = tuple(Pause(day, day, "illness") for day, what in week.items() if what == "paused")
    history = History(tuple(session(day) for day, what in week.items() if what == "■"), pauses=paused)
    today = max(week)
    in_a_row = history.day_streak(today) or f"over: *{missed_words(history, today)}*"
    assert (len(days), str(in_a_row)) == (5, told)


def known_keys(beginnings: tuple[str, ...]) -> set[str]:
    """The keys of the actions whose names begin so, from the table that is made from the program."""
    rows = re.findall(r"^\| `([\w.]+)` \| (.+?) \| ", PAGES["docs/settings-and-keys.md"], re.MULTILINE)
    return {key for name, keys in rows if name.startswith(beginnings) for key in QUOTED.findall(keys)}


def told_keys(page: str) -> Iterator[str]:
    """The keys in the first column of the tables of keys of a page."""
    for table in re.findall(r"^\| key \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", PAGES[page], re.MULTILINE):
        for row in table.splitlines():
            yield from QUOTED.findall(row.split("|")[1])


@pytest.mark.parametrize("page", sorted(ACTIONS))
def test_every_key_that_is_told_of_is_one(page: str) -> None:
    """On the screens that the page is about."""
    told = {SIGNS.get(key, key) for key in told_keys(page)}
    assert told
    assert told - known_keys(ACTIONS[page]) - {"ctrl+p"} == set()


def test_every_file_that_contributing_names_is_there() -> None:
    """The table of rooms, and the answers to where something is computed, drawn and tested."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:dbs_tui|tests)/[\w/]+(?:\.\w+|/))`", text))
    assert len(named) > 30
    assert sorted(name for name in named if not (ROOT / name).exists()) == []

"""The words of the command line: commands, options, help. Imports nothing but argparse, so that ``--help`` is quick."""

import argparse
import os
import sys
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NoReturn

from dbs_tui.commands.safety import EMERGENCY, NOT_TREATMENT

if TYPE_CHECKING:
    from collections.abc import Callable

    _Commands = argparse._SubParsersAction["_Parser"]

PROGRAM = "dbs-tui"

ABOUT = "A workout trainer for people who sit a lot. Without a command it opens the app."

EXAMPLES = """\
examples:
  dbs-tui                                open the app
  dbs-tui start starter-5                train a routine now
  dbs-tui start my-routine.toml          train a routine from a file
  dbs-tui start office-5 --plain         the same as lines of text: no full screen, works in a pipe
  dbs-tui routines                       what there is to train
  dbs-tui new --minutes 5 --no-floor     make a routine that fits, as a file
  dbs-tui import-routine their.toml      keep somebody's routine among yours
  dbs-tui check my-routine.toml          find what is wrong with a routine file
  dbs-tui status --json                  streak and week, for prompts and status bars
  dbs-tui history --since 2026-01-01     what was trained
  dbs-tui export training.json           everything, to keep or to import elsewhere
  dbs-tui learn outer hip                read about something; without words: all there is
  dbs-tui desk                           how long you have sat, in a small pane
  dbs-tui doctor                         where files are, and whether the history is well
"""

FILES = """\
files:
  DBS_TUI_HOME=DIR keeps settings, routines and history in DIR. Nothing leaves this computer.
  DBS_TUI_HISTORY=DIR keeps the history alone in DIR, such as a folder that several computers share.
"""


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are one line."""

    def error(self, message: str) -> NoReturn:
        """Print what is wrong with the arguments in one line, and exit with 2."""
        from dbs_tui.domain.common.text import printable

        self.exit(2, f"{PROGRAM}: {printable(message)}; see {self.prog} --help\n")

    def parse(self, arguments: list[str]) -> argparse.Namespace:
        """The command and its options. Exits with 2 and one line when they are wrong, with 0 after help."""
        if arguments and not arguments[0].startswith("-") and arguments[0] not in COMMANDS:
            self.error(f"there is no command {arguments[0]!r}{_did_you_mean(arguments[0])}")
        return self.parse_args(arguments)


def _wrapped(prog: str) -> argparse.HelpFormatter:
    return argparse.HelpFormatter(prog, width=_columns() - 2)


def _as_it_is(prog: str) -> argparse.HelpFormatter:
    return argparse.RawDescriptionHelpFormatter(prog, width=_columns() - 2)


def _columns() -> int:
    """The columns of the terminal, or 80: what ``shutil`` says, without the compressions that come with it.

    A parser asks for it with every argument.
    """
    with suppress(ValueError):
        if (told := int(os.environ.get("COLUMNS", "0"))) > 0:
            return told
    with suppress(OSError, ValueError, AttributeError):
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]
    return 80


def parser(command: str = "") -> _Parser:
    """The parser of the whole command line; where a command is named, of that one alone, which is quicker to make."""
    top = _Parser(
        prog=PROGRAM,
        description=ABOUT,
        epilog="" if command in COMMANDS else "\n".join((EXAMPLES, _safety(), FILES)),
        formatter_class=_as_it_is,
        allow_abbrev=False,
    )
    top.add_argument("-V", "--version", action="store_true", help="print the version")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title="commands", parser_class=_Parser)
    for add in [COMMANDS[command]] if command in COMMANDS else dict.fromkeys(COMMANDS.values()):
        add(commands)
    return top


def _command(commands: "_Commands", name: str, summary: str, more: str = "") -> argparse.ArgumentParser:
    what = f"{summary.capitalize()}. {more}"
    return commands.add_parser(name, help=summary, description=what, formatter_class=_wrapped, allow_abbrev=False)


def _add_start(commands: "_Commands") -> None:
    start = _command(commands, "start", "train a routine now")
    start.add_argument("routine", metavar="ROUTINE", nargs="?", help="an id, or a path to a .toml; none: the suggested")
    start.add_argument("--plain", action="store_true", help="lines of text, for screen readers, logs and pipes")


def _add_routines(commands: "_Commands") -> None:
    routines = _command(commands, "routines", "list the routines", "A broken file is listed with what is wrong.")
    routines.add_argument("--json", action="store_true", help="for programs")
    routines.add_argument("--ids", action="store_true", help="only the ids, a line each")


def _add_new(commands: "_Commands") -> None:
    new = _command(commands, "new", "make a routine that fits your time", "It is printed as a file, to keep or change.")
    new.add_argument("--minutes", metavar="M", type=_whole, required=True, help="how long you have")
    new.add_argument("--no-floor", dest="floor", action="store_false", help="nothing that is done lying down")
    levels = ("gentle", "standard", "strong")
    new.add_argument("--level", choices=levels, default="standard", help="gentle, standard (usual) or strong")
    occasions = ("any", "run", "desk", "evening")
    new.add_argument("--for", dest="occasion", choices=occasions, default="any", help="before a run, desk or evening")


def _add_import(commands: "_Commands") -> None:
    what = "keep somebody's routine among yours"
    taking = _command(commands, "import-routine", what, "The file is checked and copied; nothing is overwritten.")
    taking.add_argument("file", metavar="FILE", help="a routine file")


def _add_export(commands: "_Commands") -> None:
    what = "write a routine's file to share it"
    giving = _command(commands, "export-routine", what, "Without FILE it is printed.")
    giving.add_argument("routine", metavar="ROUTINE", help="an id, as dbs-tui routines lists it")
    giving.add_argument("file", metavar="FILE", nargs="?", default="-", help="where to; .toml is added")
    giving.add_argument("--force", action="store_true", help="replace a file that is there")


def _add_check(commands: "_Commands") -> None:
    check = _command(
        commands, "check", "check files of routines and exercises", "One line for each problem: FILE:LINE: WHERE: WHAT."
    )
    check.add_argument("files", metavar="FILE", nargs="+", help="a file of a routine or of exercises")


def _add_exercises(commands: "_Commands") -> None:
    listing = _command(
        commands, "exercises", "list the exercises", "A broken file of yours is told with what is wrong."
    )
    listing.add_argument("--ids", action="store_true", help="only the ids, a line each")
    what = "write a commented example of an exercise of your own"
    new = _command(commands, "new-exercise", what, "Its path is printed; nothing is overwritten.")
    new.add_argument("name", metavar="NAME", nargs="?", default="My exercise", help="what it is called")
    what = "write your own exercises to one file to share them"
    giving = _command(commands, "export-exercises", what, "The file must not be there yet.")
    giving.add_argument("file", metavar="FILE", help="a new file that ends in .toml or .zip")
    giving.add_argument("ids", metavar="EXERCISE", nargs="*", help="only these; none: all of them")
    giving.add_argument("--force", action="store_true", help="replace FILE if it is there")
    what = "keep somebody's exercises among yours"
    taking = _command(commands, "import-exercises", what, "Each is checked and copied; nothing is overwritten.")
    taking.add_argument("file", metavar="FILE", help="a .toml or .zip of exercises")


def _add_status(commands: "_Commands") -> None:
    status = _command(commands, "status", "show the week, the streak and what is next")
    how = status.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="for programs")
    how.add_argument(
        "--format", metavar="TEXT", help="one line for a status bar, such as '{sit} {next_break} {streak}'"
    )


def _add_history(commands: "_Commands") -> None:
    history = _command(commands, "history", "list the sessions, oldest first")
    history.add_argument("--json", action="store_true", help="complete records, for programs")
    history.add_argument("--since", metavar="DATE", type=_date, help="from this day on, such as 2026-01-31")
    history.add_argument("--until", metavar="DATE", type=_date, help="up to this day")


def _add_history_export(commands: "_Commands") -> None:
    more = (
        "The ending of FILE says what: .json has everything and can be imported; .csv every set; .ics training days; "
    )
    export = _command(commands, "export", "write the history to a file", f"{more}.html and .md a page for a doctor.")
    export.add_argument("file", metavar="FILE", help="a new file; - for standard output")
    export.add_argument("--format", choices=("json", "csv", "ics", "html", "md"), help="instead of the ending of FILE")
    export.add_argument("--since", metavar="DATE", type=_date, help="from this day on; not with json")
    export.add_argument("--until", metavar="DATE", type=_date, help="up to this day; not with json")
    export.add_argument("--force", action="store_true", help="replace FILE if it is there")


def _add_history_import(commands: "_Commands") -> None:
    more = "Doing it twice changes nothing; nothing that is there is lost."
    taking = _command(commands, "import", "add what an exported .json has and the history lacks", more)
    taking.add_argument("file", metavar="FILE", help="an exported .json; - for standard input")


def _add_next(commands: "_Commands") -> None:
    following = _command(commands, "next", "say what to do next, and why", "With what a coach would change in it.")
    following.add_argument("--json", action="store_true", help="for programs")
    following.add_argument("--explain", action="store_true", help="also why the rest stays as it is")


def _add_programme(commands: "_Commands") -> None:
    more = "Without an action it says where you are in the one that runs: weeks that go on by what was done."
    programme = _command(commands, "programme", "go through some weeks, step by step", more)
    programme.add_argument("--json", action="store_true", help="for programs")
    actions = programme.add_subparsers(dest="action", metavar="ACTION", title="actions", parser_class=_Parser)
    _command(actions, "list", "list the programmes", "A broken file of yours is told with what is wrong.")
    beginning = _command(actions, "begin", "begin one today", "It takes the place of one that runs.")
    beginning.add_argument("programme", metavar="PROGRAMME", help="desk, runner, or another of the list")
    for use, what in (
        ("strength", "strength days, such as mon,wed,fri"),
        ("light", "light days"),
        ("walk", "days of a walk"),
        ("run", "days of a run"),
        ("long", "days of a long or fast run"),
    ):
        beginning.add_argument(f"--{use}", metavar="DAYS", help=what)
    choosing = _command(actions, "choose", "choose what follows a week", "The more careful one can always be chosen.")
    names = ("go-on", "repeat", "back", "keep", "build", "stop")
    choosing.add_argument("choice", metavar="CHOICE", choices=names, help=", ".join(names))
    trying = _command(
        actions, "simulate", "play a made-up history through the rules", "docs/programme.md has the format."
    )
    trying.add_argument("trace", metavar="TRACE", help="a .json file with what each day brought")
    trying.add_argument("--json", action="store_true", help="a line of JSON a day, for programs")
    checking = _command(actions, "check", "check programme files", "One line for each problem: FILE:LINE: WHERE: WHAT.")
    checking.add_argument("files", metavar="FILE", nargs="+", help="a programme file")


def _add_measures(commands: "_Commands") -> None:
    more = "Without an action it lists them: your own change, no norms."
    measures = _command(commands, "measures", "measure holds, stands and numbness for yourself", more)
    measures.add_argument("--json", action="store_true", help="for programs")
    actions = measures.add_subparsers(dest="action", metavar="ACTION", title="actions", parser_class=_Parser)
    _command(actions, "take", "measure now, in lines of text", "A key starts, stops and counts.")
    adding = _command(actions, "add", "keep a value that you measured", "Not with pain of 4 and more.")
    adding.add_argument("name", metavar="NAME", help="bridge-hold, sit-to-stands, numb-after-sitting, …")
    adding.add_argument("value", metavar="VALUE", type=_whole, help="seconds, stands, or 0 to 10")


def _add_learn(commands: "_Commands") -> None:
    learn = _command(commands, "learn", "read about it", "Cards, exercises, glossary and sources, as plain text.")
    learn.add_argument("query", metavar="QUERY", nargs="*", help="words to look for, or a topic; none: everything")


def _add_desk(commands: "_Commands") -> None:
    desk = _command(commands, "desk", "show how long you have sat, in a pane", "Good from 20 columns and 3 rows.")
    how = desk.add_mutually_exclusive_group()
    how.add_argument("--break", action="store_true", dest="take_break", help="take a break now, in the player")
    how.add_argument("--look", action="store_true", help="look once, as a pane does; a line when a break is due")
    how.add_argument("--explain", action="store_true", help="say why the timer stands where it stands")
    how.add_argument("--save", action="store_true", help="put the breaks into the history now, and end")


def _add_doctor(commands: "_Commands") -> None:
    doctor = _command(commands, "doctor", "say where files are and how the history is", "It changes nothing.")
    doctor.add_argument("--repair", action="store_true", help="bring back what copies have and the history lacks")
    doctor.add_argument("--yes", action="store_true", help="with --repair: without asking")


def _add_completions(commands: "_Commands") -> None:
    more = 'For bash: eval "$(dbs-tui completions bash)" in ~/.bashrc; docs/shell.md says it for zsh and fish.'
    completions = _command(commands, "completions", "print what a shell needs to complete commands", more)
    completions.add_argument("shell", metavar="SHELL", choices=("bash", "zsh", "fish"), help="bash, zsh or fish")


def _add_serve(commands: "_Commands") -> None:
    serve = _command(commands, "serve", "show the app in a browser on this computer", "It needs the extra web.")
    serve.add_argument("--port", type=_port, default=8765, help="8765 unless told")
    serve.add_argument("--open", action="store_true", help="open the browser as well")
    serve.add_argument("--home", metavar="DIR", help="settings, routines and history; none: a folder of its own")


COMMANDS: "dict[str, Callable[[_Commands], None]]" = {
    "start": _add_start,
    "routines": _add_routines,
    "new": _add_new,
    "check": _add_check,
    "import-routine": _add_import,
    "export-routine": _add_export,
    "exercises": _add_exercises,
    "new-exercise": _add_exercises,
    "export-exercises": _add_exercises,
    "import-exercises": _add_exercises,
    "status": _add_status,
    "history": _add_history,
    "export": _add_history_export,
    "import": _add_history_import,
    "next": _add_next,
    "programme": _add_programme,
    "measures": _add_measures,
    "learn": _add_learn,
    "desk": _add_desk,
    "doctor": _add_doctor,
    "completions": _add_completions,
    "serve": _add_serve,
}
"""The commands in the order of the help, and what adds each to a parser."""


def _port(text: str) -> int:
    if not text.isdecimal() or not 1024 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"must be a number from 1024 to 65535, not {text!r}")
    return int(text)


def _whole(text: str) -> int:
    try:
        return int(text if len(text) < 10 else "")
    except ValueError:
        raise argparse.ArgumentTypeError(f"must be a whole number, not {text[:40]!r}") from None


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"must be a date such as 2026-01-31, not {text!r}") from None


def _did_you_mean(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, COMMANDS, n=1)
    return f" (did you mean {near[0]}?)" if near else ""


def _safety() -> str:
    import textwrap  # for the help alone

    paragraph = f"{NOT_TREATMENT} The safety page is one key away: press ! in the app. {EMERGENCY}"
    lines = textwrap.wrap(paragraph, width=78, initial_indent="  ", subsequent_indent="  ")
    return "\n".join(("safety:", *lines, ""))

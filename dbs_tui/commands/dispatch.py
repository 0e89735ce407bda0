"""Runs the command that the arguments name, and reports every failure in one line."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from dbs_tui.commands.output import FailedError, warn
from dbs_tui.commands.parser import parser
from dbs_tui.typed_path import PathError

if TYPE_CHECKING:
    from argparse import Namespace

DEBUG = "DBS_TUI_DEBUG"
"""Set to 1, this environment variable prints where an unexpected error comes from."""


def run(arguments: list[str]) -> int:
    """Run a command; its exit code. Raises whatever went wrong with it."""
    try:
        parsed = parser(arguments[0] if arguments else "").parse(arguments)
    except SystemExit as error:  # after help, or a line about wrong usage
        return _flushed(error.code if isinstance(error.code, int) else 1)
    return _flushed(_COMMANDS[parsed.command](parsed))


def failed(error: BaseException) -> int:
    """Print what went wrong in one line; the exit code. A closed pipe and Ctrl+C are not reported."""
    if os.environ.get(DEBUG) == "1":
        import traceback

        traceback.print_exception(error)
    if not isinstance(error, KeyboardInterrupt | BrokenPipeError):
        with suppress(OSError):
            warn(_words(error))
    _forget_output()
    return 1


def _words(error: BaseException) -> str:
    if isinstance(error, FailedError | PathError):
        return str(error)
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror or error}"
    from dbs_tui import fault_log

    path = fault_log.written(error)
    where = f"{path} says where" if path else f"{DEBUG}=1 shows where"
    return f"something went wrong that should not ({type(error).__name__}); {where}"


def _flushed(code: int) -> int:
    """The exit code, once everything printed is flushed: an error there can still be reported."""
    if sys.stdout is not None:
        sys.stdout.flush()
    return code


def _forget_output() -> None:
    """Drop what would be printed at exit to a pipe that is closed."""
    with suppress(OSError, ValueError, AttributeError):
        try:
            sys.stdout.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


# -- the commands ---------------------------------------------------------------------------------------------------


def _open(parsed: Namespace) -> int:
    from dbs_tui.commands.train import open_app

    return open_app()


def _start(parsed: Namespace) -> int:
    from dbs_tui.commands.train import start

    return start(parsed.routine, parsed.plain)


def _routines(parsed: Namespace) -> int:
    from dbs_tui.commands.routines import routines

    return routines(parsed.json, parsed.ids)


def _new(parsed: Namespace) -> int:
    from dbs_tui.commands.exchange import new

    return new(parsed.minutes, parsed.floor, parsed.level, parsed.occasion)


def _import_routine(parsed: Namespace) -> int:
    from dbs_tui.commands.exchange import take_in

    return take_in(parsed.file)


def _export_routine(parsed: Namespace) -> int:
    from dbs_tui.commands.exchange import hand_on

    return hand_on(parsed.routine, parsed.file, parsed.force)


def _check(parsed: Namespace) -> int:
    from dbs_tui.commands.routines import check

    return check(parsed.files)


def _exercises(parsed: Namespace) -> int:
    from dbs_tui.commands.exercises import exercises

    return exercises(parsed.ids)


def _new_exercise(parsed: Namespace) -> int:
    from dbs_tui.commands.exercises import new

    return new(parsed.name)


def _export_exercises(parsed: Namespace) -> int:
    from dbs_tui.commands.exercises import hand_on

    return hand_on(parsed.file, parsed.ids, parsed.force)


def _import_exercises(parsed: Namespace) -> int:
    from dbs_tui.commands.exercises import take_in

    return take_in(parsed.file)


def _status(parsed: Namespace) -> int:
    if parsed.format is not None:
        from dbs_tui.commands.status_line import status_line

        return status_line(parsed.format)
    from dbs_tui.commands.status import status

    return status(parsed.json)


def _history(parsed: Namespace) -> int:
    from dbs_tui.commands.history import history

    return history(parsed.json, parsed.since, parsed.until)


def _export(parsed: Namespace) -> int:
    from dbs_tui.commands.transfer import export

    return export(parsed.file, parsed.format, parsed.since, parsed.until, parsed.force)


def _import(parsed: Namespace) -> int:
    from dbs_tui.commands.transfer import take

    return take(parsed.file)


def _next(parsed: Namespace) -> int:
    from dbs_tui.commands.next import show_next

    return show_next(parsed.json, parsed.explain)


def _programme(parsed: Namespace) -> int:
    if parsed.action in (None, "begin", "choose"):
        return _programme_run(parsed)
    from dbs_tui.commands import programme

    if parsed.action == "simulate":
        return programme.simulate(parsed.trace, parsed.json)
    return programme.check_programmes(parsed.files) if parsed.action == "check" else programme.programmes()


def _programme_run(parsed: Namespace) -> int:
    from dbs_tui.commands import programme_run

    if parsed.action == "begin":
        from dbs_tui.domain.building.programme_run import WeekdayUse

        return programme_run.begin(parsed.programme, {use: getattr(parsed, use, None) for use in WeekdayUse})
    return programme_run.choose(parsed.choice) if parsed.action == "choose" else programme_run.show(parsed.json)


def _measures(parsed: Namespace) -> int:
    from dbs_tui.commands import measures

    if parsed.action == "add":
        return measures.add(parsed.name, parsed.value)
    return measures.take() if parsed.action == "take" else measures.show(parsed.json)


def _learn(parsed: Namespace) -> int:
    from dbs_tui.commands.learn import learn

    return learn(" ".join(parsed.query))


def _desk(parsed: Namespace) -> int:
    from dbs_tui.commands.desk import desk

    return desk(parsed.take_break, parsed.save, parsed.look, parsed.explain)


def _doctor(parsed: Namespace) -> int:
    from dbs_tui.commands.doctor import doctor

    return doctor(parsed.repair, parsed.yes)


def _completions(parsed: Namespace) -> int:
    from dbs_tui.commands.completions import completions

    return completions(parsed.shell)


def _serve(parsed: Namespace) -> int:
    from dbs_tui.commands.serve import serve

    return serve(parsed.port, parsed.home, parsed.open)


_COMMANDS: dict[str | None, Callable[[Namespace], int]] = {
    None: _open,
    "start": _start,
    "routines": _routines,
    "new": _new,
    "check": _check,
    "import-routine": _import_routine,
    "export-routine": _export_routine,
    "exercises": _exercises,
    "new-exercise": _new_exercise,
    "export-exercises": _export_exercises,
    "import-exercises": _import_exercises,
    "status": _status,
    "history": _history,
    "export": _export,
    "import": _import,
    "next": _next,
    "programme": _programme,
    "measures": _measures,
    "learn": _learn,
    "desk": _desk,
    "doctor": _doctor,
    "completions": _completions,
    "serve": _serve,
}

"""The command line's front door. ``--version`` is answered here; everything else is imported when it is asked for."""

import os
import sys

from dbs_tui import __version__

_LIVING = ("start", "desk", "serve")
"""Commands that run for long."""


def entry() -> None:
    """The program: runs the command of ``sys.argv`` and exits with its code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a name in letters that the terminal lacks is no reason to fail
            stream.reconfigure(errors="replace")
    if sys.argv[1:] and sys.argv[1] not in _LIVING:
        import gc

        gc.disable()  # a command is over before it could have made rubbish that is worth looking for
    else:
        from dbs_tui.programs import keep_stoppable

        keep_stoppable()
    code = main()
    _let_go("stdout")
    _let_go("stderr")
    sys.exit(code)


def main(argv: list[str] | None = None) -> int:
    """Run a command; its exit code: 0 done, 1 it could not be done, 2 wrong usage.

    Nothing escapes: what went wrong is told in one line on standard error.
    """
    arguments = sys.argv[1:] if argv is None else argv
    try:
        if arguments[:1] in (["--version"], ["-V"]):
            return _version()
        if not arguments:
            from dbs_tui.commands.train import open_app

            return open_app()
        if arguments[:2] == ["status", "--format"] and len(arguments) == 3:  # asked for with every prompt
            return _status_line(arguments[2])
        from dbs_tui.commands.dispatch import run

        return run(arguments)
    except (Exception, KeyboardInterrupt) as error:
        from dbs_tui.commands.dispatch import failed

        return failed(error)


def _let_go(name: str) -> None:
    """Keep nothing for a pipe or a terminal that is gone: Python would end with a code of its own."""
    stream = getattr(sys, name)
    try:
        if stream is not None:
            stream.flush()
    except ValueError:  # it was closed
        return
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _status_line(form: str) -> int:
    from dbs_tui.ready_line import ready_line

    if (line := ready_line(form)) is None:
        from dbs_tui.commands.status_line import status_line

        return status_line(form)
    return _said(line)


def _version() -> int:
    return _said(f"dbs-tui {__version__}")


def _said(line: str) -> int:
    if sys.stdout is not None:  # a program may be started with its output closed
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    return 0

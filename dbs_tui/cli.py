"""The command line's front door. ``--version`` is answered here; everything else is imported when it is asked for."""

import os
import sys

from dbs_tui import __version__


def entry() -> None:
    """The program: runs the command of ``sys.argv`` and exits with its code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a name in letters that the terminal lacks is no reason to fail
            stream.reconfigure(errors="replace")
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
            from dbs_tui.commands.status_line import status_line

            return status_line(arguments[2])
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


def _version() -> int:
    if sys.stdout is not None:  # a program may be started with its output closed
        sys.stdout.write(f"dbs-tui {__version__}\n")
        sys.stdout.flush()
    return 0

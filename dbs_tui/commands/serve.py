"""``serve``: the app in a browser on this computer, with a folder of its own for what is trained there."""

import os
import socket
import sys
from functools import partial
from pathlib import Path

from dbs_tui import paths
from dbs_tui.commands.output import FailedError, say
from dbs_tui.typed_path import typed_path


def serve(port: int, home: str | None) -> int:
    """Serve until Ctrl+C; the exit code.

    ``home`` is the folder with settings, routines and history; none is one of its own, so that the page and the
    terminal do not ask for the same workout.

    Raises:
        FailedError: the extra is not installed, the port is taken, or the folder cannot be written.
        PathError: ``home`` cannot be a path.
    """
    try:
        from dbs_tui.web.server import LOOPBACK, LocalServer
    except ModuleNotFoundError as error:
        raise FailedError("serve needs the extra web: pipx install 'dbs-tui[web]'") from error
    try:
        with socket.create_server((LOOPBACK, port)):
            pass
    except OSError as error:
        raise FailedError(f"port {port} cannot be used ({error.strerror}); choose another with --port") from error
    folder = typed_path(home) if home else paths.web_home()
    if problem := paths.unwritable(folder):
        raise FailedError(problem)
    os.environ["DBS_TUI_HOME"] = str(folder)
    os.environ.pop("DBS_TUI_HISTORY", None)
    LocalServer(port, partial(_tell, folder)).serve()
    return 0


def _tell(folder: Path, where: str) -> None:
    say(where)
    say(f"What is trained there is kept in {folder}.")
    sys.stdout.flush()

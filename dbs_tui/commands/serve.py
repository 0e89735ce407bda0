"""``serve``: the app in a browser on this computer, with a folder of its own for what is trained there."""

import os
import socket
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Thread

from dbs_tui import paths, private_file
from dbs_tui.commands.output import FailedError, say, warn
from dbs_tui.typed_path import typed_path


def serve(port: int, home: str | None, opens: bool = False) -> int:
    """Serve until Ctrl+C; the exit code.

    ``home`` is the folder with settings, routines and history; none is one of its own, so that the page and the
    terminal do not ask for the same workout. ``opens`` opens the browser as well.

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
    opener = paths.state_folder() / "serve.html"
    try:
        LocalServer(port, partial(_tell, folder, opener if opens else None)).serve()
    finally:
        with suppress(OSError):
            opener.unlink(missing_ok=True)
    return 0


def _tell(folder: Path, opener: Path | None, where: str) -> None:
    say(f"dbs-tui is at {where} on this computer only. Ctrl+C ends it.")
    say(f"What is trained there is kept in {folder}.")
    sys.stdout.flush()
    if opener is not None:
        # Beside the server: a browser of the terminal would hold it up.
        Thread(target=_open, args=(opener, where), daemon=True).start()


def _open(opener: Path, where: str) -> None:
    if not _opened(opener, where):
        warn("no browser could be opened; open the address above in one")


def _opened(opener: Path, where: str) -> bool:
    """Open the browser by way of a file that only this user can read: what a program is given is shown to everybody."""
    import webbrowser

    page = f'<!DOCTYPE html><title>dbs-tui</title><meta http-equiv="refresh" content="0; url={where}">\n'
    try:
        private_file.write(opener, page)
        return webbrowser.open(opener.as_uri())
    except (OSError, webbrowser.Error):
        return False

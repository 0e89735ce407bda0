"""Nothing leaves this computer: every module and a whole run of the app, where no connection could be made unseen."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

GUARD = """
import sys
events = []
def watch(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo",
                 "socket.gethostbyname", "urllib.Request", "http.client.connect", "ftplib.connect", "smtplib.connect",
                 "webbrowser.open"):
        events.append((event, repr(arguments)[:200]))
        raise OSError(f"no network: {event} {arguments}")
sys.addaudithook(watch)
"""

PROOF = """
import socket
try:
    socket.create_connection(("127.0.0.1", 9), 1)
except OSError as error:
    assert "no network" in str(error), error
assert events, "the guard sees nothing"
events.clear()
"""

RUN = """
import asyncio, importlib, pkgutil
import dbs_tui
for module in pkgutil.walk_packages(dbs_tui.__path__, "dbs_tui."):
    if not module.name.startswith(("dbs_tui.web", "dbs_tui.__main__")) and not module.name.endswith("_windows"):
        importlib.import_module(module.name)
for name in ("http.client", "urllib.request", "ftplib", "smtplib", "aiohttp", "textual_serve", "xmlrpc", "webbrowser"):
    assert not (name in sys.modules and any(
        getattr(module, name.split(".")[0], None) for key, module in list(sys.modules.items())
        if key.startswith("dbs_tui") and module
    )), name

from dbs_tui.cli import main
from dbs_tui.ui.app import DbsApp
from dbs_tui.ui.services.this_machine import services_of_this_machine

KEYS = (
    "enter r 2 right z a enter escape x escape g escape slash p a i n enter escape 4 t s x escape i escape "
    "5 enter comma right left escape question_mark escape exclamation_mark escape 3 e a enter escape escape x 1 enter"
).split()

async def live():
    services = services_of_this_machine()
    async with DbsApp(services).run_test(size=(100, 30)) as pilot:
        await pilot.app.startup.history_is_there.wait()
        for key in KEYS:
            await pilot.press(key)
        await pilot.pause()
    services.ports.writer.close()

asyncio.run(live())
for words in (["routines"], ["status"], ["history"], ["doctor"], ["learn", "pain"], ["export", "-", "--format", "csv"]):
    main(words)
assert not events, events
"""


@pytest.mark.slow
def test_no_connection_is_ever_made(tmp_path: Path) -> None:
    """Every module but ``web`` is imported, the app is led through its places, commands are run; nobody is called."""
    done = subprocess.run(
        [sys.executable, "-c", GUARD + PROOF + RUN],
        env={**os.environ, "DBS_TUI_HOME": str(tmp_path / "home")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]

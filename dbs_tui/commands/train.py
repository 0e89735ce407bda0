"""``start`` and the bare program: opens the app, in the player when there is something to start."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from dbs_tui import paths
from dbs_tui.commands.output import FailedError, draws, is_dumb, is_terminal

if TYPE_CHECKING:
    from dbs_tui.domain.training.routine import Routine


def open_app(routine: Routine | None = None) -> int:
    """Open the app, at once in the player when a routine is given.

    Raises:
        FailedError: there is no terminal, or nowhere to write.
    """
    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        raise FailedError("this needs a terminal; to train without one: dbs-tui start --plain")
    from dbs_tui.commands.machine import history_folder

    if is_dumb(os.environ):
        raise FailedError(f"TERM={os.environ['TERM']} cannot show a screen; to train with lines: dbs-tui start --plain")
    if not draws(sys.stdout):
        what = f"{sys.stdout.encoding} has none of the characters that the screens are drawn with"
        raise FailedError(f"{what}; set LANG to a UTF-8 locale, or train with lines: dbs-tui start --plain")

    if problem := paths.unwritable(history_folder()):
        raise FailedError(problem)
    # A program that only grows has no cycles worth looking for: the collector rests until the first frame is painted.
    gc.disable()
    try:
        _import_asyncio()
        from dbs_tui.ui.app import run

        return run(start=routine)
    finally:
        gc.enable()


def _import_asyncio() -> None:
    """Import what Textual runs on without OpenSSL, 4 MiB that nothing here would use: the app has no network.

    asyncio takes ``ssl`` where it is there; whoever imports it later gets it.
    """
    if "ssl" in sys.modules or "asyncio" in sys.modules:
        return
    sys.modules["ssl"] = None  # type: ignore[assignment] # what Python documents: its import fails
    try:
        import asyncio  # noqa: F401
    finally:
        del sys.modules["ssl"]


def start(reference: str | None, plain: bool) -> int:
    """Train the routine that is named, or the one that is suggested."""
    from dbs_tui.commands import choice, machine

    settings = machine.settings()
    if plain:
        from dbs_tui.commands.plain import start_plain

        return start_plain(reference, settings)
    if reference is not None:
        return open_app(choice.named(reference))
    store, today = machine.store(), machine.today(settings)
    history = machine.history(store, settings)
    return open_app(choice.fitting(history, today, machine.programme(store, history, today)))

"""Unforeseen errors in the app: reported in one line, logged, and survived where the app can go on.

Textual ends an app when a message handler, an action, a timer or a worker raises. Here only what leaves nothing to go
on with ends it: a screen that cannot be composed, drawn or styled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Compose
from textual.worker import WorkerFailed

from dbs_tui.ui.textual_private import guard_dispatch

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message
    from textual.message_pump import MessagePump

SURVIVED_IN = ("_tick", "_flush_next_callbacks", "_process_messages_loop")
"""Functions of Textual that call ours, catch what it raises, and go on: timers, what is called later or when idle."""
MOST = 200
"""Faults that one run survives; then something is wrong that does not pass."""


class Faults:
    """The faults of this run of the app."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self.survived: list[BaseException] = []

    def survive(self, error: Exception) -> bool:
        """Tell of an error and log it, once for each place it comes from; whether the app can go on."""
        if len(self.survived) >= MOST:
            return False
        from dbs_tui import fault_log

        found = error.error if isinstance(error, WorkerFailed) else error
        known = {_kind(each) for each in self.survived}
        self.survived.append(found)
        if _kind(found) not in known:
            self._tell(type(found).__name__, fault_log.written(found))
        elif not comes_from_textual(error):
            self._tell(type(found).__name__, None)
        return True

    def _tell(self, name: str, path: object) -> None:
        where = f" {path} says where." if path else ""
        told = f"this step was not done ({name}).{where}"
        self._app.notify(told, title="A fault in dbs-tui", severity="error", timeout=12, markup=False)


def comes_from_textual(error: Exception) -> bool:
    """Whether it was caught in a timer or after a message: there it may come again at every tick."""
    caught = error.__traceback__
    return caught is not None and caught.tb_frame.f_code.co_name in SURVIVED_IN


def guard_handlers() -> None:
    """Have every message pump outlive what a handler or an action raises."""
    guard_dispatch(_outlived)


def _outlived(pump: MessagePump, message: Message, error: Exception) -> bool:
    app = pump.app
    known = getattr(app, "faults", None) is not None and not isinstance(message, Compose)
    return known and bool(app.outlives(error))  # type: ignore[attr-defined]


def _kind(error: BaseException) -> tuple[str, str]:
    from dbs_tui import fault_log

    return type(error).__name__, fault_log.place(error)

"""Keys that arrive while an earlier one still works wait for their turn.

A key may open a screen or a field. What is typed or pasted in the same write of the terminal, or over a connection that
lags, belongs to what it opens: without waiting it would go to what had the keys before, and act there.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any

from textual.app import App, ScreenStackError
from textual.events import Event, Key, Paste

QUIET = 30
"""Turns of the event loop in which nothing may wait in the queues: more than a key takes up through all parents."""
LONGEST = 2.0
"""Seconds after which the next key goes on all the same."""
SPINS = 300
"""Turns of the event loop after which the waiting leaves the processor to others."""


class HeldKeys:
    """Lets the next key of an app go on when the one before has been dealt with."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._waiting: deque[Event] = deque()
        self._next: Event | None = None
        """The one whose turn it is: it was posted to the app again."""
        self._task: asyncio.Task[None] | None = None

    @property
    def empty(self) -> bool:
        """Whether no key waits and none is being dealt with."""
        return self._task is None

    def holds(self, event: Event) -> bool:
        """Whether an event that came to the app has to wait; any but a key or pasted text never does."""
        if not isinstance(event, Key | Paste) or event.is_forwarded:
            return False
        if event is self._next:
            self._next = None
            return False
        if self._task is not None:
            self._waiting.append(event)
            return True
        self._task = asyncio.create_task(self._let_go())
        return False

    async def _let_go(self) -> None:
        """Wait for quiet, let the next one go on, until there is none."""
        try:
            await self._quiet()
            while self._waiting:
                self._next = self._waiting.popleft()
                self._app.post_message(self._next)
                await self._quiet()
        except ScreenStackError:
            self._waiting.clear()  # the app is ending
        finally:
            self._task = None

    async def _quiet(self) -> None:
        clock = asyncio.get_running_loop().time
        until, quiet, spins = clock() + LONGEST, 0, 0
        while quiet < QUIET and clock() < until:
            await asyncio.sleep(0 if spins < SPINS else 0.001)
            quiet, spins = (0 if self._is_busy() else quiet + 1), spins + 1

    def _is_busy(self) -> bool:
        """Whether something is still to be done by the app, its screen, or what has the keys."""
        app, screen = self._app, self._app.screen
        pumps = (app, screen, *(() if screen.focused is None else (screen.focused,)))
        return self._next is not None or not screen.is_mounted or any(pump.message_queue_size for pump in pumps)

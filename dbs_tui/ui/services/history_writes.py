"""The only way to change the history: on disk first, then in the state that the screens show."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from datetime import date

    from dbs_tui.domain.history.changes import HistoryChange
    from dbs_tui.domain.training.session import Session
    from dbs_tui.domain.training.session_record import Unfinished
    from dbs_tui.storage.history import HistoryStore
    from dbs_tui.ui.services.ports import Ports
    from dbs_tui.ui.services.state import CurrentState

Result = TypeVar("Result")


class HistoryWrites:
    """Saves and changes sessions, goals and pauses, and keeps what is not finished.

    Every method but ``offer`` raises ``StoreError`` when it could not be written; then nothing has changed.
    """

    def __init__(
        self, ports: Ports, state: CurrentState, store: Callable[[], HistoryStore], today: Callable[[], date]
    ) -> None:
        self._ports = ports
        self._state = state
        self._store = store
        self._today = today

    async def write(self, call: Callable[..., Result], *arguments: object) -> Result:
        """Run a write off this thread, after all earlier ones, and wait for what it gives or raises."""
        return await asyncio.wrap_future(self._ports.writer.submit(call, *arguments))

    # -- records ------------------------------------------------------------------------------------------------

    async def save(self, session: Session) -> None:
        """Save a session that was trained, or its ratings. ``undo`` does not take it back."""
        from dbs_tui.domain.history.changes import HistoryChange

        await self._apply(HistoryChange("Saved", after=(session,)))
        self._became(session.id)

    async def make(self, change: HistoryChange) -> None:
        """Change the history; ``undo`` takes the last such change back."""
        if change:
            await self._apply(change)
            self._note(change)

    async def took(self, change: HistoryChange) -> None:
        """Show a change that is on disk already, such as an import; ``undo`` takes it back."""
        if change:
            await self._show(change)
            self._note(change)

    async def undo(self) -> HistoryChange | None:
        """Take back the last change of this run; the change, ``None`` without one."""
        if not self._state.value.changes:
            return None
        *before, change = self._state.value.changes
        self._state.change(changes=tuple(before))  # at once: the key may be pressed again while this is being written
        try:
            await self._apply(change.undone)
        except BaseException:
            self._note(change)
            raise
        return change

    async def _apply(self, change: HistoryChange) -> None:
        await self.write(self._store().make, change)
        await self._show(change)

    async def _show(self, change: HistoryChange) -> None:
        """Show a changed history; what the screens ask of it is worked out off their thread first."""
        from dbs_tui.domain.history.warm_cache import ready

        before = self._state.value.history
        made = change.made(before)
        await self.write(ready, made, self._today())
        now = self._state.value.history
        self._state.change(history=made if now is before else change.made(now))

    def _note(self, change: HistoryChange) -> None:
        self._state.change(changes=(*self._state.value.changes, change))

    # -- what is not finished -----------------------------------------------------------------------------------

    async def keep(self, unfinished: Unfinished) -> None:
        """Keep a session that was interrupted, or discarded, to go on later."""
        await self.write(self._store().keep, unfinished)
        self._became(unfinished.session.id, unfinished=unfinished)

    async def discard(self, unfinished: Unfinished) -> None:
        """Stop offering a session; ``keep`` brings it back."""
        await self.write(self._store().discard, unfinished)
        self._state.change(noted=None, adopted=None)  # the key that took these back now brings the workout back
        self._became(unfinished.session.id, discarded=unfinished)

    async def forget(self, session_id: str) -> None:
        """Delete for good what was kept of a session."""
        await self.write(self._store().forget, session_id)
        self._became(session_id)

    def offer(self, unfinished: Unfinished) -> None:
        """Offer a session that could not be written, for as long as the program runs."""
        self._became(unfinished.session.id, unfinished=unfinished)

    def _became(
        self, session_id: str, unfinished: Unfinished | None = None, discarded: Unfinished | None = None
    ) -> None:
        """Update the lists of interrupted and discarded sessions with the state of one of them."""

        def with_(known: tuple[Unfinished, ...], now: Unfinished | None) -> tuple[Unfinished, ...]:
            return (*(other for other in known if other.session.id != session_id), *([now] if now else []))

        state = self._state.value
        self._state.change(unfinished=with_(state.unfinished, unfinished), discarded=with_(state.discarded, discarded))

"""What the screens show: one immutable value, replaced as a whole whenever something in it changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dbs_tui.domain.history.history import History

if TYPE_CHECKING:
    from datetime import date

    from dbs_tui.domain.building.programme_run import ProgrammeEvent
    from dbs_tui.domain.history.changes import HistoryChange
    from dbs_tui.domain.history.emergency import Signs
    from dbs_tui.domain.history.measures import Measurement
    from dbs_tui.domain.training.session_record import Unfinished
    from dbs_tui.library.adopt import Adopted
    from dbs_tui.library.drafts import RecoveredDraft
    from dbs_tui.library.shelf import Shelf
    from dbs_tui.settings import Settings


@dataclass(frozen=True, eq=False)
class AppState:
    """The routines, the history, the settings and what waits, at one moment."""

    shelf: Shelf
    settings: Settings
    history: History = field(default_factory=History)
    is_read: bool = False
    """Whether the history is all that there is: before it is read, an empty one says nothing."""
    unfinished: tuple[Unfinished, ...] = ()
    """Interrupted sessions; the last one is offered."""
    discarded: tuple[Unfinished, ...] = ()
    """Sessions that can be brought back; the last one first."""
    waiting: tuple[RecoveredDraft, ...] = ()
    """Routines that were being edited when an earlier run ended, newest first."""
    changes: tuple[HistoryChange, ...] = ()
    """What was changed in the history in this run, newest last: each can be taken back."""
    quiet: Mapping[str, str] = field(default_factory=dict)
    """Why an output of cues told nothing in the last workout, by its name."""
    stopped: bool = False
    """An emergency sign was chosen since the last workout was begun."""
    signs: Signs | None = None
    """Emergency signs and their releases, of all devices; ``None`` until they are read."""
    programme: tuple[ProgrammeEvent, ...] = ()
    """What was begun, chosen and ended of programmes, of all devices; empty until it is read."""
    measures: tuple[Measurement, ...] = ()
    """Own measures, oldest first; empty until they are read."""
    declined: tuple[str, date] | None = None
    """The routine whose changes were not wanted, and the day of that: they are offered again on another one."""
    adopted: Adopted | None = None
    """The changes of a routine that were taken last in this run, as long as they can be taken back."""
    noted: HistoryChange | None = None
    """The last answer about a morning of this run, as long as it can be taken back on Today."""
    warnings: tuple[str, ...] = ()
    """What has to be told about the settings file."""


class CurrentState:
    """Holds the present state and calls its watchers when it is replaced. For the screen's thread only."""

    def __init__(self, state: AppState) -> None:
        self.value = state
        self._watchers: list[Callable[[], None]] = []

    def watch(self, watcher: Callable[[], None]) -> None:
        """Have a function called after every change."""
        self._watchers.append(watcher)

    def change(self, **changed: object) -> None:
        """Replace some of the fields of ``AppState``."""
        self.value = replace(self.value, **changed)  # type: ignore[arg-type]
        self.tell()

    def tell(self) -> None:
        """Call the watchers: something that the screens show has changed."""
        for watcher in self._watchers:
            watcher()

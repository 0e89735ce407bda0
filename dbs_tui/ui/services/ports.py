"""What the app is connected to: files, clocks and the writer. Made once, and never changed while the app runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dbs_tui.companion import Companion
    from dbs_tui.config import SettingsFile
    from dbs_tui.domain.training.exercise import Catalogue
    from dbs_tui.library.library import Library
    from dbs_tui.settings import Cues, Settings
    from dbs_tui.storage.history import HistoryStore
    from dbs_tui.storage.writer import Writer


@dataclass(frozen=True)
class Ports:
    """The outside world as the screens may use it. The app makes the real one; tests make theirs of fakes."""

    catalogue: Catalogue
    library: Library
    """What is done with routine files: opening, saving, importing, drafts that survive a crash."""
    make_store: Callable[[], HistoryStore]
    """Makes the history on disk, which is first needed behind the first frame."""
    writer: Writer
    """Runs writes in order, off the screen's thread."""
    save_settings: Callable[[Settings], None]
    """Writes the settings file. Raises ``OSError``."""
    now: Callable[[], int]
    """Nanoseconds of a clock that never runs backwards and counts the time the machine sleeps."""
    wall: Callable[[], datetime]
    """The local time with its offset: for dates and times of day only, never for lengths."""
    new_id: Callable[[], str]
    """A new session id, a UUID."""
    live: bool = True
    """Whether screens set timers; tests drive them by hand."""
    own_cues: tuple[Cues, ...] = ()
    """The outputs that were set when the program started: a key that goes through them comes back to these."""
    settings_file: SettingsFile | None = None
    """What the settings are read from; ``None`` where they are only in memory."""
    zone: Callable[[datetime], datetime] | None = None
    """Moments, and times of day without offset, as the clocks show them in the zone of now; without, the offset of
    ``wall`` is kept."""
    make_desk: Callable[[Callable[[], Settings]], Companion] | None = None
    """Makes the desk companion for the settings as they are at a moment; by default one that nobody shares."""

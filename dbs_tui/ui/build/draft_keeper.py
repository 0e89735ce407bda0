"""Keeps a draft on disk while it is edited, so that a crash loses nothing."""

from collections.abc import Callable

from dbs_tui.domain.building.draft import Draft
from dbs_tui.ui.services.services import Services


class DraftKeeper:
    """Writes drafts on the writer's thread; the first one that cannot be written is told, the others are not."""

    def __init__(self, services: Services, tell: Callable[[str], object]) -> None:
        self._services = services
        self._tell = tell
        """Called on the writer's thread with the reason of the system."""
        self._told = False

    def keep(self, draft: Draft) -> None:
        """Have a draft written in place of the one before."""
        self._services.ports.writer.submit(self._write, draft)

    def _write(self, draft: Draft) -> None:
        """Write a draft; runs on the writer's thread."""
        try:
            self._services.ports.library.drafts.keep(draft)
        except OSError as error:
            if not self._told:
                self._told = True
                self._tell(error.strerror or str(error))

"""A screen over a place: a page that was opened from somewhere, and leads back there."""

from textual.binding import Binding

from dbs_tui.ui.base import BaseScreen

BACK = Binding("escape", "leave", "Back", key_display="esc", id="page.back", tooltip="Back to where you were")
"""For the ``BINDINGS`` of every page, after its own keys."""


class PageScreen(BaseScreen[None]):
    """Leads back to where the reader was; a place's digit leaves it as well."""

    PASSING = True

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

"""A screen over a place: a page that was opened from somewhere, and leads back there."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from dbs_tui.ui.base import BaseScreen


class PageScreen(BaseScreen[None]):
    """Escape goes back to where the reader was; a place's digit leaves it as well."""

    PASSING = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", key_display="esc", id="page.back", tooltip="Back to where you were"),
    ]

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

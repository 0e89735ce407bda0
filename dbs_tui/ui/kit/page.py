"""A screen over a place: a page that was opened from somewhere, and leads back there."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from dbs_tui.ui.kit.base import BaseScreen

BACK = Binding("escape,q", "leave", "Back", key_display="esc", id="page.back", tooltip="Back to where you were")
"""For the ``BINDINGS`` of every page, after its own keys."""


class PageScreen(BaseScreen[None]):
    """A page that leads back to where the reader was; a place's digit leaves it as well."""

    PASSING = True
    SCROLLS: ClassVar[str] = "#scroll"
    """What the page keys scroll, where there is more of it than room."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown,ctrl+d", "page(1)", "Scroll", show=False, id="detail.down", tooltip="Scroll the text down"),
        Binding("pageup,ctrl+u", "page(-1)", "Scroll", show=False, id="detail.up", tooltip="Scroll the text up"),
    ]

    def action_page(self, direction: int) -> None:
        """Scroll the text by a page."""
        for text in self.query(self.SCROLLS):
            text.scroll_page_down() if direction > 0 else text.scroll_page_up()

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

"""A place with a list on the left and what is highlighted on the right."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets.option_list import Option

from dbs_tui.ui.base import BaseScreen
from dbs_tui.ui.widgets.choices import Choices
from dbs_tui.ui.widgets.prose import Line, Prose


class ListScreen(BaseScreen[None]):
    """Subclasses give the lines of the list and the text of the highlighted one."""

    LIST: ClassVar[type[Choices]] = Choices
    LIST_TITLE: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown,ctrl+d", "page(1)", "Scroll", show=False, id="detail.down", tooltip="Scroll the text down"),
        Binding("pageup,ctrl+u", "page(-1)", "Scroll", show=False, id="detail.up", tooltip="Scroll the text up"),
    ]

    def body(self) -> ComposeResult:
        """The list and the detail."""
        with Horizontal(id="split"):
            choices = self.LIST(id="list", classes="panel", markup=False)
            choices.border_title = self.LIST_TITLE
            yield choices
            with VerticalScroll(id="detail", classes="panel", can_focus=False):
                yield self.detail_widget()

    def detail_widget(self) -> Widget:
        """What shows the detail; it gets the id ``text``."""
        return Prose(id="text")

    @property
    def highlighted(self) -> int | None:
        """Index of the highlighted line; ``None`` when there is none."""
        return self.query_one("#list", Choices).highlighted

    def fill(self, lines: Sequence[Content]) -> None:
        """Put lines into the list; the highlight stays where it can."""
        choices = self.query_one("#list", Choices)
        kept = choices.highlighted or 0
        with self.prevent(Choices.OptionHighlighted):
            choices.clear_options()
            choices.add_options(Option(line) for line in lines)
            choices.highlighted = min(kept, len(lines) - 1) if lines else None

    def on_option_list_option_highlighted(self) -> None:
        """Show what is highlighted now."""
        self.show_detail()

    def show_detail(self) -> None:
        """Subclasses call ``tell`` with the highlighted one."""

    def tell(self, title: str, lines: tuple[Line, ...], note: str = "") -> None:
        """Write the detail."""
        self.query_one("#text", Prose).lines = lines
        self.head(title, note)

    def head(self, title: str, note: str) -> None:
        """Title the detail and go to its top."""
        detail = self.query_one("#detail")
        # Names come from files: a border title would read markup in a plain string.
        detail.border_title, detail.border_subtitle = Content(title), note
        detail.scroll_home(animate=False)

    def action_page(self, direction: int) -> None:
        """Scroll the detail by a page."""
        detail = self.query_one("#detail", VerticalScroll)
        detail.scroll_page_down() if direction > 0 else detail.scroll_page_up()

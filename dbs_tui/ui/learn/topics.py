"""A list beside a page: its letters and enter are left to the page."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets.option_list import Option

from dbs_tui.ui.kit.choices import Choices


class Topics(Choices, inherit_bindings=False):
    """A list of lines with an id each."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "cursor_up", "Up", show=False, id="list.up", tooltip="Up"),
        Binding("down,j", "cursor_down", "Down", show=False, id="list.down", tooltip="Down"),
        Binding("home", "first", "First", show=False, id="list.first", tooltip="To the first"),
        Binding("end", "last", "Last", show=False, id="list.last", tooltip="To the last"),
    ]

    @property
    def columns(self) -> int:
        """The columns of a line."""
        padding = self.get_component_styles("option-list--option").padding.width
        return int(self.scrollable_content_region.width) - padding

    def fill(self, lines: Sequence[tuple[str, Content]]) -> None:
        """Put lines in, each with its id."""
        with self.prevent(Choices.OptionHighlighted):
            self.clear_options()
            self.add_options(Option(line, id=name) for name, line in lines)

    def point_at(self, name: str) -> None:
        """Highlight a line without posting a message."""
        with self.prevent(Choices.OptionHighlighted):
            self.highlighted = self.get_option_index(name)

"""The topics with how much of each is read, and below them the doors to everything else there is to learn."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets.option_list import Option

from dbs_tui.ui.widgets.choices import Choices


class Topics(Choices, inherit_bindings=False):
    """The list; enter and the letters are left to its screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "cursor_up", "Up", show=False, id="list.up", tooltip="Up"),
        Binding("down,j", "cursor_down", "Down", show=False, id="list.down", tooltip="Down"),
        Binding("home", "first", "First", show=False, id="list.first", tooltip="To the first"),
        Binding("end", "last", "Last", show=False, id="list.last", tooltip="To the last"),
    ]

    @property
    def columns(self) -> int:
        """The room of a line."""
        padding = self.get_component_styles("option-list--option").padding.width
        return int(self.scrollable_content_region.width) - padding

    def fill(self, topics: Sequence[tuple[str, Content]], doors: Sequence[tuple[str, Content]]) -> None:
        """Put topics and doors in, each with its id; the highlight stays."""
        kept = self.highlighted
        with self.prevent(Choices.OptionHighlighted):
            self.clear_options()
            self.add_options(Option(line, id=name) for name, line in topics)
            self.add_option(None)
            self.add_options(Option(line, id=name) for name, line in doors)
            self.highlighted = kept

    def point_at(self, name: str) -> None:
        """Highlight a line without a word about it."""
        with self.prevent(Choices.OptionHighlighted):
            self.highlighted = self.get_option_index(name)

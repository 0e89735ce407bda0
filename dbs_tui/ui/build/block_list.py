"""The blocks of a routine as a list, and below them a line that adds one."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets.option_list import Option

from dbs_tui.ui.kit.choices import Choices


class BlockList(Choices):
    """Shows a line for every block; enter edits the highlighted one, or adds one on the last line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Edit", id="builder.edit", tooltip="Change sets, reps, hold, rest, tempo, form"),
    ]

    class Resized(Message):
        """The rows have another width."""

    def on_resize(self) -> None:
        """Post ``Resized``."""
        self.post_message(self.Resized())

    def fill(self, lines: Sequence[Content], highlighted: int) -> None:
        """Show other lines, without telling that another one is highlighted."""
        word = "+ add a block" if lines else "+ add the first block"
        with self.prevent(Choices.OptionHighlighted):
            self.clear_options()
            self.add_options([*(Option(line) for line in lines), Option(Content.assemble((f"      {word}", "$muted")))])
            self.highlighted = min(highlighted, len(lines))

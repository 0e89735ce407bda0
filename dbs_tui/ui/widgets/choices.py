"""A list to choose from, with arrows or j and k; enter is shown in the key bar with the word of its screen."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList


class Choices(OptionList, inherit_bindings=False):
    """An option list whose page keys are left to the text beside it. Subclasses name what enter does."""

    DEFAULT_CSS = "Choices:ansi > .option-list--option-highlighted { text-style: reverse bold; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "cursor_up", "Up", show=False, id="list.up", tooltip="Up"),
        Binding("down,j", "cursor_down", "Down", show=False, id="list.down", tooltip="Down"),
        Binding("home,g", "first", "First", show=False, id="list.first", tooltip="To the first"),
        Binding("end,G", "last", "Last", show=False, id="list.last", tooltip="To the last"),
        Binding("enter", "select", "Select", show=False, id="list.select"),
    ]

"""A list to choose from, with arrows or j and k; enter is shown in the key bar with the word of its screen."""

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widgets import OptionList

CURSOR = "▌"
"""Before every line of the highlighted option: it is seen without colours too, where bold may look like any other."""


class Choices(OptionList, inherit_bindings=False):
    """An option list whose page keys are left to the text beside it. Subclasses name what enter does."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"choices--cursor"}
    DEFAULT_CSS = "Choices > .choices--cursor { color: $success; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "cursor_up", "Up", show=False, id="list.up", tooltip="Up"),
        Binding("down,j", "cursor_down", "Down", show=False, id="list.down", tooltip="Down"),
        Binding("home,g", "first", "First", show=False, id="list.first", tooltip="To the first"),
        Binding("end,G", "last", "Last", show=False, id="list.last", tooltip="To the last"),
        Binding("enter", "select", "Select", show=False, id="list.select"),
    ]

    def render_line(self, y: int) -> Strip:
        """A line, with the cursor before it where it belongs to the highlighted option."""
        strip = super().render_line(y)
        if (first := _first_of_highlighted(self, strip)) is None:
            return strip
        strip = seen(self, strip)
        if not strip.text.startswith(" ") or not strip.text.strip():
            return strip
        style = first + self.get_component_rich_style("choices--cursor", partial=True)
        return Strip.join([Strip([Segment(CURSOR, style)], 1), strip.crop(1)])


def seen(options: OptionList, strip: Strip) -> Strip:
    """A line; of the highlighted option as ground on text where a terminal has no colour for a ground of its own."""
    variables = options.app.theme_variables
    few = "reverse" in variables["block-cursor-text-style"] and not options.app.native_ansi_color
    if not few or _first_of_highlighted(options, strip) is None:
        return strip
    turned = Style(color=variables["background"], bgcolor=variables["foreground"])
    return Strip([Segment(text, (style or Style()) + turned, control) for text, style, control in strip])


def _first_of_highlighted(options: OptionList, strip: Strip) -> Style | None:
    """The style that a line begins with; ``None`` where it is not one of the highlighted option."""
    style = next((piece.style for piece in strip), None)
    return None if style is None or style.meta.get("option", -1) != options.highlighted else style

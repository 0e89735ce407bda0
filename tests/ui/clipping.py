"""Finds text that is on a screen but cannot be read: cut off at an edge, or in a box that is too small for it."""

from collections.abc import Iterator
from typing import Any

from textual.containers import ScrollableContainer
from textual.geometry import Size
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets._toast import ToastRack

from dbs_tui.ui.figure.figure import Figure
from dbs_tui.ui.kit.big_number import BigNumber
from dbs_tui.ui.kit.key_bar import KeyBar

PICTURES = (BigNumber, Figure, Input, KeyBar, ScrollView, ToastRack)
"""What fits itself to its space."""
SHORTENED = ("too-small", "lately", "reached")
"""What is covered, and the lists that show as many lines as there is room for."""


def clipped(screen: Screen[Any]) -> list[str]:
    """A line for every widget whose text does not fit; what scrolls may be as long as it wants, but not as wide."""
    return [f"{widget!r}: {why}" for widget in visible(screen) for why in complaints(widget, screen.size)]


def visible(screen: Screen[Any]) -> Iterator[Widget]:
    """The widgets with text of their own that can be seen."""
    for widget in screen.walk_children(Widget):
        shown = all(isinstance(node, Widget) and node.display for node in widget.ancestors_with_self[:-1])
        inside = any(isinstance(node, PICTURES) for node in widget.ancestors_with_self)
        if shown and widget.region and not inside and not widget.is_container and widget.id not in SHORTENED:
            yield widget


def complaints(widget: Widget, terminal: Size) -> Iterator[str]:
    """What is wrong with a widget."""
    if isinstance(widget, OptionList):
        yield from (f"{line!r} is too long" for line in _long_lines(widget))
        return
    width, height = widget.content_size
    visual, rules = widget._render(), widget.styles.get_rules()
    rows = visual.get_height(rules, width)
    if rows > height:
        yield f"{rows} rows of text in {height}: {str(visual)!r}"
    if widget.styles.text_wrap == "nowrap" and visual.get_optimal_width(rules, width) > width:
        yield f"wider than {width} columns: {str(visual)!r}"
    if not terminal.region.contains_region(widget.region) and not _scrolls(widget):
        yield f"{widget.region} reaches over the edge of {terminal}"


def _scrolls(widget: Widget) -> bool:
    return any(isinstance(node, ScrollableContainer) for node in widget.ancestors)


def _long_lines(options: OptionList) -> Iterator[str]:
    width = options.scrollable_content_region.width - options.get_component_styles("option-list--option").padding.width
    for option in options.options:
        yield from (line for line in str(option.prompt).splitlines() if len(line) > width)

"""A plot on the screen: one line that says it in words, the bars below."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from dbs_tui.ui.widgets.chart import Plot, drawn


class Chart(Widget):
    """Fills its space with a plot."""

    DEFAULT_CSS = "Chart { height: 1fr; width: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }"

    plot: reactive[Plot] = reactive(Plot, layout=False)
    words: reactive[Content] = reactive(Content, layout=False)

    def render(self) -> Content:
        """Words, then the plot."""
        width, height = self.content_size
        return Content("\n").join([self.words, drawn(self.plot, width, height - 1)])

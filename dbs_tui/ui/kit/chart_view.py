"""A plot on the screen: one line that says it in words, the bars below."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from dbs_tui.ui.kit.chart import Plot, drawn, drawn_rows, weeks_a_bar


class Chart(Widget):
    """Fills its space with a plot."""

    DEFAULT_CSS = "Chart { height: 1fr; width: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }"

    plot: reactive[Plot] = reactive(Plot, layout=False)
    words: reactive[Content] = reactive(Content, layout=False)
    shared: reactive[str] = reactive("", layout=False)
    """How many weeks stand in a bar."""

    def watch_plot(self) -> None:
        """Recompute how many weeks share a bar."""
        self._say_weeks_a_bar()

    def on_resize(self) -> None:
        """Recompute how many weeks share a bar at the new width."""
        self._say_weeks_a_bar()

    def _say_weeks_a_bar(self) -> None:
        columns = self.content_size.width
        together = weeks_a_bar(len(self.plot.values), columns) if columns > 0 else 1
        self.shared = f" · {together} weeks a bar" if together > 1 else ""

    def render(self) -> Content:
        """Words, then the plot; where both do not fit, how many weeks share a bar stands in place of the last words."""
        width, height = self.content_size
        words = Content.assemble(self.words, (self.shared, "$muted"))
        if self.shared and words.cell_length > width and (last := self.words.plain.rfind(" · ")) > 0:
            words = Content.assemble(self.words[:last], (self.shared, "$muted"))
        if not len(words):
            return drawn(self.plot, width, height)
        return Content("\n").join([words.truncate(width, ellipsis=True), drawn(self.plot, width, height - 1)])


class ChartRows(Widget):
    """Several plots of the same weeks, one below the other: each a name, its bars, and what is said of them."""

    DEFAULT_CSS = "ChartRows { height: 1fr; width: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }"

    rows: reactive[tuple[tuple[str, Plot, Content], ...]] = reactive[tuple[tuple[str, Plot, Content], ...]](
        (), layout=False
    )

    def render(self) -> Content:
        """The rows."""
        return drawn_rows(self.rows, *self.content_size)

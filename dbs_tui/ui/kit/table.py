"""A table of any length: only the rows that are seen are built, so that ten thousand cost as little as ten."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from rich.cells import cell_len, set_cell_size
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from dbs_tui.domain.common.text import printable

Row = TypeVar("Row")
GAP = "  "
CURSOR = "▌ "


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """What a column shows of a row."""

    title: str
    width: int
    """Cells; 0 takes what the others leave."""
    cell: Callable[[Row], tuple[str, str]]
    """Text and style."""
    right: bool = False


def fitted(text: str, width: int, right: bool = False) -> str:
    """A text in exactly that many cells, shortened where it has to be; nothing of it acts on the terminal."""
    text = printable(text)
    length = cell_len(text)
    if length > width:
        return set_cell_size(text, width - 1) + "…" if width > 0 else ""
    return " " * (width - length) + text if right else text + " " * (width - length)


class TableView(ScrollView, Generic[Row], can_focus=True, inherit_bindings=False):
    """Rows with a cursor below one line of titles. Subclasses say which columns there are at a width."""

    DEFAULT_CSS = "TableView { overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False, id="table.up", tooltip="Up"),
        Binding("down,j", "move(1)", "Down", show=False, id="table.down", tooltip="Down"),
        Binding("pageup,ctrl+u", "page(-1)", "Page up", show=False, id="table.page_up", tooltip="A page up"),
        Binding("pagedown,ctrl+d", "page(1)", "Page down", show=False, id="table.page_down", tooltip="A page down"),
        Binding("home,g", "to(0)", "First", show=False, id="table.first", tooltip="To the first"),
        Binding("end,G", "to(-1)", "Last", show=False, id="table.last", tooltip="To the last"),
        Binding("enter", "choose", "Open", id="table.open", tooltip="Open the highlighted one"),
    ]

    rows: reactive[Sequence[Row]] = reactive[Sequence[Row]]((), layout=False)
    cursor: reactive[int] = reactive(0, layout=False)

    @dataclass
    class Chosen(Message):
        """A row is to be opened: by enter, or by a click on the highlighted one."""

        table: "TableView[object]"
        row: object

        @property
        def control(self) -> "TableView[object]":
            """The table."""
            return self.table

    def columns(self, width: int) -> Sequence[Column[Row]]:
        """What is shown at a width."""
        return ()

    @property
    def current(self) -> Row | None:
        """The highlighted row."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    def watch_rows(self) -> None:
        """Fit the scroll bar; the cursor stays where it can."""
        self.virtual_size = Size(0, len(self.rows) + 1)
        self.cursor = max(0, min(self.cursor, len(self.rows) - 1))
        self._keep_in_sight()
        self.refresh()

    def watch_cursor(self) -> None:
        """Scroll to the cursor, as little as necessary."""
        self._keep_in_sight()
        self.refresh()

    def on_resize(self) -> None:
        """The highlighted row stays in sight."""
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        shown = max(1, self.scrollable_content_region.height - 1)
        top = max(self.cursor - shown + 1, min(self.cursor, self.scroll_offset.y))
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True)

    def action_move(self, rows: int) -> None:
        """Move the cursor."""
        self.cursor = max(0, min(len(self.rows) - 1, self.cursor + rows))

    def action_page(self, direction: int) -> None:
        """Move the cursor by the rows that fit."""
        self.action_move(direction * max(1, self.scrollable_content_region.height - 2))

    def action_to(self, row: int) -> None:
        """Move the cursor to a row; -1 is the last."""
        self.cursor = max(0, row if row >= 0 else len(self.rows) + row)

    def action_choose(self) -> None:
        """Open the highlighted row."""
        if self.current is not None:
            self.post_message(self.Chosen(self, self.current))  # type: ignore[arg-type]

    def on_click(self, event: Click) -> None:
        """Highlight a row; open the one that is highlighted."""
        row = event.y - self.gutter.top - 1 + self.scroll_offset.y
        if event.y > self.gutter.top and 0 <= row < len(self.rows):
            if row == self.cursor:
                self.action_choose()
            self.cursor = row

    def render_line(self, y: int) -> Strip:
        """The titles, or one of the rows in sight."""
        width, number = self.scrollable_content_region.width, y - 1 + self.scroll_offset.y
        if y == 0:
            return self._strip(self._titles(width), width)
        if number >= len(self.rows):
            return Strip.blank(width, self.rich_style)
        return self._strip(self._row(number, width), width)

    def _strip(self, content: Content, width: int) -> Strip:
        return Visual.to_strips(self, content, width, 1, self.visual_style)[0].adjust_cell_length(
            width, self.rich_style
        )

    def _titles(self, width: int) -> Content:
        cells = (fitted(column.title, span, column.right) for column, span in self._spans(width))
        return Content.assemble((" " * len(CURSOR) + GAP.join(cells), "$muted"))

    def _row(self, number: int, width: int) -> Content:
        """A row with its cursor, in columns."""
        parts: list[tuple[str, str]] = [(CURSOR if number == self.cursor else " " * len(CURSOR), "$success")]
        for column, span in self._spans(width):
            text, style = column.cell(self.rows[number])
            parts += [(fitted(text, span, column.right), style), (GAP, "")]
        line = Content.assemble(*parts[:-1])
        return line.stylize(f"bold {self._highlight()}") if number == self.cursor else line

    def _highlight(self) -> str:
        if self.app.ansi_color:
            return "reverse"
        return "on $block-cursor-background" if self.has_focus else "on $block-cursor-blurred-background"

    def _spans(self, width: int) -> list[tuple[Column[Row], int]]:
        width -= 1  # a column between the figures and the scroll bar
        columns = self.columns(width)
        taken = sum(column.width + len(GAP) for column in columns) - len(GAP) + len(CURSOR)
        return [(column, column.width or max(1, width - taken)) for column in columns]

"""Headings, and rows with something at either end: what screens are made of instead of boxes."""

from itertools import chain

from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

Words = str | Content
LEAST_RULE = 2
"""Columns of the rule that are always left between the two ends of a heading."""


class Heading(Widget):
    """A row: the title of a part, a rule, and a fact at the right end; heavy where the keys go."""

    DEFAULT_CSS = "Heading { height: 1; width: 1fr; }"

    title: reactive[str] = reactive("", layout=False)
    right: reactive[Words] = reactive[Words]("", layout=False)
    lit: reactive[bool] = reactive(False, layout=False)
    """Whether the keys go to what stands below."""
    tone: reactive[str] = reactive("", layout=False)
    """A style of the title besides its own."""

    def __init__(self, title: str = "", right: Words = "", id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.set_reactive(Heading.title, title)
        self.set_reactive(Heading.right, right)

    def render(self) -> Content:
        """Title, rule, fact; the fact is left out before the title is cut."""
        width, right = self.size.width, Content(self.right) if isinstance(self.right, str) else self.right
        title = Content(self.title).truncate(width, ellipsis=True)
        rule = width - title.cell_length - right.cell_length - 1 - bool(len(right))
        if len(right) and rule < LEAST_RULE:
            right, rule = Content(""), width - title.cell_length - 1
        own = "bold $foreground" if self.lit else "$muted"
        line = ("━" if self.lit else "─") * max(0, rule)
        return Content.assemble(
            title.stylize(self.tone or own),
            (f" {line}" if self.title else f"{line}─", "$secondary" if self.lit else "$border"),
            (" " if len(right) else "", ""),
            right.stylize_before("$muted"),
        )


class Part(Vertical):
    """A part of a screen: its heading and what stands under it."""

    DEFAULT_CSS = "Part { height: auto; }"
    press = ""
    """The key that a click anywhere on it presses, where it leads to a place of its own."""

    def __init__(self, title: str, *children: Widget, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        self.heading = Heading(title)
        super().__init__(self.heading, *children, id=id, classes=classes)

    def tell(self, title: str | None = None, right: Words | None = None, tone: str | None = None) -> None:
        """Write the heading anew; what is not given stays as it is."""
        if title is not None:
            self.heading.title = title
        if right is not None:
            self.heading.right = right
        if tone is not None:
            self.heading.tone = tone

    def on_descendant_focus(self) -> None:
        """Light up the heading while something in the part has the focus."""
        self.heading.lit = True

    def on_descendant_blur(self) -> None:
        """Unlight the heading."""
        self.heading.lit = False


Row = tuple[Words, Words]
"""What stands at the left end of a row, and at its right end."""


class Facts(Widget):
    """Rows with something at either end, as wide as the part they are in."""

    DEFAULT_CSS = "Facts { height: auto; width: 1fr; }"

    rows: reactive[tuple[Row, ...]] = reactive((), layout=False)
    fold = False
    """Whether the right end of a row goes to one of its own where there is no room for both; else it is left out."""
    press = ""
    """The key that a click anywhere on it presses, where it is a button."""

    def show(self, *rows: Row) -> None:
        """Show these rows; what is the same is not painted, and only another number of rows lays out anew."""
        made = tuple((_content(left), _content(right)) for left, right in rows)
        if len(made) == len(self.rows) and all(
            _content(old).is_same(new) for old, new in zip(chain(*self.rows), chain(*made), strict=True)
        ):
            return
        width = self.content_size.width
        before = len(self._lines(width))
        self.set_reactive(Facts.rows, made)
        self.refresh(layout=before != len(self._lines(width)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The rows at a width: one a fact, or two where a fact is folded."""
        return len(self._lines(width))

    def render(self) -> Content:
        """As many rows as there is room for."""
        width, height = self.content_size
        return Content("\n").join(self._lines(width)[: max(1, height)])

    def _lines(self, width: int) -> list[Content]:
        lines = list[Content]()
        for left, right in self.rows:
            apart = self.fold and len(right) and _content(left).cell_length + _content(right).cell_length + 1 > width
            lines += [ends(left, "", width), ends(right, "", width)] if apart else [ends(left, right, width)]
        return lines


def _content(words: Words) -> Content:
    return Content(words) if isinstance(words, str) else words


def ends(left: Words, right: Words, width: int) -> Content:
    """A row of so many columns; what stands at its right end is left out before the left one is cut."""
    left, right = _content(left), _content(right)
    gap = width - left.cell_length - right.cell_length
    if gap < 1 or not len(right):
        return left.truncate(width, ellipsis=True)
    return Content.assemble(left, " " * gap, right)

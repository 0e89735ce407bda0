"""A figure without a box: what it is, the figure large, and what it is of."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from dbs_tui.ui.kit.digits import FONTS, GAP

HIGH = 5
"""Rows of the figures where there is room; three elsewhere."""


class Measure(Widget):
    """Label, figure in digits of three or five rows, and words on its base line; a word as a figure stands plain."""

    DEFAULT_CSS = "Measure { height: 4; width: 1fr; &.-high { height: 7; } }"

    label: reactive[str] = reactive("", layout=False)
    figure: reactive[str] = reactive("", layout=False)
    """Digits and a slash, or words."""
    words: reactive[tuple[str, ...]] = reactive((), layout=False)
    """What it is of: one or two lines that end on the base line."""
    tone: reactive[str] = reactive("", layout=False)

    def __init__(self, label: str, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.set_reactive(Measure.label, label)

    def render(self) -> Content:
        """All of it."""
        high = self.size.height >= HIGH + 2
        lines = [Content.assemble((self.label, "$muted")), *([Content("")] if high else [])]
        font = FONTS[HIGH if high else 3]
        if not set(self.figure) <= set(font):
            plain = [
                Content.assemble((self.figure, "bold")),
                *(Content.assemble((each, "$muted")) for each in self.words),
            ]
            return Content("\n").join([*lines, *plain])
        drawn = [(" " * GAP).join(rows) for rows in zip(*(font[each] for each in self.figure), strict=True)]
        below = ["", *self.words][-2:] if self.words else [""]
        texts = [""] * (len(drawn) - len(below)) + below
        rows = [self._row(row, text) for row, text in zip(drawn, texts, strict=True)]
        return Content("\n").join([*lines, *rows])

    def _row(self, row: str, text: str) -> Content:
        room = self.size.width - len(row) - 2
        mark = "bold $success" if text.startswith("✓") else "$muted"
        return Content.assemble((row, f"bold {self.tone}"), "  ", (text if len(text) < room else "", mark))

"""A question from 0 to 10 as a row of bars that rise: the key that answers below each, and words for some of them."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from dbs_tui.ui.kit.chart import EIGHTHS
from dbs_tui.ui.kit.key_words import keyed, pressable
from dbs_tui.ui.kit.scale import Scale

KEYS = (*map(str, range(10)), "x")
GAP = 2
LOW = (1, 1, 2, 2, 3, 4, 4, 5, 6, 7, 8)
"""Eighths of a row, in a row; twice as many in two."""


class ScaleBar(Widget):
    """Eleven bars with their keys; two rows high where there is room."""

    DEFAULT_CSS = "ScaleBar { height: 3; width: 1fr; }"

    scale: reactive[Scale | None] = reactive(None, layout=False)

    def render(self) -> Content:
        """Bars, keys, words."""
        if self.scale is None:
            return Content("")
        bar = max(1, (self.size.width + GAP) // len(KEYS) - GAP)
        rows = max(1, min(2, self.size.height - 2))
        bars = [_bars(row, rows, bar) for row in range(rows - 1, -1, -1)]
        gap = " " * GAP
        keys = Content(gap).join([keyed(f"{key:^{bar}}") for key in KEYS])
        return Content("\n").join(
            [
                *(line.stylize("$warning 50%") for line in bars),
                keys,
                Content.assemble((_words(self.scale, bar + GAP, self.size.width), "$muted")),
            ]
        )


def _bars(row: int, rows: int, width: int) -> Content:
    heights = (max(0, min(8, eighths * rows - 8 * row)) for eighths in LOW)
    drawn = [pressable(Content(EIGHTHS[height] * width), key) for key, height in zip(KEYS, heights, strict=True)]
    return Content(" " * GAP).join(drawn)


def _words(scale: Scale, slot: int, width: int) -> str:
    line = ""
    for number, word in scale.brief:
        at = min(number * slot, width - len(word))
        line = line.ljust(at) + word if len(line) < at or not line else line
    return line

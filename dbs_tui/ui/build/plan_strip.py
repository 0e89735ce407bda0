"""A routine as a strip: its time from left to right, to scale, with the blocks named below and the selected one lit."""

from itertools import accumulate, groupby, zip_longest

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from dbs_tui.domain.training.timeline import StepKind, Timeline
from dbs_tui.ui.kit.cells import fill_cells
from dbs_tui.ui.kit.state_marks import STEPS

Cell = tuple[StepKind, int]
"""What happens most of the time that a cell stands for, and the block it belongs to."""


def cells(plan: Timeline, width: int) -> list[Cell]:
    """A cell for every ``width``-th of a timeline: what happens in its middle."""
    ends = list(accumulate(step.length for step in plan.steps))
    found: list[Cell] = []
    at = 0
    for number in range(width if ends else 0):
        moment = ends[-1] * (2 * number + 1) // (2 * width)
        while ends[at] <= moment:
            at += 1
        found.append((plan.steps[at].kind, plan.steps[at].index))
    return found


FILLED = "▆"
"""Work in the strip."""


class PlanStrip(Widget):
    """Two rows: the strip, and the names of the blocks; their numbers where one of the names does not fit."""

    DEFAULT_CSS = "PlanStrip { height: 2; width: 1fr; }"

    plan: reactive[Timeline | None] = reactive(None)
    selected: reactive[int] = reactive(-1)

    def render(self) -> Content:
        """The rows at the present width."""
        found = cells(self.plan, self.content_size.width) if self.plan else []
        after = zip_longest(found, found[1:])
        strip = Content.assemble(*(self._cell(cell, following) for cell, following in after))
        return Content("\n").join([strip, self._names(found)])

    def _cell(self, cell: Cell, following: Cell | None) -> tuple[str, str]:
        """A block of the strip; a column is left free between two blocks of the routine."""
        kind, block = cell
        if following is not None and following[1] != block:
            return " ", ""
        mark = STEPS[kind]
        shape = FILLED if kind is StepKind.WORK else mark.shape
        return shape, f"bold {mark.style}" if block == self.selected else f"{mark.style} 55%"

    def _names(self, found: list[Cell]) -> Content:
        assert self.plan or not found
        blocks = self.plan.routine.blocks if self.plan else ()
        spans = [(block, len(list(group))) for block, group in groupby(found, key=lambda cell: cell[1])]
        names = [blocks[block].exercise.name.split()[-1].lower() for block, _ in spans]
        if any(cell_len(name) >= width for name, (_, width) in zip(names, spans, strict=True)):
            names = [str(block + 1) for block, _ in spans]
        looks = ["bold" if block == self.selected else "$muted" for block, _ in spans]
        texts = [fill_cells(name, width) for name, (_, width) in zip(names, spans, strict=True)]
        return Content.assemble(*zip(texts, looks, strict=True))

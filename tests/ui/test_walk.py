"""A walk through sizes: a terminal that is wider or higher never shows less, and nothing is cut off on the way."""

from itertools import pairwise

import pytest
from textual.widget import Widget

from dbs_tui.ui.app import DbsApp
from dbs_tui.ui.figure.figure import Figure
from dbs_tui.ui.kit.base import classes_at
from dbs_tui.ui.kit.big_number import BigNumber
from tests.ui.clipping import clipped
from tests.ui.conftest import Visit
from tests.ui.driver import Driver
from tests.ui.tour import STOPS, Stop

SIZES = ((60, 16), (60, 24), (80, 24), (100, 24), (110, 32), (120, 36), (160, 40), (200, 60), (220, 60))
"""Each at least as wide and as high as the one before."""
PLACES = (
    *("today", "today with a history", "learn", "build", "builder", "overview", "trends", "sessions"),
    *("get ready", "work", "rest", "hold", "paused", "effort", "settings"),
)
GIVES_WAY = {"told", "over", "cue"}
"""What is there or not by what it says, not by the room."""


def parts(app: Driver) -> set[str]:
    """The names of what can be seen."""
    return {
        str(widget.id)
        for widget in app.app.screen.walk_children(Widget)
        if widget.id and widget.id not in GIVES_WAY and widget.display and widget.region and widget.id != "too-small"
    }


def largest(app: Driver) -> int:
    """Rows of the largest of digits and figures; 0 where there is none."""
    digits = [len(glyph.rows) for number in app.app.screen.query(BigNumber) for glyph in number.glyphs]
    return max([*digits, *(figure.size.height for figure in app.app.screen.query(Figure))], default=0)


@pytest.mark.slow
@pytest.mark.parametrize("stop", [stop for stop in STOPS if stop.name in PLACES], ids=str)
async def test_a_larger_terminal_never_shows_less(visit: Visit, stop: Stop) -> None:
    """Every part that was there stays, digits and figures do not shrink, and nothing is cut off."""
    async with visit(stop) as app:
        before, rows = set[str](), 0
        for size in SIZES:
            await app.resize(*size)
            now = parts(app)
            assert before - now == set(), size
            assert largest(app) >= rows, size
            if size >= (80, 24):
                assert clipped(app.app.screen) == [], size
            before, rows = now, largest(app)


@pytest.mark.parametrize("breakpoints", [DbsApp.HORIZONTAL_BREAKPOINTS, DbsApp.VERTICAL_BREAKPOINTS])
def test_breakpoints_add_up(breakpoints: list[tuple[int, str]]) -> None:
    """From the size of a plain terminal on a larger one has every class of a smaller one."""
    plain = next(at for at, name in breakpoints if name in ("-normal", "-normal-height"))
    assert all(
        classes_at(small, breakpoints) <= classes_at(large, breakpoints) for small, large in pairwise(range(plain, 300))
    )
    assert all(len(classes_at(size, breakpoints)) == 1 for size in range(plain))

"""A walk through sizes: a terminal that is wider or higher never shows less, and nothing is cut off on the way."""

from itertools import pairwise

import pytest
from textual.widget import Widget

from dbs_tui.ui.app import DbsApp
from dbs_tui.ui.figure.figure import Figure
from dbs_tui.ui.kit.big_number import BigNumber
from dbs_tui.ui.kit.sizes import classes_at
from tests.ui.clipping import clipped
from tests.ui.conftest import Visit
from tests.ui.driver import Driver
from tests.ui.tour import STOPS, Stop

ACROSS = ((60, 24), (80, 24), (95, 24), (110, 24), (160, 24), (220, 24))
DOWN = ((80, 16), (80, 20), (80, 28), (80, 36), (80, 60))
BOTH = ((70, 18), (110, 32), (135, 40), (200, 60), (220, 60))
SIZES = (*ACROSS, *DOWN, *BOTH)
"""In steps across, in steps down, and both; the order begins anew where a size is smaller than the one before."""
LARGE = (200, 60)
HALF = 0.5
"""Of the rows of a large terminal, what is blank at most."""
PLACES = (
    *("today", "today with a history", "learn", "build", "builder", "overview", "trends", "sessions"),
    *("get ready", "work", "rest", "hold", "paused", "effort", "settings", "desk sitting"),
)
GIVES_WAY = {"told", "over", "cue", "air"}
"""What is there or not by what it says, not by the room; and rows that are empty on purpose."""
FRAME = 2
"""Rows that a figure gives up at most where a frame comes around it, or words under it."""


def parts(app: Driver) -> set[str]:
    """The names of what can be seen."""
    return {
        str(widget.id)
        for widget in app.app.screen.walk_children(Widget)
        if widget.id and widget.id not in GIVES_WAY and widget.display and widget.region and widget.id != "too-small"
    }


def digits(app: Driver) -> int:
    """Rows of the largest digits; 0 where there are none."""
    numbers = app.app.screen.query(BigNumber)
    return max((len(glyph.rows) for number in numbers for glyph in number.glyphs), default=0)


def figure(app: Driver) -> int:
    """Rows of the largest figure; 0 where there is none."""
    return max((figure.size.height for figure in app.app.screen.query(Figure)), default=0)


def blank(app: Driver) -> float:
    """The share of the rows, between title and keys, on which nothing stands."""
    rows = app.lines[1:-1]
    return sum(not row.strip() for row in rows) / len(rows)


@pytest.mark.slow
@pytest.mark.parametrize("stop", [stop for stop in STOPS if stop.name in PLACES], ids=str)
async def test_a_larger_terminal_never_shows_less(visit: Visit, stop: Stop) -> None:
    """Every part that was there stays, digits and figures do not shrink, nothing is cut off, and the room is used."""
    async with visit(stop) as app:
        last, before, large, high = (0, 0), set[str](), 0, 0
        for size in SIZES:
            if not (size[0] >= last[0] and size[1] >= last[1]):
                before, large, high = set(), 0, 0
            await app.resize(*size)
            now = parts(app)
            assert before - now == set(), size
            assert digits(app) >= large, size
            assert figure(app) >= high - FRAME, size
            if size[0] >= 80 and size[1] >= 24:
                assert clipped(app.app.screen) == [], size
            if size == LARGE:
                assert blank(app) <= HALF, app.text
            last, before, large, high = size, now, digits(app), max(high, figure(app))


@pytest.mark.parametrize("breakpoints", [DbsApp.HORIZONTAL_BREAKPOINTS, DbsApp.VERTICAL_BREAKPOINTS])
def test_breakpoints_add_up(breakpoints: list[tuple[int, str]]) -> None:
    """From the size of a plain terminal on a larger one has every class of a smaller one."""
    plain = next(at for at, name in breakpoints if name in ("-normal", "-normal-height"))
    assert all(
        classes_at(small, breakpoints) <= classes_at(large, breakpoints) for small, large in pairwise(range(plain, 300))
    )
    assert all(len(classes_at(size, breakpoints)) == 1 for size in range(plain))

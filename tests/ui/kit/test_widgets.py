"""Prose, calendar and big number on a small screen of their own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widget import Widget

from dbs_tui.domain.history.history import DAY, WEEK, History
from dbs_tui.ui.kit.big_number import BigNumber
from dbs_tui.ui.kit.heatmap import COLUMNS, LABELS, Heatmap
from dbs_tui.ui.kit.prose import Line, Prose, heading, items
from dbs_tui.ui.kit.themes import DARK
from tests.domain.builders import session

SUNDAY = date(2026, 11, 22)


class Frame(App[None]):
    """An app with one widget."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.widget = widget
        self.register_theme(DARK)
        self.theme = DARK.name

    def compose(self) -> ComposeResult:
        yield self.widget


@asynccontextmanager
async def framed(widget: Widget, columns: int, rows: int) -> AsyncIterator[Pilot[None]]:
    """The app at a size."""
    async with Frame(widget).run_test(size=(columns, rows)) as pilot:
        await pilot.pause()
        yield pilot


def rows(pilot: Pilot[None]) -> list[str]:
    """The rows that it shows, without trailing space."""
    return [strip.text.rstrip() for strip in pilot.app.screen._compositor.render_strips()]


# -- prose --------------------------------------------------------------------------------------------------------


async def test_text_hangs_beside_its_bullet() -> None:
    """A paragraph that wraps goes on below its text, not below its bullet."""
    prose = Prose(heading("Get ready"), *items(("one two three four five", "six"), "✚"), Line(), Line("plain words"))
    async with framed(prose, 15, 10) as pilot:
        assert rows(pilot)[:7] == ["Get ready", "✚ one two three", "  four five", "✚ six", "", "plain words", ""]


@pytest.mark.parametrize(("width", "height"), [(40, 2), (20, 3), (12, 4)])
async def test_prose_is_as_tall_as_its_text(width: int, height: int) -> None:
    """At every width."""
    prose = Prose(Line("Title"), Line("one two three four five six"))
    async with framed(prose, width, 12) as pilot:
        assert prose.size.height == height
        assert [row for row in rows(pilot) if row] == rows(pilot)[:height]


async def test_prose_grows_with_its_lines() -> None:
    """New paragraphs get room."""
    prose = Prose(Line("one"))
    async with framed(prose, 20, 10) as pilot:
        prose.lines = (Line("one"), Line("two"), Line("three"))
        await pilot.pause()
        assert rows(pilot)[:4] == ["one", "two", "three", ""]
        assert prose.size.height == 3


# -- calendar -----------------------------------------------------------------------------------------------------


def calendar(today: date, **seconds: float) -> Heatmap:
    """A calendar over days that are named by how many days ago they were: ``d3=200.0``."""
    heatmap = Heatmap()
    sessions = tuple(session(today - DAY * int(ago[1:]), done=done, planned=done) for ago, done in seconds.items())
    heatmap.set_reactive(Heatmap.history, History(sessions))
    heatmap.set_reactive(Heatmap.today, today)
    return heatmap


async def test_a_day_is_drawn_by_how_long_was_trained() -> None:
    """A column a week, a row a weekday: a full training day, a training day, a little that is not counted, nothing.

    The length is that of the whole session, rests included. Today still open has a shape of its own; before the first
    session there is nothing.
    """
    heatmap = calendar(SUNDAY, d6=100, d4=100, d2=50, d13=480, d12=479, d19=300)
    lengths = {6: 569.0, 4: 479.9, 2: 50.0, 13: 480.0, 12: 479.0, 19: 300.0}
    sessions = [
        replace(one, active_seconds=lengths[(SUNDAY - one.local_date).days]) for one in heatmap.history.sessions
    ]
    short = replace(session(SUNDAY - DAY * 9, planned=600, done=299), active_seconds=900.0)
    heatmap.set_reactive(Heatmap.history, History((*sessions, short)))
    async with framed(heatmap, LABELS + 4 * COLUMNS, 8) as pilot:
        assert rows(pilot) == [
            "       Nov",
            "Mon      ▆ ▆",
            "       ▄ ▄ ·",
            "Wed    · · ▄",
            "       · · ·",
            "Fri    · ▂ ▄",
            "       · · ·",
            "       · · ▢",
        ]


async def test_days_to_come_are_left_blank() -> None:
    """On a Tuesday the rest of the week is empty; a trained today is drawn as trained."""
    async with framed(calendar(SUNDAY - DAY * 5, d0=300, d8=300), LABELS + 2 * COLUMNS, 8) as pilot:
        assert [row[LABELS:] for row in rows(pilot)[1:]] == ["▄ ·", "· ▄", "·", "·", "·", "·", "·"]


@pytest.mark.parametrize("weeks", [1, 3, 20, 37])
async def test_the_calendar_shows_as_many_weeks_as_fit(weeks: int) -> None:
    """The running week is at the right end; a month is named where its first Monday is, and no name is cut."""
    heatmap = calendar(SUNDAY, d300=300)
    async with framed(heatmap, LABELS + weeks * COLUMNS + 1, 8) as pilot:
        assert heatmap.weeks == weeks
        months, monday = rows(pilot)[:2]
        assert monday.split()[1:] == ["·"] * weeks
        starts = [SUNDAY - DAY * 6 - WEEK * back for back in range(weeks)]
        assert set(months.split()) <= {day.strftime("%b") for day in starts}


async def test_a_month_that_has_no_room_is_not_named_in_part() -> None:
    """In the first week of a month its name would be cut off at the right edge."""
    async with framed(calendar(date(2026, 11, 8)), LABELS + 4 * COLUMNS, 8) as pilot:
        assert rows(pilot)[0] == ""


# -- big number ---------------------------------------------------------------------------------------------------


async def test_the_number_stands_at_the_left_edge_of_its_space() -> None:
    """From its first row on, in the place of the ones: there is room for a second digit."""
    number = BigNumber()
    number.set_reactive(BigNumber.text, "8")
    async with framed(number, 21, 9) as pilot:
        drawn = [index for index, row in enumerate(rows(pilot)) if row]
        assert drawn == [0, 1, 2, 3, 4, 5, 6]
        assert rows(pilot)[2].index("▐") == 11

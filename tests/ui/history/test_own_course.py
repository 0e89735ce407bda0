"""The programme's weeks and own measures in Trends: a row each, and read out with the week that is pointed at."""

from datetime import UTC, date, datetime, timedelta

import pytest

from dbs_tui.domain.history.measures import MeasureKind, Measurement
from dbs_tui.storage.history import HistoryStore
from dbs_tui.storage.measures import MEASURES, measure_document
from dbs_tui.ui.history.own_course import OwnCourse
from tests.ui.conftest import Open
from tests.ui.driver import MORNING
from tests.ui.programme_samples import began, trained

MONDAY = date(2026, 1, 5)


def taken(day: date, value: int, kind: MeasureKind = MeasureKind.BRIDGE) -> Measurement:
    return Measurement(f"{day}-{kind}", datetime(day.year, day.month, day.day, 8, tzinfo=UTC), day, kind, value)


def test_a_row_for_what_there_is() -> None:
    """The week at the end of each calendar week, none before the start; a measure where it was taken."""
    starts = [MONDAY + timedelta(days=7 * week) for week in range(4)]
    assert not OwnCourse()
    assert OwnCourse().rows(starts) == ()
    own = OwnCourse(((starts[1], 1), (starts[2], 2)), (taken(starts[1], 35), taken(starts[3], 48)))
    programme, bridge = own.rows(starts)
    assert (programme[0], programme[1].values) == ("programme", (None, 1.0, 2.0, 2.0))
    assert programme[2].plain == "now week 2"
    assert (bridge[0], bridge[1].values, bridge[1].top) == ("bridge", (None, 35.0, None, 48.0), 120.0)
    assert own.week_on(MONDAY) is None
    rows = OwnCourse(measured=(taken(MONDAY, 3, MeasureKind.NUMB), taken(MONDAY, 14, MeasureKind.STANDS))).rows(starts)
    assert [(row[0], row[1].top) for row in rows] == [("stands", 30.0), ("numb", 10.0)]


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (60, 16)])
async def test_they_stand_in_the_trends(opened: Open, store: HistoryStore, size: tuple[int, int]) -> None:
    """Below the others; without them there is no such panel."""
    trained(store, 6, 4, 2)
    async with opened(size=size) as app:
        await app.press("4", "t")
        assert not app.app.screen.query_one("#t-own").display
    began(store, 7)
    store.put(MEASURES, measure_document(taken(MORNING.date(), 48)))
    async with opened(size=size) as app:
        await app.press("4", "t")
        own = app.app.screen.query_one("#t-own")
        assert own.display
        own.scroll_visible(animate=False)
        await app.reads("now week 2")
        assert "48 s on 22 Nov 2026" in app.words
        await app.press("comma")
        await app.reads("programme week")

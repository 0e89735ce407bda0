"""An if-then plan: its words, and when it leads."""

from datetime import UTC, date, datetime, time

import pytest

from dbs_tui.domain.building.if_then import IfThenPlan, plan_of
from dbs_tui.domain.history.history import History
from tests.domain.builders import session

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (("after the stand-up", "", ""), "After the stand-up: what is next; if not, two minutes."),
        (("", "10:30", "full ten"), "From 10:30: full ten; if not, two minutes."),
        ((" the kettle ", "07:05", " five squats "), "The kettle, from 07:05: five squats; if not, two minutes."),
    ],
)
def test_in_a_sentence(plan: tuple[str, str, str], words: str) -> None:
    """Cue, time and what is done; what is missing is left out."""
    assert plan_of(*plan).words == words


@pytest.mark.parametrize(
    ("at", "hour", "trained", "leads"),
    [("10:30", 10, False, False), ("10:30", 11, False, True), ("10:30", 11, True, False), ("", 0, False, True)],
)
def test_it_leads_from_its_time_until_today_is_trained(at: str, hour: int, trained: bool, leads: bool) -> None:
    """A time is the earliest one; nothing is late."""
    history = History((session(DAY),) if trained else ())
    now = datetime(2026, 11, 22, hour, 0, tzinfo=UTC)
    assert plan_of("kettle", at, "").leads(now, history, DAY) is leads


def test_no_plan_leads_nowhere() -> None:
    """Neither cue nor time."""
    assert not plan_of("", "", "squats")
    assert not IfThenPlan().leads(datetime(2026, 11, 22, tzinfo=UTC), History(), DAY)
    assert plan_of("", "23:59", "").at == time(23, 59)

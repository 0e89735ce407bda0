"""When the user is asked how it feels, and the zones of the answer."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from dbs_tui.domain.history.history import History
from dbs_tui.domain.history.rating_rules import Zone, before_is_due, morning_is_due, zone
from dbs_tui.domain.training.session import Discomfort, Session
from tests.domain.builders import session

TODAY = date(2026, 11, 22)


def trained(days_ago: int, **felt: Any) -> Session:
    return replace(session(TODAY - timedelta(days=days_ago)), discomfort=Discomfort(**felt))


@pytest.mark.parametrize(
    ("rating", "asks_for"),
    [(0, Zone.GO), (3, Zone.GO), (4, Zone.ADJUST), (5, Zone.ADJUST), (6, Zone.STOP), (10, Zone.STOP)],
)
def test_zones(rating: int, asks_for: Zone) -> None:
    """0 to 3 go, 4 to 5 adjust, 6 and more not today."""
    assert zone(rating) is asks_for


@pytest.mark.parametrize(
    ("sessions", "due"),
    [
        ([], False),
        ([trained(0)], False),
        ([trained(6)], False),
        ([trained(7)], True),
        ([trained(30, before=0), trained(1)], True),
        ([trained(30), trained(6, before=0)], False),
        ([trained(1, before=0, worst=3)], False),
        ([trained(1, before=0, worst=4)], True),
        ([trained(1, before=0, worst=1, next_morning=5)], True),
        ([trained(2, before=0, worst=4), trained(1)], True),
        ([trained(2, before=0, worst=4), trained(1, worst=0)], False),
    ],
)
def test_before_a_session(sessions: list[Session], due: bool) -> None:
    """Asked after a discomfort above 3, or a week after it was last asked; never before the first session."""
    assert before_is_due(History(tuple(sessions)), TODAY) is due


@pytest.mark.parametrize(
    ("sessions", "due"),
    [
        ([], False),
        ([trained(0)], False),
        ([trained(1)], True),
        ([trained(2)], True),
        ([trained(3)], False),
        ([trained(1, next_morning=0)], False),
        ([trained(1), trained(0)], False),
    ],
)
def test_the_morning_after(sessions: list[Session], due: bool) -> None:
    """Asked about the last session, on one of the two days after it, until there is an answer."""
    assert morning_is_due(History(tuple(sessions)), TODAY) == (sessions[-1] if due else None)


def test_nothing_done_leaves_nothing_to_ask() -> None:
    """A session without any work has no morning after."""
    nothing = replace(trained(1), sets=())
    assert morning_is_due(History((nothing,)), TODAY) is None

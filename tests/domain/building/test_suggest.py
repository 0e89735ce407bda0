"""Which routine is offered first, and why."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dbs_tui.domain.building.suggest import SHORT, afterwards, back_again, suggested, suggestion
from dbs_tui.domain.history.history import Goal, History
from dbs_tui.domain.history.week import Pause
from dbs_tui.domain.training.routine import Routine
from dbs_tui.domain.training.session import BACKFILLED, Session
from tests.domain.builders import routine, session

TODAY = date(2026, 11, 22)
LIBRARY = [
    routine(routine_id=name) for name in ("desk-break-2", "office-5", "starter-5", "full-10", "gentle-day", "mine")
]


PRIMED = session(TODAY, routine_id="runner-primer")
STRETCHED = session(TODAY, routine_id="evening-stretch", hour=20)


def _ago(days: int, hour: int = 8, worst: int | None = None, morning: int | None = None, done: float = 100) -> Session:
    return session(TODAY - timedelta(days=days), hour=hour, worst=worst, next_morning=morning, done=done)


def _next(*sessions: Session, library: list[Routine] = LIBRARY) -> str | None:
    found = suggested(History(sessions), library, TODAY)
    return found.id if found else None


@pytest.mark.parametrize(
    ("sessions", "routine_id"),
    [
        pytest.param([], "starter-5", id="the very first"),
        pytest.param([_ago(3), _ago(5)], "starter-5", id="two that count"),
        pytest.param([_ago(3), _ago(5), _ago(7, done=10)], "starter-5", id="a third that does not"),
        pytest.param([_ago(3), _ago(5), _ago(7)], "full-10", id="three that count"),
        pytest.param([_ago(0)], "desk-break-2", id="trained today"),
        pytest.param([_ago(0, done=10)], "starter-5", id="hardly trained today"),
        pytest.param([_ago(1, worst=4)], "gentle-day", id="sore yesterday"),
        pytest.param([_ago(1, worst=3)], "starter-5", id="felt a little yesterday"),
        pytest.param([_ago(2, worst=8)], "gentle-day", id="sore two days ago"),
        pytest.param([_ago(3, worst=8)], "gentle-day", id="sore three days ago"),
        pytest.param([_ago(28, worst=8)], "gentle-day", id="sore four weeks ago"),
        pytest.param([_ago(29, worst=8), _ago(3)], "starter-5", id="sore longer ago"),
        pytest.param([_ago(2, worst=8), _ago(1, worst=1)], "gentle-day", id="fine again, within 48 hours"),
        pytest.param([_ago(3, worst=8, morning=7), _ago(1, worst=1)], "starter-5", id="fine again, after 48 hours"),
        pytest.param([_ago(1, worst=1, morning=5)], "gentle-day", id="sore the morning after"),
        pytest.param([_ago(1, worst=5, morning=0)], "gentle-day", id="the worse answer decides"),
        pytest.param([_ago(0, worst=6)], "gentle-day", id="sore and trained today"),
        pytest.param([_ago(1, worst=6), _ago(0, worst=1)], "desk-break-2", id="sore, then better"),
        pytest.param([_ago(1, worst=6), _ago(0)], "gentle-day", id="sore, then not asked"),
        pytest.param([_ago(2, worst=1), _ago(1, worst=7)], "gentle-day", id="well, then sore"),
        pytest.param([_ago(-1, worst=6)], "starter-5", id="sore on a date to come, which waits"),
    ],
)
def test_what_is_offered_first(sessions: list[Session], routine_id: str) -> None:
    """Gentle while sore, a short break after training, the starter at first, then the everyday set."""
    assert _next(*sessions) == routine_id


def test_backfilled_sessions_count_for_the_first_days() -> None:
    """Who entered three sessions by hand is no beginner."""
    entered = [session(TODAY - timedelta(days=day), source=BACKFILLED) for day in (3, 5, 7)]
    assert _next(*entered) == "full-10"


@pytest.mark.parametrize(
    ("missing", "sessions", "routine_id"),
    [
        ({"starter-5"}, [], "full-10"),
        ({"full-10"}, [_ago(3), _ago(5), _ago(7)], "starter-5"),
        ({"gentle-day"}, [_ago(1, worst=6)], "starter-5"),
        ({"desk-break-2"}, [_ago(0)], "starter-5"),
        ({"starter-5", "full-10"}, [], "desk-break-2"),
    ],
)
def test_what_is_missing_is_passed_over(missing: set[str], sessions: list[Session], routine_id: str) -> None:
    """The next best wish is taken, in the end the first routine there is."""
    library = [it for it in LIBRARY if it.id not in missing]
    assert _next(*sessions, library=library) == routine_id


@pytest.mark.parametrize(
    ("efforts", "routine_id"),
    [((1, 1, 1), "full-10"), ((10, 10, 10), "starter-5"), ((7, 9, 7), "starter-5"), ((9, 9, 6), "full-10")],
)
def test_effort_changes_the_offer(efforts: tuple[int, ...], routine_id: str) -> None:
    """Thirty easy sessions and thirty that took everything do not lead to the same one; nor without a reason."""
    sessions = tuple(
        replace(session(TODAY - timedelta(days=60 - 2 * n)), effort=effort)
        for n, effort in enumerate((*[efforts[0]] * 27, *efforts))
    )
    found = suggestion(History(sessions), LIBRARY, TODAY)
    assert found is not None
    assert (found.routine.id, bool(found.reason)) == (routine_id, True)


def test_without_routines_nothing_is_offered() -> None:
    """An empty library has nothing to offer; one routine is always enough."""
    assert _next(library=[]) is None
    assert _next(library=[routine(routine_id="mine")]) == "mine"


@pytest.mark.parametrize(
    ("ago", "pause", "back"),
    [
        (4, None, False),
        (5, None, True),
        (40, None, True),
        (10, (-8, -6), False),
        (10, (-20, -12), True),
        (5, (2, 9), True),
    ],
)
def test_who_comes_back_begins_with_the_shortest(ago: int, pause: tuple[int, int] | None, back: bool) -> None:
    """After some days without training that no pause explains; without a count of what was missed."""
    today = date(2026, 11, 22)
    pauses = (Pause(today + timedelta(days=pause[0]), today + timedelta(days=pause[1]), "travel"),) if pause else ()
    history = History(tuple(session(today - timedelta(days=ago + n)) for n in (2, 1, 0)), pauses=pauses)
    found = suggestion(history, LIBRARY, today)
    assert found is not None
    assert back_again(history, today) is back
    assert (found.routine.id == SHORT) is back
    assert not any(digit.isdigit() for digit in found.reason)


def test_nobody_comes_back_before_the_first_time() -> None:
    """Nor from tomorrow."""
    today = date(2026, 11, 22)
    assert not back_again(History(), today)
    assert not back_again(History((session(today + timedelta(days=1)),)), today)


def test_once_a_week_is_no_miss() -> None:
    """For who wants no more of a week."""
    today = date(2026, 11, 22)
    goals = (Goal(date(2026, 1, 5), 1),)
    assert not back_again(History((session(today - timedelta(days=7)),), goals=goals), today)
    assert back_again(History((session(today - timedelta(days=8)),), goals=goals), today)


@pytest.mark.parametrize(
    ("sessions", "now", "tomorrow"),
    [
        pytest.param([_ago(1)], "-", "", id="not trained today"),
        pytest.param([_ago(0, done=10)], "-", "", id="hardly trained today"),
        pytest.param([_ago(0)], "desk-break-2", "starter-5", id="trained today"),
        pytest.param([_ago(2), _ago(1), _ago(0)], "desk-break-2", "full-10", id="the first three are over"),
        pytest.param([_ago(0), replace(_ago(0, 9), routine_id="desk-break-2")], "", "starter-5", id="the break too"),
        pytest.param([replace(_ago(1), routine_id="desk-break-2"), _ago(0)], "desk-break-2", "starter-5", id="not now"),
        pytest.param([_ago(0, worst=6)], "", "gentle-day", id="it hurt today"),
        pytest.param([_ago(1, worst=6), _ago(0, worst=1)], "desk-break-2", "gentle-day", id="sore, then better"),
        pytest.param([_ago(0), _ago(-1)], "desk-break-2", "starter-5", id="a session of a date to come"),
    ],
)
def test_what_fits_after_training(sessions: list[Session], now: str, tomorrow: str) -> None:
    """A short break once, nothing after pain, never the same again; and what comes tomorrow."""
    found = afterwards(History(tuple(sessions)), LIBRARY, TODAY)
    if now == "-":
        assert found is None
    else:
        assert found
        assert (found.now.id if found.now else "") == now
        assert found.tomorrow
        assert found.tomorrow.routine.id == tomorrow


def test_without_routines_nothing_fits_after_training() -> None:
    """Not even tomorrow."""
    found = afterwards(History((_ago(0),)), [], TODAY)
    assert found
    assert (found.now, found.tomorrow) == (None, None)


@pytest.mark.parametrize(
    ("sessions", "now"),
    [
        ((PRIMED,), "evening-stretch"),
        ((STRETCHED, PRIMED), "desk-break-2"),
        ((replace(PRIMED, routine_id="runner-primer-of-mine"),), "desk-break-2"),
        ((_ago(0),), "desk-break-2"),
    ],
)
def test_long_holds_fit_after_a_run(sessions: tuple[Session, ...], now: str) -> None:
    """The primer is for before a run; on Today and where the next one is asked for."""
    library = [*LIBRARY, routine(routine_id="evening-stretch")]
    found = afterwards(History(sessions), library, TODAY)
    assert found is not None
    assert found.now is not None
    assert found.now.id == now
    assert _next(*sessions, library=library) == now

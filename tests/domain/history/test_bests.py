"""Personal bests and milestones."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dbs_tui.domain.history.bests import (
    Best,
    BestKind,
    Milestone,
    SetBefore,
    bests,
    milestones,
    next_milestone,
    reached_by,
    sets_before,
)
from dbs_tui.domain.history.history import Goal, History
from dbs_tui.domain.training.exercise import Side
from dbs_tui.domain.training.session import Amount, Session, SetRecord, Status
from tests.domain.builders import session

TODAY = date(2026, 11, 22)
YESTERDAY = TODAY - timedelta(days=1)
TOMORROW = TODAY + timedelta(days=1)


def _trained(day: date, *sets: tuple[str, Side | None, int, int], hour: int = 8) -> Session:
    """A session of sets: exercise, side, reps, seconds held."""
    records = tuple(
        SetRecord(name, 1, side, Status.DONE, Amount(seconds=9), Amount(reps or None, hold or None, 9.0))
        for name, side, reps, hold in sets
    )
    return replace(session(day, hour=hour), sets=records)


def test_nothing_is_no_best() -> None:
    """Before the first session, and for what was skipped."""
    assert (bests(History(), TODAY), milestones(History(), TODAY)) == ((), ())
    skipped = replace(_trained(TODAY, ("squat", None, 9, 0)).sets[0], status=Status.SKIPPED)
    assert bests(History((replace(session(TODAY), sets=(skipped,)),)), TODAY) == ()


def test_the_longest_hold_and_the_most_reps_in_a_day() -> None:
    """A hold is one set on one side; reps are those of a day together; each names the day it was first reached."""
    history = History(
        (
            _trained(YESTERDAY, ("stretch", Side.LEFT, 0, 30), ("squat", None, 12, 0)),
            _trained(TODAY, ("stretch", Side.RIGHT, 0, 30), ("squat", None, 8, 0)),
            _trained(TODAY, ("squat", None, 5, 0), hour=9),
            _trained(TOMORROW, ("squat", None, 99, 0)),
        )
    )
    assert set(bests(history, TODAY)) == {
        Best(BestKind.LONGEST_HOLD, "stretch", Side.LEFT, 30, YESTERDAY),
        Best(BestKind.MOST_REPS, "squat", None, 13, TODAY),
    }


def test_counts_of_sessions_are_milestones() -> None:
    """On the date of the 10th, 50th and 100th that counts, whatever order they were entered in."""
    days = [TODAY - timedelta(days=ago) for ago in range(60)]
    history = History((*map(session, reversed(days)), session(TODAY, hour=9, done=0.0)))
    assert milestones(history, TODAY) == (
        Milestone(days[59 - 2] if days[59].weekday() == 0 else _first_full(days)),
        Milestone(days[60 - 10], 10),
        Milestone(days[60 - 50], 50),
    )
    assert next_milestone(history, TODAY) == 100
    assert next_milestone(History(), TODAY) == 10
    assert [it.words for it in milestones(history, TODAY)] == ["First week at goal", "10 sessions", "50 sessions"]


def _first_full(days: list[date]) -> date:
    """The third training day of the first week with three of them."""
    monday = min(day for day in days if day.weekday() == 0)
    early = [day for day in days if day < monday]
    return sorted(early)[2] if len(early) >= 3 else monday + timedelta(days=2)


def test_beyond_the_last_count_there_is_none() -> None:
    """Ten thousand sessions are a lot."""
    one = session(TODAY)
    assert next_milestone(History((one,) * 10_000), TODAY) is None


@pytest.mark.parametrize(("goal", "day"), [(2, 17), (4, 19), (6, None)])
def test_the_first_full_week_is_the_first_that_met_its_goal(goal: int, day: int | None) -> None:
    """Reached on the day that met it."""
    history = History(tuple(session(date(2026, 11, day)) for day in (16, 17, 18, 19)), (Goal(date(2026, 1, 1), goal),))
    assert milestones(history, TODAY) == ((Milestone(date(2026, 11, day)),) if day else ())


def test_what_a_session_has_reached() -> None:
    """A milestone or a best that was not there without it; neither the first time of an exercise nor as much again."""
    before = [_trained(YESTERDAY - timedelta(days=ago), ("squat", None, 10, 0)) for ago in range(9)]
    squats = _trained(TODAY, ("squat", None, 11, 0), ("stretch", None, 0, 30))
    history = History((*before, squats))
    assert reached_by(history, squats) == (Milestone(TODAY, 10), Best(BestKind.MOST_REPS, "squat", None, 11, TODAY))
    assert reached_by(history, before[0]) == ()
    again = _trained(TODAY, ("stretch", None, 0, 30), hour=9)
    assert reached_by(History((*history.sessions, again)), again) == ()


def test_the_day_that_meets_the_goal_completes_the_first_full_week() -> None:
    """Not the next one."""
    days = [session(date(2026, 11, day)) for day in (16, 18, 20, 21)]
    assert reached_by(History(tuple(days[:3])), days[2]) == (Milestone(date(2026, 11, 20)),)
    assert reached_by(History(tuple(days)), days[3]) == ()


SETS = st.builds(
    lambda name, number, side, reps, done, skipped: SetRecord(
        name,
        number,
        side,
        Status.SKIPPED if skipped else Status.DONE,
        Amount(10, None, 20.0) if reps else Amount(None, 30, 30.0),
        Amount(done, None, 20.0) if reps else Amount(None, done, 30.0),
    ),
    st.sampled_from(("squat", "stretch")),
    st.integers(1, 3),
    st.sampled_from((None, Side.LEFT, Side.RIGHT)),
    st.booleans(),
    st.integers(0, 40),
    st.integers(0, 4).map(lambda each: each == 0),
)


@given(st.lists(st.lists(SETS, min_size=1, max_size=5), min_size=1, max_size=6), st.data())
def test_what_was_done_of_a_set_before(days: list[list[SetRecord]], data: st.DataObject) -> None:
    """Against a search backwards: the last session with the exercise has the say, the best is of all before."""
    sessions = tuple(
        replace(session(TODAY - timedelta(days=20 - ago)), sets=tuple(sets)) for ago, sets in enumerate(days)
    )
    at = data.draw(st.integers(0, len(sessions) - 1))
    earlier = [[each for each in day.sets if each.status is not Status.SKIPPED] for day in sessions[:at]]

    def same(one: SetRecord, other: SetRecord) -> bool:
        return (one.exercise, one.side, one.planned.reps) == (other.exercise, other.side, other.planned.reps)

    def done(record: SetRecord) -> int:
        return record.done.reps or record.done.hold or 0

    expected = []
    for record in sessions[at].sets:
        latest = next((day for day in reversed(earlier) if any(it.exercise == record.exercise for it in day)), [])
        last = [done(it) for it in latest if same(it, record) and it.set == record.set]
        ever = [done(it) for day in earlier for it in day if same(it, record)]
        expected.append(SetBefore(last[-1] if last else None, max(ever, default=None)))
    assert list(sets_before(History(sessions), sessions[at])) == expected
    assert list(sets_before(History(sessions[:at]), sessions[at])) == expected, "one that is not in the history yet"

"""Training days, streaks, weeks and goals: the definitions, one example each."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dbs_tui.domain.history.history import DEFAULT_GOAL, Goal, History, Pause, WeekState
from dbs_tui.domain.training.exercise import Side
from dbs_tui.domain.training.session import Session
from tests.domain.builders import STRETCH, block, routine, session

TODAY = date(2026, 11, 22)
"""A Sunday: the last day of a week that starts on Monday, the first of one that starts on Sunday."""
MONDAY = date(2026, 11, 16)


def _ago(*days: int) -> History:
    """A history of one session that counts on each of the days before today."""
    return History(tuple(session(TODAY - timedelta(days=ago)) for ago in days))


def _weeks(*trained: int, pauses: tuple[Pause, ...] = (), goals: tuple[Goal, ...] = ()) -> History:
    """A history of weeks, the running one first, with so many training days each, from Monday on."""
    days = [MONDAY - timedelta(weeks=week) + timedelta(days=day) for week, n in enumerate(trained) for day in range(n)]
    return History(tuple(map(session, days)), goals, pauses)


def _pause(first: date, days: int) -> Pause:
    return Pause(first, first + timedelta(days=days - 1), "illness")


# -- sessions and training days


def test_sessions_stand_in_the_order_they_were_done() -> None:
    """Whatever order they come in; the id decides between two of the same moment."""
    early, late = session(TODAY, hour=6), session(TODAY, hour=20)
    twins = [replace(early, id=name) for name in ("b", "a")]
    assert [it.id for it in History((late, *twins)).sessions] == ["a", "b", late.id]
    assert History((late, early)).last == late
    assert History().last is None


def test_sessions_of_different_zones_stand_in_the_order_of_the_moments() -> None:
    """The local date never moves, the order follows the instant."""
    tokyo = replace(session(TODAY), id="t", started_at=datetime.fromisoformat("2026-11-22T08:00:00+09:00"))
    lisbon = replace(session(TODAY), id="l", started_at=datetime(2026, 11, 21, 23, 30, tzinfo=UTC))
    assert [it.id for it in History((lisbon, tokyo)).sessions] == ["t", "l"]


def test_a_training_day_is_a_date_on_which_one_session_counts() -> None:
    """Several a day are one day; a session of less than half its work makes none."""
    days = History((session(TODAY, hour=7), session(TODAY, hour=9), session(MONDAY, done=49.9)))
    assert days.training_days == {TODAY}
    with_another = History((*days.sessions, session(MONDAY, hour=9)))
    assert with_another.training_days == {MONDAY, TODAY}


def test_the_sessions_of_a_day_are_those_of_its_date_in_order() -> None:
    """Counted or not, oldest first; a day without any has none."""
    early, late, monday = session(TODAY, hour=7, done=10.0), session(TODAY, hour=18), session(MONDAY)
    history = History((late, monday, early))
    assert list(history.sessions_on(TODAY)) == [early, late]
    assert list(history.sessions_on(MONDAY)) == [monday]
    assert not history.sessions_on(TODAY + timedelta(days=1))


def test_seconds_of_a_day_are_those_of_all_its_sessions() -> None:
    """Counted or not, what was done that day is added up; a day without any is absent."""
    days = History((session(TODAY, hour=7, done=60.0), session(TODAY, hour=9, done=10.0), session(MONDAY, done=0.0)))
    assert days.seconds_by_day == {TODAY: 70.0, MONDAY: 0.0}


def _sided(day: date, *sides: Side | None) -> Session:
    done = session(day).sets[0]
    return replace(session(day), sets=tuple(replace(done, exercise=STRETCH.id, side=side) for side in sides))


@pytest.mark.parametrize(
    ("newest_first", "starts"),
    [
        ([], Side.LEFT),
        ([[None]], Side.LEFT),
        ([[Side.LEFT, Side.RIGHT]], Side.RIGHT),
        ([[None, Side.RIGHT, Side.LEFT]], Side.LEFT),
        ([[None], [Side.LEFT, Side.RIGHT], [Side.RIGHT, Side.LEFT]], Side.RIGHT),
        ([[], [Side.RIGHT, Side.LEFT]], Side.LEFT),
    ],
)
def test_the_side_that_starts_alternates(newest_first: list[list[Side | None]], starts: Side) -> None:
    """The other side than the one that started last; sessions without sides are passed over; left at the very first."""
    days = [TODAY - timedelta(days=ago) for ago in range(len(newest_first))]
    history = History(tuple(_sided(day, *sides) for day, sides in zip(days, newest_first, strict=True)))
    assert history.next_first_side() is starts


@pytest.mark.parametrize(("first", "starts"), [(None, Side.LEFT), (Side.LEFT, Side.RIGHT), (Side.RIGHT, Side.RIGHT)])
def test_a_side_that_the_routine_fixes_is_nobodys_turn(first: Side | None, starts: Side) -> None:
    """Yesterday's session began with the right because its routine says so: what counts is the one before it."""
    yesterday, before = _sided(TODAY - timedelta(days=1), Side.RIGHT), _sided(TODAY - timedelta(days=2), Side.LEFT)
    fixing = routine(replace(block(STRETCH), first_side=first), routine_id=yesterday.routine_id)
    history = History((replace(before, routine_id="another"), yesterday))
    assert history.next_first_side([fixing]) is starts


def test_how_often_a_routine_was_done() -> None:
    """Only sessions that count, only of that routine."""
    times = History((session(TODAY), session(MONDAY), session(MONDAY, hour=9, done=0.0), session(TODAY, hour=9)))
    assert times.times_done("full-10") == 3
    assert times.times_done("starter-5") == 0


def test_consistency_is_the_training_days_of_four_weeks() -> None:
    """Today and the 27 days before; neither the 28th before nor a day to come."""
    assert _ago(0, 27, 28, 40, -1).active_days(TODAY) == 2
    assert _ago(0, 1, 2).active_days(TODAY, days=2) == 2
    assert History().active_days(TODAY) == 0


# -- day streak


@pytest.mark.parametrize(
    ("ago", "streak", "best"),
    [
        ((), 0, 0),
        ((0,), 1, 1),
        ((1,), 1, 1),
        ((2,), 0, 1),
        ((0, 1, 2), 3, 3),
        ((1, 2, 3), 3, 3),
        ((0, 2, 3, 4), 1, 3),
        ((0, 1, 3, 4, 5), 2, 3),
        ((2, 3, 4), 0, 3),
        ((-1, 0, 1), 2, 2),
        ((-1,), 0, 0),
    ],
)
def test_the_day_streak(ago: tuple[int, ...], streak: int, best: int) -> None:
    """Consecutive days up to today or yesterday: today not yet done never breaks it, a day to come never counts."""
    assert _ago(*ago).day_streak(TODAY) == streak
    assert _ago(*ago).best_day_streak(TODAY) == best


@pytest.mark.parametrize(
    ("ago", "first_ago", "days", "streak"),
    [
        ((0, 4), 3, 3, 2),  # all three days between are paused
        ((0, 4), 2, 2, 1),  # one of them is not
        ((0, 4), 3, 2, 1),
        ((4,), 3, 3, 1),  # paused up to yesterday, today is not over
        ((4,), 3, 4, 1),  # paused today as well
        ((4,), 3, 2, 0),  # yesterday was neither paused nor trained
        ((0, 2, 4), 4, 5, 3),  # days trained during a pause are training days
        ((0, 60), 59, 59, 2),  # a long one
    ],
)
def test_a_pause_bridges_the_day_streak(ago: tuple[int, ...], first_ago: int, days: int, streak: int) -> None:
    """Paused days neither count nor break; every day between has to be one."""
    paused = replace(_ago(*ago), pauses=(_pause(TODAY - timedelta(days=first_ago), days),))
    assert paused.day_streak(TODAY) == streak


def test_two_pauses_can_bridge_together() -> None:
    """It does not matter which pause covers a day."""
    one, other = _pause(TODAY - timedelta(days=4), 2), _pause(TODAY - timedelta(days=2), 2)
    assert replace(_ago(0, 5), pauses=(one, other)).day_streak(TODAY) == 2
    assert replace(_ago(0, 5), pauses=(one,)).day_streak(TODAY) == 1


def test_the_days_of_a_pause() -> None:
    """From its first day to its last, both included; only dates are in it."""
    pause = _pause(MONDAY, 3)
    inside = [day for day in range(-1, 5) if MONDAY + timedelta(days=day) in pause]
    assert inside == [0, 1, 2]
    assert "2026-11-16" not in pause
    assert History(pauses=(pause,)).paused(MONDAY)
    assert not History(pauses=(pause,)).paused(TODAY)


@pytest.mark.parametrize(
    ("days", "today"),
    [
        ((date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1)), date(2024, 3, 1)),
        ((date(2023, 2, 27), date(2023, 2, 28), date(2023, 3, 1)), date(2023, 3, 1)),
        ((date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 1)), date(2027, 1, 2)),
        ((date(2026, 3, 28), date(2026, 3, 29), date(2026, 3, 30)), date(2026, 3, 30)),
    ],
)
def test_a_streak_runs_over_leap_days_year_ends_and_clock_changes(days: tuple[date, ...], today: date) -> None:
    """Dates follow each other whatever the calendar and the clocks do."""
    assert History(tuple(map(session, days))).day_streak(today) == 3


def test_a_session_stands_where_it_ended() -> None:
    """Begun on Monday and finished on Thursday, it is newer than that of Wednesday."""
    monday, wednesday = session(MONDAY), session(MONDAY + timedelta(days=2))
    finished = replace(monday, id="long", local_date=MONDAY + timedelta(days=3), ended_at=wednesday.ended_at + 2 * ONE)
    assert [one.id for one in History((finished, wednesday, monday)).sessions] == [monday.id, wednesday.id, "long"]


ONE = timedelta(hours=12)

# -- weeks


@pytest.mark.parametrize(
    ("starts", "day", "first"),
    [
        (0, MONDAY, MONDAY),
        (0, TODAY, MONDAY),
        (0, date(2026, 11, 23), date(2026, 11, 23)),
        (6, TODAY, TODAY),
        (6, date(2026, 11, 21), date(2026, 11, 15)),
        (6, MONDAY, date(2026, 11, 15)),
        (0, date(2027, 1, 1), date(2026, 12, 28)),
        (6, date(2027, 1, 1), date(2026, 12, 27)),
        (0, date(2024, 2, 29), date(2024, 2, 26)),
    ],
)
def test_the_week_of_a_day(starts: int, day: date, first: date) -> None:
    """Weeks start on Monday or on Sunday, over ends of years and leap days too."""
    assert History(week_starts=starts).week_of(day) == first


def test_a_week_and_what_is_left_of_it() -> None:
    """Its first and last day, its training days in order, and how many are still missing."""
    week = _weeks(2).week(TODAY, TODAY)
    assert (week.starts, week.ends) == (MONDAY, TODAY)
    assert week.trained == (MONDAY, MONDAY + timedelta(days=1))
    assert (week.days, week.goal, week.left) == (2, DEFAULT_GOAL, 1)
    assert _weeks(5).week(TODAY, TODAY).left == 0


@pytest.mark.parametrize(
    ("trained", "paused", "today", "state"),
    [
        (3, 0, TODAY, WeekState.MET),
        (4, 0, TODAY, WeekState.MET),
        (2, 0, TODAY, WeekState.IN_PROGRESS),
        (0, 0, TODAY, WeekState.IN_PROGRESS),
        (2, 0, TODAY + timedelta(days=1), WeekState.MISSED),
        (3, 0, TODAY + timedelta(days=1), WeekState.MET),
        (2, 3, TODAY + timedelta(days=1), WeekState.MISSED),
        (2, 4, TODAY + timedelta(days=1), WeekState.PAUSED),
        (2, 4, TODAY, WeekState.PAUSED),
        (3, 7, TODAY, WeekState.MET),
    ],
)
def test_the_state_of_a_week(trained: int, paused: int, today: date, state: WeekState) -> None:
    """Met by its goal; paused with more than 3 paused days unless met; missed only when it is over."""
    week = _weeks(trained, pauses=(_pause(MONDAY, paused),) if paused else ())
    assert week.week(MONDAY, today).state is state


@pytest.mark.parametrize(
    ("goal", "paused", "trained", "of_the_week", "state"),
    [
        (5, 3, (3, 4, 5, 6), 4, WeekState.MET),
        (5, 3, (3, 4, 5), 4, WeekState.MISSED),
        (7, 1, (1, 2, 3, 4, 5, 6), 6, WeekState.MET),
        (5, 2, (2, 3, 4, 5, 6), 5, WeekState.MET),
        (3, 4, (4, 5), 3, WeekState.PAUSED),
        (3, 5, (5, 6), 2, WeekState.MET),
        (3, 6, (6,), 1, WeekState.MET),
        (3, 7, (), 3, WeekState.PAUSED),
        (1, 7, (), 1, WeekState.PAUSED),
        (3, 7, (0, 1), 3, WeekState.PAUSED),
        (5, 3, (0, 1, 3, 4), 4, WeekState.MET),
    ],
)
def test_a_pause_makes_the_goal_of_a_week_smaller(
    goal: int, paused: int, trained: tuple[int, ...], of_the_week: int, state: WeekState
) -> None:
    """Never more days are wanted than are open; a week with no open day is neither met nor missed."""
    sessions = tuple(session(MONDAY + timedelta(days=n)) for n in trained)
    history = History(sessions, (Goal(MONDAY, goal),), (_pause(MONDAY, paused),))
    week = history.week(MONDAY, TODAY + timedelta(days=1))
    assert (week.goal, week.wanted or week.goal, week.state) == (of_the_week, goal, state)


def test_on_the_day_after_a_pause_the_week_can_still_be_met() -> None:
    """Goal 5, Monday to Wednesday paused: on Thursday four days are wanted, and four are open."""
    history = History(goals=(Goal(MONDAY, 5),), pauses=(_pause(MONDAY, 3),))
    thursday = MONDAY + timedelta(days=3)
    week = history.week(thursday, thursday)
    assert (week.left, week.open_days(thursday), week.on_plan(thursday)) == (4, 4, True)
    ahead = History(pauses=(_pause(MONDAY + timedelta(days=5), 2),)).week(MONDAY, thursday)
    assert (ahead.open_days(thursday), ahead.on_plan(thursday)) == (2, False)


def test_a_day_to_come_does_not_meet_a_goal() -> None:
    """A session dated after today, by mistake or by travel, waits for its day."""
    week = _weeks(3)
    assert week.week(MONDAY, MONDAY + timedelta(days=1)).state is WeekState.IN_PROGRESS
    assert week.week(MONDAY, MONDAY + timedelta(days=2)).state is WeekState.MET


def test_without_a_goal_it_is_three_days_a_week() -> None:
    """Also before the first goal that was set."""
    assert History().goal_on(TODAY) == 3
    assert History(goals=(Goal(TODAY, 5),)).goal_on(TODAY - timedelta(days=1)) == 3


def test_a_goal_holds_from_its_date_until_the_next() -> None:
    """In whatever order they come; of two of the same date, the one set later."""
    goals = (Goal(date(2026, 9, 1), 4), Goal(date(2026, 2, 1), 2), Goal(date(2026, 9, 1), 6))
    history = History(goals=goals)
    assert [history.goal_on(date(2026, month, 1)) for month in (1, 2, 8, 9, 11)] == [3, 2, 2, 6, 6]


def test_a_week_is_judged_by_the_goal_of_its_first_day() -> None:
    """A goal set on Wednesday holds from the next week on; one set on Monday for the whole week."""
    for first, goal in ((MONDAY, 5), (MONDAY + timedelta(days=2), 3)):
        week = _weeks(3, goals=(Goal(first, 5),)).week(TODAY, TODAY)
        assert week.goal == goal
        assert (week.state is WeekState.MET) is (goal == 3)


@pytest.mark.parametrize(
    ("trained", "streak", "best"),
    [
        ((), 0, 0),
        ((3,), 1, 1),
        ((2,), 0, 0),
        ((0, 3), 1, 1),
        ((2, 3, 4), 2, 2),
        ((3, 3, 4), 3, 3),
        ((3, 2, 3, 3), 1, 2),
        ((0, 0, 3, 3), 0, 2),
        ((0, 3, 0, 3, 3, 3), 1, 3),
    ],
)
def test_the_week_streak(trained: tuple[int, ...], streak: int, best: int) -> None:
    """Met weeks up to the last full one, and the running one once it is met; the running one never breaks it."""
    assert _weeks(*trained).week_streak(TODAY) == streak
    assert _weeks(*trained).best_week_streak(TODAY) == best


def test_a_paused_week_bridges_the_week_streak() -> None:
    """It neither counts nor breaks; met in spite of a pause, it counts."""
    last_week = MONDAY - timedelta(days=7)
    ill = (_pause(last_week, 4),)
    assert _weeks(3, 0, 3, pauses=ill).week_streak(TODAY) == 2
    assert _weeks(3, 0, 3, pauses=ill).best_week_streak(TODAY) == 2
    assert _weeks(3, 3, 3, pauses=ill).week_streak(TODAY) == 3
    assert _weeks(3, 0, 3, pauses=(_pause(last_week, 3),)).week_streak(TODAY) == 1


def test_changing_the_goal_does_not_rewrite_the_past() -> None:
    """Weeks that met the goal of their time stay met when more is wanted later."""
    more = (Goal(MONDAY, 6),)
    assert _weeks(3, 3, 3, goals=more).week_streak(TODAY) == 2
    assert _weeks(6, 3, 3, goals=more).week_streak(TODAY) == 3


def test_weeks_from_sunday_to_saturday() -> None:
    """The same three days are one week or two, by the day weeks start on."""
    three = _ago(0, 1, 2)
    assert three.week_streak(TODAY) == 1
    assert replace(three, week_starts=6).week_streak(TODAY) == 0


def test_only_sessions_to_come_are_no_streak() -> None:
    """A history that begins next month has no weeks yet."""
    future = _ago(-30, -31, -32)
    assert (future.week_streak(TODAY), future.best_week_streak(TODAY)) == (0, 0)


def test_a_history_of_days_alone_has_the_same_weeks_and_streaks() -> None:
    """What the one line of the desk asks for, without reading a session."""
    whole = _weeks(3, 4, 3, 1, pauses=(_pause(MONDAY - timedelta(weeks=3), 4),), goals=(Goal(MONDAY, 2),))
    bare = History.of_days(whole.training_days, whole.goals, whole.pauses, whole.week_starts)
    assert bare.sessions == ()
    assert bare.training_days == whole.training_days
    days = sorted(whole.training_days)
    assert [bare.week(day, TODAY) for day in days] == [whole.week(day, TODAY) for day in days]
    assert bare.week_streak(TODAY) == whole.week_streak(TODAY)

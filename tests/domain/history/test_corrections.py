"""Setting the record straight."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dbs_tui.domain.history.corrections import (
    AmendError,
    Backfill,
    Felt,
    backfilled,
    done_of,
    felt,
    goal_of,
    new_goal,
    new_pause,
    retimed,
    with_done,
)
from dbs_tui.domain.history.history import Goal, History, Pause
from dbs_tui.domain.training.exercise import Side
from dbs_tui.domain.training.session import BACKFILLED, Amount, Discomfort, Outcome, Session, SetRecord, Status
from tests.domain.builders import PRESS, STRETCH, WALK, block, routine, session

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
ROUTINE = routine(block(PRESS, reps=10), block(STRETCH), block(WALK))
MORNING = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def _trained() -> Session:
    """10 presses of 4 s, a stretch of 30 s a side, a minute of walking: all of it done."""
    return replace(backfilled(Backfill(ROUTINE, MORNING), "one", NOW), source=None)


# -- what was felt


def test_other_answers_and_another_note() -> None:
    """They replace those that are there, and the session says when it was edited."""
    said = Felt(7, Discomfort(1, 2, 3), "  Left hip stiff.  \r\n\nSlept badly ")
    after = felt(_trained(), said, NOW)
    assert Felt.of(after) == replace(said, note="Left hip stiff.\n\nSlept badly")
    assert (after.edited_at, replace(after, effort=None, discomfort=Discomfort(), note="", edited_at=None)) == (
        NOW,
        _trained(),
    )


def test_an_answer_can_be_taken_back() -> None:
    """Not asked is not 0."""
    rated = felt(_trained(), Felt(0, Discomfort(worst=4)), NOW)
    assert felt(rated, Felt(), NOW + timedelta(days=1)).discomfort == Discomfort()


def test_nothing_changed_is_no_edit() -> None:
    """Neither by the same answers nor by the same amounts."""
    one = _trained()
    assert felt(one, Felt.of(one), NOW) is one
    assert with_done(one, {0: 10, 1: 30}, NOW) is one


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (Felt(11), "effort: must be 0 to 10, not 11"),
        (Felt(-1), "effort: must be 0 to 10, not -1"),
        (Felt(discomfort=Discomfort(before=12)), "pain before: must be 0 to 10, not 12"),
        (Felt(discomfort=Discomfort(worst=99)), "pain at its worst: must be 0 to 10, not 99"),
        (Felt(discomfort=Discomfort(next_morning=-3)), "pain next morning: must be 0 to 10, not -3"),
        (Felt(note="x" * 2001), "note: must be 2000 characters at most, not 2001"),
        (Felt(note="a\x1b[2J"), "note: has a character that cannot be shown; type it again by hand"),
    ],
)
def test_an_answer_that_cannot_be(said: Felt, message: str) -> None:
    """One line says which, and what it must be."""
    with pytest.raises(AmendError) as caught:
        felt(_trained(), said, NOW)
    assert str(caught.value) == message


# -- what was done


@pytest.mark.parametrize(
    ("index", "amount", "status", "done"),
    [
        (0, 0, Status.SKIPPED, Amount(reps=0, seconds=0.0)),
        (0, 7, Status.PARTIAL, Amount(reps=7, seconds=28.0)),
        (0, 12, Status.DONE, Amount(reps=12, seconds=48.0)),
        (1, 20, Status.PARTIAL, Amount(hold=20, seconds=24.6)),
        (3, 45, Status.PARTIAL, Amount(seconds=45.0)),
    ],
)
def test_another_amount_of_a_set(index: int, amount: int, status: Status, done: Amount) -> None:
    """The status follows from it, the seconds from the tempo of the plan; the other sets stay."""
    after = with_done(_trained(), {index: amount}, NOW)
    changed = after.sets[index]
    assert (changed.status, changed.done, changed.planned) == (status, done, _trained().sets[index].planned)
    assert (done_of(changed), after.edited_at) == (amount, NOW)
    assert [one for at, one in enumerate(after.sets) if at != index] == [
        one for at, one in enumerate(_trained().sets) if at != index
    ]


def test_a_session_whose_sets_are_all_done_is_completed() -> None:
    """One that ended early stays so until then; one that was completed stays completed."""
    early = replace(with_done(_trained(), {0: 0, 1: 3}, NOW), outcome=Outcome.ENDED_EARLY)
    assert with_done(early, {0: 10}, NOW).outcome is Outcome.ENDED_EARLY
    assert with_done(early, {0: 10, 1: 30}, NOW).outcome is Outcome.COMPLETED
    assert with_done(_trained(), {0: 0}, NOW).outcome is Outcome.COMPLETED
    assert with_done(replace(_trained(), outcome=Outcome.ENDED_EARLY), {}, NOW).outcome is Outcome.ENDED_EARLY


def test_the_correction_decides_whether_the_day_counts() -> None:
    """Half of the planned work or more."""
    nothing = with_done(_trained(), dict.fromkeys(range(4), 0), NOW)
    assert not nothing.counts
    assert with_done(nothing, {0: 10, 1: 30, 2: 10}, NOW).counts


def test_a_set_without_a_plan_takes_seconds() -> None:
    """Nothing was planned of it: then the amount is its seconds."""
    odd = replace(_trained(), sets=(SetRecord("walk", 1, None, Status.DONE, Amount(), Amount()),))
    assert with_done(odd, {0: 5}, NOW).sets[0].done == Amount(seconds=5.0)


@pytest.mark.parametrize(
    ("done", "message"),
    [
        ({4: 1}, "set 5: this session has 4 sets"),
        ({-1: 1}, "set 0: this session has 4 sets"),
        ({0: 1000}, "set 1: must be 0 to 999 reps, not 1000"),
        ({0: -1}, "set 1: must be 0 to 999 reps, not -1"),
        ({1: 3601}, "set 2: must be 0 to 3600 s, not 3601"),
    ],
)
def test_an_amount_that_cannot_be(done: dict[int, int], message: str) -> None:
    """One line says which set, and what it must be."""
    with pytest.raises(AmendError) as caught:
        with_done(_trained(), done, NOW)
    assert str(caught.value) == message


def test_what_a_set_asks_for() -> None:
    """Reps, or seconds of a hold or of moving about."""
    assert [goal_of(record) for record in _trained().sets] == [10, 30, 30, 60]


# -- trained elsewhere


def test_a_session_trained_elsewhere() -> None:
    """Every set as planned, from the given side, over the time it took; it counts, and says that it was entered."""
    one = backfilled(Backfill(ROUTINE, MORNING, 12, Side.RIGHT, Felt(3, note="At the gym")), "new", NOW)
    assert (one.id, one.local_date, one.started_at, one.routine_id) == ("new", TODAY, MORNING, ROUTINE.id)
    assert (one.ended_at, one.active_seconds) == (MORNING + timedelta(minutes=12), 720.0)
    assert [record.side for record in one.sets] == [None, Side.RIGHT, Side.LEFT, None]
    assert {record.status for record in one.sets} == {Status.DONE}
    assert (one.source, one.edited_at, one.effort, one.note, one.counts) == (BACKFILLED, None, 3, "At the gym", True)


def test_it_takes_as_long_as_the_routine() -> None:
    """Unless another time is given."""
    one = backfilled(Backfill(ROUTINE, MORNING), "new", NOW)
    assert one.active_seconds == (one.ended_at - one.started_at).total_seconds() > 160


def test_its_day_is_that_of_its_end() -> None:
    """Over midnight it is the next day, unless days start later."""
    late = Backfill(ROUTINE, datetime(2026, 11, 20, 23, 55, tzinfo=UTC), 10)
    assert backfilled(late, "new", NOW).local_date == date(2026, 11, 21)
    assert backfilled(late, "new", NOW, day_starts_at=3).local_date == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("entered", "message"),
    [
        (Backfill(ROUTINE, MORNING, 0), "minutes: must be 1 to 600, not 0"),
        (Backfill(ROUTINE, MORNING, 601), "minutes: must be 1 to 600, not 601"),
        (Backfill(ROUTINE, NOW), "when: this is not over yet; enter it afterwards, or at an earlier time"),
        (Backfill(ROUTINE, datetime(1969, 12, 31, tzinfo=UTC)), "when: must be 1970-01-01 or later, not 1969-12-31"),
        (Backfill(ROUTINE, MORNING, felt=Felt(11)), "effort: must be 0 to 10, not 11"),
    ],
)
def test_a_session_that_cannot_have_been(entered: Backfill, message: str) -> None:
    """One line says what is wrong with it."""
    with pytest.raises(AmendError) as caught:
        backfilled(entered, "new", NOW)
    assert str(caught.value) == message


# -- pauses and goals


def test_a_pause_may_begin_two_weeks_back() -> None:
    """Its reason is kept without blanks around it, and it may last into the future."""
    first, last = TODAY - timedelta(days=14), TODAY + timedelta(days=30)
    assert new_pause(first, last, " illness ", TODAY) == Pause(first, last, "illness")
    ill = History((session(first - timedelta(days=1)),), pauses=(new_pause(first, TODAY, "illness", TODAY),))
    assert ill.day_streak(TODAY) == 1


@pytest.mark.parametrize(
    ("first", "last", "reason", "message"),
    [
        (0, -1, "illness", "to: must be 2026-11-22 or later, not 2026-11-21"),
        (-15, 0, "illness", "from: must be 2026-11-08 or later: a pause is entered up to 14 days back"),
        (0, 367, "illness", "to: must be within a year, not 2027-11-24"),
        (400, 401, "travel", "to: must be within a year, not 2027-12-28"),
        (0, 0, "  ", "reason: must be 1 to 80 characters, such as illness or travel"),
        (0, 0, "x" * 81, "reason: must be 1 to 80 characters, such as illness or travel"),
        (0, 0, "ill\nness", "reason: must be 1 to 80 characters, such as illness or travel"),
    ],
)
def test_a_pause_that_cannot_be(first: int, last: int, reason: str, message: str) -> None:
    """One line says what it must be."""
    with pytest.raises(AmendError) as caught:
        new_pause(TODAY + timedelta(days=first), TODAY + timedelta(days=last), reason, TODAY)
    assert str(caught.value) == message


def test_a_goal_holds_from_today() -> None:
    """From 1 to 7 days a week; the week that runs keeps its own, unless it begins today."""
    assert new_goal(5, TODAY) == Goal(TODAY, 5)
    assert History(goals=(new_goal(5, TODAY),)).week(TODAY, TODAY).goal == 3
    for days in (0, 8):
        with pytest.raises(AmendError, match="goal: must be 1 to 7 days a week"):
            new_goal(days, TODAY)


# -- another day, time, length


def test_a_session_is_moved_to_another_time_and_length() -> None:
    """Its end and its day follow, pauses and sets stay; nothing changed is no edit."""
    one = replace(_trained(), paused_seconds=30.0, ended_at=_trained().ended_at + timedelta(seconds=30))
    assert retimed(one, one.started_at, one.active_seconds, NOW) is one
    late = datetime(2026, 11, 20, 23, 58, tzinfo=UTC)
    moved = retimed(one, late, 600.0, NOW)
    assert (moved.started_at, moved.ended_at) == (late, late + timedelta(seconds=630))
    assert (moved.local_date, moved.edited_at) == (date(2026, 11, 21), NOW)
    assert retimed(one, late, 600.0, NOW, 3).local_date == date(2026, 11, 20)
    assert (moved.sets, moved.paused_seconds) == (one.sets, 30.0)


@pytest.mark.parametrize(
    ("begun", "seconds", "message"),
    [
        (MORNING, 0.0, "length: must be more than 0:00 and 10 hours at most"),
        (MORNING, 36_001.0, "length: must be more than 0:00 and 10 hours at most"),
        (NOW, 60.0, "when: this is not over yet; write an earlier day or time"),
        (datetime(1969, 5, 1, tzinfo=UTC), 60.0, "when: must be 1970-01-01 or later, not 1969-05-01"),
    ],
)
def test_a_time_that_cannot_be(begun: datetime, seconds: float, message: str) -> None:
    """With what it must be."""
    with pytest.raises(AmendError) as error:
        retimed(_trained(), begun, seconds, NOW)
    assert str(error.value) == message


def test_the_dates_of_an_old_pause_can_be_changed() -> None:
    """It may begin when it began, however long ago, and no earlier."""
    old = Pause(TODAY - timedelta(days=90), TODAY - timedelta(days=80), "illness")
    assert new_pause(old.first, TODAY, "illness", TODAY, old).last == TODAY
    with pytest.raises(AmendError, match=f"from: must be {old.first} or later"):
        new_pause(old.first - timedelta(days=1), TODAY, "illness", TODAY, old)

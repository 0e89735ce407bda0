"""What was really done: planned beside done, statuses, what counts, dates, and sessions that were interrupted."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dbs_tui.domain.common.dates import training_date
from dbs_tui.domain.training.exercise import Side
from dbs_tui.domain.training.player import Attempt, Player, State
from dbs_tui.domain.training.routine import Routine
from dbs_tui.domain.training.session import (
    BACKFILLED,
    RATING,
    Amount,
    Completion,
    Discomfort,
    Outcome,
    PainSide,
    Session,
    SetRecord,
    Status,
)
from dbs_tui.domain.training.session_record import SessionContext, Unfinished, record
from dbs_tui.domain.training.timeline import SECOND, timeline
from tests.domain.builders import PRESS, STRETCH, WALK, block, player, session, watched
from tests.domain.strategies import SIDES, routines

CET = timezone(timedelta(hours=1))
BEGAN = datetime(2026, 11, 22, 8, 23, tzinfo=CET)
ENDED = datetime(2026, 11, 22, 8, 28, 14, tzinfo=CET)
ORIGIN = SessionContext("0f8a", BEGAN, discomfort_before=1)
DAY = date(2026, 11, 22)


def _record(of: Player) -> Session:
    return record(of, ORIGIN, ENDED)


def _sets(of: Player) -> list[tuple[str, int, Side | None, str]]:
    return [(done.exercise, done.set, done.side, str(done.status)) for done in _record(of).sets]


def _all_kinds() -> Player:
    """Two presses, one stretch a side, a walk: work at 5-13 s, 23-60 s, 65-102 s, 112-172 s."""
    return player(block(PRESS, reps=2), block(STRETCH), block(WALK)).start(0)


# -- a record of a workout


def test_a_whole_workout() -> None:
    """Everything that was planned was done, set by set and side by side, with the figures of both."""
    done = _record(watched(_all_kinds(), 200))
    assert done.outcome is Outcome.COMPLETED
    assert (done.active_seconds, done.paused_seconds) == (172.0, 0.0)
    press, stretch, walk = Amount(reps=2, seconds=8.0), Amount(hold=30, seconds=37.0), Amount(seconds=60.0)
    assert done.sets == (
        SetRecord("press", 1, None, Status.DONE, press, press),
        SetRecord("stretch", 1, Side.LEFT, Status.DONE, stretch, stretch),
        SetRecord("stretch", 1, Side.RIGHT, Status.DONE, stretch, stretch),
        SetRecord("walk", 1, None, Status.DONE, walk, walk),
    )
    assert done.counts


def test_where_and_when_it_was() -> None:
    """Id, times, the routine's names and the first answer come from outside; what was not asked is None, not 0."""
    done = _record(watched(_all_kinds(), 200))
    assert (done.id, done.started_at, done.ended_at, done.local_date) == ("0f8a", BEGAN, ENDED, DAY)
    assert (done.routine_id, done.routine_name) == ("test", "Test")
    assert (done.discomfort, done.effort, done.note, done.source) == (Discomfort(before=1), None, "", None)


def test_a_set_that_was_never_reached_is_skipped() -> None:
    """Ending early leaves the sets that come as skipped, with nothing done, and says so of the whole."""
    ended = watched(_all_kinds(), 15).finish(15 * SECOND)
    assert _sets(ended) == [
        ("press", 1, None, "done"),
        ("stretch", 1, Side.LEFT, "skipped"),
        ("stretch", 1, Side.RIGHT, "skipped"),
        ("walk", 1, None, "skipped"),
    ]
    done = _record(ended)
    assert done.outcome is Outcome.ENDED_EARLY
    assert done.sets[1].planned == Amount(hold=30, seconds=37.0)
    assert done.sets[1].done == Amount(hold=0, seconds=0.0)


@pytest.mark.parametrize(
    ("seconds", "status", "done"),
    [
        (5, Status.SKIPPED, Amount(reps=0, seconds=0.0)),
        (8.9, Status.SKIPPED, Amount(reps=0, seconds=3.9)),
        (9, Status.PARTIAL, Amount(reps=1, seconds=4.0)),
        (12.9, Status.PARTIAL, Amount(reps=1, seconds=7.9)),
    ],
)
def test_a_set_that_was_left_is_partial_or_skipped(seconds: float, status: Status, done: Amount) -> None:
    """A set with a whole rep done is partial; with none it is skipped, and its seconds stay on record."""
    left = watched(_all_kinds(), seconds, 0.1).skip(round(seconds * SECOND))
    first = _record(left).sets[0]
    assert (first.status, first.done) == (status, done)


def test_the_status_is_read_off_the_figures() -> None:
    """Said to be done in the last rep, a set is done; in the first of two, partial: the key does not decide."""
    assert _record(watched(_all_kinds(), 10).done(10 * SECOND)).sets[0].status is Status.DONE
    assert _record(watched(_all_kinds(), 6).done(6 * SECOND)).sets[0].status is Status.PARTIAL


def test_one_side_can_be_done_and_the_other_not() -> None:
    """Sides are recorded apart."""
    one_side = watched(_all_kinds(), 70).skip(70 * SECOND)
    assert [status for *_, status in _sets(one_side)] == ["done", "done", "partial", "skipped"]
    assert _record(one_side).sets[2].done == Amount(hold=1, seconds=5.0)


def test_a_longer_hold_does_not_change_the_plan() -> None:
    """35 s held of 30 planned are done, and the session is not credited with more than was planned."""
    held = watched(watched(_all_kinds(), 30).adjust(30 * SECOND, 5 * SECOND), 66)
    left = _record(held).sets[1]
    assert left.planned == Amount(hold=30, seconds=37.0)
    assert (left.done, left.status) == (Amount(hold=35, seconds=42.0), Status.DONE)
    assert _record(held).done_seconds == 8 + 37


def test_a_set_at_ones_own_pace_has_its_real_seconds() -> None:
    """Two presses that took 20 s of 8 planned are done; the session is credited with the plan, and no more."""
    waiting = watched(player(block(PRESS, reps=2), block(WALK), own_pace=True).start(0), 25)
    left = _record(waiting.done(25 * SECOND))
    assert left.sets[0].planned == Amount(reps=2, seconds=8.0)
    assert (left.sets[0].done, left.sets[0].status) == (Amount(reps=2, seconds=20.0), Status.DONE)
    assert (left.done_seconds, left.active_seconds) == (8.0, 25.0)
    assert _record(waiting) == left


def test_a_shorter_hold_is_partial() -> None:
    """25 s held of 30 planned are not the whole set."""
    held = watched(watched(_all_kinds(), 30).adjust(30 * SECOND, -5 * SECOND), 56)
    assert _record(held).sets[1].status is Status.PARTIAL
    assert _record(held).sets[1].done == Amount(hold=25, seconds=32.0)


def test_the_running_set_is_part_of_the_record() -> None:
    """A record made in the middle of a set, to be kept for bad luck, has what was done of it by then."""
    running = watched(_all_kinds(), 10.5)
    assert running.state is State.RUNNING
    assert _record(running).sets[0].done == Amount(reps=1, seconds=5.5)
    assert _record(running).outcome is Outcome.ENDED_EARLY
    assert _record(running) == _record(running.finish(running.seen))


@pytest.mark.parametrize(("seconds", "recorded"), [(59.96, 59.9), (0.99, 0.9), (30.0, 30.0), (0.05, 0.0)])
def test_seconds_are_never_rounded_up(seconds: float, recorded: float) -> None:
    """A walk that was left 40 ms before its end is neither done nor 60.0 s long."""
    walking = watched(player(block(WALK)).start(0), 5)
    left = watched(walking, 5 + seconds).skip(round((5 + seconds) * SECOND))
    done = _record(left).sets[0]
    assert done.done.seconds == recorded
    assert done.status is (Status.PARTIAL if recorded >= 1 else Status.SKIPPED)


def test_pauses_are_counted_apart() -> None:
    """Active and paused seconds add up to the time from start to end."""
    paused = watched(_all_kinds(), 10).pause(10 * SECOND).resume(21_500_000_000)
    done = _record(watched(paused, 200))
    assert (done.active_seconds, done.paused_seconds) == (172.0, 11.5)


@given(routines(), SIDES, st.lists(st.tuples(st.sampled_from(("skip", "done", "look")), st.floats(0, 9)), max_size=30))
@settings(max_examples=100, deadline=None)
def test_a_record_is_true_to_the_plan(planned: Routine, first: Side, keys: list[tuple[str, float]]) -> None:
    """One record a set and side, in order; planned as planned; the status follows from the figures alone."""
    line = timeline(planned, first)
    of = Player(line).start(0)
    for key, seconds in keys:
        of = watched(of, of.seen / SECOND + seconds)
        of = {"skip": of.skip, "done": of.done, "look": of.advance}[key](of.seen)
    done = _record(of)
    work = [step for step in line.steps if step.is_work]
    assert [(it.exercise, it.set, it.side) for it in done.sets] == [(s.block.exercise.id, s.set, s.side) for s in work]
    assert done.planned_seconds == sum(step.length for step in work) / SECOND
    assert done.done_seconds <= done.planned_seconds
    for it in done.sets:
        have, want = (it.done.reps, it.planned.reps) if it.planned.reps else (it.done.hold, it.planned.hold)
        if want is None:  # movement has only seconds, whole ones count
            have, want = int(it.done.seconds), int(it.planned.seconds)
        assert have is not None
        assert it.status is (Status.DONE if have >= want else Status.PARTIAL if have else Status.SKIPPED)


# -- what counts


@pytest.mark.parametrize(
    ("planned", "done", "counts"),
    [(100.0, 50.0, True), (100.0, 49.9, False), (37.0, 18.5, True), (37.0, 18.4, False), (100.0, 100.0, True)],
)
def test_a_session_counts_from_half_its_work_up(planned: float, done: float, counts: bool) -> None:
    """Exactly half of the planned seconds is enough, a tenth of a second less is not."""
    assert session(DAY, planned=planned, done=done).counts is counts


def test_half_is_half_even_in_tenths() -> None:
    """Ten sets of 0.1 s are 1 s, though floating point may add them up to less."""
    tenth = SetRecord("walk", 1, None, Status.PARTIAL, Amount(seconds=0.2), Amount(seconds=0.1))
    ten = replace(session(DAY), sets=(tenth,) * 10)
    assert (ten.done_seconds, ten.planned_seconds, ten.counts) == (1.0, 2.0, True)


def test_too_much_of_one_set_does_not_make_up_for_another() -> None:
    """A long walk is not the strength that was skipped: each set counts up to its plan."""
    walked = SetRecord("walk", 1, None, Status.DONE, Amount(seconds=60.0), Amount(seconds=120.0))
    skipped = SetRecord("squat", 1, None, Status.SKIPPED, Amount(reps=12, seconds=72.0), Amount(reps=0))
    uneven = replace(session(DAY), sets=(walked, skipped))
    assert uneven.done_seconds == 60.0
    assert not uneven.counts


@pytest.mark.parametrize(("status", "worth"), [(Status.DONE, 40.0), (Status.PARTIAL, 15.0), (Status.SKIPPED, 15.0)])
def test_a_set_that_is_done_is_worth_its_plan_however_fast(status: Status, worth: float) -> None:
    """Ten reps in 15 s instead of 40 are ten reps; of a set that is not done only the seconds worked count."""
    amount = Amount(reps=10, seconds=40.0)
    fast = SetRecord("press", 1, None, status, amount, replace(amount, seconds=15.0))
    whole = replace(session(DAY), sets=(fast,))
    assert fast.worth == whole.done_seconds == worth
    assert whole.counts is (status is Status.DONE)


def test_a_workout_of_fast_sets_counts() -> None:
    """Both presses done in their last rep by the key: 5 of 8 s on the clock, and the plan is fulfilled."""
    fast = _record(watched(player(block(PRESS, reps=2), block(WALK)).start(0), 10).done(10 * SECOND))
    assert (fast.sets[0].status, fast.sets[0].done) == (Status.DONE, Amount(reps=2, seconds=5.0))
    assert fast.done_seconds == 8.0


def test_a_session_without_sets_counts_only_when_it_was_entered_by_hand() -> None:
    """Nothing planned is nothing done; a backfilled session is taken at its word."""
    empty = replace(session(DAY), sets=())
    assert not empty.counts
    assert replace(empty, source=BACKFILLED).counts
    assert not replace(empty, source="imported").counts


@pytest.mark.parametrize("source", [None, BACKFILLED, "imported"])
@pytest.mark.parametrize(
    ("done", "completion"),
    [
        (0.0, Completion.NOT_COUNTED),
        (49.9, Completion.NOT_COUNTED),
        (50.0, Completion.PARTLY),
        (99.9, Completion.PARTLY),
        (100.0, Completion.COMPLETED),
        (120.0, Completion.COMPLETED),
    ],
)
def test_wherever_a_session_comes_from_the_same_figures_count(
    source: str | None, done: float, completion: Completion
) -> None:
    """One that was entered by hand is all done as it is entered; corrected to less, it is what it says."""
    one = session(DAY, done=done, source=source)
    assert (one.completion, one.counts) == (completion, completion is not Completion.NOT_COUNTED)


# -- answers


def test_answers_after_the_session() -> None:
    """Effort and worst discomfort are added; the answer from before stays."""
    rated = _record(watched(_all_kinds(), 200)).rated(6, 3)
    assert (rated.effort, rated.discomfort) == (6, Discomfort(before=1, worst=3))


def test_a_question_that_was_not_answered_changes_nothing() -> None:
    """None leaves what was said before; 0 is an answer."""
    rated = session(DAY).rated(6, 3)
    assert rated.rated(None, None) == rated
    assert rated.rated(0, 0).effort == 0
    assert rated.rated(0, 0).discomfort.worst == 0
    assert (min(RATING), max(RATING)) == (0, 10)


# -- the date


@pytest.mark.parametrize(
    ("moment", "starts_at", "day"),
    [
        (datetime(2026, 11, 22, 0, 0, tzinfo=UTC), 0, DAY),
        (datetime(2026, 11, 21, 23, 59, tzinfo=UTC), 0, date(2026, 11, 21)),
        (datetime(2026, 11, 22, 2, 59, tzinfo=UTC), 3, date(2026, 11, 21)),
        (datetime(2026, 11, 22, 3, 0, tzinfo=UTC), 3, DAY),
        (datetime(2026, 1, 1, 0, 30, tzinfo=CET), 6, date(2025, 12, 31)),
        (datetime(2024, 3, 1, 5, 59, tzinfo=CET), 6, date(2024, 2, 29)),
        (datetime(2026, 11, 22, 0, 30, tzinfo=timezone(timedelta(hours=14))), 0, DAY),
    ],
)
def test_the_day_a_moment_belongs_to(moment: datetime, starts_at: int, day: date) -> None:
    """The date where the user stands; with a later start of the day, the small hours belong to the day before."""
    assert training_date(moment, starts_at) == day


def test_a_session_over_midnight_belongs_to_the_day_it_ended() -> None:
    """Begun at 23:58 and ended at 0:04, it is of the new day, or of the old one if days start at 4."""
    ended = datetime(2026, 11, 23, 0, 4, tzinfo=CET)
    over = watched(_all_kinds(), 200)
    assert record(over, ORIGIN, ended).local_date == date(2026, 11, 23)
    assert record(over, ORIGIN, ended, day_starts_at=4).local_date == date(2026, 11, 22)


# -- interrupted


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(("run", "pause", "gap")), st.integers(1, 40_000)), max_size=12))
def test_a_session_ended_when_it_was_last_worked_on(parts: list[tuple[str, int]]) -> None:
    """Whatever pauses, sleep and a night before the answer follow: counted by hand, second by second."""
    now, worked, start = 0, 0, datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
    of = player(block(STRETCH), block(WALK)).start(0)
    for what, seconds in parts:
        if what == "run":
            of = of.resume(now * SECOND)
            for _ in range(min(seconds, 20)):
                now += 1
                of = of.advance(now * SECOND)
                worked = worked if of.finished else now
        else:
            of = of.pause(now * SECOND) if what == "pause" else of
            now += max(3, seconds)
            of = of.advance(now * SECOND)
    found = record(of, SessionContext("id", start), start + timedelta(seconds=of.seen // SECOND))
    assert abs((found.ended_at - start).total_seconds() - worked) <= 1
    assert found.local_date == found.ended_at.date()


def test_what_is_interrupted_in_the_evening_and_saved_in_the_morning_is_of_the_evening() -> None:
    """Also when it was opened again meanwhile and nothing more was done; with more, it is of the day of that."""
    evening, morning = datetime(2026, 11, 22, 22, 0, tzinfo=UTC), datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
    left = watched(_all_kinds(), 80).pause(80 * SECOND)
    kept = Unfinished.of(left, SessionContext("id", evening), Side.LEFT, evening + timedelta(seconds=80))
    night = left.advance((80 + 9 * 3600) * SECOND)
    assert record(night, SessionContext("id", evening), evening + timedelta(seconds=80 + 9 * 3600)).ended_at == (
        evening + timedelta(seconds=80)
    )
    again = SessionContext("id", evening, None, kept.session)
    opened = kept.player().start(0).pause(0).advance(5 * SECOND).finish(5 * SECOND)
    assert record(opened, again, morning).ended_at == kept.session.ended_at
    gone_on = watched(kept.player().start(0), 10)
    assert record(gone_on, again, morning).local_date == morning.date()


def test_nothing_ends_before_it_began() -> None:
    """By a clock that was set back it ended when it began."""
    start = datetime(2026, 11, 22, 22, 0, tzinfo=UTC)
    assert record(watched(_all_kinds(), 10), SessionContext("id", start), start - timedelta(hours=1)).ended_at == start


def _interrupted(of: Player) -> Unfinished:
    return Unfinished.of(of, ORIGIN, Side.LEFT, ENDED)


def test_an_interrupted_session_goes_on_at_the_start_of_its_step() -> None:
    """What was done before stays done; the interrupted step starts over; time so far is kept."""
    before = watched(_all_kinds(), 10).pause(10 * SECOND).resume(14 * SECOND)
    ended = watched(before, 80).finish(80 * SECOND)
    again = _interrupted(ended).player()
    assert (again.state, again.index, again.elapsed) == (State.READY, ended.index, 0)
    assert (again.active, again.paused) == (76 * SECOND, 4 * SECOND)
    assert again.attempts == {1: Attempt(8 * SECOND, 2), 3: Attempt(37 * SECOND, 30), 5: Attempt(11 * SECOND, 7)}


@pytest.mark.parametrize("own_pace", [False, True])
def test_a_resumed_session_has_the_pace_that_is_set_now(own_pace: bool) -> None:
    """Whether its sets wait is a setting of the day, not of the interrupted session."""
    unfinished = _interrupted(watched(_all_kinds(), 10))
    assert unfinished.player(own_pace).own_pace is own_pace


def test_a_resumed_session_ends_as_one() -> None:
    """Gone on with a day later, it is complete, with the time of both parts."""
    ended = watched(_all_kinds(), 80).finish(80 * SECOND)
    again = _interrupted(ended).player().start(10**15)
    done = _record(watched(again, 10**6 + 200))
    assert done.outcome is Outcome.COMPLETED
    assert {it.status for it in done.sets} == {Status.DONE}
    assert done.active_seconds == 80 + 37 + 10 + 60


def test_a_step_that_was_stretched_stays_so() -> None:
    """Whoever gave a hold 10 s more, took 5 s of a rest or walked on for longer finds it so after an interruption."""
    player = watched(_all_kinds(), 10)
    lengths = [step.length for step in player.timeline.steps]
    player = player.adjust(player.seen, 10 * SECOND).skip(player.seen).adjust(player.seen, -5 * SECOND)
    unfinished = _interrupted(player)
    again = unfinished.player()
    changed = [step.length - length for step, length in zip(again.timeline.steps, lengths, strict=True)]
    assert changed[1:3] == [10 * SECOND, -5 * SECOND]
    assert not any(changed[3:])
    assert again.timeline == player.timeline
    assert _interrupted(again) == replace(unfinished, attempts=again.attempts, session=_record(again))


def test_a_stretched_step_that_the_routine_does_not_have_is_left_out() -> None:
    """A record that tells of step 99 gives the same player as one that does not."""
    unfinished = _interrupted(watched(_all_kinds(), 10))
    assert replace(unfinished, lengths={99: SECOND}).player() == unfinished.player()


def test_a_set_that_only_waits_to_be_told_is_over() -> None:
    """Left while it waited at the user's own pace, with all its reps done, the session goes on after it."""
    waits = watched(replace(_all_kinds(), own_pace=True), 30)
    assert (waits.index, waits.waiting) == (1, True)
    unfinished = _interrupted(waits.pause(waits.seen))
    assert unfinished.player(own_pace=True).index == 2
    assert unfinished.session.sets[0].status is Status.DONE


@pytest.mark.parametrize(("seconds", "nothing"), [(3, True), (8, True), (9, False), (20, False)])
def test_nothing_is_done_before_the_first_rep(seconds: int, nothing: bool) -> None:
    """Three seconds of a rep of four are no rep: there is nothing to save, keep or ask about."""
    session = _record(watched(_all_kinds(), seconds))
    assert session.nothing_done is nothing
    assert session.sets_with(Status.SKIPPED) == len(session.sets) - (not nothing)


def test_what_was_done_before_the_interruption_is_never_lost() -> None:
    """Resumed and left at once, the interrupted set still has what was done of it the first time."""
    ended = watched(_all_kinds(), 80).finish(80 * SECOND)
    unfinished = _interrupted(ended)
    again = unfinished.player().start(0).finish(0)
    assert _record(again).sets == unfinished.session.sets


def test_only_a_known_routine_can_be_resumed() -> None:
    """Without its blocks what was done can be saved, but there is nothing to go on with."""
    unfinished = _interrupted(watched(_all_kinds(), 80))
    assert unfinished.can_resume
    assert not replace(unfinished, routine=replace(unfinished.routine, blocks=())).can_resume


def test_a_step_beyond_the_last_is_the_last() -> None:
    """A record that points past the end resumes at the last step."""
    over = watched(_all_kinds(), 200)
    again = _interrupted(over).player()
    assert again.index == len(over.timeline.steps) - 1
    assert not again.finished


def test_the_name_of_a_session_can_only_be_read() -> None:
    """Whatever an imported record says; what is kept of it stays as it is."""
    hostile = replace(session(date(2026, 11, 22)), routine_name="\x1b[2J\u202ename")
    assert hostile.name == "\N{REPLACEMENT CHARACTER}[2J\N{REPLACEMENT CHARACTER}name"
    assert hostile.routine_name == "\x1b[2J\u202ename"


def test_a_side_is_said_in_words() -> None:
    """Of the pain: one of the two, or both."""
    assert [side.words for side in PainSide] == ["left", "right", "both sides"]

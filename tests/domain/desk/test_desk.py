"""The desk timer: sits, calls, breaks, gaps nobody saw, and what the user can ask of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dbs_tui.content.loader import catalogue
from dbs_tui.domain.desk import transitions
from dbs_tui.domain.desk.actions import asks
from dbs_tui.domain.desk.break_plan import break_routine, break_words, in_a_sentence, only_moves
from dbs_tui.domain.desk.day import BreakOutcome, DeskDay, Event, Sit
from dbs_tui.domain.desk.desk import MINUTE, SECOND, ClockSample, Desk, Mute, Phase, Plan, There, every_on
from dbs_tui.domain.desk.hours import hours
from dbs_tui.domain.training.timeline import timeline
from tests.domain.builders import PRESS, block, routine

MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PLAN = Plan()
DAY = MORNING.date()


def at(minutes: float, asleep: float = 0, set_forward: float = 0) -> ClockSample:
    """A reading so many minutes after nine, of which the machine slept some and the wall clock was set by some."""
    now = 1_000_000 * SECOND + round(minutes * MINUTE)
    return ClockSample(MORNING + timedelta(minutes=minutes + set_forward), now, now - round(asleep * MINUTE))


def on(plan: Plan = PLAN) -> Desk:
    """The timer at nine."""
    return transitions.looked(transitions.turned_on(Desk(), at(0), DAY), at(0), plan, DAY)


def seen(desk: Desk, first: int, last: int, plan: Plan = PLAN, there: There | None = None) -> Desk:
    """Looks every minute, the last one included."""
    for minute in range(first, last + 1):
        desk = transitions.looked(desk, at(minute), plan, DAY, there)
    return desk


def called() -> Desk:
    """A call after 45 minutes."""
    return seen(on(), 1, 45)


def kinds(desk: Desk) -> list[str]:
    """What happened, in its order."""
    return [event.kind.value for event in desk.today.events]


def test_a_call_comes_once_after_the_time_of_sitting() -> None:
    """Not before, and not again until as much time has passed; what was not answered by then was ignored."""
    assert kinds(seen(on(), 1, 44)) == []
    desk = called()
    assert (desk.phase, kinds(desk), desk.left(at(45).now)) == (Phase.CALLING, ["prompted"], 0)
    assert kinds(seen(desk, 46, 89)) == ["prompted"]
    assert kinds(seen(desk, 46, 90)) == ["prompted", "ignored", "prompted"]


@pytest.mark.parametrize(
    ("minutes", "events", "since"),
    [(1.4, ["prompted"], 0), (1.5, ["prompted", "taken"], 46.5), (3, ["prompted", "taken"], 48)],
)
def test_a_break_under_half_its_length_is_none(minutes: float, events: list[str], since: float) -> None:
    """Then the sit goes on, and the call is still there."""
    desk = transitions.stood_up(called(), at(45), PLAN.length)
    assert desk.phase is Phase.UP
    back = transitions.sat_down(desk, at(45 + minutes), PLAN)
    assert kinds(back) == events
    assert back.sat(at(50).now) == round((50 - since) * MINUTE)
    assert (back.called is None) is (len(events) == 2)


def test_a_break_ends_by_itself() -> None:
    """At its length, with the sit after it counted from there."""
    desk = seen(transitions.stood_up(called(), at(45), PLAN.length), 46, 50)
    assert desk.today.events[-1] == Event(at(45).wall, BreakOutcome.TAKEN, 180)
    assert desk.today.sits == (Sit(MORNING, 45 * 60),)
    assert desk.sat(at(50).now) == 2 * MINUTE
    assert desk.break_left(at(50).now) is None


def test_what_is_left_of_a_break() -> None:
    """Known where it has a length; a workout knows its own."""
    desk = transitions.stood_up(called(), at(45), PLAN.length)
    assert desk.break_left(at(46).now) == 2 * MINUTE
    assert transitions.stood_up(called(), at(45), None).break_left(at(46).now) is None
    assert transitions.stood_up(desk, at(46), None) == desk


def test_a_workout_says_itself_how_much_of_it_was_done() -> None:
    """Half of it is a break; a workout that is gone without a word is none."""
    desk = seen(transitions.stood_up(called(), at(45), None), 46, 55, there=There(training=True))
    assert desk.phase is Phase.UP
    assert kinds(transitions.sat_down(desk, at(55), PLAN, 59, 120)) == ["prompted"]
    assert kinds(transitions.sat_down(desk, at(55), PLAN, 60, 120)) == ["prompted", "taken"]
    gone = seen(desk, 56, 60)
    assert (gone.phase, kinds(gone)) == (Phase.CALLING, ["prompted"])


def test_sitting_down_without_a_break_changes_nothing() -> None:
    """Nor does anything asked of a timer that is off."""
    desk = called()
    assert transitions.sat_down(desk, at(46), PLAN) == desk
    off = Desk()
    assert transitions.stood_up(off, at(0), None) == off
    assert transitions.was_up(off, at(0), PLAN) == off
    assert transitions.looked(off, at(0), PLAN, DAY) == off
    assert transitions.snoozed(off, at(0)) == off
    assert transitions.skipped(off, at(0), PLAN) == off


def test_a_snooze_is_no_skip() -> None:
    """The same call comes back after five minutes, twice at most; it was called for once."""
    desk = transitions.snoozed(called(), at(45))
    assert desk.phase is Phase.SITTING
    desk = seen(desk, 46, 50)
    assert desk.phase is Phase.CALLING
    desk = seen(transitions.snoozed(desk, at(50)), 51, 55)
    assert not desk.can_snooze()
    assert transitions.snoozed(desk, at(55)) == desk
    assert kinds(transitions.skipped(desk, at(55), PLAN)) == ["prompted", "snoozed", "snoozed", "skipped"]


def test_a_call_that_was_put_off_can_be_skipped_and_ignored() -> None:
    """Skipped while it is away; ignored where the timer is stopped before it comes back."""
    desk = transitions.snoozed(called(), at(45))
    assert kinds(transitions.skipped(desk, at(47), PLAN))[-1] == "skipped"
    assert kinds(transitions.turned_off(desk, at(47)))[-1] == "ignored"


def test_a_skip_leaves_one_break_out() -> None:
    """The next call comes after another full time."""
    desk = seen(transitions.skipped(called(), at(45), PLAN), 46, 89)
    assert (desk.phase, desk.sat(at(89).now)) == (Phase.SITTING, 89 * MINUTE)
    assert seen(desk, 90, 90).phase is Phase.CALLING


def test_not_now_ends_by_itself() -> None:
    """The call that waited comes when it is over, and counts as another."""
    desk = transitions.not_now(called(), at(45), at(75).wall)
    assert desk.phase is Phase.SITTING
    desk = seen(desk, 46, 74)
    assert (desk.phase, desk.muted(at(74).wall), desk.left(at(74).now)) == (Phase.SITTING, True, 0)
    assert kinds(seen(desk, 75, 75)) == ["prompted", "not_now", "prompted"]


def test_not_now_before_a_call_leaves_its_time_alone() -> None:
    """And calls can be had back before its time."""
    desk = transitions.not_now(seen(on(), 1, 10), at(10), at(20).wall)
    assert seen(desk, 11, 45).phase is Phase.CALLING
    desk = transitions.not_now(seen(on(), 1, 10), at(10), at(200).wall)
    assert seen(desk, 11, 50).phase is Phase.SITTING
    assert seen(transitions.listening(seen(desk, 11, 50)), 51, 51).phase is Phase.CALLING


def test_a_clock_that_is_set_back_ends_a_mute() -> None:
    """Else it might last for a year."""
    mute = Mute(MORNING, MORNING + timedelta(hours=1))
    assert mute.at(MORNING)
    assert not mute.at(MORNING + timedelta(hours=1))
    assert not mute.at(MORNING - timedelta(minutes=2))


def test_quiet_puts_a_call_off_without_counting_it() -> None:
    """It comes when it is quiet no more."""
    desk = seen(on(), 1, 60, there=There(quiet=True))
    assert kinds(desk) == []
    assert kinds(seen(desk, 61, 61)) == ["prompted"]


def test_having_been_up_counts_without_a_length() -> None:
    """But not right after another break."""
    desk = transitions.was_up(called(), at(45), PLAN)
    assert desk.today.events[-1] == Event(at(45).wall, BreakOutcome.TAKEN, None)
    assert transitions.was_up(desk, at(46), PLAN) == desk


# -- sleep, and what nobody saw -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("minutes", "asleep", "events", "sat"),
    [
        pytest.param(1.4, 1.4, [], 21.4, id="a short sleep"),
        pytest.param(1.5, 1.5, ["natural"], 0, id="sleep of half a break"),
        pytest.param(300, 299, ["natural"], 0, id="a long sleep"),
        pytest.param(1.5, 0, [], 0, id="nobody looked"),
        pytest.param(30, 1, [], 0, id="nobody looked, and it hardly slept"),
    ],
)
def test_sleep_is_a_break_and_what_nobody_saw_is_nothing(
    minutes: float, asleep: float, events: list[str], sat: float
) -> None:
    """Both end the sit; what was under half a break is part of it."""
    desk = transitions.looked(seen(on(), 1, 20), at(20 + minutes, asleep), PLAN, DAY)
    assert kinds(desk) == events
    assert desk.sat(at(20 + minutes).now) == round(sat * MINUTE)
    assert desk.today.longest == (0 if sat else 20 * 60)


def test_without_a_clock_that_tells_a_gap_is_sleep() -> None:
    """As on Windows."""
    before = replace(seen(on(), 1, 20), seen=replace(at(20), awake=None))
    assert kinds(transitions.looked(before, replace(at(30), awake=None), PLAN, DAY)) == ["natural"]


def test_a_machine_that_was_restarted_knows_nothing() -> None:
    """Its clock begins anew: the sit ends where it was seen last."""
    at_start = ClockSample(at(40).wall, 5 * SECOND, 5 * SECOND)
    desk = transitions.looked(called(), at_start, PLAN, DAY)
    assert kinds(desk) == ["prompted", "ignored"]
    assert desk.today.sits == (Sit(MORNING, 45 * 60),)
    assert (desk.since, desk.due) == (at_start.now, at_start.now + PLAN.every)


def test_a_wall_clock_set_forward_ends_what_was_known() -> None:
    """A virtual machine that was stopped looks like that. One set back is nothing."""
    desk = seen(on(), 1, 20)
    assert transitions.looked(desk, at(21, set_forward=300), PLAN, DAY).sat(at(21).now) == 0
    assert transitions.looked(desk, at(21, set_forward=-300), PLAN, DAY).sat(at(21).now) == 21 * MINUTE


def test_a_sleep_into_another_day_is_no_break() -> None:
    """It is the end of the day."""
    desk = transitions.looked(seen(on(), 1, 20), at(20 * 60, 19 * 60), PLAN, date(2026, 11, 24))
    assert desk.today == DeskDay(date(2026, 11, 24))
    assert desk.earlier[0].sits == (Sit(MORNING, 20 * 60),)
    assert desk.earlier[0].events == ()


def test_sleep_during_a_break_is_part_of_it() -> None:
    """Also of one in a workout. What nobody saw is not."""
    for length in (PLAN.length, None):
        desk = transitions.stood_up(called(), at(45), length)
        assert kinds(transitions.looked(desk, at(55, 10), PLAN, DAY)) == ["prompted", "taken"]
    desk = transitions.looked(transitions.stood_up(called(), at(45), PLAN.length), at(46), PLAN, DAY)
    assert kinds(transitions.looked(desk, at(56), PLAN, DAY)) == ["prompted", "ignored"]
    desk = transitions.looked(desk, at(47), PLAN, DAY)
    assert kinds(transitions.looked(desk, at(57), PLAN, DAY)) == ["prompted", "taken"]


def test_sleep_while_nobody_sits_is_nothing() -> None:
    """Outside the working hours."""
    plan = replace(PLAN, hours=hours("mon 6:00-7:00"))
    desk = transitions.looked(on(plan), at(30, 30), plan, DAY)
    assert (desk.phase, desk.today.empty) == (Phase.CLOSED, True)


# -- nobody there ---------------------------------------------------------------------------------------------------


def test_no_key_for_a_while_is_a_break() -> None:
    """From the last key to the next; nothing calls meanwhile."""
    desk = seen(seen(on(), 1, 30), 31, 60, there=There(last_key=at(30).now))
    assert (desk.phase, desk.sat(at(60).now), kinds(desk)) == (Phase.AWAY, 30 * MINUTE, [])
    desk = transitions.looked(desk, at(61), PLAN, DAY, There(last_key=at(61).now))
    assert desk.today.events == (Event(at(30).wall, BreakOutcome.NATURAL, 31 * 60),)
    assert desk.today.sits == (Sit(MORNING, 30 * 60),)


def test_keys_before_the_limit_are_no_break() -> None:
    """Nor is it one where it is never asked for."""
    there = There(last_key=at(40).now)
    assert seen(seen(on(), 1, 40), 41, 49, there=there).phase is Phase.CALLING
    assert (
        seen(on(replace(PLAN, idle=0)), 1, 30, replace(PLAN, idle=0), There(last_key=at(0).now)).phase is Phase.SITTING
    )


def test_an_absence_that_nobody_knows_of_any_more_is_over() -> None:
    """When the copy that could tell is gone: it ended when that was known last."""
    desk = seen(seen(on(), 1, 20), 21, 35, there=There(last_key=at(20).now))
    assert seen(desk, 36, 36).phase is Phase.AWAY
    desk = seen(desk, 36, 37)
    assert desk.today.events == (Event(at(20).wall, BreakOutcome.NATURAL, 15 * 60),)
    assert desk.sat(at(37).now) == 2 * MINUTE


def test_a_workout_is_a_break_by_itself() -> None:
    """A short one is none; sleep in it is part of it."""
    desk = seen(seen(on(), 1, 20), 21, 25, there=There(training=True))
    assert desk.phase is Phase.AWAY
    assert seen(desk, 26, 26).today.events == (Event(at(21).wall, BreakOutcome.NATURAL, 300),)
    short = seen(seen(on(), 1, 20), 21, 21, there=There(training=True))
    assert (seen(short, 22, 22).phase, kinds(seen(short, 22, 22))) == (Phase.SITTING, [])
    asleep = transitions.looked(desk, at(40, 15), PLAN, DAY)
    assert asleep.today.events == (Event(at(21).wall, BreakOutcome.NATURAL, 19 * 60),)


# -- working hours --------------------------------------------------------------------------------------------------


def test_a_sit_ends_and_begins_with_the_working_hours() -> None:
    """What was called for then is ignored; lunch is no break that anybody saw."""
    plan = replace(PLAN, hours=hours("mon 9:00-9:50 10:20-11:00"))
    desk = seen(on(plan), 1, 60, plan)
    assert (desk.phase, kinds(desk), desk.today.sits) == (Phase.CLOSED, ["prompted", "ignored"], (Sit(MORNING, 3000),))
    desk = seen(desk, 61, 85, plan)
    assert (desk.phase, desk.sat(at(85).now)) == (Phase.SITTING, 5 * MINUTE)


def test_hours_end_while_nobody_is_there() -> None:
    """The sit ended when the last key was pressed."""
    plan = replace(PLAN, hours=hours("mon 9:00-9:40"))
    desk = seen(on(plan), 1, 20, plan)
    desk = seen(desk, 21, 45, plan, There(last_key=at(20).now))
    assert (desk.today.sits, desk.today.events) == ((Sit(MORNING, 1200),), ())


def test_a_break_after_hours_counts_and_no_sit_follows() -> None:
    """It was asked for."""
    plan = replace(PLAN, hours=hours("mon 9:00-9:46"))
    desk = seen(transitions.stood_up(seen(on(plan), 1, 45, plan), at(45), plan.length), 46, 48, plan)
    assert (kinds(desk), desk.phase) == (["prompted", "taken"], Phase.CLOSED)


# -- days and the history -------------------------------------------------------------------------------------------


def test_a_day_that_ends_is_owed_to_the_history_until_it_is_there() -> None:
    """And the running one whenever it has changed."""
    desk = called()
    assert transitions.owed(desk) == (desk.today,)
    known = transitions.noted_in_history(desk, desk.today)
    assert transitions.owed(known) == ()
    assert transitions.looked(known, at(46), PLAN, date(2026, 11, 24)).earlier == ()
    other = transitions.looked(desk, at(46), PLAN, date(2026, 11, 24))
    assert transitions.owed(other) == (desk.today,)
    assert transitions.owed(transitions.noted_in_history(other, desk.today)) == ()


def test_turning_on_twice_and_off() -> None:
    """On again changes nothing; off ends the sit."""
    desk = seen(on(), 1, 20)
    assert transitions.turned_on(desk, at(20), DAY) == desk
    off = transitions.turned_off(desk, at(20))
    assert (off.phase, off.today.sits) == (Phase.OFF, (Sit(MORNING, 1200),))
    assert transitions.turned_off(Desk(), at(0)).phase is Phase.OFF


def test_the_first_look_ever_begins_a_sit() -> None:
    """There is nothing to compare it with."""
    assert transitions.looked(Desk(on=True), at(0), PLAN, DAY).phase is Phase.SITTING


def test_who_has_not_looked_lately_knows_nothing() -> None:
    """Two minutes; and a reading of before the last start of the machine is none."""
    desk = seen(on(), 1, 20)
    assert desk.fresh(at(21))
    assert not desk.fresh(at(22))
    assert not desk.fresh(ClockSample(at(20.5, set_forward=90).wall, at(20.5).now))
    assert not desk.fresh(at(19))
    assert not Desk().fresh(at(0))


def test_the_day_holds_the_sit_that_goes_on() -> None:
    """For the screen; it is not written."""
    desk = seen(on(), 1, 20)
    assert desk.day(at(20)).sits == (Sit(MORNING, 1200),)
    assert desk.today.sits == ()
    assert Desk().day(at(20)).empty


@pytest.mark.parametrize(
    ("every", "days", "minutes"),
    [(60, -1, 60), (60, 0, 60), (60, 6, 60), (60, 7, 45), (60, 14, 30), (60, 100, 30), (45, 7, 30), (30, 70, 30)],
)
def test_breaks_come_closer_week_by_week(every: int, days: int, minutes: int) -> None:
    """A step a week, to the spacing that was studied."""
    assert every_on(DAY + timedelta(days=days), every, DAY) == minutes
    assert every_on(DAY, every, None) == every


# -- what a break is for --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("do", "moves"), [("walk", True), ("stairs", True), ("glute-squeeze", False), ("gone", True)])
def test_a_break_lasts_as_long_as_it_is_set(do: str, moves: bool) -> None:
    """Two to five minutes, getting ready not counted; a routine that is gone is a walk."""
    for minutes in (2, 3, 4, 5):
        made = break_routine(do, minutes, catalogue(), ())
        seconds = timeline(made).seconds
        assert minutes * 60 - 5 <= seconds <= minutes * 60 + 10
        assert only_moves(made) is moves


def test_a_routine_of_ones_own_is_taken_as_it_is() -> None:
    """By its id, with its name."""
    own = routine(block(PRESS), routine_id="mine")
    assert break_routine("mine", 3, catalogue(), (own,)) is own
    assert break_words("mine", (own,)) == own.name
    assert (break_words("gone", (own,)), break_words("stairs", ())) == ("Walk", "Take the stairs")


def test_in_a_sentence_only_our_own_words_begin_small() -> None:
    """Behind a colon: a routine keeps the name that it has."""
    assert in_a_sentence(break_words("stairs", ())) == "take the stairs"
    assert in_a_sentence("Evening Unwind") == "Evening Unwind"


# -- keys -----------------------------------------------------------------------------------------------------------


def test_only_what_makes_sense_has_a_key() -> None:
    """In every phase, what is most likely first."""

    def names(desk: Desk) -> list[str]:
        return [ask.word for ask in asks(desk)]

    assert names(Desk()) == ["Start"]
    assert names(seen(on(), 1, 10)) == ["Break", "I stood up", "Not now", "Off"]
    assert names(called()) == ["Break", "In 5 min", "Skip", "Not now", "I stood up", "Off"]
    assert names(replace(called(), snoozes=2)) == ["Break", "Skip", "Not now", "I stood up", "Off"]
    assert names(transitions.snoozed(called(), at(45))) == ["Break", "I stood up", "Skip", "Not now", "Off"]
    assert names(transitions.not_now(called(), at(45), at(90).wall))[2] == "Calls on"
    assert names(transitions.stood_up(called(), at(45), None)) == ["Back"]
    plan = replace(PLAN, hours=hours("sun 9:00-10:00"))
    assert names(on(plan)) == ["Break", "Off"]


# -- settings that change -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "then", "minute", "calls_at"),
    [(60, 30, 35, 35), (30, 60, 29, 60), (60, 30, 10, 30), (45, 60, 44, 60), (30, 45, 5, 45)],
)
def test_another_spacing_holds_for_the_sit_that_runs(before: int, then: int, minute: int, calls_at: int) -> None:
    """Less calls at once if the time is up by it, more does not call by the old one."""
    plan, other = Plan(every=before * MINUTE), Plan(every=then * MINUTE)
    desk = seen(on(plan), 1, minute - 1, plan)
    for number in range(minute, 61):
        desk = transitions.looked(desk, at(number), other, DAY)
        assert (desk.called is not None) is (number >= calls_at)
        if desk.called is not None:
            return


def test_another_spacing_leaves_what_was_put_off_and_left_out() -> None:
    """A snoozed call comes after its five minutes; after a skipped one the new time counts from the skip."""
    plan = Plan(every=30 * MINUTE)
    put_off = seen(transitions.snoozed(called(), at(45)), 46, 50, plan)
    assert put_off.called == at(50).now
    left_out = transitions.looked(transitions.skipped(called(), at(45), PLAN), at(46), plan, DAY)
    assert left_out.due == at(75).now

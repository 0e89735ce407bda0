"""The desk timer and what the system knows of the person: a lock is away at once, a call waits for
resting hands, and getting up is its answer."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from dbs_tui.domain.desk import transitions
from dbs_tui.domain.desk.actions import asks
from dbs_tui.domain.desk.coming_back import sat_elsewhere, was_break
from dbs_tui.domain.desk.day import BreakOutcome, DayCell, Event, Sit, strip
from dbs_tui.domain.desk.desk import MINUTE, SECOND, Back, Desk, Phase, Plan, There
from dbs_tui.domain.desk.hours import hours
from dbs_tui.domain.desk.presence import soon
from tests.domain.desk.test_desk import DAY, MORNING, PLAN, at, called, kinds, on, seen

LOCKED = There(locked=True)


def test_a_locked_screen_is_away_at_once() -> None:
    """Since the last key before it, where that is known; the first key after it ends that."""
    desk = seen(seen(on(), 1, 20), 21, 21, there=There(last_key=at(20.5).now, locked=True))
    assert (desk.phase, desk.locked, desk.sat(at(21).now)) == (Phase.AWAY, True, round(20.5 * MINUTE))
    # Keys on the lock itself, such as a cat's, are no return.
    desk = seen(desk, 22, 30, there=There(last_key=at(29).now, locked=True))
    assert desk.phase is Phase.AWAY
    desk = seen(desk, 31, 31, there=There(last_key=at(30.5).now, locked=False))
    assert desk.today.events == (Event(at(20.5).wall, BreakOutcome.NATURAL, 600),)
    assert (desk.locked, desk.since) == (False, at(30.5).now)


def test_a_lock_is_seen_where_keys_are_not() -> None:
    """It lasts from the look that saw it to the look that saw it gone."""
    desk = seen(seen(on(), 1, 20), 21, 30, there=LOCKED)
    assert desk.away == at(21).now
    desk = seen(desk, 31, 31, there=There(locked=False))
    assert desk.today.events == (Event(at(21).wall, BreakOutcome.NATURAL, 600),)
    assert desk.today.sits == (Sit(MORNING, 21 * 60),)


def test_a_lock_under_half_a_break_is_part_of_the_sit() -> None:
    """As with every absence."""
    desk = seen(seen(on(), 1, 20), 21, 21, there=LOCKED)
    desk = seen(desk, 22, 22, there=There(locked=False))
    assert (desk.phase, desk.locked, kinds(desk), desk.sat(at(22).now)) == (Phase.SITTING, False, [], 22 * MINUTE)


def test_nothing_calls_over_a_lock() -> None:
    """What was due comes when somebody is back and has sat that long."""
    desk = seen(seen(on(), 1, 44), 45, 60, there=LOCKED)
    assert kinds(desk) == []
    assert kinds(seen(desk, 61, 100, there=There(locked=False))) == ["natural"]


def test_a_copy_that_cannot_see_the_lock_does_not_end_it() -> None:
    """Such as one over ssh, whose keys are pressed elsewhere; two minutes after nobody has seen it, it is over."""
    desk = seen(seen(on(), 1, 20), 21, 25, there=LOCKED)
    blind = There(last_key=at(26).now)
    assert seen(desk, 26, 26, there=blind).phase is Phase.AWAY
    back = seen(desk, 26, 27, there=blind)
    assert back.today.events == (Event(at(21).wall, BreakOutcome.NATURAL, 240),)
    # While it also sees nobody, it is still the lock that is told.
    assert seen(desk, 26, 40, there=There(last_key=at(10).now)).locked


def test_a_hint_that_somebody_is_there_ends_an_absence() -> None:
    """A desktop that says idle or not idle, and no more."""
    desk = seen(seen(on(), 1, 20), 21, 40, there=There(last_key=at(21).now))
    assert desk.phase is Phase.AWAY
    desk = seen(desk, 41, 41, there=There(present=True))
    assert desk.today.events == (Event(at(21).wall, BreakOutcome.NATURAL, 20 * 60),)


def test_a_lock_where_no_key_is_asked_for() -> None:
    """With the time without a key set to never, a lock still says it."""
    plan = replace(PLAN, idle=0)
    assert seen(on(plan), 1, 5, plan, LOCKED).phase is Phase.AWAY


def test_a_lock_ends_with_the_hours() -> None:
    """And with a workout, which is a break of its own."""
    plan = replace(PLAN, hours=hours("mon 9:00-9:40"))
    desk = seen(seen(on(plan), 1, 20, plan), 21, 45, plan, LOCKED)
    assert (desk.phase, desk.locked, desk.today.sits) == (Phase.CLOSED, False, (Sit(MORNING, 21 * 60),))
    desk = seen(seen(on(), 1, 20), 21, 25, there=LOCKED)
    assert seen(desk, 26, 30, there=There(training=True, locked=False)).locked is False


@pytest.mark.parametrize("last", [None, at(44).now])
def test_an_unlocked_screen_says_nothing_by_itself(last: int | None) -> None:
    """Somebody may sit before it and read."""
    assert seen(on(), 1, 45, there=There(last_key=last, locked=False)).phase is Phase.CALLING
    assert called().locked is False


# -- a call waits for resting hands ---------------------------------------------------------------------------------


def busy(minute: float, rested: float = 0) -> There:
    """Hands that have rested for some seconds, seen by the whole machine."""
    return There(at(minute).now - round(rested * SECOND), sure=True, rested=round(rested * SECOND))


def sat_until(minutes: float, there: There) -> Desk:
    """Somebody who sat so long, and one look more."""
    desk = still(seen(on(), 1, 44), 45, int(minutes - 0.1), 45, rested=0)
    return transitions.looked(desk, at(minutes), PLAN, DAY, there)


@pytest.mark.parametrize(
    ("late", "rested", "calls"),
    [(0, 4.9, False), (0, 5, True), (1.9, 0, False), (2, 0, True), (0.5, 100, True)],
    ids=["hands move", "hands rest", "still moving", "two minutes late", "rest for long"],
)
def test_a_call_waits_for_the_hands_to_rest(late: float, rested: float, calls: bool) -> None:
    """For two minutes at most; it is called for when it comes, not when it was due."""
    desk = sat_until(45 + late, busy(45 + late, rested))
    assert (desk.phase is Phase.CALLING) is calls
    assert [event.at for event in desk.today.events] == ([at(45 + late).wall] if calls else [])


@pytest.mark.parametrize("there", [There(), There(present=True), There(last_key=at(45).now)])
def test_where_hands_are_not_seen_nothing_waits(there: There) -> None:
    """Nor where no pause is wanted."""
    assert sat_until(45, there).phase is Phase.CALLING
    plan = replace(PLAN, pause=0)
    assert transitions.looked(seen(on(plan), 1, 44, plan), at(45), plan, DAY, busy(45)).phase is Phase.CALLING


def test_a_call_that_waits_is_looked_for_often() -> None:
    """From when it is due until it has to come; not while calls are off."""
    desk = seen(on(), 1, 44)
    assert [soon(desk, at(minute)) for minute in (44.9, 45, 46.9, 47)] == [False, True, True, False]
    assert not soon(transitions.not_now(desk, at(44), at(90).wall), at(45))
    assert not soon(called(), at(90))


def test_quiet_puts_a_call_off_and_it_comes_at_once() -> None:
    """Whatever the hands do by then."""
    desk = seen(seen(on(), 1, 44), 45, 100, there=There(quiet=True))
    assert kinds(desk) == []
    assert kinds(transitions.looked(desk, at(101), PLAN, DAY, busy(101))) == ["prompted"]


# -- getting up is the answer ---------------------------------------------------------------------------------------


def still(desk: Desk, first: int, last: int, since: float, **more: Any) -> Desk:
    """Looks every minute at a machine that nobody has touched since."""
    for minute in range(first, last + 1):
        there = replace(busy(minute, (minute - since) * 60), **more)
        desk = transitions.looked(desk, at(minute), PLAN, DAY, there)
    return desk


def test_a_break_begins_by_itself_when_one_gets_up() -> None:
    """A minute after the last touch it is known, and dated from there; the first touch ends it."""
    desk = still(called(), 46, 46, 45.5)
    assert (desk.phase, desk.rose) == (Phase.CALLING, False)
    desk = still(desk, 47, 48, 45.5)
    assert (desk.phase, desk.break_left(at(48).now)) == (Phase.UP, MINUTE // 2)
    assert kinds(desk) == ["prompted"]
    desk = still(desk, 49, 60, 45.5)
    assert (desk.phase, desk.break_left(at(60).now)) == (Phase.UP, 0)
    desk = transitions.looked(desk, at(61), PLAN, DAY, busy(61))
    assert desk.today.events[-1] == Event(at(45.5).wall, BreakOutcome.TAKEN, round(15.5 * 60))
    assert desk.today.sits == (Sit(MORNING, round(45.5 * 60)),)
    assert (desk.phase, desk.rose, desk.since) == (Phase.SITTING, False, at(61).now)


def test_hands_that_rested_before_the_call_count_from_the_call() -> None:
    """Somebody who read until then had not got up."""
    desk = still(called(), 46, 46, 41)
    assert (desk.phase, desk.away) == (Phase.UP, at(45).now)


def test_who_had_left_before_the_call_was_away_by_themselves() -> None:
    """Once the hands have rested for as long as counts as away, it is known since when."""
    desk = still(seen(on(), 1, 38), 39, 47, 38)
    assert (desk.phase, desk.away, kinds(desk)) == (Phase.UP, at(45).now, ["prompted"])
    desk = still(desk, 48, 60, 38)
    assert (desk.phase, desk.rose, desk.away) == (Phase.AWAY, False, at(38).now)
    desk = transitions.looked(desk, at(61), PLAN, DAY, busy(61))
    assert desk.today.events[-1] == Event(at(38).wall, BreakOutcome.NATURAL, 23 * 60)
    assert desk.today.sits == (Sit(MORNING, 38 * 60),)


def test_a_lock_after_a_call_is_the_break() -> None:
    """At once; under half of it the call is there again."""
    locked = There(locked=True)
    desk = transitions.looked(called(), at(45.5), PLAN, DAY, locked)
    assert (desk.phase, desk.rose) == (Phase.UP, True)
    back = There(locked=False)
    later = transitions.looked(desk, at(46.5), PLAN, DAY, locked)
    assert kinds(transitions.looked(later, at(47), PLAN, DAY, back)) == ["prompted", "taken"]
    early = transitions.looked(desk, at(46.5), PLAN, DAY, back)
    assert (early.phase, early.rose, kinds(early)) == (Phase.CALLING, False, ["prompted"])


def test_only_the_whole_machine_tells_that_one_got_up() -> None:
    """Keys of terminals do not, nor where being away is never asked for; and nothing does without a call."""
    assert seen(called(), 46, 50, there=There(last_key=at(45).now)).phase is Phase.CALLING
    plan = replace(PLAN, idle=0)
    assert seen(called(), 46, 50, plan, busy(45)).phase is Phase.CALLING
    assert still(seen(on(), 1, 20), 21, 25, 20).phase is Phase.SITTING
    desk = seen(called(), 46, 50, there=There(last_key=at(45).now, training=True, sure=True))
    assert (desk.phase, desk.rose) == (Phase.AWAY, False)


def test_who_got_up_can_say_that_they_are_back() -> None:
    """Or begin another break; sleep is part of it, and so is what was seen of it when nobody looks any more."""
    desk = still(called(), 46, 48, 45)
    assert kinds(transitions.sat_down(desk, at(48), PLAN)) == ["prompted", "taken"]
    assert transitions.sat_down(replace(desk, away=at(47).now), at(48), PLAN).phase is Phase.CALLING
    begun = transitions.stood_up(desk, at(48), PLAN.length)
    assert (begun.up, begun.away, begun.rose) == (at(48).now, None, False)
    assert kinds(transitions.looked(desk, at(58, 10), PLAN, DAY)) == ["prompted", "taken"]
    lost = transitions.looked(desk, at(58), PLAN, DAY)
    assert (kinds(lost), lost.sat(at(58).now)) == (["prompted", "taken"], 0)


def test_the_end_of_the_hours_ends_it() -> None:
    """What was seen of it counts, as in a break that was begun by a key."""
    plan = replace(PLAN, hours=hours("mon 9:00-9:50"))
    desk = seen(on(plan), 1, 45, plan)
    for minute in range(46, 51):
        desk = transitions.looked(desk, at(minute), plan, DAY, busy(minute, (minute - 45) * 60))
    assert (kinds(desk), desk.phase, desk.rose) == (["prompted", "taken"], Phase.CLOSED, False)
    assert desk.today.events[-1].seconds == 300


# -- coming back ----------------------------------------------------------------------------------------------------


def after_lunch() -> Desk:
    """Back at ten o'clock from something that began at 9:18."""
    return transitions.looked(still(seen(on(), 1, 18), 19, 59, 18), at(60), PLAN, DAY, busy(60))


def test_what_looked_like_a_break_can_be_said_to_be_none() -> None:
    """Then the sit goes on as if one had not left, and its call is due; the day is the same in every other way."""
    desk = after_lunch()
    assert desk.back == Back(at(60).now, at(18).now, at(0).now, at(45).now, at(0).now)
    assert desk.today.breaks == 1
    elsewhere = sat_elsewhere(desk, at(61))
    assert (elsewhere.back, elsewhere.today.breaks, elsewhere.sat(at(61).now)) == (None, 0, 61 * MINUTE)
    assert elsewhere.day(at(61)).longest == 61 * 60
    assert elsewhere.day(at(61)).sat == 61 * 60
    assert set(strip(elsewhere.day(at(61)), MORNING, at(60).wall, 12)) == {DayCell.SITTING}
    assert transitions.looked(elsewhere, at(61), PLAN, DAY).phase is Phase.CALLING
    kept = was_break(desk)
    assert (kept.back, kept.today) == (None, desk.today)


def test_the_offer_ends_by_itself() -> None:
    """After ten minutes, with the next call and with the end of the sit."""
    desk = after_lunch()
    assert seen(desk, 61, 69).back
    assert seen(desk, 61, 70).back is None
    assert transitions.was_up(desk, at(62), PLAN).back is None
    assert transitions.turned_off(desk, at(62)).back is None
    assert sat_elsewhere(was_break(desk), at(61)) == was_break(desk)
    assert sat_elsewhere(replace(desk, since=None), at(61)).back is None


def test_nothing_is_offered_after_a_workout() -> None:
    """It was one."""
    desk = seen(seen(on(), 1, 20), 21, 25, there=There(training=True))
    assert seen(desk, 26, 26).back is None


# -- no snooze, and no more than so many in a row -------------------------------------------------------------------


def test_no_snooze() -> None:
    """Where it is not wanted it is not there."""
    plan = replace(PLAN, snoozes=0)
    assert transitions.snoozed(called(), at(45), plan) == called()
    assert [ask.name for ask in asks(called(), plan)] == ["go", "skip", "not_now", "was_up", "off"]


def test_no_more_than_so_many_in_a_row() -> None:
    """Snoozes and skips together, over several calls, until there is a break; what was done stays counted."""
    plan = replace(PLAN, in_a_row=2)
    desk = transitions.snoozed(called(), at(45), plan)
    desk = transitions.skipped(seen(desk, 46, 50), at(50), plan)
    desk = seen(desk, 51, 95)
    assert (desk.phase, desk.put_off()) == (Phase.CALLING, 2)
    assert transitions.snoozed(desk, at(95), plan) == transitions.skipped(desk, at(95), plan) == desk
    assert [ask.name for ask in asks(desk, plan)] == ["go", "not_now", "was_up", "off"]
    assert [ask.name for ask in asks(desk)] == ["go", "snooze", "skip", "not_now", "was_up", "off"]
    assert dict(desk.today.counts) == {BreakOutcome.PROMPTED: 2, BreakOutcome.SNOOZED: 1, BreakOutcome.SKIPPED: 1}
    desk = seen(transitions.was_up(desk, at(95), plan), 96, 140)
    assert (desk.phase, desk.put_off(), desk.can_snooze(plan)) == (Phase.CALLING, 0, True)


TURNS = replace(PLAN, day_starts_at=10)
"""The day turns an hour after the sit began."""
BEFORE = DAY - timedelta(days=1)
EARLY = replace(called(), today=replace(called().today, date=BEFORE))
"""Called a quarter of an hour before it does."""


def locked(desk: Desk, first: int, last: int, day: date, plan: Plan = TURNS) -> Desk:
    """A look at a locked screen every minute."""
    for minute in range(first, last + 1):
        desk = transitions.looked(desk, at(minute), plan, day, LOCKED)
    return desk


def test_a_rise_at_the_turn_of_the_day_is_a_break_of_its_length_and_no_night() -> None:
    """It stands on the day on which one got up; whoever comes back then begins anew, and nothing is offered."""
    turned = locked(locked(EARLY, 46, 59, BEFORE), 60, 70, DAY)
    assert [(event.kind, event.seconds) for event in turned.earlier[0].events][-1] == (BreakOutcome.TAKEN, 180)
    assert (turned.today.empty, turned.phase) == (True, Phase.AWAY)
    back = transitions.looked(turned, at(71), TURNS, DAY, There(at(71).now, locked=False))
    assert (back.today.events, back.earlier, back.phase, back.back) == ((), turned.earlier, Phase.SITTING, None)


def test_a_rise_that_is_no_break_yet_at_the_turn_may_become_one() -> None:
    """It goes on."""
    early = EARLY
    for minute in range(46, 59):
        early = transitions.looked(early, at(minute), TURNS, BEFORE)
    turned = locked(locked(early, 59, 59, BEFORE), 60, 60, DAY)
    assert (turned.phase, turned.called, turned.earlier[0].breaks) == (Phase.UP, at(45).now, 0)
    back = transitions.looked(turned, at(61), TURNS, DAY, There(at(61).now, locked=False))
    assert (back.today.breaks, back.phase) == (1, Phase.SITTING)


def test_who_got_up_for_a_call_and_stayed_away_took_that_break() -> None:
    """Of no more than its length: after six hours they are not on a break, whether they come back or the hours end."""
    last = 46 + 6 * 60 + 10
    gone = locked(called(), 46, last - 1, DAY, PLAN)
    back = transitions.looked(gone, at(last), PLAN, DAY, There(at(last).now, locked=False))
    assert (back.phase, back.back, back.sat(at(last).now)) == (Phase.SITTING, None, 0)
    closed = locked(gone, last, last, DAY, replace(PLAN, hours=hours("mon 3:00-3:01")))
    assert closed.phase is Phase.CLOSED
    for desk in (back, closed):
        assert [(event.kind, event.seconds) for event in desk.today.events][1:] == [(BreakOutcome.TAKEN, 180)]


def test_standing_over_the_turn_of_the_day_is_split() -> None:
    """Like a sit: nothing of it is lost, and nothing counted twice."""
    plan = replace(TURNS, stand=60 * MINUTE)
    desk = transitions.toggled(EARLY, at(45), plan)
    for minute in range(46, 71):
        desk = transitions.looked(desk, at(minute), plan, BEFORE if minute < 60 else DAY, There(quiet=True))
    now = desk.day(at(70))
    assert (now.date, now.stood, now.sat) == (DAY, 600, 0)
    assert [(day.date, day.stood, day.sat) for day in desk.earlier] == [(BEFORE, 15 * 60, 45 * 60)]

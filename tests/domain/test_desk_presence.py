"""The desk timer and what the system knows of the person: a lock is away at once, and nothing else is guessed."""

from dataclasses import replace

import pytest

from dbs_tui.domain.desk import MINUTE, Phase, There
from dbs_tui.domain.desk_day import Event, Kind, Sit
from dbs_tui.domain.desk_hours import hours
from tests.domain.test_desk import MORNING, PLAN, at, called, kinds, on, seen

LOCKED = There(locked=True)


def test_a_locked_screen_is_away_at_once() -> None:
    """Since the last key before it, where that is known; the first key after it ends that."""
    desk = seen(seen(on(), 1, 20), 21, 21, there=There(last_key=at(20.5).now, locked=True))
    assert (desk.phase, desk.locked, desk.sat(at(21).now)) == (Phase.AWAY, True, round(20.5 * MINUTE))
    # Keys on the lock itself, such as a cat's, are no return.
    desk = seen(desk, 22, 30, there=There(last_key=at(29).now, locked=True))
    assert desk.phase is Phase.AWAY
    desk = seen(desk, 31, 31, there=There(last_key=at(30.5).now, locked=False))
    assert desk.today.events == (Event(at(20.5).wall, Kind.NATURAL, 600),)
    assert (desk.locked, desk.since) == (False, at(30.5).now)


def test_a_lock_is_seen_where_keys_are_not() -> None:
    """It lasts from the look that saw it to the look that saw it gone."""
    desk = seen(seen(on(), 1, 20), 21, 30, there=LOCKED)
    assert desk.away == at(21).now
    desk = seen(desk, 31, 31, there=There(locked=False))
    assert desk.today.events == (Event(at(21).wall, Kind.NATURAL, 600),)
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
    assert back.today.events == (Event(at(21).wall, Kind.NATURAL, 240),)
    # While it also sees nobody, it is still the lock that is told.
    assert seen(desk, 26, 40, there=There(last_key=at(10).now)).locked


def test_a_hint_that_somebody_is_there_ends_an_absence() -> None:
    """A desktop that says idle or not idle, and no more."""
    desk = seen(seen(on(), 1, 20), 21, 40, there=There(last_key=at(21).now))
    assert desk.phase is Phase.AWAY
    desk = seen(desk, 41, 41, there=There(present=True))
    assert desk.today.events == (Event(at(21).wall, Kind.NATURAL, 20 * 60),)


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

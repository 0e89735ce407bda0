"""The days of the desk timer when dates go back, zones change and nights pass: nothing that was counted is lost."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dbs_tui.domain.common.dates import training_date
from dbs_tui.domain.desk import transitions
from dbs_tui.domain.desk.day import BreakOutcome, DeskDay, Event, Sit, joined
from dbs_tui.domain.desk.desk import MINUTE, ClockSample, Desk, Phase, Plan, There
from tests.domain.desk.test_desk import DAY, MORNING, PLAN, at, called, kinds

CAREFUL = settings(max_examples=100, deadline=None)
ONE = timedelta(days=1)


def events_of(desk: Desk) -> Counter[Event]:
    """Everything that any of its days has, each once."""
    days = joined((*desk.earlier, *desk.past, desk.today)).days.values()
    return Counter(event for day in days for event in day.events)


def test_a_date_that_comes_back_finds_its_day_again() -> None:
    """Saved already or not: the counts of the day go on where they were."""
    for desk in (called(), transitions.noted_in_history(called(), called().today)):
        away = transitions.looked(desk, at(46), PLAN, DAY - ONE)
        assert away.today == DeskDay(DAY - ONE)
        back = transitions.looked(away, at(47), PLAN, DAY)
        assert (kinds(back), back.saved, transitions.owed(back)) == (["prompted"], desk.saved, transitions.owed(desk))


def test_a_day_is_asked_for_by_its_date() -> None:
    """The running one, one that is put by, and one that nobody saw."""
    desk = called()
    away = transitions.looked(desk, at(46), PLAN, DAY + ONE)
    assert kinds(replace(desk, today=away.day(at(46), DAY))) == ["prompted"]
    assert away.day(at(46), DAY + ONE) == away.day(at(46))
    assert away.day(at(46), DAY - ONE * 3) == DeskDay(DAY - ONE * 3)


def test_a_timer_turned_on_again_on_its_day_goes_on_with_it() -> None:
    """What the day has stays, and breaks of all days are counted together."""
    off = transitions.turned_off(called(), at(46))
    desk = transitions.turned_on(off, at(47), DAY)
    assert desk.today == off.today
    assert desk.breaks_seen == desk.today.breaks


def test_a_day_that_grows_after_it_was_saved_is_owed_again() -> None:
    """With what the history has of it, and more."""
    desk = transitions.noted_in_history(called(), called().today)
    away = transitions.looked(desk, at(46), PLAN, DAY + ONE)
    back = transitions.skipped(transitions.looked(away, at(47), PLAN, DAY), at(47), PLAN)
    assert kinds(back) == ["prompted", "skipped"]
    assert transitions.owed(back) == (back.today,)
    gone = transitions.looked(back, at(48), PLAN, DAY + ONE)
    assert transitions.owed(gone) == (back.today,)
    assert transitions.owed(transitions.looked(gone, at(49), PLAN, DAY)) == (back.today,)


def test_days_long_past_are_left_to_the_history() -> None:
    """The file of the timer does not grow."""
    desk = called()
    for n in range(1, 30):
        desk = transitions.noted_in_history(desk, desk.today)
        desk = transitions.skipped(transitions.looked(desk, at(45 + n), PLAN, DAY + ONE * n), at(45 + n), PLAN)
        desk = replace(desk, called=at(45 + n).now)
    assert len(desk.past) <= 7


@given(st.lists(st.tuples(st.integers(-2, 2), st.sampled_from(("save", "mute", "skip", "none"))), max_size=12))
@CAREFUL
def test_nothing_counted_is_lost_whatever_the_date_does(moves: list[tuple[int, str]]) -> None:
    """Dates that jump, and days that are saved in between, in any order: timer and history together have all of it."""
    desk, history, counted = called(), dict[date, DeskDay](), Counter(called().today.events)
    for number, (off, what) in enumerate(moves, start=46):
        desk = transitions.looked(desk, at(number), PLAN, DAY + ONE * off, There(quiet=True))
        if what == "mute":
            desk = transitions.not_now(desk, at(number), at(number + 5).wall)
            counted[Event(at(number).wall, BreakOutcome.NOT_NOW)] += 1
        elif what == "skip":
            desk = transitions.skipped(replace(desk, called=1), at(number), PLAN)
            counted[Event(at(number).wall, BreakOutcome.SKIPPED)] += 1
        elif what == "save":
            for day in transitions.owed(desk):
                history[day.date] = day  # in the place of what was there, as the old store did
                desk = transitions.noted_in_history(desk, day)
    for day in transitions.owed(desk):
        history[day.date] = day
    found = Counter(event for day in history.values() for event in day.events)
    assert found == counted


sits = st.builds(Sit, st.integers(0, 50).map(lambda n: MORNING + timedelta(minutes=n)), st.integers(1, 3000))
happened = st.builds(
    Event, st.integers(0, 50).map(lambda n: MORNING + timedelta(minutes=n)), st.sampled_from(BreakOutcome)
)
days = st.builds(
    DeskDay, st.just(DAY), st.lists(happened, max_size=5).map(tuple), st.lists(sits, max_size=5).map(tuple)
)


@given(days, days, days)
@CAREFUL
def test_records_are_put_together_in_any_order(one: DeskDay, two: DeskDay, three: DeskDay) -> None:
    """However often, and in whatever order: the same day, and no event less than any of them has."""
    whole = one.union(two).union(three)
    assert whole == three.union(one.union(two)) == two.union(one).union(three) == whole.union(two)
    for record in (one, two, three):
        assert Counter(record.events) <= Counter(whole.events)
        assert Counter(record.sits) <= Counter(whole.sits)


@given(days, days)
@CAREFUL
def test_two_machines_never_sit_longer_than_the_clock_runs(one: DeskDay, two: DeskDay) -> None:
    """Second by second: what either of them saw."""
    seconds = {
        begun + n
        for day in (one, two)
        for sit in day.sits
        for begun in [int((sit.at - datetime(2026, 1, 1, tzinfo=MORNING.tzinfo)).total_seconds())]
        for n in range(sit.seconds)
    }
    assert one.plus(two).sat == len(seconds)


# -- nights ---------------------------------------------------------------------------------------------------------


def lived(plan: Plan, starts: datetime, parts: list[tuple[bool, int]]) -> tuple[Desk, list[tuple[datetime, bool]]]:
    """A timer through stretches of minutes with keys and without, with a look every minute; and each minute of it."""
    desk, last, minutes = Desk(), 0, list[tuple[datetime, bool]]()
    for typing, length in parts:
        for _ in range(length):
            minutes.append((starts + timedelta(minutes=len(minutes)), typing))
    for number, (wall, typing) in enumerate(minutes):
        now = 10**12 + number * MINUTE
        last = now if typing else last
        there = There(last_key=last, quiet=True)
        moment, day = ClockSample(wall, now, now), training_date(wall, plan.day_starts_at)
        desk = transitions.looked(transitions.turned_on(desk, moment, day), moment, plan, day, there)
    return desk, minutes


def record_of(desk: Desk, day: date) -> DeskDay:
    """What is known of a day."""
    return joined((*desk.earlier, *desk.past, desk.today))[day]


def test_an_evening_and_the_morning_after() -> None:
    """The sit is of the evening, and the night is no break; neither is one that began after midnight."""
    for evening, hours in ((MORNING.replace(hour=20), 2), (MORNING.replace(hour=23), 2)):
        desk, _ = lived(PLAN, evening, [(True, hours * 60), (False, 9 * 60), (True, 5)])
        days = joined((*desk.earlier, desk.today))
        assert sum(day.sat for day in days.days.values()) == hours * 3600 - 60
        assert days[DAY].sat == min(hours * 60 - 1, (24 - evening.hour) * 60) * 60
        assert [event for day in days.days.values() for event in day.events if event.kind is BreakOutcome.NATURAL] == []
        assert desk.phase is Phase.SITTING


def test_friday_has_its_record_before_monday() -> None:
    """It is there from the turn of the day on, and the weekend is no break of 64 hours."""
    friday = datetime(2026, 11, 20, 13, 0, tzinfo=MORNING.tzinfo)
    desk, _ = lived(PLAN, friday, [(True, 4 * 60), (False, 8 * 60)])
    assert record_of(desk, friday.date()).sat == 4 * 3600 - 60
    desk, _ = lived(PLAN, friday, [(True, 4 * 60), (False, 64 * 60), (True, 1)])
    assert record_of(desk, friday.date()).sat == 4 * 3600 - 60
    assert desk.today == DeskDay(date(2026, 11, 23))


def test_a_call_of_the_evening_that_nobody_answered_is_of_the_evening() -> None:
    """It was ignored, whatever the night was like."""
    plan = Plan(day_starts_at=3)
    for hour, day in ((20, DAY), (1, DAY - ONE), (4, DAY)):
        start = MORNING.replace(hour=hour)
        desk, minutes = lived(plan, start, [(True, 60)])
        desk = replace(desk, called=desk.seen.now if desk.seen else 0)
        for number in range(60, 600):
            now = 10**12 + number * MINUTE
            moment = ClockSample(start + timedelta(minutes=number), now, now)
            there = There(last_key=now if number == 599 else 10**12 + 59 * MINUTE, quiet=True)
            desk = transitions.looked(desk, moment, plan, training_date(moment.wall, 3), there)
        assert minutes
        assert [event.kind for event in record_of(desk, day).events] == [BreakOutcome.IGNORED]


def test_a_workout_over_midnight_is_a_break() -> None:
    """It is no night."""
    start = MORNING.replace(hour=23, minute=0)
    desk, _ = lived(PLAN, start, [(True, 50)])
    for number in range(50, 80):
        now = 10**12 + number * MINUTE
        wall = start + timedelta(minutes=number)
        there = There(last_key=now, training=number < 75)
        desk = transitions.looked(desk, ClockSample(wall, now, now), PLAN, wall.date(), there)
    assert [event.kind for event in desk.today.events] == [BreakOutcome.NATURAL]


@given(
    st.integers(0, 6),
    st.integers(-12, 14),
    st.integers(0, 23),
    st.lists(st.tuples(st.booleans(), st.one_of(st.integers(1, 40), st.integers(60, 900))), min_size=1, max_size=8),
)
@settings(max_examples=60, deadline=None)
def test_days_are_split_where_they_turn(starts: int, offset: int, hour: int, parts: list[tuple[bool, int]]) -> None:
    """Against a count of single minutes, for any hour at which days start, any zone, any order of absences."""
    plan = Plan(day_starts_at=starts)
    begun = datetime(2026, 11, 20, hour, 0, tzinfo=timezone(timedelta(hours=offset)))
    desk, minutes = lived(plan, begun, [(True, 1), *parts, (True, 1)])
    sat, naturals = counted_by_minutes(minutes, starts)
    for day in {training_date(wall, starts) for wall, _ in minutes}:
        known = joined((*desk.earlier, *desk.past, desk.day(desk.seen or ClockSample(begun, 0))))[day]
        assert known.sat <= 24 * 3600
        # Until nobody was there for ten minutes it is not known; a turn of the day in them is taken as sat up to.
        assert 0 <= known.sat // 60 - sat[day] <= 10
        assert known.counts[BreakOutcome.NATURAL] == naturals[day]


def counted_by_minutes(minutes: list[tuple[datetime, bool]], starts: int) -> tuple[Counter[date], Counter[date]]:
    """Minutes of sitting, and breaks, of each day: each stretch without a key is looked at by itself."""
    sat, naturals, typed = Counter[date](), Counter[date](), [n for n, (_, typing) in enumerate(minutes) if typing]
    for one, other in pairwise(typed):
        between = [training_date(minutes[n][0], starts) for n in range(one, other)]
        if other - one <= 10:
            sat.update(between)
        elif training_date(minutes[other][0], starts) == between[0] and other - one <= 360:
            naturals[between[0]] += 1
    return sat, naturals


def test_the_days_that_it_knows_are_asked_by_date() -> None:
    """Also one that is over; and the timer turned on again goes on with the day that runs."""
    desk = transitions.was_up(called(), at(46), PLAN)
    turned = transitions.looked(desk, at(47), PLAN, DAY + ONE)
    assert turned.day(at(47), DAY) == desk.today
    assert turned.day(at(47), DAY - ONE) == DeskDay(DAY - ONE)
    assert turned.breaks_seen == desk.breaks_seen == 1
    off = transitions.turned_off(desk, at(47))
    assert transitions.turned_on(off, at(48), DAY).today == off.today

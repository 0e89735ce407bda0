"""The days of the desk timer when dates go back, zones change and nights pass: nothing that was counted is lost."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dbs_tui.domain import desk_steps as steps
from dbs_tui.domain.desk import Desk, There
from dbs_tui.domain.desk_day import DeskDay, Event, Kind, Sit, joined
from tests.domain.test_desk import DAY, MORNING, PLAN, at, called, kinds

CAREFUL = settings(max_examples=100, deadline=None)
ONE = timedelta(days=1)


def events_of(desk: Desk) -> Counter[Event]:
    """Everything that any of its days has, each once."""
    days = joined((*desk.earlier, *desk.past, desk.today)).days.values()
    return Counter(event for day in days for event in day.events)


def test_a_date_that_comes_back_finds_its_day_again() -> None:
    """Saved already or not: the counts of the day go on where they were."""
    for desk in (called(), steps.noted_in_history(called(), called().today)):
        away = steps.looked(desk, at(46), PLAN, DAY - ONE)
        assert away.today == DeskDay(DAY - ONE)
        back = steps.looked(away, at(47), PLAN, DAY)
        assert (kinds(back), back.saved, steps.owed(back)) == (["prompted"], desk.saved, steps.owed(desk))


def test_a_day_that_grows_after_it_was_saved_is_owed_again() -> None:
    """With what the history has of it, and more."""
    desk = steps.noted_in_history(called(), called().today)
    away = steps.looked(desk, at(46), PLAN, DAY + ONE)
    back = steps.skipped(steps.looked(away, at(47), PLAN, DAY), at(47), PLAN)
    assert kinds(back) == ["prompted", "skipped"]
    assert steps.owed(back) == (back.today,)
    gone = steps.looked(back, at(48), PLAN, DAY + ONE)
    assert steps.owed(gone) == (back.today,)
    assert steps.owed(steps.looked(gone, at(49), PLAN, DAY)) == (back.today,)


def test_days_long_past_are_left_to_the_history() -> None:
    """The file of the timer does not grow."""
    desk = called()
    for n in range(1, 30):
        desk = steps.noted_in_history(desk, desk.today)
        desk = steps.skipped(steps.looked(desk, at(45 + n), PLAN, DAY + ONE * n), at(45 + n), PLAN)
        desk = replace(desk, called=at(45 + n).now)
    assert len(desk.past) <= 7


@given(st.lists(st.tuples(st.integers(-2, 2), st.sampled_from(("save", "mute", "skip", "none"))), max_size=12))
@CAREFUL
def test_nothing_counted_is_lost_whatever_the_date_does(moves: list[tuple[int, str]]) -> None:
    """Dates that jump, and days that are saved in between, in any order: timer and history together have all of it."""
    desk, history, counted = called(), dict[date, DeskDay](), Counter(called().today.events)
    for number, (off, what) in enumerate(moves, start=46):
        desk = steps.looked(desk, at(number), PLAN, DAY + ONE * off, There(quiet=True))
        if what == "mute":
            desk = steps.not_now(desk, at(number), at(number + 5).wall)
            counted[Event(at(number).wall, Kind.NOT_NOW)] += 1
        elif what == "skip":
            desk = steps.skipped(replace(desk, called=1), at(number), PLAN)
            counted[Event(at(number).wall, Kind.SKIPPED)] += 1
        elif what == "save":
            for day in steps.owed(desk):
                history[day.date] = day  # in the place of what was there, as the old store did
                desk = steps.noted_in_history(desk, day)
    for day in steps.owed(desk):
        history[day.date] = day
    found = Counter(event for day in history.values() for event in day.events)
    assert found == counted


sits = st.builds(Sit, st.integers(0, 50).map(lambda n: MORNING + timedelta(minutes=n)), st.integers(1, 3000))
happened = st.builds(Event, st.integers(0, 50).map(lambda n: MORNING + timedelta(minutes=n)), st.sampled_from(Kind))
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

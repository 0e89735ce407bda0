"""A day at the desk in counts, strips and words; working hours as people write them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dbs_tui.domain.desk import transitions
from dbs_tui.domain.desk.day import BreakOutcome, DayCell, DeskDay, Event, Sit, joined, strip
from dbs_tui.domain.desk.desk import MINUTE, ClockSample, Desk, Phase, Plan
from dbs_tui.domain.desk.hours import Hours, MeantError, hours
from dbs_tui.domain.desk.words import count_words, day_strip, gauge, length, minutes, shown, tally
from tests.domain.desk.test_desk import DAY, MORNING, PLAN, at, called, on, seen

NINE_TO_ELEVEN = DeskDay(
    DAY,
    (
        Event(MORNING + timedelta(minutes=45), BreakOutcome.PROMPTED),
        Event(MORNING + timedelta(minutes=46), BreakOutcome.TAKEN, 180),
        Event(MORNING + timedelta(minutes=90), BreakOutcome.NATURAL, 1200),
    ),
    (Sit(MORNING, 2760), Sit(MORNING + timedelta(minutes=49), 41 * 60)),
)


def test_a_day_counts_what_happened() -> None:
    """Breaks are those taken and those by themselves; a call is none."""
    assert NINE_TO_ELEVEN.counts == {BreakOutcome.PROMPTED: 1, BreakOutcome.TAKEN: 1, BreakOutcome.NATURAL: 1}
    assert (NINE_TO_ELEVEN.breaks, NINE_TO_ELEVEN.longest, NINE_TO_ELEVEN.sat) == (2, 2760, 5220)
    assert DeskDay(DAY).empty
    assert (DeskDay(DAY).longest, DeskDay(DAY).with_sit(Sit(MORNING, 0)).empty) == (0, True)


def test_what_two_machines_saw_is_put_together() -> None:
    """By the day, in the order of time."""
    other = DeskDay(DAY, (Event(MORNING + timedelta(minutes=50), BreakOutcome.SKIPPED),), (Sit(MORNING, 60),))
    days = joined((NINE_TO_ELEVEN, other, DeskDay(date(2026, 11, 24), (), (Sit(MORNING, 60),))))
    assert [event.kind for event in days[DAY].events] == [
        BreakOutcome.PROMPTED,
        BreakOutcome.TAKEN,
        BreakOutcome.SKIPPED,
        BreakOutcome.NATURAL,
    ]
    assert len(days[DAY].sits) == 3
    assert days[date(2026, 1, 1)].empty
    assert [day.breaks for day in days.week(date(2026, 11, 22))] == [0, 2, 0, 0, 0, 0, 0]


def test_a_strip_shows_what_each_piece_was() -> None:
    """A break marks the piece it began in, however short; a long one several."""
    cells = strip(NINE_TO_ELEVEN, MORNING, MORNING + timedelta(hours=2), 12)
    assert (
        "".join({"sitting": "S", "taken": "T", "natural": "N", "unseen": "."}[cell] for cell in cells) == "SSSSTSSSSNN."
    )


def test_a_strip_leaves_out_what_is_not_in_it() -> None:
    """Breaks before and after."""
    cells = strip(NINE_TO_ELEVEN, MORNING - timedelta(hours=2), MORNING, 4)
    assert set(cells) == {DayCell.UNSEEN}


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 200), st.integers(0, 23 * 60), st.integers(0, 600))
def test_a_day_fits_any_width(cells: int, begins: int, later: int) -> None:
    """As many cells as were asked for, and hours that do not run over."""
    first = MORNING + timedelta(minutes=begins)
    day = DeskDay(DAY, (Event(first, BreakOutcome.TAKEN, 60),), (Sit(first, 600),))
    shown_cells, names = day_strip(day, first + timedelta(minutes=later), cells)
    assert len(shown_cells) == cells
    assert len(names) <= cells


def test_what_is_to_come_is_empty() -> None:
    """A day that has just begun shows four hours."""
    cells, names = day_strip(DeskDay(DAY, (), (Sit(MORNING, 3600),)), MORNING + timedelta(hours=1), 8)
    assert cells == (DayCell.SITTING, DayCell.SITTING, *[None] * 6)
    assert names == "9   11"


# -- words ----------------------------------------------------------------------------------------------------------


def told(desk: Desk, minute: float, plan: Plan = PLAN) -> tuple[str, str, str, str]:
    """Figure, state, what comes next, and that in short."""
    found = shown(desk, at(minute), plan)
    return found.figure, found.state, found.then, found.short


def test_every_phase_has_its_words() -> None:
    """What is known, and nothing else."""
    sitting = seen(on(), 1, 38)
    assert told(sitting, 38) == ("38 min", "Sitting", "next break in 7 min", "7")
    assert told(called(), 46) == ("46 min", "Time to stand up", "a break is due", "now")
    assert told(transitions.snoozed(called(), at(45)), 45)[2:] == ("again in 5 min", "5")
    assert told(transitions.stood_up(called(), at(45), PLAN.length), 46) == (
        "2:00",
        "On a break",
        "until the break is over",
        "",
    )
    assert told(transitions.stood_up(called(), at(45), None), 46)[0] == "up"
    assert told(Desk(), 0)[:2] == ("off", "The timer is off")
    away = Desk(on=True, since=at(0).now, away=at(20).now, due=at(45).now)
    assert told(away, 40) == ("20 min", "Away", "away since 09:20", "")
    assert away.phase is Phase.AWAY
    just = Desk(on=True, since=at(0).now, due=at(0).now)
    assert shown(just, at(0), PLAN).share == 0


def test_quiet_times_say_until_when() -> None:
    """A mute of today by its hour, one of the whole day by the day."""
    desk = seen(on(), 1, 10)
    assert told(transitions.not_now(desk, at(10), at(70).wall), 10)[2:] == ("no calls until 10:10", "‖")
    tomorrow = MORNING.replace(hour=0) + timedelta(days=1)
    assert told(transitions.not_now(desk, at(10), tomorrow), 10)[2] == "no calls until tomorrow"
    night = ClockSample(MORNING.replace(hour=23), at(10).now)
    assert shown(transitions.not_now(desk, night, tomorrow), night, PLAN).then == "no calls until 00:00"
    overdue = Desk(on=True, since=at(0).now, due=at(45).now)
    assert told(overdue, 50)[2] == "a break is due, kept quiet for now"


def test_outside_the_hours_it_says_when_they_begin() -> None:
    """By the day and the hour."""
    plan = Plan(hours=hours("tue 9:30-17:00"))
    assert told(on(plan), 0, plan) == ("–", "Outside your hours", "from Tue 09:30", "")
    assert told(on(plan), 0, Plan())[2] == "it starts with the next look"


@pytest.mark.parametrize(("whole", "words"), [(0, "0 min"), (59, "59 min"), (60, "1 h"), (65, "1 h 05"), (600, "10 h")])
def test_lengths_as_they_are_said(whole: int, words: str) -> None:
    """Hours from sixty minutes up."""
    assert length(whole) == words
    assert minutes(whole * MINUTE + 1) == words


def test_counts_in_a_line() -> None:
    """Only what happened; calls are told apart from breaks."""
    assert count_words(DeskDay(DAY)) == "0 breaks"
    assert count_words(NINE_TO_ELEVEN) == "2 breaks: 1 taken, 1 up anyway"


@pytest.mark.parametrize(("share", "full"), [(-1, 0), (0, 0), (0.01, 1), (0.5, 5), (0.99, 9), (1, 10), (2, 10)])
def test_a_bar_is_full_only_at_the_end(share: float, full: int) -> None:
    """And has begun as soon as something has."""
    assert tuple(map(len, gauge(share, 10))) == (full, 10 - full)


# -- working hours --------------------------------------------------------------------------------------------------


def moment(day: int, hour: int, minute: int = 0) -> datetime:
    """A time of the week of Monday 23 November."""
    return datetime(2026, 11, 22 + day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("mon-fri 9:00-17:30", [(1, 9, 0), (5, 17, 29)], [(1, 8, 59), (5, 17, 30), (6, 10, 0)]),
        ("mon 9-12 13-17", [(1, 11, 59), (1, 13, 0)], [(1, 12, 30), (2, 10, 0)]),
        ("Monday – nothing", [], []),
        ("sat 22:00-6:00", [(6, 23, 0), (7, 5, 59)], [(6, 21, 0), (7, 6, 0), (6, 5, 0)]),
        ("fri-mon 0:00-24:00; wed 10-11", [(5, 0, 0), (7, 23, 59), (1, 12, 0), (3, 10, 30)], [(2, 12, 0), (3, 12, 0)]),
        ("", [(1, 3, 0), (7, 23, 0)], []),
    ],
)
def test_hours_are_read_as_people_write_them(
    text: str, inside: list[tuple[int, int, int]], outside: list[tuple[int, int, int]]
) -> None:
    """Days, ranges, several of each, past midnight; nothing means always."""
    if "nothing" in text:
        with pytest.raises(ValueError, match="no times"):
            hours(text)
        return
    found = hours(text)
    assert [found.open_at(moment(*each)) for each in inside] == [True] * len(inside)
    assert [found.open_at(moment(*each)) for each in outside] == [False] * len(outside)


@pytest.mark.parametrize(
    "text", ["someday 9-10", "mon", "mon 9:00", "mon 9:60-10:00", "mon 25-26", "mon 9-9", "mon 24-3", "mon 9-10 lunch"]
)
def test_hours_that_make_no_sense_are_refused(text: str) -> None:
    """With a line that says why."""
    with pytest.raises(ValueError, match=r"."):
        hours(text)


def test_when_the_hours_begin_next() -> None:
    """Today still, another day, or in a week."""
    found = hours("mon 9:00-12:00 13:00-17:00")
    assert found.opens_after(moment(1, 8)) == moment(1, 9)
    assert found.opens_after(moment(1, 12, 30)) == moment(1, 13)
    assert found.opens_after(moment(1, 18)) == moment(8, 9)
    assert Hours().opens_after(moment(1, 8)) is None


@pytest.mark.parametrize(
    ("text", "write"),
    [("mon-fri 9-5", "9-17"), ("mon 8-4", "8-16"), ("sat 10-12, sun 11-3", "11-15"), ("mon 9-12 1-5 7-6", "7-18")],
)
def test_hours_that_say_a_night_and_mean_an_afternoon_are_asked_about(text: str, write: str) -> None:
    """What was understood is told, and what to write."""
    with pytest.raises(MeantError, match=rf"of the next day; write {write}, or \d+:00-\d\d:00 if"):
        hours(text)


@pytest.mark.parametrize("text", ["sat 22-6", "mon 13-2", "mon 9:00-5:00", "mon 9-17", "fri 22:00-6"])
def test_nights_that_are_meant_are_taken(text: str) -> None:
    """Written with minutes, or such as no afternoon could be."""
    assert hours(text).ranges


def test_only_what_happened_is_counted_out() -> None:
    """No wall of zeros: one reminder is one, several are several, and what was never done has no line."""
    assert tally((NINE_TO_ELEVEN,)) == (("1", "reminder"), ("1", "taken"), ("1", "up anyway"))
    assert tally((NINE_TO_ELEVEN, NINE_TO_ELEVEN))[0] == ("2", "reminders")
    assert tally((DeskDay(DAY),)) == ()

"""Sitting, standing and walking at a desk whose height can be changed."""

from dataclasses import replace
from datetime import timedelta

from dbs_tui.domain.desk import transitions
from dbs_tui.domain.desk.actions import asks
from dbs_tui.domain.desk.day import BreakOutcome, DayCell, DeskDay, Event, Sit, strip
from dbs_tui.domain.desk.desk import MINUTE, Desk, Phase, Plan
from dbs_tui.domain.desk.hours import hours
from dbs_tui.domain.desk.posture import Times, interval, posture, times
from dbs_tui.domain.desk.words import back_words, call_more, call_words, legend, shown, times_words
from tests.domain.desk.test_desk import DAY, MORNING, PLAN, at, called, kinds, on, seen
from tests.domain.desk.test_presence import after_lunch, still

RAISED = Plan(stand=30 * MINUTE)


def standing(minutes: int = 45) -> Desk:
    """Standing from so many minutes after nine."""
    return transitions.toggled(seen(on(RAISED), 1, minutes, RAISED), at(minutes), RAISED)


def test_standing_up_answers_the_call() -> None:
    """The sit is over, a stand begins, and the next call is to sit down again."""
    desk = standing()
    assert (desk.phase, desk.standing, kinds(desk)) == (Phase.SITTING, True, ["prompted"])
    assert desk.today.sits == (Sit(MORNING, 45 * 60),)
    desk = seen(desk, 46, 74, RAISED)
    assert (desk.phase, desk.left(at(74).now)) == (Phase.SITTING, MINUTE)
    desk = seen(desk, 75, 75, RAISED)
    assert (desk.phase, call_words(desk), kinds(desk)) == (Phase.CALLING, "Sit down again", ["prompted", "prompted"])
    assert call_more(desk, at(75), RAISED, "Walk") == "after 30 min standing"
    desk = transitions.toggled(desk, at(75), RAISED)
    assert (desk.standing, desk.today.stands, desk.due) == (False, (Sit(at(45).wall, 30 * 60),), at(75 + 45).now)


def test_a_desk_that_cannot_be_raised_is_not() -> None:
    """Nor one whose user is not there, or whose timer rests; and a setting that is taken back ends the standing."""
    assert transitions.toggled(called(), at(45), PLAN) == called()
    away = seen(on(RAISED), 1, 20, RAISED)
    away = replace(away, away=at(19).now)
    assert transitions.toggled(away, at(20), RAISED) == away
    assert transitions.toggled(Desk(), at(0), RAISED) == Desk()
    desk = transitions.was_up(seen(standing(), 46, 60, RAISED), at(60), PLAN)
    assert (desk.standing, desk.due) == (False, at(60 + 45).now)
    assert interval(True, PLAN) == PLAN.every


def test_a_break_leaves_the_desk_where_it_is() -> None:
    """The end of the day does not."""
    desk = seen(standing(), 46, 50, RAISED)
    desk = seen(transitions.stood_up(desk, at(50), RAISED.length), 51, 54, RAISED)
    assert (desk.standing, desk.due, desk.today.stands) == (True, at(53 + 30).now, (Sit(at(45).wall, 300),))
    assert posture(transitions.turned_off(desk, at(60))) is None
    assert not transitions.turned_off(desk, at(60)).standing


def test_what_one_does() -> None:
    """As far as one said."""
    assert posture(seen(on(), 1, 5)) == "sitting"
    assert posture(standing()) == "standing"
    assert posture(transitions.stood_up(called(), at(45), PLAN.length)) == "walking"
    assert posture(replace(called(), away=5)) is None
    assert posture(on(replace(PLAN, hours=hours("sun 9-10")))) is None


def test_a_strip_has_a_shape_for_each() -> None:
    """Sitting, standing, walking; the legend tells of standing where there was some."""
    desk = transitions.was_up(seen(standing(), 46, 60, RAISED), at(60), RAISED)
    day = desk.day(at(75))
    cells = strip(day, MORNING, at(75).wall, 5)
    assert cells == (DayCell.SITTING, DayCell.SITTING, DayCell.SITTING, DayCell.STANDING, DayCell.TAKEN)
    assert DayCell.STANDING in dict(legend([day]))
    assert DayCell.STANDING not in dict(legend([called().today]))


def test_minutes_of_each() -> None:
    """Over several days; walking is what was taken with a length. Without standing there is nothing to compare."""
    first = DeskDay(
        DAY, (Event(MORNING, BreakOutcome.TAKEN, 180), Event(MORNING, BreakOutcome.TAKEN)), (Sit(MORNING, 3600),)
    )
    other = DeskDay(DAY, (Event(MORNING, BreakOutcome.NATURAL, 900),), (), (Sit(MORNING, 1800),))
    assert times([first, other]) == Times(3600, 1800, 180)
    assert times_words([first, other]) == "sitting 1 h · standing 30 min · walking 3 min"
    assert times_words([first]) == ""
    assert not other.empty
    assert other.with_stand(Sit(MORNING, 0)) == other


def test_days_of_several_machines_are_put_together_with_all_they_hold() -> None:
    """Stands, and what was sat elsewhere."""
    one = DeskDay(DAY, (), (), (Sit(MORNING + timedelta(hours=2), 60),), (Sit(MORNING, 60),))
    both = one.plus(DeskDay(DAY, (), (), (Sit(MORNING, 60),)))
    assert [stand.at for stand in both.stands] == [MORNING, MORNING + timedelta(hours=2)]
    assert both.elsewhere == one.elsewhere


def test_words() -> None:
    """Of the phases that standing and getting up bring."""
    desk = standing()
    told = shown(desk, at(46), RAISED)
    assert (told.state, told.then, told.figure) == ("Standing", "sit down in 29 min", "1 min")
    told = shown(seen(desk, 46, 75, RAISED), at(75), RAISED)
    assert (told.state, told.then) == ("Sit down again", "you have stood long enough")
    told = shown(still(called(), 46, 47, 45), at(47), PLAN)
    assert (told.state, told.figure) == ("On a break", "1:00")
    told = shown(still(called(), 46, 60, 45), at(60), PLAN)
    assert (told.state, told.then, told.share) == ("On a break", "since 09:45", 1.0)
    assert call_more(called(), at(45), PLAN, "Walk") == "Walk, 3 min"
    assert call_more(called(), at(45), RAISED, "Walk") == "Walk, 3 min, or raise the desk"
    assert back_words(after_lunch()) == "Away 42 min: break, or sitting elsewhere?"
    assert back_words(called()) == ""


def test_keys() -> None:
    """One for the posture, where the desk can be raised; two for what an absence was."""
    assert [ask.word for ask in asks(standing(), RAISED)][1] == "Sit"
    assert [ask.word for ask in asks(called(), RAISED)][1] == "Stand"
    assert "posture" not in {ask.name for ask in asks(replace(called(), away=5), RAISED)}
    assert [ask.key for ask in asks(after_lunch())][:2] == ["b", "e"]

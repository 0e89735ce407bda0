"""What is said about a programme: place, figures, choices and the change since the first week."""

from dataclasses import replace

from dbs_tui.domain.building.programme_run import ProgrammeRun, WeekdayUse
from dbs_tui.domain.building.programme_words import (
    change_words,
    choices,
    chosen,
    days_words,
    figures,
    place_words,
    today_words,
    weeks_words,
)
from dbs_tui.domain.history.emergency import Sign, Signs
from tests.domain.building.programme_runs import at, begun, run, strength, week, weeks
from tests.domain.programme_play import SHIPPED


def names(found: ProgrammeRun) -> list[str]:
    return [("!" if choice.refused else "") + choice.name for choice in choices(found)]


def test_where_one_is() -> None:
    """Week and day, what today is for, and why it waits."""
    assert place_words(run(7, weeks(1))) == "week 2 of 4 · day 1 of 3"
    assert today_words(run(7, weeks(1))) == "today strength"
    assert place_words(run(29, weeks(4))) == "all weeks done, two days keep it · day 1 of 2"
    assert place_words(run(29, weeks(4), begun(), week(28, 5))) == "week 5 of 8 · day 1 of 3"
    assert place_words(run(9, (), begun(), signs=Signs((Sign("a", at(0)),)))).startswith("waits")
    assert place_words(run(20, weeks(4, morning=7))).startswith("stopped")


def test_what_can_be_chosen() -> None:
    """The decision first, then the more careful ones; a bolder one says why not."""
    assert names(run(7, weeks(1))) == ["go-on", "repeat", "stop"]
    assert names(run(14, weeks(2))) == ["go-on", "repeat", "back", "stop"]
    assert names(run(3)) == ["repeat", "!go-on", "stop"]
    assert names(run(14, (*weeks(1), strength(7)))) == ["repeat", "go-on", "back", "stop"]
    assert names(run(28, weeks(4))) == ["keep", "build", "back", "stop"]
    assert names(run(70, weeks(10), begun(), week(28, 5))) == ["keep", "back", "stop"]
    assert names(run(20, weeks(4, morning=7))) == ["stop"]
    assert names(run(0, (), begun(), signs=Signs((Sign("a", at(0)),)))) == ["stop"]
    hard = run(28, (*weeks(3), strength(21, effort=8), strength(23), strength(25, effort=8)))
    assert [choice.words for choice in choices(hard)][:2] == ["Repeat week 4", "Go on all the same"]
    build = chosen(run(28, weeks(4)), "build")
    assert build is not None
    assert (build.week, build.words) == (5, "Build: one week further, to week 5")
    assert chosen(run(28, weeks(4)), "go-on") is None


def test_the_figures_of_a_week() -> None:
    """Those of the seven days before the decision; what was not answered says so."""
    assert figures(run(7, weeks(1))) == (
        ("Strength sessions", "3"),
        ("Effort of the last two", "4 and 4"),
        ("Pain at its worst", "1 of 10"),
        ("The morning after", "1 of 10"),
    )
    assert [value for _, value in figures(run(1))] == ["0", "not answered", "not answered", "not answered"]


def test_what_has_changed() -> None:
    """Two points are a change, and only where there was something to change."""
    assert change_words(run(28)) == ""
    assert change_words(run(28, weeks(4))).endswith("less than 2 points are no change.")
    better = (*weeks(1, worst=5, morning=5), *(it for it in weeks(4) if it.local_date >= at(21)))
    assert change_words(run(28, better)).endswith("better.")
    same = change_words(run(28, weeks(4, worst=3, morning=3)))
    assert "about the same" in same
    worse = (*weeks(1, worst=0, morning=0), *(replace(it) for it in weeks(4, worst=3) if it.local_date >= at(21)))
    assert "worse" in change_words(run(28, worse))


def test_days_and_weeks() -> None:
    """As they are said when a programme is begun."""
    assert days_words(SHIPPED["desk"]) == "Mon strength, Tue light, Wed strength, Thu light, Fri strength, Sat walk"
    assert "Sun long run" in days_words(SHIPPED["runner"])
    assert weeks_words(SHIPPED["desk"]) == "4 weeks, and 4 more to build on"
    assert weeks_words(SHIPPED["desk-outer-hip"]) == "4 weeks"
    assert WeekdayUse.FREE not in days_words(SHIPPED["runner"])

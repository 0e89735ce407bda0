"""A programme in real use: events and history lead to a week, a session and a card; choices are held to the rules."""

from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest

from dbs_tui.domain.building.programme import DayPlan
from dbs_tui.domain.building.programme_rules import Activity, Gate, PauseKind, why_not_up
from dbs_tui.domain.building.programme_run import (
    ProgrammeAction,
    WeekdayUse,
    activity_of,
    current,
    day_records,
    days_of,
    programme_offer,
    run_of,
    week_marks,
    with_days,
)
from dbs_tui.domain.history.emergency import EMERGENCY_SIGN, Release, Sign, Signs
from dbs_tui.domain.history.history import History
from dbs_tui.domain.history.week import Pause
from dbs_tui.domain.training.session import Amount, Session, SetRecord, Status
from tests.domain.builders import session
from tests.domain.building.programme_runs import MONDAY, at, begun, event, run, strength, week, weeks
from tests.domain.programme_play import SHIPPED

USES = tuple(map(WeekdayUse, ("free", "strength", "light", "free", "strength", "run", "long")))


def test_a_good_week_leads_to_the_next_and_shows_a_card() -> None:
    """Until it is answered; the marks of the chart are the first days of weeks."""
    found = run(7, weeks(1))
    assert (found.state.week, found.day_of_week) == (2, (1, 3))
    assert found.card is not None
    assert found.card.gate is Gate.GO_ON
    assert run(8, weeks(1), begun(), week(7, 2)).card is None
    assert found.week_starts == ((MONDAY, 1), (at(7), 2))
    assert run(0).card is None


def test_every_programme_is_marked() -> None:
    """One that was ended, one whose place another took, and the one that runs; what is still to come is not."""
    events = (
        begun(),
        event(9, ProgrammeAction.END),
        event(20, ProgrammeAction.BEGIN, programme="runner"),
        event(30, ProgrammeAction.BEGIN, programme="desk"),
    )
    history, known = History(tuple(reversed(weeks(1)))), {"desk": SHIPPED["desk"], "runner": SHIPPED["runner"]}

    def marks(today: int) -> tuple[tuple[int, int], ...]:
        found = week_marks(reversed(events), known, history, Signs(), at(today))
        return tuple(((day - MONDAY).days, number) for day, number in found)

    assert marks(40) == ((0, 1), (7, 2), (9, 0), (20, 1), (30, 0), (30, 1))
    assert marks(8) == ((0, 1), (7, 2))
    assert week_marks((), known, history, Signs(), at(3)) == ()
    assert week_marks(events, {}, history, Signs(), at(40)) == ()


@pytest.mark.parametrize(
    ("events", "weeks_done", "today", "expected"),
    [
        ((week(7, 1),), 1, 8, 1),  # more careful: the same week again
        ((week(7, 2),), 1, 8, 2),  # as the rules have it
        ((week(8, 3),), 1, 9, 2),  # a second step within a week is not heard
        ((week(3, 2),), 1, 4, 1),  # nor one before a week has ended
        ((week(7, 9),), 1, 8, 2),  # nor one that does not exist
        ((week(28, 5),), 4, 29, 5),  # build
        ((week(28, 4),), 4, 29, 4),  # keep
        ((week(28, 3),), 4, 29, 3),  # weeks 3 and 4 once more
        ((week(28, 5), week(35, 6), week(42, 7), week(49, 8)), 9, 63, 8),
    ],
)
def test_what_is_chosen(events: tuple[object, ...], weeks_done: int, today: int, expected: int) -> None:
    """An earlier week at any time; a later one by one, a week after the last step."""
    assert run(today, weeks(weeks_done), begun(), *events).state.week == expected  # type: ignore[arg-type]


def test_the_bolder_one_needs_days_without_pain() -> None:
    """One session only leads to the same week; going on all the same is possible, but not with pain."""
    one = (strength(0),)
    assert run(7, one).state.week == 1
    assert run(8, one, begun(), week(7, 2)).state.week == 2
    sore = (strength(0), strength(5, worst=4, morning=3))
    assert run(8, sore, begun(), week(7, 2)).state.week == 1
    calm_again = (strength(0, worst=4, morning=0), strength(5, worst=0, morning=0))
    assert run(8, calm_again, begun(), week(7, 2)).state.week == 1, "pain of the last seven days counts"


def test_the_last_first_week_is_left_by_choice() -> None:
    """All the same, before the rules say so: then the weeks are through."""
    hard = (*weeks(3), strength(21, effort=8), strength(23), strength(25, effort=8))
    assert run(28, hard).card.gate is Gate.REPEAT  # type: ignore[union-attr]
    found = run(29, hard, begun(), week(28, 5))
    assert found.state.through
    assert found.state.week == 4
    assert found.day_of_week == (1, 2)


def test_after_the_last_week_two_days_keep_it() -> None:
    """And there is no later week."""
    found = run(70, weeks(10), begun(), week(28, 5))
    assert (found.state.week, found.state.through) == (8, True)
    assert run(71, weeks(11), begun(), week(28, 5), week(70, 9)).state.week == 8


def test_choices_never_break_the_promises() -> None:
    """Whatever is chosen on whatever day: one step a week, none after pain of 4 and more in seven days."""
    random = Random(7)
    for _ in range(60):
        done = [
            strength(
                day, effort=random.randint(2, 8), worst=random.choice([0, 1, 2, 4, 6]), morning=random.randint(0, 3)
            )
            for day in range(60)
            if random.random() < 0.4
        ]
        events = [week(day, random.randint(1, 8)) for day in range(1, 60) if random.random() < 0.5]
        decisions = run(60, done, begun(), *events).decisions
        last_up, before = None, 1
        for decision in decisions:
            if decision.week > before:
                assert decision.week == before + 1
                assert last_up is None or (decision.day - last_up).days >= 7
                lately = [it for it in done if 0 < (decision.day - it.local_date).days <= 7]
                assert all((it.discomfort.worst or 0) < 4 for it in lately)
                last_up = decision.day
            before = decision.week


def test_nothing_is_chosen_while_it_waits() -> None:
    """In an illness, after a sign, and once it has stopped."""
    ill = (Pause(at(7), at(8), "illness"),)
    assert run(8, weeks(1), begun(), week(7, 2), pauses=ill).state.week == 1
    signs = Signs((Sign("a", at(7)),))
    found = run(8, weeks(1), begun(), week(8, 2), signs=signs)
    assert (found.state.week, found.today.gate, found.today.plan) == (1, Gate.EMERGENCY, DayPlan.NONE)
    bad = weeks(4, morning=7)
    stopped = run(20, bad, begun(), week(20, 1))
    assert stopped.state.off
    assert stopped.today.plan is DayPlan.NONE


def test_a_sign_stands_until_its_release() -> None:
    """Of the day it was chosen on, also as a pause of an earlier version."""
    signs = Signs((Sign("a", at(2)),), (Release("r", datetime(2026, 1, 9, tzinfo=UTC), at(4), ("a",)),))
    gates = [decision.gate for decision in run(4, (strength(1),), begun(), signs=signs).decisions]
    assert gates == [None, None, Gate.EMERGENCY, Gate.EMERGENCY, None]
    pause = Pause(at(1), at(3), EMERGENCY_SIGN)
    assert run(6, (), begun(), pauses=(pause,)).today.gate is Gate.EMERGENCY


def test_pauses_by_their_reasons() -> None:
    """Illness and injury are one kind, all else is travel."""
    for reason, kind in (("illness", PauseKind.ILLNESS), ("injury", PauseKind.ILLNESS), ("holiday", PauseKind.TRAVEL)):
        history = History(pauses=(Pause(at(0), at(0), reason),))
        (record,) = day_records("desk", (), history, Signs(), MONDAY, MONDAY)
        assert record.paused is kind


def test_nothing_further_while_ill() -> None:
    """Nor is what came before the start counted."""
    found = run(8, (strength(-3), *weeks(1)), begun(), pauses=(Pause(at(7), at(8), "illness"),))
    assert why_not_up(found.state, at(8)) == "The programme waits."
    assert found.state.records[0].did == {Activity.STRENGTH}


def test_events_of_devices_add_up() -> None:
    """The last beginning counts, in whatever order they are read; what was ended is over."""
    ended = event(3, ProgrammeAction.END)
    again = event(4, ProgrammeAction.BEGIN, programme="runner")
    assert current((ended, begun())) == ()
    assert current((again, ended, week(5, 1), begun()))[0].programme == "runner"
    assert current((week(0, 1, hour=8),)) == ()
    assert run_of((), SHIPPED, History(), Signs(), MONDAY) is None
    assert run_of((begun("gone"),), SHIPPED, History(), Signs(), MONDAY) is None
    assert run_of((begun(),), SHIPPED, History(), Signs(), at(-1)) is None


def test_the_users_days() -> None:
    """They take the place of the programme's own, and come back as they were named."""
    made = with_days(SHIPPED["runner"], USES)
    assert days_of(made) == USES
    assert made.long_runs == (6,)
    assert with_days(SHIPPED["desk"], ()) is SHIPPED["desk"]
    assert run(1, (), begun("runner", USES)).today.plan is DayPlan.STRENGTH


def done(routine_id: str, *exercises: str, skipped: bool = False) -> Session:
    status = Status.SKIPPED if skipped else Status.DONE
    sets = [SetRecord(it, 1, None, status, Amount(seconds=9.0), Amount(seconds=9.0)) for it in exercises]
    return replace(session(MONDAY, routine_id=routine_id), sets=tuple(sets))


@pytest.mark.parametrize(
    ("made", "activity"),
    [
        (done("desk-light", "squat", "glute-bridge"), Activity.LIGHT),
        (done("desk-strength", "walk"), Activity.STRENGTH),
        (done("runner-primer", "squat", "glute-bridge"), Activity.PRIMER),
        (done("full-10", "squat", "glute-bridge"), Activity.STRENGTH),
        (done("gentle-day", "squat", "glute-bridge"), Activity.LIGHT),
        (done("mine", "squat"), Activity.LIGHT),
        (done("mine", "walk", "stairs"), Activity.WALK),
        (replace(session(MONDAY), sets=(), source="backfilled"), Activity.LIGHT),
        (session(MONDAY, done=1.0), None),
    ],
)
def test_what_a_session_was(made: Session, activity: Activity | None) -> None:
    """By the programme's own session, else by what was done."""
    assert activity_of(made, "desk") is activity


def test_what_today_has() -> None:
    """A session of the day; on a free day the light one; nothing once trained, and where it waits."""
    history = History()
    assert run(0).session is run(0).state.session
    found = programme_offer(run(0), history, at(0))
    assert found is not None
    assert (found.routine.id, found.reason) == ("desk-strength", "Week 1: a strength day.")
    free = programme_offer(run(6), history, at(6))
    assert free is not None
    assert free.routine.id == "desk-light"
    assert programme_offer(run(0), History((strength(0),)), at(0)) is None
    assert programme_offer(run(0, signs=Signs((Sign("a", MONDAY),))), history, at(0)) is None
    only = {
        "desk": replace(
            SHIPPED["desk"],
            weeks=tuple(replace(it, sessions={DayPlan.STRENGTH: it.strength()}) for it in SHIPPED["desk"].weeks),
        )
    }
    bare = run_of((begun(),), only, history, Signs(), at(6))
    assert bare is not None
    assert programme_offer(bare, history, at(6)) is None

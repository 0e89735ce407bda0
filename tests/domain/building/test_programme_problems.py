"""What is wrong with a programme's days and weeks, and how two sessions differ."""

from dataclasses import replace

import pytest

from dbs_tui.domain.building.programme import DayPlan, DoseChange, Programme, dose_changes, programme_problems
from tests.domain.programme_play import SHIPPED

DESK, RUNNER = (replace(SHIPPED[name], ask_after=0) for name in ("desk", "runner"))
WEEK = DESK.weeks[0]
STRENGTH = WEEK.sessions[DayPlan.STRENGTH]
STRAIGHT = replace(
    STRENGTH, blocks=tuple(replace(it, variant=None) if it.exercise.id == "leg-lift" else it for it in STRENGTH.blocks)
)


def told(programme: Programme) -> list[str]:
    return [f"{problem.where}: {problem.what}" for problem in programme_problems(programme)]


@pytest.mark.parametrize("programme", SHIPPED.values(), ids=SHIPPED)
def test_what_ships_has_no_problem(programme: Programme) -> None:
    """Days and weeks of all four."""
    assert told(programme) == []


@pytest.mark.parametrize(
    ("programme", "problem"),
    [
        (replace(DESK, weeks=()), "weeks: must be 1 to 12 weeks, not 0"),
        (replace(DESK, ask_after=9), "ask_after: must be the number of a week, 1 to 8"),
        (replace(DESK, days={**DESK.days, DayPlan.STRENGTH: ()}), "strength: must be 1 to 4 days, not 0"),
        (
            replace(DESK, days={**DESK.days, DayPlan.STRENGTH: (0, 6)}),
            "strength: sunday and monday are two days in a row",
        ),
        (
            replace(DESK, days={**DESK.days, DayPlan.WALK: (0,)}),
            "walk: monday is a day of something else already, or named twice",
        ),
        (
            replace(RUNNER, days={**RUNNER.days, DayPlan.PRIMER: (1, 3, 6, 6)}),
            "run: sunday is a day of something else already, or named twice",
        ),
        (replace(RUNNER, long_runs=(3, 6)), "strength: wednesday is the day before a long run"),
        (replace(DESK, long_runs=(6,)), "long: sunday is not one of the days of run"),
        (
            replace(DESK, weeks=(replace(WEEK, sessions={DayPlan.STRENGTH: STRENGTH}),)),
            "week 1 light: is missing; there are days for it: add [[weeks.light]]",
        ),
        (
            replace(DESK, weeks=(replace(WEEK, effort=(4, 2)),)),
            "week 1 effort: must be two numbers from 0 to 10, the lower one first",
        ),
        (
            replace(DESK, weeks=(replace(WEEK, effort=(2, 11)),)),
            "week 1 effort: must be two numbers from 0 to 10, the lower one first",
        ),
        (
            replace(DESK, weeks=(replace(WEEK, straight_leg_lift=11),)),
            "week 1 straight_leg_lift: must be 0 to 10 reps, not 11",
        ),
        (
            replace(DESK, weeks=(replace(WEEK, sessions={**WEEK.sessions, DayPlan.STRENGTH: STRAIGHT}),)),
            "week 1 strength 6 variant: must be bent-knee; straight_leg_lift says when it may be straight",
        ),
    ],
)
def test_a_problem_has_its_place(programme: Programme, problem: str) -> None:
    """Each rule, once."""
    assert told(programme) == [problem]


def test_sessions_differ_by_exercise() -> None:
    """What is new or gone has no dose on the other side; a form is told where it changes."""
    shorter = replace(STRENGTH, blocks=STRENGTH.blocks[:2])
    assert [change.exercise for change in dose_changes(shorter, STRENGTH)] == [
        "squat",
        "hamstring-stretch",
        "glute-bridge",
        "leg-lift",
    ]
    assert dose_changes(STRENGTH, shorter)[0] == DoseChange("squat", "1 × 8", "–")
    assert dose_changes(shorter, STRENGTH)[0] == DoseChange("squat", "–", "1 × 8")
    assert dose_changes(STRENGTH, STRAIGHT) == (DoseChange("leg-lift", "1 × 5 (bent-knee)", "1 × 5 (plain)"),)


def test_a_day_is_for_something_or_free() -> None:
    """And beyond the last week it is the last one."""
    assert DESK.plan_on(6) is DayPlan.REST
    assert DESK.week(9) is DESK.weeks[-1]

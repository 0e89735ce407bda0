"""The coach: more, the same or less of each exercise, with its reason; one step at a time, one a week, down at once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dbs_tui.content.loader import catalogue
from dbs_tui.domain.building.coach import Direction, changes, coached, taken
from dbs_tui.domain.history.history import History
from dbs_tui.domain.training.exercise import ExerciseKind
from dbs_tui.domain.training.routine import Block, Routine, problems
from dbs_tui.domain.training.session import Amount, Discomfort, Outcome, PainSite, Session, SetRecord, Status
from tests.domain.builders import routine

TODAY = date(2026, 11, 22)
SQUAT = replace(Block.of(catalogue()["squat"]), sets=2, reps=10)
STRETCH = replace(Block.of(catalogue()["hamstring-stretch"]), sets=1).lasting(20)
LIFT = replace(Block.of(catalogue()["leg-lift"]), sets=1, reps=10)
WALK = Block.of(catalogue()["walk"])


def done(
    ago: int,
    *blocks: Block,
    effort: int | None = 3,
    worst: int | None = 0,
    morning: int | None = None,
    site: PainSite | None = None,
    status: Status = Status.DONE,
) -> Session:
    """A session of some blocks, so many days ago."""
    day = TODAY - timedelta(days=ago)
    began = datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
    sets = tuple(
        SetRecord(block.exercise.id, number + 1, None, status, amount, amount, block.variant)
        for block in blocks
        for number in range(block.sets)
        for amount in [Amount(None if block.hold else block.reps, block.hold, 30.0)]
    )
    felt = Discomfort(None, worst, morning, site)
    return Session(
        f"{ago}", day, began, began, "mine", "Mine", Outcome.COMPLETED, 60.0, 0.0, sets, effort=effort, discomfort=felt
    )


def offered(block: Block, *sessions: Session) -> tuple[Direction, str, str]:
    """What is offered for one block: the step, the new dose and form, the reason."""
    (advice,) = coached(routine(block), History(sessions), TODAY)
    return advice.step, f"{advice.after.dose} {advice.after.variant or ''}".strip(), advice.reason


@pytest.mark.parametrize(
    ("sessions", "expected"),
    [
        ([], (Direction.SAME, "2 × 10", "Squat 2 × 10 as it is: it was not done twice like this yet.")),
        (
            [done(2, SQUAT), done(5, SQUAT), done(9, SQUAT)],
            (Direction.MORE, "2 × 12", "Squat 10 → 12: easy (effort 3) twice, no pain."),
        ),
        (
            [done(2, SQUAT, worst=2), done(5, SQUAT)],
            (Direction.MORE, "2 × 12", "Squat 10 → 12: easy (effort 3) twice, little pain."),
        ),
        (
            [done(2, SQUAT, effort=5), done(5, SQUAT)],
            (Direction.SAME, "2 × 10", "Squat 2 × 10 as it is: effort was 5 of 10."),
        ),
        (
            [done(2, SQUAT, effort=None), done(5, SQUAT)],
            (Direction.SAME, "2 × 10", "Squat 2 × 10 as it is: effort was not answered twice."),
        ),
        (
            [done(2, SQUAT, worst=4), done(5, SQUAT)],
            (Direction.LESS, "1 × 10", "Squat 2 × 10 → 1 × 10: pain 4 of 10 last time."),
        ),
        (
            [done(2, SQUAT, morning=7, site=PainSite.KNEE)],
            (Direction.LESS, "1 × 10", "Squat 2 × 10 → 1 × 10: pain 7 of 10 (knee) last time."),
        ),
        (
            [done(2, SQUAT, effort=10)],
            (Direction.LESS, "1 × 10", "Squat 2 × 10 → 1 × 10: it took nearly everything (effort 10)."),
        ),
        (
            [done(2, SQUAT), done(5, SQUAT, worst=4)],
            (Direction.SAME, "2 × 10", "Squat 2 × 10 as it is: pain was 4 of 10."),
        ),
        (
            [done(2, SQUAT), done(10, SQUAT)],
            (Direction.SAME, "2 × 10", "Squat 2 × 10 as it is: there was a week without it."),
        ),
        (
            [done(8, SQUAT), done(9, SQUAT)],
            (Direction.SAME, "2 × 10", "Squat 2 × 10 as it is: there was a week without it."),
        ),
        (
            [done(2, SQUAT, status=Status.PARTIAL), done(5, SQUAT)],
            (Direction.SAME, "2 × 10", "Squat 2 × 10 as it is: a set was left out."),
        ),
        (
            [done(1, SQUAT), done(3, SQUAT), done(5, replace(SQUAT, reps=8))],
            (Direction.SAME, "2 × 10", "Squat 2 × 10 as it is: one step a week is enough."),
        ),
        (
            [done(1, SQUAT), done(3, SQUAT), done(7, replace(SQUAT, reps=8))],
            (Direction.MORE, "2 × 12", "Squat 10 → 12: easy (effort 3) twice, no pain."),
        ),
        (
            [done(1, replace(SQUAT, reps=12), worst=6)],
            (Direction.SAME, "2 × 10", "Squat 2 × 10 as it is: it was not done twice like this yet."),
        ),
        (
            [done(1, SQUAT, worst=None), done(3, SQUAT, worst=None), done(30, SQUAT, worst=5)],
            (Direction.SAME, "2 × 10", "Squat 2 × 10 as it is: pain was 5 of 10."),
        ),
    ],
)
def test_what_is_offered_for_a_squat(sessions: list[Session], expected: tuple[Direction, str, str]) -> None:
    """Every rule, with its words."""
    assert offered(SQUAT, *sessions) == expected


def twice(block: Block, **felt: int) -> list[Session]:
    """Two easy sessions of this week."""
    return [done(1, block, **felt), done(4, block, **felt)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("block", "dose"),
    [
        (replace(SQUAT, sets=1, reps=8), "1 × 10"),
        (replace(SQUAT, sets=1, reps=10), "2 × 10"),
        (replace(SQUAT, sets=2, reps=11), "2 × 12"),
        (replace(SQUAT, sets=2, reps=12), "2 × 12"),
        (replace(SQUAT, sets=2, reps=20), "2 × 20"),
        (STRETCH, "1 × 25 s/side"),
        (STRETCH.lasting(30), "2 × 30 s/side"),
        (replace(STRETCH.lasting(30), sets=2), "2 × 30 s/side"),
        (replace(LIFT, reps=8), "1 × 10 bent-knee"),
        (LIFT, "1 × 6"),
        (replace(LIFT, variant=None, reps=6), "1 × 8"),
    ],
)
def test_one_step_up(block: Block, dose: str) -> None:
    """Reps, then a set, then no more in the first weeks; a hold, then a set; bent legs, then straight ones."""
    assert offered(block, *twice(block))[1] == dose


def test_a_third_set_comes_after_four_weeks() -> None:
    """And no fourth one."""
    block = replace(SQUAT, reps=12)
    assert offered(block, *twice(block), done(28, block))[1] == "3 × 12"
    block = replace(block, sets=3)
    assert offered(block, *twice(block), done(60, block))[1] == "3 × 12"
    lift = replace(LIFT, variant=None, sets=2, reps=12)
    assert offered(lift, *twice(lift), done(60, lift))[1] == "2 × 12", "the leg lift has two at most"


@pytest.mark.parametrize(
    ("block", "dose"),
    [
        (replace(SQUAT, sets=1, reps=8), "1 × 6"),
        (replace(SQUAT, sets=1, reps=5), "1 × 5"),
        (replace(SQUAT, sets=1, reps=3), "1 × 3"),
        (STRETCH, "1 × 15 s/side"),
        (STRETCH.lasting(10), "1 × 10 s/side"),
        (STRETCH.lasting(5), "1 × 5 s/side"),
        (replace(LIFT, variant=None, reps=6), "1 × 6 bent-knee"),
    ],
)
def test_one_step_down(block: Block, dose: str) -> None:
    """At once, never below what is little already."""
    step, after, reason = offered(block, done(1, block, effort=9))
    assert (after, step is Direction.SAME) == (dose, "no smaller step" in reason)


def test_straight_legs_need_a_back_without_pain() -> None:
    """Any pain keeps them bent; pain of the back asks for less, whatever its figure."""
    assert offered(LIFT, *twice(LIFT, worst=1))[:2] == (Direction.SAME, "1 × 10 bent-knee")
    step, dose, reason = offered(LIFT, done(1, LIFT, worst=3, site=PainSite.BACK))
    assert (step, dose, reason) == (Direction.LESS, "1 × 8 bent-knee", "Leg lift 10 → 8: the back hurt last time.")


def test_what_is_long_ago_says_nothing() -> None:
    """Sessions of more than 120 days ago, and those to come."""
    assert offered(SQUAT, done(121, SQUAT, effort=10))[0] is Direction.SAME
    assert offered(SQUAT, done(-1, SQUAT, effort=10))[0] is Direction.SAME


def test_pain_of_another_session_keeps_it_as_it_is() -> None:
    """Never up after pain of 4 and more, whichever exercise it was."""
    said = offered(SQUAT, done(1, STRETCH, worst=5), done(2, SQUAT), done(5, SQUAT))
    assert said == (Direction.SAME, "2 × 10", "Squat 2 × 10 as it is: pain of 4 and more comes first.")


def test_movement_stays_and_other_forms_are_others() -> None:
    """A walk has no steps; what was done in another form says nothing."""
    assert offered(WALK)[0] is Direction.SAME
    chair = replace(SQUAT, variant="chair")
    assert offered(chair, *twice(SQUAT))[0] is Direction.SAME


def test_what_is_taken_is_in_the_routine() -> None:
    """All of it, or what is wanted of it."""
    plan = routine(WALK, SQUAT, STRETCH)
    history = History((done(1, SQUAT, STRETCH), done(4, SQUAT, STRETCH)))
    offers = changes(coached(plan, history, TODAY))
    assert [each.index for each in offers] == [1, 2]
    assert taken(plan, offers).blocks == (WALK, replace(SQUAT, reps=12), STRETCH.lasting(25))


def test_two_histories_lead_to_different_offers() -> None:
    """Thirty sessions with effort 1 and thirty with effort 10."""
    plan = routine(SQUAT)
    easy, hard = (
        coached(plan, History(tuple(done(2 * n, SQUAT, effort=effort) for n in range(30))), TODAY) for effort in (1, 10)
    )
    assert (easy[0].step, hard[0].step) == (Direction.MORE, Direction.LESS)


BLOCKS = st.sampled_from([SQUAT, replace(SQUAT, sets=1), STRETCH, LIFT, replace(LIFT, variant=None, reps=6), WALK])
RATINGS = st.none() | st.integers(0, 10)
SESSIONS = st.builds(
    done,
    st.integers(0, 40),
    BLOCKS,
    BLOCKS,
    effort=RATINGS,
    worst=RATINGS,
    morning=RATINGS,
    site=st.none() | st.sampled_from(PainSite),
    status=st.sampled_from(Status),
)


@settings(deadline=None)
@given(st.lists(SESSIONS, max_size=8, unique_by=lambda session: session.id), st.lists(BLOCKS, min_size=1, max_size=4))
def test_the_promises_of_the_coach(sessions: list[Session], blocks: list[Block]) -> None:
    """Never up after pain of 4 and more; one change at a time; every offer is valid and has its reason."""
    plan: Routine = routine(*blocks)
    ordered = sorted(sessions, key=lambda session: session.local_date)
    known = [it for s in ordered for it in (s.discomfort.worst, s.discomfort.next_morning) if it is not None]
    for each in coached(plan, History(tuple(sessions)), TODAY):
        one, two = each.before, each.after
        assert each.reason.endswith(".")
        assert (one == two) == (each.step is Direction.SAME)
        changed = (one.sets != two.sets, one.reps != two.reps, one.tempo != two.tempo)
        assert sum(changed) <= 1 or one.variant != two.variant
        if each.step is Direction.MORE:
            assert max(ordered[-1].discomfort.worst or 0, ordered[-1].discomfort.next_morning or 0) < 4
            assert known == [] or one.exercise.kind is not ExerciseKind.MOVE
        assert not list(problems(taken(plan, [each])))

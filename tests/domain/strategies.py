"""Hypothesis strategies for the whole domain: exercises, routines, moments and histories, small but in every shape.

Import them where a property has to hold for anything a user can plan or have trained. Routines are always valid; their
steps are seconds long, so that a test runs through one in a few dozen looks.
"""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from dbs_tui.domain.history.history import Goal, History, Pause
from dbs_tui.domain.training.exercise import Beat, Breath, Exercise, ExerciseKind, Position, Side, Variant
from dbs_tui.domain.training.routine import Block, Routine
from dbs_tui.domain.training.session import BACKFILLED, Amount, Outcome, Session, SetRecord
from dbs_tui.domain.training.timeline import SECOND
from tests.domain.builders import status_of

NAMES = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=12)


def _exercise(kind: ExerciseKind, position: Position, sides: int, beats: tuple[tuple[str, int], ...]) -> Exercise:
    parts = tuple(Beat(name, seconds, Breath.FREE, f"Now {name}") for name, seconds in beats)
    return Exercise(
        id=f"{kind}-{position}-{sides}",
        name="Move",
        summary="For tests.",
        kind=kind,
        position=position,
        sides=sides,
        switch=2 if sides == 2 else 0,
        sets=1 if kind is ExerciseKind.MOVE else 2,
        reps=3 if kind is ExerciseKind.REPS else 1,
        rest=2,
        beats=parts,
        variants=(Variant("seated", "Seated", Position.SITTING, ("Sit",), ((beats[0][0], "Sit and go"),)),),
    )


_BEATS = {
    ExerciseKind.REPS: (("lower", 2), ("hold", 1), ("rise", 2)),
    ExerciseKind.HOLD: (("lean", 2), ("hold", 8), ("release", 1)),
    ExerciseKind.MOVE: (("walk", 10),),
}


@st.composite
def exercises(draw: st.DrawFn) -> Exercise:
    """An exercise of any kind, position and number of sides, with one variant."""
    kind = draw(st.sampled_from(ExerciseKind))
    sides = 1 if kind is ExerciseKind.MOVE else draw(st.sampled_from((1, 2)))
    return _exercise(kind, draw(st.sampled_from(Position)), sides, _BEATS[kind])


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    """A valid block: short, with beats of any length, some left out."""
    exercise = draw(exercises())
    variant = draw(st.sampled_from((None, "seated")))
    short = st.integers(0, 3)
    if exercise.kind is ExerciseKind.MOVE:
        return Block(exercise, 1, 1, 0, (draw(st.integers(10, 12) | st.integers(19, 22)),), variant)
    sets, rest = draw(st.integers(1, 3)), draw(short)
    if exercise.kind is ExerciseKind.HOLD:
        hold = draw(st.integers(5, 8) | st.integers(19, 22))
        first = draw(st.sampled_from((None, *Side))) if exercise.sides == 2 else None
        return Block(exercise, sets, 1, rest, (draw(short), hold, draw(short)), variant, first)
    tempo = draw(st.permutations((draw(st.integers(1, 3)), draw(short), draw(short))))
    return Block(exercise, sets, draw(st.integers(1, 4)), rest, tuple(tempo), variant)


@st.composite
def routines(draw: st.DrawFn, max_blocks: int = 3) -> Routine:
    """A valid routine of a few short blocks."""
    planned = draw(st.lists(blocks(), min_size=1, max_size=max_blocks))
    return Routine("random", draw(NAMES), "", tuple(planned))


SIDES = st.sampled_from(Side)

LOOKS = st.one_of(
    st.sampled_from([0, 1, SECOND // 2, SECOND - 1, SECOND, SECOND + 1, 2 * SECOND]), st.integers(0, 2 * SECOND)
)
"""Nanoseconds between two looks at a player that somebody follows: 2 s at most, often on the edges."""

GAPS = st.one_of(st.just(2 * SECOND + 1), st.integers(2 * SECOND + 1, 9 * 3600 * SECOND))
"""Nanoseconds nobody looked: from just above 2 s to a night."""

EDGES = (date(2024, 3, 2), date(2023, 3, 1), date(2021, 1, 3), date(2025, 1, 1), date(2027, 1, 4), date(2026, 11, 22))
"""Days around leap days and around ends of years whose ISO week belongs to the year before or after."""


@st.composite
def sessions(draw: st.DrawFn, today: date, back: int = 70, ahead: int = 3) -> Session:
    """A session of the last weeks, now and then dated in the future, which counts or does not."""
    day = today - timedelta(days=draw(st.integers(-ahead, back)))
    started = datetime.combine(day, time(draw(st.integers(0, 23))), UTC)
    done = draw(st.sampled_from((0.0, 49.9, 50.0, 100.0)))
    trained = SetRecord("walk", 1, None, status_of(100.0, done), Amount(seconds=100.0), Amount(seconds=done))
    return Session(
        id=str(draw(st.uuids(version=4))),
        local_date=day,
        started_at=started,
        ended_at=started + timedelta(seconds=done),
        routine_id=draw(st.sampled_from(("starter-5", "full-10"))),
        routine_name="Test",
        outcome=Outcome.COMPLETED,
        active_seconds=done,
        paused_seconds=0.0,
        sets=(trained,),
        source=draw(st.sampled_from((None, None, BACKFILLED))),
    )


@st.composite
def pauses(draw: st.DrawFn, today: date) -> Pause:
    """A pause of up to three weeks."""
    first = today - timedelta(days=draw(st.integers(-3, 70)))
    return Pause(first, first + timedelta(days=draw(st.integers(0, 20))), "illness")


@st.composite
def goals(draw: st.DrawFn, today: date) -> Goal:
    """A goal of 1 to 7 days a week, from any day on."""
    return Goal(today - timedelta(days=draw(st.integers(-7, 80))), draw(st.integers(1, 7)))


@st.composite
def histories(draw: st.DrawFn) -> tuple[History, date]:
    """A history and the day it is looked at: dense enough for streaks, with pauses and changes of goal."""
    today = draw(st.sampled_from(EDGES)) + timedelta(days=draw(st.integers(0, 6)))
    back = draw(st.sampled_from((7, 20, 70)))
    history = History(
        sessions=tuple(draw(st.lists(sessions(today, back), max_size=40))),
        goals=tuple(draw(st.lists(goals(today), max_size=3))),
        pauses=tuple(draw(st.lists(pauses(today), max_size=3))),
        week_starts=draw(st.sampled_from((0, 6))),
    )
    return history, today

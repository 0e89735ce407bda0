"""Small exercises, blocks, routines and players for the tests: figures stand in the test, not in a data file."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from dbs_tui.domain.training.ahead import total_left
from dbs_tui.domain.training.cues import Cue
from dbs_tui.domain.training.exercise import Beat, Breath, Exercise, ExerciseKind, Position, Variant
from dbs_tui.domain.training.player import Player
from dbs_tui.domain.training.routine import Block, Routine
from dbs_tui.domain.training.session import Amount, Discomfort, Outcome, Session, SetRecord, Status
from dbs_tui.domain.training.timeline import SECOND, Step, timeline


def exercise(
    exercise_id: str,
    kind: ExerciseKind,
    *beats: tuple[str, int],
    sides: int = 1,
    switch: int = 0,
    position: Position = Position.STANDING,
    variants: tuple[Variant, ...] = (),
) -> Exercise:
    """An exercise of one set of one rep, whose beats are pairs of name and seconds."""
    parts = tuple(Beat(name, seconds, Breath.FREE, f"Now {name}") for name, seconds in beats)
    return Exercise(
        id=exercise_id,
        name=exercise_id.title(),
        summary="For tests.",
        kind=kind,
        position=position,
        sides=sides,
        switch=switch,
        sets=1,
        reps=1,
        rest=0,
        beats=parts,
        variants=variants,
    )


PRESS = exercise("press", ExerciseKind.REPS, ("push", 3), ("ease", 1))
"""4 s a rep."""
STRETCH = exercise("stretch", ExerciseKind.HOLD, ("lean", 4), ("hold", 30), ("release", 3), sides=2, switch=5)
"""37 s a side."""
WALK = exercise("walk", ExerciseKind.MOVE, ("walk", 60))
"""A minute."""


def block(
    of: Exercise,
    *,
    sets: int = 1,
    reps: int = 1,
    rest: int = 0,
    tempo: tuple[int, ...] | None = None,
    variant: str | None = None,
) -> Block:
    """A block of an exercise, at its own tempo unless told."""
    return Block(of, sets, reps, rest, of.tempo if tempo is None else tempo, variant)


def routine(*blocks: Block, routine_id: str = "test", name: str = "Test", description: str = "") -> Routine:
    """A routine of the blocks."""
    return Routine(routine_id, name, description, blocks)


def player(*blocks: Block, own_pace: bool = False) -> Player:
    """A player that waits before a routine of the blocks."""
    return Player(timeline(routine(*blocks)), own_pace=own_pace)


def work_step(of: Block) -> Step:
    """The first set of a block."""
    return next(step for step in timeline(routine(of)).steps if step.is_work)


def position(of: Player) -> int:
    """Nanoseconds from the beginning of the timeline as it is now."""
    return of.timeline.length - total_left(of)


def watched(of: Player, seconds: float, every: float = 1.0) -> Player:
    """The player at a clock reading in seconds, looked at all the time until then, as a screen does."""
    return heard(of, seconds, every)[0]


def heard(of: Player, seconds: float, every: float = 1.0) -> tuple[Player, list[Cue]]:
    """The player at a clock reading in seconds, and every cue that was handed out on the way."""
    given: list[Cue] = []
    for now in _looks(of.seen, round(seconds * SECOND), round(every * SECOND)):
        of, cues = of.tick(now)
        given.extend(cues)
    return of, given


def _looks(seen: int, now: int, every: int) -> Iterator[int]:
    yield from range(seen + every, now, every)
    yield now


def run_until(step: Step, here: int) -> list[tuple[str, int, int, int]]:
    """What ran until a moment of a set: name, rep, begin and time run of each beat."""
    told, begin = [], 0
    for span in step.spans:
        if span.length and begin < here:
            told.append((span.beat.name, span.rep, begin, min(span.length, here - begin)))
        begin += span.length
    return told


def words(cues: Sequence[Cue]) -> list[str]:
    """Cues as short words: ``beat 1 @0``, ``countdown 3 @7``, ``done``, at seconds of their step."""
    return [f"{cue.kind} {cue.number} @{cue.at / SECOND:g}".replace(" 0 @", " @") for cue in cues]


def session(
    day: date,
    *,
    planned: float = 100.0,
    done: float = 100.0,
    hour: int = 8,
    routine_id: str = "full-10",
    session_id: str | None = None,
    source: str | None = None,
    worst: int | None = None,
    next_morning: int | None = None,
) -> Session:
    """A session of one set on a local date; it counts from half of the planned seconds up."""
    started = datetime.combine(day, time(hour), UTC)
    done_set = SetRecord("walk", 1, None, status_of(planned, done), Amount(seconds=planned), Amount(seconds=done))
    return Session(
        id=session_id or f"{day}-{hour}",
        local_date=day,
        started_at=started,
        ended_at=started + timedelta(minutes=5),
        routine_id=routine_id,
        routine_name="Test",
        outcome=Outcome.COMPLETED,
        active_seconds=done,
        paused_seconds=0.0,
        sets=(done_set,),
        discomfort=Discomfort(worst=worst, next_morning=next_morning),
        source=source,
    )


def status_of(planned: float, done: float) -> Status:
    """The status of a set that is told by its seconds alone."""
    if done >= planned:
        return Status.DONE
    return Status.PARTIAL if done else Status.SKIPPED

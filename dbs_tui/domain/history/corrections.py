"""Sets the record straight: what was felt and done in a session, one that was trained elsewhere, a pause, a goal.

Every change is a new value, so the old one is the way back. What is changed by hand says so, in ``edited_at`` or
``source``; what is not possible is an error that a person can act on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from dbs_tui.domain.common.dates import training_date
from dbs_tui.domain.common.limits import LIMITS, is_within, words
from dbs_tui.domain.common.text import counted, unprintable
from dbs_tui.domain.history.week import Goal, Pause
from dbs_tui.domain.training.exercise import Side
from dbs_tui.domain.training.routine import Routine
from dbs_tui.domain.training.session import (
    BACKFILLED,
    RATING,
    Amount,
    Discomfort,
    Outcome,
    Session,
    SetRecord,
    Status,
    status_of,
)
from dbs_tui.domain.training.session_record import planned_amount
from dbs_tui.domain.training.timeline import Step, timeline

LONGEST_NOTE = 2000
"""Characters."""
PAUSE_BACK = timedelta(days=14)
"""How long ago a pause may begin when it is entered."""
LONGEST_PAUSE = timedelta(days=366)
EARLIEST = date(1970, 1, 1)
MOST_REPS, MOST_SECONDS = LIMITS["reps"][-1], LIMITS["hold"][-1]
"""Of one set."""


class AmendError(ValueError):
    """A change that cannot be; ``str()`` is one line: what, and what it must be."""


# -- a session that is there


@dataclass(frozen=True, slots=True)
class Felt:
    """What is said about a session afterwards; ``None`` where it was not asked."""

    effort: int | None = None
    discomfort: Discomfort = field(default_factory=Discomfort)
    note: str = ""

    @classmethod
    def of(cls, session: Session) -> "Felt":
        """What a session says about how it felt."""
        return cls(session.effort, session.discomfort, session.note)


def felt(session: Session, said: Felt, moment: datetime) -> Session:
    """The session with other answers and another note, marked as edited at a moment; itself when nothing changed.

    Raises:
        AmendError: a rating is not 0 to 10, or the note is too long or has characters that cannot be shown.
    """
    ratings = {
        "effort": said.effort,
        "pain before": said.discomfort.before,
        "pain at its worst": said.discomfort.worst,
        "pain next morning": said.discomfort.next_morning,
    }
    for name, rating in ratings.items():
        if rating is not None and rating not in RATING:
            raise AmendError(f"{name}: must be 0 to {RATING[-1]}, not {rating}")
    changed = replace(session, effort=said.effort, discomfort=said.discomfort, note=_note(said.note))
    return _edited(session, changed, moment)


def with_done(session: Session, done: Mapping[int, int], moment: datetime) -> Session:
    """The session with other amounts done, by the index of the set: reps, or seconds held or moved.

    The status follows from the amount, the seconds of work from the plan. It is marked as edited; itself when nothing
    changed. One that ended early is completed once all of its sets are done.

    Raises:
        AmendError: there is no such set, or the amount is not 0 to 999 reps or 0 to 3600 s.
    """
    for index in done:
        if not 0 <= index < len(session.sets):
            raise AmendError(f"set {index + 1}: this session has {counted(len(session.sets), 'set')}")
    sets = tuple(_done(record, done.get(index), index) for index, record in enumerate(session.sets))
    complete = all(record.status is Status.DONE for record in sets)
    outcome = Outcome.COMPLETED if complete and sets != session.sets else session.outcome
    return _edited(session, replace(session, sets=sets, outcome=outcome), moment)


def retimed(session: Session, begun: datetime, seconds: float, moment: datetime, day_starts_at: int = 0) -> Session:
    """The session with another beginning and length, in seconds; its pauses stay. Marked as edited when it changed.

    Its day is that on which it ends then; itself when nothing changed.

    Raises:
        AmendError: it would end in the future, lie before 1970, or take no time or more than 600 minutes.
    """
    if (begun, seconds) == (session.started_at, session.active_seconds):
        return session
    if not 0 < seconds <= LIMITS["minutes"][-1] * 60:
        raise AmendError(f"length: must be more than 0:00 and {LIMITS['minutes'][-1] // 60} hours at most")
    ended = session.ended_at + (begun - session.started_at) + timedelta(seconds=seconds - session.active_seconds)
    if ended > moment:
        raise AmendError("when: this is not over yet; write an earlier day or time")
    day = training_date(ended, day_starts_at)
    if day < EARLIEST:
        raise AmendError(f"when: must be {EARLIEST} or later, not {day}")
    changed = replace(session, started_at=begun, ended_at=ended, local_date=day, active_seconds=seconds)
    return replace(changed, edited_at=moment)


def goal_of(record: SetRecord) -> int:
    """What was planned of a set: reps, or seconds held or moved."""
    return _whole(record.planned)


def done_of(record: SetRecord) -> int:
    """What was done of it, in the same unit."""
    return _whole(record.done)


def _whole(amount: Amount) -> int:
    counts = (amount.reps, amount.hold, int(amount.seconds))
    return next(count for count in counts if count is not None)


def _done(record: SetRecord, amount: int | None, index: int) -> SetRecord:
    """The set with another amount done, at the tempo of the plan; ``index`` names it in an error."""
    if amount is None or amount == done_of(record):
        return record
    counts_reps = record.planned.reps is not None
    most, unit = (MOST_REPS, "reps") if counts_reps else (MOST_SECONDS, "s")
    if not 0 <= amount <= most:
        raise AmendError(f"set {index + 1}: must be 0 to {most} {unit}, not {amount}")
    planned = goal_of(record)
    return replace(record, status=status_of(amount, planned), done=_scaled(record.planned, amount, planned))


def _scaled(planned: Amount, amount: int, goal: int) -> Amount:
    """An amount done at the tempo of the plan, in whole tenths of a second, never rounded up."""
    seconds = int(planned.seconds * 10 * amount / goal + 1e-6) / 10 if goal else float(amount)
    return Amount(
        reps=amount if planned.reps is not None else None,
        hold=amount if planned.hold is not None else None,
        seconds=seconds,
    )


def _edited(before: Session, after: Session, moment: datetime) -> Session:
    return before if after == before else replace(after, edited_at=moment)


def _note(text: str) -> str:
    """A note without blanks at its ends, checked for its length and its characters."""
    note = "\n".join(line.rstrip() for line in text.strip().splitlines())
    if len(note) > LONGEST_NOTE:
        raise AmendError(f"note: must be {LONGEST_NOTE} characters at most, not {len(note)}")
    if unprintable(note.replace("\n", "")):
        raise AmendError("note: has a character that cannot be shown; type it again by hand")
    return note


# -- a session that was trained elsewhere


@dataclass(frozen=True, slots=True)
class Backfill:
    """A workout that was trained without the program, as it is entered."""

    routine: Routine
    started_at: datetime
    """With its offset."""
    minutes: int | None = None
    """How long it took; ``None`` for as long as the routine takes."""
    first_side: Side = Side.LEFT
    felt: Felt = field(default_factory=Felt)


def backfilled(entered: Backfill, session_id: str, now: datetime, day_starts_at: int = 0) -> Session:
    """The session of a workout trained elsewhere: every set done as planned, which ``with_done`` can change after.

    Raises:
        AmendError: it lies in the future or before 1970, took 0 minutes or more than 600, or says something impossible.
    """
    plan = timeline(entered.routine, entered.first_side)
    if entered.minutes is not None and not is_within("minutes", entered.minutes):
        raise AmendError(f"minutes: must be {words('minutes')}, not {entered.minutes}")
    seconds = float(plan.seconds if entered.minutes is None else entered.minutes * 60)
    ended = entered.started_at + timedelta(seconds=seconds)
    day = training_date(ended, day_starts_at)
    if ended > now:
        raise AmendError("when: this is not over yet; enter it afterwards, or at an earlier time")
    if day < EARLIEST:
        raise AmendError(f"when: must be {EARLIEST} or later, not {day}")
    session = Session(
        id=session_id,
        local_date=day,
        started_at=entered.started_at,
        ended_at=ended,
        routine_id=entered.routine.id,
        routine_name=entered.routine.name,
        outcome=Outcome.COMPLETED,
        active_seconds=seconds,
        paused_seconds=0.0,
        sets=tuple(_as_planned(step) for step in plan.steps if step.is_work),
        source=BACKFILLED,
    )
    return replace(felt(session, entered.felt, now), edited_at=None)


def _as_planned(step: Step) -> SetRecord:
    planned = planned_amount(step)
    return SetRecord(step.block.exercise.id, step.set, step.side, Status.DONE, planned, planned, step.block.variant)


# -- pauses and goals


def new_pause(first: date, last: date, reason: str, today: date, before: Pause | None = None) -> Pause:
    """Days on which nothing is expected; ``before`` is the pause whose dates are changed.

    Raises:
        AmendError: it ends before it begins, begins more than 14 days ago and earlier than before, takes more than a
            year, or has no reason.
    """
    if last < first:
        raise AmendError(f"to: must be {first} or later, not {last}")
    earliest = min(today - PAUSE_BACK, before.first if before else today)
    if first < earliest:
        raise AmendError(f"from: must be {earliest} or later: a pause is entered up to 14 days back")
    if last - first > LONGEST_PAUSE or last > today + LONGEST_PAUSE:
        raise AmendError(f"to: must be within a year, not {last}")
    if not (said := reason.strip()) or len(said) > 80 or unprintable(said):
        raise AmendError("reason: must be 1 to 80 characters, such as illness or travel")
    return Pause(first, last, said)


def new_goal(days: int, today: date) -> Goal:
    """A goal from today on: the week that runs keeps the goal of its first day, unless it begins today.

    Raises:
        AmendError: it is not 1 to 7 days a week.
    """
    if not is_within("days", days):
        raise AmendError(f"goal: must be {words('days')} days a week, not {days}")
    return Goal(today, days)

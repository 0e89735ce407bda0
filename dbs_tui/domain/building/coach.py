"""What a coach offers for each exercise of a routine: more, the same or less, each with its reason in one sentence.

Pure rules over the last sessions. Never more than one of sets, reps, hold and form changes, never more than one step a
week for an exercise; never up after pain of 4 and more, after a week without it, or after a set that was left out. Less
is immediate. The numbers are judgement; that beginners add when one or two reps more were possible is the position of
the ACSM (2009).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from dbs_tui.domain.history.pain_rules import FINE, LOOK_BACK, Care, answers_of, caution
from dbs_tui.domain.training.exercise import ExerciseKind
from dbs_tui.domain.training.session import PainSite, Session, SetRecord, Status

if TYPE_CHECKING:
    from dbs_tui.domain.history.history import History
    from dbs_tui.domain.training.routine import Block, Routine

EASY, EXHAUSTING = 4, 9
"""Effort up to which there is room for more, and from which it is less."""
TWICE = 2
"""Sessions in a row that have to be easy."""
STEP_EVERY = timedelta(days=7)
RECENT = timedelta(days=7)
"""A longer time without the exercise is a missed week."""
REP_STEP, HOLD_STEP = 2, 5
"""Reps, and seconds of a hold, of one step."""
MOST_REPS, MOST_HOLD = 12, 30
"""No step leads beyond these; what the user has set higher stays."""
SECOND_SET_FROM = 10
"""Reps from which the next step is another set, at fewer reps once more."""
MOST_SETS, MOST_SETS_LATER, LATER = 2, 3, timedelta(days=28)
"""Sets that a step leads to, at most, in the first four weeks of an exercise and after them."""
LEG_LIFT, BENT_KNEE, STRAIGHT_REPS = "leg-lift", "bent-knee", 6


class Direction(StrEnum):
    """The direction of what is offered."""

    MORE = "more"
    SAME = "same"
    LESS = "less"


@dataclass(frozen=True, slots=True)
class Advice:
    """What is offered for one block of a routine."""

    index: int
    """The block's place in the routine, from 0."""
    step: Direction
    before: Block
    after: Block
    """The block as it is offered; equal to ``before`` for ``SAME``."""
    reason: str
    """One sentence: ``Squat 10 → 12: easy (effort 3) twice, no pain.``"""


@dataclass(frozen=True, slots=True)
class Done:
    """One exercise of one session."""

    session: Session
    sets: tuple[SetRecord, ...]

    @property
    def whole(self) -> bool:
        """Whether no set of it was left out or broken off."""
        return all(record.status is Status.DONE for record in self.sets)

    @property
    def effort(self) -> int | None:
        """The effort of the session; ``None`` where it was not asked."""
        return self.session.effort

    @property
    def pain(self) -> int | None:
        """The highest answer about pain at its worst or the morning after; ``None`` without any."""
        felt = self.session.discomfort
        return max((it for it in (felt.worst, felt.next_morning) if it is not None), default=None)


def coached(routine: Routine, history: History, today: date) -> tuple[Advice, ...]:
    """What is offered for every block of a routine, in its order; movement is offered as it is."""
    care = caution(answers_of(history, today), today).care
    return tuple(
        _advice(at, block, _doses(block, history, today), care, today) for at, block in enumerate(routine.blocks)
    )


def changes(advice: Sequence[Advice]) -> tuple[Advice, ...]:
    """The pieces of advice that change something."""
    return tuple(each for each in advice if each.step is not Direction.SAME)


def taken(routine: Routine, advice: Sequence[Advice]) -> Routine:
    """The routine with all offered changes made."""
    blocks = list(routine.blocks)
    for each in advice:
        blocks[each.index] = each.after
    return replace(routine, blocks=tuple(blocks))


# -- what was done


def _doses(block: Block, history: History, today: date) -> tuple[Done, ...]:
    """The sessions of the last 120 days with the block's exercise in its form, newest first, up to today."""
    found = []
    for session in reversed(history.sessions):
        if today - session.local_date > LOOK_BACK:
            break
        sets = tuple(it for it in session.sets if it.exercise == block.exercise.id and it.form == block.variant)
        if sets and session.local_date <= today:
            found.append(Done(session, sets))
    return tuple(found)


def _advice(at: int, block: Block, done: tuple[Done, ...], care: Care, today: date) -> Advice:
    """The advice for the block at an index: less where its last session asks for it, more where all speaks for it."""
    if block.exercise.kind is ExerciseKind.MOVE:
        return Advice(at, Direction.SAME, block, block, f"{block.exercise.name}: as it is, movement has no steps.")
    if reason := _why_less(block, done):
        after = _less(block)
        step = Direction.LESS if after != block else Direction.SAME
        return Advice(at, step, block, after, _told(block, after, reason))
    reason, ready = _why_not_more(block, done, care, today)
    after = _more(block, done, today) if ready else block
    if after == block:
        return Advice(at, Direction.SAME, block, block, f"{block.exercise.name} {block.dose} as it is: {reason}.")
    return Advice(at, Direction.MORE, block, after, _told(block, after, reason))


# -- less


def _why_less(block: Block, done: tuple[Done, ...]) -> str:
    """Why the last session asks for less, as a clause; empty where it does not, or a step down was made since."""
    if not done or _dose_of(done[0]) != _planned(block):
        return ""  # not done at this dose yet, such as when less was taken already
    last = done[0]
    if last.pain is not None and last.pain > FINE:
        where = f" ({last.session.discomfort.where})" if last.session.discomfort.where else ""
        return f"pain {last.pain} of 10{where} last time"
    if block.exercise.id == LEG_LIFT and last.session.discomfort.site is PainSite.BACK:
        return "the back hurt last time"
    if last.effort is not None and last.effort >= EXHAUSTING:
        return f"it took nearly everything (effort {last.effort})"
    return ""


def _less(block: Block) -> Block:
    """One step down: straight legs bend, a set less, then fewer reps or seconds; itself where there is no less."""
    if block.exercise.id == LEG_LIFT and block.variant is None:
        return replace(block, variant=BENT_KNEE)
    if block.sets > 1:
        return replace(block, sets=block.sets - 1)
    if block.exercise.kind is ExerciseKind.HOLD:
        return block.lasting(max(min(block.main_seconds, 2 * HOLD_STEP), block.main_seconds - HOLD_STEP))
    return replace(block, reps=max(min(block.reps, 5), block.reps - REP_STEP))


# -- more


def _why_not_more(block: Block, done: tuple[Done, ...], care: Care, today: date) -> tuple[str, bool]:
    """The reason for more or against it, as a clause, and whether more is due."""
    for rule in (_too_few, _sore, _missed_week, _left_out, _not_easy, _stepped_lately):
        if reason := rule(block, done, care, today):
            return reason, False
    efforts = {each.effort for each in done[:TWICE]}
    effort = f"effort {max(it for it in efforts if it is not None)}"
    pain = "no pain" if not any(each.pain for each in done[:TWICE]) else "little pain"
    return f"easy ({effort}) twice, {pain}", True


def _too_few(block: Block, done: tuple[Done, ...], care: Care, today: date) -> str:
    at_dose = [each for each in done[:TWICE] if _dose_of(each) == _planned(block)]
    return "" if len(at_dose) == TWICE else "it was not done twice like this yet"


def _sore(block: Block, done: tuple[Done, ...], care: Care, today: date) -> str:
    if care is not Care.NONE:
        return "pain of 4 and more comes first"
    known = [each.pain for each in done if each.pain is not None]
    pain = max([*known[:1], *(each.pain or 0 for each in done[:TWICE])], default=0)
    return f"pain was {pain} of 10" if pain > FINE else ""


def _missed_week(block: Block, done: tuple[Done, ...], care: Care, today: date) -> str:
    days = [today, *(each.session.local_date for each in done[:TWICE])]
    gaps = (later - earlier for later, earlier in pairwise(days))
    return "there was a week without it" if any(gap > RECENT for gap in gaps) else ""


def _left_out(block: Block, done: tuple[Done, ...], care: Care, today: date) -> str:
    return "" if all(each.whole for each in done[:TWICE]) else "a set was left out"


def _not_easy(block: Block, done: tuple[Done, ...], care: Care, today: date) -> str:
    efforts = [each.effort for each in done[:TWICE]]
    if None in efforts:
        return "effort was not answered twice"
    highest = max(effort for effort in efforts if effort is not None)
    return f"effort was {highest} of 10" if highest > EASY else ""


def _stepped_lately(block: Block, done: tuple[Done, ...], care: Care, today: date) -> str:
    """Whether the dose was changed within the last week."""
    for each in done:
        if today - each.session.local_date >= STEP_EVERY:
            return ""
        if _dose_of(each) != _planned(block):
            return "one step a week is enough"
    return ""


def _more(block: Block, done: tuple[Done, ...], today: date) -> Block:
    """One step up of reps, seconds, sets or form; itself where there is no further step."""
    if block.exercise.kind is ExerciseKind.HOLD:
        seconds = min(block.main_seconds + HOLD_STEP, max(MOST_HOLD, block.main_seconds))
        return block.lasting(seconds) if seconds > block.main_seconds else _another_set(block, done, today)
    if block.exercise.id == LEG_LIFT and block.variant == BENT_KNEE and block.reps >= SECOND_SET_FROM:
        return _straightened(block, done)
    if block.reps < MOST_REPS and (block.reps < SECOND_SET_FROM or block.sets >= MOST_SETS):
        return replace(block, reps=min(block.reps + REP_STEP, MOST_REPS))
    return _another_set(block, done, today)


def _another_set(block: Block, done: tuple[Done, ...], today: date) -> Block:
    since = today - done[-1].session.local_date
    most = MOST_SETS_LATER if since >= LATER else MOST_SETS
    if block.exercise.id == LEG_LIFT:
        most = MOST_SETS
    return replace(block, sets=block.sets + 1) if block.sets < most else block


def _straightened(block: Block, done: tuple[Done, ...]) -> Block:
    """Straight legs after two bent sessions of an effort of 6 at most and without back pain; else as it is."""
    free = all(each.session.discomfort.site is not PainSite.BACK and not each.pain for each in done[:TWICE])
    return replace(block, variant=None, reps=STRAIGHT_REPS, sets=min(block.sets, MOST_SETS)) if free else block


# -- doses and words


def _planned(block: Block) -> tuple[int, int]:
    """The sets of a block, and its reps or seconds."""
    return block.sets, block.main_seconds if block.exercise.kind is ExerciseKind.HOLD else block.reps


def _dose_of(done: Done) -> tuple[int, int]:
    """The sets of an exercise that a session planned, and their reps or seconds."""
    planned = done.sets[0].planned
    return max(record.set for record in done.sets), planned.hold or planned.reps or 0


def _told(before: Block, after: Block, reason: str) -> str:
    """The advice in one sentence: the exercise, its dose before and after, and the reason."""
    name = before.exercise.name
    if after == before:
        return f"{name} {before.dose} as it is: {reason}, and there is no smaller step."
    if after.variant != before.variant:
        form = "legs straight" if after.variant is None else "knees bent"
        return f"{name} {before.dose} → {after.dose}, {form}: {reason}."
    if after.sets != before.sets:
        return f"{name} {before.dose} → {after.dose}: {reason}."
    was, now = _planned(before)[1], _planned(after)[1]
    unit = " s" if before.exercise.kind is ExerciseKind.HOLD else ""
    return f"{name} {was} → {now}{unit}: {reason}."

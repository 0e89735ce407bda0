"""Which routine is next, and why: a short, explainable rule over the history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dbs_tui.domain.history.history import History
    from dbs_tui.domain.training.routine import Routine

STARTER, EVERYDAY, GENTLE, SHORT = "starter-5", "full-10", "gentle-day", "desk-break-2"
STRETCH, PRIMER_SUFFIX = "evening-stretch", "-primer"
"""The long holds for after a run, and what the ids of the short sets for before one end with."""

STARTS = 3
"""Counted sessions before the everyday set is suggested."""
MISSED = 5
"""Days since the last training day from which somebody comes back; more for a goal of one day a week."""
TOO_HARD = 7
"""Effort of the last two rated sessions from which the starter is offered in place of the everyday set."""


class Suggestion(NamedTuple):
    """The routine to offer, and half a sentence that says why."""

    routine: Routine
    reason: str


def suggestion(history: History, routines: Sequence[Routine], today: date) -> Suggestion | None:
    """What to offer first; ``None`` only when there is no routine.

    After pain of 4 and more the gentle one; after training today, and for who comes back, a short break; in the first
    sessions, and after hard ones, the starter; else the everyday set. What is missing from the library is passed over.
    """
    history = history.as_of(today)
    by_id = {routine.id: routine for routine in routines}
    wanted = (*_wishes(history, today), *((routine_id, "it is there") for routine_id in by_id))
    for routine_id, reason in wanted:
        if routine_id in by_id:
            return Suggestion(by_id[routine_id], reason)
    return None


class Afterwards(NamedTuple):
    """What fits once today is trained."""

    now: Routine | None
    """A short break; ``None`` for nothing more."""
    tomorrow: Suggestion | None


def afterwards(history: History, routines: Sequence[Routine], today: date) -> Afterwards | None:
    """What fits after the training of today; ``None`` before it.

    A short break, or long holds where it was the primer of a run. Nothing more where that was trained today already, or
    where it hurt since. And what comes tomorrow.
    """
    known = history.as_of(today)
    if today not in known.training_days:
        return None
    well = not _what_pain_asks_for(known, today) or _fine_again(known, today)
    done = _done_on(known, today)
    fits = next(routine_id for routine_id, _ in _after_training(done))
    short = next((each for each in routines if each.id == fits and each.id not in done), None)
    return Afterwards(short if well else None, suggestion(known, routines, today + timedelta(days=1)))


def suggested(history: History, routines: Sequence[Routine], today: date) -> Routine | None:
    """The routine to offer first; ``None`` only when there is none."""
    found = suggestion(history, routines, today)
    return found.routine if found else None


def _wishes(history: History, today: date) -> list[tuple[str, str]]:
    """Ids of routines with the reason to offer each, best first; those that the library lacks are passed over later."""
    wishes = [(GENTLE, reason)] if (reason := _what_pain_asks_for(history, today)) else []
    if today in history.training_days:
        at = 0 if _fine_again(history, today) else len(wishes)
        wishes[at:at] = _after_training(_done_on(history, today))
    if not wishes and back_again(history, today):
        wishes = [(SHORT, "you are back again, and short is fine")]
    first_ones = list(islice((session for session in history.sessions if session.counts), STARTS))
    if len(first_ones) < STARTS:
        return [*wishes, (STARTER, "it is one of your first three"), (EVERYDAY, "it is the everyday set")]
    if hard := _hard(history):
        return [*wishes, (STARTER, hard), (EVERYDAY, "it is the everyday set")]
    return [*wishes, (EVERYDAY, "it is the everyday set"), (STARTER, "it is the starter")]


def _done_on(history: History, day: date) -> frozenset[str]:
    """The ids of the routines that were trained on a day."""
    return frozenset(it.routine_id for it in history.sessions if it.counts and it.local_date == day)


def _after_training(done: frozenset[str]) -> list[tuple[str, str]]:
    """What fits after the routines of a day, best first."""
    ran = any(routine_id.endswith(PRIMER_SUFFIX) for routine_id in done) and STRETCH not in done
    stretch = [(STRETCH, "long holds fit after the run")] if ran else []
    return [*stretch, (SHORT, "you have trained today")]


def back_again(history: History, today: date) -> bool:
    """Whether the user comes back: trained before, not for some days, and no pause is the reason."""
    last = max((day for day in history.training_days if day <= today), default=None)
    if last is None or (today - last).days < max(MISSED, 7 // history.goal_on(today) + 1):
        return False
    return not any(pause.last > last and pause.first <= today for pause in history.pauses)


def _what_pain_asks_for(history: History, today: date) -> str:
    """Why the gentle routine is offered first; empty where no recorded pain asks for it."""
    if not history.sessions:
        return ""
    from dbs_tui.domain.history.pain_rules import Care, answers_of, caution

    careful = caution(answers_of(history, today), today)
    return "" if careful.care is Care.NONE else careful.reason


def _fine_again(history: History, today: date) -> bool:
    """Whether the last answers about pain were 3 at most: then the short break, which is no strength, goes first."""
    from dbs_tui.domain.history.pain_rules import FINE, answers_of

    last = next((it.after for it in reversed(answers_of(history, today)) if it.after is not None), 0)
    return last <= FINE


def _hard(history: History) -> str:
    """Why something easier is offered: the last two answers about effort were 7 or more; empty when they were not."""
    rated = (session.effort for session in reversed(history.sessions) if session.counts)
    last = list(islice((effort for effort in rated if effort is not None), 2))
    if len(last) < 2 or min(last) < TOO_HARD:
        return ""
    return f"the last two were hard (effort {last[1]} and {last[0]})"

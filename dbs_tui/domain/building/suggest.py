"""Which routine is next, and why: a short, explainable rule over the history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from dbs_tui.domain.history.pain_rules import FINE, Care, Caution, answers_of, caution

if TYPE_CHECKING:
    from dbs_tui.domain.history.history import History
    from dbs_tui.domain.training.routine import Routine

STARTER, EVERYDAY, GENTLE, SHORT = "starter-5", "full-10", "gentle-day", "desk-break-2"

STARTS = 3
"""Counted sessions before the everyday set is suggested."""
TOO_HARD = 7
"""Effort of the last two rated sessions from which the starter is offered in place of the everyday set."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The routine to offer, and half a sentence that says why."""

    routine: Routine
    reason: str
    caution: Caution


def suggestion(history: History, routines: Sequence[Routine], today: date) -> Suggestion | None:
    """What to offer first; ``None`` only when there is no routine.

    After pain of 4 and more the gentle one; after training today a short break; in the first sessions, and after hard
    ones, the starter; else the everyday set. What is missing from the library is passed over.
    """
    history = history.as_of(today)
    by_id = {routine.id: routine for routine in routines}
    careful = caution(answers_of(history, today), today)
    wanted = (*_wishes(history, today, careful), *((routine_id, "it is there") for routine_id in by_id))
    for routine_id, reason in wanted:
        if routine_id in by_id:
            return Suggestion(by_id[routine_id], reason, careful)
    return None


def suggested(history: History, routines: Sequence[Routine], today: date) -> Routine | None:
    """The routine to offer first; ``None`` only when there is none."""
    found = suggestion(history, routines, today)
    return found.routine if found else None


def _wishes(history: History, today: date, careful: Caution) -> list[tuple[str, str]]:
    wishes = [(GENTLE, careful.reason)] if careful.care is not Care.NONE else []
    if today in history.training_days:
        wishes.insert(0 if _fine_again(history, today) else len(wishes), (SHORT, "you have trained today"))
    first_ones = list(islice((session for session in history.sessions if session.counts), STARTS))
    if len(first_ones) < STARTS:
        return [*wishes, (STARTER, "it is one of your first three"), (EVERYDAY, "it is the everyday set")]
    if hard := _hard(history):
        return [*wishes, (STARTER, hard), (EVERYDAY, "it is the everyday set")]
    return [*wishes, (EVERYDAY, "it is the everyday set"), (STARTER, "it is the starter")]


def _fine_again(history: History, today: date) -> bool:
    """Whether the last answers about pain were 3 at most: then the short break, which is no strength, goes first."""
    last = next((it.after for it in reversed(answers_of(history, today)) if it.after is not None), 0)
    return last <= FINE


def _hard(history: History) -> str:
    """Why something easier is offered: the last two answers about effort were 7 or more; empty when they were not."""
    rated = (session.effort for session in reversed(history.sessions) if session.counts)
    last = list(islice((effort for effort in rated if effort is not None), 2))
    if len(last) < 2 or min(last) < TOO_HARD:
        return ""
    return f"the last two were hard (effort {last[1]} and {last[0]})"

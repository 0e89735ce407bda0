"""Which routine is next: a short, explainable rule over the history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dbs_tui.domain.history.history import History
    from dbs_tui.domain.training.routine import Routine

STARTER, EVERYDAY, GENTLE, SHORT = "starter-5", "full-10", "gentle-day", "desk-break-2"

STARTS = 3
"""Counted sessions before the everyday set is suggested."""
SORE = 4
"""Discomfort from here up asks for a gentle day (``reference``: pain-monitoring zones, 4 to 5 adjust)."""


def suggested(history: History, routines: Sequence[Routine], today: date) -> Routine | None:
    """The routine to offer first; ``None`` only when there is none.

    After a sore session of the last two days the gentle one; after training today a short break; in the first sessions
    the starter; then the everyday set. What is missing from the library is passed over.
    """
    by_id = {routine.id: routine for routine in routines}
    wanted = (*_wishes(history.as_of(today), today), *by_id)
    return next((by_id[routine_id] for routine_id in wanted if routine_id in by_id), None)


def _wishes(history: History, today: date) -> list[str]:
    wishes = []
    if _sore(history, today):
        wishes.append(GENTLE)
    if today in history.training_days:
        wishes.append(SHORT)
    first_ones = list(islice((session for session in history.sessions if session.counts), STARTS))
    return [*wishes, *((STARTER, EVERYDAY) if len(first_ones) < STARTS else (EVERYDAY, STARTER))]


def _sore(history: History, today: date) -> bool:
    """Whether the newest answer of the last two days says so; a session that was not asked about says nothing."""
    for session in reversed(history.sessions):
        if today - session.local_date > timedelta(days=2):
            return False
        felt = (session.discomfort.worst, session.discomfort.next_morning)
        if rated := [rating for rating in felt if rating is not None]:
            return max(rated) >= SORE
    return False

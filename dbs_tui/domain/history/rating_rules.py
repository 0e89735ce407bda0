"""When the user is asked how it feels, and what follows from the answer: short rules over the history.

The zones are those of the pain-monitoring model as self-help leaflets give it: 0 to 3 go, 4 to 5 adjust, 6 and more not
today. It was made for other tendons; here it is a rule of caution, not a measurement.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum, auto
from typing import TYPE_CHECKING

from dbs_tui.domain.history.pain_rules import ADJUST, FINE

if TYPE_CHECKING:
    from dbs_tui.domain.history.history import History
    from dbs_tui.domain.training.session import Session

ASK_EVERY = timedelta(days=7)
MORNING_AFTER = timedelta(days=2)
"""How long after a session the morning after can still be remembered."""


class Zone(Enum):
    """What a rating of discomfort, 0 to 10, asks for."""

    GO = auto()
    ADJUST = auto()
    STOP = auto()


def zone(rating: int) -> Zone:
    """The zone that a rating lies in."""
    if rating <= FINE:
        return Zone.GO
    return Zone.ADJUST if rating <= ADJUST else Zone.STOP


def before_is_due(history: History, today: date) -> bool:
    """Whether to ask before a session: the last discomfort was above 3, or a week has passed since it was asked.

    Nobody is asked before the first session: there is nothing to compare with, and enter leads straight to moving.
    """
    history = history.as_of(today)
    if not history.sessions:
        return False
    last = next((felt for session in reversed(history.sessions) if (felt := _felt(session)) is not None), 0)
    asked = [session.local_date for session in history.sessions if session.discomfort.before is not None]
    since = max(asked, default=history.sessions[0].local_date)
    return last > FINE or today - since >= ASK_EVERY


def morning_is_due(history: History, today: date) -> Session | None:
    """The session whose morning after is still to be asked about: the last one, on one of the two days after it."""
    last = history.as_of(today).last
    if last is None or last.discomfort.next_morning is not None or not last.done_seconds:
        return None
    return last if timedelta() < today - last.local_date <= MORNING_AFTER else None


def _felt(session: Session) -> int | None:
    """The highest discomfort that a session records."""
    felt = (session.discomfort.before, session.discomfort.worst, session.discomfort.next_morning)
    return max((rating for rating in felt if rating is not None), default=None)

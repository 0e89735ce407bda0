"""How a player screen ends: what the user decided, what was done by then, and how that is said."""

from dataclasses import dataclass
from enum import Enum, auto

from dbs_tui.domain.recording import Unfinished
from dbs_tui.domain.session import Session, Status
from dbs_tui.domain.text import counted


class How(Enum):
    """What becomes of the session."""

    SAVED = auto()
    """It reached the end, or the user saves what was done."""
    STOPPED = auto()
    """An emergency sign ended it: what was done is saved, nothing is asked."""
    LATER = auto()
    """It is kept, to go on later."""
    DISCARDED = auto()


@dataclass(frozen=True, slots=True)
class Ended:
    """The end of a workout on the screen."""

    how: How
    unfinished: Unfinished
    """The session so far, with what it takes to go on."""
    then: str | None = None
    """The place the user wanted to go to."""


def done_words(session: Session) -> str:
    """What was done of a session: ``1 of 6 sets done, 1 in part``."""
    partial = session.sets_with(Status.PARTIAL)
    part = f", {partial} in part" if partial else ""
    return f"{session.sets_with(Status.DONE)} of {counted(len(session.sets), 'set')} done{part}"

"""How a player screen ends: what the user decided, and what was done by then."""

from dataclasses import dataclass
from enum import Enum, auto

from dbs_tui.domain.training.session_record import Unfinished


class Disposition(Enum):
    """What becomes of the session."""

    SAVED = auto()
    """It reached the end, or the user saves what was done."""
    STOPPED = auto()
    """An emergency sign ended it: what was done is saved, nothing is asked."""
    LATER = auto()
    """It is kept, to go on later."""
    DISCARDED = auto()


@dataclass(frozen=True, slots=True)
class WorkoutResult:
    """The end of a workout on the screen."""

    how: Disposition
    unfinished: Unfinished
    """The session so far, with what it takes to go on."""
    then: str | None = None
    """The place the user wanted to go to."""

"""Finds sessions: by routine, exercise, how they ended, words and dates. Quick with ten years of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from dbs_tui.domain.history.history import History
from dbs_tui.domain.training.session import Completion, Outcome, PainSite, Session


@dataclass(frozen=True, slots=True)
class Filter:
    """What sessions have to be like to be shown; ``None`` and empty text ask for nothing."""

    routine: str | None = None
    """Id of the routine."""
    exercise: str | None = None
    """Id of an exercise of which something was done."""
    completion: Completion | None = None
    site: PainSite | None = None
    """Where it hurt."""
    pain: int | None = None
    """The least of the highest pain that was answered."""
    early: bool = False
    """Only those that ended early."""
    text: str = ""
    """Words that all stand in the note or in the names of the routine and the exercises, in any case and order."""
    since: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        """Whether it asks for anything."""
        return self != Filter()

    def of(self, history: History) -> tuple[Session, ...]:
        """The sessions of a history that fit, newest first."""
        return self.among(tuple(reversed(history.sessions)))

    def among(self, sessions: Sequence[Session]) -> tuple[Session, ...]:
        """The sessions of some that fit the filter, in their order."""
        found = list(sessions)
        for word in self.text.casefold().split():  # one pass a word: a tenth of the time of one call a session
            found = [session for session in found if word in session.searched]
        rest = replace(self, text="")
        return tuple(session for session in found if rest.fits(session)) if rest else tuple(found)

    def fits(self, session: Session) -> bool:
        """Whether a session fits the filter."""
        return self._fits(session, self.text.casefold().split())

    def _fits(self, session: Session, words: list[str]) -> bool:
        """Whether a session fits; ``words`` are the words of the filter in small letters."""
        return (
            (self.routine is None or session.routine_id == self.routine)
            and (self.completion is None or session.completion is self.completion)
            and (self.site is None or session.discomfort.site is self.site)
            and (self.pain is None or (session.discomfort.highest or 0) >= self.pain)
            and (not self.early or session.outcome is Outcome.ENDED_EARLY)
            and (self.since is None or self.since <= session.local_date)
            and (self.until is None or session.local_date <= self.until)
            and (self.exercise is None or self.exercise in session.exercises_done)
            and (not words or all(word in session.searched for word in words))
        )


class SessionOrder(Enum):
    """What sessions are sorted by; the newest, longest, hardest or most painful comes first."""

    DATE = "date"
    LENGTH = "length"
    EFFORT = "effort"
    PAIN = "pain"

    @property
    def next(self) -> "SessionOrder":
        """The order after this one; after the last comes the first."""
        orders = list(SessionOrder)
        return orders[(orders.index(self) + 1) % len(orders)]

    def of(self, sessions: Sequence[Session]) -> tuple[Session, ...]:
        """Some sessions, given newest first, in this order; those without an answer are the last."""
        if self is SessionOrder.DATE:
            return tuple(sessions)
        return tuple(sorted(sessions, key=_KEYS[self], reverse=True))


def _answer(rating: int | None) -> int:
    return -1 if rating is None else rating


_KEYS: dict[SessionOrder, Callable[[Session], float]] = {
    SessionOrder.LENGTH: lambda session: session.active_seconds,
    SessionOrder.EFFORT: lambda session: _answer(session.effort),
    SessionOrder.PAIN: lambda session: _answer(session.discomfort.worst),
}


def routines_in(history: History) -> dict[str, str]:
    """The routines that were trained, by id, with the name each had last: those trained most first."""
    names: dict[str, str] = {}
    times: dict[str, int] = {}
    for session in history.sessions:
        names[session.routine_id] = session.routine_name
        times[session.routine_id] = times.get(session.routine_id, 0) + 1
    return {routine: names[routine] for routine in sorted(names, key=lambda routine: -times[routine])}


def exercises_in(history: History) -> tuple[str, ...]:
    """The ids of the exercises of which something was done, in alphabetical order."""
    return tuple(sorted({exercise for session in history.sessions for exercise in session.exercises_done}))

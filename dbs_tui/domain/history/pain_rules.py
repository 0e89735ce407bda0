"""What recorded pain asks for: nothing, a lighter workout, two days without strength, or a doctor soon.

The zones are those of the pain-monitoring model as self-help leaflets give it (0 to 3, 4 to 5, 6 and more), and 2
points between weekly means are a change that is real for most people. The numbers of days and weeks are judgement, not
from a trial. Every decision carries its reason in one sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dbs_tui.domain.history.history import History

FINE, ADJUST = 3, 5
"""The highest ratings of the first two zones."""
REST_DAYS = 2
"""Days without strength after the session of a rating above 5: 48 hours, counted in whole days."""
REMEMBERED = timedelta(days=28)
"""For how long the last rated session makes the next offer lighter."""
REAL_CHANGE = 2.0
"""Points between weekly means (Suzuki 2020 and others) from which pain has changed."""
FEWEST = 2
"""Answers that a weekly mean needs."""
LOOK_BACK = timedelta(days=120)
SIX_WEEKS = timedelta(days=42)
WEEK = timedelta(days=7)
SYMPTOMS = 2.0
"""Mean pain of the first week from which six weeks without a change matter."""


class Care(IntEnum):
    """What pain asks for; the higher value is the more careful one."""

    NONE = 0
    LIGHTER = 1
    REST = 2
    """No strength for 48 hours; the gentle routine is offered."""
    DOCTOR = 3
    """See a doctor soon; a programme stops."""


class PainAnswers(NamedTuple):
    """What was answered about one session; ``None`` where it was not asked."""

    day: date
    before: int | None = None
    worst: int | None = None
    next_morning: int | None = None

    @property
    def highest(self) -> int | None:
        """The highest of the answers; ``None`` without any."""
        return max((it for it in (self.before, self.worst, self.next_morning) if it is not None), default=None)

    @property
    def after(self) -> int | None:
        """The higher of worst and the morning after; ``None`` without either."""
        return max((it for it in (self.worst, self.next_morning) if it is not None), default=None)


class Caution(NamedTuple):
    """What pain asks for, and why."""

    care: Care = Care.NONE
    reason: str = ""
    """One sentence; empty for ``NONE``."""
    until: date | None = None
    """The first day on which strength is offered again; only for ``REST``."""


def answers_of(history: History, today: date) -> tuple[PainAnswers, ...]:
    """What was answered about the sessions of the last 120 days, oldest first; older ones decide nothing."""
    found = []
    for session in reversed(history.sessions):
        if today - session.local_date > LOOK_BACK:
            break
        felt = session.discomfort
        found.append(PainAnswers(session.local_date, felt.before, felt.worst, felt.next_morning))
    found.reverse()
    return tuple(sorted(found, key=lambda answer: answer.day))


def caution(answers: Sequence[PainAnswers], today: date, programme_since: date | None = None) -> Caution:
    """The most careful answer of the rules to what was recorded; ``answers`` are in the order of their days."""
    rules = (
        _two_bad_mornings(answers),
        rising(answers, today),
        _no_better(answers, today, programme_since),
        _rest(answers, today),
        _lighter(answers, today),
    )
    return next((found for found in rules if found is not None), Caution())


def _two_bad_mornings(known: Sequence[PainAnswers]) -> Caution | None:
    mornings = [answer.next_morning for answer in known if answer.next_morning is not None][-2:]
    if len(mornings) < 2 or min(mornings) <= ADJUST:
        return None
    told = f"Pain was {mornings[0]} and {mornings[1]} of 10 on two mornings after training in a row."
    return Caution(Care.DOCTOR, told)


def rising(known: Sequence[PainAnswers], today: date) -> Caution | None:
    """Pain that rises over two weeks: the mean of the last 7 days is above 3 and 2 points above the 7 days before."""
    now, before = (_mean(known, today - WEEK * weeks) for weeks in (0, 1))
    if now is None or before is None or now <= FINE or _points(before, now) < REAL_CHANGE:
        return None
    return Caution(Care.DOCTOR, f"Pain is rising over two weeks: on average {before:.1f}, then {now:.1f} of 10.")


def _no_better(known: Sequence[PainAnswers], today: date, since: date | None) -> Caution | None:
    """A doctor, where pain is no better six weeks after the first session; ``None`` with too few answers."""
    if since is None or today - since < SIX_WEEKS:
        return None
    first, now = _mean(known, since + WEEK - timedelta(days=1)), _mean(known, today)
    if first is None or now is None or first < SYMPTOMS or now < SYMPTOMS or _points(now, first) >= REAL_CHANGE:
        return None
    return Caution(Care.DOCTOR, f"Pain is no better after six weeks: on average {first:.1f}, now {now:.1f} of 10.")


def _points(lower: float, higher: float) -> float:
    """The difference of two means, exact where they are thirds or sevenths of whole numbers."""
    return round(higher - lower, 6)


def _mean(known: Sequence[PainAnswers], last: date) -> float | None:
    """Mean of the highest answers of the 7 days up to ``last``; ``None`` with too few."""
    found = [it.highest for it in known if last - WEEK < it.day <= last and it.highest is not None]
    return sum(found) / len(found) if len(found) >= FEWEST else None


def _rest(known: Sequence[PainAnswers], today: date) -> Caution | None:
    """Two days without strength after a pain of 6 and more; ``None`` where there was none in the last days."""
    for answer in reversed(known):
        until = answer.day + timedelta(days=REST_DAYS + 1)
        if today >= until:
            return None
        if (highest := answer.highest) is not None and highest > ADJUST:
            return Caution(Care.REST, f"Pain was {highest} of 10: no strength for 48 hours, something gentle.", until)
    return None


def _lighter(known: Sequence[PainAnswers], today: date) -> Caution | None:
    last = next((answer for answer in reversed(known) if answer.after is not None), None)
    if last is None or last.after is None or last.after <= FINE or today - last.day > REMEMBERED:
        return None
    when = "at its worst" if last.after == last.worst else "the morning after"
    return Caution(Care.LIGHTER, f"Pain was {last.after} of 10 {when} last time, so this one is lighter.")

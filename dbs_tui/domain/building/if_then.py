"""An if-then plan: a cue of the day, what is done then, and two minutes where that does not work out.

A plan that names its cue helps (Bélanger-Gravel 2013); rigid windows of time did worse, so that a time is the earliest
one, and nothing is late.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from dbs_tui.domain.history.history import History

FALLBACK = "if not, two minutes"


@dataclass(frozen=True, slots=True)
class IfThenPlan:
    """A plan: at a cue of the day, something is done."""

    cue: str = ""
    """Such as ``after the stand-up``; empty for none."""
    at: time | None = None
    """The time of day from which it holds; ``None`` for the whole day."""
    do: str = ""
    """What is done, in words; empty for what is next."""

    def __bool__(self) -> bool:
        """Whether there is a plan: a cue or a time."""
        return bool(self.cue or self.at)

    @property
    def words(self) -> str:
        """The plan in a sentence: ``After the stand-up, from 10:30: full ten; if not, two minutes.``"""
        start = f"from {self.at:%H:%M}" if self.at else ""
        when = ", ".join(part for part in (self.cue, start) if part)
        return f"{when[:1].upper()}{when[1:]}: {self.do or 'what is next'}; {FALLBACK}."

    def leads(self, now: datetime, history: History, today: date) -> bool:
        """Whether the time of the plan has come, and today was not trained yet."""
        early = self.at is not None and now.timetz().replace(tzinfo=None) < self.at
        return bool(self) and not early and today not in history.training_days


def plan_of(cue: str, at: str, do: str) -> IfThenPlan:
    """The plan of the settings; a time is ``10:30`` or empty."""
    return IfThenPlan(cue.strip(), time.fromisoformat(at) if at else None, do.strip())

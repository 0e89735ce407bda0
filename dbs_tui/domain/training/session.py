"""What was really done: a session, set by set and side by side, planned beside done.

Skipped is not done and partial is not full: a set's status is read off its figures, never off the key that ended it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from dbs_tui.domain.common.limits import LIMITS
from dbs_tui.domain.common.text import printable
from dbs_tui.domain.training.exercise import Side

RATING = LIMITS["effort"]
"""Effort and discomfort: 0 to 10, whole numbers."""


BACKFILLED = "backfilled"
"""The source of a session that was entered by hand afterwards."""


class Status(StrEnum):
    """What became of a set."""

    DONE = "done"
    PARTIAL = "partial"
    SKIPPED = "skipped"


class Outcome(StrEnum):
    """How a session ended."""

    COMPLETED = "completed"
    ENDED_EARLY = "ended_early"


class Completion(StrEnum):
    """How much of a session was done, and whether its day is a training day."""

    COMPLETED = "completed"
    """Every set."""
    PARTLY = "partly done"
    """Half of the planned work or more."""
    NOT_COUNTED = "not counted"
    """Less than that."""


@dataclass(frozen=True, slots=True)
class Amount:
    """How much: reps or seconds held where the exercise has them, and always seconds of work."""

    reps: int | None = None
    hold: int | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class SetRecord:
    """One set, of one side where there are two: what was planned and what was done, which may have taken longer."""

    exercise: str
    """Id of the exercise."""
    set: int
    side: Side | None
    status: Status
    planned: Amount
    done: Amount
    form: str | None = None
    """Id of the variant; ``None`` for the plain form, and in sessions before version 1.1."""

    @property
    def worth(self) -> float:
        """Seconds that the set counts for: the planned ones when it is done, else those worked, at most the planned."""
        if self.status is Status.DONE:
            return self.planned.seconds
        return min(self.done.seconds, self.planned.seconds)


class PainSite(StrEnum):
    """Where it hurt."""

    BACK = "back"
    GROIN = "groin"
    OUTER_HIP = "outer_hip"
    BUTTOCK = "buttock"
    HAMSTRING = "hamstring"
    KNEE = "knee"
    OTHER = "other"

    @property
    def words(self) -> str:
        """The site as the user reads it."""
        return {"outer_hip": "outer hip", "other": "somewhere else"}.get(self, self.value)


class PainSide(StrEnum):
    """On which side it hurt."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    @property
    def words(self) -> str:
        """The side as the user reads it."""
        return "both sides" if self is PainSide.BOTH else self.value


SITE_FROM = 3
"""The pain from which it is asked where it hurts."""


@dataclass(frozen=True, slots=True)
class Discomfort:
    """Pain 0 to 10 (sessions before version 1.1: any discomfort), and where; ``None`` where it was not asked."""

    before: int | None = None
    worst: int | None = None
    next_morning: int | None = None
    site: PainSite | None = None
    side: PainSide | None = None

    @property
    def highest(self) -> int | None:
        """The highest pain that was answered; ``None`` where none was."""
        known = [each for each in (self.before, self.worst, self.next_morning) if each is not None]
        return max(known, default=None)

    @property
    def where(self) -> str:
        """Site and side in words: ``outer hip, left``; empty where neither is known."""
        return ", ".join(known.words for known in (self.site, self.side) if known)


@dataclass(frozen=True)
class Session:
    """One workout as it was. Without slots: what follows from its sets is worked out once, and asked for often."""

    id: str
    local_date: date
    """The day it ended on, where the user stood then. Stored, so that travel and clock changes never move it."""
    started_at: datetime
    ended_at: datetime
    """When it was last worked on: a pause after that, and a night before it was saved, are not part of it."""
    routine_id: str
    routine_name: str
    outcome: Outcome
    active_seconds: float
    """Seconds the player ran, rests included."""
    paused_seconds: float
    sets: tuple[SetRecord, ...]
    effort: int | None = None
    """Effort 0 to 10; ``None`` where it was not asked."""
    discomfort: Discomfort = Discomfort()
    note: str = ""
    source: str | None = None
    """Where it came from when it was not trained here: backfilled, imported."""
    edited_at: datetime | None = None
    """When its figures were last changed by hand; ``None`` when they are as they were recorded."""

    @property
    def name(self) -> str:
        """What the routine is called, safe to show: a record that was imported may say anything."""
        return printable(self.routine_name)

    @property
    def order(self) -> tuple[datetime, datetime, str]:
        """Sort key of a session: when it ended, not when it began."""
        return self.ended_at, self.started_at, self.id

    @cached_property
    def planned_seconds(self) -> float:
        """Planned seconds of work."""
        return _summed(record.planned.seconds for record in self.sets)

    @cached_property
    def done_seconds(self) -> float:
        """Planned seconds of work that were done: all of them for a set that is done, at whatever pace."""
        return _summed(record.worth for record in self.sets)

    @property
    def nothing_done(self) -> bool:
        """Whether no set was done, not even in part: then there is nothing to save, to keep or to ask about."""
        return all(record.status is Status.SKIPPED for record in self.sets)

    def sets_with(self, status: Status) -> int:
        """How many sets have a status."""
        return sum(record.status is status for record in self.sets)

    @cached_property
    def completion(self) -> Completion:
        """How much of it was done. One that was entered by hand without sets is taken at its word."""
        if not self.sets:
            return Completion.COMPLETED if self.source == BACKFILLED else Completion.NOT_COUNTED
        if not 0 < self.planned_seconds <= 2 * self.done_seconds:
            return Completion.NOT_COUNTED
        all_done = all(record.status is Status.DONE for record in self.sets)
        return Completion.COMPLETED if all_done else Completion.PARTLY

    @property
    def counts(self) -> bool:
        """Whether it makes its day a training day: half of the planned work or more was done."""
        return self.completion is not Completion.NOT_COUNTED

    @cached_property
    def exercises_done(self) -> frozenset[str]:
        """Ids of the exercises of which something was done."""
        return frozenset(record.exercise for record in self.sets if record.status is not Status.SKIPPED)

    @cached_property
    def searched(self) -> str:
        """Note, routine and exercises as one text in small letters, to search in."""
        exercises = " ".join(sorted(self.exercises_done)).replace("-", " ")
        return f"{self.routine_name}\n{self.routine_id}\n{exercises}\n{self.note}".casefold()

    def rated(
        self, effort: int | None, worst: int | None, site: PainSite | None = None, side: PainSide | None = None
    ) -> "Session":
        """The session with the answers given after it; ``None`` leaves the earlier one."""
        given = {"worst": worst, "site": site, "side": side}
        answers: dict[str, Any] = {name: answer for name, answer in given.items() if answer is not None}
        discomfort = replace(self.discomfort, **answers)
        return replace(self, effort=self.effort if effort is None else effort, discomfort=discomfort)


def status_of(amount: int, planned: int) -> Status:
    """The status of a set, from what was done and planned of it in the same unit."""
    if amount >= planned:
        return Status.DONE
    return Status.PARTIAL if amount else Status.SKIPPED


def _summed(seconds: Iterable[float]) -> float:
    # Tenths do not add up exactly in floating point, and exactly half of the plan has to count.
    return round(sum(seconds), 3)

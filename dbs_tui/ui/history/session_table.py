"""Sessions as a table: when, what, how long, how much of it, how it felt."""

from collections.abc import Sequence
from datetime import date

from textual.reactive import reactive

from dbs_tui.domain.common.text import clock
from dbs_tui.domain.training.session import Session, Status
from dbs_tui.ui.kit.state_marks import COMPLETIONS
from dbs_tui.ui.kit.table import Column, TableView

MUTED = "$muted"
ROOMY, NARROW = 96, 69
"""Columns from which there is room for the note, and below which only the most important are shown."""


def completion_mark(session: Session) -> tuple[str, str]:
    """✓ completed, ◐ partly done, ○ not counted."""
    return COMPLETIONS[session.completion]


def day_words(day: date, today: date) -> str:
    """A day in 11 columns: ``Tue 17 Nov`` in the running year, ``17 Nov 2019`` in others."""
    named = f"{day.day:>2} {day:%b}"
    return f"{day:%a} {named}" if day.year == today.year else f"{named} {day.year}"


def sets_done(session: Session) -> str:
    """Sets done of those planned: ``9/11``."""
    return f"{session.sets_with(Status.DONE)}/{len(session.sets)}"


def _rating(rating: int | None) -> tuple[str, str]:
    return ("–", MUTED) if rating is None else (str(rating), "")


MARK: Column[Session] = Column("", 1, completion_mark)
ROUTINE: Column[Session] = Column("routine", 0, lambda session: (session.name, ""))
LENGTH: Column[Session] = Column("length", 7, lambda session: (clock(session.active_seconds), ""), right=True)
SETS: Column[Session] = Column("sets", 5, lambda session: (sets_done(session), ""), right=True)
EFFORT: Column[Session] = Column("effort", 6, lambda session: _rating(session.effort), right=True)
PAIN: Column[Session] = Column("pain", 4, lambda session: _rating(session.discomfort.worst), right=True)
BEGUN: Column[Session] = Column("began", 5, lambda session: (f"{session.started_at:%H:%M}", MUTED))
NOTE: Column[Session] = Column("note", 30, lambda session: (" ".join(session.note.split()), MUTED))


class SessionTable(TableView[Session]):
    """The sessions, newest first."""

    today: reactive[date] = reactive(date.min, layout=False)

    def columns(self, width: int) -> Sequence[Column[Session]]:
        """The note where there is room; without ratings where there is little."""
        day: Column[Session] = Column("day", 11, lambda session: (day_words(session.local_date, self.today), MUTED))
        if width < NARROW:
            return MARK, day, ROUTINE, LENGTH, SETS
        if width < ROOMY:
            return MARK, day, ROUTINE, LENGTH, SETS, EFFORT, PAIN
        return MARK, day, BEGUN, ROUTINE, LENGTH, SETS, EFFORT, PAIN, NOTE

"""What the library says of each routine file, as plain values: rows of two lines in aligned columns, and a filter."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from dbs_tui.domain.history import History
from dbs_tui.domain.routine import Block, Routine
from dbs_tui.domain.text import clock, counted, printable
from dbs_tui.library.shelf import Entry

TIME, FLOOR, GAP = 5, 5, 2
"""Columns of a row: the total time, the word for the floor, and what is left free between time and name."""
INDENT = TIME + GAP


def short_name(block: Block) -> str:
    """The exercise in one word: ``squeeze``, ``stretch``."""
    return block.exercise.name.split()[-1].lower()


def last_done(history: History) -> dict[str, date]:
    """The newest day on which each routine was trained and counted, by its id."""
    return {session.routine_id: session.local_date for session in history.sessions if session.counts}


def ago(day: date | None, today: date) -> str:
    """A day as a person says it, in 12 characters at most; empty for never."""
    if day is None:
        return ""
    days = (today - day).days
    if days < 2:
        return "yesterday" if days == 1 else "today"
    if days < 14:
        return f"{days} days ago"
    return f"{days // 7} weeks ago" if days < 364 else f"{counted(days // 364, 'year')} ago"


def matches(entry: Entry, words: str) -> bool:
    """Whether every word is somewhere in a routine's name, id, exercises, origin or need for the floor."""
    return all(word in _searched(entry) for word in words.casefold().split())


def _searched(entry: Entry) -> str:
    parts = [entry.name, entry.id, entry.origin]
    if entry.routine:
        parts += [block.exercise.name for block in entry.routine.blocks]
        parts.append("floor" if entry.routine.needs_floor else "no-floor standing")
    else:
        parts.append("broken")
    return " ".join(parts).casefold()


@dataclass(frozen=True, slots=True)
class Columns:
    """The widths of a row; the name takes what is left."""

    width: int
    last: int = 0
    """Columns for when it was last done: as many as the longest needs."""

    @property
    def name(self) -> int:
        """Columns for the name."""
        return max(8, self.width - INDENT - FLOOR - 1 - (self.last and self.last + 1))

    def row(self, entry: Entry, seconds: int, last: str) -> Content:
        """Two lines: time, name, floor and last time; below them the exercises."""
        if entry.routine is None:
            return self._broken(entry)
        floor = "floor" if entry.routine.needs_floor else ""
        return Content.assemble(
            (clock(seconds).rjust(TIME), "bold"),
            " " * GAP,
            set_cell_size(fitted(entry.routine.name, self.name), self.name),
            (f" {floor:<{FLOOR}}" + (f" {last:>{self.last}}" if self.last else "") + "\n", "$muted"),
            (" " * INDENT + self.exercises(entry.routine), "$muted"),
        )

    def exercises(self, routine: Routine) -> str:
        """The exercises by short name, each once, as many as fit; the rest is counted."""
        names = list(dict.fromkeys(map(short_name, routine.blocks)))
        for shown in range(len(names), 0, -1):
            more = f" +{len(names) - shown}" if shown < len(names) else ""
            text = " · ".join(names[:shown]) + more
            if cell_len(text) <= self.width - INDENT:
                return text
        return ""

    def _broken(self, entry: Entry) -> Content:
        problem = entry.problems[0]
        line = f"line {problem.line}: " if problem.line else ""
        where = f"{problem.where}: " if problem.where else ""
        room = self.width - INDENT
        return Content.assemble(
            ("!".rjust(TIME), "bold $error"),
            " " * GAP,
            fitted(entry.id, room),
            "\n",
            (" " * INDENT + fitted(printable(f"{line}{where}{problem.what}"), room), "$error"),
        )


def fitted(text: str, room: int) -> str:
    """The text, cut with an ellipsis where it is wider than its room, in columns."""
    return text if cell_len(text) <= room else f"{set_cell_size(text, max(0, room - 1)).rstrip()}…"


def groups(entries: Iterable[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    """The routines of the user first, then those that ship with the program; empty groups are left out."""
    found = list(entries)
    for title, origin in (("Yours", "yours"), ("Shipped", "shipped")):
        if members := [entry for entry in found if entry.origin == origin]:
            yield title, members

"""The sets as CSV for a spreadsheet, one row each. Text that a spreadsheet could take for a formula is defused.

A cell that begins with ``=``, ``+``, ``-``, ``@``, tab or carriage return gets an apostrophe in front, and so does such
a character behind a semicolon or at the start of a line inside it: a spreadsheet of a country that writes 0,5 splits
there. Lines end as RFC 4180 has it.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from dbs_tui.domain.common.text import unprintable
from dbs_tui.domain.training.session import Session, SetRecord

COLUMNS = (
    "date",
    "started_at",
    "ended_at",
    "routine",
    "outcome",
    "exercise",
    "set",
    "side",
    "status",
    "planned_reps",
    "done_reps",
    "planned_hold",
    "done_hold",
    "planned_seconds",
    "done_seconds",
    "effort",
    "discomfort_before",
    "discomfort_worst",
    "discomfort_next_morning",
    "discomfort_site",
    "discomfort_side",
    "note",
    "source",
    "session_id",
)
"""Holds and lengths in seconds, ratings 0 to 10; what was not asked or does not apply is empty."""

SET_COLUMNS = 10
"""How many of them are of a set, from the exercise on."""
END = "\r\n"
"""Of a row."""

BYTE_ORDER_MARK = "\N{BYTE ORDER MARK}"
"""In front of a file it tells a spreadsheet that the text is UTF-8."""

_FORMULA = re.compile(
    r"(^|[;\t\r\n])([ \xa0\xad\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]*)(?=[=+\-@\t\r＝＋－＠])"
)
"""What a spreadsheet runs, at the start of what it may take for a cell, also behind blanks and what is not seen."""

Cell = str | int | float | None


MOST_KNOWN = 10_000
"""Sets whose cells are remembered: most of them say what an earlier one said, and are the same object."""


def sets_csv(sessions: Iterable[Session]) -> str:
    """Every set of some sessions as CSV with a head line; a session without sets is one row."""
    text = io.StringIO(newline="")
    text.write(_cells(*COLUMNS) + END)
    known: dict[int, tuple[SetRecord, str]] = {}
    for session in sessions:
        before, after = _around(session)
        for cells in (*_sets(session, known),) or (_cells(*(None,) * SET_COLUMNS),):
            text.write(f"{before},{cells},{after}{END}")
    return text.getvalue()


class _Echo:
    """What ``csv`` writes to: its ``writerow`` returns what this returns."""

    def write(self, text: str) -> str:
        return text


_writer = csv.writer(_Echo(), lineterminator=END)


def _cells(*cells: Cell) -> str:
    """Some neighbouring cells of a row as CSV."""
    return str(_writer.writerow(cells)).removesuffix(END)


@lru_cache(maxsize=4096)
def defused(text: str) -> str:
    """A text that no spreadsheet runs, whichever character it splits at."""
    return _FORMULA.sub(r"\1\2'", _shown(text))


def _shown(text: str) -> str:
    """The text without what could act on a terminal or break the encoding; its lines and tabs stay."""
    if text.isprintable():
        return text
    return "".join(
        character if character in "\t\r\n" or not unprintable(character) else "\N{REPLACEMENT CHARACTER}"
        for character in text
    )


def _safe(*cells: Cell) -> tuple[Cell, ...]:
    return tuple([defused(cell) if isinstance(cell, str) else cell for cell in cells])


def _around(session: Session) -> tuple[str, str]:
    """The cells of a session before those of a set, and after them."""
    felt = session.discomfort
    before = _safe(
        session.local_date.isoformat(),
        session.started_at.isoformat(),
        session.ended_at.isoformat(),
        session.routine_name,
        session.outcome.value,
    )
    after = _safe(
        session.effort,
        felt.before,
        felt.worst,
        felt.next_morning,
        felt.site and felt.site.value,
        felt.side and felt.side.value,
        session.note,
        session.source,
        session.id,
    )
    return _cells(*before), _cells(*after)


def _sets(session: Session, known: dict[int, tuple[SetRecord, str]]) -> Iterator[str]:
    """The cells of each set; ``known`` has those of earlier ones, by the identity of the set, which it keeps alive."""
    for record in session.sets:
        if id(record) not in known:
            if len(known) >= MOST_KNOWN:
                known.clear()
            known[id(record)] = record, _cells(*_set(record))
        yield known[id(record)][1]


def _set(record: SetRecord) -> tuple[Cell, ...]:
    """The cells of a set; of its words only the id of the exercise may be the user's."""
    planned, done = record.planned, record.done
    return (
        defused(record.exercise),
        record.set,
        record.side.value if record.side else None,
        record.status.value,
        planned.reps,
        done.reps,
        planned.hold,
        done.hold,
        planned.seconds,
        done.seconds,
    )

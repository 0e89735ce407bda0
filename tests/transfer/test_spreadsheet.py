"""The CSV export: a row a set, and nothing in it that a spreadsheet runs."""

import csv
import io
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dbs_tui.domain.training.exercise import Side
from dbs_tui.domain.training.session import Amount, Discomfort, SetRecord, Status
from dbs_tui.transfer.spreadsheet import COLUMNS, defused, sets_csv
from tests.domain.builders import session
from tests.storage.test_documents import SESSIONS

TODAY = date(2026, 11, 22)


def _read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row_is_a_set() -> None:
    """With what was planned and done of it, and what is said of its session."""
    held = SetRecord(
        "stretch", 2, Side.LEFT, Status.PARTIAL, Amount(hold=30, seconds=37.0), Amount(hold=12, seconds=16.5)
    )
    one = replace(session(TODAY), sets=(held,), effort=0, discomfort=Discomfort(1, None, 3), note="Went well")
    assert _read(sets_csv([one])) == [
        {
            "date": "2026-11-22",
            "started_at": "2026-11-22T08:00:00+00:00",
            "ended_at": "2026-11-22T08:05:00+00:00",
            "routine": "Test",
            "outcome": "completed",
            "exercise": "stretch",
            "set": "2",
            "side": "left",
            "status": "partial",
            "planned_reps": "",
            "done_reps": "",
            "planned_hold": "30",
            "done_hold": "12",
            "planned_seconds": "37.0",
            "done_seconds": "16.5",
            "effort": "0",
            "discomfort_before": "1",
            "discomfort_worst": "",
            "discomfort_next_morning": "3",
            "note": "Went well",
            "source": "",
            "session_id": "2026-11-22-8",
            "discomfort_site": "",
            "discomfort_side": "",
        }
    ]


def test_no_sets_is_still_a_row() -> None:
    """A session is never missing; without sessions there is the head alone."""
    (row,) = _read(sets_csv([replace(session(TODAY), sets=())]))
    assert (row["date"], row["exercise"], row["session_id"]) == ("2026-11-22", "", "2026-11-22-8")
    assert sets_csv([]) == ",".join(COLUMNS) + "\r\n"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30", "'+49 30"),
        ("-2 kg", "'-2 kg"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        ("＝1", "'＝1"),
        ("fine; =1+1", "fine; '=1+1"),
        ("fine;=cmd|' /C calc'!A0", "fine;'=cmd|' /C calc'!A0"),
        ("line\n-1", "line\n'-1"),
        ("  =1", "  '=1"),
        ("\xa0\ufeff=1", "\xa0\ufeff'=1"),
        ("\u200b\u3000＋1", "\u200b\u3000'＋1"),
        ("well done", "well done"),
        ("2 - 1 = 1; a+b", "2 - 1 = 1; a+b"),
        ("", ""),
        ("\x1b[2J\ud800", "\N{REPLACEMENT CHARACTER}[2J\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_a_formula_is_defused(text: str, safe: str) -> None:
    """An apostrophe stands before it, wherever a spreadsheet could begin a cell; plain text stays as it is."""
    assert defused(text) == safe


@given(st.lists(SESSIONS, max_size=3))
@settings(max_examples=60, deadline=None)
def test_no_cell_begins_like_a_formula(sessions: list) -> None:  # type: ignore[type-arg]
    """Split at commas as it is meant, or at semicolons, tabs and lines as some spreadsheets do; and it is UTF-8."""
    text = sets_csv(sessions)
    text.encode("utf-8")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    for cell in cells:
        assert not any(
            part.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r")) for part in re.split("[;\n]", cell)
        )
    assert len(cells) % len(COLUMNS) == 0
    assert len(cells) // len(COLUMNS) == 1 + sum(max(1, len(one.sets)) for one in sessions)


def test_sessions_stand_in_the_given_order() -> None:
    """Oldest first, as the history has them."""
    days = [TODAY - timedelta(days=1), TODAY]
    assert [row["date"] for row in _read(sets_csv(map(session, days)))] == [day.isoformat() for day in days]

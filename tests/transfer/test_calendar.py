"""The iCalendar export: training days, as RFC 5545 has it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dbs_tui.domain.history.history import History
from dbs_tui.transfer.calendar import calendar, escaped, folded
from tests.domain.builders import session
from tests.storage.test_documents import SESSIONS

TODAY = date(2026, 11, 22)


def _events(text: str) -> list[dict[str, str]]:
    """The entries of a calendar, read as a calendar reads them: unfolded, by name."""
    lines = text.replace("\r\n ", "").split("\r\n")
    assert (lines[0], lines[-2:]) == ("BEGIN:VCALENDAR", ["END:VCALENDAR", ""])
    events, inside = [], False
    for line in lines:
        if line == "BEGIN:VEVENT":
            inside, found = True, dict[str, str]()
        elif line == "END:VEVENT":
            inside = False
            events.append(found)
        elif inside:
            name, _, value = line.partition(":")
            assert name not in found
            found[name] = value
    return events


def test_a_training_day_is_an_all_day_entry() -> None:
    """With the routines of the day and its minutes, the next day as its end, and an id that stays."""
    moment = datetime.fromisoformat("2026-11-22T23:30:00+01:00")
    late = replace(session(TODAY), started_at=moment, ended_at=moment, routine_name="Full ten, evening")
    history = History(
        (replace(session(TODAY, hour=7), active_seconds=70.0), replace(late, id="b", active_seconds=60.0))
    )
    assert _events(calendar(history)) == [
        {
            "UID": "training-20261122@dbs-tui",
            "DTSTAMP": "20261122T223000Z",
            "DTSTART;VALUE=DATE": "20261122",
            "DTEND;VALUE=DATE": "20261123",
            "SUMMARY": "Test\\, Full ten\\, evening",
            "DESCRIPTION": "Trained 2 min",
            "CLASS": "PRIVATE",
            "TRANSP": "TRANSPARENT",
        }
    ]


def test_minutes_are_those_of_the_other_pages() -> None:
    """To the nearest, adding up to their week; what is less than half a minute is told in words."""

    def told(*seconds: float) -> list[str]:
        days = [replace(session(TODAY - timedelta(days=ago)), active_seconds=each) for ago, each in enumerate(seconds)]
        return [event["DESCRIPTION"] for event in _events(calendar(History(tuple(days))))][::-1]

    assert told(303.0) == ["Trained 5 min"]
    assert sorted(told(569.0, 569.0, 569.0)) == ["Trained 10 min", "Trained 9 min", "Trained 9 min"]
    assert told(20.0) == ["Trained under a minute"]


def test_only_days_that_count() -> None:
    """Oldest first; a day of less than half its plan is no training day; without any the calendar is empty."""
    history = History((session(TODAY), session(TODAY - timedelta(days=1), done=10.0), session(date(2024, 2, 29))))
    assert [event["DTSTART;VALUE=DATE"] for event in _events(calendar(history))] == ["20240229", "20261122"]
    assert [event["DTEND;VALUE=DATE"] for event in _events(calendar(history))] == ["20240301", "20261123"]
    assert _events(calendar(History())) == []
    assert calendar(history) == calendar(history)


def test_nobody_who_sees_the_calendar_reads_how_it_felt() -> None:
    """No note, no rating, no id."""
    text = calendar(History((replace(session(TODAY, worst=7), note="Left hip hurts"),)))
    assert "hip" not in text
    assert "7" not in text.replace("20261122T080500Z", "").split("DESCRIPTION")[1].split("\r\n")[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [("a;b,c\\d", "a\\;b\\,c\\\\d"), ("a\nb\r\nc", "a\\nb\\nc"), ("a\x00\u202eb", "a\ufffd\ufffdb"), ("\\n", "\\\\n")],
)
def test_special_characters_are_escaped(text: str, value: str) -> None:
    """Backslash, semicolon, comma and ends of lines; what cannot be shown is replaced."""
    assert escaped(text) == value


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=300))
@settings(deadline=None)
def test_a_long_line_is_folded(text: str) -> None:
    """No line has more than 75 octets, no character is cut, and unfolding gives the line back."""
    lines = folded(text).split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert all(line.startswith(" ") for line in lines[1:])
    assert "".join([lines[0], *(line[1:] for line in lines[1:])]) == text


@given(st.lists(SESSIONS, max_size=4))
@settings(max_examples=50, deadline=None)
def test_whatever_routines_are_called(sessions: list) -> None:  # type: ignore[type-arg]
    """Each entry has its lines and no others, and the file is UTF-8 without bare line ends."""
    history = History(tuple(sessions))
    text = calendar(history)
    text.encode("utf-8")
    assert "\n" not in text.replace("\r\n", "")
    assert [set(event) for event in _events(text)] == [
        {"UID", "DTSTAMP", "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "SUMMARY", "DESCRIPTION", "CLASS", "TRANSP"}
    ] * len(history.training_days)

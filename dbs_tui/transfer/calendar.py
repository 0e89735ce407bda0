"""Training days as an iCalendar file (RFC 5545): an all-day entry each, for a calendar beside the rest of life.

The entry of a day has the same id in every export, so that a calendar that reads the file again has no day twice. No
ratings and no notes are in it: calendars are shared.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, timedelta

from dbs_tui.domain.common.text import printable
from dbs_tui.domain.history.history import History
from dbs_tui.domain.history.minutes import minutes_by_day
from dbs_tui.domain.training.session import Session

LINE = 75
"""Octets of a line, its end not counted; a longer one is folded."""


def calendar(history: History, days: Iterable[date] | None = None) -> str:
    """The training days, or those of them in ``days``, oldest first, as the text of an .ics file."""
    minutes = minutes_by_day(history, date.max)
    wanted = sorted(history.training_days if days is None else history.training_days & set(days))
    by_day: dict[date, list[Session]] = {day: [] for day in wanted}
    for session in history.sessions:
        if session.local_date in by_day:
            by_day[session.local_date].append(session)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//dbs-tui//training days//EN", "CALSCALE:GREGORIAN"]
    for day, sessions in by_day.items():
        lines += _event(day, sessions, minutes[day])
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(day: date, sessions: list[Session], minutes: int) -> Iterator[str]:
    names = dict.fromkeys(session.routine_name for session in sessions)
    changed = max(session.edited_at or session.ended_at for session in sessions)
    yield "BEGIN:VEVENT"
    yield f"UID:training-{day:%Y%m%d}@dbs-tui"
    yield f"DTSTAMP:{changed.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(', '.join(names))}"
    yield f"DESCRIPTION:{escaped(f'Trained {minutes} min' if minutes else 'Trained under a minute')}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """A text as a value of the format: backslash, semicolon, comma and line ends are escaped, controls replaced."""
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,")):
        text = text.replace(plain, written)
    return "\\n".join(map(printable, text.splitlines()))


def folded(line: str) -> str:
    """A line cut into lines of 75 octets at most, each further one after a space, never inside a character."""
    parts, room, current = [], LINE, ""
    for character in line:
        size = len(character.encode("utf-8"))
        if size > room:
            parts.append(current)
            room, current = LINE - 1, ""
        current, room = current + character, room - size
    return "\r\n ".join([*parts, current])

"""All years in lines: totals, the same days of the year before, streaks, a calendar each."""

from dataclasses import replace
from datetime import date

from dbs_tui.domain.history.history import DAY, History
from dbs_tui.ui.history.year_screen import run_lines, totals_lines, year_calendar
from tests.domain.builders import session

TODAY = date(2026, 3, 10)


def test_a_year_is_beside_the_same_days_of_the_one_before() -> None:
    """Only where there was one."""
    days = [date(2025, 2, 1), date(2025, 12, 1), date(2026, 1, 5), date(2026, 3, 10)]
    history = History(tuple(replace(session(day), active_seconds=2400.0) for day in days))
    assert [str(line) for line in totals_lines(history, TODAY)] == [
        "since the first session  4 sessions that count on 4 days, 2 h 40 min",
        "2026 so far              2 sessions that count on 2 days, 1 h 20 min",
        "2025 to 10 Mar           1 session that counts on 1 day, 40 min",
    ]
    assert len(list(totals_lines(History(history.sessions[2:]), TODAY))) == 2


def test_streaks_have_their_dates_longest_first() -> None:
    """Days, then weeks; a single one is none."""
    days = [
        *(TODAY - DAY * ago for ago in range(3)),
        *(date(2025, 12, 30) + DAY * n for n in range(5)),
        date(2025, 1, 1),
    ]
    lines = [str(line).strip() for line in run_lines(History(tuple(map(session, days))), TODAY)]
    assert lines[:2] == ["5 days  30 Dec 2025 to 3 Jan 2026", "3 days  8 Mar to 10 Mar 2026"]


def test_a_year_is_a_calendar_of_its_own_days() -> None:
    """Every day of it once: trained, nothing, blank before the first and after today."""
    history = History(tuple(map(session, (date(2025, 12, 29), date(2026, 1, 5), TODAY))))
    lines = str(year_calendar(history, TODAY, 2026)).split("\n")
    assert lines[0].split()[:4] == ["2026", "Jan", "Feb", "Mar"]
    shapes = "".join(line[5:] for line in lines[1:])
    assert (shapes.count("▄"), shapes.count("·")) == (2, (TODAY - date(2026, 1, 1)).days + 1 - 2)
    assert "".join(line[5:] for line in str(year_calendar(history, TODAY, 2025)).split("\n")[1:]).count("▄") == 1

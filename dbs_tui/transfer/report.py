"""What a report for a doctor or a physio says: what was done, and how discomfort and effort went, on one page.

It is a value; ``page.py`` writes it as HTML, ``markdown.py`` as Markdown, with the same words and figures. Everything
in it was entered by the person who trained; it judges nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from math import ceil
from statistics import fmean

from dbs_tui.domain.common.text import counted, printable
from dbs_tui.domain.history.history import History
from dbs_tui.domain.history.trends import TrainedWeek, TrendDelta, change, done_of
from dbs_tui.domain.history.week import DAY, WEEK, Pause, WeekState
from dbs_tui.domain.training.exercise import Catalogue
from dbs_tui.domain.training.session import Session

WEEKS = 12
"""The running week and those before it, unless other dates are asked for."""
MOST_WEEKS, MOST_MONTHS = 16, 24
"""A longer time is told by months, a still longer one by years: it stays one page."""
NOTABLE = 4
"""Discomfort from here up is listed day by day."""
MOST_NOTABLE = 10
"""Days that are listed, the newest."""

TITLE = "Training report"
ABOUT = "Recorded by the person who trained. Effort and discomfort are their own ratings, 0 to 10."
NOT_TREATMENT = "General exercise education, not treatment; it diagnoses nothing."


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A week, a month or a year, or one exercise, in cells; an empty one where there is nothing to say."""

    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportTable:
    """Some rows with their heads; the first column is text, the others are figures."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[ReportRow, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """Mean discomfort and effort of a week, month or year; ``None`` where it was not asked."""

    label: str
    discomfort: float | None
    effort: float | None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the page says, ready to be written."""

    title: str
    period: str
    facts: tuple[tuple[str, str], ...]
    """Pairs of a name and what is said of it."""
    points: tuple[Point, ...]
    """Oldest first."""
    course: ReportTable
    exercises: ReportTable
    notable: ReportTable
    pauses: tuple[str, ...]
    footer: str


def report(history: History, catalogue: Catalogue, today: date, since: date | None, until: date | None) -> Report:
    """The report of the time from ``since`` to ``until``, by default the last 12 weeks up to today."""
    last = min(until or today, today)
    first = since or history.week_of(last) - WEEK * (WEEKS - 1)
    sessions = [session for session in history.as_of(last).sessions if first <= session.local_date]
    unit, parts = _parts(history, sessions, first, last)
    return Report(
        title=TITLE,
        period=f"{day_words(first)} to {day_words(last)}",
        facts=tuple(_facts(history, sessions, first, last)),
        points=tuple(Point(label, part.discomfort, part.effort) for label, part in parts),
        course=_course(unit, parts),
        exercises=_exercises(sessions, catalogue),
        notable=_notable(sessions),
        pauses=tuple(_pause_words(pause) for pause in history.pauses if pause.first <= last and pause.last >= first),
        footer=f"{ABOUT} {NOT_TREATMENT} Made with dbs-tui on {day_words(today)}.",
    )


def day_words(day: date) -> str:
    """A date that reads alike everywhere: ``22 Nov 2026``."""
    return f"{day.day} {day:%b} {day.year}"


# -- in all


def _facts(history: History, sessions: list[Session], first: date, last: date) -> Iterator[tuple[str, str]]:
    days = len({session.local_date for session in sessions if session.counts})
    planned, done = (
        sum(getattr(session, name) for session in sessions) for name in ("planned_seconds", "done_seconds")
    )
    yield "Training days", f"{days} of {counted((last - first).days + 1, 'day')}"
    yield "Week goal", _goal_words(history, first, last)
    yield "Sessions", f"{len(sessions)}, {_minutes(sessions)} min in all"
    yield "Planned work done", f"{100 * done / planned:.0f} %" if planned else "nothing was planned"
    yield "Effort", _rating_words(session.effort for session in sessions)
    yield "Discomfort", _rating_words(session.discomfort.worst for session in sessions)
    yield "Discomfort, the morning after", _rating_words(session.discomfort.next_morning for session in sessions)
    weeks = _by(sessions, history.week_of)
    yield "Discomfort, by weekly means", _change_words(change(week.discomfort for week in weeks.values()))


def _goal_words(history: History, first: date, last: date) -> str:
    weeks = [week for week in history.weeks(last) if week.starts >= first and week.state is not WeekState.IN_PROGRESS]
    met = sum(week.state is WeekState.MET for week in weeks)
    paused = sum(week.state is WeekState.PAUSED for week in weeks)
    goals = sorted({week.wanted or week.goal for week in weeks} or {history.goal_on(last)})
    wanted = " to ".join(map(str, dict.fromkeys((goals[0], goals[-1]))))
    return f"{wanted} days, met in {met} of {counted(len(weeks), 'week')}" + (f", {paused} paused" if paused else "")


def _rating_words(ratings: Iterable[int | None]) -> str:
    asked = [rating for rating in ratings if rating is not None]
    if not asked:
        return "not asked"
    return f"mean {fmean(asked):.1f}, highest {max(asked)}, asked {counted(len(asked), 'time')}"


def _change_words(found: TrendDelta | None) -> str:
    if found is None:
        return "too few answers to compare"
    return f"{found.words} (first {found.first:.1f}, last {found.last:.1f})"


# -- by week, month or year


def _parts(
    history: History, sessions: list[Session], first: date, last: date
) -> tuple[str, list[tuple[str, TrainedWeek]]]:
    """The unit that fits on a page, and each part of the time with what was trained in it, empty ones too."""
    days = [first + DAY * n for n in range((last - first).days + 1)]
    if len(days) <= MOST_WEEKS * 7:
        return "Week of", _parted(days, sessions, history.week_of, lambda day: f"{day.day} {day:%b}")
    if len(days) <= MOST_MONTHS * 31:
        return "Month", _parted(days, sessions, lambda day: day.replace(day=1), lambda day: f"{day:%b} {day.year}")
    return "Year", _parted(days, sessions, lambda day: day.replace(month=1, day=1), lambda day: f"{day.year}")


def _parted(
    days: list[date], sessions: list[Session], start: Callable[[date], date], label: Callable[[date], str]
) -> list[tuple[str, TrainedWeek]]:
    found = _by(sessions, start)
    return [(label(day), found.get(day, TrainedWeek(day, ()))) for day in dict.fromkeys(map(start, days))]


def _by(sessions: Iterable[Session], start: Callable[[date], date]) -> dict[date, TrainedWeek]:
    parts: dict[date, list[Session]] = {}
    for session in sorted(sessions, key=lambda session: session.local_date):
        parts.setdefault(start(session.local_date), []).append(session)
    return {day: TrainedWeek(day, tuple(of_it)) for day, of_it in parts.items()}


def _course(unit: str, parts: list[tuple[str, TrainedWeek]]) -> ReportTable:
    heads = (unit, "Days", "Minutes", "Done of planned", "Effort", "Discomfort", "Highest")
    return ReportTable(f"{unit} by {unit.lower()}", heads, tuple(_course_row(label, part) for label, part in parts))


def _course_row(label: str, part: TrainedWeek) -> ReportRow:
    days = len({session.local_date for session in part.sessions if session.counts})
    worst = [session.discomfort.worst for session in part.sessions if session.discomfort.worst is not None]
    return ReportRow(
        (
            label,
            str(days) if part.sessions else "",
            str(_minutes(part.sessions)) if part.sessions else "",
            f"{100 * part.done / part.planned:.0f} %" if part.planned else "",
            "" if part.effort is None else f"{part.effort:.1f}",
            "" if part.discomfort is None else f"{part.discomfort:.1f}",
            str(max(worst)) if worst else "",
        )
    )


def _minutes(sessions: Iterable[Session]) -> int:
    return ceil(sum(session.active_seconds for session in sessions) / 60)


# -- by exercise, day and pause


def _exercises(sessions: list[Session], catalogue: Catalogue) -> ReportTable:
    sets: dict[tuple[str, object], int] = {}
    for record in (record for session in sessions for record in session.sets):
        if record.status != "skipped":
            sets[record.exercise, record.side] = sets.get((record.exercise, record.side), 0) + 1
    rows = []
    for (exercise, side), done in sorted(done_of(sessions).items(), key=lambda it: (it[0][0], it[0][1] or "")):
        name = catalogue[exercise].name if exercise in catalogue else printable(exercise)
        figures = (str(done.reps or ""), f"{done.hold} s" if done.hold else "", f"{ceil(done.seconds / 60)} min")
        rows.append(ReportRow((name, side or "", str(sets.get((exercise, side), 0)), *figures)))
    return ReportTable("What was done", ("Exercise", "Side", "Sets", "Reps", "Held", "Work"), tuple(rows))


def _notable(sessions: list[Session]) -> ReportTable:
    felt = [session for session in sessions if max(_ratings(session), default=0) >= NOTABLE]
    title = f"Discomfort of {NOTABLE} or more"
    title += f", the last {MOST_NOTABLE} of {len(felt)}" if len(felt) > MOST_NOTABLE else ""
    heads = ("Day", "Before", "Worst", "Next morning", "Where", "Routine", "Note")
    return ReportTable(title, heads, tuple(_notable_row(session) for session in reversed(felt[-MOST_NOTABLE:])))


def _notable_row(session: Session) -> ReportRow:
    felt = session.discomfort
    ratings = ("" if it is None else str(it) for it in (felt.before, felt.worst, felt.next_morning))
    note = " ".join(session.note.split())
    shown = note if len(note) <= 120 else f"{note[:119]}…"
    return ReportRow(
        (day_words(session.local_date), *ratings, felt.where, printable(session.routine_name), printable(shown))
    )


def _ratings(session: Session) -> list[int]:
    felt = session.discomfort
    return [rating for rating in (felt.before, felt.worst, felt.next_morning) if rating is not None]


def _pause_words(pause: Pause) -> str:
    return f"{day_words(pause.first)} to {day_words(pause.last)}: {printable(pause.reason)}"

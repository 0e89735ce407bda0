"""What a report for a doctor or a physio says: what was done, and how pain and effort went: one page for three months.

It is a value; ``html.py`` writes it as HTML, ``markdown.py`` as Markdown, with the same words and figures. Everything
in it was entered by the person who trained; it judges nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from dbs_tui.domain.common.text import clock, counted, printable
from dbs_tui.domain.history.history import History
from dbs_tui.domain.history.measures import MeasureKind, Measurement, change_words
from dbs_tui.domain.history.minutes import apportioned, minutes_by_day, minutes_in, percent, whole_minutes
from dbs_tui.domain.history.trends import (
    FEWEST,
    Sum,
    TrainedWeek,
    TrendDelta,
    change,
    done_of,
    efforts_of,
    worsts_of,
)
from dbs_tui.domain.history.week import DAY, WEEK, Pause, WeekState
from dbs_tui.domain.training.exercise import Catalogue, Side
from dbs_tui.domain.training.session import Session, Status

WEEKS = 12
"""The running week and those before it, unless other dates are asked for."""
MOST_WEEKS, MOST_MONTHS = 16, 24
"""A longer time is told by months, a still longer one by years: it stays one page."""
NOTABLE = 4
"""Pain from here up is listed day by day."""
MOST_NOTABLE = 10
"""Days that are listed, the newest."""
MOST_EXERCISES = 14
"""Exercises that are listed, those with the most work; the others share a row."""

TITLE = "Training report"
ABOUT = "Recorded by the person who trained. Effort and pain are their own ratings, 0 to 10."
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
    """A week, month or year: mean pain and effort, ``None`` where nobody answered; training days and minutes."""

    label: str
    pain: float | None
    effort: float | None
    days: int
    minutes: int


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


def report(
    history: History,
    catalogue: Catalogue,
    today: date,
    since: date | None,
    until: date | None,
    measured: Sequence[Measurement] = (),
) -> Report:
    """The report of the time from ``since`` to ``until``, by default the last 12 weeks up to today.

    ``measured`` are the own measures; those of that time are told.
    """
    last = min(until or today, today)
    first = since or history.week_of(last) - WEEK * (WEEKS - 1)
    sessions = [session for session in history.as_of(last).sessions if first <= session.local_date]
    minutes = minutes_by_day(history, today)
    unit, parts = _parts(history, sessions, first, last)
    points = tuple(_point(label, part, minutes) for label, part in parts)
    return Report(
        title=TITLE,
        period=f"{day_words(first)} to {day_words(last)}",
        facts=(*_facts(history, sessions, today, first, last), *_measures(measured, first, last)),
        points=points,
        course=_course(unit, parts, points),
        exercises=_exercises(sessions, catalogue),
        notable=_notable(sessions),
        pauses=tuple(_pause_words(pause) for pause in history.pauses if pause.first <= last and pause.last >= first),
        footer=f"{ABOUT} {NOT_TREATMENT} Made with dbs-tui on {day_words(today)}.",
    )


def day_words(day: date) -> str:
    """A date that reads alike everywhere: ``22 Nov 2026``."""
    return f"{day.day} {day:%b} {day.year}"


# -- in all


def _facts(
    history: History, sessions: list[Session], today: date, first: date, last: date
) -> Iterator[tuple[str, str]]:
    days = len({session.local_date for session in sessions if session.counts})
    planned, done = (
        sum(getattr(session, name) for session in sessions) for name in ("planned_seconds", "done_seconds")
    )
    counting = sum(session.counts for session in sessions)
    yield "Training days", f"{days} of {counted((last - first).days + 1, 'day')}"
    yield "Week goal", _goal_words(history, first, last)
    part = "" if counting == len(sessions) else f", {counting} that count"
    yield "Sessions", f"{len(sessions)}{part}, {minutes_in(history, today, first, last)} min in all"
    yield "Planned work done", f"{percent(done, planned)} %" if planned else "nothing was planned"
    whole = TrainedWeek(first, tuple(sessions))
    yield "Effort", _rating_words(whole.efforts)
    yield "Worst pain of a session", _rating_words(whole.worsts)
    yield "Pain, the morning after", _rating_words(whole.mornings)
    yield "Where it hurt", _where_words(sessions)
    weeks = _whole_weeks(history, sessions, first, last)
    yield "Effort over time", _change_words(change(weeks, efforts_of))
    yield "Pain over time", _change_words(change(weeks, worsts_of))


def _whole_weeks(history: History, sessions: list[Session], first: date, last: date) -> list[TrainedWeek]:
    """The weeks of the time, empty ones too, without the one that runs on its last day."""
    found = _by(sessions, history.week_of)
    begins, count = history.week_of(first), max(0, (history.week_of(last) - history.week_of(first)).days // 7)
    return [found.get(begins + WEEK * n, TrainedWeek(begins + WEEK * n, ())) for n in range(count)]


def _where_words(sessions: list[Session]) -> str:
    """How often it hurt where, most often first: ``groin 5 times (left 3, right 2); outer hip, left 1 time``."""
    sides: dict[str, Counter[str]] = {}
    for felt in (session.discomfort for session in sessions if session.discomfort.where):
        site = felt.site.words if felt.site else "place not said"
        sides.setdefault(site, Counter())[felt.side.words if felt.side else ""] += 1
    by_site = sorted(sides.items(), key=lambda of_site: -of_site[1].total())
    return "; ".join(_site_words(site, found) for site, found in by_site) or "not said"


def _site_words(site: str, sides: Counter[str]) -> str:
    times = counted(sides.total(), "time")
    if len(sides) == 1:
        return f"{', '.join(filter(None, (site, *sides)))} {times}"
    by_side = (f"{side or 'side not said'} {many}" for side, many in sides.most_common())
    return f"{site} {times} ({', '.join(by_side)})"


def _measures(measured: Sequence[Measurement], first: date, last: date) -> Iterator[tuple[str, str]]:
    within = [it for it in measured if first <= it.day <= last]
    for kind in MeasureKind:
        if told := change_words(within, kind):
            yield kind.words, told


def _goal_words(history: History, first: date, last: date) -> str:
    weeks = [week for week in history.weeks(last) if week.starts >= first and week.state is not WeekState.IN_PROGRESS]
    met = sum(week.state is WeekState.MET for week in weeks)
    paused = sum(week.state is WeekState.PAUSED for week in weeks)
    goals = sorted({week.wanted or week.goal for week in weeks} or {history.goal_on(last)})
    wanted = " to ".join(map(str, dict.fromkeys((goals[0], goals[-1]))))
    return f"{wanted} days, met in {met} of {counted(len(weeks), 'week')}" + (f", {paused} paused" if paused else "")


def _rating_words(asked: Sequence[int]) -> str:
    if not asked:
        return "not answered"
    return f"mean {fmean(asked):.1f}, highest {max(asked)}, answered {counted(len(asked), 'time')}"


def _change_words(found: TrendDelta | None) -> str:
    if found is None:
        return f"too few answers to compare: at least {FEWEST} in the first and in the last quarter"
    return f"{found.words} (mean of the first quarter {found.first:.1f}, of the last {found.last:.1f})"


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


def _point(label: str, part: TrainedWeek, minutes: Mapping[date, int]) -> Point:
    days = {session.local_date for session in part.sessions}
    training = len({session.local_date for session in part.sessions if session.counts})
    return Point(label, part.discomfort, part.effort, training, sum(minutes[day] for day in days))


def _course(unit: str, parts: list[tuple[str, TrainedWeek]], points: tuple[Point, ...]) -> ReportTable:
    heads = (unit, "Days", "Minutes", "Done of planned", "Effort", "Pain", "Highest")
    titles = {"Week of": "Week by week", "Month": "Month by month", "Year": "Year by year"}
    rows = (_course_row(point, part) for point, (_, part) in zip(points, parts, strict=True))
    return ReportTable(titles[unit], heads, tuple(rows))


def _course_row(point: Point, part: TrainedWeek) -> ReportRow:
    return ReportRow(
        (
            point.label,
            str(point.days) if part.sessions else "",
            str(point.minutes) if part.sessions else "",
            f"{percent(part.done, part.planned)} %" if part.planned else "",
            "" if part.effort is None else f"{part.effort:.1f}",
            "" if part.discomfort is None else f"{part.discomfort:.1f}",
            str(max(part.worsts)) if part.worsts else "",
        )
    )


# -- by exercise, day and pause


def _exercises(sessions: list[Session], catalogue: Catalogue) -> ReportTable:
    sets = Counter(
        (record.exercise, record.side)
        for session in sessions
        for record in session.sets
        if record.status is not Status.SKIPPED
    )
    by_exercise: dict[str, dict[Side | None, Sum]] = {}
    for (exercise, side), done in done_of(sessions).items():
        by_exercise.setdefault(exercise, {})[side] = done
    work = {exercise: sum(done.seconds for done in sides.values()) for exercise, sides in by_exercise.items()}
    order = sorted(work, key=lambda exercise: (-work[exercise], exercise))
    minutes = dict(zip(order, apportioned(whole_minutes(sum(work.values())), [work[it] for it in order]), strict=True))
    rows = []
    for exercise in order[:MOST_EXERCISES]:
        sides = by_exercise[exercise]
        name = catalogue[exercise].name if exercise in catalogue else printable(exercise)
        figures = (
            _by_side({side: sets[exercise, side] for side in sides}, str),
            _by_side({side: done.reps for side, done in sides.items()}, str),
            _by_side({side: done.hold for side, done in sides.items()}, clock),
            f"{minutes[exercise]} min",
        )
        rows.append(ReportRow((name, *figures)))
    if others := order[MOST_EXERCISES:]:
        many = counted(len(others), "other exercise")
        rows.append(ReportRow((many, "", "", "", f"{sum(minutes[it] for it in others)} min")))
    return ReportTable("What was done, left / right", ("Exercise", "Sets", "Reps", "Held, m:ss", "Work"), tuple(rows))


def _by_side(figures: Mapping[Side | None, int], told: Callable[[int], str]) -> str:
    """A figure, or ``left / right`` where there are sides; empty where all are 0."""
    if not any(figures.values()):
        return ""
    if set(figures) <= {None}:
        return told(figures[None])
    sides = [told(figures.get(Side.LEFT, 0)), told(figures.get(Side.RIGHT, 0))]
    return " / ".join(sides) + (f" + {told(figures[None])}" if figures.get(None) else "")


def _notable(sessions: list[Session]) -> ReportTable:
    felt = [session for session in sessions if max(_ratings(session), default=0) >= NOTABLE]
    title = f"Pain of {NOTABLE} or more"
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

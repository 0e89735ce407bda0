"""Every figure that is printed, worked out again from the exported JSON by a few functions of its own.

``wrong(seed)`` makes a random history of one to three years and names every figure of Overview, Trends, Sessions, the
report, the spreadsheet, the calendar and the status that is not what the JSON says. Nothing here asks the domain.
"""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from functools import cache
from itertools import pairwise
from random import Random
from typing import Any

from dbs_tui.commands.status import status_document
from dbs_tui.content.loader import catalogue
from dbs_tui.domain.history.history import Goal, History, Pause
from dbs_tui.domain.history.trends import TrendRange, weeks_of
from dbs_tui.domain.training.exercise import Side
from dbs_tui.domain.training.session import (
    Amount,
    Discomfort,
    Outcome,
    PainSide,
    PainSite,
    Session,
    SetRecord,
    Status,
)
from dbs_tui.transfer.calendar import calendar
from dbs_tui.transfer.markdown import markdown
from dbs_tui.transfer.report import report
from dbs_tui.transfer.spreadsheet import sets_csv
from dbs_tui.ui.history.session_table import EFFORT, LENGTH, PAIN, SETS
from dbs_tui.ui.history.trend_panels import TrendPanels
from dbs_tui.ui.history.words import minutes_words, next_words, reached
from dbs_tui.ui.history.words import told as told_of
from dbs_tui.ui.kit.heatmap import cell as day_cell
from tests.transfer.builders import exported, store

DAY = timedelta(days=1)
CATALOGUE = catalogue()
EXERCISES = ("squat", "hamstring-stretch", "glute-bridge", "leg-lift", "walk", "glute-squeeze")
SIDED = ("hamstring-stretch", "leg-lift")
ASKED = ("effort", "worst", "before", "worst", "next_morning")
Record = dict[str, Any]


# -- a random history


def history_of(random: Random) -> tuple[History, date]:
    """One to three years of sessions, none on some days, several on others, with goals, pauses and answers left out."""
    today = date(2026, 1, 1) + DAY * random.randrange(500)
    first = today - DAY * random.randrange(365, 3 * 365)
    share = random.uniform(0.2, 0.9)
    pauses = tuple(_pause(random, first, today) for _ in range(random.randrange(4)))
    days = (first + DAY * number for number in range((today - first).days + 1))
    sessions = [
        _session(random, day, f"{day}-{number}")
        for day in days
        if random.random() < share and (random.random() < 0.1 or not any(day in pause for pause in pauses))
        for number in range(random.choice((1, 1, 1, 2)))
    ]
    goals = tuple(Goal(first + DAY * random.randrange(-30, 800), random.randrange(1, 8)) for _ in range(3))
    kept = {goal.starts: goal for goal in goals}
    return History(tuple(sessions), tuple(kept.values()), tuple(set(pauses)), random.choice((0, 6))), today


def _pause(random: Random, first: date, today: date) -> Pause:
    begins = first + DAY * random.randrange((today - first).days)
    return Pause(begins, begins + DAY * random.randrange(30), "travel")


def _session(random: Random, day: date, name: str) -> Session:
    zone = timezone(timedelta(hours=random.choice((-5, 0, 1, 9))))
    begins = datetime(day.year, day.month, day.day, random.randrange(24), random.randrange(60), tzinfo=zone)
    sets = tuple(_set(random) for _ in range(random.randrange(1, 7)))
    length = round(random.choice((random.uniform(30, 2000), 569.0, 303.0, 30.0 * random.randrange(1, 40))), 1)
    return Session(
        id=name,
        local_date=day,
        started_at=begins,
        ended_at=begins + timedelta(seconds=length),
        routine_id=f"r{random.randrange(3)}",
        routine_name=f"Routine {random.randrange(3)}",
        outcome=Outcome.COMPLETED,
        active_seconds=length,
        paused_seconds=0.0,
        sets=sets,
        effort=_rating(random),
        discomfort=Discomfort(
            _rating(random),
            _rating(random),
            _rating(random),
            random.choice((None, *PainSite)),
            random.choice((None, *PainSide)),
        ),
    )


def _rating(random: Random) -> int | None:
    return random.choice((None, random.randrange(11)))


def _set(random: Random) -> SetRecord:
    exercise = random.choice(EXERCISES)
    side = random.choice((Side.LEFT, Side.RIGHT)) if exercise in SIDED else None
    status = random.choice((Status.DONE, Status.DONE, Status.DONE, Status.PARTIAL, Status.SKIPPED))
    part = {Status.DONE: 1.0, Status.PARTIAL: 0.5, Status.SKIPPED: 0.0}[status]
    seconds = round(random.uniform(10, 200), 1)
    planned, done = Amount(seconds=seconds), Amount(seconds=round(part * seconds, 1))
    if exercise == "hamstring-stretch":
        hold = random.randrange(10, 60)
        planned, done = replace(planned, hold=hold), replace(done, hold=int(part * hold))
    elif exercise != "walk":
        reps = random.randrange(4, 20)
        planned, done = replace(planned, reps=reps), replace(done, reps=int(part * reps))
    return SetRecord(exercise, random.randrange(1, 4), side, status, planned, done)


# -- what the JSON says


class Told:
    """The records of an export, and the questions that the figures answer, each in a line or two."""

    def __init__(self, text: str, today: date, week_starts: int) -> None:
        found = json.loads(text)
        self.today, self.week_starts = today, week_starts
        self.sessions: list[Record] = found["sessions"]
        self.goals: list[Record] = found["goals"]
        self.paused = {day for pause in found["pauses"] for day in _days(pause["from"], pause["to"])}
        self.trained = {day_of(it) for it in self.sessions if counts(it)}
        self.first = min(map(day_of, self.sessions))
        self.by_day: dict[date, list[Record]] = {}
        for it in self.sessions:
            self.by_day.setdefault(day_of(it), []).append(it)

    def week_of(self, day: date) -> date:
        """The first day of its week."""
        while day.weekday() != (self.week_starts or 7) % 7:
            day -= DAY
        return day

    def within(self, first: date, last: date) -> list[Record]:
        """The sessions of some days."""
        days = _days(max(first, self.first).isoformat(), last.isoformat())
        return [it for day in days for it in self.by_day.get(day, ())]

    def weeks(self, span: int) -> list[date]:
        """The first days of the weeks of a range; 0 for all."""
        running = self.week_of(self.today)
        begins = running - DAY * 7 * (span - 1) if span else self.week_of(self.first)
        return [begins + DAY * 7 * number for number in range((running - begins).days // 7 + 1)]

    def minutes(self, week: date) -> int:
        """Whole minutes of a week, to the nearest."""
        return half_up(sum((exact(it["active_seconds"]) for it in self.within(week, week + 6 * DAY)), Fraction()) / 60)

    @cache  # noqa: B019 - it lives as long as its test
    def minutes_of_days(self, week: date) -> dict[date, int]:
        """The minutes of a week on its days: down, then up where the most is missing, until they add up."""
        seconds: dict[date, Fraction] = {}
        for it in self.within(week, week + 6 * DAY):
            seconds[day_of(it)] = seconds.get(day_of(it), Fraction()) + exact(it["active_seconds"])
        found = {day: int(each // 60) for day, each in seconds.items()}
        while sum(found.values()) < self.minutes(week):
            found[max(sorted(seconds), key=lambda day: seconds[day] - 60 * found[day])] += 1
        return found

    def minutes_between(self, first: date, last: date) -> int:
        """The minutes of some days."""
        total, week = 0, self.week_of(first)
        while week <= last:
            total += sum(each for day, each in self.minutes_of_days(week).items() if first <= day <= last)
            week += 7 * DAY
        return total

    def goal(self, day: date) -> int:
        """The goal that is valid on a day."""
        known = [goal for goal in self.goals if date.fromisoformat(goal["from"]) <= day]
        return int(max(known, key=lambda goal: str(goal["from"]))["days"]) if known else 3

    def change(self, weeks: list[date], asked: str, since: date = date.min) -> str:
        """How the answers of the weeks that are over went; empty where there are too few."""
        quarter = max(1, round(len(weeks) / 4))
        sides = [self.answers(part, asked, since) for part in (weeks[:quarter], weeks[-quarter:])]
        if len(weeks) < 2 * quarter or min(map(len, sides)) < 6:
            return ""
        means = [Fraction(sum(side), len(side)) for side in sides]
        errors = [
            sum((each - mean) ** 2 for each in side) / (len(side) - 1) / len(side)
            for side, mean in zip(sides, means, strict=True)
        ]
        points = means[1] - means[0]
        if abs(points) < 2 or points**2 < 9 * sum(errors, Fraction()):
            return "about the same"
        return f"{'up' if points > 0 else 'down'} {abs(float(points)):.1f} points"

    def answers(self, weeks: Iterable[date], asked: str, since: date = date.min) -> list[int]:
        """The answers to a question in some weeks, from a day on."""
        found = (answer(it, asked) for week in weeks for it in self.within(max(week, since), week + 6 * DAY))
        return [each for each in found if each is not None]

    def strength(self, until: date) -> int:
        """The habit strength at the end of a day, step by step, as docs/streaks.md has it."""
        score, calendar_days = 0.0, []
        day = min(self.trained)
        while day <= until:
            trained = day in self.trained
            if trained or day not in self.paused:
                calendar_days.append(trained)
                goal = self.goal(self.week_of(day))
                window, wanted = (1, 1) if goal >= 7 else (14, 2 * goal)
                share = min(1.0, sum(calendar_days[-window:]) / wanted)
                keeps = 0.5 ** ((min(goal, 7) / 7) ** 0.5 / 13)
                moved = score * keeps + share * (1 - keeps)
                score = max(score, moved) if day == self.today else moved
            day += DAY
        return round(100 * score)


def _days(first: str, last: str) -> Iterator[date]:
    day = date.fromisoformat(first)
    while day <= date.fromisoformat(last):
        yield day
        day += DAY


def exact(seconds: float) -> Fraction:
    """Seconds as they are written."""
    return Fraction(str(seconds))


def half_up(value: Fraction) -> int:
    """The nearest whole number."""
    return int((2 * value + 1) // 2)


def day_of(it: Record) -> date:
    """The local date of a session."""
    return date.fromisoformat(it["local_date"])


def answer(it: Record, asked: str) -> int | None:
    """What was answered about a session."""
    found = it["effort"] if asked == "effort" else it["discomfort"][asked]
    return None if found is None else int(found)


def work(it: Record) -> tuple[Fraction, Fraction]:
    """Seconds of work of a session: done of the plan, and planned."""
    done = planned = Fraction()
    for record in it["sets"]:
        plan = exact(record["planned"]["seconds"])
        planned += plan
        done += plan if record["status"] == "done" else min(plan, exact(record["done"]["seconds"]))
    return done, planned


def counts(it: Record) -> bool:
    """Whether half of the plan or more was done."""
    done, planned = work(it)
    return planned > 0 and 2 * done >= planned


def share(sessions: Iterable[Record]) -> str:
    """How much of the plan was done, in percent; empty where nothing was planned."""
    pairs = [work(it) for it in sessions]
    done, planned = sum((it[0] for it in pairs), Fraction()), sum((it[1] for it in pairs), Fraction())
    if not planned:
        return ""
    found = half_up(100 * done / planned)
    return f"{100 if done == planned else min(99, max(1 if done else 0, found))} %"


def mean(answers: list[int]) -> str:
    """A mean with a tenth."""
    return f"{sum(answers) / len(answers):.1f}"


def clock(seconds: Fraction) -> str:
    """Minutes and whole seconds, rounded up."""
    whole = int(-(-seconds // 1))
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


# -- what the files say


def made(seed: int) -> tuple[History, date, Told]:
    """A history, its today, and what its export says."""
    history, today = history_of(Random(seed))
    return history, today, Told(exported(store(history)), today, history.week_starts)


def pages(history: History, today: date, told: Told, random: Random) -> Iterator[tuple[str, object, object]]:
    """Every figure of the report, the spreadsheet, the calendar and the status: its name, as printed, as it must be."""
    yield from _status(history, today, told)
    yield from _calendar(history, told)
    yield from _spreadsheet(history, told)
    yield from _report(history, today, told, None, today)
    first = today - DAY * random.randrange(1, 1000)
    yield from _report(history, today, told, first, min(today, first + DAY * random.randrange(0, 1000)))


def _status(history: History, today: date, told: Told) -> Iterator[tuple[str, object, object]]:
    found: Any = status_document(history, None, today)
    week = told.week_of(today)
    trained = sum(week <= day <= today for day in told.trained)
    lately = sum(day in told.trained for day in (today - DAY * ago for ago in range(28)))
    yield "status: days of the week", found["week"]["days"], trained
    yield "status: days of 28", found["days"]["active_last_28"], lately
    yield "status: last", found["last_session"]["id"], max(told.sessions, key=_ended)["id"]


def _ended(it: Record) -> tuple[datetime, datetime, str]:
    return datetime.fromisoformat(it["ended_at"]), datetime.fromisoformat(it["started_at"]), it["id"]


def _calendar(history: History, told: Told) -> Iterator[tuple[str, object, object]]:
    text = calendar(history).replace("\r\n ", "")
    found = re.findall(r"DTSTART;VALUE=DATE:(\d{8})\r\n.*?DESCRIPTION:Trained (\d+|under)", text, re.DOTALL)
    days = {day: each for week in told.weeks(0) for day, each in told.minutes_of_days(week).items()}
    yield "calendar", found, [(f"{day:%Y%m%d}", str(days[day] or "under")) for day in sorted(told.trained)]


def _spreadsheet(history: History, told: Told) -> Iterator[tuple[str, object, object]]:
    rows = list(csv.DictReader(io.StringIO(sets_csv(history.sessions))))
    sets = [record for it in told.sessions for record in it["sets"]]
    yield "spreadsheet: rows", len(rows), len(sets)
    for name, column in (("reps", "done_reps"), ("hold", "done_hold"), ("seconds", "done_seconds")):
        printed = sum((exact(float(row[column] or 0)) for row in rows), Fraction())
        yield f"spreadsheet: {name}", printed, sum((exact(float(it["done"].get(name) or 0)) for it in sets), Fraction())


def _report(
    history: History, today: date, told: Told, since: date | None, until: date
) -> Iterator[tuple[str, object, object]]:
    first = since or told.week_of(until) - 77 * DAY
    text = markdown(report(history, CATALOGUE, today, since, until)).replace("\\", "")
    facts = dict(re.findall(r"- \*\*(.*?)\*\*: (.*)", text))
    of_it = told.within(first, until)
    where, days = f"report {first} to {until}", len({day_of(it) for it in of_it if counts(it)})
    counting = sum(map(counts, of_it))
    part = "" if counting == len(of_it) else f", {counting} that count"
    yield f"{where}: days", facts["Training days"].split()[0], str(days)
    minutes = told.minutes_between(first, until)
    yield f"{where}: sessions", facts["Sessions"], f"{len(of_it)}{part}, {minutes} min in all"
    yield f"{where}: share", facts["Planned work done"], share(of_it) or "nothing was planned"
    for name, asked in (("Effort", "effort"), ("Worst pain of a session", "worst")):
        found = [each for it in of_it if (each := answer(it, asked)) is not None]
        times = f"{len(found)} time{'s' * (len(found) != 1)}"
        wanted = f"mean {mean(found)}, highest {max(found)}, answered {times}" if found else "not answered"
        yield f"{where}: {name}", facts[name], wanted
    begins, ends = told.week_of(first), told.week_of(until)
    weeks = [begins + 7 * DAY * number for number in range((ends - begins).days // 7)]
    went = told.change(weeks, "worst", first) or "too few answers"
    yield f"{where}: change", facts["Pain over time"].startswith(went), True
    yield from _rows(text, told, of_it, where)


def _rows(text: str, told: Told, of_it: list[Record], where: str) -> Iterator[tuple[str, object, object]]:
    """The rows by week, month or year, each beside its sessions."""
    head = re.search(r"\n\| (Week of|Month|Year) \|.*\n.*\n((?:\|.*\n)*)", text)
    assert head
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in head[2].splitlines()]
    labels: dict[str, Callable[[date], str]] = {
        "Week of": lambda day: f"{told.week_of(day).day} {told.week_of(day):%b}",
        "Month": lambda day: f"{day:%b} {day.year}",
        "Year": lambda day: str(day.year),
    }
    label = labels[head[1]]
    for name, *cells in rows:
        part = [it for it in of_it if label(day_of(it)) == name]
        days = {day_of(it) for it in part}
        efforts = [each for it in part if (each := answer(it, "effort")) is not None]
        pains = [each for it in part if (each := answer(it, "worst")) is not None]
        minutes = sum(told.minutes_between(day, day) for day in days)
        wanted = [
            str(len({day_of(it) for it in part if counts(it)})) if part else "",
            str(minutes) if part else "",
            share(part),
            mean(efforts) if efforts else "",
            mean(pains) if pains else "",
            str(max(pains)) if pains else "",
        ]
        yield f"{where}: {name}", cells, wanted
    sets = Counter(record["exercise"] for it in of_it for record in it["sets"] if record["status"] != "skipped")
    for exercise, count in sets.items():
        name = CATALOGUE[exercise].name
        row = re.search(rf"\n\| {re.escape(name)} \| ([^|]*) \| ([^|]*) \|", text)
        printed = [sum(map(int, re.findall(r"\d+", cell))) for cell in row.groups()] if row else []
        done = [
            record["done"].get("reps") or 0 for it in of_it for record in it["sets"] if record["exercise"] == exercise
        ]
        yield f"{where}: {exercise}", printed, [count, sum(done)]


# -- what the screens say


def screens(history: History, today: date, told: Told, random: Random) -> Iterator[tuple[str, object, object]]:
    """Every figure of Trends, and the words of Overview and Sessions."""
    yield from _overview(history, today, told, random)
    for span in TrendRange:
        yield from _trends(TrendPanels(history, today, weeks_of(history, today, span)), told, span.value)
    for session, it in zip(history.sessions, sorted(told.sessions, key=_ended), strict=True):
        done = sum(record["status"] == "done" for record in it["sets"])
        printed = [column.cell(session)[0] for column in (LENGTH, SETS, EFFORT, PAIN)]
        answers = ["–" if each is None else str(each) for each in (it["effort"], it["discomfort"]["worst"])]
        wanted = [clock(exact(it["active_seconds"])), f"{done}/{len(it['sets'])}", *answers]
        yield f"sessions: {it['id']}", printed, wanted


def _overview(history: History, today: date, told: Told, random: Random) -> Iterator[tuple[str, object, object]]:
    lines = str(reached(history, today, CATALOGUE, 80)).split("\n")
    counting = sum(map(counts, told.sessions))
    following = next(each for each in (10, 50, 100, 250, 500, 1000, 2500, 5000) if each > counting)
    yield "overview: counting", lines[0], f"{counting:,} that count, {following - counting:,} to go"
    yield "overview: next", next_words(history, today), f"next {following:,} sessions"
    week = told.week_of(today)
    minutes = [told.minutes(each) for each in (week, week - 7 * DAY)]
    this = f"{minutes[0]} min this week" if minutes[0] else "This week is open"
    wanted = f"{this}, {minutes[1]} last week" if minutes[1] else this
    weeks = weeks_of(history, today, TrendRange.TWELVE_WEEKS)
    yield "overview: minutes", minutes_words(weeks[-1].minutes, weeks[-2].minutes), wanted
    for _ in range(20):
        yield from _day(history, today, told, told.first + DAY * random.randrange((today - told.first).days + 1))


def _day(history: History, today: date, told: Told, day: date) -> Iterator[tuple[str, object, object]]:
    """What is told of a day, and its shape in the calendar."""
    found, words = told.by_day.get(day, []), str(told_of(history, day, today))
    if len(found) > 1:
        total = Fraction(sum(int(-(-exact(it["active_seconds"]) // 1)) for it in found))
        yield f"overview: {day}", f"{len(found)} sessions, {clock(total)}" in words, True
    yield (
        f"overview: lengths of {day}",
        [clock(exact(it["active_seconds"])) in words for it in found],
        [True] * len(found),
    )
    seconds = sum((exact(it["active_seconds"]) for it in found), Fraction())
    shape = "▆" if seconds >= 480 else "▄"
    if day not in told.trained:
        shape = "▂" if found else "‖" if day in told.paused else "▢" if day == today else "·"
    yield f"calendar: {day}", day_cell(history, today, told.first, day)[0], shape


def _trends(panels: TrendPanels, told: Told, span: int) -> Iterator[tuple[str, object, object]]:
    """The panels over a range."""
    weeks, name = told.weeks(span), f"trends, {span} weeks"
    of_it = told.within(weeks[0], told.today)
    minutes = [told.minutes(week) for week in weeks]
    plot, words = panels.minutes()
    yield f"{name}: minutes", list(plot.values), minutes
    average = half_up(Fraction(sum(minutes), len(minutes)))
    yield f"{name}: mean", str(words), f"{average} a week · most {max(minutes)}" if any(minutes) else str(words)
    yield f"{name}: share", str(panels.planned()[1]).split(" of")[0], share(of_it) or str(panels.planned()[1])
    for row, asked in zip((*panels.ratings(), *panels.pain()), ASKED, strict=True):
        answers = told.answers(weeks, asked)
        went = told.change(weeks[:-1], asked)
        wanted = f"{mean(answers)} mean{f' · {went}' if went else ''}" if answers else "not asked yet"
        yield f"{name}: {row[0]}", str(row[2]), wanted
        drawn = [None if value is None else f"{value:.1f}" for value in row[1].values]
        by_week = [told.answers([week], asked) for week in weeks]
        yield f"{name}: {row[0]} by week", drawn, [mean(each) if each else None for each in by_week]
    days = [sum(week <= day < week + 7 * DAY for day in told.trained) for week in weeks]
    yield f"{name}: days", list(panels.days()[0].values), days
    ends = [min(told.today, week + 6 * DAY) for week in weeks]
    begun = min(told.trained)
    strengths = [None if end < begun else told.strength(end) for end in (ends[-1], *ends[:: max(1, len(ends) // 3)])]
    drawn_strengths = panels.habit()[0].values
    shown = [drawn_strengths[-1], *drawn_strengths[:: max(1, len(ends) // 3)]]
    yield f"{name}: habit", list(shown), strengths
    yield f"{name}: weekdays", *_patterns(panels, of_it)
    for exercise in panels.exercises():
        yield f"{name}: {exercise}", *_exercise(panels, of_it, exercise)


def _patterns(panels: TrendPanels, of_it: list[Record]) -> tuple[object, object]:
    """The figures at the ends of the lines of weekdays and of hours."""
    printed = [int(line.split()[-1].replace(",", "")) for line in str(panels.weekdays(60)).split("\n")]
    hours = [int(line.split()[-1].replace(",", "")) for line in str(panels.hours(60)).split("\n")]
    order = [(panels.history.week_starts + number) % 7 for number in range(7)]
    begun = [datetime.fromisoformat(it["started_at"]).hour for it in of_it]
    bounds = (0, 6, 9, 12, 15, 18, 21, 24)
    parts = [sum(low <= hour < high for hour in begun) for low, high in pairwise(bounds)]
    days = [sum(day_of(it).weekday() == weekday for it in of_it) for weekday in order]
    return (printed, hours), (days, parts)


def _exercise(panels: TrendPanels, of_it: list[Record], exercise: str) -> tuple[object, object]:
    """The sums of an exercise, a side each."""
    printed = [str(words) for _, words in panels.exercise(exercise)[1]]
    sets = [record for it in of_it for record in it["sets"] if record["exercise"] == exercise]
    wanted = []
    for side in (None, "left", "right"):
        done = [record["done"] for record in sets if record["side"] == side]
        done = [each for each in done if each["seconds"]]
        if done:
            seconds = sum((exact(each["seconds"]) for each in done), Fraction())
            figures = {"walk": half_up(seconds / 60), "hamstring-stretch": sum(each.get("hold") or 0 for each in done)}
            figure = figures.get(exercise, sum(each.get("reps") or 0 for each in done))
            unit = {"walk": "min", "hamstring-stretch": "s held"}.get(exercise, "reps")
            wanted.append(f"{side + ' ' if side else ''}{figure:,} {unit} in all")
    return printed, wanted


def wrong(seed: int) -> list[str]:
    """What the files and the screens of a seed say that is not so."""
    history, today, told = made(seed)
    found = [*pages(history, today, told, Random(seed)), *screens(history, today, told, Random(seed))]
    return [f"{seed}: {name}: {printed} instead of {wanted}" for name, printed, wanted in found if printed != wanted]

"""A history in words and lines: a day, a session, what was reached. Short, kind, and never a large zero."""

from datetime import date
from math import ceil

from textual.content import Content

from dbs_tui.domain.common.text import clock, counted
from dbs_tui.domain.history.bests import bests, counted_sessions, milestones, next_milestone
from dbs_tui.domain.history.history import WEEK, History
from dbs_tui.domain.training.exercise import Catalogue
from dbs_tui.domain.training.session import Session
from dbs_tui.ui.kit.exercise_words import best_words

NOTHING = "1 starts a workout; a adds one done before."
WHEN = 10
"""Columns of the day in front of what was reached."""
NOT_REACHED = "The first week at goal, 10 sessions and the longest hold will stand here."


def day_name(day: date, today: date) -> str:
    """``Today``, ``Tue 17 Nov``, ``Tue 17 Nov 2019``."""
    if day == today:
        return "Today"
    return f"{day:%a} {day.day} {day:%b}" + (f" {day.year}" if day.year != today.year else "")


def between_words(first: date, last: date) -> str:
    """A time from day to day: ``7 Sep to 22 Nov 2026``; both years where they differ."""
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first.day} {first:%b}{year} to {last.day} {last:%b} {last.year}"


def told(history: History, day: date, today: date) -> Content:
    """A day and what was done on it."""
    if not history.sessions:
        return Content.assemble(("Nothing yet. ", "bold"), (NOTHING, "$muted"))
    name, sessions = day_name(day, today), history.sessions_on(day)
    if not sessions:
        return Content.assemble((f"{name}  ", "bold"), (_empty(history, day, today), "$muted"))
    if len(sessions) > 1:
        total = clock(sum(whole_seconds(session) for session in sessions))
        each = " · ".join(f"{session.name} {clock(session.active_seconds)}" for session in sessions)
        return Content.assemble((f"{name}  ", "bold"), f"{len(sessions)} sessions, {total}", (f"  {each}", "$muted"))
    only = sessions[0]
    return Content.assemble((f"{name}  ", "bold"), only.name, (f"  {session_words(only)}", "$muted"))


def whole_seconds(session: Session) -> int:
    """The length of a session as its clock tells it, in whole seconds."""
    return ceil(session.active_seconds)


def _empty(history: History, day: date, today: date) -> str:
    if history.paused(day):
        return f"{paused_words(history, today)} · p ends it" if day == today else "paused"
    return "still open; 1 starts a workout" if day == today else "nothing; a adds a session"


def paused_words(history: History, today: date) -> str:
    """Until when the pause that runs goes: ``paused until 4 Dec``; empty where none runs."""
    last = max((pause.last for pause in history.pauses if today in pause), default=None)
    return f"paused until {last.day} {last:%b}" if last else ""


def plan_words(history: History, today: date) -> str:
    """What holds besides: a pause that runs, and a goal that begins later."""
    coming = next((goal for goal in sorted(history.goals, key=lambda goal: goal.starts) if goal.starts > today), None)
    starts = coming and max(coming.starts, history.week_of(coming.starts))
    later = history.week_of(today) + WEEK
    goal = history.goal_on(later)
    if starts is None and goal != history.goal_on(history.week_of(today)):
        starts = later  # set in the week that runs, which keeps the goal of its first day
    elif coming:
        goal = coming.days
    pause = paused_words(history, today)
    parts = (
        f"{pause} · p ends it" if pause else "",
        f"goal of {counted(goal, 'day')} from {starts:%a} {starts.day} {starts:%b}" if starts else "",
    )
    return " · ".join(filter(None, parts))


def session_words(session: Session) -> str:
    """Length and ratings: ``9:41 · effort 5 · pain 1``."""
    worst = session.discomfort.worst
    parts = (
        clock(session.active_seconds),
        f"effort {session.effort}" if session.effort is not None else "",
        f"pain {worst}" if worst is not None else "",
    )
    return " · ".join(filter(None, parts))


def minutes_words(running: int, before: int) -> str:
    """The running week beside the one before it, in minutes: ``41 min this week, 38 last week``."""
    this = f"{running} min this week" if running else "This week is open"
    return f"{this}, {before} last week" if before else this


def reached(history: History, today: date, catalogue: Catalogue, width: int) -> Content:
    """What comes next, then bests and milestones, the newest first, in rows of so many columns."""
    lines = [(milestone.day, milestone.words) for milestone in milestones(history, today)]
    lines += [(best.day, best_words(best, catalogue, width - WHEN)) for best in bests(history, today)]
    if not lines:
        return Content.assemble((NOT_REACHED, "$muted"))
    newest = sorted(lines, key=lambda line: line[0], reverse=True)
    rows = [Content.assemble((_when(day, today).ljust(WHEN), "$muted"), words) for day, words in newest]
    counting, following = counted_sessions(history, today), next_milestone(history, today)
    ahead = f"{counting:,} that count" + (f", {following - counting:,} to go" if following else "")
    return Content("\n").join([Content.assemble((ahead, "$muted")), *rows])


def next_words(history: History, today: date) -> str:
    """The milestone that comes next: ``next 250 sessions``; empty beyond the last, and before the first session."""
    following = next_milestone(history, today)
    return f"next {following:,} sessions" if following and history.sessions else ""


def _when(day: date, today: date) -> str:
    """A day: `` 6 Aug`` in the running year, ``Aug 2025`` before."""
    return f"{day.day:>2} {day:%b}" if day.year == today.year else f"{day:%b %Y}"


def nothing() -> Content:
    """What stands where there is no session yet."""
    return Content.assemble(("Nothing yet\n\n", "bold"), (NOTHING, "$muted"))

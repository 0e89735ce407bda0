"""A history in words and lines: a day, a session, what was reached. Short, kind, and never a large zero."""

from datetime import date

from textual.content import Content

from dbs_tui.domain.common.text import clock, counted
from dbs_tui.domain.history.bests import bests, milestones, next_milestone
from dbs_tui.domain.history.history import History
from dbs_tui.domain.training.exercise import Catalogue
from dbs_tui.domain.training.session import Session
from dbs_tui.ui.kit.exercise_words import best_words

NOTHING = "1 starts a workout; a adds one done before."
NOT_REACHED = "The first week at goal, 10 sessions and the longest hold will stand here."


def day_name(day: date, today: date) -> str:
    """``Today``, ``Tue 17 Nov``, ``Tue 17 Nov 2019``."""
    if day == today:
        return "Today"
    return f"{day:%a} {day.day} {day:%b}" + (f" {day.year}" if day.year != today.year else "")


def sessions_on(history: History, day: date) -> list[Session]:
    """The sessions of a day, oldest first."""
    return [session for session in history.sessions if session.local_date == day]


def told(history: History, day: date, today: date) -> Content:
    """A day and what was done on it."""
    if not history.sessions:
        return Content.assemble(("Nothing yet. ", "bold"), (NOTHING, "$muted"))
    name, sessions = day_name(day, today), sessions_on(history, day)
    if not sessions:
        return Content.assemble((f"{name}  ", "bold"), (_empty(history, day, today), "$muted"))
    first = sessions[-1]
    more = f"   and {len(sessions) - 1} more" if len(sessions) > 1 else ""
    return Content.assemble((f"{name}  ", "bold"), first.name, (f"  {session_words(first)}{more}", "$muted"))


def _empty(history: History, day: date, today: date) -> str:
    if history.paused(day):
        return "paused"
    return "still open; 1 starts a workout" if day == today else "nothing; a adds a session"


def session_words(session: Session) -> str:
    """Length and ratings: ``9:41 · effort 5 · pain 1``."""
    worst = session.discomfort.worst
    parts = (
        clock(session.active_seconds),
        f"effort {session.effort}" if session.effort is not None else "",
        f"pain {worst}" if worst is not None else "",
    )
    return " · ".join(filter(None, parts))


def minutes_words(running: float, before: float) -> str:
    """The running week beside the one before it: ``41 min this week, 38 last week``."""
    this = f"{running:.0f} min this week" if running else "This week is open"
    return f"{this}, {before:.0f} last week" if before else this


def reached(history: History, today: date, catalogue: Catalogue) -> Content:
    """What comes next, then bests and milestones, the newest first."""
    lines = [(milestone.day, milestone.words) for milestone in milestones(history, today)]
    lines += [(best.day, best_words(best, catalogue)) for best in bests(history, today)]
    if not lines:
        return Content.assemble((NOT_REACHED, "$muted"))
    newest = sorted(lines, key=lambda line: line[0], reverse=True)
    rows = [Content.assemble((f"{_when(day, today)}  ", "$muted"), words) for day, words in newest]
    following = next_milestone(history, today)
    ahead = [Content.assemble((f"next: {following:,} sessions", "$muted"))] if following else []
    return Content("\n").join([*ahead, *rows])


def _when(day: date, today: date) -> str:
    """A day in 8 columns: `` 6 Aug`` in the running year, ``Aug 2025`` before."""
    return f"{day.day:>2} {day:%b}".ljust(8) if day.year == today.year else f"{day:%b %Y}"


def nothing() -> Content:
    """What stands where there is no session yet."""
    return Content.assemble(("Nothing yet\n\n", "bold"), (NOTHING, "$muted"))


def days_running(history: History, today: date) -> str:
    """The day streak, where the week streak is the larger figure: ``3 days running``."""
    days = history.day_streak(today)
    return f"{counted(days, 'day')} running" if days > 1 and history.week_streak(today) > 1 else ""

"""Works out, off the screen's thread, what History shows, so that no key has to wait for it."""

from datetime import date

from dbs_tui.domain.history.bests import bests, milestones
from dbs_tui.domain.history.habit import daily_scores
from dbs_tui.domain.history.history import History
from dbs_tui.domain.history.minutes import minutes_by_day
from dbs_tui.domain.history.trends import all_weeks


def ready(history: History, today: date) -> History:
    """Ask a history everything that History shows; its answers are stored in it. Returns the same history."""
    for session in history.sessions:
        session.searched  # noqa: B018 - worked out once, and kept
    history.week_runs(today), history.day_runs(today), history.seconds_by_day
    daily_scores(history, today)
    minutes_by_day(history, today)
    bests(history, today)
    milestones(history, today)
    for week in all_weeks(history, today):
        week.seconds, week.planned, week.done, week.days, week.moves, week.forms  # noqa: B018
        week.efforts, week.befores, week.worsts, week.mornings  # noqa: B018
    return history

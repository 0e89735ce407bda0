"""A history in kind words: what was reached and what is left, never a large zero."""

from collections.abc import Iterator
from datetime import date

from dbs_tui.domain.history import DAY, History, Week, WeekState
from dbs_tui.domain.session import Outcome, Session
from dbs_tui.domain.text import counted

FORGIVEN = 3
"""Days without training after which nobody needs to be told how many there were."""


def week_words(history: History, today: date) -> str:
    """The running week against its goal: ``2 of 3 days, 1 more by Sunday``."""
    week = history.week(today, today)
    if week.state is WeekState.MET:
        return f"{week.days} of {week.goal} days, goal reached"
    if week.state is WeekState.PAUSED:
        return "paused, nothing is expected"
    if week.left > _days_left(week, today):
        fresh = f"a new week starts on {week.ends + DAY:%A}"
        return f"{week.days} of {week.goal} days, every one counts" if week.days else fresh
    by = "tonight" if today == week.ends else f"{week.ends:%A}"
    return f"{week.days} of {week.goal} days, {week.left} more by {by}" if week.days else f"{week.left} days by {by}"


def streak_words(history: History, today: date) -> str | None:
    """Weeks and days in a row: ``4 weeks in a row, best 9; 2 days in a row, best 12``; ``None`` before the first."""
    runs = (
        ("week", history.week_streak(today), history.best_week_streak(today)),
        ("day", history.day_streak(today), history.best_day_streak(today)),
    )
    parts = [f"{counted(now, unit)} in a row{_best(now, best)}" for unit, now, best in runs if now]
    if not history.day_streak(today):
        parts += _missed(history, today)
    return "; ".join(parts) or None


def when_words(day: date, today: date) -> str:
    """A day as people say it: today, yesterday, on Friday, or its date."""
    ago = (today - day).days
    if 0 <= ago < 7:
        return ("today", "yesterday")[ago] if ago < 2 else f"on {day:%A}"
    return f"on {day.isoformat()}"


def outcome_words(session: Session) -> str:
    """How a session ended."""
    return "completed" if session.outcome is Outcome.COMPLETED else "ended early"


def _best(now: int, best: int) -> str:
    return f", best {best}" if best > now else ", your best" if now > 1 else ""


def _missed(history: History, today: date) -> Iterator[str]:
    """For a day streak that is over."""
    last = max((day for day in history.training_days if day <= today), default=None)
    if last is None:
        return
    week = history.week(today, today)
    missed = sum(not history.paused(last + DAY * n) for n in range(1, (today - last).days))
    on_plan = week.state is WeekState.MET or week.left <= _days_left(week, today)
    if missed <= FORGIVEN and on_plan:
        yield f"missed {counted(missed, 'day')}, still on plan"
    else:
        yield f"the next session starts a new run, best {counted(history.best_day_streak(today), 'day')}"


def _days_left(week: Week, today: date) -> int:
    """Days of the week on which a training day can still be won."""
    return (week.ends - today).days + (today not in week.trained)

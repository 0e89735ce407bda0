"""A history in kind words: what was reached and what is left, never a large zero."""

from datetime import date

from dbs_tui.domain.common.text import counted
from dbs_tui.domain.history.habit import strength
from dbs_tui.domain.history.history import DAY, History, Week, WeekState
from dbs_tui.domain.history.progress_words import goal_words, left_words, missed_words


def week_words(history: History, today: date) -> str:
    """The running week against its goal: ``2 of 3 days, 1 more by Sunday``, and why less is wanted than usual."""
    week = history.week(today, today)
    why = goal_words(week)
    return _against_the_goal(week, today) + (f" ({why})" if why else "")


def _against_the_goal(week: Week, today: date) -> str:
    if week.state is WeekState.MET:
        return f"{week.days} of {week.goal} days, goal reached"
    if week.state is WeekState.PAUSED:
        return "paused, nothing is expected"
    if not week.on_plan(today):
        fresh = f"a new week starts {week.ends + DAY:%A}"
        return f"{week.days} of {week.goal} days, every one counts" if week.days else fresh
    left = left_words(week, today)
    if not week.days:
        return f"{counted(week.left, 'day')}{left.removeprefix(f'{week.left} more')}"
    return f"{week.days} of {week.goal} days, {left}"


def streak_words(history: History, today: date) -> str | None:
    """Weeks and days in a row: ``4 weeks in a row, best 9; 2 days in a row, best 12``; ``None`` before the first."""
    runs = (
        ("week", history.week_streak(today), history.best_week_streak(today)),
        ("day", history.day_streak(today), history.best_day_streak(today)),
    )
    parts = [f"{counted(now, unit)} in a row{_best(now, best)}" for unit, now, best in runs if now]
    if missed := missed_words(history, today):
        parts.append(missed)
    return "; ".join(parts) or None


def lately_words(history: History, today: date) -> str | None:
    """Consistency and habit: ``14 training days, habit strength 62 of 100``; ``None`` before the first."""
    if not history.trained_until(today):
        return None
    days = counted(history.active_days(today), "training day")
    return f"{days}, habit strength {strength(history, today)} of 100"


def when_words(day: date, today: date) -> str:
    """A day as people say it: today, yesterday, on Friday, or its date."""
    ago = (today - day).days
    if 0 <= ago < 7:
        return ("today", "yesterday")[ago] if ago < 2 else f"on {day:%A}"
    return f"on {day.isoformat()}"


def _best(now: int, best: int) -> str:
    return f", best {best}" if best > now else ", your best" if now > 1 else ""

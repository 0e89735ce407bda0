"""The running week in one look: seven days, trained or not, and what is left to the goal. Words are kind."""

from datetime import date

from textual.content import Content

from dbs_tui.domain.common.text import counted
from dbs_tui.domain.history.history import DAY, History, Week
from dbs_tui.domain.history.progress_words import forgiven, goal_words, missed_days
from dbs_tui.domain.history.progress_words import left_words as week_words

__all__ = [
    "streak_figure",
    "streak_rows",
    "streak_words",
    "week_facts",
    "week_figure",
    "week_row",
    "week_shapes",
    "week_words",
]

_TRAINED, _OPEN, _TODAY, _PAUSED = ("▆", "$success"), ("·", "$border"), ("▢", "$warning"), ("‖", "$secondary")


def week_row(week: Week, today: date, gap: int = 3) -> Content:
    """Day letters over a shape each: ▆ trained, ‖ paused, ▢ today and open, · the others; ``gap`` columns between."""
    days = [week.starts + DAY * n for n in range(7)]
    letters = (" " * gap).join(day.strftime("%a")[0] for day in days)
    return Content.assemble((letters, "$muted"), "\n", week_shapes(week, today, gap))


def week_shapes(week: Week, today: date, gap: int = 1) -> Content:
    """The shapes alone."""
    days = [week.starts + DAY * n for n in range(7)]
    return Content.assemble(*[part for day in days for part in (_shape(day, week, today), " " * gap)][:-1])


def week_figure(week: Week) -> str:
    """Training days against the goal: ``2 of 3 days``; the days alone beyond it, the goal alone before the first."""
    if not week.days:
        return f"Goal {counted(week.goal, 'day')}"
    return f"{week.days} of {week.goal} days" if week.days <= week.goal else counted(week.days, "day")


def streak_figure(history: History, today: date) -> tuple[str, str]:
    """The streak and its best as a figure and a line below; a broken one is never a zero."""
    if (weeks := history.week_streak(today)) > 1:
        return counted(weeks, "week"), f"best {history.best_week_streak(today)}"
    if (days := history.day_streak(today)) > 0:
        return counted(days, "day"), f"best {history.best_day_streak(today)}"
    if missed := missed_days(history, today):
        if forgiven(missed, history, today):
            return "Still on plan", f"missed {counted(missed, 'day')}"
        return "A new run", f"any day · best {counted(history.best_day_streak(today), 'day')}"
    return "Day one", "starts with any workout"


def week_facts(week: Week, today: date) -> list[tuple[Content, Content]]:
    """The figure against the goal, and at the other end what is left or that it is met; below, why less is wanted."""
    words = week_words(week, today)
    left = Content.assemble((f"✓ {words}", "$success") if week.days >= week.goal else (words, "$muted"))
    rows = [(Content.assemble((week_figure(week), "bold")), left)]
    if why := goal_words(week):
        # The part is narrow, and its heading says which week it is.
        rows.append((Content.assemble((why.replace(" this week", ""), "$muted")), Content("")))
    return rows


def streak_rows(history: History, today: date, both: bool) -> list[tuple[Content, Content]]:
    """The running streak with its best at the right end; ``both`` adds the days where weeks are the larger figure."""
    if not history.training_days:
        return [(Content.assemble(("Any workout starts a streak", "$muted")), Content(""))]
    figure, words = streak_figure(history, today)
    runs = (" in a row" if figure[0].isdigit() else "", "$muted")
    rows = [(Content.assemble((figure, "bold"), runs), Content.assemble((words, "$muted")))]
    days = history.day_streak(today)
    if both and days > 1 and history.week_streak(today) > 1:
        best = f"best {history.best_day_streak(today)}"
        rows.append(
            (
                Content.assemble((counted(days, "day"), "bold"), (" running", "$muted")),
                Content.assemble((best, "$muted")),
            )
        )
    return rows


def streak_words(history: History, today: date, short: bool = False) -> str:
    """The running streak in one line; ``short`` leaves the best out."""
    if not history.training_days:
        return "Any workout starts a streak"
    figure, words = streak_figure(history, today)
    figure += " in a row" if figure[0].isdigit() else ""
    return figure if short else f"{figure} · {words}"


def _shape(day: date, week: Week, today: date) -> tuple[str, str]:
    if day in week.trained:
        return _TRAINED
    if day in week.paused:
        return _PAUSED
    return _TODAY if day == today else _OPEN

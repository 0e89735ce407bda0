"""Where the user stands, in kind words: what was reached and what is left, never a large zero.

The screens, ``status`` and the report say the same, because they ask here.
"""

from datetime import date

from dbs_tui.domain.common.text import counted
from dbs_tui.domain.history.history import History
from dbs_tui.domain.history.week import DAY, Week, WeekState

FORGIVEN = 3
"""Days without training after which nobody needs to be told how many there were."""


def left_words(week: Week, today: date) -> str:
    """How the running week stands: ``2 more by Sunday``, ``goal of 4 met``, or when the next one starts."""
    if week.state is WeekState.MET:
        return "goal met" if week.days == week.goal else f"goal of {week.goal} met"
    if week.state is WeekState.PAUSED:
        return "paused"
    if not week.on_plan(today):
        return f"new week starts {week.ends + DAY:%A}"
    return f"{week.left} more by {'tonight' if today == week.ends else f'{week.ends:%A}'}"


def goal_words(week: Week) -> str | None:
    """Why less is wanted of a week than usual: ``goal 4 this week: 3 days paused``; ``None`` where it is as usual."""
    if week.wanted is None or week.state is WeekState.PAUSED:
        return None
    return f"goal {week.goal} this week: {counted(len(week.paused), 'day')} paused"


def missed_words(history: History, today: date) -> str | None:
    """For a day streak that is over: ``missed 1 day, still on plan``. ``None`` while one runs, or before the first."""
    missed = missed_days(history, today)
    if not missed:
        return None
    if forgiven(missed, history, today):
        return f"missed {counted(missed, 'day')}, still on plan"
    return f"the next session starts a new run, best {counted(history.best_day_streak(today), 'day')}"


def forgiven(missed: int, history: History, today: date) -> bool:
    """Whether missed days are only told: there are few of them, and the goal of the week can still be met."""
    return missed <= FORGIVEN and history.week(today, today).on_plan(today)


def missed_days(history: History, today: date) -> int:
    """Days since the last training day that were neither trained nor paused, today left out; 0 while a streak runs."""
    trained = history.trained_until(today)
    if not trained or history.day_streak(today):
        return 0
    return sum(not history.paused(trained[-1] + DAY * n) for n in range(1, (today - trained[-1]).days))

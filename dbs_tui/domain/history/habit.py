"""Habit strength, 0 to 100: how firm the habit is, so that one missed day costs little and months of training stay.

The formula is that of Loop Habit Tracker (``Score.kt``, ``ScoreList.kt``), with the week goal as frequency: each day
the score moves a step towards what was done of what was wanted; the fewer days a week are wanted, the smaller the step.
Less than daily, the last 14 days are looked at against twice the goal, which evens out irregular weeks.

Two things are kinder. A paused day without training is not in the calendar at all, where Loop only freezes the score
and takes the days of the pause for missed ones afterwards. And today, which is not over, can only add.
"""

from collections.abc import Iterator
from datetime import date
from math import sqrt

from dbs_tui.domain.history.cached_question import remembered
from dbs_tui.domain.history.history import History
from dbs_tui.domain.history.week import DAY, WEEK

HALF_LIFE = 13
"""Days in which the score of a daily habit falls by half when nothing is done."""
DAYS_OF_WEEK = 7
COURSE_WEEKS = 26


def strength(history: History, today: date) -> int:
    """The habit strength today, 0 to 100."""
    scores = daily_scores(history, today)
    return round(100 * scores[-1]) if scores else 0


def course(history: History, today: date, weeks: int = COURSE_WEEKS) -> tuple[int, ...]:
    """The strength at the end of each of the last weeks, 0 to 100, oldest first; the last value is today's.

    Shorter when the first training day was later; empty before it.
    """
    scores = daily_scores(history, today)
    ends = [today, *(history.week_of(today) - DAY - WEEK * n for n in range(weeks - 1))]
    ago = [(today - end).days for end in ends]
    return tuple(round(100 * scores[-1 - days]) for days in reversed(ago) if days < len(scores))


def strength_on(history: History, today: date, day: date) -> int | None:
    """The strength at the end of a day, 0 to 100; ``None`` before the first training day and after today."""
    scores = daily_scores(history, today)
    ago = (today - day).days
    return round(100 * scores[-1 - ago]) if 0 <= ago < len(scores) else None


@remembered
def daily_scores(history: History, today: date) -> tuple[float, ...]:
    """The score, 0 to 1, of each day from the first training day to today."""
    trained = history.trained_until(today)
    return tuple(_scores(history, trained[0], today)) if trained else ()


def _scores(history: History, first: date, today: date) -> Iterator[float]:
    """The score of each day from the first training day to today, in order."""
    score, seen = 0.0, [0]
    """``seen``: training days up to each day of the calendar that counts, so that a window is one subtraction."""
    for number in range((today - first).days + 1):
        day = first + DAY * number
        trained = day in history.training_days
        if trained or not history.paused(day):
            seen.append(seen[-1] + trained)
            moved = _moved(score, seen, history.goal_on(history.week_of(day)))
            score = max(score, moved) if day == today else moved
        yield score


def _moved(score: float, seen: list[int], goal: int) -> float:
    """The score of the next day; ``trained`` counts training days up to each day."""
    frequency = min(1.0, goal / DAYS_OF_WEEK)
    window, needed = (1, 1) if frequency == 1 else (2 * DAYS_OF_WEEK, 2 * goal)
    done = seen[-1] - seen[max(0, len(seen) - 1 - window)]
    keeps = float(0.5 ** (sqrt(frequency) / HALF_LIFE))
    return score * keeps + min(1.0, done / needed) * (1 - keeps)

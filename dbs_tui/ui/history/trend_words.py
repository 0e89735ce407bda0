"""What a trend says in words, beside its bars."""

from collections.abc import Sequence
from statistics import fmean

from textual.content import Content

from dbs_tui.domain.history.minutes import nearest, percent, whole_minutes
from dbs_tui.domain.history.trends import Question, Sum, TrainedWeek, answers, change
from dbs_tui.domain.training.exercise import Side

REPS, HOLD, WORK = "reps", "s held", "min"


def mean_words(minutes: Sequence[int]) -> Content:
    """Mean and most of the weeks: ``38 a week · most 62``."""
    if not any(minutes):
        return muted("The minutes you train will stand here, a bar for each week.")
    return Content.assemble((f"{nearest(fmean(minutes))}", "bold"), (f" a week · most {max(minutes)}", "$muted"))


def done_words(done: float, planned: float) -> Content:
    """How much of the plan was done; both in seconds of work."""
    if not planned:
        return muted("What was planned and what was done.")
    return Content.assemble((f"{percent(done, planned)} %", "bold"), (" of the plan · ░ left out", "$muted"))


def rated_words(over: Sequence[TrainedWeek], running: Sequence[TrainedWeek], question: Question) -> Content:
    """The mean of the answers of all weeks, and how those that are over went: ``4.1 mean · about the same``."""
    asked = answers((*over, *running), question)
    if not asked:
        return muted("not asked yet")
    went = change(over, question)
    return Content.assemble((f"{fmean(asked):.1f}", "bold"), (f" mean{f' · {went.words}' if went else ''}", "$muted"))


def side_words(side: Side | None, total: float, unit: str) -> Content:
    """The sum of a side: ``left 1,240 reps``."""
    name = f"{side} " if side else ""
    return Content.assemble((name, ""), (f"{nearest(total):,}", "bold"), (f" {unit} in all", "$muted"))


def unit_of(sums: Sequence[Sum]) -> str:
    """What an exercise is counted in: reps, seconds held, minutes of movement."""
    if any(each.reps for each in sums):
        return REPS
    return HOLD if any(each.hold for each in sums) else WORK


def amounts_of(sums: Sequence[Sum], unit: str) -> tuple[float, ...]:
    """The figures of the unit."""
    return tuple({REPS: each.reps, HOLD: each.hold, WORK: whole_minutes(each.seconds)}[unit] for each in sums)


def total_of(sums: Sequence[Sum], unit: str) -> float:
    """The figure of all of them together; minutes are rounded once."""
    if unit == WORK:
        return whole_minutes(sum(each.seconds for each in sums))
    return sum(amounts_of(sums, unit))


def muted(words: str) -> Content:
    """A line in the tone of what stands beside a figure."""
    return Content.assemble((words, "$muted"))

"""What a trend says in words, beside its bars."""

from collections.abc import Sequence
from statistics import fmean

from textual.content import Content

from dbs_tui.domain.history.trends import Sum, change
from dbs_tui.domain.training.exercise import Side

ROUNDING = 1e-6
"""So much short of a whole percent is one: tenths of a second do not add up exactly."""
REPS, HOLD, WORK = "reps", "s held", "s"


def mean_words(minutes: Sequence[float]) -> Content:
    """Mean and most of the weeks: ``38 a week · most 62``."""
    if not any(minutes):
        return _muted("Every minute you train is a bar here.")
    return Content.assemble((f"{fmean(minutes):.0f}", "bold"), (f" a week · most {max(minutes):.0f}", "$muted"))


def done_words(done: float, planned: float) -> Content:
    """How much of the plan was done; both in minutes of work."""
    if not planned:
        return _muted("What was planned and what was done.")
    share = f"{int(100 * done / planned + ROUNDING)} %"
    return Content.assemble((share, "bold"), (" of the plan · ░ left out", "$muted"))


def rated_words(name: str, means: Sequence[float | None]) -> Content:
    """The last mean and how it went, which is called a change from 2 points only."""
    asked = [mean for mean in means if mean is not None]
    if not asked:
        return _muted(f"{name.capitalize()}: not asked yet")
    went = change(means)
    words = f" · {went.words}" if went else ""
    return Content.assemble((f"{name.capitalize()} ", ""), (f"{asked[-1]:.1f}", "bold"), (words, "$muted"))


def side_words(side: Side | None, total: float, unit: str) -> Content:
    """The sum of a side: ``left 1,240``."""
    name = f"{side} " if side else ""
    return Content.assemble((name, ""), (f"{total:,.0f}", "bold"), (f" {unit}", "$muted"))


def unit_of(sums: Sequence[Sum]) -> str:
    """What an exercise is counted in: reps, seconds held, seconds of movement."""
    if any(each.reps for each in sums):
        return REPS
    return HOLD if any(each.hold for each in sums) else WORK


def amounts_of(sums: Sequence[Sum], unit: str) -> tuple[float, ...]:
    """The figures of the unit."""
    return tuple({REPS: each.reps, HOLD: each.hold, WORK: each.seconds}[unit] for each in sums)


def _muted(words: str) -> Content:
    return Content.assemble((words, "$muted"))

"""The desk timer in two lines, for screens that only mention it."""

from dataclasses import dataclass

from dbs_tui.domain.common.text import counted
from dbs_tui.domain.desk.day import DeskDay
from dbs_tui.domain.desk.desk import ClockSample, Desk, Phase, Plan
from dbs_tui.domain.desk.words import shown


@dataclass(frozen=True, slots=True)
class DeskSummary:
    """The lines about the desk timer."""

    line: str
    more: str
    calls: bool
    """Whether a break is called for."""


def sitting(desk: Desk, at: ClockSample, plan: Plan, today: DeskDay) -> DeskSummary | None:
    """How long the user has sat; ``None`` while the timer is off."""
    if not desk.on:
        return None
    told = shown(desk, at, plan)
    if told.phase is Phase.CALLING:
        return DeskSummary(told.state, f"{told.figure} of {'standing' if desk.standing else 'sitting'}", True)
    if told.phase is Phase.SITTING and told.short.isdigit():
        return DeskSummary(f"{told.figure}, next in {told.short} min", f"{counted(today.breaks, 'break')} today", False)
    return DeskSummary(told.state, told.then[:1].upper() + told.then[1:], False)

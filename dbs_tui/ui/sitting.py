"""The desk timer in two lines, for screens that only mention it."""

from dataclasses import dataclass

from dbs_tui.domain.desk import Desk, Phase, Plan, Reading
from dbs_tui.domain.desk_day import DeskDay
from dbs_tui.domain.desk_words import shown
from dbs_tui.domain.text import counted


@dataclass(frozen=True, slots=True)
class Sitting:
    """What is told."""

    line: str
    more: str
    calls: bool
    """Whether a break is called for."""


def sitting(desk: Desk, at: Reading, plan: Plan, today: DeskDay) -> Sitting | None:
    """How long the user has sat; ``None`` while the timer is off."""
    if not desk.on:
        return None
    told = shown(desk, at, plan)
    if told.phase is Phase.CALLING:
        return Sitting(told.state, f"{told.figure} of {'standing' if desk.standing else 'sitting'}", True)
    if told.phase is Phase.SITTING and told.short.isdigit():
        return Sitting(f"{told.figure}, next in {told.short} min", f"{counted(today.breaks, 'break')} today", False)
    return Sitting(told.state, told.then[:1].upper() + told.then[1:], False)

"""The word, the shape and the colour of everything that is told apart: never colour alone."""

from dataclasses import dataclass

from dbs_tui.domain.training.player import Player, State
from dbs_tui.domain.training.session import Completion, Status
from dbs_tui.domain.training.timeline import StepKind


@dataclass(frozen=True, slots=True)
class Mark:
    """The look of a state: its word, its shape, its theme variable and its CSS class."""

    word: str
    shape: str
    style: str
    css: str


WORK = Mark("WORK", "■", "$success", "-work")
REST = Mark("REST", "○", "$primary", "-rest")
READY = Mark("GET READY", "◇", "$warning", "-ready")
SWITCH = Mark("SWITCH SIDES", "⇄", "$warning", "-switch")
DONE = Mark("DONE", "✓", "$accent", "-done")
PAUSED = Mark("PAUSED", "‖", "$muted", "-paused")
GOING_ON = Mark("GOING ON", "◇", "$warning", "-going")
"""Counted in after a pause."""

STEPS = {StepKind.WORK: WORK, StepKind.REST: REST, StepKind.GET_READY: READY, StepKind.SWITCH: SWITCH}
STATUSES = {Status.DONE: ("✓", "$accent"), Status.PARTIAL: ("◐", "$warning"), Status.SKIPPED: ("·", "$muted")}

COMPLETIONS = {
    Completion.COMPLETED: ("✓", "$accent"),
    Completion.PARTLY: ("◐", "$warning"),
    Completion.NOT_COUNTED: ("○", "$muted"),
}
"""How much of a session was done."""


def mark_of(player: Player) -> Mark:
    """The mark of what a player does now."""
    if player.finished:
        return DONE
    held = {State.PAUSED: PAUSED, State.COUNTING: GOING_ON}
    return held.get(player.state) or STEPS[player.step.kind]


def bar(share: float, width: int, full: str = "━", empty: str = "─") -> tuple[str, str]:
    """A bar's full and empty part for a share from 0 to 1; a started bar shows one full cell, only a whole one all."""
    inside = max(0.0, min(1.0, share))
    cells = int(inside * width)
    if inside > 0 and not cells:
        cells = 1
    return full * cells, empty * (width - cells)

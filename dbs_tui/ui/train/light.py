"""The colours of a player's state on its screen, and the light at each change."""

from typing import Any

from textual.screen import Screen

from dbs_tui.ui.kit.state_marks import DONE, GOING_ON, PAUSED, STEPS, Mark

FLASH = 0.25
"""Seconds of light at each change."""
STATES = {"-prepares", *(mark.css for mark in (*STEPS.values(), DONE, PAUSED, GOING_ON))}
"""Classes of a state. A change of classes styles the whole screen anew, so they are changed all at once."""


def light(screen: Screen[Any], mark: Mark, prepares: bool, flashes: bool, fades: bool) -> None:
    """Have a screen take on the colours of a state; a new one flashes where that is wanted, and ``fades`` by itself."""
    changed = not screen.has_class(mark.css)
    lit = {mark.css, *(["-prepares"] if prepares else [])}
    screen.set_classes((screen.classes - STATES) | lit | ({"-flash"} if changed and flashes else set()))
    if changed:
        screen.refresh_bindings()
    if changed and flashes and fades:
        screen.set_timer(FLASH, lambda: screen.remove_class("-flash"))

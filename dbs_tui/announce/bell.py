"""The terminal bell: one ring for every change of step, for 3, 2, 1 before it, and when it waits for the user."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from dbs_tui.domain.training.cues import Cue, CueKind

CHANGES = frozenset(
    (CueKind.GET_READY, CueKind.WORK, CueKind.SWITCH, CueKind.REST, CueKind.YOUR_TURN, CueKind.DONE),
)
"""From here on something else is to be done."""
RINGS = CHANGES | {CueKind.COUNTDOWN}


@dataclass(frozen=True, slots=True)
class Bell:
    """An announcer that rings the terminal's bell; it stays silent where that cannot be rung."""

    ring: Callable[[], object]
    kinds: frozenset[CueKind] = RINGS

    def __call__(self, cue: Cue, late: int = 0) -> None:
        """Ring for a change or a countdown, however late it is."""
        if cue.kind in self.kinds:
            with suppress(Exception):
                self.ring()

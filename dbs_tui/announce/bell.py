"""The terminal bell: one ring for every change of step and for 3, 2, 1 before it."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from dbs_tui.domain.cues import Cue, CueKind

CHANGES = frozenset((CueKind.GET_READY, CueKind.WORK, CueKind.SWITCH, CueKind.REST, CueKind.DONE))
RINGS = CHANGES | {CueKind.COUNTDOWN}


@dataclass(frozen=True, slots=True)
class Bell:
    """An announcer that rings; a bell that cannot be rung stays silent."""

    ring: Callable[[], object]
    kinds: frozenset[CueKind] = RINGS

    def __call__(self, cue: Cue, late: int = 0) -> None:
        """Ring for a change of step or a countdown, however late it is."""
        if cue.kind in self.kinds:
            with suppress(Exception):
                self.ring()

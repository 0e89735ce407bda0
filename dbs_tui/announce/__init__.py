"""How a cue reaches a person. Each way fails silently: a missing one never stops a workout."""

from typing import Protocol

from dbs_tui.domain.cues import Cue


class Announcer(Protocol):
    """One way of telling a cue. It returns at once and never raises."""

    def __call__(self, cue: Cue, /) -> None:
        """Tell the cue, or let it be."""
        ...

"""How a cue reaches a person. Each way fails silently: a missing one never stops a workout.

``outputs.py`` puts the ways a user has chosen together as one announcer; every other module here is one of them, or the
words they use.
"""

from typing import Protocol

from dbs_tui.domain.training.cues import Cue


class Announcer(Protocol):
    """One way of telling a cue. It returns at once and never raises."""

    def __call__(self, cue: Cue, /) -> None:
        """Announce the cue, or do nothing."""
        ...


class QuietError(Exception):
    """An output cannot announce cues, or can no longer; its text says why, in words that follow the output's name."""

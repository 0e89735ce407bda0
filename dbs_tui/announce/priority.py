"""Which of several cues of one moment is announced: only one is heard."""

from collections.abc import Collection

from dbs_tui.domain.training.cues import Cue, cues_between


def has_the_moment(cue: Cue, kinds: Collection[str]) -> bool:
    """Whether of all cues of its step at its moment this is the one whose kind stands first among ``kinds``."""
    if cue.kind not in kinds:
        return False
    there = {cue.kind, *(other.kind for other in cues_between(cue.step, cue.at - 1, cue.at))}
    return next(kind for kind in kinds if kind in there) == cue.kind

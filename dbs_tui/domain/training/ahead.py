"""What is still ahead in a timeline that is being trained: the next change, the next set, the time that is left."""

from dbs_tui.domain.training.cues import next_cue
from dbs_tui.domain.training.progress import Progress, State
from dbs_tui.domain.training.timeline import SECOND, Step


def next_boundary(player: Progress) -> int | None:
    """Clock reading at which something changes next: a second, a cue, a beat, the step; ``None`` when stopped."""
    if player.state is State.COUNTING:
        return player.seen + ((player.count_in % SECOND) or SECOND)
    if player.state is not State.RUNNING:
        return None
    second = (player.step.length - player.elapsed) % SECOND or SECOND
    cue = next_cue(player.step, player.elapsed, player.ends_when_told(player.step))
    return player.seen + (second if cue is None else min(second, cue - player.elapsed))


def next_work(player: Progress) -> Step | None:
    """The next set after the running step; ``None`` when there is none."""
    return next((step for step in player.timeline.steps[player.index + 1 :] if step.is_work), None)


def total_left(player: Progress) -> int:
    """Planned nanoseconds left of everything; what the user takes at an own pace comes on top."""
    return player.left + sum(step.length for step in player.timeline.steps[player.index + 1 :])

"""What the presence of the person does to the timer: a call waits for resting hands, and getting up answers it."""

from dataclasses import replace

from dbs_tui.domain.desk.desk import MINUTE, ClockSample, Desk, Phase, Plan, There

LATEST = 2 * MINUTE
"""How long a call waits for the hands to rest, at most."""
GETS_UP = MINUTE
"""How long nothing is touched after a call until that counts as having got up."""


def waits(desk: Desk, at: ClockSample, plan: Plan, there: There) -> bool:
    """Whether the call that is due waits because the hands are busy."""
    busy = there.rested is not None and there.rested < plan.pause
    return busy and at.now - desk.due < LATEST


def soon(desk: Desk, at: ClockSample) -> bool:
    """Whether a call may come within seconds, so that one should look often."""
    return desk.phase is Phase.SITTING and 0 <= at.now - desk.due < LATEST and not desk.muted(at.wall)


def up_since(desk: Desk, at: ClockSample, plan: Plan, there: There) -> int | None:
    """When the person got up after the call that waits; ``None`` where that cannot be told, or they did not.

    Only keys and hands of the whole machine tell it: somebody who reads in a terminal may be typing elsewhere.
    """
    if desk.called is None or not (there.sure and plan.idle) or there.last_key is None:
        return None
    since = max(there.last_key, desk.called)
    return since if at.now - since >= GETS_UP and at.now - there.last_key < plan.idle else None


def answers(desk: Desk, there: There, since: int) -> bool:
    """Whether an absence answers the waiting call: it began after the call, and is no workout."""
    if desk.called is None or there.training:
        return False
    return since >= desk.called and (there.locked is True or there.sure)


def had_left(desk: Desk, since: int) -> bool:
    """Whether what looked like an answer to the call turns out to have begun before it: nobody was there to hear it."""
    return desk.rose and desk.called is not None and since < desk.called


def here(desk: Desk) -> Desk:
    """The presence with nobody away."""
    return replace(desk, away=None, locked=False, rose=False)

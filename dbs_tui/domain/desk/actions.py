"""What can be asked of the desk timer in each of its phases: one list for the screen, the pane and their tests."""

from collections.abc import Callable
from dataclasses import dataclass

from dbs_tui.domain.desk import transitions
from dbs_tui.domain.desk.coming_back import sat_elsewhere, was_break
from dbs_tui.domain.desk.desk import ClockSample, Desk, Phase, Plan

Step = Callable[[Desk, ClockSample, Plan], Desk]
"""The timer after something was asked of it at a moment."""

MUTES = ((30, "30 min"), (60, "1 hour"), (120, "2 hours"), (0, "today"))
"""Minutes without calls that are offered; 0 is the rest of the day."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A key, and what it does."""

    key: str
    name: str
    word: str
    step: Step | None = None
    """What becomes of the timer; ``None`` where more than that happens."""


GO = Ask("enter", "go", "Break")
WAS_UP = Ask("u", "was_up", "I stood up")
SNOOZE = Ask("z", "snooze", "In 5 min", transitions.snoozed)
SKIP = Ask("s", "skip", "Skip", transitions.skipped)
NOT_NOW = Ask("n", "not_now", "Not now")
LISTEN = Ask("n", "not_now", "Calls on", lambda desk, at, plan: transitions.listening(desk))
BACK = Ask("enter", "go", "Back")
START = Ask("enter", "go", "Start")
STOP = Ask("o", "off", "Off")
RAISE = Ask("t", "posture", "Stand", transitions.toggled)
LOWER = Ask("t", "posture", "Sit", transitions.toggled)
ELSEWHERE = Ask("e", "elsewhere", "Sat elsewhere", lambda desk, at, plan: sat_elsewhere(desk, at))
BREAK = Ask("b", "was_break", "A break", lambda desk, at, plan: was_break(desk))


def asks(desk: Desk, plan: Plan | None = None) -> tuple[Ask, ...]:
    """What makes sense now, what is most likely first."""
    plan = plan or Plan()
    quiet = LISTEN if desk.mute else NOT_NOW
    if desk.phase is Phase.OFF:
        return (START,)
    if desk.phase is Phase.UP:
        return (BACK,)
    if desk.phase is Phase.CLOSED:
        return (GO, STOP)
    tilt = ((LOWER if desk.standing else RAISE),) if plan.stand and desk.phase is not Phase.AWAY else ()
    skip = (SKIP,) if desk.may_put_off(plan) else ()
    if desk.phase is Phase.CALLING:
        return (GO, *tilt, *((SNOOZE,) if desk.can_snooze(plan) else ()), *skip, quiet, WAS_UP, STOP)
    back = (BREAK, ELSEWHERE) if desk.back else ()
    return (*back, GO, *tilt, WAS_UP, *(skip if desk.snoozing else ()), quiet, STOP)

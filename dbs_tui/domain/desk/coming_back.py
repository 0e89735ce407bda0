"""What is offered to somebody who comes back: to say that they were not on a break but sat elsewhere."""

from dataclasses import replace

from dbs_tui.domain.desk.day import BREAKS, Sit
from dbs_tui.domain.desk.desk import MINUTE, SECOND, Back, ClockSample, Desk

OFFERED = 10 * MINUTE
"""How long it is offered; then it was what it looked like."""


def offered(desk: Desk, left: int, back: int, before: Desk) -> Desk:
    """The timer after a break that nobody announced, with what it was before that."""
    return replace(desk, back=Back(back, left, before.since or left, before.due, before.put_by))


def grown_old(desk: Desk, at: ClockSample) -> Desk:
    """The timer without an offer that was not taken in time."""
    return desk if desk.back is None or 0 <= at.now - desk.back.at < OFFERED else was_break(desk)


def was_break(desk: Desk) -> Desk:
    """The user says that it was a break, or says nothing."""
    return replace(desk, back=None)


def sat_elsewhere(desk: Desk, at: ClockSample) -> Desk:
    """The user says that they sat elsewhere: the sit goes on as if they had not left, and the break does not count."""
    back = desk.back
    if back is None or desk.since is None:
        return was_break(desk)
    # By the time that the break has in the record, which the clocks of another look would tell a second off.
    breaks = (event.at for event in reversed(desk.today.happened) if event.kind in BREAKS)
    left = next(breaks, at.back(back.left))
    today = desk.today.with_elsewhere(Sit(left, round((back.at - back.left) / SECOND)))
    return replace(desk, today=today, since=back.since, put_by=back.put_by, due=back.due, back=None)

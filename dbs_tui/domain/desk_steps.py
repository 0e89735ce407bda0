"""What changes the desk timer: a look at the clocks, and what the user asks for. Each gives a new ``Desk``.

A look comes from any copy of the program, every few seconds. Where none came for half a break, nobody saw what
happened: if the machine slept it was a break, else it is not known, and then it counts as nothing.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta

from dbs_tui.domain.desk import SECOND, SNOOZE, Desk, Mute, Phase, Plan, Reading, There
from dbs_tui.domain.desk_back import grown_old, offered
from dbs_tui.domain.desk_day import DeskDay, Event, Kind, Sit
from dbs_tui.domain.desk_posture import interval
from dbs_tui.domain.desk_presence import answers, had_left, here, up_since, waits

LOST_AFTER = 2 * 60 * SECOND
"""How long nobody has to know of an absence, or of a workout, until it counts as over."""


def turned_on(desk: Desk, at: Reading, day: date) -> Desk:
    """The timer running; a sit begins with the next look. Nothing changes when it runs."""
    return desk if desk.on else replace(_on_day(desk, day), on=True, seen=at, since=None, mute=None)


def turned_off(desk: Desk, at: Reading) -> Desk:
    """The timer at rest."""
    return replace(_stopped(desk, at.now, at), on=False, up=None, mute=None)


def looked(desk: Desk, at: Reading, plan: Plan, day: date, there: There | None = None) -> Desk:
    """The timer after a look at the clocks. ``day`` is the local date that it belongs to.

    A call was made by this look if ``called`` is another reading than before, and only who made it is to be heard.
    """
    there = there or There()
    if not desk.on:
        return desk
    desk = grown_old(_on_day(_unwatched(desk, at, plan, day), day), at)
    desk = _within_hours(_presence(_break(desk, at, plan, there), at, plan, there), at, plan)
    return replace(_call(desk, at, plan, there), seen=at)


# -- what the user asks for -----------------------------------------------------------------------------------------


def stood_up(desk: Desk, at: Reading, length: int | None) -> Desk:
    """A break begins, of that many nanoseconds, or for as long as a workout lasts."""
    return replace(here(desk), up=at.now, up_for=length) if desk.on and desk.up is None else desk


def sat_down(desk: Desk, at: Reading, plan: Plan, seconds: float | None = None, of: float | None = None) -> Desk:
    """The break is over. It counts if it lasted half its length; else the sit goes on as if nothing had been.

    ``seconds`` of work ``of`` so many tell how much of a workout was done; by default the time counts.
    """
    if desk.rose and desk.away is not None:
        desk = replace(here(desk), up=desk.away)
    if desk.up is None:
        return desk
    lasted = (at.now - desk.up) / SECOND if seconds is None else seconds
    length = (desk.up_for or plan.length) / SECOND if of is None else of
    if lasted < length / 2:
        return replace(desk, up=None)
    return _taken(desk, at, plan, at.now, round(lasted))


def was_up(desk: Desk, at: Reading, plan: Plan) -> Desk:
    """The user says that they stood up and are back; nothing happens right after another break."""
    if not desk.on or desk.sat(at.now) < plan.half:
        return desk
    desk = replace(here(desk), up=at.now)
    return _taken(desk, at, plan, at.now, None)


def toggled(desk: Desk, at: Reading, plan: Plan) -> Desk:
    """From sitting to standing at a raised desk, or back: what was done until now is over, and a call is answered."""
    if not plan.stand or desk.phase not in (Phase.SITTING, Phase.CALLING):
        return desk
    after = _closed(desk, at.now, at)
    return _sitting(replace(after, standing=not desk.standing), at.now, plan)


def snoozed(desk: Desk, at: Reading, plan: Plan | None = None) -> Desk:
    """The call put off by five minutes; nothing happens where it cannot be."""
    if not desk.can_snooze(plan):
        return desk
    desk = _noted(desk, Event(at.wall, Kind.SNOOZED))
    return replace(desk, called=None, snoozing=True, snoozes=desk.snoozes + 1, due=at.now + SNOOZE)


def skipped(desk: Desk, at: Reading, plan: Plan) -> Desk:
    """This break left out: the next call comes after another full time of sitting."""
    if (desk.called is None and not desk.snoozing) or not desk.may_put_off(plan):
        return desk
    desk = _noted(desk, Event(at.wall, Kind.SKIPPED))
    due = at.now + interval(desk.standing, plan)
    return replace(desk, called=None, snoozing=False, snoozes=0, due=due)


def not_now(desk: Desk, at: Reading, until: datetime) -> Desk:
    """No calls until a time. One that waits comes when that is over."""
    desk = _noted(desk, Event(at.wall, Kind.NOT_NOW))
    due = at.now if desk.called is not None else desk.due
    return replace(desk, called=None, snoozing=False, snoozes=0, due=due, mute=Mute(at.wall, until))


def listening(desk: Desk) -> Desk:
    """Calls on again."""
    return replace(desk, mute=None)


def noted_in_history(desk: Desk, day: DeskDay) -> Desk:
    """A day is in the history now as far as it was given."""
    if day.date == desk.today.date:
        return replace(desk, saved=day)
    return replace(desk, earlier=tuple(other for other in desk.earlier if other != day))


def owed(desk: Desk) -> tuple[DeskDay, ...]:
    """What is to be put into the history."""
    today = () if desk.today.empty or desk.today == desk.saved else (desk.today,)
    return (*desk.earlier, *today)


# -- what a look finds ----------------------------------------------------------------------------------------------


def _unwatched(desk: Desk, at: Reading, plan: Plan, day: date) -> Desk:
    """After a time in which no copy looked: a break when the machine slept, else the end of what was known."""
    seen = desk.seen
    if seen is None:
        return desk
    gap, drift = at.now - seen.now, at.wall - seen.wall
    restarted = gap < 0
    set_forward = drift - timedelta(seconds=gap / SECOND) >= timedelta(seconds=plan.half / SECOND)
    if not (restarted or set_forward or gap >= plan.half):
        return desk
    if _slept(at, seen) >= plan.half and not (restarted or set_forward) and day == desk.today.date:
        return _after_sleep(desk, at, plan, seen)
    left = _broken_off(desk, seen, plan)
    return replace(_stopped(left, seen.now if left.away is None else left.away, seen), since=None, up=None)


def _slept(at: Reading, seen: Reading) -> int:
    """How long the machine slept; all of the time where no clock tells."""
    asked = 0 if at.awake is None or seen.awake is None else at.awake - seen.awake
    return at.now - seen.now - asked


def _after_sleep(desk: Desk, at: Reading, plan: Plan, seen: Reading) -> Desk:
    if desk.up is not None:
        return sat_down(replace(desk, up_for=desk.up_for or plan.length), at, plan)
    if desk.since is None:
        return desk
    return _came_back(desk, at, plan, seen.now if desk.away is None else desk.away, at.now)


def _broken_off(desk: Desk, at: Reading, plan: Plan) -> Desk:
    """A break that nobody saw the end of, as far as it was seen."""
    return sat_down(desk, at, plan) if desk.up is not None or desk.rose else desk


def _on_day(desk: Desk, day: date) -> Desk:
    """The same on another day: what was seen so far is put by."""
    if day == desk.today.date:
        return desk
    left = () if desk.today.empty or desk.today == desk.saved else (desk.today,)
    return replace(desk, today=DeskDay(day), saved=None, earlier=(*desk.earlier, *left))


def _break(desk: Desk, at: Reading, plan: Plan, there: There) -> Desk:
    """A break comes to its end by itself; one in a workout that is gone is over, and does not count."""
    if desk.up is None:
        return desk
    if desk.up_for is None:
        gone = not there.training and at.now - desk.up >= LOST_AFTER
        return replace(desk, up=None) if gone else desk
    ends = desk.up + desk.up_for
    return _taken(desk, at, plan, ends, desk.up_for // SECOND) if at.now >= ends else desk


def _presence(desk: Desk, at: Reading, plan: Plan, there: There) -> Desk:
    """Nobody there for a while, and somebody again: that was a break when it lasted half of one."""
    if desk.since is None or desk.up is not None:
        return here(desk)
    since = _absent(desk, at, plan, there)
    if since is not None:
        desk = here(desk) if had_left(desk, since) else desk
        since = max(desk.since or 0, since if desk.away is None else desk.away)
        locked = there.locked is True or (desk.locked and there.locked is None)
        desk = replace(desk, away=since, away_seen=at.now, trains=there.training, locked=locked)
        return desk if desk.rose or not answers(desk, there, since) else replace(desk, rose=True, up_for=plan.length)
    back = _back(desk, at, there)
    if desk.away is None or back is None:
        return desk
    if back - desk.away < plan.half:
        return here(desk)
    return _came_back(desk, at, plan, desk.away, back)


def _absent(desk: Desk, at: Reading, plan: Plan, there: There) -> int | None:
    """Since when nobody is there, as far as this look can tell; ``None`` when it cannot, or when somebody is."""
    if there.training:
        return at.now
    if there.locked:
        return at.now if there.last_key is None else there.last_key
    if (up := up_since(desk, at, plan, there)) is not None:
        return up
    idle = plan.idle and there.last_key is not None and at.now - there.last_key >= plan.idle
    return there.last_key if idle else None


def _back(desk: Desk, at: Reading, there: There) -> int | None:
    """When somebody came back; ``None`` while that is not known."""
    if desk.trains:
        return at.now
    if desk.locked and there.locked is None:
        # A copy that cannot see the lock, such as one over ssh, says nothing about who sits here.
        return desk.away_seen if at.now - desk.away_seen >= LOST_AFTER else None
    if there.last_key is not None:
        return there.last_key
    if desk.locked or there.present:
        return at.now
    return desk.away_seen if at.now - desk.away_seen >= LOST_AFTER else None


def _within_hours(desk: Desk, at: Reading, plan: Plan) -> Desk:
    """A sit begins with the working hours, and ends with them."""
    if plan.hours.open_at(at.wall):
        return desk if desk.since is not None or desk.up is not None else _sitting(desk, at.now, plan)
    if desk.since is None or desk.up is not None:
        return desk
    if desk.rose:
        desk = sat_down(desk, at, plan)
    return _stopped(desk, at.now if desk.away is None else desk.away, at)


def _call(desk: Desk, at: Reading, plan: Plan, there: There) -> Desk:
    if desk.phase not in (Phase.SITTING, Phase.CALLING) or at.now < desk.due:
        return desk
    if there.quiet or desk.muted(at.wall) or waits(desk, at, plan, there):
        return desk
    if not desk.snoozing:
        desk = _noted(_unanswered(desk, at), Event(at.wall, Kind.PROMPTED))
    snoozes = desk.snoozes if desk.snoozing else 0
    again = at.now + interval(desk.standing, plan)
    return replace(desk, called=at.now, snoozing=False, snoozes=snoozes, due=again, mute=None, back=None)


# -- parts ----------------------------------------------------------------------------------------------------------


def _noted(desk: Desk, event: Event) -> Desk:
    return replace(desk, today=desk.today.with_event(event))


def _sitting(desk: Desk, since: int, plan: Plan) -> Desk:
    standing = desk.standing and plan.stand > 0
    due = since + interval(standing, plan)
    return replace(desk, since=since, due=due, called=None, snoozing=False, snoozes=0, standing=standing, back=None)


def _unanswered(desk: Desk, at: Reading) -> Desk:
    """A call that is over and was not answered."""
    waits = desk.called is not None or desk.snoozing
    return _noted(desk, Event(at.wall, Kind.IGNORED)) if waits else desk


def _closed(desk: Desk, end: int, at: Reading) -> Desk:
    """The sit put down as one that ended."""
    if desk.since is None:
        return desk
    sit = Sit(at.back(desk.since), max(0, round((end - desk.since) / SECOND)))
    today = desk.today.with_stand(sit) if desk.standing else desk.today.with_sit(sit)
    return replace(here(desk), today=today, since=None, trains=False, back=None)


def _stopped(desk: Desk, end: int, at: Reading) -> Desk:
    """Nobody sits any more, and there was no break."""
    desk = _closed(_unanswered(desk, at), end, at)
    return replace(here(desk), called=None, snoozing=False, snoozes=0, standing=False)


def _came_back(desk: Desk, at: Reading, plan: Plan, left: int, back: int) -> Desk:
    """Away long enough: a break, which was taken where a call was out. What else it was can be said for a while."""
    if desk.rose:
        after = _taken(replace(desk, up=left), at, plan, back, round((back - left) / SECOND))
    else:
        after = _natural(desk, at, plan, left, back)
    return after if desk.trains or after.since is None else offered(after, left, back, desk)


def _natural(desk: Desk, at: Reading, plan: Plan, left: int, back: int) -> Desk:
    """Away from one reading to another, and sitting again."""
    seconds = round((back - left) / SECOND)
    desk = _noted(_closed(desk, left, at), Event(at.back(left), Kind.NATURAL, seconds))
    return _sitting(desk, back, plan)


def _taken(desk: Desk, at: Reading, plan: Plan, back: int, seconds: int | None) -> Desk:
    """The running break counts, and the next sit begins; outside the working hours none does."""
    assert desk.up is not None
    desk = _noted(_closed(desk, desk.up, at), Event(at.back(desk.up), Kind.TAKEN, seconds))
    desk = replace(desk, up=None, called=None, snoozing=False, snoozes=0)
    return _sitting(desk, back, plan) if plan.hours.open_at(at.wall) else desk

"""What changes the desk timer: a look at the clocks, and what the user asks for. Each gives a new ``Desk``.

A look comes from any copy of the program, every few seconds. Where none came for half a break, nobody saw what
happened: if the machine slept it was a break, else it is not known, and then it counts as nothing.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from dbs_tui.domain.desk.day import BreakOutcome, DeskDay, Event
from dbs_tui.domain.desk.desk import SECOND, SNOOZE, ClockSample, Desk, Mute, Phase, Plan, There

LOST_AFTER = 2 * 60 * SECOND
"""How long nobody has to know of an absence, or of a workout, until it counts as over."""
LONGEST_BREAK = 6 * 60 * 60 * SECOND
"""An absence longer than this is no break: a night that began after midnight, an afternoon off."""
REMEMBERED = timedelta(days=7)
"""How far a date may go back and find its day again: more than any flight with a change of settings."""


def turned_on(desk: Desk, at: ClockSample, day: date) -> Desk:
    """The timer running; a sit begins with the next look. Nothing changes when it runs."""
    return desk if desk.on else replace(_on_day(desk, day), on=True, seen=at, since=None, mute=None)


def turned_off(desk: Desk, at: ClockSample) -> Desk:
    """The timer at rest."""
    return replace(_stopped(desk, at.now, at), on=False, up=None, mute=None)


def looked(desk: Desk, at: ClockSample, plan: Plan, day: date, there: There | None = None) -> Desk:
    """The timer after a look at the clocks. ``day`` is the local date that it belongs to.

    A call was made by this look if ``called`` is another reading than before, and only who made it is to be heard.
    """
    there = there or There()
    if not desk.on:
        return desk
    desk = _spaced(desk, plan)
    desk = _turned(_unwatched(desk, at, plan, day), at, plan, day)
    desk = _within_hours(_presence(_break(desk, at, plan, there), at, plan, there), at, plan)
    return replace(_call(desk, at, plan, there), seen=at)


# -- what the user asks for -----------------------------------------------------------------------------------------


def stood_up(desk: Desk, at: ClockSample, length: int | None) -> Desk:
    """A break begins, of that many nanoseconds, or for as long as a workout lasts."""
    return replace(desk, up=at.now, up_for=length, away=None) if desk.on and desk.up is None else desk


def sat_down(desk: Desk, at: ClockSample, plan: Plan, seconds: float | None = None, of: float | None = None) -> Desk:
    """The break is over. It counts if it lasted half its length; else the sit goes on as if nothing had been.

    ``seconds`` of work ``of`` so many tell how much of a workout was done; by default the time counts.
    """
    if desk.up is None:
        return desk
    lasted = (at.now - desk.up) / SECOND if seconds is None else seconds
    length = (desk.up_for or plan.length) / SECOND if of is None else of
    if lasted < length / 2:
        return replace(desk, up=None)
    return _taken(desk, at, plan, at.now, round(lasted))


def was_up(desk: Desk, at: ClockSample, plan: Plan) -> Desk:
    """The user says that they stood up and are back; nothing happens right after another break."""
    if not desk.on or desk.sat(at.now) < plan.half:
        return desk
    desk = replace(desk, up=at.now, away=None)
    return _taken(desk, at, plan, at.now, None)


def snoozed(desk: Desk, at: ClockSample) -> Desk:
    """The call put off by five minutes; nothing happens where it cannot be."""
    if not desk.can_snooze:
        return desk
    desk = _noted(desk, Event(at.wall, BreakOutcome.SNOOZED))
    return replace(desk, called=None, snoozing=True, snoozes=desk.snoozes + 1, due=at.now + SNOOZE)


def skipped(desk: Desk, at: ClockSample, plan: Plan) -> Desk:
    """This break left out: the next call comes after another full time of sitting."""
    if desk.called is None and not desk.snoozing:
        return desk
    desk = _noted(desk, Event(at.wall, BreakOutcome.SKIPPED))
    return replace(desk, called=None, snoozing=False, snoozes=0, due=at.now + plan.every)


def not_now(desk: Desk, at: ClockSample, until: datetime) -> Desk:
    """No calls until a time. One that waits comes when that is over."""
    desk = _noted(desk, Event(at.wall, BreakOutcome.NOT_NOW))
    due = at.now if desk.called is not None else desk.due
    return replace(desk, called=None, snoozing=False, snoozes=0, due=due, mute=Mute(at.wall, until))


def listening(desk: Desk) -> Desk:
    """Calls on again."""
    return replace(desk, mute=None)


def noted_in_history(desk: Desk, day: DeskDay) -> Desk:
    """A day is in the history now as far as it was given."""
    if day.date == desk.today.date:
        return replace(desk, saved=day)
    earlier = tuple(other for other in desk.earlier if other != day)
    past = (*desk.past, day) if day in desk.earlier else desk.past
    return replace(desk, earlier=earlier, past=_lately(past, desk.today.date))


def owed(desk: Desk) -> tuple[DeskDay, ...]:
    """What is to be put into the history."""
    today = () if desk.today.empty or desk.today == desk.saved else (desk.today,)
    return (*desk.earlier, *today)


def _spaced(desk: Desk, plan: Plan) -> Desk:
    """With the spacing of the plan, which may be another one by now: the running sit is due by it too.

    A call that was put off comes when it was put off to.
    """
    if desk.every == plan.every:
        return desk
    moved = 0 if desk.snoozing or not desk.every else plan.every - desk.every
    return replace(desk, every=plan.every, due=max(0, desk.due + moved))


# -- what a look finds ----------------------------------------------------------------------------------------------


def _unwatched(desk: Desk, at: ClockSample, plan: Plan, day: date) -> Desk:
    """After a time in which no copy looked: a break when the machine slept, else the end of what was known."""
    seen = desk.seen
    if seen is None:
        return desk
    gap, drift = at.now - seen.now, at.wall - seen.wall
    restarted = gap < 0
    set_forward = drift - timedelta(seconds=gap / SECOND) >= timedelta(seconds=plan.half / SECOND)
    if not (restarted or set_forward or gap >= plan.half):
        return desk
    slept = _slept(at, seen) >= plan.half and not (restarted or set_forward)
    if slept and day == desk.today.date and (gap <= LONGEST_BREAK or desk.trains):
        return _after_sleep(desk, at, plan, seen)
    return replace(_stopped(_broken_off(desk, seen, plan), seen.now, seen), since=None, up=None)


def _slept(at: ClockSample, seen: ClockSample) -> int:
    """How long the machine slept; all of the time where no clock tells."""
    asked = 0 if at.awake is None or seen.awake is None else at.awake - seen.awake
    return at.now - seen.now - asked


def _after_sleep(desk: Desk, at: ClockSample, plan: Plan, seen: ClockSample) -> Desk:
    if desk.up is not None:
        return sat_down(replace(desk, up_for=desk.up_for or plan.length), at, plan)
    if desk.since is None:
        return desk
    return _natural(desk, at, plan, seen.now if desk.away is None else desk.away, at.now)


def _broken_off(desk: Desk, at: ClockSample, plan: Plan) -> Desk:
    """A break that nobody saw the end of, as far as it was seen."""
    return desk if desk.up is None else sat_down(desk, at, plan)


def _turned(desk: Desk, at: ClockSample, plan: Plan, day: date) -> Desk:
    """The same on another day: of a sit that runs over its turn, what was before it belongs to the day before."""
    if day == desk.today.date:
        return desk
    turn = plan.begun(day, at)
    if desk.away is not None and not desk.trains:
        gone = ClockSample(at.back(desk.away), desk.away)
        desk = replace(_unanswered(desk, gone), called=None, snoozing=False, snoozes=0)
    if turn <= at.now and (sit := desk.sit_until(at, turn)):
        first = max(desk.since or 0, desk.put_by)
        desk = replace(desk, today=desk.today.with_sit(sit), put_by=first + sit.seconds * SECOND)
    return _on_day(desk, day)


def _on_day(desk: Desk, day: date) -> Desk:
    """The same on another day: what was seen so far is put by, and what is known of that day is gone on with.

    The date may go back, with the zone, the clock, or the hour at which days start.
    """
    if day == desk.today.date:
        return desk
    left = () if desk.today.empty else (desk.today,)
    earlier, past = desk.earlier, desk.past
    if desk.today == desk.saved:
        past = (*past, *left)
    else:
        earlier = (*earlier, *left)
    unsaved = [other for other in earlier if other.date == day]
    saved = next((other for other in past if other.date == day), None)
    today = saved or DeskDay(day)
    for other in unsaved:
        today = today.union(other)
    return replace(
        desk,
        today=today,
        saved=saved,
        earlier=tuple(other for other in earlier if other.date != day),
        past=_lately([other for other in past if other.date != day], day),
    )


def _lately(past: Iterable[DeskDay], day: date) -> tuple[DeskDay, ...]:
    """The days that the date may come back to."""
    return tuple(other for other in past if abs(other.date - day) <= REMEMBERED)


def _break(desk: Desk, at: ClockSample, plan: Plan, there: There) -> Desk:
    """A break comes to its end by itself; one in a workout that is gone is over, and does not count."""
    if desk.up is None:
        return desk
    if desk.up_for is None:
        gone = not there.training and at.now - desk.up >= LOST_AFTER
        return replace(desk, up=None) if gone else desk
    ends = desk.up + desk.up_for
    return _taken(desk, at, plan, ends, desk.up_for // SECOND) if at.now >= ends else desk


def _presence(desk: Desk, at: ClockSample, plan: Plan, there: There) -> Desk:
    """Nobody there for a while, and somebody again: that was a break when it lasted half of one."""
    if desk.since is None or desk.up is not None:
        return replace(desk, away=None)
    since = _absent(desk, at, plan, there)
    if since is not None:
        since = max(desk.since, since if desk.away is None else desk.away)
        return replace(desk, away=since, away_seen=at.now, trains=there.training)
    back = _back(desk, at, there)
    if desk.away is None or back is None:
        return desk
    if back - desk.away < plan.half:
        return replace(desk, away=None)
    return _natural(desk, at, plan, desk.away, back)


def _absent(desk: Desk, at: ClockSample, plan: Plan, there: There) -> int | None:
    """Since when nobody is there, as far as this look can tell; ``None`` when it cannot, or when somebody is."""
    if there.training:
        return at.now
    idle = plan.idle and there.last_key is not None and at.now - there.last_key >= plan.idle
    return there.last_key if idle else None


def _back(desk: Desk, at: ClockSample, there: There) -> int | None:
    """When somebody came back; ``None`` while that is not known."""
    if desk.trains:
        return at.now
    if there.last_key is not None:
        return there.last_key
    return desk.away_seen if at.now - desk.away_seen >= LOST_AFTER else None


def _within_hours(desk: Desk, at: ClockSample, plan: Plan) -> Desk:
    """A sit begins with the working hours, and ends with them."""
    if plan.hours.open_at(at.wall):
        return desk if desk.since is not None or desk.up is not None else _sitting(desk, at.now, plan)
    if desk.since is None or desk.up is not None:
        return desk
    return _stopped(desk, at.now if desk.away is None else desk.away, at)


def _call(desk: Desk, at: ClockSample, plan: Plan, there: There) -> Desk:
    if desk.phase not in (Phase.SITTING, Phase.CALLING) or at.now < desk.due:
        return desk
    if there.quiet or desk.muted(at.wall):
        return desk
    if not desk.snoozing:
        desk = _noted(_unanswered(desk, at), Event(at.wall, BreakOutcome.PROMPTED))
    snoozes = desk.snoozes if desk.snoozing else 0
    return replace(desk, called=at.now, snoozing=False, snoozes=snoozes, due=at.now + plan.every, mute=None)


# -- parts ----------------------------------------------------------------------------------------------------------


def _noted(desk: Desk, event: Event) -> Desk:
    return replace(desk, today=desk.today.with_event(event))


def _sitting(desk: Desk, since: int, plan: Plan) -> Desk:
    due = since + plan.every
    return replace(desk, since=since, put_by=since, due=due, called=None, snoozing=False, snoozes=0)


def _unanswered(desk: Desk, at: ClockSample) -> Desk:
    """A call that is over and was not answered."""
    waits = desk.called is not None or desk.snoozing
    return _noted(desk, Event(at.wall, BreakOutcome.IGNORED)) if waits else desk


def _closed(desk: Desk, end: int, at: ClockSample) -> Desk:
    """The sit put down as one that ended; where nobody was there any more, when they were last."""
    if desk.since is None:
        return desk
    sit = desk.sit_until(at, end)
    today = desk.today.with_sit(sit) if sit else desk.today
    return replace(desk, today=today, since=None, away=None, trains=False)


def _stopped(desk: Desk, end: int, at: ClockSample) -> Desk:
    """Nobody sits any more, and there was no break."""
    desk = _closed(_unanswered(desk, at), end, at)
    return replace(desk, called=None, snoozing=False, snoozes=0, away=None)


def _natural(desk: Desk, at: ClockSample, plan: Plan, left: int, back: int) -> Desk:
    """Away from one reading to another, and sitting again: a break, unless a night lay between."""
    seconds = round((back - left) / SECOND)
    if _is_night(desk, at, plan, left, back):
        return _sitting(_stopped(desk, left, ClockSample(at.back(left), left)), back, plan)
    desk = _noted(_closed(desk, left, at), Event(at.back(left), BreakOutcome.NATURAL, seconds))
    return _sitting(desk, back, plan)


def _is_night(desk: Desk, at: ClockSample, plan: Plan, left: int, back: int) -> bool:
    """Whether an absence was the end of a day: the day turned in it, or it was longer than any break.

    A workout is a break whenever it was.
    """
    turned = left < plan.begun(desk.today.date, at) <= back
    return not desk.trains and (turned or back - left > LONGEST_BREAK)


def _taken(desk: Desk, at: ClockSample, plan: Plan, back: int, seconds: int | None) -> Desk:
    """The running break counts, and the next sit begins; outside the working hours none does."""
    assert desk.up is not None
    desk = _noted(_closed(desk, desk.up, at), Event(at.back(desk.up), BreakOutcome.TAKEN, seconds))
    desk = replace(desk, up=None, called=None, snoozing=False, snoozes=0)
    return _sitting(desk, back, plan) if plan.hours.open_at(at.wall) else desk

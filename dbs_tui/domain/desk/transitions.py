"""The transitions of the desk timer: looks at the clocks and requests of the user. Each returns a new ``Desk``.

A look comes from any copy of the program, every few seconds. Where none came for half a break, nobody saw what
happened: if the machine slept it was a break, else it is not known, and then it counts as nothing.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from dbs_tui.domain.desk.coming_back import grown_old, offered, was_break
from dbs_tui.domain.desk.day import BreakOutcome, DeskDay, Event
from dbs_tui.domain.desk.desk import SECOND, SNOOZE, ClockSample, Desk, Mute, Phase, Plan, There
from dbs_tui.domain.desk.posture import interval
from dbs_tui.domain.desk.presence import answers, had_left, here, up_since, waits

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
    """The timer switched off."""
    return replace(_stopped(desk, at.now, at), on=False, up=None, mute=None)


def looked(desk: Desk, at: ClockSample, plan: Plan, day: date, there: There | None = None) -> Desk:
    """The timer after a look at the clocks. ``day`` is the local date that it belongs to.

    A call was made by this look if ``called`` is another reading than before, and only who made it is to be heard.
    """
    there = there or There()
    if not desk.on:
        return desk
    desk = _spaced(desk, plan)
    desk = grown_old(_turned(_unwatched(desk, at, plan, day), at, plan, day), at)
    desk = _within_hours(_presence(_break(desk, at, plan, there), at, plan, there), at, plan)
    return replace(_call(desk, at, plan, there), seen=at)


# -- what the user asks for -----------------------------------------------------------------------------------------


def stood_up(desk: Desk, at: ClockSample, length: int | None) -> Desk:
    """A break begins, of that many nanoseconds, or for as long as a workout lasts."""
    return replace(here(desk), up=at.now, up_for=length) if desk.on and desk.up is None else desk


def sat_down(desk: Desk, at: ClockSample, plan: Plan, seconds: float | None = None, of: float | None = None) -> Desk:
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


def was_up(desk: Desk, at: ClockSample, plan: Plan) -> Desk:
    """The user says that they stood up and are back; nothing happens right after another break."""
    if not desk.on or desk.sat(at.now) < plan.half:
        return desk
    desk = replace(here(desk), up=at.now)
    return _taken(desk, at, plan, at.now, None)


def toggled(desk: Desk, at: ClockSample, plan: Plan) -> Desk:
    """From sitting to standing at a raised desk, or back: what was done until now is over, and a call is answered."""
    if not plan.stand or desk.phase not in (Phase.SITTING, Phase.CALLING):
        return desk
    after = _closed(desk, at.now, at)
    return _sitting(replace(after, standing=not desk.standing), at.now, plan)


def snoozed(desk: Desk, at: ClockSample, plan: Plan | None = None) -> Desk:
    """The timer with its call put off by five minutes; unchanged where that is not allowed."""
    if not desk.can_snooze(plan):
        return desk
    desk = _noted(desk, Event(at.wall, BreakOutcome.SNOOZED))
    return replace(desk, called=None, snoozing=True, snoozes=desk.snoozes + 1, due=at.now + SNOOZE)


def skipped(desk: Desk, at: ClockSample, plan: Plan) -> Desk:
    """The timer with this break left out: the next call comes after another full time of sitting."""
    if (desk.called is None and not desk.snoozing) or not desk.may_put_off(plan):
        return desk
    desk = _noted(desk, Event(at.wall, BreakOutcome.SKIPPED))
    due = at.now + interval(desk.standing, plan)
    return replace(desk, called=None, snoozing=False, snoozes=0, due=due)


def not_now(desk: Desk, at: ClockSample, until: datetime) -> Desk:
    """The timer with calls muted until a wall time; a call that waits then comes after it."""
    desk = _noted(desk, Event(at.wall, BreakOutcome.NOT_NOW))
    due = at.now if desk.called is not None else desk.due
    return replace(desk, called=None, snoozing=False, snoozes=0, due=due, mute=Mute(at.wall, until))


def listening(desk: Desk) -> Desk:
    """The timer with calls no longer muted."""
    return replace(desk, mute=None)


def noted_in_history(desk: Desk, day: DeskDay) -> Desk:
    """The timer that knows which state of a day was written to the history."""
    if day.date == desk.today.date:
        return replace(desk, saved=day)
    earlier = tuple(other for other in desk.earlier if other != day)
    past = (*desk.past, day) if day in desk.earlier else desk.past
    return replace(desk, earlier=earlier, past=_lately(past, desk.today.date))


def owed(desk: Desk) -> tuple[DeskDay, ...]:
    """The days that have to be written to the history."""
    today = () if desk.today.empty or desk.today == desk.saved else (desk.today,)
    return (*desk.earlier, *today)


def _spaced(desk: Desk, plan: Plan) -> Desk:
    """The timer with its next call due by the present plan; a call that was put off keeps its time.

    A call that was put off comes when it was put off to.
    """
    every = interval(desk.standing, plan)
    if desk.every == every:
        return desk
    moved = every - desk.every if desk.every else 0
    back = desk.back and replace(desk.back, due=max(0, desk.back.due + moved))
    return replace(desk, every=every, due=max(0, desk.due + (0 if desk.snoozing else moved)), back=back)


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
    if slept and not is_night(desk, gap, day):
        return _after_sleep(desk, at, plan, seen)
    left = _broken_off(desk, seen, plan)
    return replace(_stopped(left, seen.now if left.away is None else left.away, seen), since=None, up=None)


def is_night(desk: Desk, gap: int, day: date) -> bool:
    """Whether a time in which the machine slept was the end of a day, as one looks again on ``day``."""
    return day != desk.today.date or (gap > LONGEST_BREAK and not desk.trains)


def _slept(at: ClockSample, seen: ClockSample) -> int:
    """How long the machine slept; all of the time where no clock tells."""
    asked = 0 if at.awake is None or seen.awake is None else at.awake - seen.awake
    return at.now - seen.now - asked


def _after_sleep(desk: Desk, at: ClockSample, plan: Plan, seen: ClockSample) -> Desk:
    if desk.up is not None:
        return sat_down(replace(desk, up_for=desk.up_for or plan.length), at, plan)
    if desk.since is None:
        return desk
    return _came_back(desk, at, plan, seen.now if desk.away is None else desk.away, at.now)


def _broken_off(desk: Desk, at: ClockSample, plan: Plan) -> Desk:
    """A break that nobody saw the end of, as far as it was seen."""
    if desk.rose and desk.away is not None and _was_night(desk, at, plan, desk.away, at.now):
        return _gone(desk, at, plan, desk.away)
    return sat_down(desk, at, plan) if desk.up is not None or desk.rose else desk


def _turned(desk: Desk, at: ClockSample, plan: Plan, day: date) -> Desk:
    """The timer on another day; what ran over midnight is split between the two days."""
    if day == desk.today.date:
        return desk
    turn = plan.begun(day, at)
    if desk.away is not None and not desk.trains:
        desk = _gone(desk, at, plan, desk.away)
    if turn <= at.now and (sit := desk.sit_until(at, turn)):
        first = max(desk.since or 0, desk.put_by)
        desk = replace(desk, today=desk.today.with_time(sit, desk.standing), put_by=first + sit.seconds * SECOND)
    return _on_day(desk, day)


def _on_day(desk: Desk, day: date) -> Desk:
    """The timer on another day: what was seen is stored under its day, and what is known of the new day is taken up.

    The date may go back, with the zone, the clock, or the hour at which days start. A break of the day before stays
    what it looked like.
    """
    if day == desk.today.date:
        return desk
    desk = was_break(desk)
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
    """The earlier days that are still kept, since the date may go back."""
    return tuple(other for other in past if abs(other.date - day) <= REMEMBERED)


def _break(desk: Desk, at: ClockSample, plan: Plan, there: There) -> Desk:
    """The timer after a break that has lasted its length. An abandoned workout is no break."""
    if desk.up is None:
        return desk
    if desk.up_for is None:
        gone = not there.training and at.now - desk.up >= LOST_AFTER
        return replace(desk, up=None) if gone else desk
    ends = desk.up + desk.up_for
    return _taken(desk, at, plan, ends, desk.up_for // SECOND) if at.now >= ends else desk


def _presence(desk: Desk, at: ClockSample, plan: Plan, there: There) -> Desk:
    """The timer after what is known of the person's presence: an absence is a break when it lasted half of one."""
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


def _absent(desk: Desk, at: ClockSample, plan: Plan, there: There) -> int | None:
    """Since when nobody is there, as far as this look can tell; ``None`` when it cannot, or when somebody is."""
    if there.training:
        return at.now
    if there.locked:
        return at.now if there.last_key is None else there.last_key
    if (up := up_since(desk, at, plan, there)) is not None:
        return up
    idle = plan.idle and there.last_key is not None and at.now - there.last_key >= plan.idle
    return there.last_key if idle else None


def _back(desk: Desk, at: ClockSample, there: There) -> int | None:
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


def _within_hours(desk: Desk, at: ClockSample, plan: Plan) -> Desk:
    """The timer within the working hours: a sit begins and ends with them."""
    if plan.hours.open_at(at.wall):
        return desk if desk.since is not None or desk.up is not None else _sitting(desk, at.now, plan)
    if desk.since is None or desk.up is not None:
        return desk
    desk = _broken_off(desk, at, plan)
    return _stopped(desk, at.now if desk.away is None else desk.away, at)


def _call(desk: Desk, at: ClockSample, plan: Plan, there: There) -> Desk:
    """The timer that calls for a break, where one is due and nothing holds the call back."""
    if desk.phase not in (Phase.SITTING, Phase.CALLING) or at.now < desk.due:
        return desk
    if there.quiet or desk.muted(at.wall) or waits(desk, at, plan, there):
        return desk
    if not desk.snoozing:
        desk = _noted(_unanswered(desk, at), Event(at.wall, BreakOutcome.PROMPTED))
    snoozes = desk.snoozes if desk.snoozing else 0
    again = at.now + interval(desk.standing, plan)
    return replace(desk, called=at.now, snoozing=False, snoozes=snoozes, due=again, mute=None, back=None)


# -- parts ----------------------------------------------------------------------------------------------------------


def _noted(desk: Desk, event: Event) -> Desk:
    return replace(desk, today=desk.today.with_event(event))


def _sitting(desk: Desk, since: int, plan: Plan) -> Desk:
    standing = desk.standing and plan.stand > 0
    every = interval(standing, plan)
    desk = replace(desk, since=since, put_by=since, due=since + every, every=every, standing=standing, back=None)
    return replace(desk, called=None, snoozing=False, snoozes=0)


def _unanswered(desk: Desk, at: ClockSample) -> Desk:
    """The timer with a call that was not answered recorded as ignored."""
    waits = desk.called is not None or desk.snoozing
    return _noted(desk, Event(at.wall, BreakOutcome.IGNORED)) if waits else desk


def _closed(desk: Desk, end: int, at: ClockSample) -> Desk:
    """The timer with the running sit recorded; it ended when the person was last there."""
    if desk.since is None:
        return desk
    sit = desk.sit_until(at, end)
    today = desk.today.with_time(sit, desk.standing) if sit else desk.today
    return replace(here(desk), today=today, since=None, trains=False, back=None)


def _stopped(desk: Desk, end: int, at: ClockSample) -> Desk:
    """The timer after a sit that ended without a break."""
    desk = _closed(_unanswered(desk, at), end, at)
    return replace(here(desk), called=None, snoozing=False, snoozes=0, standing=False)


def _came_back(desk: Desk, at: ClockSample, plan: Plan, left: int, back: int) -> Desk:
    """The timer after an absence that was a break: one that was taken where a call waited, unless a night lay between.


    For a while the user can say that it was something else.

    What else a break was can be said for a while.
    """
    if _was_night(desk, at, plan, left, back):
        gone = ClockSample(at.back(left), left)
        return _sitting(_stopped(_gone(desk, at, plan, left), left, gone), back, plan)
    if desk.rose:
        after = _taken(replace(desk, up=left), at, plan, back, round((back - left) / SECOND))
    else:
        after = _natural(desk, at, plan, left, back)
    return after if desk.trains or after.since is None else offered(after, left, back, desk)


def _natural(desk: Desk, at: ClockSample, plan: Plan, left: int, back: int) -> Desk:
    """The timer after a break without a call, from one reading to another."""
    seconds = round((back - left) / SECOND)
    desk = _noted(_closed(desk, left, at), Event(at.back(left), BreakOutcome.NATURAL, seconds))
    return _sitting(desk, back, plan)


def _gone(desk: Desk, at: ClockSample, plan: Plan, left: int) -> Desk:
    """The timer after a day on which nobody came back: the waiting call was ignored, or answered by getting up for it.

    That was a break of no more than its length; one that is not half of it yet may still become one.
    """
    gone, lasted = ClockSample(at.back(left), left), min(at.now - left, plan.length)
    if not desk.rose:
        desk = _unanswered(desk, gone)
    elif lasted < plan.half:
        return desk
    else:
        desk = _noted(desk, Event(gone.wall, BreakOutcome.TAKEN, round(lasted / SECOND)))
    return replace(desk, called=None, snoozing=False, snoozes=0, rose=False)


def _was_night(desk: Desk, at: ClockSample, plan: Plan, left: int, back: int) -> bool:
    """Whether an absence was the end of a day: the day changed during it, or it was longer than any break.

    A workout is a break whenever it was.
    """
    turned = left < plan.begun(desk.today.date, at) <= back
    return not desk.trains and (turned or back - left > LONGEST_BREAK)


def _taken(desk: Desk, at: ClockSample, plan: Plan, back: int, seconds: int | None) -> Desk:
    """The timer after a break that counts; the next sit begins, unless the working hours are over."""
    assert desk.up is not None
    desk = _noted(_closed(desk, desk.up, at), Event(at.back(desk.up), BreakOutcome.TAKEN, seconds))
    desk = replace(desk, up=None, called=None, snoozing=False, snoozes=0)
    return _sitting(desk, back, plan) if plan.hours.open_at(at.wall) else desk

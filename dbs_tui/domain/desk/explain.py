"""Explains the state of the timer in sentences: what was seen, what counts, and what comes next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from dbs_tui.domain.common.dates import training_date
from dbs_tui.domain.common.text import counted
from dbs_tui.domain.desk.day import BREAKS
from dbs_tui.domain.desk.desk import MINUTE, SECOND, ClockSample, Desk, Phase, Plan, There
from dbs_tui.domain.desk.presence import LATEST, waits
from dbs_tui.domain.desk.transitions import is_night
from dbs_tui.domain.desk.words import back_words, length, minutes


@dataclass(frozen=True, slots=True)
class Witnesses:
    """Who told what is known of the person, by name; empty where nobody did."""

    hands: str = ""
    lock: str = ""
    quiet: str = ""
    """What keeps calls quiet just now."""
    hours: str = ""
    """The working hours as the user wrote them."""


def explained(desk: Desk, at: ClockSample, plan: Plan, there: There, by: Witnesses) -> list[str]:
    """The sentences, the most important first."""
    if desk.phase is Phase.OFF:
        return ["The timer is off: nothing is counted. Enter on Desk, or dbs-tui desk, starts it."]
    told = [*_state(desk, at, plan), *_looks(desk, at, plan)]
    told += _hours(at, plan, by) if desk.phase is Phase.CLOSED or by.hours else []
    told += [*_person(desk, at, plan, there, by)]
    return told + ([*_call(desk, at, plan, there, by)] if desk.phase in (Phase.SITTING, Phase.CALLING) else [])


def _state(desk: Desk, at: ClockSample, plan: Plan) -> Iterator[str]:
    """What the timer does, and since when."""
    if desk.phase is Phase.CLOSED:
        yield "No sitting is counted: it is outside your hours, or dbs-tui has not looked yet."
        return
    sat = minutes(desk.sat(at.now))
    doing = "Standing" if desk.standing else "Sitting"
    if desk.phase is Phase.AWAY:
        why = "a workout runs" if desk.trains else "the screen is locked" if desk.locked else "nothing was touched"
        yield f"Away since {_clock(at.back(desk.away or 0))}, because {why}; before that, {doing.lower()} for {sat}."
        yield f"It counts as a break from {_short(plan.half)} on."
    elif desk.phase is Phase.UP and desk.rose:
        why = "locked the screen" if desk.locked else "touched nothing any more"
        yield f"On a break since {_clock(at.back(desk.away or 0))}: after the call you {why}. The first touch ends it."
    elif desk.phase is Phase.UP:
        yield f"On a break since {_clock(at.back(desk.up or 0))}; {_short(plan.half)} of it are enough to count."
    else:
        yield f"{doing} for {sat}, since {_clock(at.back(desk.since or 0))}{_after(desk, at)}."
    if asked := back_words(desk):
        yield f"{asked} Until you say otherwise it was a break."


def _after(desk: Desk, at: ClockSample) -> str:
    """What came before the running sit."""
    begins = at.back(desk.since or 0)
    for event in reversed(desk.today.happened):
        if event.kind in BREAKS and abs((begins - event.at).total_seconds() - (event.seconds or 0)) < 60:
            lasted = f" of {length(event.seconds // 60)}" if event.seconds else ""
            return f", after a break{lasted} ({event.kind.value})"
    return ", which began with a look and not after a break"


def _looks(desk: Desk, at: ClockSample, plan: Plan) -> Iterator[str]:
    """When a copy of the program last looked, and what a gap since then means."""
    seen = desk.seen
    if seen is None:
        return
    gap = at.now - seen.now
    if gap < 0:
        yield f"The machine was started anew since the last look at {_clock(seen.wall)}: the sit ended then."
        return
    slept = gap if at.awake is None or seen.awake is None else gap - (at.awake - seen.awake)
    if gap < plan.half:
        yield f"Somebody looked {_short(gap)} ago."
    elif slept >= plan.half:
        night = is_night(desk, gap, training_date(at.wall, plan.day_starts_at))
        what = "the end of that day, and no break" if night else "a break"
        yield f"The machine slept for {_short(slept)} since the last look at {_clock(seen.wall)}: that is {what}."
    else:
        yield f"No copy of dbs-tui has looked since {_clock(seen.wall)}: the sit ended then, the rest is unknown."


def _hours(at: ClockSample, plan: Plan, by: Witnesses) -> Iterator[str]:
    opens = plan.hours.opens_after(at.wall)
    if plan.hours.open_at(at.wall):
        yield f"Your hours ({by.hours or 'always'}) are now."
    else:
        yield f"Your hours ({by.hours}) begin again on {opens:%A} at {opens:%H:%M}."


def _person(desk: Desk, at: ClockSample, plan: Plan, there: There, by: Witnesses) -> Iterator[str]:
    """What is known of the person, and who told it."""
    limit = f"{minutes(plan.idle)} of that count as being away" if plan.idle else "how long is never asked"
    if there.last_key is not None:
        what = "touched" if there.sure else "typed in a terminal"
        ago = at.now - there.last_key
        yield f"Last {what} {_short(ago)} ago, at {_clock(at.back(there.last_key))} ({by.hands}); {limit}."
    elif there.present:
        yield f"Somebody is there, says {by.hands}, which does not measure since when."
    else:
        yield "Nothing here tells whether you are there: only sleep, a workout and your keys on Desk are seen."
    if there.locked is not None:
        state = "is locked, which is away at once" if there.locked else "is not locked"
        yield f"The screen {state} ({by.lock})."
    if there.training:
        yield "A workout runs: that is a break by itself, and nothing calls."


def _call(desk: Desk, at: ClockSample, plan: Plan, there: There, by: Witnesses) -> Iterator[str]:
    """Whether a break is called for, when the next call is due, and what holds it back."""
    if desk.called is not None:
        yield f"A break has been called for since {_clock(at.back(desk.called))} and waits for an answer."
    elif desk.muted(at.wall) and desk.mute:
        yield f"No calls until {_clock(desk.mute.until)}, as you asked with not now."
    elif desk.left(at.now):
        snoozed = f", put off {counted(desk.snoozes, 'time')}" if desk.snoozing else ""
        yield f"The next call is due at {_clock(at.back(desk.due))}, in {_short(desk.left(at.now))}{snoozed}."
    elif not by.quiet and waits(desk, at, plan, there):
        yield f"A call is due and waits for your hands to rest, until {_clock(at.back(desk.due + LATEST))} at most."
    else:
        yield f"A call has been due since {_clock(at.back(desk.due))}."
    if by.quiet:
        yield f"It is quiet: {by.quiet}. What is due comes at once afterwards."
    if plan.in_a_row and (put_off := desk.put_off()):
        yield f"Put off or skipped {counted(put_off, 'time')} in a row; {plan.in_a_row} at most, until a break."


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M}"


def _short(nanoseconds: int) -> str:
    """A length to the second below two minutes."""
    seconds = round(nanoseconds / SECOND)
    return f"{seconds} s" if nanoseconds < 2 * MINUTE else length(seconds // 60)

"""The desk timer in words and figures, the same for a large screen, a pane of three lines and a status bar."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from dbs_tui.domain.common.text import clock, counted
from dbs_tui.domain.desk.day import DAY, BreakOutcome, DayCell, DeskDay, strip
from dbs_tui.domain.desk.desk import MINUTE, SECOND, ClockSample, Desk, Phase, Plan
from dbs_tui.domain.desk.posture import times

SHAPES = {DayCell.SITTING: "▬", DayCell.STANDING: "▮", DayCell.TAKEN: "✓", DayCell.NATURAL: "○", DayCell.UNSEEN: "·"}
"""The shapes of a strip."""
CELL_WORDS = {
    DayCell.SITTING: "sitting",
    DayCell.STANDING: "standing",
    DayCell.TAKEN: "taken",
    DayCell.NATURAL: "up anyway",
    DayCell.UNSEEN: "not running",
}
COUNTED = (
    (BreakOutcome.PROMPTED, "reminder"),
    (BreakOutcome.TAKEN, "taken"),
    (BreakOutcome.NATURAL, "up anyway"),
    (BreakOutcome.SNOOZED, "snoozed"),
    (BreakOutcome.SKIPPED, "skipped"),
    (BreakOutcome.NOT_NOW, "not now"),
    (BreakOutcome.IGNORED, "ignored"),
)
"""What is counted, in the order in which it is told; the first word has a plural."""
NOTHING_COUNTED = "No reminder and no break yet."
LEAST = timedelta(hours=4)
"""The shortest stretch of a day that a strip shows."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The state of the timer as it is shown."""

    figure: str
    """The largest thing: ``38 min``, or what is left of a break."""
    state: str
    then: str
    """What comes next, in a few words."""
    short: str
    """The same as a figure, for where there is little room; empty when there is none."""
    share: float
    """How much of the sit, or of the break, is over: 0 to 1."""
    phase: Phase


def legend(days: Iterable[DeskDay]) -> Iterator[tuple[DayCell, str]]:
    """The shapes of some days and what they stand for; standing only where somebody stood."""
    stood = any(day.stands for day in days)
    return ((cell, word) for cell, word in CELL_WORDS.items() if stood or cell is not DayCell.STANDING)


def call_words(desk: Desk) -> str:
    """The title of a call: what is due."""
    return "Sit down again" if desk.standing else "Time to stand up"


def call_more(desk: Desk, at: ClockSample, plan: Plan, do: str) -> str:
    """The text of a call: what it is for, or what came before."""
    if desk.standing:
        return f"after {minutes(desk.sat(at.now))} standing"
    return f"{do}, {length(plan.length // MINUTE)}" + (", or raise the desk" if plan.stand else "")


def back_words(desk: Desk) -> str:
    """The question to somebody who came back; empty when there is nothing to ask."""
    back = desk.back
    return f"Away {minutes(back.at - back.left)}: break, or sitting elsewhere?" if back else ""


def times_words(days: Iterable[DeskDay]) -> str:
    """Times of sitting, standing and walking, for users who tell their posture; else empty."""
    seen = tuple(days)
    if not any(day.stands for day in seen):
        return ""
    told = times(seen)
    parts = (("sitting", told.sitting), ("standing", told.standing), ("walking", told.walking))
    return " · ".join(f"{word} {length(seconds // 60)}" for word, seconds in parts)


def shown(desk: Desk, at: ClockSample, plan: Plan) -> Shown:
    """The state of the timer as it is shown now."""
    phase = desk.phase
    if phase in (Phase.OFF, Phase.CLOSED):
        return _resting(phase, at, plan)
    if phase is Phase.UP:
        return _break(desk, at)
    sat, left = desk.sat(at.now), desk.left(at.now)
    share = min(1.0, sat / (sat + left)) if sat + left else 0.0
    if phase is Phase.AWAY:
        back = at.back(desk.away or 0)
        return Shown(minutes(sat), "Away", f"away since {back:%H:%M}", "", share, phase)
    if phase is Phase.CALLING:
        then = "you have stood long enough" if desk.standing else "a break is due"
        return Shown(minutes(sat), call_words(desk), then, "now", 1.0, phase)
    then, short = _next(desk, at, left)
    return Shown(minutes(sat), "Standing" if desk.standing else "Sitting", then, short, share, phase)


def minutes(nanoseconds: int) -> str:
    """Whole minutes that have passed: ``38 min``, ``1 h 12``."""
    return length(nanoseconds // MINUTE)


def length(whole: int) -> str:
    """Minutes as they are said: ``38 min``, ``2 h``, ``2 h 05``."""
    hours, rest = divmod(whole, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02}" if rest else f"{hours} h"


def count_words(day: DeskDay) -> str:
    """The breaks of a day in one line: ``3 breaks: 2 taken, 1 up anyway``; empty when there is nothing to tell."""
    told = [
        f"{day.counts[kind]} {word}" for kind, word in COUNTED if day.counts[kind] and kind is not BreakOutcome.PROMPTED
    ]
    return f"{counted(day.breaks, 'break')}" + (f": {', '.join(told)}" if told else "")


def tally(days: Iterable[DeskDay]) -> tuple[tuple[str, str], ...]:
    """What was counted over some days, as figure and word; what did not happen is left out, so it may be empty."""
    seen = tuple(days)
    sums = ((kind, word, sum(day.counts[kind] for day in seen)) for kind, word in COUNTED)
    return tuple(
        (str(number), f"{word}s" if kind is BreakOutcome.PROMPTED and number != 1 else word)
        for kind, word, number in sums
        if number
    )


def gauge(share: float, width: int) -> tuple[str, str]:
    """The full and the empty part of a bar; a started one shows one full cell, and only a whole one is full."""
    cells = int(max(0.0, min(1.0, share)) * width)
    cells = max(cells, 1) if share > 0 else cells
    return "━" * cells, "─" * (width - cells)


def day_strip(day: DeskDay, now: datetime, cells: int) -> tuple[tuple[DayCell | None, ...], str]:
    """A day in so many cells, ``None`` for what is still to come, and the hours below it."""
    first = min((sit.at for sit in (*day.sits, *day.stands)), default=now)
    first = min([first, *(event.at for event in day.events)]).astimezone(now.tzinfo)
    starts = first.replace(minute=0, second=0)
    ends = max(now.replace(minute=0, second=0) + timedelta(hours=1), starts + LEAST)
    ends = min(ends, starts + DAY)
    passed = max(1, min(cells, round((now - starts) / (ends - starts) * cells)))
    seen = strip(day, starts, starts + (ends - starts) / cells * passed, passed)
    return (*seen, *[None] * (cells - passed)), _hours(starts, ends, cells)


def _hours(starts: datetime, ends: datetime, cells: int) -> str:
    """The hours below a strip of so many cells, as far as each has room."""
    whole = round((ends - starts) / timedelta(hours=1))
    line = ""
    for hour in range(whole):
        at, name = hour * cells // whole, str((starts + timedelta(hours=hour)).hour)
        if (not line or len(line) + 2 <= at) and at + len(name) <= cells:
            line = line.ljust(at) + name
    return line


def _resting(phase: Phase, at: ClockSample, plan: Plan) -> Shown:
    if phase is Phase.OFF:
        return Shown("off", "The timer is off", "it starts with one key", "", 0.0, phase)
    opens = plan.hours.opens_after(at.wall)
    then = f"from {opens:%a %H:%M}" if opens else "it starts with the next look"
    return Shown("–", "Outside your hours", then, "", 0.0, phase)


def _break(desk: Desk, at: ClockSample) -> Shown:
    left = desk.break_left(at.now)
    if left is None or not desk.up_for:
        return Shown("up", "On a break", "a workout is running", "", 0.0, Phase.UP)
    if not left:  # they got up by themselves, and are not back
        return Shown("up", "On a break", f"since {at.back(desk.away or 0):%H:%M}", "", 1.0, Phase.UP)
    figure = clock(left / SECOND)
    return Shown(figure, "On a break", "until the break is over", "", 1 - left / desk.up_for, Phase.UP)


def _next(desk: Desk, at: ClockSample, left: int) -> tuple[str, str]:
    if desk.mute and desk.muted(at.wall):
        return f"no calls until {_until(desk.mute.until, at.wall)}", "‖"
    if not left:
        return "a break is due, kept quiet for now", "‖"
    whole = -(-left // MINUTE)
    then = "again" if desk.snoozing else "sit down" if desk.standing else "next break"
    return f"{then} in {length(whole)}", str(whole)


def _until(moment: datetime, now: datetime) -> str:
    return f"{moment:%H:%M}" if moment.date() == now.date() or moment - now < timedelta(hours=12) else "tomorrow"

"""A programme in words: where somebody is, the figures of a week's end, and what can be chosen then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dbs_tui.domain.building.programme import WEEKDAYS, DayPlan, Programme
from dbs_tui.domain.building.programme_rules import DAY, WEEK_LENGTH, Activity, Gate, why_not_up
from dbs_tui.domain.building.programme_run import ProgrammeRun, days_of
from dbs_tui.domain.common.text import counted

PLAN_WORDS = {
    DayPlan.STRENGTH: "strength",
    DayPlan.LIGHT: "light",
    DayPlan.WALK: "an easy walk, 15 to 30 minutes",
    DayPlan.REST: "a free day",
    DayPlan.PRIMER: "the primer, then the run",
    DayPlan.NONE: "waits",
}
PHYSIO_FIRST = "If somebody treats you, your physio's plan goes first."


@dataclass(frozen=True, slots=True)
class WeekChoice:
    """One thing that can be chosen at the end of a week."""

    name: str
    """As the command line names it: ``go-on``, ``repeat``, ``back``, ``keep``, ``build``, ``stop``."""
    words: str
    week: int
    """The week that it leads to; 0 for ``stop``."""
    suggested: bool = False
    """Whether it is what the rules decided."""
    refused: str = ""
    """Why it cannot be chosen now; empty where it can."""


def place_words(run: ProgrammeRun) -> str:
    """The place in a programme: ``week 2 of 4 · day 2 of 3``."""
    week = run.state.week
    number, days = run.day_of_week
    if run.state.off:
        return "stopped: see a doctor soon"
    if run.state.emergency:
        return "waits until a doctor has said that you can"
    told = "all weeks done, two days keep it" if run.state.through else f"week {week} of {_weeks(run)}"
    return f"{told} · day {number} of {days}"


def today_words(run: ProgrammeRun) -> str:
    """What today is for: ``today strength``."""
    return f"today {PLAN_WORDS[run.today.plan]}"


def figures(run: ProgrammeRun) -> tuple[tuple[str, str], ...]:
    """The figures that the last decision rests on, as names and values; those without an answer say so."""
    card = run.card
    last = card.day if card else run.today.day + DAY
    week = [record for record in run.state.records if last - DAY * WEEK_LENGTH <= record.day < last]
    strength = [record for record in week if Activity.STRENGTH in record.did]
    efforts = [str(record.effort) for record in strength[-2:] if record.effort is not None]
    return (
        ("Strength sessions", str(len(strength))),
        ("Effort of the last two", " and ".join(efforts) or "not answered"),
        ("Pain at its worst", _most([record.worst for record in week])),
        ("The morning after", _most([record.next_morning for record in week])),
    )


def choices(run: ProgrammeRun) -> tuple[WeekChoice, ...]:
    """What can be chosen now, the decision of the rules first; the bolder one only where no rule speaks against it."""
    return tuple(_choices(run))


def chosen(run: ProgrammeRun, name: str) -> WeekChoice | None:
    """A choice by its name; ``None`` where there is none of that name now."""
    return next((choice for choice in choices(run) if choice.name == name), None)


def change_words(run: ProgrammeRun) -> str:
    """How pain has changed since the first week: better, the same or worse; empty without answers."""
    first, now = (_mean(run, at) for at in (run.state.starts, run.today.day - DAY * (WEEK_LENGTH - 1)))
    if first is None or now is None:
        return ""
    told = f"Pain on average {first:.1f} of 10 in the first week, {now:.1f} in the last"
    if now - first >= 2:
        return f"{told}: worse. Stop and see someone."
    if first - now >= 2:
        return f"{told}: better."
    if min(first, now) >= 2:
        return f"{told}: about the same. Weeks 3 and 4 once more; see a clinician at week 6."
    return f"{told}: less than 2 points are no change."


def days_words(programme: Programme) -> str:
    """What the days of the week are for: ``Mon strength, Tue light, …``; free days are left out."""
    used = enumerate(days_of(programme))
    return ", ".join(f"{WEEKDAYS[day][:3].capitalize()} {_use_words(use)}" for day, use in used if use != "free")


def _use_words(use: str) -> str:
    return "long run" if use == "long" else use


def _weeks(run: ProgrammeRun) -> int:
    first = run.programme.first_weeks
    return first if run.state.week <= first else len(run.programme.weeks)


def _choices(run: ProgrammeRun) -> Iterator[WeekChoice]:
    """The choices at the end of a week, the suggested one first."""
    week, card = run.state.week, run.card
    if run.state.off or run.state.emergency:
        yield WeekChoice("stop", "Stop the programme", 0)
        return
    went_on = card is not None and card.gate is Gate.GO_ON
    if run.state.through:
        yield WeekChoice("keep", "Keep it up, two days a week", week, suggested=True)
        yield from _further(run, "build", "Build: one week further")
    elif went_on:
        yield WeekChoice("go-on", f"Go on to week {week}", week, suggested=True)
        yield WeekChoice("repeat", f"Repeat week {week - 1}", week - 1)
    else:
        yield WeekChoice("repeat", f"{'Repeat' if card else 'Stay in'} week {week}", week, suggested=True)
        yield from _further(run, "go-on", "Go on all the same")
    back = week - (2 if went_on and not run.state.through else 1)
    if back >= 1:
        yield WeekChoice("back", f"One week back, to week {back}", back)
    yield WeekChoice("stop", "Stop, and see someone", 0)


def _further(run: ProgrammeRun, name: str, words: str) -> Iterator[WeekChoice]:
    """The choice to go one week further, with what speaks against it; nothing past the last week."""
    week = run.state.week
    if run.state.through and week == len(run.programme.weeks):
        return
    refused = why_not_up(run.state, run.today.day)
    last = run.state.at_an_end and not run.state.through
    where = "" if last else f", to week {week + 1}"
    yield WeekChoice(name, f"{words}{where}", week + 1, refused=refused)


def _most(answers: list[int | None]) -> str:
    known = [answer for answer in answers if answer is not None]
    return f"{max(known)} of 10" if known else "not answered"


def _mean(run: ProgrammeRun, first: date) -> float | None:
    """Mean of the highest answers of the seven days from ``first`` on; ``None`` without any."""
    week = (record.pain.highest for record in run.state.records if 0 <= (record.day - first).days < WEEK_LENGTH)
    found = [highest for highest in week if highest is not None]
    return sum(found) / len(found) if found else None


def weeks_words(programme: Programme) -> str:
    """The length of a programme: ``4 weeks, and 4 more to build on``."""
    further = len(programme.weeks) - programme.first_weeks
    told = counted(programme.first_weeks, "week")
    return f"{told}, and {further} more to build on" if further else told

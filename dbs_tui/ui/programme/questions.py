"""The cards of a programme: which one, where the user is, this week, and whether to end it."""

from collections.abc import Iterator, Mapping

from dbs_tui.domain.building.programme import Programme
from dbs_tui.domain.building.programme_run import SESSION_PLANS, ProgrammeRun
from dbs_tui.domain.building.programme_words import (
    PHYSIO_FIRST,
    change_words,
    choices,
    days_words,
    figures,
    place_words,
    today_words,
)
from dbs_tui.domain.common.text import clock, printable
from dbs_tui.domain.training.timeline import timeline
from dbs_tui.ui.kit.choice import ChoiceAnswer, ChoiceQuestion

WEEK, SEE, MEASURES = "week", "see", "measures"
"""Answers beside the choices: show this week; see the page of when to see a doctor; take own measures."""
JUDGEMENT = "Its numbers are clinical judgement, not from a trial."
KEYS = {"go-on": "g", "repeat": "r", "back": "b", "keep": "k", "build": "u", "stop": "x"}
OUTER_HIP = "-outer-hip"
MOST = 8
"""Programmes that are listed."""


def which(programmes: Mapping[str, Programme], outer_hip: bool) -> ChoiceQuestion:
    """Which programme to begin; those for an outer hip first where that mode is on, last where it is not."""
    ids = sorted(programmes, key=lambda it: (it.endswith(OUTER_HIP) != outer_hip, it not in ("desk", "runner")))
    answers = tuple(
        ChoiceAnswer(str(number), printable(programmes[each].name), each)
        for number, each in enumerate(ids[:MOST], start=1)
    )
    text = f"It goes on by what you did, not by the calendar. {JUDGEMENT} {PHYSIO_FIRST}"
    return ChoiceQuestion("Begin a programme", text, answers)


def running(run: ProgrammeRun, measures_due: bool) -> ChoiceQuestion:
    """Where the user is, with the figures of a week's end, and what can be chosen."""
    place = place_words(run)
    answers = [
        ChoiceAnswer(KEYS[each.name], each.words + ("  ← suggested" if each.suggested and run.card else ""), each.name)
        for each in choices(run)
        if not each.refused
    ]
    if run.state.off:
        answers.insert(0, ChoiceAnswer("d", "When to see a doctor", SEE))
    answers.append(ChoiceAnswer("w", "This week, in full", WEEK))
    if not (run.state.off or run.state.emergency):
        answers.append(ChoiceAnswer("m", f"Own measures{' (it is time)' if measures_due else ''}", MEASURES))
    return ChoiceQuestion(f"{place[:1].upper()}{place[1:]}", "\n".join(_about(run)), tuple(answers))


def the_week(run: ProgrammeRun) -> ChoiceQuestion:
    """What the running week prescribes."""
    week = run.programme.week(run.state.week)
    lines = [days_words(run.programme)]
    for plan in SESSION_PLANS:
        if (routine := run.session_of(plan)) is not None:
            doses = ", ".join(f"{_short(block.exercise.name)} {block.dose}" for block in routine.blocks)
            lines.append(f"{plan.value.capitalize()} {clock(timeline(routine).seconds)}: {doses}")
    lines.append(f"Effort {week.effort[0]} to {week.effort[1]} of 10.")
    if week.breaks:
        lines.append(f"Breaks from sitting: {week.breaks}. Stairs: {week.stairs or 'as before'}.")
    answers = (ChoiceAnswer("o", "OK", "ok"),)
    return ChoiceQuestion(printable(week.name) or "This week", printable_lines(lines), answers)


def ending() -> ChoiceQuestion:
    """Whether to end the programme."""
    answers = (ChoiceAnswer("n", "No, keep it", "keep"), ChoiceAnswer("y", "Yes, end it", "end"))
    text = "What you trained stays. If it hurts, see someone: ! shows when."
    return ChoiceQuestion("End the programme", text, answers)


def printable_lines(lines: list[str]) -> str:
    """Lines as they may be shown: a programme of the user's own may say anything."""
    return "\n".join(map(printable, lines))


def _about(run: ProgrammeRun) -> Iterator[str]:
    card = run.card
    yield f"{today_words(run).capitalize()}. {card.reason if card else run.today.reason}"
    if card:
        yield " · ".join(f"{name.lower()} {value}" for name, value in figures(run))
        if run.state.through and (told := change_words(run)):
            yield told
        for each in choices(run):
            if each.refused:
                yield f"Not now: {each.words.lower()} ({each.refused.rstrip('.')})."


def _short(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1].lower()

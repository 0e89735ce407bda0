"""``status``: where the user stands, and what is next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from dbs_tui import clock
from dbs_tui.commands import machine, status_words
from dbs_tui.commands.output import say, say_json, table
from dbs_tui.commands.recent_history import recent_history
from dbs_tui.domain.common.text import clock as length
from dbs_tui.domain.training.completion import completion_words
from dbs_tui.domain.training.session import Session
from dbs_tui.domain.training.timeline import timeline

if TYPE_CHECKING:
    from dbs_tui.domain.building.programme_run import ProgrammeRun
    from dbs_tui.domain.history.history import History
    from dbs_tui.domain.training.routine import Routine
    from dbs_tui.settings import Settings


EMERGENCY_WORDS = "after an emergency sign exercise waits until a doctor has said that you can; walking is fine"
_EXERCISE = "as_usual", "lighter", "no_strength", "see_a_doctor"
"""How programs are told what pain asks for: a word for each ``Care``, in their order."""


def status(as_json: bool) -> int:
    """Say where the user stands: the week, the streak, the last session, what is next."""
    settings = machine.settings()
    today = machine.today(settings)
    store, found = recent_history(settings, today)
    since = machine.signs(store).since(found.pauses)
    run = machine.programme(store, found, today)
    offered = None if since else machine.suggestion(found, today, run)
    following = offered.routine if offered else None
    if following and settings.outer_hip:
        from dbs_tui.content.outer_hip import fitted

        following = fitted(following, outer_hip_mode=True)
    if as_json:
        safety = safety_document(found, since, today)
        more = {"safety": safety, "programme": programme_document(run), "plan": plan_document(settings, found, today)}
        say_json({**status_document(found, following, today), **more})
        return 0
    rows = _status_rows(found, following, today, settings.show_streak)
    first = (*_safety_rows(found, since, today), *_plan_rows(settings, found, today))
    for line in table((*first, *_programme_rows(run), *rows)):
        say(line)
    return 0


def status_document(history: History, following: Routine | None, today: date) -> dict[str, object]:
    """The figures for programs; ``last_session`` and ``next`` are null where there is none."""
    week, last = history.week(today, today), history.as_of(today).last
    return {
        "today": today.isoformat(),
        "week": {
            "goal": week.goal,
            "days": week.days,
            "state": week.state,
            "starts": week.starts.isoformat(),
            "streak": history.week_streak(today),
            "best": history.best_week_streak(today),
        },
        "days": {
            "streak": history.day_streak(today),
            "best": history.best_day_streak(today),
            "active_last_28": history.active_days(today),
        },
        "last_session": last and _last_document(last),
        "next": following and {"routine": following.id, "seconds": timeline(following).seconds},
    }


def safety_document(history: History, since: date | None, today: date) -> dict[str, object]:
    """What the recorded pain and signs ask for; ``since`` is the day of an emergency sign that stops exercise."""
    if since:
        return {"exercise": "stopped", "since": since.isoformat(), "until": None, "reason": EMERGENCY_WORDS}
    from dbs_tui.domain.history.pain_rules import answers_of, caution

    found = caution(answers_of(history, today), today)
    return {
        "exercise": _EXERCISE[found.care],
        "since": None,
        "until": found.until and found.until.isoformat(),
        "reason": found.reason or None,
    }


def _safety_rows(history: History, since: date | None, today: date) -> Iterator[tuple[str, str]]:
    if since:
        yield "Safety", EMERGENCY_WORDS
    elif history.sessions:
        from dbs_tui.domain.history.pain_rules import answers_of, caution

        if reason := caution(answers_of(history, today), today).reason:
            yield "Safety", reason


def programme_document(run: ProgrammeRun | None) -> dict[str, object] | None:
    """Where the user is in a programme; ``None`` where none runs."""
    if run is None:
        return None
    from dbs_tui.domain.building.programme_words import choices

    number, days = run.day_of_week
    card = run.card
    return {
        "id": run.programme.id,
        "name": run.programme.name,
        "since": run.state.starts.isoformat(),
        "week": run.state.week,
        "weeks": len(run.programme.weeks),
        "day": number,
        "days": days,
        "plan": run.today.plan.value,
        "gate": card and card.gate and card.gate.value,
        "stopped": run.state.off,
        "reason": card.reason if card else run.today.reason,
        "choices": [choice.name for choice in choices(run) if not choice.refused],
    }


def plan_document(settings: Settings, history: History, today: date) -> dict[str, object] | None:
    """The if-then plan, and whether it is its time; ``None`` without one."""
    if not (settings.plan_cue or settings.plan_at):
        return None
    from dbs_tui.domain.building.if_then import plan_of

    plan = plan_of(settings.plan_cue, settings.plan_at, settings.plan_do)
    due = plan.leads(clock.local_now(), history.as_of(today), today)
    return {"when": plan.cue, "from": plan.at and f"{plan.at:%H:%M}", "do": plan.do, "due": due, "words": plan.words}


def _plan_rows(settings: Settings, history: History, today: date) -> Iterator[tuple[str, str]]:
    """The plan at its time, and a word for who comes back; a sign comes before both."""
    from dbs_tui.domain.building.suggest import back_again

    if settings.plan_cue or settings.plan_at:
        from dbs_tui.domain.building.if_then import plan_of

        plan = plan_of(settings.plan_cue, settings.plan_at, settings.plan_do)
        if plan.leads(clock.local_now(), history.as_of(today), today):
            yield "Plan", plan.words
    if back_again(history.as_of(today), today):
        yield "Back again", "two minutes are a good start"


def _programme_rows(run: ProgrammeRun | None) -> Iterator[tuple[str, str]]:
    if run is None:
        return
    from dbs_tui.domain.building.programme_words import place_words, today_words

    where = f"{place_words(run)}, {today_words(run)}"
    card = f"; a week has ended: dbs-tui programme ({run.card.reason.rstrip('.')})" if run.card else ""
    yield "Programme", f"{run.programme.name}: {where}{card}"


def _last_document(session: Session) -> dict[str, object]:
    return {
        "id": session.id,
        "started_at": session.started_at.isoformat(),
        "routine": session.routine_id,
        "outcome": session.outcome,
    }


def _status_rows(
    history: History, following: Routine | None, today: date, streak_shown: bool
) -> Iterator[tuple[str, str]]:
    yield "This week", status_words.week_words(history, today)
    if streak_shown and (streak := status_words.streak_words(history, today)):
        yield "In a row", streak
    if lately := status_words.lately_words(history, today):
        yield "28 days", lately
    if last := history.as_of(today).last:
        when = status_words.when_words(last.local_date, today)
        yield "Last", f"{last.name} {when}, {completion_words(last)}"
    if following:
        yield "Next", f"{following.name}, {length(timeline(following).seconds)}: dbs-tui start {following.id}"

"""``status`` and ``history``: where the user stands, and what was trained."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from dbs_tui.commands import machine, status_words
from dbs_tui.commands.output import say, say_json, table
from dbs_tui.content.outer_hip import fitted
from dbs_tui.domain.common.text import clock
from dbs_tui.domain.history.pain_rules import Care, answers_of, caution
from dbs_tui.domain.training.completion import completion_words, sets_words
from dbs_tui.domain.training.session import Session
from dbs_tui.domain.training.timeline import timeline

if TYPE_CHECKING:
    from dbs_tui.domain.history.history import History
    from dbs_tui.domain.training.routine import Routine


EMERGENCY_WORDS = "after an emergency sign exercise waits until a doctor has said that you can; walking is fine"
_EXERCISE = {Care.NONE: "as_usual", Care.LIGHTER: "lighter", Care.REST: "no_strength", Care.DOCTOR: "see_a_doctor"}
"""How programs are told what pain asks for."""


def status(as_json: bool) -> int:
    """Say where the user stands: the week, the streak, the last session, what is next."""
    settings = machine.settings()
    today = machine.today(settings)
    store = machine.store()
    found = machine.history(store, settings)
    since = machine.signs(store).since(found.pauses)
    offered = None if since else machine.suggestion(found, today)
    following = fitted(offered.routine, settings.outer_hip) if offered else None
    if as_json:
        say_json({**status_document(found, following, today), "safety": safety_document(found, since, today)})
        return 0
    rows = _status_rows(found, following, today, settings.show_streak)
    for line in table((*_safety_rows(found, since, today), *rows)):
        say(line)
    return 0


def history(as_json: bool, since: date | None, until: date | None) -> int:
    """List the sessions whose local date lies within ``since`` and ``until``, oldest first."""
    found = machine.history(machine.store(), machine.settings()).sessions
    sessions = [each for each in found if (since or date.min) <= each.local_date <= (until or date.max)]
    if as_json:
        from dbs_tui.storage.history import session_document

        say_json({"sessions": [session_document(session) for session in sessions]})
        return 0
    for line in table(map(_session_row, sessions), right=frozenset({3, 4})):
        say(line)
    if not sessions:
        say("No sessions in that time." if found else "No sessions yet. The first one: dbs-tui start")
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
    """What the stored answers ask for; ``since`` is the day of an emergency sign that stands."""
    if since:
        return {"exercise": "stopped", "since": since.isoformat(), "until": None, "reason": EMERGENCY_WORDS}
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
    elif reason := caution(answers_of(history, today), today).reason:
        yield "Safety", reason


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
        yield "Next", f"{following.name}, {clock(timeline(following).seconds)}: dbs-tui start {following.id}"


def _session_row(session: Session) -> tuple[str, ...]:
    return (
        session.local_date.isoformat(),
        f"{session.started_at:%H:%M}",
        session.name,
        clock(session.active_seconds),
        sets_words(session),
        session.completion,
    )

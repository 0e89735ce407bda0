"""Records as documents and back: sessions, goals and pauses.

A session's document is the record that the history, ``history --json`` and an export share. Reading is tolerant of what
it does not know and strict about what it does: an unknown key is left alone, a known one with a wrong value is an error
that names it. ``null`` means that something was not asked; it is never 0.
"""

from collections.abc import Callable, Mapping

from dbs_tui.domain.common.text import printable
from dbs_tui.domain.history.history import Goal, Pause
from dbs_tui.domain.training.exercise import Side
from dbs_tui.domain.training.session import Amount, Discomfort, Outcome, PainSide, PainSite, Session, SetRecord, Status
from dbs_tui.storage.errors import DocumentError
from dbs_tui.storage.fields import SCHEMA, Fields

SESSIONS, GOALS, PAUSES = "sessions", "goals", "pauses"
"""The tables of the history."""
PROGRAMME = "programme"
"""The table of what was begun and chosen of a programme; ``programme.py`` reads and writes its records."""

_known_sets: dict[bytes, tuple[SetRecord, object]] = {}
"""Most sets of a year are alike: each kind is read, and kept in memory, once."""


def session_document(session: Session) -> dict[str, object]:
    """The record of a session: only strings, numbers, lists, dictionaries and ``None``, so that it is JSON as it is.

    Raises:
        ValueError: a time has no offset.
    """
    if any(moment and moment.tzinfo is None for moment in (session.started_at, session.ended_at, session.edited_at)):
        raise ValueError(f"session {session.id}: times need an offset")
    source = {} if session.source is None else {"source": session.source}
    edited = {} if session.edited_at is None else {"edited_at": session.edited_at.isoformat()}
    return {
        "schema": SCHEMA,
        "id": session.id,
        "local_date": session.local_date.isoformat(),
        "started_at": session.started_at.isoformat(),
        "ended_at": session.ended_at.isoformat(),
        "routine": {"id": session.routine_id, "name": session.routine_name},
        "outcome": session.outcome.value,
        "active_seconds": session.active_seconds,
        "paused_seconds": session.paused_seconds,
        "sets": [_set_document(record) for record in session.sets],
        "effort": session.effort,
        "discomfort": {
            "before": session.discomfort.before,
            "worst": session.discomfort.worst,
            "next_morning": session.discomfort.next_morning,
            **_where_document(session.discomfort),
        },
        "note": session.note,
        **source,
        **edited,
    }


def session_from(document: object) -> Session:
    """The session that a record tells of.

    Raises:
        NewerSchemaError: a later version of the program wrote it.
        DocumentError: something in it cannot be read; the message names the session, the key and the value.
    """
    fields = Fields(document, name_of(document))
    fields.check_schema()
    routine = fields.inner("routine")
    return Session(
        id=fields.some_text("id"),
        local_date=fields.day("local_date"),
        started_at=fields.moment("started_at"),
        ended_at=fields.moment("ended_at"),
        routine_id=routine.text("id"),
        routine_name=routine.text("name"),
        outcome=fields.choice("outcome", Outcome),
        active_seconds=fields.seconds("active_seconds"),
        paused_seconds=fields.seconds("paused_seconds"),
        sets=tuple(fields.each_once("sets", _set_from, _known_sets)),
        effort=fields.optional_amount("effort"),
        discomfort=_discomfort_from(fields.optional_inner("discomfort")),
        note=fields.text("note", ""),
        source=fields.optional_text("source"),
        edited_at=fields.optional_moment("edited_at"),
    )


def name_of(document: object) -> str:
    """How messages call a document: ``session 0f8a…``."""
    found = document.get("id") if isinstance(document, Mapping) else None
    if not isinstance(found, str) or not found:
        return "a session without an id"
    return f"session {found if found.isprintable() else printable(found):.40}"


def _where_document(felt: Discomfort) -> dict[str, object]:
    """The keys for the site and side of pain; left out where they are not known, as in records before version 1.1."""
    known = {"site": felt.site, "side": felt.side}
    return {key: value.value for key, value in known.items() if value is not None}


def _set_document(record: SetRecord) -> dict[str, object]:
    """The record of a set."""
    form = {} if record.form is None else {"form": record.form}
    return {
        "exercise": record.exercise,
        "set": record.set,
        "side": record.side.value if record.side else None,
        "status": record.status.value,
        "planned": _amount_document(record.planned),
        "done": _amount_document(record.done),
        **form,
    }


def _amount_document(amount: Amount) -> dict[str, object]:
    counted = {"reps": amount.reps, "hold": amount.hold}
    return {**{key: value for key, value in counted.items() if value is not None}, "seconds": amount.seconds}


def _set_from(fields: Fields) -> SetRecord:
    """The set that a record tells of."""
    return SetRecord(
        exercise=fields.some_text("exercise"),
        set=fields.amount("set"),
        side=fields.optional_choice("side", Side),
        status=fields.choice("status", Status),
        planned=_amount_from(fields.inner("planned")),
        done=_amount_from(fields.inner("done")),
        form=fields.optional_text("form"),
    )


def _amount_from(fields: Fields) -> Amount:
    return Amount(fields.optional_amount("reps"), fields.optional_amount("hold"), fields.seconds("seconds"))


def _discomfort_from(fields: Fields) -> Discomfort:
    before, worst, next_morning = (fields.optional_amount(key) for key in ("before", "worst", "next_morning"))
    site, side = fields.optional_choice("site", PainSite), fields.optional_choice("side", PainSide)
    return Discomfort(before, worst, next_morning, site, side)


# -- goals and pauses: known by their dates, so that two devices mean the same one ------------------------------------


def goal_document(goal: Goal) -> dict[str, object]:
    """The record of a goal."""
    starts = goal.starts.isoformat()
    return {"schema": SCHEMA, "id": starts, "from": starts, "days": goal.days}


def goal_from(document: object) -> Goal:
    """The goal that a record tells of.

    Raises:
        NewerSchemaError: a later version of the program wrote it.
        DocumentError: something in it cannot be read.
    """
    fields = Fields(document, "goal")
    fields.check_schema()
    return Goal(fields.day("from"), fields.amount("days"))


def pause_document(pause: Pause) -> dict[str, object]:
    """The record of a pause."""
    first, last = pause.first.isoformat(), pause.last.isoformat()
    return {"schema": SCHEMA, "id": f"{first}/{last}", "from": first, "to": last, "reason": pause.reason}


def pause_from(document: object) -> Pause:
    """The pause that a record tells of.

    Raises:
        NewerSchemaError: a later version of the program wrote it.
        DocumentError: something in it cannot be read.
    """
    fields = Fields(document, "pause")
    fields.check_schema()
    first, last = fields.day("from"), fields.day("to")
    if last < first:
        raise DocumentError(f"pause: to must not be before from, not {last}")
    return Pause(first, last, fields.text("reason", ""))


READ: Mapping[str, Callable[[object], object]] = {SESSIONS: session_from, GOALS: goal_from, PAUSES: pause_from}
"""How the documents of a table are read, in the order in which tables are written."""

AS_WRITTEN: Mapping[str, Callable[[object], dict[str, object]]] = {
    SESSIONS: lambda document: session_document(session_from(document)),
    GOALS: lambda document: goal_document(goal_from(document)),
    PAUSES: lambda document: pause_document(pause_from(document)),
}
"""What this version of the program would write in the place of a document."""

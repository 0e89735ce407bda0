"""Sessions as documents and back: the record that the history, ``history --json`` and an export share.

Reading is tolerant of what it does not know and strict about what it does: an unknown key is left alone, a known one
with a wrong value is an error that names it. ``null`` means that something was not asked; it is never 0.
"""

from collections.abc import Mapping

from dbs_tui.domain.exercise import Side
from dbs_tui.domain.session import (
    RATING,
    Amount,
    Discomfort,
    Outcome,
    PainSide,
    PainSite,
    Session,
    SetRecord,
    Status,
)
from dbs_tui.domain.text import printable
from dbs_tui.storage.fields import SCHEMA, Fields

MOST = RATING[-1]

_known_sets: dict[bytes, SetRecord] = {}
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
        effort=fields.optional_whole("effort", MOST),
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
    """Where it hurt; keys that records of before version 1.1 do not have stand only where it is known."""
    known = {"site": felt.site, "side": felt.side}
    return {key: value.value for key, value in known.items() if value is not None}


def _set_document(record: SetRecord) -> dict[str, object]:
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
    return SetRecord(
        exercise=fields.some_text("exercise"),
        set=fields.whole("set", 1),
        side=fields.optional_choice("side", Side),
        status=fields.choice("status", Status),
        planned=_amount_from(fields.inner("planned")),
        done=_amount_from(fields.inner("done")),
        form=fields.optional_text("form"),
    )


def _amount_from(fields: Fields) -> Amount:
    return Amount(fields.optional_whole("reps"), fields.optional_whole("hold"), fields.seconds("seconds"))


def _discomfort_from(fields: Fields) -> Discomfort:
    before, worst, next_morning = (fields.optional_whole(key, MOST) for key in ("before", "worst", "next_morning"))
    site, side = fields.optional_choice("site", PainSite), fields.optional_choice("side", PainSide)
    return Discomfort(before, worst, next_morning, site, side)

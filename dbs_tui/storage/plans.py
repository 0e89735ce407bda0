"""Goals and pauses as documents and back. Both are known by their dates, so that two devices mean the same one."""

from dbs_tui.domain.history import Goal, Pause
from dbs_tui.storage.errors import DocumentError
from dbs_tui.storage.fields import SCHEMA, Fields


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

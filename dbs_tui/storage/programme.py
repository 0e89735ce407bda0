"""What was begun, chosen and ended of a programme, as documents of its own table and back. They are only ever added."""

from collections.abc import Iterable, Mapping
from contextlib import suppress

from dbs_tui.domain.building.programme_run import ProgrammeAction, ProgrammeEvent, WeekdayUse
from dbs_tui.storage.documents import PROGRAMME
from dbs_tui.storage.errors import DocumentError
from dbs_tui.storage.fields import SCHEMA, Fields

__all__ = ["PROGRAMME", "event_document", "event_from", "events_from"]


def event_document(event: ProgrammeEvent) -> dict[str, object]:
    """The record of a programme's event.

    Raises:
        ValueError: its time has no offset.
    """
    if event.at.tzinfo is None:
        raise ValueError(f"programme event {event.id}: times need an offset")
    document: dict[str, object] = {
        "schema": SCHEMA,
        "id": event.id,
        "local_date": event.day.isoformat(),
        "kind": event.action.value,
        "at": event.at.isoformat(),
    }
    if event.action is ProgrammeAction.BEGIN:
        document |= {"programme": event.programme, "days": [use.value for use in event.days]}
    if event.action is ProgrammeAction.WEEK:
        document["week"] = event.week
    return document


def event_from(document: Mapping[str, object]) -> ProgrammeEvent:
    """The event that a record tells of.

    Raises:
        DocumentError: something in it cannot be read, or a later version of the program wrote it.
    """
    fields = Fields(document, "programme")
    fields.check_schema()
    action = fields.choice("kind", ProgrammeAction)
    begins, chooses = action is ProgrammeAction.BEGIN, action is ProgrammeAction.WEEK
    return ProgrammeEvent(
        fields.some_text("id"),
        fields.moment("at"),
        fields.day("local_date"),
        action,
        programme=fields.some_text("programme") if begins else "",
        days=_days(document.get("days")) if begins else (),
        week=_week(document.get("week")) if chooses else 0,
    )


def events_from(documents: Iterable[Mapping[str, object]]) -> tuple[ProgrammeEvent, ...]:
    """The programme events of some records; one that cannot be read is left out, and stays in its file."""
    found = []
    for document in documents:
        with suppress(DocumentError):
            found.append(event_from(document))
    return tuple(found)


def _days(value: object) -> tuple[WeekdayUse, ...]:
    """What Monday to Sunday are for; the programme's own days where that makes no sense."""
    if not isinstance(value, list) or len(value) != 7 or not all(day in tuple(WeekdayUse) for day in value):
        return ()
    return tuple(WeekdayUse(day) for day in value)


def _week(value: object) -> int:
    if type(value) is not int or value < 1:
        raise DocumentError("programme: week: must be the number of a week")
    return value

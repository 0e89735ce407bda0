"""Own measures as documents of their own table and back."""

from collections.abc import Iterable, Mapping
from contextlib import suppress

from dbs_tui.domain.history.measures import MeasureKind, Measurement
from dbs_tui.storage.errors import DocumentError
from dbs_tui.storage.fields import SCHEMA, Fields

MEASURES = "measures"
"""The table."""


def measure_document(measured: Measurement) -> dict[str, object]:
    """The record of a measurement.

    Raises:
        ValueError: its time has no offset.
    """
    if measured.at.tzinfo is None:
        raise ValueError(f"measure {measured.id}: times need an offset")
    return {
        "schema": SCHEMA,
        "id": measured.id,
        "local_date": measured.day.isoformat(),
        "at": measured.at.isoformat(),
        "kind": measured.kind.value,
        "value": measured.value,
    }


def measure_from(document: Mapping[str, object]) -> Measurement:
    """The measurement that a record tells of.

    Raises:
        DocumentError: something in it cannot be read, or a later version of the program wrote it.
    """
    fields = Fields(document, "measure")
    fields.check_schema()
    kind = fields.choice("kind", MeasureKind)
    value = fields.whole("value", 0, kind.most)
    return Measurement(fields.some_text("id"), fields.moment("at"), fields.day("local_date"), kind, value)


def measures_from(documents: Iterable[Mapping[str, object]]) -> tuple[Measurement, ...]:
    """Every value that records tell of, oldest first; one that cannot be read is left out, and stays where it is."""
    found = []
    for document in documents:
        with suppress(DocumentError):
            found.append(measure_from(document))
    return tuple(sorted(found, key=lambda it: (it.at, it.id)))

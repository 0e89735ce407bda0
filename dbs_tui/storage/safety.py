"""Emergency signs and releases as documents of their own table and back. They are added, never changed or deleted."""

from collections.abc import Iterable, Mapping
from datetime import date

from dbs_tui.domain.history.emergency import Release, ReleaseReason, Sign, Signs
from dbs_tui.storage.errors import DocumentError
from dbs_tui.storage.fields import SCHEMA, Fields

SAFETY = "safety"
"""The table."""


def sign_document(sign: Sign) -> dict[str, object]:
    """The record of an emergency sign."""
    return {"schema": SCHEMA, "id": sign.id, "local_date": sign.day.isoformat(), "kind": "sign"}


def release_document(release: Release) -> dict[str, object]:
    """The record of a release.

    Raises:
        ValueError: its time has no offset.
    """
    if release.at.tzinfo is None:
        raise ValueError(f"release {release.id}: times need an offset")
    return {
        "schema": SCHEMA,
        "id": release.id,
        "local_date": release.day.isoformat(),
        "kind": "release",
        "at": release.at.isoformat(),
        "signs": [*release.signs],
        "reason": release.reason.value,
    }


def signs_from(documents: Iterable[Mapping[str, object]]) -> Signs:
    """The emergency signs and releases of some records.

    A release that cannot be read releases nothing; any other record is a sign.
    """
    signs, releases = [], []
    for document in documents:
        try:
            releases.append(_release_from(document))
        except DocumentError:
            if document.get("kind") != "release":
                signs.append(Sign(str(document.get("id")), _day(document)))
    return Signs(tuple(signs), tuple(releases))


def _release_from(document: Mapping[str, object]) -> Release:
    """The release that a record tells of. Raises ``DocumentError`` where it is none."""
    fields = Fields(document, "safety")
    fields.check_schema()
    signs = document.get("signs")
    if fields.text("kind") != "release" or not isinstance(signs, list):
        raise DocumentError("safety: is not a release")
    return Release(
        fields.some_text("id"),
        fields.moment("at"),
        fields.day("local_date"),
        tuple(sign for sign in signs if isinstance(sign, str)),
        fields.choice("reason", ReleaseReason),
    )


def _day(document: Mapping[str, object]) -> date:
    try:
        return Fields(document, "safety").day("local_date")
    except DocumentError:
        return date.min

"""How documents of earlier versions of the program are read: one step up at a time.

What is on disk stays as it was written until it is edited, and then the original is kept beside it.
"""

from collections.abc import Callable

from dbs_tui.storage.fields import SCHEMA
from dbs_tui.storage.rows import Document

STEPS: dict[int, Callable[[Document], Document]] = {}
"""From a schema to the next. There is none yet: 1 is the first."""


def is_older(document: Document) -> bool:
    """Whether an earlier version wrote it, in a form that has changed since."""
    schema = document.get("schema")
    return isinstance(schema, int) and schema in STEPS


def upgraded(document: Document) -> Document:
    """The document as this version would have written it; itself when it is of this version or a later one."""
    while is_older(document):
        schema = document["schema"]
        document = {**STEPS[schema](dict(document)), "schema": min(schema + 1, SCHEMA)}
    return document

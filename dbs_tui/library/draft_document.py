"""A draft as a document, and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dbs_tui.domain.building.draft import Draft, DraftFile
from dbs_tui.domain.training.routine import BLOCKS, Routine, problems
from dbs_tui.library.build import build
from dbs_tui.library.emit import emit
from dbs_tui.library.syntax import tables

if TYPE_CHECKING:
    from dbs_tui.domain.training.exercise import Catalogue

SCHEMA = 1


def document_of(draft: Draft, moment: datetime) -> dict[str, object]:
    """The document of a draft: the routine as it is and as it was saved, and its file."""
    source = draft.source and {
        "id": draft.source.id,
        "path": str(draft.source.path),
        "shipped": draft.source.shipped,
        "fingerprint": draft.source.fingerprint,
    }
    saved = draft.saved and _routine_document(draft.saved)
    routine = _routine_document(draft.routine)
    kept = {"schema": SCHEMA, "kept_at": moment.isoformat(), "selected": draft.selected}
    return {**kept, "routine": routine, "saved": saved, "source": source}


def _routine_document(routine: Routine) -> dict[str, str]:
    return {"id": routine.id, "toml": emit(routine)}


def draft_from(document: Any, catalogue: Catalogue) -> tuple[Draft, datetime]:
    """The draft in a document, and when it was kept.

    Raises:
        ValueError, LookupError, TypeError, RoutineError: there is none.
    """
    if document["schema"] != SCHEMA:
        raise ValueError("written by another version")
    kept_at = datetime.fromisoformat(document["kept_at"])
    if kept_at.tzinfo is None:
        raise ValueError("kept_at has no offset")
    saved = document["saved"] and _routine(document["saved"], catalogue)
    draft = Draft(_routine(document["routine"], catalogue), _source(document["source"]), saved)
    return draft.select(int(document["selected"])), kept_at


def _routine(document: Mapping[str, object], catalogue: Catalogue) -> Routine:
    """A routine that may still lack its name or its blocks, and nothing else."""
    routine = build(tables(str(document["toml"]), ""), str(document["id"]), catalogue)
    for problem in problems(routine):
        unfinished = problem.path == ("name",) and not routine.name
        if not unfinished and not (problem.path == ("blocks",) and len(routine.blocks) < BLOCKS[0]):
            raise ValueError(f"{problem.where}: {problem.what}")
    return routine


def _source(document: Mapping[str, object] | None) -> DraftFile | None:
    if document is None:
        return None
    path = Path(str(document["path"]))
    return DraftFile(str(document["id"]), path, document["shipped"] is True, str(document["fingerprint"]))

"""Own routines on disk: a draft saved as a file of its own, whole or not at all; nobody's version is ever overwritten.

A file that somebody else changed since it was opened is left as it is, and the draft is saved beside it under another
name: both versions are kept.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dbs_tui import private_file
from dbs_tui.domain.building.draft import Draft, DraftFile
from dbs_tui.domain.training.routine import NAME_LENGTH, Problem
from dbs_tui.library.edit import rewritten
from dbs_tui.library.emit import emit
from dbs_tui.library.files import RoutineBytes, contents
from dbs_tui.library.names import free_id, free_name, id_of, same
from dbs_tui.library.problem import RoutineError

if TYPE_CHECKING:
    from dbs_tui.domain.training.exercise import Catalogue
    from dbs_tui.domain.training.routine import Routine
    from dbs_tui.library.shelf import Shelf


class SaveError(Exception):
    """A draft that was not saved, and stays as it is. Its ``str`` is one line that says why and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem
        """Its path is ``("name",)`` or ``("blocks", …)`` where the draft can be mended, empty where the disk is."""

    def __str__(self) -> str:
        return f"{self.problem.where}: {self.problem.what}" if self.problem.where else self.problem.what


@dataclass(frozen=True, slots=True)
class Saved:
    """A draft that is on disk."""

    draft: Draft
    """Not dirty; it has the id, the name and the file it was saved as."""
    path: Path
    theirs: Path | None = None
    """The file that somebody else had changed, left as it is; ``path`` is then beside it."""
    unlinked: bool = False
    """Whether a symbolic link was there before; the file that it led to is as it was."""

    @property
    def words(self) -> str:
        """What to tell the user, in a line or two."""
        if self.unlinked:
            return f"Saved as {self.path.name}, in place of a link; the file that it led to is as it was."
        if self.theirs is None:
            return f"Saved as {self.path.name}."
        return (
            f"{self.theirs.name} was changed by somebody else meanwhile, so both are kept: "
            f"yours is {self.draft.routine.name}, in {self.path.name}."
        )


def save(draft: Draft, folder: Path, shelf: Shelf, catalogue: Catalogue) -> Saved:
    """Write a draft into the folder of own routines: over the own file it came from, else as a new file.

    The id of a new file comes from the name. Comments and order of the file it came from are kept, those of a shipped
    one too. Nothing is written when nothing differs from the file.

    Raises:
        SaveError: it has no blocks or no name, the name is another routine's, or the disk refuses.
    """
    if draft.problems:
        raise SaveError(draft.problems[0])
    _check_name(draft, shelf)
    try:
        return _over_own(draft, folder, shelf, catalogue) or _as_new(draft, folder, shelf, catalogue)
    except OSError as error:
        what = f"{folder} cannot be written to: {error.strerror or error}; nothing is lost, mend it and save again"
        raise SaveError(Problem((), what)) from error


def name_problem(name: str, routine_id: str, shelf: Shelf) -> str | None:
    """What is wrong with giving a routine a name that another one has; ``None`` when nobody else has it."""
    other = next((each for each in shelf.entries if same(each.name) == same(name) and each.id != routine_id), None)
    return None if other is None else f"another routine, {other.id}, has this name; choose another"


def taken_ids(folder: Path, shelf: Shelf) -> set[str]:
    """Every id that is in use: on the shelf, and of whatever else lies in the folder."""
    with suppress(OSError):
        return {entry.id for entry in shelf.entries} | {path.name.split(".")[0] for path in folder.iterdir()}
    return {entry.id for entry in shelf.entries}


def create(folder: Path, wanted: str, text: str, taken: set[str]) -> Path:
    """Write a text as a new file ``id.toml``, under the wanted id or the next one that is free.

    Raises:
        OSError: it could not be written; nothing is there.
    """
    while True:
        wanted_id = free_id(wanted, taken)
        path = folder / f"{wanted_id}.toml"
        try:
            private_file.create(path, text)
        except FileExistsError:  # another program was quicker
            taken = taken | {wanted_id}
        else:
            return path


def _check_name(draft: Draft, shelf: Shelf) -> None:
    """Raise ``SaveError`` where another routine has the name of a draft, unless it had that name before."""
    routine, before = draft.routine, draft.saved
    kept = before is not None and before.id == routine.id != "" and before.name == routine.name
    if kept:  # two files that already have one name are no reason to refuse an edit of one of them
        return
    if wrong := name_problem(routine.name, routine.id, shelf):
        raise SaveError(Problem(("name",), wrong))


def _over_own(draft: Draft, folder: Path, shelf: Shelf, catalogue: Catalogue) -> Saved | None:
    """The draft saved over the file it came from; ``None`` where there is none, or it may not be written."""
    source = draft.source
    if source is None or not _is_own(source, folder) or not os.path.lexists(source.path):
        return None
    there = _there(source.path)
    if there is None or there.fingerprint != source.fingerprint:
        return _beside(draft, there, folder, shelf, catalogue)
    if not draft.dirty:
        return Saved(draft, source.path)
    path, linked = source.path, source.path.is_symlink()
    text = _text(draft, there, catalogue)
    if text is None:
        # What cannot be edited in place is written anew; its comments stay in a copy beside it.
        private_file.write(path.with_name(f"{path.name}.before"), there.content.decode(errors="replace"))
        text = emit(draft.routine)
    private_file.write(path, text)  # in place of a link, never through it
    return replace(_saved(draft, draft.routine, path, text), unlinked=linked)


def _is_own(source: DraftFile, folder: Path) -> bool:
    """Whether a file lies in the folder of own routines, by whatever path it was opened."""
    return not source.shipped and os.path.realpath(source.path.parent) == os.path.realpath(folder)


def _as_new(draft: Draft, folder: Path, shelf: Shelf, catalogue: Catalogue) -> Saved:
    """The draft saved as a new file; its text keeps the comments of the file it came from."""
    there = _there(draft.source.path) if draft.source else None
    matching = there if draft.source and there and there.fingerprint == draft.source.fingerprint else None
    text = (matching and _text(draft, matching, catalogue)) or emit(draft.routine)
    wanted, taken = id_of(draft.routine.name), taken_ids(folder, shelf)
    if draft.source and _is_own(draft.source, folder):  # it was deleted meanwhile: it comes back under its own id
        wanted, taken = draft.source.id, taken - {draft.source.id}
    path = create(folder, wanted, text, taken)
    return _saved(draft, replace(draft.routine, id=path.name.removesuffix(".toml")), path, text)


def _beside(draft: Draft, there: RoutineBytes | None, folder: Path, shelf: Shelf, catalogue: Catalogue) -> Saved:
    """The draft saved under the next free name and id, beside a file that somebody else changed."""
    names = [entry.name for entry in shelf.entries]
    routine = replace(draft.routine, name=free_name(draft.routine.name, [*names, draft.routine.name], NAME_LENGTH[-1]))
    text = (there and _text(replace(draft, routine=routine), there, catalogue)) or emit(routine)
    path = create(folder, id_of(routine.name), text, taken_ids(folder, shelf))
    saved = _saved(draft, replace(routine, id=path.name.removesuffix(".toml")), path, text)
    return replace(saved, theirs=draft.source.path if draft.source else None)


def _saved(draft: Draft, routine: Routine, path: Path, text: str) -> Saved:
    written = RoutineBytes(str(path), text.encode())
    return Saved(draft.saved_as(routine, DraftFile(routine.id, path, False, written.fingerprint)), path)


def _there(path: Path) -> RoutineBytes | None:
    """The bytes of the file now; ``None`` when it cannot be read."""
    try:
        return contents(path)
    except RoutineError:
        return None


def _text(draft: Draft, there: RoutineBytes, catalogue: Catalogue) -> str | None:
    """The file's text with the draft's edits in it; ``None`` when it cannot be edited."""
    from dbs_tui.library.parse import parse

    try:
        old = parse(there.text, there.named, draft.routine.id, catalogue)
    except RoutineError:
        return None
    return rewritten(there.content.decode(), old, draft.routine, catalogue)

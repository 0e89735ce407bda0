"""Routine files that come from somebody else or go to them: import by path, export by path or as text.

What comes in is untrusted: it is read with every limit, and lands in the folder of own routines under a safe id only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dbs_tui import private_file
from dbs_tui.domain.training.routine import NAME_LENGTH
from dbs_tui.library.edit import rewritten
from dbs_tui.library.emit import emit
from dbs_tui.library.files import contents, typed
from dbs_tui.library.names import free_name, id_of
from dbs_tui.library.parse import parse, routine_id
from dbs_tui.library.problem import FileProblem, RoutineError, TakenError
from dbs_tui.library.save import create, taken_ids
from dbs_tui.library.shelf import Origin
from dbs_tui.typed_path import Written, reason, shown

if TYPE_CHECKING:
    from dbs_tui.domain.training.exercise import Catalogue
    from dbs_tui.domain.training.routine import Routine
    from dbs_tui.library.shelf import Entry, Shelf


@dataclass(frozen=True, slots=True)
class Imported:
    """A routine that is now among the user's own."""

    routine: Routine
    """With the id and the name it has there."""
    path: Path
    new: bool
    """Whether it was added now; otherwise the same file was there already."""


def import_routine(file: Written, folder: Path, shelf: Shelf, catalogue: Catalogue) -> Imported:
    """Copy a routine file into the folder of own routines, unchanged, under a free id and name.

    The same routine, with the same name but for a number, is not copied again.

    Raises:
        RoutineError: it cannot be read, is no valid routine, or the folder cannot be written to.
    """
    read = contents(file)
    wanted = routine_id(typed(file))
    routine = parse(read.text, str(file), wanted, catalogue)
    if there := _same(routine, shelf):
        return Imported(replace(routine, id=there.id), there.path, new=False)
    named = replace(routine, name=free_name(routine.name, [e.name for e in shelf.entries], NAME_LENGTH[-1]))
    text = read.content.decode()
    if named != routine:
        text = rewritten(text, routine, named, catalogue) or emit(named)
    try:
        path = create(folder, id_of(wanted), text, taken_ids(folder, shelf))
    except OSError as error:
        raise _refused(folder, error) from error
    return Imported(replace(named, id=routine_id(path)), path, new=True)


def exported(entry: Entry, catalogue: Catalogue) -> str:
    """The text of a routine's file, comments and all.

    Raises:
        RoutineError: it cannot be read, or is broken.
    """
    read = contents(entry.path)
    parse(read.text, str(entry.path), entry.id, catalogue)
    return read.text


def export_text(text: str, written: Written, overwrite: bool = False) -> Path:
    """Write the text of a routine to a path, ``.toml`` added where it has no ending; the path that was written.

    Raises:
        TakenError: something is there already, and it may not be replaced.
        RoutineError: it could not be written.
    """
    path = typed(written)
    try:
        if path.is_dir():
            raise RoutineError((FileProblem(str(path), None, "", "is a folder; name a file in it"),))
        path = path if path.suffix else typed(f"{path}.toml")
        if overwrite:
            private_file.write(path, text)
        else:
            private_file.create(path, text)
    except FileExistsError as error:
        raise TakenError((FileProblem(str(path), None, "", "is there already; choose another name"),)) from error
    except OSError as error:
        raise _refused(path, error) from error
    return path


def _same(routine: Routine, shelf: Shelf) -> Entry | None:
    """The own routine that equals a routine, imported before; ``None`` when there is none."""
    name = re.compile(re.escape(routine.name) + r"( \d+)?")
    own = (entry for entry in shelf.entries if entry.origin is Origin.YOURS and name.fullmatch(entry.name))
    return next((entry for entry in own if entry.routine and _plan(entry.routine) == _plan(routine)), None)


def _plan(routine: Routine) -> Routine:
    return replace(routine, id="", name="")


def _refused(path: Path, error: OSError) -> RoutineError:
    return RoutineError((FileProblem(shown(path), None, "", f"cannot be written: {reason(error)}"),))

"""A routine changed in its place: an own file is edited, a shipped one gets an own copy under the same id.

The copy takes the place of the shipped one on the shelf, so that it is suggested and started as that was. Comments and
order stay. What was done can be given back, as long as nobody has changed the file since.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dbs_tui import private_file
from dbs_tui.domain.training.routine import Problem
from dbs_tui.library.edit import rewritten
from dbs_tui.library.emit import emit
from dbs_tui.library.files import contents
from dbs_tui.library.parse import parse
from dbs_tui.library.problem import RoutineError
from dbs_tui.library.save import SaveError

if TYPE_CHECKING:
    from dbs_tui.domain.training.exercise import Catalogue
    from dbs_tui.domain.training.routine import Routine
    from dbs_tui.library.shelf import Entry


@dataclass(frozen=True, slots=True)
class Adopted:
    """A file that was written, and what was there before."""

    path: Path
    text: str
    """As it was written."""
    before: str | None
    """The text that was there; ``None`` where the file is new."""


def adopt(entry: Entry, routine: Routine, own: Path, catalogue: Catalogue) -> Adopted:
    """Write a routine in place of that of an entry; ``own`` is the folder of the user's own routines.

    Raises:
        SaveError: its file has been changed or cannot be read or written; nothing has changed.
    """
    try:
        text = contents(entry.path).content.decode()
        old = parse(text, str(entry.path), routine.id, catalogue)
    except (RoutineError, UnicodeDecodeError) as error:
        raise SaveError(Problem((), f"{entry.path.name} cannot be changed: {str(error).splitlines()[0]}")) from error
    if old != entry.routine:
        raise SaveError(Problem((), f"{entry.path.name} was changed meanwhile; look at it in Build"))
    new = rewritten(text, old, routine, catalogue) or emit(routine)
    path = own / f"{routine.id}.toml"
    is_own = entry.path.parent.resolve() == own.resolve()
    try:
        (private_file.write if is_own else private_file.create)(entry.path if is_own else path, new)
    except OSError as error:
        raise SaveError(Problem((), f"{own} cannot be written to: {error.strerror or error}")) from error
    return Adopted(entry.path if is_own else path, new, text if is_own else None)


def give_back(adopted: Adopted) -> None:
    """Write back what was there before ``adopt``.

    Raises:
        SaveError: the file was changed since, or cannot be written; it stays as it is.
    """
    try:
        if adopted.path.read_text(encoding="utf-8") != adopted.text:
            raise SaveError(Problem((), f"{adopted.path.name} was changed since; it stays as it is"))
        if adopted.before is None:
            adopted.path.unlink()
        else:
            private_file.write(adopted.path, adopted.before)
    except OSError as error:
        raise SaveError(Problem((), f"{adopted.path.name} cannot be put back: {error.strerror or error}")) from error

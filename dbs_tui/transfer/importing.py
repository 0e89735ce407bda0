"""Import: adds what is new, by id, and changes what the file knows better. Doing it twice changes nothing.

Of two versions of a session the one that was edited later is kept; then the one with more answers; then the file's.
Whatever gives way stays beside in its file, and what is deleted here and in the file comes back.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from dbs_tui import private_file
from dbs_tui.domain.common.text import counted, printable
from dbs_tui.domain.history.changes import HistoryChange, Thing
from dbs_tui.domain.training.exercise import Catalogue
from dbs_tui.domain.training.session import Session
from dbs_tui.library.exercise_files import Shapes, own_exercises, parse_exercises
from dbs_tui.library.files import LARGEST_FILE
from dbs_tui.library.names import is_device
from dbs_tui.library.parse import parse
from dbs_tui.library.problem import RoutineError
from dbs_tui.storage.documents import GOALS, PAUSES, SESSIONS, goal_from, pause_from, session_from
from dbs_tui.storage.errors import DocumentError, StoreError
from dbs_tui.storage.fields import upgraded
from dbs_tui.storage.history import HistoryStore
from dbs_tui.storage.versioned_document import Document
from dbs_tui.transfer import files
from dbs_tui.transfer.errors import TransferError
from dbs_tui.transfer.import_file import ImportedFile, Refusals, found_in
from dbs_tui.typed_path import Written, shown

_VALUE: Mapping[str, Callable[[object], Thing]] = {SESSIONS: session_from, GOALS: goal_from, PAUSES: pause_from}


@dataclass(frozen=True, slots=True)
class Mine:
    """Where the user's own exercises are, and what their files may lean on."""

    folder: Path
    shapes: Shapes


@dataclass
class Taken:
    """What an import did."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: int = 0
    """Of those unchanged, how many differ here and were left: edited later, or with more answers."""
    refused: Refusals = field(default_factory=Refusals)
    """A line for each record that was not taken: place and reason."""
    before: list[Thing] = field(default_factory=list)
    after: list[Thing] = field(default_factory=list)

    @property
    def words(self) -> str:
        """``12 added, 1 updated, 30 unchanged (2 of them newer here), 1 refused``."""
        newer = f" ({self.kept} of them newer here)" if self.kept else ""
        counts = f"{self.added} added, {self.updated} updated, {self.unchanged} unchanged{newer}"
        return f"{counts}, {self.refused.total} refused"

    @property
    def change(self) -> HistoryChange:
        """The same as a change of the history, which can be undone. Routines and other records are not in it."""
        return HistoryChange(f"Imported {counted(len(self.after), 'record')}", tuple(self.before), tuple(self.after))


def take(path: Written, store: HistoryStore, routines: Path, catalogue: Catalogue, mine: Mine | None = None) -> Taken:
    """Read an exported file and take over what is new or better; ``routines`` is the folder of the user's own.

    ``mine`` is where own exercises go; without it those in the file are refused.

    All of it is looked at before anything is written.

    Raises:
        TransferError: the file cannot be read, or the history cannot be written; doing it again goes on from there.
    """
    found = found_in(files.read(path), shown(path))
    taken = Taken(refused=found.refused)
    try:
        with store.together():
            store.load()
            wanted = {table: _wanted(store, table, found, taken) for table in found.tables}
            for table, documents in wanted.items():
                store.take(table, documents)
    except StoreError as error:
        raise TransferError(str(error)) from error
    catalogue = _take_exercises(found, mine, catalogue, taken)
    _take_routines(found, routines, catalogue, taken)
    return taken


def _wanted(store: HistoryStore, table: str, found: ImportedFile, taken: Taken) -> list[Document]:
    """The records of a table that are to be written."""
    known = {str(document.get("id")): document for document in store.documents(table)}
    wanted = []
    for name, document in found.tables[table].items():
        mine, there = known.get(name), found.values[table].get(name)
        if mine == document:
            taken.unchanged += 1
        elif mine is not None and not _gives_way(table, mine, there):
            taken.unchanged += 1
            taken.kept += 1
        else:
            wanted.append(document)
            _note(table, mine, there, taken)
    return wanted


def _gives_way(table: str, mine: Document, there: Thing | None) -> bool:
    """Whether a record here is replaced by one of the same id in the file, that tells of ``there``."""
    if there is None:
        return False
    try:
        here = _VALUE[table](upgraded(mine))
    except DocumentError:
        return True
    if isinstance(here, Session) and isinstance(there, Session):
        return _rank(there) >= _rank(here)
    return True


def _rank(session: Session) -> tuple[datetime, int]:
    """Later edits rank higher, then more answers."""
    felt = session.discomfort
    answers = (session.effort, felt.before, felt.worst, felt.next_morning, felt.site, felt.side, session.note or None)
    return session.edited_at or session.ended_at, sum(answer is not None for answer in answers)


def _note(table: str, mine: Document | None, there: Thing | None, taken: Taken) -> None:
    if mine is None:
        taken.added += 1
    else:
        taken.updated += 1
    if there is not None:
        taken.after.append(there)
        with suppress(DocumentError):
            taken.before += [_VALUE[table](upgraded(mine))] if mine is not None else []


# -- exercises and routines


def _take_routines(found: ImportedFile, folder: Path, catalogue: Catalogue, taken: Taken) -> None:
    for name, text in found.routines.items():
        try:
            added = _take_routine(name, text, folder, catalogue)
        except (TransferError, OSError, ValueError) as error:
            taken.refused.append(f"routine {printable(name)[:40]}: {error}")
        else:
            taken.added += added
            taken.unchanged += not added


def _take_exercises(found: ImportedFile, mine: Mine | None, catalogue: Catalogue, taken: Taken) -> Catalogue:
    """Put the files of exercises beside the others; every exercise there is then, for the routines that use them."""
    for name, text in found.exercises.items():
        try:
            if mine is None:
                raise TransferError("this import has no folder for exercises")
            added = _take_file(name, text, mine.folder, lambda file, it: parse_exercises(it, file, mine.shapes))
        except (TransferError, OSError, ValueError) as error:
            taken.refused.append(f"exercise {printable(name)[:40]}: {error}")
        else:
            taken.added += added
            taken.unchanged += not added
    if mine is None or not found.exercises:
        return catalogue
    known = own_exercises(mine.folder, mine.shapes).exercises
    return Catalogue((*(each for each in catalogue if not each.own), *known))


def _take_routine(name: str, text: str, folder: Path, catalogue: Catalogue) -> bool:
    """Put a routine file beside the others; whether it was new."""
    return _take_file(name, text, folder, lambda file, it: parse(it, file, name, catalogue))


def _take_file(name: str, text: str, folder: Path, judge: Callable[[str, str], object]) -> bool:
    if not _can_be_file(name) or len(text.encode()) > LARGEST_FILE:
        raise TransferError("has a name that no such file can have, or is larger than 64 KiB")
    path = folder / f"{name}.toml"
    if path.exists():
        if path.read_bytes() == text.encode():
            return False
        raise TransferError(f"{path} is another one of that name; rename one of them")
    try:
        judge(path.name, text)
    except RoutineError as error:
        raise TransferError(str(error).splitlines()[0]) from None
    private_file.write(path, text)
    return True


def _can_be_file(name: str) -> bool:
    """Whether a name is safe as that of a file on every system: letters, digits, spaces, dots inside, - and _."""
    plain = name.replace("-", "a").replace("_", "a").replace(" ", "a").replace(".", "a")
    is_plain = 0 < len(name) <= 100 and plain.isalnum() and name[0] not in ". -" and name[-1] not in ". "
    return is_plain and not is_device(name)

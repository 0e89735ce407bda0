"""The routines there are: those that ship with the program and those of the user, the broken ones among them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from dbs_tui.domain.exercise import Catalogue
from dbs_tui.domain.routine import Routine
from dbs_tui.library import values
from dbs_tui.library.parse import read, routine_id
from dbs_tui.library.problem import FileProblem, RoutineError

ORDER = (
    "desk-break-2",
    "office-5",
    "starter-5",
    "full-10",
    "runner-primer",
    "evening-stretch",
    "strength-day",
    "gentle-day",
)
"""The shipped routines as they are shown: shortest first, special days last."""


class Origin(StrEnum):
    """Where a routine file comes from."""

    SHIPPED = "shipped"
    YOURS = "yours"


@dataclass(frozen=True, slots=True)
class Entry:
    """One routine file, good or broken."""

    id: str
    path: Path
    origin: Origin
    routine: Routine | None
    """``None`` when the file is broken."""
    problems: tuple[FileProblem, ...] = ()
    """What is wrong with it, in the order of the lines; empty when it is good."""

    @property
    def name(self) -> str:
        """What to call it: the routine's name, or the id of a broken one."""
        return self.routine.name if self.routine else self.id


@dataclass(frozen=True, slots=True)
class Shelf:
    """All routine files, shipped ones first."""

    entries: tuple[Entry, ...]

    @property
    def routines(self) -> tuple[Routine, ...]:
        """The good ones, in order."""
        return tuple(entry.routine for entry in self.entries if entry.routine)

    def get(self, routine_id: str) -> Entry | None:
        """The entry with that id; ``None`` when there is none."""
        return next((entry for entry in self.entries if entry.id == routine_id), None)

    def named(self, routine_id: str) -> Entry:
        """The entry with that id.

        Raises:
            RoutineError: there is none.
        """
        if (entry := self.get(routine_id)) is None:
            raise RoutineError((_unknown(routine_id, self),))
        return entry

    def with_entry(self, entry: Entry) -> "Shelf":
        """The shelf with an entry in its place: instead of the one with the same id, or as a new one of the user's."""
        entries = {each.id: each for each in self.entries} | {entry.id: entry}
        first = [each for each in entries.values() if each.origin is Origin.SHIPPED or each.id in ORDER]
        return Shelf((*first, *sorted((each for each in entries.values() if each not in first), key=_by_name)))

    def nearest(self, routine_id: str) -> str | None:
        """The id that was probably meant; ``None`` when nothing is like it."""
        return values.nearest(routine_id, [entry.id for entry in self.entries])


def load_shelf(shipped: Path, own: Path, catalogue: Catalogue) -> Shelf:
    """Read both folders; nothing is created. A folder that cannot be read is an entry with a problem, like a bad file.

    An own file takes the place of the shipped one with the same id.
    """
    yours = {entry.path.name: entry for entry in _entries(own, Origin.YOURS, catalogue)}
    ours = sorted(_entries(shipped, Origin.SHIPPED, catalogue), key=_shipped_order)
    first = [yours.pop(entry.path.name, entry) for entry in ours]
    rest = sorted(yours.values(), key=_by_name)
    return Shelf((*first, *rest))


def find(reference: str, shelf: Shelf, catalogue: Catalogue) -> Routine:
    """The routine that a user names by its id, or by the path of its file when it has a separator or ends in .toml.

    Raises:
        RoutineError: there is none, or it is broken.
    """
    if reference.endswith(".toml") or "/" in reference or Path(reference).name != reference:
        return read(Path(reference), catalogue)
    entry = shelf.named(reference)
    if entry.routine is None:
        raise RoutineError(entry.problems)
    return entry.routine


def _unknown(reference: str, shelf: Shelf) -> FileProblem:
    meant = values.did_you_mean(reference, [entry.id for entry in shelf.entries]) or ";"
    name = values.shortened(reference)
    return FileProblem("", None, "", f"there is no routine '{name}'{meant} `dbs-tui routines` lists them")


def _by_name(entry: Entry) -> tuple[str, str]:
    return entry.name.casefold(), entry.id


def _shipped_order(entry: Entry) -> tuple[int, str]:
    return ORDER.index(entry.id) if entry.id in ORDER else len(ORDER), entry.id


def _entries(folder: Path, origin: Origin, catalogue: Catalogue) -> Iterator[Entry]:
    try:
        names: Iterable[Path] = sorted(folder.iterdir())
    except FileNotFoundError:
        return
    except OSError as error:
        problem = FileProblem(str(folder), None, "", f"cannot be read: {error.strerror or error}")
        yield Entry(routine_id(folder), folder, origin, None, (problem,))
        return
    for path in names:
        # A leading dot is a file that an editor left for itself.
        if path.name.endswith(".toml") and not path.name.startswith("."):
            yield entry_of(path, origin, catalogue)


def entry_of(path: Path, origin: Origin, catalogue: Catalogue) -> Entry:
    """The entry of a routine file, good or broken."""
    try:
        return Entry(routine_id(path), path, origin, read(path, catalogue))
    except RoutineError as error:
        return Entry(routine_id(path), path, origin, None, error.problems)

"""The routines there are: those that ship with the program and those of the user, the broken ones among them."""

import os
import re
from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from dbs_tui.domain.training.exercise import Catalogue
from dbs_tui.domain.training.routine import Routine
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


class Entry(NamedTuple):
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


class Shelf(NamedTuple):
    """All routine files, shipped ones first."""

    entries: tuple[Entry, ...]

    @property
    def routines(self) -> tuple[Routine, ...]:
        """The routines of files without problems, in order."""
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
        return _arranged({each.id: each for each in self.entries} | {entry.id: entry})

    def with_entries(self, entries: Iterable[Entry]) -> "Shelf":
        """The shelf with more entries; what is on it already, by id, stays as it is."""
        return _arranged({entry.id: entry for entry in (*self.entries, *entries, *self.entries)})

    def nearest(self, routine_id: str) -> str | None:
        """The id that was probably meant; ``None`` when nothing is like it."""
        return values.nearest(routine_id, [entry.id for entry in self.entries])


def load_shelf(shipped: Path, own: Path, catalogue: Catalogue) -> Shelf:
    """Read both folders; nothing is created. A folder that cannot be read is an entry with a problem, like a bad file.

    An own file takes the place of the shipped one with the same id.
    """
    shelf = first_shelf(shipped, own, catalogue)
    return shelf.with_entries(entry for entries in own_slices(own, catalogue, shelf) for entry in entries)


def first_shelf(shipped: Path, own: Path, catalogue: Catalogue) -> Shelf:
    """The shipped routines only, and the own files that take their places: quick, however many own ones there are."""
    ours = sorted(_entries(shipped, Origin.SHIPPED, catalogue), key=_shipped_order)
    instead = {entry.id: own / entry.path.name for entry in ours if os.path.lexists(own / entry.path.name)}
    return Shelf(
        tuple(entry_of(instead[each.id], Origin.YOURS, catalogue) if each.id in instead else each for each in ours)
    )


def own_slices(own: Path, catalogue: Catalogue, known: Shelf, size: int = 50) -> Iterator[tuple[Entry, ...]]:
    """The entries of own files that are not on the shelf yet, in slices, read as they are asked for."""
    on_it = {entry.path for entry in known.entries}
    entries = _entries(own, Origin.YOURS, catalogue, on_it)
    while found := tuple(islice(entries, size)):
        yield found


def find(reference: str, shelf: Shelf, catalogue: Catalogue) -> Routine:
    """The routine that a user names by its id, or by the path of its file when it has a separator or ends in .toml.

    Raises:
        RoutineError: there is none, or it is broken.
    """
    if reference.endswith(".toml") or "/" in reference or Path(reference).name != reference:
        return read(reference, catalogue)
    entry = shelf.named(reference)
    if entry.routine is None:
        raise RoutineError(entry.problems)
    return entry.routine


def _unknown(reference: str, shelf: Shelf) -> FileProblem:
    meant = values.did_you_mean(reference, [entry.id for entry in shelf.entries]) or ";"
    name = values.shortened(reference)
    return FileProblem("", None, "", f"there is no routine '{name}'{meant} `dbs-tui routines` lists them")


def _arranged(entries: dict[str, Entry]) -> Shelf:
    """A shelf of some entries: shipped ones and own ones in their places first, other own ones by name."""
    places = [entry for entry in entries.values() if _has_place(entry)]
    return Shelf((*places, *sorted((entry for entry in entries.values() if not _has_place(entry)), key=_by_name)))


def _has_place(entry: Entry) -> bool:
    return entry.origin is Origin.SHIPPED or entry.id in ORDER


def _by_name(entry: Entry) -> tuple[list[str | int], str]:
    """Sort key by name: alphabetical, numbers by their value, 2 before 10."""
    parts = re.split(r"(\d+)", entry.name.casefold())
    return [int(part) if at % 2 else part for at, part in enumerate(parts)], entry.id


def _shipped_order(entry: Entry) -> tuple[int, str]:
    return ORDER.index(entry.id) if entry.id in ORDER else len(ORDER), entry.id


def _entries(folder: Path, origin: Origin, catalogue: Catalogue, but: Collection[Path] = ()) -> Iterator[Entry]:
    """The entries of the files of a folder, without those at some paths; one with a problem where it cannot be read."""
    try:
        names: Iterable[Path] = sorted(folder.iterdir())
    except FileNotFoundError:
        return
    except OSError as error:
        problem = FileProblem(str(folder), None, "", f"cannot be read: {error.strerror or error}")
        if folder not in but:
            yield Entry(routine_id(folder), folder, origin, None, (problem,))
        return
    for path in names:
        # A leading dot is a file that an editor left for itself.
        if path.name.endswith(".toml") and not path.name.startswith(".") and path not in but:
            yield entry_of(path, origin, catalogue)


def entry_of(path: Path, origin: Origin, catalogue: Catalogue) -> Entry:
    """The entry of a routine file, good or broken."""
    try:
        return Entry(routine_id(path), path, origin, read(path, catalogue))
    except RoutineError as error:
        return Entry(routine_id(path), path, origin, None, error.problems)

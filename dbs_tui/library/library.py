"""The library as the screens and commands use it: where routines are, and everything that is done with their files.

What is on the shelf is a value that is passed in and comes back: ``services.shelf`` holds the current one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dbs_tui import paths
from dbs_tui.library.shelf import Entry, Origin, Shelf, first_shelf, load_shelf, own_slices

if TYPE_CHECKING:
    from dbs_tui.domain.building.draft import Draft
    from dbs_tui.domain.training.exercise import Catalogue
    from dbs_tui.domain.training.routine import Routine
    from dbs_tui.library.adopt import Adopted
    from dbs_tui.library.drafts import Drafts
    from dbs_tui.library.exchange import Imported
    from dbs_tui.library.exercise_files import OwnExercises, Shapes
    from dbs_tui.library.programmes import Programmes
    from dbs_tui.library.save import Saved
    from dbs_tui.typed_path import Written


@dataclass(frozen=True)
class Library:
    """The folders of routine files. Nothing is created before there is something to write."""

    shipped: Path
    own: Path
    catalogue: Catalogue
    make_drafts: Callable[[], Drafts]

    @cached_property
    def drafts(self) -> Drafts:
        """The kept drafts: ``keep`` one while it is edited, ``forget`` it afterwards; ``found`` lists earlier ones."""
        return self.make_drafts()

    @property
    def exercises(self) -> Path:
        """The folder of the user's own exercises: beside that of the routines."""
        return self.own.parent / "exercises"

    def own_exercises(self, shapes: Shapes) -> OwnExercises:
        """The user's own exercises, read now."""
        from dbs_tui.library.exercise_files import own_exercises

        return own_exercises(self.exercises, shapes)

    def programmes(self) -> Programmes:
        """The programmes, shipped and the user's own, read now."""
        from dbs_tui.library.programmes import read_programmes

        return read_programmes((paths.shipped_programmes(), self.own.parent / "programmes"), self.catalogue)

    def shelf(self) -> Shelf:
        """All routine files, read now."""
        return load_shelf(self.shipped, self.own, self.catalogue)

    def first_shelf(self) -> Shelf:
        """The shipped routines, and own ones in their places: what the first frame needs."""
        return first_shelf(self.shipped, self.own, self.catalogue)

    def rest_of(self, shelf: Shelf) -> Iterator[tuple[Entry, ...]]:
        """The own routines that are not on the shelf yet, in slices for ``with_entries``, read as asked for."""
        return own_slices(self.own, self.catalogue, shelf)

    def open(self, entry: Entry, shelf: Shelf) -> Draft:
        """A draft of an entry as its file is now; a shipped routine becomes a copy with a free name.

        Raises:
            RoutineError: it is broken, or gone.
        """
        from dbs_tui.domain.building.draft import Draft, DraftFile, own_name
        from dbs_tui.domain.training.routine import NAME_LENGTH
        from dbs_tui.library.files import contents
        from dbs_tui.library.names import free_name
        from dbs_tui.library.parse import parse

        read = contents(entry.path)
        routine = parse(read.text, str(entry.path), entry.id, self.catalogue)
        shipped = entry.origin is Origin.SHIPPED
        names = [each.name for each in shelf.entries]
        name = free_name(own_name(routine.name), names, NAME_LENGTH[-1]) if shipped else routine.name
        return Draft.of(routine, DraftFile(entry.id, entry.path, shipped, read.fingerprint), name)

    def save(self, draft: Draft, shelf: Shelf) -> tuple[Saved, Shelf]:
        """Save a draft among the user's own routines; the result, and the shelf with it.

        ``forget`` the kept draft after that.

        Raises:
            SaveError: it was not saved, and why; nothing has changed.
        """
        from dbs_tui.library.save import save

        saved = save(draft, self.own, shelf, self.catalogue)
        written = (saved.path, saved.theirs) if saved.theirs else (saved.path,)
        for path in written:
            shelf = shelf.with_entry(self.reread(path))
        return saved, shelf

    def adopt(self, entry: Entry, routine: Routine, shelf: Shelf) -> tuple[Adopted, Shelf]:
        """Write a routine in place of an entry's, as an own file of the same id; the way back, and the shelf with it.

        Raises:
            SaveError: it was not written, and why; nothing has changed.
        """
        from dbs_tui.library.adopt import adopt

        adopted = adopt(entry, routine, self.own, self.catalogue)
        return adopted, shelf.with_entry(self.reread(adopted.path))

    def give_back(self, adopted: Adopted) -> Shelf:
        """Write back what was there before ``adopt``; the shelf, read anew.

        Raises:
            SaveError: the file was changed since, or cannot be written.
        """
        from dbs_tui.library.adopt import give_back

        give_back(adopted)
        return self.shelf()

    def import_routine(self, file: Written, shelf: Shelf) -> tuple[Imported, Shelf]:
        """Copy somebody's routine file among the user's own; the result, and the shelf with it.

        Raises:
            RoutineError: with every problem of the file; or the folder cannot be written to.
        """
        from dbs_tui.library.exchange import import_routine

        imported = import_routine(file, self.own, shelf, self.catalogue)
        return imported, shelf.with_entry(self.reread(imported.path))

    def edit(self, entry: Entry) -> Entry:
        """Open an own file in the user's editor, at its first problem, and wait; the entry as the file is then.

        The terminal must be free: the app suspends itself around this. What the editor left broken is a broken entry.

        Raises:
            EditorError: there is no editor, or it could not run.
        """
        from dbs_tui.library.editor import edit
        from dbs_tui.library.problem import RoutineError

        line = next((problem.line for problem in entry.problems), None)
        with suppress(RoutineError):  # the entry tells
            edit(entry.path, line, self.catalogue)
        return self.reread(entry.path)

    def reread(self, path: Path) -> Entry:
        """The entry of an own file as it is now."""
        from dbs_tui.library.shelf import entry_of

        return entry_of(path, Origin.YOURS, self.catalogue)

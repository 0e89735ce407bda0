"""Stores and shelves for the tests of export and import."""

from pathlib import Path

from dbs_tui.content.loader import catalogue
from dbs_tui.domain.history.history import History
from dbs_tui.library.shelf import Shelf, load_shelf
from dbs_tui.storage.history import HistoryStore
from dbs_tui.transfer.archive import archive
from dbs_tui.transfer.importing import Taken, take
from tests.storage.samples import fixed_now
from tests.stores import MemoryFiles, RunningMemory, add_pause, save_all, set_goal

CATALOGUE = catalogue()
NO_SHELF = Shelf(())


def store(*histories: History) -> HistoryStore:
    """A store in memory that has some histories."""
    made = HistoryStore.over(MemoryFiles(fixed_now), RunningMemory(), CATALOGUE)
    for history in histories:
        save_all(made, history.sessions)
        for goal in history.goals:
            set_goal(made, goal)
        for pause in history.pauses:
            add_pause(made, pause)
    return made


def exported(of: HistoryStore, shelf: Shelf = NO_SHELF) -> str:
    """Everything in a store, as JSON."""
    of.load()
    return archive(of, shelf).text


def imported(text: str | bytes, into: HistoryStore, folder: Path) -> Taken:
    """Take a text over from a file in a folder, whose routines are the user's."""
    file = folder / "training.json"
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    return take(file, into, folder / "routines", CATALOGUE)


def shelf_of(folder: Path) -> Shelf:
    """The user's own routines in a folder."""
    return load_shelf(folder / "none", folder / "routines", CATALOGUE)

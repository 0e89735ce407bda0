"""The formats of an export, by the ending of the file, and the text of each."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from dbs_tui.domain.history.history import History
from dbs_tui.domain.training.exercise import Catalogue
from dbs_tui.library.shelf import Shelf
from dbs_tui.storage.history import HistoryStore
from dbs_tui.storage.measures import MEASURES, measures_from
from dbs_tui.transfer import files
from dbs_tui.transfer.archive import archive
from dbs_tui.transfer.calendar import calendar
from dbs_tui.transfer.errors import TransferError
from dbs_tui.transfer.html import page
from dbs_tui.transfer.markdown import markdown
from dbs_tui.transfer.report import report
from dbs_tui.transfer.spreadsheet import BYTE_ORDER_MARK, sets_csv
from dbs_tui.typed_path import Written


class Format(StrEnum):
    """What an export is written as; the value is the ending of the file."""

    JSON = "json"
    """Everything, to be imported again."""
    CSV = "csv"
    """A row a set, for a spreadsheet."""
    ICS = "ics"
    """Training days, for a calendar."""
    HTML = "html"
    """A page for a doctor or a physio."""
    MD = "md"
    """The same page as Markdown."""

    @property
    def words(self) -> str:
        """What it is for, in a few words."""
        return _WORDS[self]


_WORDS = {
    Format.JSON: "everything, to keep and to import",
    Format.CSV: "every set, for a spreadsheet",
    Format.ICS: "training days, for a calendar",
    Format.HTML: "a page for a doctor or physio",
    Format.MD: "the same page as Markdown",
}
_ENDINGS = {"htm": Format.HTML, "markdown": Format.MD}


@dataclass(frozen=True, slots=True)
class ExportSource:
    """What an export is made of."""

    history: History
    store: HistoryStore
    """Loaded, so that its records are those of the history."""
    shelf: Shelf
    catalogue: Catalogue
    today: date
    exercises: tuple[Path, ...] = ()
    """The files of own exercises."""


@dataclass(frozen=True, slots=True)
class Export:
    """A text to be written, and a line for each record that is not in it."""

    text: str
    left_out: tuple[str, ...] = ()
    records_left_out: int = 0
    """How many of these are records of the history."""


def format_of(path: Path) -> Format:
    """The format that a file's ending asks for.

    Raises:
        TransferError: there is none of that ending.
    """
    ending = path.suffix.removeprefix(".").lower()
    if ending in _ENDINGS:
        return _ENDINGS[ending]
    try:
        return Format(ending)
    except ValueError:
        known = ", ".join(f".{each}" for each in Format)
        raise TransferError(f"{path}: must end in {known}, to say what to write; or name it with --format") from None


def exported(source: ExportSource, wanted: Format, since: date | None = None, until: date | None = None) -> Export:
    """The text of an export. JSON is always of everything; the others of the sessions from ``since`` to ``until``."""
    if wanted is Format.JSON:
        made = archive(source.store, source.shelf, source.exercises)
        return Export(made.text, made.left_out, made.records_left_out)
    if wanted in (Format.HTML, Format.MD):
        measured = measures_from(source.store.documents(MEASURES))
        told = report(source.history, source.catalogue, source.today, since, until, measured)
        return Export(page(told) if wanted is Format.HTML else markdown(told))
    first, last = since or date.min, until or date.max
    sessions = [session for session in source.history.sessions if first <= session.local_date <= last]
    if wanted is Format.CSV:
        return Export(sets_csv(sessions))
    return Export(calendar(source.history, {session.local_date for session in sessions}))


def save(path: Written, made: Export, wanted: Format, force: bool = False) -> None:
    """Write an export to a file; in place of another one only with ``force``.

    Raises:
        TransferError: there is a file already, or it cannot be written.
    """
    files.write(path, (BYTE_ORDER_MARK if wanted is Format.CSV else "") + made.text, force)

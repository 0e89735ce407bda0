"""The forms that write the history to a file and read one in."""

from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from dbs_tui.transfer.formats import Format
from dbs_tui.typed_path import shown
from dbs_tui.ui.kit.field_values import day_from, optional, path_from
from dbs_tui.ui.kit.fields import LineField
from dbs_tui.ui.kit.form import Form, FormError, Values
from dbs_tui.ui.kit.step_fields import ChoiceField

NAMES = {
    Format.JSON: "JSON, everything",
    Format.CSV: "CSV, every set",
    Format.ICS: "iCalendar, training days",
    Format.HTML: "HTML, a page for a doctor",
    Format.MD: "Markdown, the same page",
}
REPLACE = ((False, "keep it"), (True, "replace it"))


@dataclass(frozen=True, slots=True)
class WantedExport:
    """The file to be written."""

    path: str
    """As it was typed, with the ending of its format."""
    format: Format
    since: date | None
    until: date | None
    replace: bool
    """Whether a file that is there is written over."""


def export_form(today: date) -> Form[WantedExport]:
    """As what and where to."""

    def read(values: Values) -> WantedExport:
        wanted = values["format"]
        path = _with_ending(values["file"], wanted)
        since = optional(day_from, values["since"], "since", today)
        until = optional(day_from, values["until"], "until", today)
        if wanted is Format.JSON and (since or until):
            raise FormError("JSON holds everything: an import brings all of it back.", "since")
        if path_from(path, "file").is_file() and not values["replace"]:
            raise FormError(f"{shown(path)} exists already. Choose another name, or replace it.", "replace")
        return WantedExport(path, wanted, since, until, values["replace"])

    fields = (
        ChoiceField("format", "As", Format.JSON, tuple(NAMES.items())),
        LineField("file", "File", f"~/dbs-tui-{today}", "a name; the ending is added"),
        LineField("since", "From", "", "a date; empty: the first session"),
        LineField("until", "Until", "", "a date; empty: today"),
        ChoiceField("replace", "If the file exists", False, REPLACE),
    )
    return Form("Export", fields, read, verb="Export")


def import_form() -> Form[str]:
    """Where from."""

    def read(values: Values) -> str:
        typed = values["file"]
        if not typed:
            raise FormError("Type the name of a file that was exported as JSON.", "file")
        path_from(typed, "file")
        return str(typed)

    text = "What you do not have yet is added. Where both have a session, the later edit is kept."
    return Form("Import", (LineField("file", "File", "", "such as ~/dbs-tui.json"),), read, text, verb="Import")


def _with_ending(typed: str, wanted: Format) -> str:
    """The path with the ending of the format.

    Raises:
        FormError: there is no name, or it has the ending of another format.
    """
    path = PurePath(typed)
    ending = path.suffix.removeprefix(".").lower()
    if not path.name or typed.endswith("/"):
        raise FormError("Type the name of a file.", "file")
    if ending == wanted:
        return typed
    if ending in tuple(Format):
        raise FormError(f"{path.name} ends in .{ending}; use .{wanted}, or leave the ending off.", "file")
    return f"{typed}.{wanted}"

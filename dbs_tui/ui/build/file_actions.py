"""What can be done with the routine files of the library, each a dialogue that reads from top to bottom.

Nothing here changes a routine that ships: editing one makes a copy. Nothing is deleted for good.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

from dbs_tui.domain.building.draft import Draft
from dbs_tui.library import trash
from dbs_tui.library.drafts import RecoveredDraft
from dbs_tui.library.editor import EditorError
from dbs_tui.library.exchange import export_text, exported
from dbs_tui.library.problem import RoutineError
from dbs_tui.library.shelf import Entry, Origin
from dbs_tui.ui.kit.fields import TextField
from dbs_tui.ui.kit.form import Form, FormError, FormScreen, Values
from dbs_tui.ui.kit.path_suggester import PathSuggester
from dbs_tui.ui.services.services import Services


def draft_of(app: App[Any], services: Services, entry: Entry) -> Draft | None:
    """A routine file opened for editing; ``None``, with a line that says why, when it cannot be."""
    try:
        return services.ports.library.open(entry, services.shelf)
    except RoutineError as error:
        told = f"{error.problems[0]}. The key o opens it in your editor."
        app.notify(told, title="Cannot be edited here", severity="warning", timeout=8, markup=False)
        return None


def go_on(services: Services, found: RecoveredDraft) -> Draft:
    """Take a draft that an earlier run left behind: from now on it is kept as that of this run."""
    services.ports.writer.submit(services.ports.library.drafts.keep, found.draft)
    drop(services, found)
    return found.draft


def drop(services: Services, found: RecoveredDraft) -> None:
    """Forget a draft that an earlier run left behind."""
    services.ports.writer.submit(services.ports.library.drafts.forget, found)
    services.current.change(waiting=tuple(each for each in services.state.waiting if each is not found))


def discard(app: App[Any], services: Services, found: RecoveredDraft) -> None:
    """Forget a draft that an earlier run left behind, so that it can come back, and say so."""
    drop(services, found)
    app.clear_notifications()  # one may say that it waits
    app.notify(f"{_named(found)} is discarded. u brings it back.", timeout=6, markup=False)


async def bring_back(app: App[Any], services: Services, found: RecoveredDraft) -> bool:
    """Bring a discarded draft back; says why when it cannot be."""
    try:
        await services.records.write(services.ports.library.drafts.bring_back, found)
    except OSError as error:
        app.notify(error.strerror or str(error), title="Not brought back", severity="error", markup=False)
        return False
    waiting = sorted((*services.state.waiting, found), key=lambda each: each.kept_at, reverse=True)
    services.current.change(waiting=tuple(waiting))
    _back(app, _named(found))
    return True


def _named(found: RecoveredDraft) -> str:
    return found.draft.routine.name or "The new routine"


def _back(app: App[Any], name: str) -> None:
    app.clear_notifications()  # it is not deleted any more
    app.notify(f"{name} is back.", timeout=4, markup=False)


async def import_file(app: App[Any], services: Services) -> str | None:
    """Ask for a path until it can be imported; the id the routine has now, ``None`` when it was left."""
    done: list[str] = []

    async def read(path: str) -> None:
        try:
            imported, shelf = await services.records.write(services.ports.library.import_routine, path, services.shelf)
        except RoutineError as error:
            raise FormError(_all(error), "path") from error
        services.current.change(shelf=shelf)
        done.append(imported.routine.id)
        told = f"{imported.routine.name} is one of yours now." if imported.new else "You have it already."
        app.notify(told, timeout=4, markup=False)

    field = TextField("path", "Path of a routine file", "", PathSuggester())
    intro = "It is copied to your routines; the file itself stays as it is."
    await app.push_screen_wait(FormScreen(Form("Import", (field,), _path, intro, "Import"), read))
    return done[0] if done else None


async def export_file(app: App[Any], services: Services, entry: Entry) -> None:
    """Ask for a path until the routine is written there."""
    try:
        text = exported(entry, services.catalogue)
    except RoutineError as error:
        app.notify(str(error.problems[0]), title="Not exported", severity="warning", markup=False)
        return

    async def write(wanted: str) -> None:
        try:
            path = await services.records.write(export_text, text, wanted)
        except RoutineError as error:
            raise FormError(_all(error), "path") from error
        app.notify(f"Written to {path}", timeout=5, markup=False)

    field = TextField("path", "Write it to", str(Path("~") / f"{entry.id}.toml"), PathSuggester())
    intro = f"{entry.name}, as a file that others can import."
    await app.push_screen_wait(FormScreen(Form("Export", (field,), _path, intro, "Write"), write))


async def delete(app: App[Any], services: Services, entry: Entry) -> Path | None:
    """Delete an own routine so that it can come back; the path to restore it by."""
    if entry.origin is Origin.SHIPPED:
        app.notify("It is built in and stays.", timeout=3)
        return None
    if not await _done(app, services, trash.delete, entry.path, "Not deleted"):
        return None
    app.notify(f"{entry.name} is deleted. u brings it back.", timeout=6, markup=False)
    return entry.path


async def restore(app: App[Any], services: Services, path: Path) -> bool:
    """Bring a deleted routine back, and say so; says why when it cannot be."""
    if not await _done(app, services, trash.restore, path, "Not brought back"):
        return False
    entry = services.shelf.get(path.name.removesuffix(".toml"))
    _back(app, entry.name if entry else path.name)
    return True


async def _done(app: App[Any], services: Services, move: Callable[[Path], None], path: Path, failed: str) -> bool:
    """Move a file off the screen's thread and look at the folder again; says why when it cannot be."""
    try:
        await services.records.write(move, path)
    except OSError as error:
        app.notify(f"{path}: {error.strerror or error}", title=failed, severity="error", markup=False)
        return False
    services.current.change(shelf=await services.records.write(services.ports.library.shelf))
    return True


def open_in_editor(app: App[Any], services: Services, entry: Entry) -> None:
    """Leave the terminal to the user's editor, at the first problem of an own file, and judge the file after it."""
    if entry.origin is Origin.SHIPPED:
        app.notify("It is built in and never changed: e makes a copy of your own.")
        return
    try:
        with app.suspend():
            after = services.ports.library.edit(entry)
    except SuspendNotSupported:
        told = f"No editor can run in this terminal. The file is {entry.path}"
        app.notify(told, title="Not opened", severity="error", markup=False)
        return
    except EditorError as error:
        app.notify(str(error), title="Not opened", severity="error", markup=False)
        return
    services.current.change(shelf=services.shelf.with_entry(after))
    if after.problems:
        app.notify(str(after.problems[0]), title="It cannot be trained yet", severity="warning", markup=False)


def _path(values: Values) -> str:
    return str(values["path"])


def _all(error: RoutineError) -> str:
    """The problems without the name of the file, which stands above them; the first three."""
    told = [f"line {each.line}: {each.where}: {each.what}" if each.line else each.what for each in error.problems]
    more = [f"and {len(told) - 3} more"] if len(told) > 3 else []
    return "\n  ".join([*told[:3], *more])

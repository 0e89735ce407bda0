"""Out and in: what follows when the history is written to a file, or one is read in."""

from textual.app import App

from dbs_tui.content.loader import catalogue
from dbs_tui.domain.common.text import counted, printable
from dbs_tui.own import shapes
from dbs_tui.transfer import files
from dbs_tui.transfer.errors import TransferError
from dbs_tui.transfer.formats import ExportSource, exported, save
from dbs_tui.transfer.importing import Mine, Taken, take
from dbs_tui.typed_path import shown
from dbs_tui.ui.history.transfer_forms import WantedExport, export_form, import_form
from dbs_tui.ui.kit.form import FormError, FormScreen
from dbs_tui.ui.services.services import Services

MOST_TOLD = 3
"""Lines of what was left out or refused that are told one by one."""


async def export(app: App[None], services: Services) -> None:
    """Ask as what and where to; write it."""

    async def write(wanted: WantedExport) -> None:
        source = ExportSource(
            services.history,
            services.store,
            services.shelf,
            services.catalogue,
            services.today,
            tuple(services.ports.library.own_exercises(shapes()).files.values()),
        )

        def written() -> tuple[str, ...]:
            made = exported(source, wanted.format, wanted.since, wanted.until)
            save(wanted.path, made, wanted.format, wanted.replace)
            return made.left_out

        try:
            left_out = await services.records.write(written)
        except TransferError as error:
            raise FormError(printable(str(error)), "file") from error
        app.notify(f"Written: {shown(files.typed(wanted.path))}", markup=False)
        _tell(app, "Not in it", left_out)

    app.clear_notifications()
    await app.push_screen_wait(FormScreen(export_form(services.today), write))


async def import_(app: App[None], services: Services) -> None:
    """Ask where from; take over what is new, which can be undone."""

    async def read(path: str) -> None:
        def taken() -> Taken:
            mine = Mine(services.ports.library.exercises, shapes())
            return take(path, services.store, services.ports.library.own, services.catalogue, mine)

        try:
            found = await services.records.write(taken)
        except TransferError as error:
            raise FormError(printable(str(error)), "file") from error
        await services.records.took(found.change)
        services.train_with(services.ports.library.own_exercises(shapes()).with_shipped(catalogue()))
        services.current.change(shelf=services.ports.library.shelf())
        app.notify(f"{found.words}.{' u undoes it.' * bool(found.change)}", title="Imported", markup=False)
        _tell(app, "Refused", found.refused)

    app.clear_notifications()
    await app.push_screen_wait(FormScreen(import_form(), read))


def _tell(app: App[None], title: str, lines: list[str] | tuple[str, ...]) -> None:
    """Say what was left; many are counted."""
    if lines:
        total = getattr(lines, "total", len(lines))
        more = [f"and {counted(total - MOST_TOLD, 'more', 'more')}"] if total > MOST_TOLD else []
        app.notify("\n".join([*lines[:MOST_TOLD], *more]), title=title, severity="warning", timeout=12, markup=False)

"""Build: the library of routines, yours and those that ship, with what each costs; from here one is made or changed."""

from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll

from dbs_tui.content.poses import figures
from dbs_tui.domain.building.draft import Draft
from dbs_tui.domain.common.text import counted
from dbs_tui.domain.training.routine import NAME_LENGTH, Block, Routine
from dbs_tui.library.drafts import RecoveredDraft
from dbs_tui.library.names import free_name
from dbs_tui.library.shelf import Origin
from dbs_tui.ui.build import file_actions
from dbs_tui.ui.build.generate_dialog import GenerateScreen
from dbs_tui.ui.build.library_view import about_waiting, detail, origin_words
from dbs_tui.ui.build.routine_list import ShelfList
from dbs_tui.ui.kit.base import BaseScreen
from dbs_tui.ui.kit.heading import Part
from dbs_tui.ui.kit.messages import EditChosen, ProgrammeWished, RoutineChosen
from dbs_tui.ui.kit.prose import Prose
from dbs_tui.ui.kit.stills import StillFigures
from dbs_tui.ui.services.services import Services


class BuildScreen(BaseScreen[None]):
    """Routines on the left, the blocks of the highlighted one on the right."""

    CSS_PATH = "library_screen.tcss"
    TITLE_TEXT = "Build"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", "Edit", show=False, id="build.edit", tooltip="Edit it; a built-in one is copied first"),
        Binding("n", "new", "New", show=False, id="build.new", tooltip="Make a new routine, block by block"),
        Binding("i", "import", "Import", show=False, id="build.import", tooltip="Add a routine from a file"),
        Binding("E", "export", "Export", show=False, id="build.export", tooltip="Write the routine to a file to share"),
        Binding("f", "favourite", "Favourite", show=False, id="build.favourite", tooltip="List it first, or stop"),
        Binding("o", "open", "Open file", show=False, id="build.open", tooltip="Open its file in your editor"),
        Binding("d,delete", "delete", "Delete", show=False, key_display="d", id="build.delete", tooltip="Delete it"),
        Binding("x", "discard", "Discard", show=False, id="build.discard", tooltip="Discard what was not saved"),
        Binding("w", "programme", "Programme", show=False, id="build.programme", tooltip="Weeks, step by step"),
        Binding("u", "undelete", "Undo", show=False, id="build.undo", tooltip="Bring back what was deleted last"),
    ]

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._deleted: list[Path | RecoveredDraft] = []

    def body(self) -> ComposeResult:
        """The list and the detail."""
        with Horizontal(id="split"):
            yield ShelfList(id="shelf")
            with Part("", id="detail", classes="aside"):
                yield StillFigures(id="still")
                with VerticalScroll(id="lines", can_focus=False):
                    yield Prose(id="text")

    @property
    def shelf(self) -> ShelfList:
        """The list."""
        return self.query_one(ShelfList)

    def title_note(self) -> str:
        """How many there are."""
        entries = self.services.shelf.entries
        own = sum(entry.origin is Origin.YOURS for entry in entries)
        return counted(len(entries), "routine") + (f" · {own} yours" if own else "")

    def show(self) -> None:
        """List the routines."""
        self.retitle()
        services = self.services
        self.shelf.wait(services.state.waiting, services.ports.wall())
        self.shelf.show(services.shelf.entries, services.known, services.today, services.settings.favourites)

    def highlight(self, routine_id: str) -> None:
        """Highlight a routine of the user."""
        self.shelf.refill(f"{Origin.YOURS}:{routine_id}")

    def describe(self, binding: Binding) -> str:
        """Enter goes on with what was not saved."""
        goes_on = binding.id == "build.start" and self.shelf.waiting
        return "Go on" if goes_on else binding.description

    @on(ShelfList.Highlighted)
    def show_detail(self) -> None:
        """The blocks of the highlighted routine, or what is wrong with its file."""
        entry, waiting, panel = self.shelf.entry, self.shelf.waiting, self.query_one("#detail", Part)
        lines = detail(entry) if entry else about_waiting(waiting.draft) if waiting else ()
        self.query_one("#text", Prose).lines = lines
        panel.tell(origin_words(entry) if entry else "Not saved" if waiting else "")
        hardest = _hardest(entry.routine) if entry and entry.routine else None
        still = self.query_one(StillFigures)
        still.count = 1
        still.moves = (figures().figure_of(hardest.exercise.id, hardest.variant),) if hardest else ()
        still.display = bool(hardest) and self.has_class("-normal-height")
        self.query_one("#lines").scroll_home(animate=False)
        self.refresh_bindings()

    def action_programme(self) -> None:
        """Show the programme, or begin one."""
        self.post_message(ProgrammeWished())

    @on(ShelfList.Chosen)
    def chosen(self) -> None:
        """Train the chosen one; go on with one that was not saved."""
        entry = self.shelf.entry
        if self.shelf.waiting:
            self.action_edit()
        elif entry and entry.routine:
            self.post_message(RoutineChosen(entry.routine))
        elif entry:
            self.notify(str(entry.problems[0]), title="This file cannot be trained", severity="warning", markup=False)

    def action_edit(self) -> None:
        """Edit the highlighted one."""
        if waiting := self.shelf.waiting:
            self.post_message(EditChosen(file_actions.go_on(self.services, waiting)))
        elif (entry := self.shelf.entry) and (draft := file_actions.draft_of(self.app, self.services, entry)):
            self.post_message(EditChosen(draft))

    def action_new(self) -> None:
        """Make a new one."""
        self.post_message(EditChosen(Draft.new()))

    @work
    async def action_generate(self) -> None:
        """Have one made to measure."""
        routine = await self.app.push_screen_wait(GenerateScreen(self.services.catalogue))
        if routine is not None:
            names = [entry.name for entry in self.services.shelf.entries]
            named = replace(routine, name=free_name(routine.name, names, NAME_LENGTH[-1]))
            self.post_message(EditChosen(Draft.generated(named)))

    @work
    async def action_import(self) -> None:
        """Take in a file."""
        if routine_id := await file_actions.import_file(self.app, self.services):
            self.show()
            self.highlight(routine_id)

    @work
    async def action_export(self) -> None:
        """Write the highlighted one to a file."""
        if entry := self.shelf.entry:
            await file_actions.export_file(self.app, self.services, entry)

    def action_favourite(self) -> None:
        """List the highlighted one among the favourites, or no more."""
        if entry := self.shelf.entry:
            others = tuple(each for each in self.services.settings.favourites if each != entry.id)
            favourite = len(others) == len(self.services.settings.favourites)
            self.services.preferences.change(favourites=(*others, entry.id) if favourite else others)

    def action_open(self) -> None:
        """Open the highlighted one's file in the editor of the user."""
        if entry := self.shelf.entry:
            file_actions.open_in_editor(self.app, self.services, entry)
            self.show()

    @work
    async def action_delete(self) -> None:
        """Delete the highlighted one."""
        if (entry := self.shelf.entry) and (path := await file_actions.delete(self.app, self.services, entry)):
            self._deleted.append(path)
            self.show()

    def action_discard(self) -> None:
        """Discard the highlighted one, which was not saved."""
        if waiting := self.shelf.waiting:
            file_actions.discard(self.app, self.services, waiting)
            self._deleted.append(waiting)
            self.show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What was not saved is discarded, what was is deleted: each has its key where it is meant."""
        if action in ("discard", "delete"):
            return self.is_mounted and bool(self.shelf.waiting if action == "discard" else self.shelf.entry)
        return True

    @work
    async def action_undelete(self) -> None:
        """Bring back what was deleted last."""
        last = self._deleted.pop() if self._deleted else None
        if isinstance(last, RecoveredDraft):
            if await file_actions.bring_back(self.app, self.services, last):
                self.show()
                self.shelf.highlight_waiting(last)
            else:
                self._deleted.append(last)  # it is nowhere else
        elif last and await file_actions.restore(self.app, self.services, last):
            self.show()
            self.highlight(last.name.removesuffix(".toml"))


def _hardest(routine: Routine) -> Block | None:
    """The block that asks most: the longest on the floor, else the longest."""
    return max(routine.blocks, key=lambda block: (block.position.on_the_floor, block.sets * block.reps), default=None)

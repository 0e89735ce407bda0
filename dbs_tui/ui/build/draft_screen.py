"""A screen that edits a draft of a routine: each edit is kept on disk, can be undone, and is asked about on leaving."""

from collections.abc import Callable

from textual import work

from dbs_tui.domain.building.draft import Draft, EditError
from dbs_tui.ui.build.save_flow import DISCARD, LATER, QUIT, SAVE, Left, leaving, renamed, saved
from dbs_tui.ui.kit.base import BaseScreen
from dbs_tui.ui.kit.messages import RoutineChosen
from dbs_tui.ui.services.services import Services


class DraftScreen(BaseScreen[Left]):
    """Holds the draft; dismisses with how it was left. Subclasses show it, and have the keys."""

    def __init__(self, services: Services, draft: Draft) -> None:
        super().__init__(services)
        self.draft = draft
        self._told = False

    @property
    def unsaved(self) -> bool:
        """Whether there are changes that are not saved."""
        return self.draft.dirty

    def edit(self, change: Callable[[Draft], Draft]) -> None:
        """Make an edit, show it and keep it; or say why it cannot be made."""
        before = self.draft
        try:
            self.draft = change(self.draft)
        except EditError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        self.edited(before)
        self.show()
        self.keep()

    def edited(self, before: Draft) -> None:
        """Bring in step what depends on the draft; subclasses may have something."""

    def keep(self) -> None:
        """Keep the draft on disk: a crash loses nothing. Where that cannot be, it is told once."""
        self.services.ports.writer.submit(self._keep, self.draft)

    def _keep(self, draft: Draft) -> None:
        try:
            self.services.ports.library.drafts.keep(draft)
        except OSError as error:
            self.app.call_later(self._not_kept, error.strerror or str(error))

    def _not_kept(self, reason: str) -> None:
        if not self._told:
            self._told = True
            told = f"{reason}. Save soon: until then a crash would lose the changes."
            self.notify(told, title="The changes cannot be kept", severity="warning", timeout=10, markup=False)

    def action_undo(self) -> None:
        """Undo the last edit."""
        if self.draft.past:
            self.edit(Draft.undo)
        else:
            self.notify("Nothing to undo.", timeout=2)

    def action_redo(self) -> None:
        """Do again what was undone."""
        if self.draft.future:
            self.edit(Draft.redo)
        else:
            self.notify("Nothing to redo.", timeout=2)

    @work
    async def action_rename(self) -> None:
        """Give it a name and a description."""
        if (named := await renamed(self.app, self.services, self.draft)) is not None:
            self.edit(lambda _: named)

    @work(exclusive=True, group="saving")
    async def action_save(self) -> None:
        """Save the routine."""
        await self._saved()

    async def _saved(self) -> bool:
        self.draft, safe = await saved(self.app, self.services, self.draft)
        self.show()
        self.keep()
        return safe

    @work(exclusive=True, group="saving")
    async def action_train(self) -> None:
        """Save what is not saved, and train it."""
        if not self.draft.dirty or await self._saved():
            self.post_message(RoutineChosen(self.draft.routine))

    @work(exclusive=True, group="saving")
    async def action_leave(self, then: str = "") -> None:
        """Leave; ask first when something would be lost."""
        answer = await leaving(self.app, self.draft, then) if self.draft.dirty else DISCARD
        if answer == LATER and then != QUIT:
            await self.app.run_action(f"app.go('{then}')")
        elif answer in (LATER, DISCARD) or (answer == SAVE and await self._saved()):
            self.dismiss(Left(self.draft, then, later=answer == LATER))

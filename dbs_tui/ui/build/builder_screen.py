"""The builder: one routine, block by block, with what it costs always in sight; every edit can be undone."""

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from dbs_tui.domain.building.advice import advice
from dbs_tui.domain.building.draft import Draft, EditError
from dbs_tui.domain.common.text import clock, counted
from dbs_tui.domain.training.routine import Block
from dbs_tui.ui.build.add_dialog import AddScreen
from dbs_tui.ui.build.block_dialog import BlockScreen, rests_form
from dbs_tui.ui.build.block_list import BlockList
from dbs_tui.ui.build.builder_parts import BlockPart, BlocksPart, TotalPart
from dbs_tui.ui.build.builder_view import ends, title, totals
from dbs_tui.ui.build.draft_editing import DraftEditing
from dbs_tui.ui.build.draft_keeper import DraftKeeper
from dbs_tui.ui.build.save_flow import DISCARD, LATER, QUIT, SAVE, Left, leaving, renamed, saved
from dbs_tui.ui.kit.base import BaseScreen
from dbs_tui.ui.kit.form import FormScreen
from dbs_tui.ui.kit.messages import PreviewChosen, RoutineChosen
from dbs_tui.ui.services.services import Services

CLOCK = 10.0
"""Seconds between looks at the time of day."""


class BuilderScreen(BaseScreen[Left]):
    """Edits a draft; dismisses with how it was left."""

    CSS_PATH = "builder_screen.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add", id="builder.add", tooltip="Add a block after this one"),
        Binding("J,shift+down", "move(1)", "Move", key_display="J K", id="builder.down", tooltip="Move the block down"),
        Binding("K,shift+up", "move(-1)", "Move up", show=False, id="builder.up", tooltip="Move the block up"),
        Binding("d,delete", "remove", "Delete", key_display="d", id="builder.remove", tooltip="Delete the block"),
        Binding("u,ctrl+z", "undo", "Undo", key_display="u", id="builder.undo", tooltip="Undo the last edit"),
        Binding("s,ctrl+s", "save", "Save", key_display="s", id="builder.save", tooltip="Save the routine"),
        Binding("f1,question_mark", "app.help", "Keys", key_display="?", id="builder.keys", tooltip="Every key here"),
        Binding("t", "train", "Train", id="builder.train", tooltip="Save it and train it now"),
        Binding("p", "preview", "Preview", id="builder.preview", tooltip="Try this block; nothing is kept"),
        Binding("c", "duplicate", "Copy", id="builder.copy", tooltip="Copy the block; the copy comes next"),
        Binding("U,ctrl+r,ctrl+y", "redo", "Redo", show=False, id="builder.redo", tooltip="Do again what was undone"),
        Binding("minus", "level('easy')", "Easy", show=False, id="builder.easy", tooltip="The easy form"),
        Binding("equals_sign", "level('standard')", "Standard", show=False, id="builder.standard"),
        Binding("plus", "level('strong')", "Strong", show=False, id="builder.strong", tooltip="The strong form"),
        Binding("space", "mark", "Mark", show=False, id="builder.mark", tooltip="Mark the block: rests and levels"),
        Binding(
            "asterisk",
            "mark_all",
            "Mark all",
            key_display="*",
            show=False,
            id="builder.mark_all",
            tooltip="Mark all, or none",
        ),
        Binding("r", "rests", "Rests", show=False, id="builder.rests", tooltip="Set the rest of marked blocks, or all"),
        Binding("n", "rename", "Name", show=False, id="builder.rename", tooltip="Name and description"),
        Binding("escape,q", "leave", "Back", show=False, id="builder.back", tooltip="Back to the routines"),
        Binding("ctrl+q", "leave('quit')", "Quit", show=False, id="builder.quit", tooltip="Quit"),
        Binding("1", "leave('today')", "Today", show=False, id="builder.today"),
        Binding("2", "leave('learn')", "Learn", show=False, id="builder.learn"),
        Binding("3", "leave", "Build", show=False, id="builder.build"),
        Binding("4", "leave('history')", "History", show=False, id="builder.history"),
        Binding("5", "leave('desk')", "Desk", show=False, id="builder.desk"),
    ]

    def __init__(self, services: Services, draft: Draft) -> None:
        super().__init__(services)
        self.editing = DraftEditing(draft, lambda routine: advice(routine, services.history, services.today))
        self.keeper = DraftKeeper(services, lambda reason: self.app.call_later(self._not_kept, reason))

    def body(self) -> ComposeResult:
        """The blocks, the selected one beside them, and what the whole costs below."""
        with Horizontal(id="split"):
            yield BlocksPart()
            yield BlockPart()
        yield TotalPart()

    def on_mount(self) -> None:
        """The list has the keys; the figure moves where movement is wanted; the end is told by the clock."""
        self.query_one(BlockPart).keep_still(self.motion.still)
        self.query_one(BlockList).focus()
        self.motion.animate(lambda: self.query_one(BlockPart).move(self.services.ports.now()))
        if self.services.ports.live:
            self.set_interval(CLOCK, self.retitle)

    # -- what is shown --------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Show the draft as it is."""
        sums = totals(self.editing.plan)
        self.query_one(BlocksPart).show(self.editing, sums)
        self.query_one(TotalPart).show(self.editing, sums)
        self.retitle()
        self.show_block()

    def show_block(self) -> None:
        """Show the highlighted block: beside the list, in the strip, and the advice about it."""
        editing = self.editing
        self.query_one(BlockPart).show(editing.block, editing.plan.seconds == 0, self.services.ports.now())
        self.query_one(TotalPart).select(editing.at)
        self.query_one(BlocksPart).advise(editing)

    def retitle(self) -> None:
        """Show the name, whether it is saved, the total, and when it would end that begins now."""
        seconds = self.editing.plan.seconds
        note = f"{clock(seconds)} · {ends(seconds, self.services.ports.wall(), self.services.local)}"
        self.title_line(*title(self.editing.draft, note))

    @on(BlockList.Resized)
    def fit(self) -> None:
        """Make the rows anew at the new width."""
        self.show()

    @on(BlockList.OptionHighlighted)
    def highlighted(self, event: BlockList.OptionHighlighted) -> None:
        """Select the block."""
        self.editing.select(event.option_index)
        self.show_block()

    @on(BlockList.OptionSelected)
    def chosen(self) -> None:
        """Edit the block, or add one."""
        self.edit_block() if self.editing.block else self.action_add()

    # -- edits ------------------------------------------------------------------------------------------------------

    @property
    def unsaved(self) -> bool:
        """Whether there are changes that are not saved."""
        return self.editing.draft.dirty

    def edit(self, change: Callable[[Draft], Draft]) -> None:
        """Make an edit, show it and keep it on disk; or tell why it cannot be made."""
        try:
            self.editing.edit(change)
        except EditError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        self.show()
        self.keeper.keep(self.editing.draft)

    def _not_kept(self, reason: str) -> None:
        """Say that the draft cannot be kept on disk."""
        told = f"{reason}. Save soon: until then a crash would lose the changes."
        self.notify(told, title="The changes cannot be kept", severity="warning", timeout=10, markup=False)

    @work
    async def action_add(self) -> None:
        """Pick an exercise, and put it after the highlighted block."""
        used = frozenset(block.exercise.id for block in self.editing.blocks)
        exercise = await self.app.push_screen_wait(AddScreen(self.services.catalogue, used))
        if exercise is not None:
            at = self.editing.at + 1 if self.editing.block else self.editing.at
            self.edit(lambda draft: draft.add(self.services.catalogue[exercise], at))

    @work
    async def edit_block(self) -> None:
        """Change the figures of the highlighted block."""
        if (block := self.editing.block) is None:
            return
        change = await self.app.push_screen_wait(BlockScreen(block, self._cost))
        if change is not None:
            self.edit(lambda draft: draft.change(None, **change))

    def _cost(self, block: Block) -> str:
        """What the routine costs with another form of the highlighted block."""
        sums = totals(self.editing.with_block(block))
        return f"This block {clock(sums.blocks[self.editing.at])}, the whole {clock(sums.seconds)}"

    def action_move(self, by: int) -> None:
        """Move the highlighted block."""
        if self.editing.block:
            self.editing.marked = frozenset()
            self.edit(lambda draft: draft.move(by))

    def action_remove(self) -> None:
        """Remove the highlighted block."""
        if self.editing.block:
            self.edit(Draft.remove)

    def action_duplicate(self) -> None:
        """Put a copy behind the highlighted block."""
        if self.editing.block:
            self.edit(Draft.duplicate)

    def action_level(self, level: str) -> None:
        """Give the marked blocks, or the highlighted one, a ready-made dose."""
        self.edit(lambda draft: draft.change_all(self.editing.meant, level=level))

    def action_mark(self) -> None:
        """Mark the highlighted block, or take its mark away, and go on to the next."""
        if self.editing.block:
            self.editing.mark()
            self.show()

    def action_mark_all(self) -> None:
        """Mark every block, or none."""
        self.editing.mark_all()
        self.show()

    @work
    async def action_rests(self) -> None:
        """Set the rests of the marked blocks, or of all."""
        marked, blocks = self.editing.marked, self.editing.blocks
        chosen = marked or frozenset(range(len(blocks)))
        whose = counted(len(marked), "marked block") if marked else "every block"
        form = rests_form([blocks[at] for at in sorted(chosen)], whose)
        if (rest := await self.app.push_screen_wait(FormScreen(form))) is not None:
            self.edit(lambda draft: draft.change_all(chosen, rest=rest))

    def action_preview(self) -> None:
        """Try the highlighted block."""
        if block := self.editing.block:
            one = replace(self.editing.draft.routine, name=block.exercise.name, blocks=(block,))
            self.post_message(PreviewChosen(one))

    def action_undo(self) -> None:
        """Undo the last edit."""
        if self.editing.draft.past:
            self.edit(Draft.undo)
        else:
            self.notify("Nothing to undo.", timeout=2)

    def action_redo(self) -> None:
        """Do again what was undone."""
        if self.editing.draft.future:
            self.edit(Draft.redo)
        else:
            self.notify("Nothing to redo.", timeout=2)

    # -- saving and leaving -----------------------------------------------------------------------------------------

    @work
    async def action_rename(self) -> None:
        """Give it a name and a description."""
        if (named := await renamed(self.app, self.services, self.editing.draft)) is not None:
            self.edit(lambda _: named)

    @work(exclusive=True, group="saving")
    async def action_save(self) -> None:
        """Save the routine."""
        await self._saved()

    async def _saved(self) -> bool:
        """Save the routine, asking for a name where it has none; whether it is saved."""
        draft, safe = await saved(self.app, self.services, self.editing.draft)
        self.editing.take(draft)
        self.show()
        self.keeper.keep(draft)
        return safe

    @work(exclusive=True, group="saving")
    async def action_train(self) -> None:
        """Save what is not saved, and train it."""
        if not self.unsaved or await self._saved():
            self.post_message(RoutineChosen(self.editing.draft.routine))

    @work(exclusive=True, group="saving")
    async def action_leave(self, then: str = "") -> None:
        """Leave; ask first when something would be lost."""
        answer = await leaving(self.app, self.editing.draft, then) if self.unsaved else DISCARD
        if answer == LATER and then != QUIT:
            await self.app.run_action(f"app.go('{then}')")
        elif answer in (LATER, DISCARD) or (answer == SAVE and await self._saved()):
            self.dismiss(Left(self.editing.draft, then, later=answer == LATER))

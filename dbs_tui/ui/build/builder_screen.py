"""The builder: one routine, block by block, with what it costs always in sight; every edit can be undone."""

from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from dbs_tui.content.poses import figures
from dbs_tui.domain.building.advice import advice
from dbs_tui.domain.building.draft import Draft
from dbs_tui.domain.common.text import clock, counted
from dbs_tui.domain.training.routine import Block
from dbs_tui.domain.training.timeline import Timeline, timeline
from dbs_tui.ui.build.add_dialog import AddScreen
from dbs_tui.ui.build.block_dialog import BlockScreen, rests_form
from dbs_tui.ui.build.block_list import BlockList
from dbs_tui.ui.build.builder_view import WIDEST, about, coached, ends, first_steps, heads, rows, spent, title, totals
from dbs_tui.ui.build.draft_screen import DraftScreen
from dbs_tui.ui.build.plan_strip import PlanStrip
from dbs_tui.ui.figure.figure import Figure
from dbs_tui.ui.kit.big_number import BigNumber
from dbs_tui.ui.kit.form import FormScreen
from dbs_tui.ui.kit.heading import Part
from dbs_tui.ui.kit.messages import PreviewChosen
from dbs_tui.ui.kit.prose import Prose
from dbs_tui.ui.services.services import Services

CLOCK = 10.0
"""Seconds between looks at the time of day."""


class BuilderScreen(DraftScreen):
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
        Binding("asterisk", "mark_all", "Mark all", show=False, id="builder.mark_all", tooltip="Mark all, or none"),
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
        super().__init__(services, draft)
        self.marked: frozenset[int] = frozenset()
        self._plan: Timeline = timeline(draft.routine)
        self._hints = advice(draft.routine, services.history, services.today)
        self._at = draft.selected
        self._since = 0

    def body(self) -> ComposeResult:
        """The blocks, the selected one beside them, and what the whole costs below."""
        with Horizontal(id="split"):
            with Part("Blocks", id="left", classes="main"):
                yield Static(id="heads", classes="muted")
                yield BlockList(id="blocks", markup=False)
                yield Static(id="advice")
            with Part("", id="beside", classes="aside"):
                yield Figure(id="figure")
                yield Prose(id="about")
        with Part("Total", id="sum"), Horizontal():
            yield BigNumber(id="total")
            with Vertical():
                yield PlanStrip()
                yield Static(id="spent")

    def on_mount(self) -> None:
        """The list has the keys; the figure moves where movement is wanted; the end is told by the clock."""
        self.query_one(Figure).still = self.still
        self.query_one(BlockList).focus()
        self.animate_with(self.move)
        if self.services.ports.live:
            self.set_interval(CLOCK, self.show_clock)

    # -- what is shown --------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Show the draft as it is."""
        if self._plan.routine is not self.draft.routine:
            self._plan = timeline(self.draft.routine)
            self._hints = advice(self.draft.routine, self.services.history, self.services.today)
        blocks, sums = self.draft.routine.blocks, totals(self._plan)
        self.query_one("#left", Part).tell(right=str(len(blocks)) if blocks else "")
        listed = self.query_one(BlockList)
        roomy = self.has_class("-normal-height")
        self.query_one("#heads", Static).update(f" {heads(blocks, sums, self._room)}")
        listed.fill(rows(blocks, sums, self.marked, self._room, roomy), self._at)
        self.query_one(BigNumber).text = clock(sums.seconds)
        self.query_one(PlanStrip).plan = self._plan
        self.query_one("#spent", Static).update(spent(sums))
        self.show_clock()
        self.show_block()

    @property
    def _room(self) -> int:
        """Columns of a row: the list less its padding and its scroll bar."""
        return min(self.query_one(BlockList).size.width - 3, WIDEST)

    @property
    def _ends(self) -> str:
        """When it would end that begins now."""
        return ends(self._plan.seconds, self.services.ports.wall(), self.services.local)

    def show_clock(self) -> None:
        """Show when it would end."""
        self.retitle()

    def show_block(self) -> None:
        """Show the selected block beside the list."""
        block = self._block
        self.query_one("#beside", Part).tell(block.exercise.name if block else "")
        self.query_one("#about", Prose).lines = (
            about(block) if block else first_steps() if self._plan.seconds == 0 else ()
        )
        self.query_one(PlanStrip).selected = self._at
        self.query_one("#advice", Static).update(coached(self._hints, self._at))
        self._since = self.services.ports.now()
        self.move()

    def move(self) -> None:
        """Show the figure as it is at this moment."""
        block = self._block
        elapsed = self.services.ports.now() - self._since
        self.query_one(Figure).show(figures().loop(block.exercise, block.variant, elapsed) if block else None)

    def retitle(self) -> None:
        """The name, whether it is saved, the total, and when it would end."""
        note = f"{clock(self._plan.seconds)} · {self._ends}"
        self.title_line(*title(self.draft, note))

    @on(BlockList.Resized)
    def fit(self) -> None:
        """Make the rows anew: theirs is another width."""
        self.show()

    # -- where we are -----------------------------------------------------------------------------------------------

    @property
    def _block(self) -> Block | None:
        """The highlighted block; ``None`` on the line that adds one."""
        return self.draft.block if self._at < len(self.draft.routine.blocks) else None

    @on(BlockList.OptionHighlighted)
    def highlighted(self, event: BlockList.OptionHighlighted) -> None:
        """Select the block."""
        self._at = event.option_index
        self.draft = self.draft.select(self._at)
        self.show_block()

    @on(BlockList.OptionSelected)
    def chosen(self) -> None:
        """Edit the block, or add one."""
        self.edit_block() if self._block else self.action_add()

    @property
    def _meant(self) -> frozenset[int]:
        """The blocks that a change of several acts on: the marked ones, else the highlighted one."""
        return self.marked or (frozenset((self._at,)) if self._block else frozenset())

    # -- edits ------------------------------------------------------------------------------------------------------

    def edited(self, before: Draft) -> None:
        """Follow the selected block; marks do not outlive a block that comes or goes."""
        if len(self.draft.routine.blocks) != len(before.routine.blocks):
            self.marked = frozenset()
        self._at = self.draft.selected

    @work
    async def action_add(self) -> None:
        """Pick an exercise, and put it after the highlighted block."""
        used = frozenset(block.exercise.id for block in self.draft.routine.blocks)
        exercise = await self.app.push_screen_wait(AddScreen(self.services.catalogue, used))
        if exercise is not None:
            at = self._at + 1 if self._block else self._at
            self.edit(lambda draft: draft.add(self.services.catalogue[exercise], at))

    @work
    async def edit_block(self) -> None:
        """Change the figures of the highlighted block."""
        if (block := self._block) is None:
            return
        change = await self.app.push_screen_wait(BlockScreen(block, self._cost))
        if change is not None:
            self.edit(lambda draft: draft.change(None, **change))

    def _cost(self, block: Block) -> str:
        """What the routine costs with another form of the highlighted block."""
        blocks = self.draft.routine.blocks
        changed = replace(self.draft.routine, blocks=(*blocks[: self._at], block, *blocks[self._at + 1 :]))
        sums = totals(timeline(changed))
        return f"This block {clock(sums.blocks[self._at])}, the whole {clock(sums.seconds)}"

    def action_move(self, by: int) -> None:
        """Move the highlighted block."""
        if self._block:
            self.marked = frozenset()
            self.edit(lambda draft: draft.move(by))

    def action_remove(self) -> None:
        """Remove the highlighted block."""
        if self._block:
            self.edit(Draft.remove)

    def action_duplicate(self) -> None:
        """Put a copy behind the highlighted block."""
        if self._block:
            self.edit(Draft.duplicate)

    def action_level(self, level: str) -> None:
        """Give the marked blocks, or the highlighted one, a ready-made dose."""
        self.edit(lambda draft: draft.change_all(self._meant, level=level))

    def action_mark(self) -> None:
        """Mark the highlighted block, or take its mark away, and go on to the next."""
        if self._block:
            self.marked ^= {self._at}
            self._at = min(self._at + 1, len(self.draft.routine.blocks) - 1)
            self.draft = self.draft.select(self._at)
            self.show()

    def action_mark_all(self) -> None:
        """Mark every block, or none."""
        every = frozenset(range(len(self.draft.routine.blocks)))
        self.marked = frozenset() if self.marked == every else every
        self.show()

    @work
    async def action_rests(self) -> None:
        """Set the rests of the marked blocks, or of all."""
        chosen = self.marked or frozenset(range(len(self.draft.routine.blocks)))
        whose = counted(len(self.marked), "marked block") if self.marked else "every block"
        form = rests_form([self.draft.routine.blocks[at] for at in sorted(chosen)], whose)
        if (rest := await self.app.push_screen_wait(FormScreen(form))) is not None:
            self.edit(lambda draft: draft.change_all(chosen, rest=rest))

    def action_preview(self) -> None:
        """Try the highlighted block."""
        if block := self._block:
            one = replace(self.draft.routine, name=block.exercise.name, blocks=(block,))
            self.post_message(PreviewChosen(one))

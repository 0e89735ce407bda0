"""Build: the routines with their blocks and what they cost; one key starts the one that is shown."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from dbs_tui.domain.routine import Block, Routine
from dbs_tui.domain.text import clock, counted
from dbs_tui.domain.timeline import SECOND, timeline
from dbs_tui.library.shelf import Entry
from dbs_tui.ui.list_screen import ListScreen
from dbs_tui.ui.messages import RoutineChosen
from dbs_tui.ui.services import seconds_of
from dbs_tui.ui.widgets.choices import Choices


class RoutineList(Choices):
    """The routines; enter starts one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Start", id="build.start", tooltip="Train the highlighted routine"),
    ]


class BuildScreen(ListScreen):
    """Routines on the left, the blocks of the highlighted one on the right."""

    CSS_PATH = "build.tcss"
    TITLE_TEXT = "Build"
    LIST = RoutineList
    LIST_TITLE = "Routines"

    def title_note(self) -> str:
        """How many there are."""
        return f"{counted(len(self.services.shelf.entries), 'routine')} · ▁ needs the floor"

    def show(self) -> None:
        """List the routines."""
        self.fill([_line(entry) for entry in self.services.shelf.entries])
        self.show_detail()

    def on_option_list_option_selected(self) -> None:
        """Start the highlighted one: enter, or a click on it."""
        entry = self._entry()
        if entry and entry.routine:
            self.post_message(RoutineChosen(entry.routine))
        elif entry:
            self.notify(str(entry.problems[0]), title="This file cannot be trained", severity="warning", markup=False)

    def show_detail(self) -> None:
        """The blocks of the highlighted routine, or what is wrong with its file."""
        if (entry := self._entry()) is None:
            return
        if entry.routine is None:
            self.tell(entry.id, _broken(entry))
        else:
            self.tell(entry.routine.name, _blocks(entry.routine, 4 if self.has_class("-narrow") else 11), entry.origin)

    def _entry(self) -> Entry | None:
        return None if self.highlighted is None else self.services.shelf.entries[self.highlighted]


def _line(entry: Entry) -> Content:
    if entry.routine is None:
        return Content.assemble(("! ", "bold $error"), entry.id, ("  cannot be read", "$muted"))
    floor = "▁" if entry.routine.needs_floor else " "
    total = clock(seconds_of(entry.routine)).rjust(6)
    return Content.assemble((total, "bold"), (f" {floor} ", "$muted"), entry.routine.name)


def _blocks(routine: Routine, indent: int) -> Content:
    whole = timeline(routine)
    lines = [
        _block(index, block, indent, sum(step.length for step in whole.steps if step.index == index) // SECOND)
        for index, block in enumerate(routine.blocks)
    ]
    total = Content.assemble(
        ("Total ", "$muted"),
        (clock(whole.seconds), "bold $success"),
        (f"\nwork {clock(whole.work_seconds)} · rest and ready {clock(whole.seconds - whole.work_seconds)}", "$muted"),
    )
    floor = "Needs room on the floor." if routine.needs_floor else "No floor needed."
    about = Content.assemble(routine.description, (f"\n{floor}", "$muted"))
    return Content("\n").join([about, Content(""), *lines, Content(""), total])


def _block(index: int, block: Block, indent: int, seconds: int) -> Content:
    variant = block.exercise.variant(block.variant)
    how: list[str] = [block.position]
    how += [variant.name.lower()] if variant else []
    how += [f"rest {block.rest} s"] if block.sets > 1 else []
    return Content.assemble(
        (f"{index + 1:>2}  ", "$muted"),
        (clock(seconds).rjust(5), "bold"),
        f"  {block.exercise.name}\n{'':{indent}}",
        (block.dose, "$success"),
        (" · " + " · ".join(how), "$muted"),
    )


def _broken(entry: Entry) -> Content:
    lines = [Content(f"{problem}") for problem in entry.problems]
    return Content("\n").join(
        [Content.assemble(("This file cannot be trained yet:", "bold $error")), Content(""), *lines]
    )

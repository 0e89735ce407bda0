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
from dbs_tui.ui.widgets.prose import Line, heading


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
        return counted(len(self.services.shelf.entries), "routine")

    def show(self) -> None:
        """List the routines."""
        self.fill([_line(entry) for entry in self.services.shelf.entries])
        self.show_detail()

    def on_resize(self) -> None:
        """Blocks are indented less on a narrow screen."""
        self.call_after_refresh(self.show_detail)

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
        return Content.assemble(("     ! ", "bold $error"), entry.id, ("  cannot be read", "$muted"))
    return Content.assemble((clock(seconds_of(entry.routine)).rjust(6), "bold"), f"  {entry.routine.name}")


def _blocks(routine: Routine, indent: int) -> tuple[Line, ...]:
    whole = timeline(routine)
    blocks = (
        line
        for index, block in enumerate(routine.blocks)
        for line in _block(index, block, indent, sum(s.length for s in whole.steps if s.index == index) // SECOND)
    )
    rest = clock(whole.seconds - whole.work_seconds)
    return (
        Line(routine.description),
        Line("Needs room on the floor." if routine.needs_floor else "No floor needed.", "$muted"),
        Line(),
        *blocks,
        Line(),
        Line(clock(whole.seconds), "bold $success", "Total "),
        Line(f"work {clock(whole.work_seconds)} · rest and ready {rest}", "$muted"),
    )


def _block(index: int, block: Block, indent: int, seconds: int) -> tuple[Line, Line]:
    variant = block.exercise.variant(block.variant)
    how: list[str] = [block.dose, block.position]
    how += [variant.name.lower()] if variant else []
    how += [f"rest {block.rest} s"] if block.sets > 1 else []
    return (
        Line(block.exercise.name, "", f"{index + 1:>2}  {clock(seconds):>5}  "),
        Line(" · ".join(how), "$muted", " " * indent),
    )


def _broken(entry: Entry) -> tuple[Line, ...]:
    lines = (Line(str(problem), bullet="! ", bullet_style="$error") for problem in entry.problems)
    return heading("This file cannot be trained yet", "$error"), Line(), *lines

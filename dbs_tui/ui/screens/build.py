"""Build: the library of routines, yours and those that ship, with what each costs; from here one is made or changed."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll

from dbs_tui.domain.routine import Block, Routine
from dbs_tui.domain.text import clock, counted, printable
from dbs_tui.domain.timeline import SECOND, timeline
from dbs_tui.library.problem import FileProblem
from dbs_tui.library.shelf import Entry, Origin
from dbs_tui.ui.base import BaseScreen
from dbs_tui.ui.messages import RoutineChosen
from dbs_tui.ui.shelf_list import ShelfList
from dbs_tui.ui.widgets.prose import Line, Prose, heading


class BuildScreen(BaseScreen[None]):
    """Routines on the left, the blocks of the highlighted one on the right."""

    CSS_PATH = "build.tcss"
    TITLE_TEXT = "Build"

    def body(self) -> ComposeResult:
        """The list and the detail."""
        with Horizontal(id="split"):
            yield ShelfList(id="shelf")
            with VerticalScroll(id="detail", classes="panel", can_focus=False):
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
        self.shelf.show(self.services.shelf.entries, self.services.history, self.services.today)

    @on(ShelfList.Chosen)
    def chosen(self) -> None:
        """Train the chosen one."""
        entry = self.shelf.entry
        if entry and entry.routine:
            self.post_message(RoutineChosen(entry.routine))
        elif entry:
            self.notify(str(entry.problems[0]), title="This file cannot be trained", severity="warning", markup=False)

    @on(ShelfList.Highlighted)
    def show_detail(self) -> None:
        """The blocks of the highlighted routine, or what is wrong with its file."""
        if (entry := self.shelf.entry) is None:
            self.tell("", (Line(),))
        elif entry.routine is None:
            self.tell(entry.origin, _broken(entry))
        else:
            self.tell(entry.origin, _blocks(entry.routine))

    def tell(self, title: str, lines: tuple[Line, ...]) -> None:
        """Write the detail and go to its top."""
        self.query_one("#text", Prose).lines = lines
        detail = self.query_one("#detail")
        detail.border_title = title.capitalize()
        detail.scroll_home(animate=False)


def _blocks(routine: Routine) -> tuple[Line, ...]:
    whole = timeline(routine)
    seconds = [0] * len(routine.blocks)
    for step in whole.steps:
        seconds[step.index] += step.length // SECOND
    times = [clock(length) for length in seconds]
    width = max(map(len, times), default=0)
    pairs = zip(routine.blocks, times, strict=True)
    blocks = (line for block, time in pairs for line in _block(block, time.rjust(width)))
    return (
        heading(routine.name),
        Line(clock(whole.seconds), "bold $success"),
        Line(f"work {clock(whole.work_seconds)}", "$muted"),
        Line(f"rest and ready {clock(whole.seconds - whole.work_seconds)}", "$muted"),
        Line(),
        *blocks,
        *((Line(), Line(routine.description, "$muted")) if routine.description else ()),
    )


def _block(block: Block, time: str) -> tuple[Line, Line]:
    variant = block.exercise.variant(block.variant)
    how = f"{block.dose} · {variant.name.lower()}" if variant else block.dose
    indent = " " * (len(time) + 2)
    return Line(block.exercise.name, "", f"{time}  "), Line(how, "$muted", indent)


def _broken(entry: Entry) -> tuple[Line, ...]:
    """Every problem below its place; then the file, which the key ``o`` opens at the first of them."""
    return (
        heading(entry.id),
        Line("Cannot be trained yet.", "$error"),
        Line(),
        *(line for problem in entry.problems for line in _problem(problem)),
        Line("o opens it there.", "$muted"),
        Line(printable(str(entry.path)), "$muted"),
    )


def _problem(problem: FileProblem) -> tuple[Line, ...]:
    place = ", ".join(part for part in (f"line {problem.line}" if problem.line else "", problem.where) if part)
    return Line(printable(place) or "the file", "bold", "! ", "$error"), Line(printable(problem.what)), Line()

"""The card to add a block: every exercise with its usual dose, position and time."""

from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Static
from textual.widgets.option_list import Option

from dbs_tui.domain.common.text import clock
from dbs_tui.domain.training.exercise import Catalogue, Exercise
from dbs_tui.domain.training.routine import Block, Routine
from dbs_tui.domain.training.timeline import timeline
from dbs_tui.ui.kit.base import Dialog
from dbs_tui.ui.kit.cells import fill_cells
from dbs_tui.ui.kit.choices import Choices
from dbs_tui.ui.kit.key_words import KEY_STYLE


class AddScreen(Dialog[str | None]):
    """Lets one exercise be picked; dismisses with its id, ``None`` for esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back", show=False, id="add.back", tooltip="Back, with nothing added"),
    ]

    def __init__(self, catalogue: Catalogue, used: frozenset[str]) -> None:
        super().__init__()
        self.catalogue = catalogue
        self.used = used

    def compose(self) -> ComposeResult:
        """The card."""
        with Vertical(id="card") as card:
            card.border_title = "Add a block"
            names = max(cell_len(exercise.name) for exercise in self.catalogue)
            rows = (_row(number, exercise, names) for number, exercise in enumerate(self.catalogue, 1))
            yield Choices(*(Option(row, id=exercise.id) for row, exercise in zip(rows, self.catalogue, strict=True)))
            yield Static(Content.assemble(("Each comes with its usual dose; change it afterwards.", "$muted")))

    def on_mount(self) -> None:
        """Highlight the first that is not in the routine yet."""
        fresh = (at for at, exercise_id in enumerate(self.catalogue.ids) if exercise_id not in self.used)
        self.query_one(Choices).highlighted = next(fresh, 0)

    def on_key(self, event: Key) -> None:
        """Add by number."""
        if event.character and event.character.isdecimal() and 0 < int(event.character) <= len(self.catalogue.ids):
            event.stop()
            self.dismiss(self.catalogue.ids[int(event.character) - 1])

    def on_option_list_option_selected(self, event: Choices.OptionSelected) -> None:
        """Add the highlighted one."""
        self.dismiss(event.option_id)


def _row(number: int, exercise: Exercise, width: int) -> Content:
    block = Block.of(exercise)
    # Without its getting ready, which depends on what comes before it.
    steps = timeline(Routine("", "", "", (block,))).steps[1:]
    seconds = sum(step.length for step in steps) // 1_000_000_000
    return Content.assemble(
        (f"{number:>2}", KEY_STYLE),
        f"  {fill_cells(exercise.name, width)}",
        (f"  {block.dose:<13} {exercise.position:<8}", "$muted"),
        (f"{clock(seconds):>5}", "bold"),
    )

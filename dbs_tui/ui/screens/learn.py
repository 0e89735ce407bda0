"""Learn: the exercises and how to do each, a page at a time."""

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive

from dbs_tui.domain.exercise import Breath, Exercise
from dbs_tui.domain.routine import Block, Routine
from dbs_tui.ui.list_screen import ListScreen
from dbs_tui.ui.messages import RoutineChosen
from dbs_tui.ui.widgets.choices import Choices

BREATHS = {Breath.OUT: "breathe out", Breath.IN: "breathe in", Breath.FREE: "keep breathing"}


class ExerciseList(Choices):
    """The exercises; enter tries one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Try one set", id="learn.try", tooltip="Train one set of it"),
    ]


class LearnScreen(ListScreen):
    """Exercises on the left, the pages of the highlighted one on the right."""

    CSS_PATH = "learn.tcss"
    TITLE_TEXT = "Learn"
    LIST = ExerciseList
    LIST_TITLE = "Exercises"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l", "turn(1)", "Next page", key_display="→", id="learn.next", tooltip="Next page"),
        Binding("left,h", "turn(-1)", "Page before", show=False, id="learn.before", tooltip="Page before"),
    ]

    page: reactive[int] = reactive(0, init=False)

    def title_note(self) -> str:
        """What kind of thing this is."""
        return "General exercise education, not treatment"

    def show(self) -> None:
        """List the exercises."""
        self.fill([Content(exercise.name) for exercise in self.services.catalogue])
        self.show_detail()

    def on_option_list_option_highlighted(self) -> None:
        """Start over at the first page of another exercise."""
        self.set_reactive(LearnScreen.page, 0)
        self.show_detail()

    def on_option_list_option_selected(self) -> None:
        """Train one set of the highlighted exercise."""
        self.post_message(RoutineChosen(one_set(self._exercise())))

    def watch_page(self) -> None:
        """Turn the page."""
        self.show_detail()

    def show_detail(self) -> None:
        """The page of the highlighted exercise."""
        exercise = self._exercise()
        title, page = PAGES[self.page]
        self.tell(f"{exercise.name} · {title}", page(exercise), f"page {self.page + 1} of {len(PAGES)}")

    def action_turn(self, step: int) -> None:
        """Turn to another page."""
        self.page = (self.page + step) % len(PAGES)

    def _exercise(self) -> Exercise:
        return self.services.catalogue.exercises[self.highlighted or 0]


def one_set(exercise: Exercise) -> Routine:
    """A routine of one set, to try an exercise."""
    block = replace(Block.of(exercise), sets=1)
    return Routine(f"try-{exercise.id}", f"One set: {exercise.name.lower()}", exercise.summary, (block,))


def _how(exercise: Exercise) -> Content:
    block = Block.of(exercise)
    beats = [
        Content.assemble(
            (f"\n{beat.name.capitalize():<8}", "bold"),
            (f"{beat.seconds:>4} s  ", "$success"),
            beat.cue,
            (f"\n{'':15}{BREATHS[beat.breath]}", "$muted"),
        )
        for beat in exercise.beats
    ]
    dose = f"{block.dose} · rest {exercise.rest} s" if exercise.sets > 1 else block.dose
    return Content.assemble(
        exercise.summary,
        (f"\n{exercise.position.words.capitalize()} · {dose}", "$muted"),
        "\n",
        *_items("Get ready", exercise.setup, "·"),
        "\n",
        *beats,
    )


def _forms(exercise: Exercise) -> Content:
    return Content.assemble(
        *_items("Easier", exercise.easier, "−"),
        "\n",
        *_items("Harder", exercise.harder, "+"),
        "\n",
        *_items("What works", (*exercise.primary, *(f"{muscle} (helps)" for muscle in exercise.secondary)), "■"),
    )


def _care(exercise: Exercise) -> Content:
    return Content.assemble(
        *_items("Common mistakes", exercise.mistakes, "·"),
        "\n",
        *_items("Stop at", exercise.stop, "✚", "$error"),
        "\n",
        *_items("Ask a clinician first", exercise.ask_first, "◇", "$warning"),
    )


def _items(title: str, items: tuple[str, ...], shape: str, style: str = "$muted") -> list[tuple[str, str]]:
    lines = [(f"\n{title}", "bold")]
    for item in items:
        lines += [(f"\n{shape} ", style), (item, "")]
    return lines


PAGES: tuple[tuple[str, Callable[[Exercise], Content]], ...] = (
    ("How", _how),
    ("Take care", _care),
    ("Easier and harder", _forms),
)

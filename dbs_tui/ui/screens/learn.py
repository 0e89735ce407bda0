"""Learn: the exercises and how to do each, a page at a time."""

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from dbs_tui.domain.exercise import Beat, Breath, Exercise
from dbs_tui.domain.routine import Block, Routine
from dbs_tui.ui.list_screen import ListScreen
from dbs_tui.ui.messages import RoutineChosen
from dbs_tui.ui.widgets.choices import Choices
from dbs_tui.ui.widgets.prose import Line, Prose, heading, items

BREATHS = {Breath.OUT: "breathe out", Breath.IN: "breathe in", Breath.FREE: "keep breathing"}


class ExerciseList(Choices):
    """The exercises; enter tries one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Try a set", id="learn.try", tooltip="Train one set of it"),
    ]


class LearnScreen(ListScreen):
    """Exercises on the left, the pages of the highlighted one on the right."""

    CSS_PATH = "learn.tcss"
    TITLE_TEXT = "Learn"
    LIST = ExerciseList
    LIST_TITLE = "Exercises"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l", "turn(1)", "Page", key_display="→", id="learn.next", tooltip="Next page"),
        Binding("left,h", "turn(-1)", "Page before", show=False, id="learn.before", tooltip="Page before"),
    ]

    page: reactive[int] = reactive(0, init=False)

    def detail_widget(self) -> Widget:
        """Paragraphs with bullets."""
        return Prose(id="text")

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
        self.query_one("#text", Prose).lines = page(exercise)
        self.head(f"{exercise.name} · {title}", f"page {self.page + 1} of {len(PAGES)}")

    def action_turn(self, step: int) -> None:
        """Turn to another page."""
        self.page = (self.page + step) % len(PAGES)

    def _exercise(self) -> Exercise:
        return self.services.catalogue.exercises[self.highlighted or 0]


def one_set(exercise: Exercise) -> Routine:
    """A routine of one set, to try an exercise."""
    block = replace(Block.of(exercise), sets=1)
    return Routine(f"try-{exercise.id}", f"One set: {exercise.name.lower()}", exercise.summary, (block,))


def _how(exercise: Exercise) -> tuple[Line, ...]:
    block = Block.of(exercise)
    dose = f"{block.dose} · rest {exercise.rest} s" if exercise.sets > 1 else block.dose
    return (
        Line(exercise.summary),
        Line(f"{exercise.position.words.capitalize()} · {dose}", "$muted"),
        Line(),
        heading("Get ready"),
        *items(exercise.setup),
        Line(),
        *(line for beat in exercise.beats for line in _beat(beat)),
    )


def _beat(beat: Beat) -> tuple[Line, Line]:
    front = f"{beat.name.capitalize():<8}{beat.seconds:>4} s  "
    return Line(beat.cue, "", front, "$success"), Line(BREATHS[beat.breath], "$muted", " " * len(front))


def _forms(exercise: Exercise) -> tuple[Line, ...]:
    return (
        heading("Easier"),
        *items(exercise.easier, "−"),
        Line(),
        heading("Harder"),
        *items(exercise.harder, "+"),
        Line(),
        heading("What works"),
        *items(exercise.primary, "■", "$success"),
        *items(exercise.secondary, "□"),
    )


def _care(exercise: Exercise) -> tuple[Line, ...]:
    return (
        heading("Common mistakes"),
        *items(exercise.mistakes),
        Line(),
        heading("Stop at"),
        *items(exercise.stop, "✚", "$error"),
        Line(),
        heading("Ask a clinician first"),
        *items(exercise.ask_first, "◇", "$warning"),
    )


PAGES: tuple[tuple[str, Callable[[Exercise], tuple[Line, ...]]], ...] = (
    ("How", _how),
    ("Take care", _care),
    ("Easier and harder", _forms),
)

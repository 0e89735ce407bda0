"""An exercise: its figure at tempo on the left, how to do it and what to mind on the right, page by page."""

from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from dbs_tui.content.poses import figures
from dbs_tui.domain.learning.lesson import Link, LinkKind
from dbs_tui.domain.training.exercise import Exercise, Variant
from dbs_tui.domain.training.routine import Block, Routine
from dbs_tui.domain.training.timeline import SECOND
from dbs_tui.ui.figure.figure import Figure
from dbs_tui.ui.kit.heading import Part
from dbs_tui.ui.kit.messages import PreviewChosen
from dbs_tui.ui.kit.page import BACK, PageScreen
from dbs_tui.ui.kit.prose import Prose
from dbs_tui.ui.learn.exercise_view import PAGES, moment
from dbs_tui.ui.learn.linked_screen import LINKS, LinkedScreen
from dbs_tui.ui.learn.links import Links, lettered
from dbs_tui.ui.services.services import Services


class ExerciseScreen(LinkedScreen, PageScreen):
    """One exercise; the arrows lead through its pages and to the other exercises."""

    CSS_PATH = "exercise_screen.tcss"
    TITLE_TEXT = "Exercise"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "try", "Try a set", id="exercise.try", tooltip="Do one set of it; nothing is saved"),
        Binding("right,l", "turn(1)", "Page", key_display="→", id="exercise.next", tooltip="Next page"),
        Binding("left,h", "turn(-1)", "Page before", show=False, id="exercise.before", tooltip="Page before"),
        Binding("down,j", "move(1)", "Exercise", key_display="↓", id="exercise.down", tooltip="Next exercise"),
        Binding("up,k", "move(-1)", "Exercise before", show=False, id="exercise.up", tooltip="Exercise before"),
        Binding("v", "form", "Form", id="exercise.form", tooltip="Another form of it: easier, or on a chair"),
        BACK,
        *LINKS,
    ]

    def __init__(self, services: Services, exercise: Exercise) -> None:
        super().__init__(services)
        self.exercise = exercise
        self.variant = form_of_user(services, exercise)
        self.page = 0
        self._since = services.ports.now()

    def body(self) -> ComposeResult:
        """The figure with its words, and the pages."""
        with Horizontal(id="split"):
            with Part("", id="motion"):
                yield Figure(id="figure")
                yield Static(id="moment")
            with Part("", id="page"):
                with VerticalScroll(id="scroll", can_focus=False):
                    yield Prose(id="text")
                yield Links(id="ways")

    def on_mount(self) -> None:
        """Move, where movement is wanted."""
        self.query_one(Figure).still = self.motion.still
        self.motion.animate(self.move)

    def title_note(self) -> str:
        """What kind of thing this is."""
        return "General exercise education, not treatment"

    def show(self) -> None:
        """Show the page, and the figure from its start."""
        names, form = self.services.catalogue.ids, self._form
        motion, page = self.query_one("#motion", Part), self.query_one("#page", Part)
        place = f"{names.index(self.exercise.id) + 1} of {len(names)}"
        motion.tell(self.exercise.name, f"{place} · yours" if self.exercise.own else place)
        title, lines = PAGES[self.page]
        dots = " ".join("◉" if at == self.page else "○" for at in range(len(PAGES)))
        page.tell(f"{title} · {self.variant.name.lower()}" if self.variant else title, dots)
        self.query_one("#text", Prose).lines = lines(form)
        self.query_one("#scroll").scroll_home(animate=False)
        cards = self.services.study.lessons.leading_to(Link(LinkKind.EXERCISE, self.exercise.id))
        self.query_one(Links).ways = lettered((card.title, "card", card.id) for card in cards)[:2]
        self.move()
        self.refresh_bindings()

    def move(self) -> None:
        """Show the figure, and the words of this moment."""
        elapsed = 0 if self.motion.still else self.services.ports.now() - self._since
        self.query_one(Figure).show(figures().loop(self.exercise, self.variant.id if self.variant else None, elapsed))
        self.query_one("#moment", Static).update(moment(self._form, elapsed / SECOND), layout=False)

    @property
    def _form(self) -> Exercise:
        return self.exercise.in_variant(self.variant.id) if self.variant else self.exercise

    def action_turn(self, step: int) -> None:
        """Turn to another page."""
        self.page = (self.page + step) % len(PAGES)
        self.show()

    def action_move(self, step: int) -> None:
        """Go to another exercise, at the same page."""
        exercises = self.services.catalogue.exercises
        self.exercise = exercises[(exercises.index(self.exercise) + step) % len(exercises)]
        self.variant, self._since = form_of_user(self.services, self.exercise), self.services.ports.now()
        self.show()

    def action_form(self) -> None:
        """Show its next form, and the plain one after the last."""
        forms = (None, *self.exercise.variants)
        self.variant = forms[(forms.index(self.variant) + 1) % len(forms)]
        self._since = self.services.ports.now()
        self.show()

    def action_try(self) -> None:
        """Do one set."""
        self.post_message(PreviewChosen(one_set(self.exercise, self.variant), "One set"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The key for another form works where the exercise has one."""
        return action != "form" or bool(self.exercise.variants)


def form_of_user(services: Services, exercise: Exercise) -> Variant | None:
    """The form of an exercise that this user does: the plain one, or in outer-hip mode the kinder one."""
    block = services.fitted(one_set(exercise)).blocks[0]
    return exercise.variant(block.variant)


def one_set(exercise: Exercise, variant: Variant | None = None) -> Routine:
    """A routine of one set, to try an exercise in one of its forms."""
    block = replace(Block.of(exercise), sets=1, variant=variant.id if variant else None)
    return Routine(f"try-{exercise.id}", exercise.name, exercise.summary, (block,))

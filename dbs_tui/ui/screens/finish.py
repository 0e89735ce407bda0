"""After the end: what was done, already saved; then two questions of one key each, both skippable."""

from functools import cached_property
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from dbs_tui.domain.bests import Milestone, reached_by
from dbs_tui.domain.session import Outcome, Session, Status
from dbs_tui.domain.text import clock, counted
from dbs_tui.ui.base import BaseScreen
from dbs_tui.ui.dialogs.rating import RATINGS
from dbs_tui.ui.services import Services
from dbs_tui.ui.shapes import STATUSES
from dbs_tui.ui.widgets.looking_back.telling import best_words
from dbs_tui.ui.widgets.scale import EFFORT, WORST, question
from dbs_tui.ui.widgets.week import streak_words, week_figure, week_row, week_words

SCALES = (EFFORT, WORST)
"""What is asked, in order."""
MOST_REACHED = 2
"""Lines of what was reached: quiet, and they fit."""


class FinishScreen(BaseScreen[Session]):
    """What was done, then effort and discomfort 0 to 10; dismisses with the session as it was rated."""

    CSS_PATH = "finish.tcss"
    TITLE_TEXT = "Done"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "skip", "Skip", key_display="enter", id="finish.skip", tooltip="Leave it unanswered"),
        Binding(
            "escape",
            "leave",
            "Skip the rest",
            key_display="esc",
            id="finish.leave",
            tooltip="Leave the rest unanswered",
        ),
        Binding("backspace,left", "again", "Back", key_display="←", id="finish.again", tooltip="Answer again"),
        *RATINGS,
        Binding(
            "exclamation_mark", "app.safety", "Safety", key_display="!", id="finish.safety", tooltip="Emergency signs"
        ),
    ]

    def __init__(self, services: Services, session: Session) -> None:
        super().__init__(services)
        self.session = session
        self.answers: list[int | None] = []

    def body(self) -> ComposeResult:
        """Summary and week; the question."""
        with Horizontal(id="summary"):
            yield Static(id="sets", classes="panel")
            yield Static(id="week", classes="panel")
        yield Static(id="question", classes="panel")

    def on_mount(self) -> None:
        """Ask the first question, if any is wanted."""
        self.query_one("#sets").border_title = "Saved"
        self.query_one("#week").border_title = "This week"
        if not self.services.settings.ask_after:
            self.answers = [None, None]
            self.show()

    def title_note(self) -> str:
        """The routine."""
        return self.session.name

    def describe(self, binding: Binding) -> str:
        """Once nothing is asked any more, both keys go on."""
        over = len(self.answers) == len(SCALES) and binding.id in ("finish.skip", "finish.leave")
        return "Go on" if over else binding.description

    def show(self) -> None:
        """Summary, week and the open question."""
        history, today = self.services.history, self.services.today
        week = history.week(today, today)
        self.query_one("#sets", Static).update(_summary(self.session, self.reached))
        self.query_one("#week", Static).update(
            Content.assemble(
                week_row(week, today),
                f"\n\n{week_figure(week)}",
                (f"\n{week_words(week, today)}", "$success"),
                (f"\n\n{streak_words(history, today)}" if self.services.settings.show_streak else "", "$muted"),
            )
        )
        panel = self.query_one("#question", Static)
        asked = len(self.answers)
        panel.border_title = SCALES[asked].title if asked < len(SCALES) else "That is all"
        panel.update(question(SCALES[asked]) if asked < len(SCALES) else _goodbye())
        self.refresh_bindings()

    def action_rate(self, rating: int) -> None:
        """Answer the open question."""
        if len(self.answers) < 2:
            self._answer(rating)

    def action_skip(self) -> None:
        """Leave the question unanswered; at the end, go on."""
        if len(self.answers) < 2:
            self._answer(None)
        else:
            self.dismiss(self.session.rated(*self.answers))

    def action_leave(self) -> None:
        """Go on at once, with what was answered so far."""
        effort, worst = (*self.answers, None, None)[:2]
        self.dismiss(self.session.rated(effort, worst))

    def action_again(self) -> None:
        """Go back to the question before."""
        self.answers = self.answers[:-1] if self.services.settings.ask_after else self.answers
        self.show()

    def _answer(self, rating: int | None) -> None:
        self.answers.append(rating)
        if len(self.answers) == 2:
            self.dismiss(self.session.rated(*self.answers))
        else:
            self.show()

    @cached_property
    def reached(self) -> tuple[str, ...]:
        """Milestones and bests that this session was the first to reach, in words; none where it does not count."""
        if not self.session.counts:
            return ()
        catalogue = self.services.catalogue
        return tuple(
            each.words if isinstance(each, Milestone) else f"Best: {best_words(each, catalogue)}"
            for each in reached_by(self.services.history, self.session)
        )


def _summary(session: Session, reached: tuple[str, ...] = ()) -> Content:
    done = sum(record.status is Status.DONE for record in session.sets)
    heading = "Done" if session.outcome is Outcome.COMPLETED else "Ended early"
    shapes: list[tuple[str, str]] = []
    for record in session.sets:
        shape, style = STATUSES[record.status]
        shapes += [(shape, style), (" ", "")]
    return Content.assemble(
        (f"✓ {heading}", "bold $accent"),
        f"\n{clock(session.active_seconds)} · {done} of {counted(len(session.sets), 'set')}\n\n",
        *shapes[:60],
        ("".join(f"\n{words}" for words in reached[:MOST_REACHED]), "$accent"),
        ("" if session.counts else "\n\nUnder half of the plan: kept, not counted as a training day.", "$muted"),
    )


def _goodbye() -> Content:
    return Content.assemble(("It is in the history. ", ""), ("enter to continue.", "$muted"))

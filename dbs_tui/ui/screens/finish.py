"""After the end: what was done, already saved; then two questions of one key each, both skippable."""

from functools import cached_property
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from dbs_tui.domain.bests import Milestone, reached_by
from dbs_tui.domain.session import SITE_FROM, Outcome, Session, Status
from dbs_tui.domain.text import clock, counted
from dbs_tui.ui.base import BaseScreen
from dbs_tui.ui.dialogs.rating import RATINGS
from dbs_tui.ui.services import Services
from dbs_tui.ui.shapes import STATUSES
from dbs_tui.ui.widgets.looking_back.telling import best_words
from dbs_tui.ui.widgets.scale import EFFORT, OPTION_KEYS, SIDE, SITE, WORST, Options, Scale, options, question
from dbs_tui.ui.widgets.week import streak_words, week_figure, week_row, week_words

MOST_REACHED = 2
"""Lines of what was reached: quiet, and they fit."""


class FinishScreen(BaseScreen[Session]):
    """What was done, then effort and pain 0 to 10, and where; dismisses with the session as it was rated."""

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
        *(Binding(key, f"choose('{key}')", key, show=False, id=f"finish.{key}") for key in OPTION_KEYS),
        Binding(
            "exclamation_mark", "app.safety", "Safety", key_display="!", id="finish.safety", tooltip="Emergency signs"
        ),
    ]

    def __init__(self, services: Services, session: Session) -> None:
        super().__init__(services)
        self.session = session
        self.answers: list[Any] = []
        """What was answered so far: effort, worst pain, its site and its side; ``None`` where it was skipped."""

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

    @property
    def open_question(self) -> Scale | Options | None:
        """What is asked now; ``None`` when that is all. Where it hurts is asked from a pain of 3 up."""
        asked, worst = len(self.answers), (*self.answers, None, None)[1]
        if asked >= 2 and (worst is None or worst < SITE_FROM):
            return None
        if asked == 3 and self.answers[2] is None:
            return None
        return (EFFORT, WORST, SITE, SIDE, None)[asked]

    def title_note(self) -> str:
        """The routine."""
        return self.session.name

    def describe(self, binding: Binding) -> str:
        """Once nothing is asked any more, both keys go on."""
        over = self.open_question is None and binding.id in ("finish.skip", "finish.leave")
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
        asked = self.open_question
        panel.border_title = asked.title if asked else "That is all"
        panel.update(_goodbye() if asked is None else question(asked) if isinstance(asked, Scale) else options(asked))
        self.refresh_bindings()

    def action_rate(self, rating: int) -> None:
        """Answer the open question, where it is one about a number."""
        if isinstance(self.open_question, Scale):
            self._answer(rating)

    def action_choose(self, key: str) -> None:
        """Answer the open question, where the key is one of its answers."""
        asked = self.open_question
        if isinstance(asked, Options) and (answer := asked.answer(key)) is not None:
            self._answer(answer)

    def action_skip(self) -> None:
        """Leave the question unanswered; at the end, go on."""
        if self.open_question is not None:
            self._answer(None)
        else:
            self.dismiss(self.session.rated(*self.answers))

    def action_leave(self) -> None:
        """Go on at once, with what was answered so far."""
        self.dismiss(self.session.rated(*(*self.answers, None, None)[: max(2, len(self.answers))]))

    def action_again(self) -> None:
        """Go back to the question before."""
        self.answers = self.answers[:-1] if self.services.settings.ask_after else self.answers
        self.show()

    def _answer(self, answer: object) -> None:
        self.answers.append(answer)
        if self.open_question is None:
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
    return Content.assemble(("It is in the history. ", ""), ("enter goes on.", "$muted"))

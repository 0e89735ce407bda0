"""After the end: what was done, already saved; then two questions of one key each, both skippable."""

from functools import cached_property
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from dbs_tui.domain.common.text import clock
from dbs_tui.domain.history.bests import Best, Milestone, reached_by
from dbs_tui.domain.training.completion import sets_words
from dbs_tui.domain.training.session import SITE_FROM, Session
from dbs_tui.ui.kit.base import BaseScreen
from dbs_tui.ui.kit.big_number import BigNumber
from dbs_tui.ui.kit.exercise_words import best_words
from dbs_tui.ui.kit.heading import Facts, Part
from dbs_tui.ui.kit.rating import RATINGS
from dbs_tui.ui.kit.scale import EFFORT, OPTION_KEYS, SIDE, SITE, WORST, Options, Scale
from dbs_tui.ui.kit.stills import Stills
from dbs_tui.ui.kit.week_part import WeekPart
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.train.finish_view import against, before, ended, stills
from dbs_tui.ui.train.question_part import QuestionPart

MOST_ROWS = 5
"""Rows beside the week."""
FILLS_AFTER = 0.8
"""Seconds until the square of the day fills, where movement is wanted."""
MOST_REACHED = 2
"""Lines of what was reached: quiet, and they fit."""


class FinishScreen(BaseScreen[Session]):
    """What was done, then effort and pain 0 to 10, and where; dismisses with the session as it was rated."""

    CSS_PATH = "finish_screen.tcss"
    TITLE_TEXT = "Done"
    AWAITED = True
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
        self._fills = False
        """Whether the square of the day is still to fill."""

    def body(self) -> ComposeResult:
        """What was done as stills, the figures and the week, and the question."""
        yield Stills()
        with Horizontal(id="summary"):
            yield Part("Time", BigNumber(id="length"), Facts(id="against"), id="time", classes="main")
            yield WeekPart()
        yield QuestionPart()

    def on_mount(self) -> None:
        """Ask the first question, if any is wanted."""
        self.query_one("#against", Facts).fold = True
        self._fills = self.services.ports.live and not self.motion.still and self._first_of_its_day
        if self._fills:
            self.set_timer(FILLS_AFTER, self._fill)
        if not self.services.settings.ask_after:
            self.answers = [None, None]
            self.show()

    def retitle(self) -> None:
        """How it ended and which routine it was; the date."""
        day = self.session.local_date
        left = Content.assemble(ended(self.session), "   ", (self.session.name, "bold"))
        self.title_line(left, (f"{day:%A} {day.day} {day:%B}", "$muted"))

    @property
    def open_question(self) -> Scale | Options | None:
        """What is asked now; ``None`` when that is all. Where it hurts is asked from a pain of 3 up."""
        asked, worst = len(self.answers), (*self.answers, None, None)[1]
        if asked >= 2 and (worst is None or worst < SITE_FROM):
            return None
        if asked == 3 and self.answers[2] is None:
            return None
        return (EFFORT, WORST, SITE, SIDE, None)[asked]

    def describe(self, binding: Binding) -> str:
        """The word for a key: both keys go on once nothing is asked."""
        over = self.open_question is None and binding.id in ("finish.skip", "finish.leave")
        return "Go on" if over else binding.description

    def show(self) -> None:
        """What was done, the week and the open question."""
        self._show_done()
        self._show_week()
        self.query_one(QuestionPart).show(self.open_question)
        self.refresh_bindings()

    def _show_done(self) -> None:
        session, history = self.session, self.services.history
        earlier = before(history, session)
        best = [each for each in self._reached if not isinstance(each, Milestone)]
        self.query_one(Stills).show(stills(session, earlier, best, self.services.catalogue))
        length, large = clock(session.active_seconds), self.has_class("-wide") and self.has_class("-tall")
        number = self.query_one("#length", BigNumber)
        number.display = large
        number.show(length)
        self.query_one("#time", Part).tell("Time" if large else length, sets_words(session), "" if large else "bold")
        rows = [*against(session, earlier), *((Content.assemble((words, "$accent")), "") for words in self.reached)]
        if not session.counts:
            rows.append((Content.assemble(("Under half of the plan; kept.", "$muted")), ""))
        self.query_one("#against", Facts).show(*rows[:MOST_ROWS])

    def _show_week(self) -> None:
        """Show the week; while the square of the day is still to fill, without the day."""
        self.query_one(WeekPart).show(self.services, both=False, fills=self._fills)

    def _fill(self) -> None:
        """Show the square of the day as trained."""
        self._fills = False
        self._show_week()

    @property
    def _first_of_its_day(self) -> bool:
        """Whether this session alone makes its day a training day."""
        day = self.session.local_date
        counted = [each.id for each in self.services.history.sessions if each.counts and each.local_date == day]
        return day == self.services.today and counted == [self.session.id]

    def on_resize(self) -> None:
        """The length is large where there is room."""
        self.call_after_refresh(self.show)

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
    def _reached(self) -> tuple[Milestone | Best, ...]:
        """What this session was the first to reach; nothing where it does not count."""
        return tuple(reached_by(self.services.history, self.session)) if self.session.counts else ()

    @cached_property
    def reached(self) -> tuple[str, ...]:
        """The milestones and bests of this session in words."""
        catalogue = self.services.catalogue
        return tuple(
            each.words if isinstance(each, Milestone) else f"Best: {best_words(each, catalogue)}"
            for each in self._reached[:MOST_REACHED]
        )

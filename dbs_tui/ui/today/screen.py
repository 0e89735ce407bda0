"""Today: what do I do now? One key from here to moving."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.events import DescendantBlur, DescendantFocus
from textual.widgets import Static

from dbs_tui.domain.training.routine import Routine
from dbs_tui.ui.kit.base import BaseScreen
from dbs_tui.ui.kit.day_map import DayMap
from dbs_tui.ui.kit.heading import Part
from dbs_tui.ui.kit.sizes import size_classes
from dbs_tui.ui.kit.week_part import WeekPart
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.today.lately import Lately
from dbs_tui.ui.today.next_part import NextPart
from dbs_tui.ui.today.next_routine import NextRoutine
from dbs_tui.ui.today.parts import CalendarPart, LowRow, MovesPart, ReadingPart, SittingPart

LATELY = 50
"""Sessions that are listed at most; the part shows those that fit."""


class TodayScreen(BaseScreen[None]):
    """The next routine and *Start*; the week beside it; what was trained lately below."""

    TITLE_TEXT = "Today"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,space",
            "start",
            "Start",
            key_display="enter",
            id="today.start",
            tooltip="Start the routine that is shown",
        ),
        Binding("r,right,l", "another(1)", "Another", key_display="r", id="today.another", tooltip="The next one"),
        Binding(
            "p", "look", "Plan", show=False, id="today.plan", tooltip="Look inside: its blocks, times, what to fetch"
        ),
        Binding("u", "bring_back", "Bring back", id="today.bring_back", tooltip="Bring back a discarded workout"),
        Binding(
            "m", "wish('morning')", "Morning", show=False, id="today.morning", tooltip="Say how the morning after was"
        ),
        Binding("y", "coach('take')", "Take", show=False, id="today.take", tooltip="Take the changes that are offered"),
        Binding("n", "coach('keep')", "Keep", show=False, id="today.keep", tooltip="Keep the routine as it was"),
        Binding("e", "coach('explain')", "Why", show=False, id="today.explain", tooltip="Why the changes are offered"),
        Binding("w", "wish('programme')", "Programme", show=False, id="today.programme", tooltip="Weeks, step by step"),
        Binding(
            "v",
            "wish('measure')",
            "Measure",
            show=False,
            id="today.measure",
            tooltip="Own measures: holds, stands, numbness",
        ),
        Binding("i", "wish('plan')", "When", show=False, id="today.when", tooltip="When you do it: a cue of your day"),
        Binding("R,left,h", "another(-1)", "Previous routine", show=False, id="today.previous"),
        Binding("down,j", "recent", "Lately", show=False, id="today.lately", tooltip="To the last sessions"),
        Binding("escape", "hush", "Hush", show=False, id="today.hush", tooltip="Back to Start; dismiss messages"),
    ]

    AUTO_FOCUS = ""
    _shown_in: frozenset[str] = frozenset()
    """The classes that what is shown was made for: the size may be another one already, and they not yet."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.offer = NextRoutine(services)

    def body(self) -> ComposeResult:
        """Next and week, the calendar and the last sessions; what else there is comes when there is something in it."""
        with Horizontal(id="top"):
            yield NextPart()
            yield WeekPart()
        yield CalendarPart()
        with LowRow(id="low"):
            yield Part("Lately", Lately(id="lately"), id="last", classes="main")

    def title_note(self) -> str:
        """The date."""
        today = self.services.today
        return f"{today:%A} {today.day} {today:%B}"

    def on_resize(self) -> None:
        """The week row is closer on a narrow screen."""
        known = {name for _, name in (*(self.app.HORIZONTAL_BREAKPOINTS or ()), *(self.app.VERTICAL_BREAKPOINTS or ()))}
        if self._shown_in and self._shown_in & known != set(size_classes(self.app)):
            self.call_after_refresh(self.show)

    def show(self) -> None:
        """Bring every part up to date."""
        self._shown_in = self.classes
        self.offer.update()
        self.show_next()
        self.query_one(WeekPart).show(self.services, both=self.has_class("-tall"))
        self.query_one(CalendarPart).show(self.services)
        self.show_desk()
        self.query_one(Lately).sessions = self.services.known.sessions[-LATELY:][::-1]
        if self.services.studied:
            if not self.query(ReadingPart):
                self.query_one("#low").mount(ReadingPart(), after="#last")
            self.query_one(ReadingPart).show(self.services)

    def show_next(self) -> None:
        """Show what is offered: the routine, its moves, and the quiet lines about it."""
        self.query_one(NextPart).show(self.services, self.offer)
        self._show_moves()
        self._show_offers()
        self.refresh_bindings()

    def _show_moves(self) -> None:
        """Show the moves before the first session, in the place of the calendar, and where there is room for both."""
        first, shown = self.services.state.is_read and not self.services.history.sessions, self.offer.planned
        self.set_class(first, "-first")
        moves = shown is not None and (first or (self.has_class("-high") and self.has_class("-wide")))
        self.set_class(moves, "-moves")
        if shown is not None and moves:
            if not self.query(MovesPart):
                self.query_one("#body").mount(MovesPart(self.services, shown), after="#calendar")
            else:
                self.query_one(MovesPart).show(self.services, shown)

    def _show_offers(self) -> None:
        """Show the quiet lines; where there are none, no room is taken."""
        lines = Content("")
        if not self.services.knows_nothing:
            from dbs_tui.ui.today.offers import offer_lines

            lines = offer_lines(self.services, self._coached)
        if lines.plain and not self.query("#offers"):
            self.query_one("#body").mount(Static(id="offers"), after="#top")
        for panel in self.query("#offers").results(Static):
            panel.display = bool(lines.plain)
            panel.update(lines)

    def show_desk(self) -> None:
        """Show how long the user has sat; the desk watch calls it as time goes by."""
        told = self.services.sitting
        if told is not None and not self.query(SittingPart):
            self.query_one("#low").mount(SittingPart())
        for part in self.query(SittingPart):
            part.show(told)

    @property
    def _coached(self) -> Routine | None:
        """The routine that the coach's line is about; ``None`` while an interrupted session waits."""
        return None if self.services.state.unfinished else self.offer.routine

    @on(DayMap.Opened)
    def day_opened(self, event: DayMap.Opened) -> None:
        """Open the last session of the day."""
        from dbs_tui.ui.kit.messages import HistoryAction, HistoryWished

        if sessions := self.services.history.sessions_on(event.day):
            self.post_message(HistoryWished(HistoryAction.OPEN, sessions[-1]))

    @on(Lately.Opened)
    def session_opened(self, event: Lately.Opened) -> None:
        """Open the session of a row."""
        from dbs_tui.ui.kit.messages import HistoryAction, HistoryWished

        self.post_message(HistoryWished(HistoryAction.OPEN, event.session))

    @on(DescendantFocus)
    @on(DescendantBlur)
    def keys_went(self) -> None:
        """Show the keys of the part that has the focus."""
        self.refresh_bindings()

    def action_start(self) -> None:
        """Go on with what was interrupted, or start what is offered."""
        from dbs_tui.ui.kit.messages import GoOnChosen, RoutineChosen

        if self.services.state.unfinished:
            self.post_message(GoOnChosen(self.services.state.unfinished[-1]))
        elif self.offer.routine is not None:
            self.post_message(RoutineChosen(self.offer.routine))

    def action_another(self, step: int) -> None:
        """Offer the next or the previous routine of the shelf."""
        self.offer.go(step)
        self.show_next()

    def action_wish(self, name: str) -> None:
        """Ask the app for something that needs no more words: ``morning``, ``programme``, ``measure`` or ``plan``."""
        from dbs_tui.ui.kit import messages

        wishes = {
            "morning": messages.MorningWished,
            "programme": messages.ProgrammeWished,
            "measure": messages.MeasuresWished,
            "plan": messages.PlanWished,
        }
        self.post_message(wishes[name]())

    def action_coach(self, answer: str) -> None:
        """Answer the coach's line: ``take``, ``keep`` or ``explain``."""
        from dbs_tui.ui.kit.messages import CoachAnswered

        if self.offer.routine is not None:
            self.post_message(CoachAnswered(self.offer.routine, answer))

    def action_look(self) -> None:
        """Look inside what is offered, or what comes tomorrow."""
        if (routine := self.offer.planned) is not None:
            from dbs_tui.ui.today.plan_screen import PlanScreen

            self.app.push_screen(PlanScreen(self.services, routine), self._looked_at)

    def _looked_at(self, routine: Routine | None) -> None:
        """Start what was looked at, where that was chosen there."""
        from dbs_tui.ui.kit.messages import RoutineChosen

        if routine is not None:
            self.post_message(RoutineChosen(routine))

    def action_bring_back(self) -> None:
        """Undo what was answered last, else have the workout back that was discarded last."""
        from dbs_tui.ui.kit.messages import BringBackChosen, NotedUndone

        if self.services.can_undo:
            self.post_message(NotedUndone())
        elif self.services.state.discarded:
            self.post_message(BringBackChosen(self.services.state.discarded[-1]))

    def action_recent(self) -> None:
        """Give the keys to the last sessions."""
        self.query_one(Lately).focus()

    def action_hush(self) -> None:
        """Take away the messages that lie over the screen."""
        self.app.clear_notifications()
        self.set_focus(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is not always something to bring back, and no other routine while an interrupted one waits."""
        if action in ("another", "look"):
            return not self.services.state.unfinished
        if action == "start":
            return bool(self.services.state.unfinished) or self.offer.routine is not None
        if action == "recent":
            return bool(self.services.known.sessions)
        if action == "wish" and parameters == ("morning",):
            return self.services.morning is not None
        if action == "coach":
            return self._coached is not None and bool(self.services.coach_changes(self._coached))
        return action != "bring_back" or bool(self.services.state.discarded) or self.services.can_undo

    def describe(self, binding: Binding) -> str:
        """The word of a key: enter goes on with what was interrupted, and ``u`` undoes where it can."""
        if binding.id == "today.bring_back" and self.services.can_undo:
            return "Undo"
        goes_on = binding.id == "today.start" and bool(self.services.state.unfinished)
        return "Go on" if goes_on else binding.description

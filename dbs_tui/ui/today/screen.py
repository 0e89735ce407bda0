"""Today: what do I do now? One key from here to moving."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.events import DescendantBlur, DescendantFocus
from textual.widgets import Static

from dbs_tui.domain.common.text import clock, counted
from dbs_tui.ui.kit.base import BaseScreen
from dbs_tui.ui.kit.big_number import BigNumber
from dbs_tui.ui.kit.day_map import DayMap
from dbs_tui.ui.kit.digits import columns_of, glyphs
from dbs_tui.ui.kit.heading import Facts, Part, Row, Words
from dbs_tui.ui.kit.key_words import key_hints, keyed
from dbs_tui.ui.kit.week import streak_rows, week_facts, week_row
from dbs_tui.ui.services.services import seconds_of
from dbs_tui.ui.today.lately import Lately, day_words, sessions_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dbs_tui.domain.building.suggest import Afterwards
    from dbs_tui.domain.training.routine import Routine
    from dbs_tui.domain.training.session import Session
    from dbs_tui.library.shelf import Shelf

LEADS = {"#card": "2", "#desk": "5"}
"""The parts that tell of another place, and the keys of these: a click on them leads there."""
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
        Binding("m", "morning", "Morning", show=False, id="today.morning", tooltip="Say how the morning after was"),
        Binding("y", "coach('take')", "Take", show=False, id="today.take", tooltip="Take the changes that are offered"),
        Binding("n", "coach('keep')", "Keep", show=False, id="today.keep", tooltip="Keep the routine as it was"),
        Binding("e", "coach('explain')", "Why", show=False, id="today.explain", tooltip="Why the changes are offered"),
        Binding("w", "programme", "Programme", show=False, id="today.programme", tooltip="Weeks, step by step"),
        Binding(
            "v", "measure", "Measure", show=False, id="today.measure", tooltip="Own measures: holds, stands, numbness"
        ),
        Binding("i", "plan", "When", show=False, id="today.when", tooltip="When you do it: a cue of your day"),
        Binding("R,left,h", "another(-1)", "Previous routine", show=False, id="today.previous"),
        Binding("down,j", "recent", "Lately", show=False, id="today.lately", tooltip="To the last sessions"),
        Binding("escape", "hush", "Hush", show=False, id="today.hush", tooltip="Back to Start; dismiss messages"),
    ]

    AUTO_FOCUS = ""
    offered: Routine | None = None
    """The routine that enter starts; ``None`` when nothing more is offered today."""
    _after: Afterwards | None = None
    """What fits after the training of today, where there was some."""
    _chosen = False
    """Whether the user went through the routines to this one."""
    _suggested_from: tuple[object, ...] = (None, None, None)
    _suggested_on: date | None = None
    _shelf: Shelf | None = None
    """The shelf that the offered routine was taken from."""
    _shown_in: frozenset[str] = frozenset()
    """The classes that what is shown was made for: the size may be another one already, and they not yet."""

    def body(self) -> ComposeResult:
        """Next and week, the calendar, the last sessions and what there is to read."""
        action = Facts(id="start", classes="action")
        length = Horizontal(BigNumber(id="length"), action, id="go")
        with Horizontal(id="top"):
            yield Part("Next", Facts(id="next"), length, id="offer", classes="main")
            yield Part("This week", Static(id="days"), Facts(id="week"), id="this-week", classes="aside")
        yield Static(id="offers")
        yield Part("Days", DayMap(), id="calendar")
        yield Part("What you will do", id="moves")
        with Horizontal(id="low"):
            yield Part("Lately", Lately(id="lately"), id="last", classes="main")
            yield Part("One minute to read", Static(id="reading"), id="card", classes="aside")
            yield Part("Sitting", Static(id="sitting"), id="desk", classes="aside")

    def on_mount(self) -> None:
        """A fact of the week that has no room beside another gets a row of its own."""
        self.query_one("#week", Facts).fold = True
        self.query_one("#start", Facts).press = "enter"
        for name, key in LEADS.items():
            self.query_one(name, Part).press = key

    def title_note(self) -> str:
        """The date."""
        today = self.services.today
        return f"{today:%A} {today.day} {today:%B}"

    def on_resize(self) -> None:
        """The week row is closer on a narrow screen."""
        known = {name for _, name in (*(self.app.HORIZONTAL_BREAKPOINTS or ()), *(self.app.VERTICAL_BREAKPOINTS or ()))}
        if self._shown_in and self._shown_in & known != set(self.size_classes):
            self.call_after_refresh(self.show)

    def show(self) -> None:
        """Bring every part up to date."""
        self._shown_in = self.classes
        history, today = self.services.history, self.services.today
        known = (history, self.services.state.adopted, self.services.state.programme)
        same = all(now is then for now, then in zip(known, self._suggested_from, strict=True))
        if not same or today != self._suggested_on:
            self._after, self._chosen = self.services.afterwards(), False
            self.offered = self._after.now if self._after else self.services.suggested()
            self._suggested_from, self._suggested_on = known, today
        self._follow_the_shelf()
        self.show_next()
        self.show_week()
        self.show_days()
        self.show_desk()
        self.show_offers()
        self.query_one(Lately).sessions = self.services.known.sessions[-LATELY:][::-1]
        self.show_reading()

    def _follow_the_shelf(self) -> None:
        """A routine of the shelf that was changed meanwhile, in Build or by the coach, is offered as it is now."""
        before, self._shelf = self._shelf, self.services.shelf
        if before is not None and before is not self._shelf and self.offered in before.routines:
            entry = self._shelf.get(self.offered.id)
            self.offered = entry.routine if entry and entry.routine else self.services.suggested()

    def show_week(self) -> None:
        """The week's days and how they stand against the goal; what runs."""
        history, today = self.services.history, self.services.today
        gap = 2 if self.has_class("-narrow") else 4 if self.has_class("-wide") else 3
        week = history.week(today, today)
        self.query_one("#days", Static).update(week_row(week, today, gap))
        streak = streak_rows(history, today, self.has_class("-tall")) if self.services.settings.show_streak else []
        self.query_one("#week", Facts).show(*week_facts(week, today), *streak)

    def show_days(self) -> None:
        """The calendar; before the first session, and where there is room for both, the moves of what is offered."""
        heatmap, first = self.query_one(DayMap), self.services.state.is_read and not self.services.history.sessions
        heatmap.history, heatmap.today = self.services.history, self.services.today
        self.set_class(first, "-first")
        shown = self._planned
        moves = shown is not None and (first or (self.has_class("-high") and self.has_class("-wide")))
        self.set_class(moves, "-moves")
        if shown is not None and moves:
            self._show_stills(self.query_one("#moves", Part), shown)

    @property
    def _planned(self) -> Routine | None:
        """The routine to look at: what is offered, else what comes tomorrow."""
        tomorrow = self._after.tomorrow if self._after else None
        return self.offered or (tomorrow.routine if tomorrow else None)

    @on(DayMap.Moved)
    def day_shown(self, event: DayMap.Moved) -> None:
        """Say what the day under the cursor was."""
        self.query_one("#calendar", Part).tell(right=day_words(self.services.history, event.day))

    @on(DayMap.Opened)
    def day_opened(self, event: DayMap.Opened) -> None:
        """Open the last session of the day."""
        if sessions := sessions_of(self.services.history, event.day):
            self._open(sessions[-1])

    @on(Lately.Opened)
    def session_opened(self, event: Lately.Opened) -> None:
        """Open the session of a row."""
        self._open(event.session)

    def _open(self, session: Session) -> None:
        from dbs_tui.ui.kit.messages import HistoryAction, HistoryWished

        self.post_message(HistoryWished(HistoryAction.OPEN, session))

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """A calendar that has the keys has a cursor."""
        if isinstance(event.widget, DayMap):
            event.widget.go_to(event.widget.cursor or self.services.today)
        self.refresh_bindings()

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """It goes with them."""
        if isinstance(event.widget, DayMap):
            event.widget.cursor = None
            self.query_one("#calendar", Part).tell(right="")
        self.refresh_bindings()

    def _show_stills(self, part: Part, routine: Routine) -> None:
        from dbs_tui.ui.kit.still_view import stills_of
        from dbs_tui.ui.kit.stills import Stills

        shown = stills_of(self.services.fitted(routine).blocks)
        if not self.query(Stills):
            part.mount(Stills(shown))
        else:
            self.query_one(Stills).show(shown)

    def show_reading(self) -> None:
        """The card to read next, and what the quiz asks today; nothing until it is known what was read."""
        part = self.query_one("#card", Part)
        if not self.services.studied:
            part.remove_class("-known")
            return
        study = self.services.study
        part.set_class(study.reading is not None, "-known")
        if study.reading is not None:
            from dbs_tui.ui.kit.reading_words import to_read

            self.query_one("#reading", Static).update(to_read(study.lessons, study.next_card, self.has_class("-tall")))
            due = len(study.due(self.services.today))
            part.tell(right=f"{due} due" if due else "")

    def show_desk(self) -> None:
        """How long the user has sat, where the desk timer is used."""
        part, told = self.query_one("#desk", Part), self.services.sitting
        part.display = told is not None
        self.set_class(told is not None, "-sits")
        if told is not None:
            part.tell(tone="bold $warning" if told.calls else "")
            key = keyed("  5")
            more = "" if self.has_class("-normal-height") and not self.has_class("-tall") else f"\n{told.more}"
            self.query_one("#sitting", Static).update(Content.assemble((told.line, "bold"), key, (more, "$muted")))

    def show_offers(self) -> None:
        """The quiet lines; where there are none, no room is taken."""
        panel = self.query_one("#offers", Static)
        panel.display = False
        if not self.services.knows_nothing:
            from dbs_tui.ui.today.offers import offer_lines

            routine = None if self.services.state.unfinished else self.offered
            lines = offer_lines(self.services, routine)
            panel.display = bool(lines.plain)
            panel.update(lines)

    def show_next(self) -> None:
        """What enter starts: an interrupted session first, else the offered routine."""
        part, facts = self.query_one("#offer", Part), self.query_one("#next", Facts)
        if self.services.state.unfinished:
            session = self.services.state.unfinished[-1].session
            part.tell("Interrupted", "", "bold $warning")
            facts.show(*_interrupted(session))
            self._show_action("Go on, save or discard", "", "-amber")
        elif self.offered is not None:
            self._show_offer(part, facts, self.services.fitted(self.offered))
        elif self._after is not None:
            part.tell("Next", "", "")
            done, needed = self._done_rows("Nothing more is needed today.", "")
            tomorrow = self._after.tomorrow
            facts.show((done[0], ""), needed, *([(f"Tomorrow {tomorrow.routine.name}", "")] if tomorrow else []))
        self.query_one("#go").display = bool(self.services.state.unfinished or self.offered)
        narrow = self.has_class("-narrow")
        if self.services.state.discarded:
            part.tell(right=key_hints("u brings back" if narrow else "u brings back what was discarded"))
        self.refresh_bindings()

    def _show_offer(self, part: Part, facts: Facts, routine: Routine) -> None:
        """The routine; where today is trained already it is said first, and the offer is a quiet one."""
        done = self._after is not None
        floor, routines = "floor" if routine.needs_floor else "no floor", self._routines
        at = f"{routines.index(self.offered) + 1} of {len(routines)} · " if self.offered in routines else ""
        part.tell("Next", f"{at if self._chosen else ''}{floor}", "")
        times = self.services.known.times_done(routine.id)
        told = Content.assemble((f"done {counted(times, 'time')}" if times else "new to you", "$muted"))
        moves = " · ".join(dict.fromkeys(block.exercise.name.split()[-1].lower() for block in routine.blocks))
        name = Content.assemble((routine.name, "bold"))
        if done:
            facts.show(*self._done_rows(name, told))
        else:
            facts.show((name, told), (moves, ""))
        self._show_action("Start", clock(seconds_of(routine)), "-quiet" if done else "")

    def _done_rows(self, left: Words, right: Words) -> tuple[Row, ...]:
        """That today is done, and what comes tomorrow; then a row about what fits now."""
        tomorrow = self._after.tomorrow if self._after else None
        then = Content.assemble((f"tomorrow {tomorrow.routine.name}" if tomorrow else "", "$muted"))
        return (Content.assemble(("✓ Done for today", "bold $accent")), then), (left, right)

    def _show_action(self, word: str, length: str, look: str) -> None:
        """The one filled block of the screen, and the length of what it starts beside it."""
        action, number = self.query_one("#start", Facts), self.query_one("#length", BigNumber)
        action.set_class(look == "-amber", "-amber")
        action.set_class(look == "-quiet", "-quiet")
        action.show((word, "enter"))
        number.display = bool(length)
        number.show(length)
        large = self.has_class("-wide") and self.has_class("-tall")
        number.styles.width = columns_of(glyphs(length, 5 if large else 3)) + (5 if large else 4) if length else 0

    def action_start(self) -> None:
        """Go on with what was interrupted, or start what is offered."""
        from dbs_tui.ui.kit.messages import GoOnChosen, RoutineChosen

        if self.services.state.unfinished:
            self.post_message(GoOnChosen(self.services.state.unfinished[-1]))
        elif self.offered is not None:
            self.post_message(RoutineChosen(self.offered))

    def action_morning(self) -> None:
        """Ask about the morning after."""
        from dbs_tui.ui.kit.messages import MorningWished

        self.post_message(MorningWished())

    def action_programme(self) -> None:
        """Show the programme, or begin one."""
        from dbs_tui.ui.kit.messages import ProgrammeWished

        self.post_message(ProgrammeWished())

    def action_measure(self) -> None:
        """Take own measures."""
        from dbs_tui.ui.kit.messages import MeasuresWished

        self.post_message(MeasuresWished())

    def action_plan(self) -> None:
        """Say when it is done."""
        from dbs_tui.ui.kit.messages import PlanWished

        self.post_message(PlanWished())

    def action_coach(self, answer: str) -> None:
        """Answer the coach's line."""
        from dbs_tui.ui.kit.messages import CoachAnswered

        if self.offered is not None:
            self.post_message(CoachAnswered(self.offered, answer))

    def action_hush(self) -> None:
        """Take away the messages that lie over the screen."""
        self.app.clear_notifications()
        self.set_focus(None)

    def action_recent(self) -> None:
        """Give the keys to the last sessions."""
        self.query_one(Lately).focus()

    def action_look(self) -> None:
        """Look inside what is offered, or what comes tomorrow."""
        if (routine := self._planned) is not None:
            from dbs_tui.ui.today.plan_screen import PlanScreen

            self.app.push_screen(PlanScreen(self.services, routine), self._looked_at)

    def _looked_at(self, routine: Routine | None) -> None:
        """Start what was looked at, where that was chosen there."""
        if routine is not None:
            from dbs_tui.ui.kit.messages import RoutineChosen

            self.post_message(RoutineChosen(routine))

    def action_bring_back(self) -> None:
        """Have the workout back that was discarded last."""
        from dbs_tui.ui.kit.messages import BringBackChosen, NotedUndone

        if self.services.can_undo:
            self.post_message(NotedUndone())
        elif self.services.state.discarded:
            self.post_message(BringBackChosen(self.services.state.discarded[-1]))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is not always something to bring back, and no other routine while an interrupted one waits."""
        if action in ("another", "look"):
            return not self.services.state.unfinished
        if action == "start":
            return bool(self.services.state.unfinished) or self.offered is not None
        if action == "recent":
            return bool(self.services.known.sessions)
        if action == "morning":
            return self.services.morning is not None
        if action == "coach":
            routine = None if self.services.state.unfinished else self.offered
            return routine is not None and bool(self.services.coach_changes(routine))
        return action != "bring_back" or bool(self.services.state.discarded) or self.services.can_undo

    def describe(self, binding: Binding) -> str:
        """Enter goes on with what was interrupted."""
        if binding.id == "today.bring_back" and self.services.can_undo:
            return "Undo"
        goes_on = binding.id == "today.start" and bool(self.services.state.unfinished)
        return "Go on" if goes_on else binding.description

    def action_another(self, step: int) -> None:
        """Offer the next or the previous routine of the shelf."""
        routines = self._routines
        if self.offered in routines:
            self.offered = routines[(routines.index(self.offered) + step) % len(routines)]
        elif routines:
            self.offered = routines[0 if step > 0 else -1]
        self._chosen = True
        self.show_next()
        self.show_days()
        self.show_offers()

    @property
    def _routines(self) -> Sequence[Routine]:
        """All that can be offered, in the order in which they are gone through."""
        if self.services.knows_nothing and not self.services.state.programme:
            return self.services.shelf.routines
        return self.services.programme.among(self.services.shelf.routines)


def _interrupted(session: Session) -> tuple[Row, ...]:
    from dbs_tui.domain.training.completion import done_words

    name = Content.assemble((session.name, "bold"))
    return (name, Content.assemble(("the rest is waiting", "$muted"))), (done_words(session), "")

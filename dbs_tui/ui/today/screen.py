"""Today: what do I do now? One key from here to moving."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Click
from textual.widgets import Static

from dbs_tui.domain.common.text import clock, counted
from dbs_tui.ui.kit.base import BaseScreen
from dbs_tui.ui.kit.big_number import BigNumber
from dbs_tui.ui.kit.digits import columns_of, glyphs
from dbs_tui.ui.kit.heading import Facts, Part, Row
from dbs_tui.ui.kit.heatmap import Heatmap
from dbs_tui.ui.kit.week import streak_rows, week_facts, week_row
from dbs_tui.ui.services.services import seconds_of

if TYPE_CHECKING:
    from datetime import date

    from dbs_tui.domain.history.history import History
    from dbs_tui.domain.training.routine import Routine
    from dbs_tui.domain.training.session import Session
    from dbs_tui.library.adopt import Adopted

NOTHING = "What you train comes here."
LATELY = 12
"""Sessions that are listed at most; the part shows those that fit."""


class TodayScreen(BaseScreen[None]):
    """The next routine and *Start*; the week beside it; what was trained lately below."""

    TITLE_TEXT = "Today"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "start", "Start", key_display="enter", id="today.start", tooltip="Train what is shown"),
        Binding(
            "r,right,l", "another(1)", "Another", key_display="r", id="today.another", tooltip="Show another routine"
        ),
        Binding("u", "bring_back", "Bring back", id="today.bring_back", tooltip="Have a discarded workout back"),
        Binding("m", "morning", "Morning", show=False, id="today.morning", tooltip="Say how the morning after was"),
        Binding("y", "coach('take')", "Take", show=False, id="today.take", tooltip="Take the changes that are offered"),
        Binding("n", "coach('keep')", "Keep", show=False, id="today.keep", tooltip="Keep the routine as it was"),
        Binding("e", "coach('explain')", "Why", show=False, id="today.explain", tooltip="Why the changes are offered"),
        Binding("left,h", "another(-1)", "Previous routine", show=False, id="today.previous"),
        Binding("escape", "hush", "Hush", show=False, id="today.hush", tooltip="Dismiss messages"),
    ]

    offered: Routine | None = None
    """The routine that enter starts."""
    _suggested_from: tuple[History | None, Adopted | None] = (None, None)
    _suggested_on: date | None = None
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
        yield Part("Days", Heatmap(), id="calendar")
        with Horizontal(id="low"):
            yield Part("Lately", Facts(id="lately"), id="last", classes="main")
            yield Part("One minute to read", Static(id="reading"), id="card", classes="aside")
            yield Part("Sitting", Static(id="sitting"), id="desk", classes="aside")

    def on_mount(self) -> None:
        """A fact of the week that has no room beside another gets a row of its own."""
        self.query_one("#week", Facts).fold = True

    @on(Click, "#start")
    def start_clicked(self) -> None:
        """The whole block starts what is shown."""
        self.action_start()

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
        known = (history, self.services.state.adopted)
        same = all(now is then for now, then in zip(known, self._suggested_from, strict=True))
        if self.offered is None or not same or today != self._suggested_on:
            self.offered, self._suggested_from, self._suggested_on = self.services.suggested(), known, today
        self.show_next()
        self.show_week()
        self.show_days()
        self.show_desk()
        self.show_offers()
        sessions = self.services.known.sessions[-LATELY:]
        lately = [_line(session, today, self._roomy) for session in reversed(sessions)]
        self.query_one("#lately", Facts).show(*lately or [(Content.assemble((NOTHING, "$muted")), "")])
        self.show_reading()

    @property
    def _roomy(self) -> bool:
        """Whether a line of what was trained has room for all of it."""
        return (self.has_class("-wide") and not self.has_class("-sits")) or self.has_class("-huge")

    def show_week(self) -> None:
        """The week's days and how they stand against the goal; what runs."""
        history, today = self.services.history, self.services.today
        gap = 2 if self.has_class("-narrow") else 4 if self.has_class("-wide") else 3
        week = history.week(today, today)
        self.query_one("#days", Static).update(week_row(week, today, gap))
        streak = streak_rows(history, today, self.has_class("-tall")) if self.services.settings.show_streak else []
        self.query_one("#week", Facts).show(*week_facts(week, today), *streak)

    def show_days(self) -> None:
        """The calendar; before the first session the moves of what is offered, at their far end."""
        history, part = self.services.history, self.query_one("#calendar", Part)
        heatmap, first = self.query_one(Heatmap), self._before_the_first
        heatmap.history, heatmap.today = history, self.services.today
        heatmap.display = not first
        part.tell(title="What you will do" if first else "Days")
        for stills in self.query("Stills"):
            stills.display = first
        if first and self.offered is not None:
            self._show_stills(part, self.offered)

    @property
    def _before_the_first(self) -> bool:
        """Whether the history is known to be empty: before it is read, nothing is."""
        there = getattr(self.app, "history_is_there", None)
        return bool(there and there.is_set()) and not self.services.history.sessions

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
        study, part = self.services.study, self.query_one("#card", Part)
        part.set_class(study.reading is not None, "-known")
        if study.reading is not None:
            from dbs_tui.ui.kit.reading_words import to_read

            self.query_one("#reading", Static).update(to_read(study.lessons, study.next_card, self.has_class("-tall")))
            due = len(study.due(self.services.today))
            part.tell(right=f"{due} due today" if due else "")

    def show_desk(self) -> None:
        """How long the user has sat, where the desk timer is used."""
        part, told = self.query_one("#desk", Part), self.services.sitting
        part.display = told is not None
        self.set_class(told is not None, "-sits")
        if told is not None:
            part.tell(tone="bold $warning" if told.calls else "")
            key = ("  5", "bold $footer-key-foreground")
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
        narrow = self.has_class("-narrow")
        if self.services.state.discarded:
            part.tell(right="u brings back" if narrow else "u brings back what was discarded")
        self.refresh_bindings()

    def _show_offer(self, part: Part, facts: Facts, routine: Routine) -> None:
        """The routine; where today is trained already it is said first, and the offer is a quiet one."""
        history, today = self.services.history, self.services.today
        done = today in history.training_days
        part.tell("Next", "floor" if routine.needs_floor else "no floor", "")
        times = self.services.known.times_done(routine.id)
        told = Content.assemble((f"done {counted(times, 'time')}" if times else "new to you", "$muted"))
        moves = " · ".join(dict.fromkeys(block.exercise.name.split()[-1].lower() for block in routine.blocks))
        name = Content.assemble((routine.name, "bold"))
        if done:
            facts.show((Content.assemble(("✓ Done for today", "bold $accent")), told), (name, ""))
        else:
            facts.show((name, told), (moves, ""))
        self._show_action("Start", clock(seconds_of(routine)), "-quiet" if done else "")

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

    def action_coach(self, answer: str) -> None:
        """Answer the coach's line."""
        from dbs_tui.ui.kit.messages import CoachAnswered

        if self.offered is not None:
            self.post_message(CoachAnswered(self.offered, answer))

    def action_hush(self) -> None:
        """Take away the messages that lie over the screen."""
        self.app.clear_notifications()

    def action_bring_back(self) -> None:
        """Have the workout back that was discarded last."""
        from dbs_tui.ui.kit.messages import BringBackChosen, NotedUndone

        if self.services.can_undo:
            self.post_message(NotedUndone())
        elif self.services.state.discarded:
            self.post_message(BringBackChosen(self.services.state.discarded[-1]))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is not always something to bring back, and no other routine while an interrupted one waits."""
        if action == "another":
            return not self.services.state.unfinished
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
        routines = self.services.shelf.routines
        if self.offered in routines:
            self.offered = routines[(routines.index(self.offered) + step) % len(routines)]
        self.show_next()
        self.show_offers()


def _interrupted(session: Session) -> tuple[Row, ...]:
    from dbs_tui.domain.training.completion import done_words

    name = Content.assemble((session.name, "bold"))
    return (name, Content.assemble(("the rest is waiting", "$muted"))), (done_words(session), "")


def _line(session: Session, today: date, roomy: bool) -> Row:
    from dbs_tui.domain.training.completion import sets_words

    day = f"{session.local_date:%a} {session.local_date.day:>2} {session.local_date:%b}"
    sets = sets_words(session).rjust(16) if roomy else ""
    left = Content.assemble((f"{day}    " if roomy else f"{day}   ", "$muted"), session.name)
    return left, Content.assemble((f"{clock(session.active_seconds)}{sets}", "$muted"))

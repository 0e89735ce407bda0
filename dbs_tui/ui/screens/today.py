"""Today: what do I do now? One key from here to moving."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from dbs_tui.domain.text import clock, counted
from dbs_tui.ui.base import BaseScreen
from dbs_tui.ui.services import seconds_of
from dbs_tui.ui.widgets.heatmap import Heatmap
from dbs_tui.ui.widgets.week import streak_words, week_figure, week_row, week_words

if TYPE_CHECKING:
    from dbs_tui.domain.history import History
    from dbs_tui.domain.routine import Routine
    from dbs_tui.domain.session import Session
    from dbs_tui.library.adopt import Adopted

TITLES = {"next": "Next", "week": "This week", "calendar": "Days", "lately": "Lately"}
TITLES |= {"reading": "One minute to read", "sitting": "Sitting"}
LATELY = 8
"""Sessions that are listed at most; the panel shows those that fit."""


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
        Binding("escape", "hush", "Hush", show=False, id="today.hush", tooltip="Take away the messages"),
    ]

    offered: Routine | None = None
    """The routine that enter starts."""
    _suggested_from: tuple[History | None, Adopted | None] = (None, None)
    _shown_in: frozenset[str] = frozenset()
    """The classes that what is shown was made for: the size may be another one already, and they not yet."""

    def body(self) -> ComposeResult:
        """Next and week, the calendar, the last session."""
        with Horizontal(id="top"):
            yield Static(id="next", classes="panel")
            yield Static(id="week", classes="panel")
        yield Static(id="offers")
        with Horizontal(id="calendar", classes="panel"):
            yield Heatmap()
        with Horizontal(id="low"):
            yield Static(id="lately", classes="panel")
            yield Static(id="reading", classes="panel")
            yield Static(id="sitting", classes="panel")

    def on_mount(self) -> None:
        """Title the panels."""
        for name, title in TITLES.items():
            self.query_one(f"#{name}").border_title = title

    def title_note(self) -> str:
        """The date."""
        today = self.services.today
        return f"{today:%A} {today.day} {today:%B}"

    def on_resize(self) -> None:
        """The week row is closer on a narrow screen."""
        if self._shown_in and not self._shown_in.issuperset(self.size_classes):
            self.call_after_refresh(self.show)

    def show(self) -> None:
        """Bring every panel up to date."""
        self._shown_in = self.classes
        history, today = self.services.history, self.services.today
        known = (history, self.services.adopted)
        if self.offered is None or any(now is not then for now, then in zip(known, self._suggested_from, strict=True)):
            self.offered, self._suggested_from = self.services.suggested(), known
        self.show_next()
        week, narrow = history.week(today, today), self.has_class("-narrow")
        words = week_words(week, today)
        self.query_one("#week", Static).update(
            Content.assemble(
                week_row(week, today, 2 if narrow else 3),
                f"\n\n{week_figure(week)}",
                ("\n" + words, "$success"),
                ("\n\n" + streak_words(history, today, narrow) if self.services.settings.show_streak else "", "$muted"),
            )
        )
        heatmap = self.query_one(Heatmap)
        heatmap.history, heatmap.today = history, today
        self.show_desk()
        self.show_offers()
        self.query_one("#lately", Static).update(_lately(history.sessions[-LATELY:], short=not self._roomy))
        self.show_reading()

    @property
    def _roomy(self) -> bool:
        """Whether a line of what was trained has room for all of it."""
        return (self.has_class("-wide") and not self.has_class("-sits")) or self.has_class("-huge")

    def show_reading(self) -> None:
        """The card to read next, and what the quiz asks today; nothing until it is known what was read."""
        study, panel = self.services.study, self.query_one("#reading", Static)
        panel.set_class(study.reading is not None, "-known")
        if study.reading is not None:
            from dbs_tui.ui.reading_view import to_read

            panel.update(to_read(study.lessons, study.next_card, self.has_class("-tall")))
            due = len(study.due(self.services.today))
            panel.border_subtitle = f"{due} due today" if due else None

    def show_desk(self) -> None:
        """How long the user has sat, where the desk timer is used."""
        panel, told = self.query_one("#sitting", Static), self.services.sitting
        panel.display = told is not None
        self.set_class(told is not None, "-sits")
        if told is not None:
            panel.set_class(told.calls, "-calling")
            key = ("  5", "bold $footer-key-foreground")
            more = "" if self.has_class("-normal-height") else f"\n{told.more}"
            panel.update(Content.assemble((told.line, "bold"), key, (more, "$muted")))

    def show_offers(self) -> None:
        """The quiet lines; where there are none, no room is taken."""
        panel = self.query_one("#offers", Static)
        panel.display = False
        if not self.services.knows_nothing:
            from dbs_tui.ui.offers import offer_lines

            routine = None if self.services.unfinished else self.offered
            lines = offer_lines(self.services, routine)
            panel.display = bool(lines.plain)
            panel.update(lines)

    def show_next(self) -> None:
        """What enter starts: an interrupted session first, else the offered routine."""
        panel = self.query_one("#next", Static)
        if self.services.unfinished:
            panel.border_title = "Interrupted"
            panel.update(_interrupted(self.services.unfinished[-1].session))
        elif self.offered is not None:
            panel.border_title = "Next"
            offered = self.services.fitted(self.offered)
            panel.update(_offer(offered, self.services.history.times_done(offered.id)))
        panel.border_subtitle = Content("u brings back what was discarded") if self.services.discarded else None
        self.refresh_bindings()

    def action_start(self) -> None:
        """Go on with what was interrupted, or start what is offered."""
        from dbs_tui.ui.messages import GoOnChosen, RoutineChosen

        if self.services.unfinished:
            self.post_message(GoOnChosen(self.services.unfinished[-1]))
        elif self.offered is not None:
            self.post_message(RoutineChosen(self.offered))

    def action_morning(self) -> None:
        """Ask about the morning after."""
        from dbs_tui.ui.messages import MorningWished

        self.post_message(MorningWished())

    def action_coach(self, answer: str) -> None:
        """Answer the coach's line."""
        from dbs_tui.ui.messages import CoachAnswered

        if self.offered is not None:
            self.post_message(CoachAnswered(self.offered, answer))

    def action_hush(self) -> None:
        """Take away the messages that lie over the screen."""
        self.app.clear_notifications()

    def action_bring_back(self) -> None:
        """Have the workout back that was discarded last."""
        from dbs_tui.ui.messages import BringBackChosen, NotedUndone

        if self.services.can_undo:
            self.post_message(NotedUndone())
        elif self.services.discarded:
            self.post_message(BringBackChosen(self.services.discarded[-1]))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is not always something to bring back, and no other routine while an interrupted one waits."""
        if action == "another":
            return not self.services.unfinished
        if action == "morning":
            return self.services.morning is not None
        if action == "coach":
            routine = None if self.services.unfinished else self.offered
            return routine is not None and bool(self.services.coach_changes(routine))
        return action != "bring_back" or bool(self.services.discarded) or self.services.can_undo

    def describe(self, binding: Binding) -> str:
        """Enter goes on with what was interrupted."""
        if binding.id == "today.bring_back" and self.services.can_undo:
            return "Undo"
        goes_on = binding.id == "today.start" and bool(self.services.unfinished)
        return "Go on" if goes_on else binding.description

    def action_another(self, step: int) -> None:
        """Offer the next or the previous routine of the shelf."""
        routines = self.services.shelf.routines
        if self.offered in routines:
            self.offered = routines[(routines.index(self.offered) + step) % len(routines)]
        self.show_next()
        self.show_offers()


def _offer(routine: Routine, times: int) -> Content:
    moves = " · ".join(block.exercise.name.split()[-1].lower() for block in routine.blocks)
    needs = "Needs the floor." if routine.needs_floor else "No floor needed."
    done = f" Done {counted(times, 'time')}." if times else " New to you."
    return Content.assemble(
        (routine.name, "bold"),
        (f"   {clock(seconds_of(routine))}\n\n", "bold $success"),
        f"{moves}\n",
        (f"{needs}{done}\n\n", "$muted"),
        (" Start ", "bold reverse $success"),
        ("  enter", "$muted"),
    )


def _interrupted(session: Session) -> Content:
    from dbs_tui.ui.ended import done_words

    return Content.assemble(
        (session.name, "bold"),
        f"\n\n{done_words(session)}. The rest is waiting.\n\n",
        (" Go on, save or discard ", "bold reverse $warning"),
        ("  enter", "$muted"),
    )


def _lately(sessions: tuple[Session, ...], short: bool) -> Content:
    if not sessions:
        return Content.assemble(("Nothing yet: what you train comes here.", "$muted"))
    return Content("\n").join([_line(session, short) for session in reversed(sessions)])


def _line(session: Session, short: bool) -> Content:
    from dbs_tui.domain.session import Status

    done = sum(record.status is Status.DONE for record in session.sets)
    day = f"{session.local_date.day:>2} {session.local_date:%b}"
    sets = "" if short else f" · {done} of {counted(len(session.sets), 'set')}"
    return Content.assemble(
        (f"{day}  " if short else f"{session.local_date:%a} {day}   ", "$muted"),
        session.name,
        (f"   {clock(session.active_seconds)}{sets}", "$muted"),
    )

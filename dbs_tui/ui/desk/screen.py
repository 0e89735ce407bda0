"""Desk: how long have I sat? One key from here to a break, and an honest count of the day."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from dbs_tui.domain.desk import transitions
from dbs_tui.domain.desk.actions import MUTES, asks
from dbs_tui.domain.desk.day import DeskDay
from dbs_tui.domain.desk.desk import Phase
from dbs_tui.storage.desk import BREAKS
from dbs_tui.ui.desk.sit_part import SitPart
from dbs_tui.ui.kit.base import BaseScreen
from dbs_tui.ui.kit.breaks import Breaks, counts, week_of
from dbs_tui.ui.kit.choice import ChoiceAnswer, ChoiceQuestion, ChoiceScreen
from dbs_tui.ui.kit.heading import Part
from dbs_tui.ui.kit.key_words import key_hints
from dbs_tui.ui.kit.messages import BreakChosen


class DeskScreen(BaseScreen[None]):
    """The sit in large figures with what comes next; the counts beside it; the day, or the week, as strips below."""

    CSS_PATH = "screen.tcss"
    TITLE_TEXT = "Desk"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "ask('go')", "Break", key_display="enter", id="desk.go", tooltip="Take a break now"),
        Binding("u", "ask('was_up')", "I stood up", show=False, id="desk.up", tooltip="You stood up already: count it"),
        Binding("z", "ask('snooze')", "In 5 min", id="desk.snooze", tooltip="Put this call off by five minutes"),
        Binding("s", "ask('skip')", "Skip", id="desk.skip", tooltip="Leave this break out"),
        Binding("t", "ask('posture')", "Stand", show=False, id="desk.posture", tooltip="Sitting or standing now"),
        Binding("b", "ask('was_break')", "A break", show=False, id="desk.was_break", tooltip="You were on a break"),
        Binding("e", "ask('elsewhere')", "Sat elsewhere", show=False, id="desk.elsewhere", tooltip="That was no break"),
        Binding("n", "ask('not_now')", "Not now", show=False, id="desk.not_now", tooltip="No calls for a while"),
        Binding("w", "week", "Week", show=False, id="desk.week", tooltip="The week, or the day"),
        Binding("o", "ask('off')", "Off", show=False, id="desk.off", tooltip="Stop the timer"),
    ]

    week = False
    """Whether the week is shown in place of the day."""

    def body(self) -> ComposeResult:
        """The sit, the counts, the strips."""
        with Horizontal(id="top"):
            yield SitPart(self.services)
            yield Part("Today", Static(id="counts"), id="today", classes="aside")
        with Part("", id="seen"):
            yield Breaks(id="strips")
        with Part("The week", id="week-too"):
            yield Breaks(id="week-strips")

    def on_mount(self) -> None:
        """Count on while it is shown."""
        if self.services.ports.live:
            self.set_interval(1, self.tick)

    def tick(self) -> None:
        """Show what the clock says now; the app itself looks whether a break is due."""
        if self.is_current:
            self.follow()

    show_desk = tick

    def on_resize(self) -> None:
        """The strips are as wide as the screen."""
        if self.is_mounted:
            self.call_after_refresh(self.show)

    def title_note(self) -> str:
        """The date."""
        today = self.services.today
        return f"{today:%A} {today.day} {today:%B}"

    def show(self) -> None:
        """Bring everything up to date."""
        self.query_one(SitPart).show()
        today = self.services.desk.today
        self.query_one("#counts", Static).update(counts(today))
        # Before the first break was called there are only zeros.
        self.set_class(self.week and self.services.desk.desk.phase is not Phase.OFF, "-brief")
        counted, told_beside = any(today.counts.values()), self.query_one("#today")
        counted = counted and not (self.has_class("-brief") and self.has_class("-short"))
        if told_beside.display is not counted:
            told_beside.display = counted
            self.call_after_refresh(self.show)  # what stands beside it has another width then
        self._show_seen(today)
        self.refresh_bindings()

    def _show_seen(self, today: DeskDay) -> None:
        panel, breaks = self.query_one("#seen", Part), self.query_one("#strips", Breaks)
        below = self.query_one("#week-too", Part)
        breaks.now = self.services.desk.read().wall
        both = self.has_class("-high") and not self.week and self.services.desk.desk.on
        below.display = both
        self.set_class(both, "-both")
        if not self.week:
            panel.tell("The day", key_hints("w week"))
            breaks.days = (today,)
        if not self.week and not both:
            return
        there = self.services.desk
        days = there.days(self.services.store.documents(BREAKS))
        week = days.week(self.services.history.week_of(self.services.today))
        words = week_of(week, self.services.today)
        if self.week:
            panel.tell("The week", Content.assemble(key_hints("w day"), " · ", words))
            breaks.days = week
        else:
            below.tell(right=words)
            strips = self.query_one("#week-strips", Breaks)
            strips.now, strips.days = breaks.now, week

    # -- keys ---------------------------------------------------------------------------------------------------

    def describe(self, binding: Binding) -> str:
        """The words follow what the timer does."""
        names = {f"ask('{ask.name}')": ask.word for ask in asks(self.services.desk.desk, self.services.desk.plan)}
        if binding.id == "desk.week":
            return "Day" if self.week else "Week"
        return names.get(binding.action, binding.description)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what makes sense now has a key."""
        if action != "ask":
            return True
        return parameters[0] in {ask.name for ask in asks(self.services.desk.desk, self.services.desk.plan)}

    def action_ask(self, name: str) -> None:
        """Do what a key asks for."""
        desk = self.services.desk
        asked = next((ask for ask in asks(desk.desk, desk.plan) if ask.name == name), None)
        if asked and asked.step:
            desk.do(asked.step)
        elif asked:
            {"go": self._go, "was_up": self._was_up, "not_now": self._not_now, "off": desk.turn_off}[name]()
        if self.is_current:
            self.show()

    def action_week(self) -> None:
        """Show the week, or the day again."""
        self.week = not self.week
        self.set_class(self.week, "-week")
        self.show()

    def _go(self) -> None:
        there = self.services.desk
        if there.desk.phase is Phase.OFF:
            there.turn_on()
        elif there.desk.phase is Phase.UP:
            if not there.counts(transitions.sat_down):
                self.notify("Too short to count as a break.", timeout=4)
        else:
            self.post_message(BreakChosen())

    def _was_up(self) -> None:
        if not self.services.desk.counts(transitions.was_up):
            self.notify("Too soon to count: you have hardly sat yet.", timeout=3)

    def _not_now(self) -> None:
        answers = tuple(ChoiceAnswer(str(n), word.capitalize(), str(len_)) for n, (len_, word) in enumerate(MUTES, 1))
        text = "Sitting is counted all the same. Calls come back by themselves."
        self.app.push_screen(ChoiceScreen(ChoiceQuestion("No calls for", text, answers)), self._mute)

    def _mute(self, minutes: str | None) -> None:
        if minutes is not None:
            self.services.desk.not_now(int(minutes))
            self.show()

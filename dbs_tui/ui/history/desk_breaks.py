"""Breaks from sitting, looked back on: a strip a day, week by week, and what became of the calls."""

from datetime import date, datetime, timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from dbs_tui.domain.desk.day import DeskDay, DeskDays
from dbs_tui.domain.desk.words import NOTHING_COUNTED, tally
from dbs_tui.domain.history.history import History
from dbs_tui.domain.training.exercise import Catalogue
from dbs_tui.ui.kit.breaks import Breaks, week_of
from dbs_tui.ui.kit.heading import Part
from dbs_tui.ui.kit.key_words import pressable

WEEK = timedelta(days=7)
NOTHING = "No break from sitting yet. The key 5 goes to Desk, where the timer starts."

TURNS = pressable(Content("←"), "left"), pressable(Content("→"), "right")


class DeskBreaks(Vertical, can_focus=True):
    """One week; left and right go to others."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "week(-1)", "Week before", show=False, id="breaks.before", tooltip="The week before"),
        Binding("right,l", "week(1)", "Next week", show=False, id="breaks.next", tooltip="The week after"),
    ]

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__(id="breaks")
        self.days = DeskDays()
        """What is known of all days."""
        self.now: datetime | None = None
        self.ago = 0
        """Weeks before the running one."""
        self._history, self._today = History(), date.min

    def compose(self) -> ComposeResult:
        """The strips, and below them the counts."""
        with Part("", id="strips"):
            yield Breaks()
        yield Part("How you answered", Static(id="counted"), id="calls")

    def focus_main(self) -> None:
        """Take the keys."""
        self.focus()

    def show(self, history: History, today: date) -> None:
        """Bring the week up to date."""
        self._history, self._today = history, today
        week = self.days.week(history.week_of(today) - WEEK * self.ago)
        strips, counts = self.query_one("#strips", Part), self.query_one("#counted", Static)
        breaks = self.query_one(Breaks)
        breaks.now, breaks.days = self.now, week
        first, last = week[0].date, week[-1].date
        strips.tell(
            f"{first.day} {first:%b} to {last.day} {last:%b}",
            Content.assemble(*TURNS, f" week · {week_of(week, today)}"),
        )
        counts.update(_counted(week) if self.days.days else Content.assemble((NOTHING, "$muted")))

    def action_week(self, step: int) -> None:
        """Go to the week before or after; none is after the running one."""
        self.ago = max(0, self.ago - step)
        self.show(self._history, self._today)


def _counted(week: tuple[DeskDay, ...]) -> Content:
    told = tally(week)
    if not told:
        return Content.assemble((NOTHING_COUNTED, "$muted"))
    lines = (Content.assemble((f"{number:>5}", "bold"), (f"  {word}", "$muted")) for number, word in told)
    return Content("\n").join(lines)

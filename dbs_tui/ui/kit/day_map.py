"""The calendar of training days with a cursor on a day: by keys, by clicks, back to the first session."""

from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.message import Message

from dbs_tui.domain.history.history import DAY, WEEK
from dbs_tui.ui.kit.heatmap import COLUMNS, LABELS, Heatmap


class DayMap(Heatmap, can_focus=True):
    """A calendar to walk through."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "walk(-7)", "A week back", show=False, id="days.left", tooltip="A week back"),
        Binding("right,l", "walk(7)", "A week on", show=False, id="days.right", tooltip="A week on"),
        Binding("up,k", "walk(-1)", "A day back", show=False, id="days.up", tooltip="A day back"),
        Binding("down,j", "walk(1)", "A day on", show=False, id="days.down", tooltip="A day on"),
        Binding("pageup", "walk(-91)", "A quarter back", show=False, id="days.page_up", tooltip="A quarter back"),
        Binding("pagedown", "walk(91)", "A quarter on", show=False, id="days.page_down", tooltip="A quarter on"),
        Binding("home,g", "first", "The first", show=False, id="days.first", tooltip="To the first session"),
        Binding("end,G", "last", "Today", show=False, id="days.last", tooltip="To today"),
        Binding("enter", "open", "Open", id="days.open", tooltip="Open the sessions of the day"),
    ]

    class Opened(Message):
        """A day is to be opened."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    @property
    def first(self) -> date:
        """The earliest day to go to: that of the first session."""
        sessions = self.history.sessions
        return min(self.today, sessions[0].local_date) if sessions else self.today

    def go_to(self, day: date) -> None:
        """Put the cursor on a day, as near as there are days, and scroll to it."""
        self.cursor = max(self.first, min(self.today, day))
        self._bring(self.cursor)

    def action_walk(self, days: int) -> None:
        """Move by days."""
        self.go_to((self.cursor or self.today) + DAY * days)

    def action_first(self) -> None:
        """To the first session."""
        self.go_to(self.first)

    def action_last(self) -> None:
        """To today."""
        self.go_to(self.today)

    def action_open(self) -> None:
        """Open the day."""
        if self.cursor is not None:
            self.post_message(self.Opened(self.cursor))

    def on_click(self, event: Click) -> None:
        """Go to the day that was clicked; a double click opens it."""
        day = self.day_at(event.x - self.gutter.left, event.y - self.gutter.top)
        if day is not None:
            self.go_to(day)
            if event.chain == 2:
                self.action_open()

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """A wheel turned up goes back in time."""
        event.stop()
        self._shift(2)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """A wheel turned down comes back."""
        event.stop()
        self._shift(-2)

    def on_resize(self) -> None:
        """The day stays in sight."""
        if self.cursor is not None:
            self._bring(self.cursor)

    def day_at(self, column: int, row: int) -> date | None:
        """The day that is drawn at a place, if it is one to go to."""
        week, weekday = (column - LABELS) // COLUMNS, row - 1
        if column < LABELS or week >= self.weeks or weekday not in range(7):
            return None
        day = self.starts + WEEK * week + DAY * weekday
        return day if day <= self.today else None

    def _ago(self, day: date) -> int:
        """Weeks from the week of a day to the running one."""
        return (self.history.week_of(self.today) - self.history.week_of(day)).days // 7

    def _bring(self, day: date) -> None:
        ago = self._ago(day)
        self.back = min(ago, max(self.back, ago - self.weeks + 1))

    def _shift(self, weeks: int) -> None:
        furthest = max(0, self._ago(self.first) - self.weeks + 1)
        self.back = max(0, min(furthest, self.back + weeks))

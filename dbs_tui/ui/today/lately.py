"""The sessions of the last days, in columns; a row opens its session."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from dbs_tui.domain.common.text import clock
from dbs_tui.ui.kit.cells import fill_cells

if TYPE_CHECKING:
    from datetime import date

    from textual.events import Click

    from dbs_tui.domain.history.history import History
    from dbs_tui.domain.training.session import Session

NOTHING = "Your last sessions will stand here."
DAY, TIME, SETS, FELT = 10, 8, 16, 12
"""Columns of a row besides the name: its day, its length, and where there is room its sets, effort and pain."""
ROOMY, WIDE = 60, 84
"""Columns from which on a row has its sets; and its answers too. No row is wider."""


class Lately(Widget, can_focus=True):
    """As many of the newest sessions as there are rows; the keys move a cursor over them."""

    DEFAULT_CSS = "Lately { height: 1fr; width: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", id="lately.open", tooltip="Open the session"),
        Binding("up,k", "walk(-1)", "Up", show=False, id="lately.up", tooltip="To the newer one"),
        Binding("down,j", "walk(1)", "Down", show=False, id="lately.down", tooltip="To the older one"),
    ]

    sessions: reactive[Sequence[Session]] = reactive(tuple, layout=False)
    """The newest first."""
    cursor: reactive[int] = reactive(0, layout=False)

    class Opened(Message):
        """A session is to be opened."""

        def __init__(self, session: Session) -> None:
            super().__init__()
            self.session = session

    def render(self) -> Content:
        """A row each; what to expect where there is none."""
        if not self.sessions:
            return Content.assemble((NOTHING, "$muted"))
        width = self.content_size.width
        return Content("\n").join([self._row(number, width) for number in range(self._shown)])

    @property
    def _shown(self) -> int:
        return min(len(self.sessions), max(1, self.content_size.height))

    def _row(self, number: int, width: int) -> Content:
        row = row_of(self.sessions[number], width)
        return row.stylize("$block-cursor-foreground on $block-cursor-background bold") if self._is_at(number) else row

    def _is_at(self, number: int) -> bool:
        return self.has_focus and number == self.cursor

    def on_focus(self) -> None:
        """Begin at the newest."""
        self.cursor = 0
        self.refresh()

    def on_blur(self) -> None:
        """No row is meant any more."""
        self.refresh()

    def action_walk(self, by: int) -> None:
        """Move the cursor over the rows that are shown."""
        self.cursor = max(0, min(self._shown - 1, self.cursor + by))

    def action_open(self) -> None:
        """Open the session."""
        if self.cursor < len(self.sessions):
            self.post_message(self.Opened(self.sessions[self.cursor]))

    def on_click(self, event: Click) -> None:
        """Open the session that was clicked."""
        if event.y < len(self.sessions):
            self.post_message(self.Opened(self.sessions[event.y]))


def day_words(history: History, day: date) -> str:
    """A day and what was trained on it: ``Tue 17 Nov · Full ten · 9:41``."""
    sessions = history.sessions_on(day)
    names = [f"{session.name} · {clock(session.active_seconds)}" for session in sessions[-1:]]
    more = [f"{len(sessions) - 1} more"] if len(sessions) > 1 else []
    rest = [] if sessions else ["paused" if history.paused(day) else "nothing"]
    return " · ".join([f"{day:%a} {day.day} {day:%b}", *names, *more, *rest])


def row_of(session: Session, width: int) -> Content:
    """Day, name and length in columns; sets, effort and pain where there is room for them."""
    from dbs_tui.domain.training.completion import sets_words

    width = min(width, WIDE)
    wide, roomy = width >= WIDE, width >= ROOMY
    gap = 3 + roomy
    name = width - DAY - gap - TIME - (SETS if roomy else 0) - (2 * FELT if wide else 0)
    day = f"{session.local_date:%a} {session.local_date.day:>2} {session.local_date:%b}"
    told = [fill_cells(clock(session.active_seconds), TIME, right=True)]
    told += [fill_cells(sets_words(session), SETS, right=True)] if roomy else []
    told += [fill_cells(each, FELT, right=True) for each in _felt(session)] if wide else []
    return Content.assemble(
        (fill_cells(day, DAY + gap), "$muted"), fill_cells(session.name, name), ("".join(told), "$muted")
    )


def _felt(session: Session) -> tuple[str, str]:
    worst = session.discomfort.worst
    return (
        f"effort {session.effort}" if session.effort is not None else "",
        f"pain {worst}" if worst is not None else "",
    )

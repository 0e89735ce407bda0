"""One session of the history, whole: how it ended, how it felt, set by set."""

from bisect import bisect_left
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from dbs_tui.domain.common.text import counted
from dbs_tui.domain.history.bests import sets_before
from dbs_tui.domain.training.session import Session
from dbs_tui.ui.history.session_lines import SessionLines
from dbs_tui.ui.kit.base import BaseScreen
from dbs_tui.ui.kit.heading import Part
from dbs_tui.ui.kit.messages import HistoryAction, HistoryWished
from dbs_tui.ui.services.services import Services


class SessionScreen(BaseScreen[None]):
    """Shows a session; the arrows go to the one before and after it. It follows every change, and leaves with it."""

    CSS_PATH = "session_screen.tcss"
    TITLE_TEXT = "Session"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e,enter", "wish('edit')", "Edit", key_display="e", id="session.edit", tooltip="Edit it"),
        Binding("d,delete", "wish('delete')", "Delete", key_display="d", id="session.delete", tooltip="Delete it"),
        Binding("left,h", "go(-1)", "Older", key_display="←", id="session.older", tooltip="The session before"),
        Binding("right,l", "go(1)", "Newer", key_display="→", id="session.newer", tooltip="The session after"),
        Binding("u", "wish('undo')", "Undo", show=False, id="session.undo", tooltip="Undo the last change"),
        Binding("down,j", "scroll(1)", "Down", show=False, id="session.down", tooltip="Scroll down"),
        Binding("up,k", "scroll(-1)", "Up", show=False, id="session.up", tooltip="Scroll up"),
        Binding("pagedown,ctrl+d", "scroll(8)", "Down", show=False, id="session.page_down", tooltip="A page down"),
        Binding("pageup,ctrl+u", "scroll(-8)", "Up", show=False, id="session.page_up", tooltip="A page up"),
        Binding("escape,q", "leave", "Back", key_display="esc", id="session.leave", tooltip="Back to the history"),
    ]

    def __init__(self, services: Services, session: Session) -> None:
        super().__init__(services)
        self.session = session

    def body(self) -> ComposeResult:
        """One panel."""
        with Part("", id="one"), VerticalScroll(id="whole"):
            yield SessionLines(self.services.catalogue)

    def title_note(self) -> str:
        """The day."""
        day = self.session.local_date
        return f"{day:%A} {day.day} {day:%B} {day.year}"

    def show(self) -> None:
        """The session as it is now; back when it is gone."""
        at = self._position()
        if at is None:
            self.action_leave()
            return
        self.session = found = self.services.history.sessions[at]
        lines = self.query_one(SessionLines)
        lines.session, lines.before = found, sets_before(self.services.history, found)
        self.query_one("#one", Part).tell(found.name, counted(len(found.sets), "set"))
        self.retitle()

    def action_go(self, step: int) -> None:
        """To a neighbour in time, where there is one."""
        sessions, at = self.services.history.sessions, self._position()
        if at is not None and 0 <= at + step < len(sessions):
            self.session = sessions[at + step]
            self.query_one("#whole", VerticalScroll).scroll_home(animate=False)
            self.show()

    def _position(self) -> int | None:
        """Where the session stands among all of them, which are in order; ``None`` when it is gone."""
        sessions = self.services.history.sessions
        at = bisect_left(sessions, self.session.order, key=lambda session: session.order)
        return at if at < len(sessions) and sessions[at].id == self.session.id else None

    def action_scroll(self, rows: int) -> None:
        """Scroll where not all of it fits."""
        self.query_one("#whole", VerticalScroll).scroll_relative(y=rows, animate=False)

    def action_wish(self, wish: str) -> None:
        """Have something done about it."""
        self.post_message(HistoryWished(HistoryAction(wish), self.session, self.session.local_date))

    def action_leave(self) -> None:
        """Back."""
        if self.is_current:
            self.dismiss(None)

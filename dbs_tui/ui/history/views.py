"""The views of History, one of them shown: overview, trends, sessions, breaks from sitting."""

from datetime import date

from textual.app import ComposeResult
from textual.containers import Container

from dbs_tui.domain.history.filtering import Filter
from dbs_tui.domain.training.session import Session
from dbs_tui.storage.desk import BREAKS
from dbs_tui.ui.history.desk_breaks import DeskBreaks
from dbs_tui.ui.history.overview import Overview
from dbs_tui.ui.history.own_course import OwnCourse
from dbs_tui.ui.history.sessions import Sessions
from dbs_tui.ui.history.trends import Trends
from dbs_tui.ui.kit.day_map import DayMap
from dbs_tui.ui.kit.table import TableView
from dbs_tui.ui.services.services import Services

View = Overview | Trends | Sessions | DeskBreaks
VIEWS: tuple[type[View], ...] = (Overview, Trends, Sessions, DeskBreaks)
NAMES = ("Overview", "Trends", "Sessions", "Breaks")


class HistoryViews(Container):
    """Has the views; each is made when it is first shown."""

    def __init__(self, services: Services) -> None:
        super().__init__(id="views")
        self._services = services
        self.at = 0
        """Which view is shown: an index of ``VIEWS``."""

    def compose(self) -> ComposeResult:
        """The first view; the others come when they are wanted."""
        yield self._made(0)

    def _made(self, at: int) -> View:
        """A new view."""
        return VIEWS[at](self._services.catalogue)

    @property
    def view(self) -> View:
        """The view that is shown."""
        return self.query_one(VIEWS[self.at])

    async def turn_to(self, at: int) -> None:
        """Show another view, as it was left, and give it the keys; make it first if it was never shown."""
        if not self.query(VIEWS[at]):
            # Made before it is the one that is shown: the history may be read, and shown, while it is being made.
            made = self._made(at)
            made.display = False
            await self.mount(made)
        self.view.display = False
        self.at = at
        self.view.display = True
        self.view.focus_main()

    def show(self) -> None:
        """Bring the view that is shown up to date."""
        view, services = self.view, self._services
        if isinstance(view, Overview):
            view.show_streak = services.settings.show_streak
        if isinstance(view, Trends):
            view.own = OwnCourse(services.programme.week_marks, services.state.measures)
        if isinstance(view, DeskBreaks):
            view.now = services.desk.read().wall
            services.desk.refresh()
            view.days = services.desk.days(services.store.documents(BREAKS))
        view.show(services.history, services.today)

    @property
    def day(self) -> date | None:
        """The day under the cursor of the calendar; ``None`` where there is none."""
        view = self.view
        return view.query_one(DayMap).cursor if isinstance(view, Overview) else None

    @property
    def session(self) -> Session | None:
        """The session that the cursor is on: that of the row, or the only one of the day."""
        view = self.view
        if isinstance(view, Sessions):
            return view.query_one("#table", TableView).current
        found = self._services.history.sessions_on(self.day) if self.day else []
        return found[0] if len(found) == 1 else None

    @property
    def highlighted(self) -> str:
        """What the keys act on: ``session``, ``day``, ``sessions``, ``trends``, or nothing."""
        view = self.view
        if isinstance(view, Sessions):
            return "sessions"
        if not isinstance(view, Overview):
            return "trends" if isinstance(view, Trends) else ""
        return "session" if self._services.history.sessions_on(self.day or self._services.today) else "day"

    def go_to(self, session: Session) -> None:
        """Put the cursor on a session, or on its day."""
        view = self.view
        if isinstance(view, Sessions):
            view.go_to(session)
        elif isinstance(view, Overview):
            view.query_one(DayMap).go_to(session.local_date)

    def unfilter(self) -> bool:
        """Show all sessions again; whether some were left out."""
        view = self.view
        if isinstance(view, Sessions) and view.asked:
            view.asked = Filter()
            return True
        return False

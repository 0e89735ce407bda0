"""History: am I keeping it up, and does it help? Four views: overview, trends, sessions, breaks from sitting."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.events import Click

from dbs_tui.domain.history.filtering import Filter
from dbs_tui.domain.training.session import Session
from dbs_tui.storage.desk import BREAKS
from dbs_tui.ui.history.desk_breaks import DeskBreaks
from dbs_tui.ui.history.overview import Overview
from dbs_tui.ui.history.own_course import OwnCourse
from dbs_tui.ui.history.sessions import Sessions
from dbs_tui.ui.history.trends import Trends
from dbs_tui.ui.history.words import sessions_on
from dbs_tui.ui.kit.base import BaseScreen
from dbs_tui.ui.kit.choice_line import choice_at, choice_line
from dbs_tui.ui.kit.day_map import DayMap
from dbs_tui.ui.kit.key_bar import KeyBar
from dbs_tui.ui.kit.messages import HistoryAction, HistoryWished
from dbs_tui.ui.kit.table import TableView

View = Overview | Trends | Sessions | DeskBreaks
VIEWS: tuple[type[View], ...] = (Overview, Trends, Sessions, DeskBreaks)
NAMES = ("Overview", "Trends", "Sessions", "Breaks")


ACTS = {
    "session": ("history.edit", "history.delete", "history.year", "history.pause"),
    "day": ("history.add", "history.year", "history.goal", "history.pause"),
    "sessions": ("history.search", "history.filter", "history.sort", "history.edit", "history.delete"),
    "trends": ("history.filter",),
}
"""What stands in the key bar besides, by what is highlighted."""


class HistoryScreen(BaseScreen[None]):
    """One view at a time; each is made when it is first shown."""

    CSS_PATH = "screen.tcss"
    TITLE_TEXT = "History"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "turn(1)", "View", id="history.next", tooltip="The next view"),
        Binding("shift+tab", "turn(-1)", "View before", show=False, id="history.previous", tooltip="The view before"),
        Binding("o", "view(0)", "Overview", show=False, id="history.overview", tooltip="Overview"),
        Binding("t", "view(1)", "Trends", show=False, id="history.trends", tooltip="Trends"),
        Binding("s", "view(2)", "Sessions", show=False, id="history.sessions", tooltip="Sessions"),
        Binding("B", "view(3)", "Breaks", show=False, id="history.breaks", tooltip="Breaks from sitting"),
        Binding("e", "wish('edit')", "Edit", show=False, id="history.edit", tooltip="Edit the session"),
        Binding("a", "wish('add')", "Add", show=False, id="history.add", tooltip="Add a session done elsewhere"),
        Binding(
            "d,delete",
            "wish('delete')",
            "Delete",
            key_display="d",
            show=False,
            id="history.delete",
            tooltip="Delete the session",
        ),
        Binding("u", "wish('undo')", "Undo", show=False, id="history.undo", tooltip="Undo the last change"),
        Binding("b", "wish('bin')", "Bin", show=False, id="history.bin", tooltip="Bin: what was deleted"),
        Binding("slash", "search", "Search", key_display="/", show=False, id="history.search", tooltip="Search words"),
        Binding("f", "filter", "Filter", show=False, id="history.filter", tooltip="Filter the sessions"),
        Binding("S", "sort", "Sort", show=False, id="history.sort", tooltip="Sort by date, length, effort or pain"),
        Binding("y", "year", "Year", show=False, id="history.year", tooltip="All years, totals and streaks"),
        Binding("w", "wish('goal')", "Goal", show=False, id="history.goal", tooltip="Change the week goal"),
        Binding("p", "wish('pause')", "Pause", show=False, id="history.pause", tooltip="Pause the streak"),
        Binding("E", "wish('export')", "Export", show=False, id="history.export", tooltip="Export to a file"),
        Binding("i", "wish('import')", "Import", show=False, id="history.import", tooltip="Import from a file"),
        Binding("escape", "back", "Back", show=False, id="history.back", tooltip="Show all, or back to Today"),
    ]

    at = 0
    """Which view is shown."""
    _told = ""
    """What the key bar was last shown for."""

    def body(self) -> ComposeResult:
        """The first view; the others come when they are wanted."""
        with Container(id="views"):
            yield self._made(0)

    def _made(self, at: int) -> View:
        return VIEWS[at](self.services.catalogue)

    @property
    def view(self) -> View:
        """The view that is shown."""
        return self.query_one(VIEWS[self.at])

    def show(self) -> None:
        """Bring the view that is shown up to date."""
        view = self.view
        if isinstance(view, Overview):
            view.show_streak = self.services.settings.show_streak
        if isinstance(view, Trends):
            view.own = OwnCourse(self.services.programme.week_marks, self.services.state.measures)
        if isinstance(view, DeskBreaks):
            there = self.services.desk
            view.now = there.read().wall
            there.refresh()
            view.days = there.days(self.services.store.documents(BREAKS))
        view.show(self.services.history, self.services.today)
        if self.focused is None:
            self.view.focus_main()
        self.show_keys()

    def retitle(self) -> None:
        """The place on the left, its views on the right."""
        self.title_line((self.TITLE_TEXT, "bold"), choice_line(NAMES, self.at))

    @property
    def _views_column(self) -> int:
        title = self.query_one("#title")
        return title.size.width - title.styles.padding.right - len(choice_line(NAMES, 0))

    @on(Click, "#title")
    async def title_clicked(self, event: Click) -> None:
        """Show the view whose name was clicked."""
        if (at := choice_at(NAMES, event.x - self._views_column)) is not None:
            await self.action_view(at)

    async def action_turn(self, step: int) -> None:
        """Go on to the next view, or the one before."""
        await self.action_view((self.at + step) % len(NAMES))

    async def action_view(self, at: int) -> None:
        """Show a view; make it first if it was never shown."""
        if not self.query(VIEWS[at]):
            # Made before it is the one that is shown: the history may be read, and shown, while it is being made.
            made = self._made(at)
            made.display = False
            await self.query_one("#views").mount(made)
        self.view.display = False
        self.at = at
        self.view.display = True
        self.view.focus_main()
        self.retitle()
        self.show()

    # -- sessions -----------------------------------------------------------------------------------------------

    @property
    def session(self) -> Session | None:
        """The session that the cursor is on: that of the row, or the only one of the day."""
        view = self.view
        if isinstance(view, Sessions):
            return view.query_one("#table", TableView).current
        day = view.query_one(DayMap).cursor if isinstance(view, Overview) else None
        found = sessions_on(self.services.history, day) if day else []
        return found[0] if len(found) == 1 else None

    @property
    def _highlighted(self) -> str:
        """What the keys act on: a key of ``ACTS``."""
        view = self.view
        if isinstance(view, Sessions):
            return "sessions"
        if not isinstance(view, Overview):
            return "trends" if isinstance(view, Trends) else ""
        found = sessions_on(self.services.history, view.query_one(DayMap).cursor or self.services.today)
        return "day" if not found else "session"

    def shows(self, binding: Binding) -> bool:
        """The keys for what is highlighted, and the view; the digits of the places come after them."""
        return binding.show or binding.id in ACTS.get(self._highlighted, ())

    def show_keys(self) -> None:
        """Bring the key bar in step with what is highlighted."""
        if (now := self._highlighted) != self._told:
            self._told = now
            self.query_one(KeyBar).refresh()

    def go_to(self, session: Session) -> None:
        """Put the cursor on a session, or on its day, with what is shown brought up to date before."""
        self.follow()
        view = self.view
        if isinstance(view, Sessions):
            view.go_to(session)
        elif isinstance(view, Overview):
            view.query_one(DayMap).go_to(session.local_date)

    def action_wish(self, wish: str) -> None:
        """Have something done about the history, with the day and the session that the cursor is on."""
        day = self.view.query_one(DayMap).cursor if isinstance(self.view, Overview) else None
        self.post_message(HistoryWished(HistoryAction(wish), self.session, day))

    def on_table_view_chosen(self, event: TableView.Chosen) -> None:
        """Show the session of a row whole."""
        self.action_wish(HistoryAction.OPEN)

    async def on_day_map_opened(self, event: DayMap.Opened) -> None:
        """Show the session of a day; where there are several, list them; where there is none, offer to add one."""
        found = sessions_on(self.services.history, event.day)
        if len(found) > 1:
            await self.action_view(2)
            self.query_one(Sessions).asked = Filter(since=event.day, until=event.day)
        else:
            self.post_message(
                HistoryWished(HistoryAction.OPEN if found else HistoryAction.ADD, self.session, event.day)
            )

    def on_day_map_moved(self) -> None:
        """Another day: other keys."""
        self.show_keys()

    async def action_sort(self) -> None:
        """Sort the sessions by something else."""
        await self.action_view(2)
        self.query_one(Sessions).sort()

    def action_year(self) -> None:
        """Show all years."""
        from dbs_tui.ui.history.year_screen import YearScreen

        self.app.push_screen(YearScreen(self.services))

    async def action_search(self) -> None:
        """Look for words."""
        await self.action_view(2)
        self.query_one(Sessions).search()

    @work
    async def action_filter(self) -> None:
        """Ask what the sessions have to be like; on Trends, between which days to look."""
        from dbs_tui.ui.history.plan_forms import filter_form, range_form
        from dbs_tui.ui.kit.form import FormScreen

        if isinstance(self.view, Trends):
            trends, today = self.view, self.services.today
            first, last = trends.between or (trends.panels.weeks[0].starts, today)
            if (between := await self.app.push_screen_wait(FormScreen(range_form(first, last, today)))) is not None:
                trends.between = between
            return
        await self.action_view(2)
        services, sessions = self.services, self.query_one(Sessions)
        self.app.clear_notifications()  # none of them lies over what is asked
        form = filter_form(services.history, services.catalogue, sessions.asked, services.today)
        if (asked := await self.app.push_screen_wait(FormScreen(form))) is not None:
            sessions.asked = asked

    async def action_back(self) -> None:
        """All sessions again where some are left out; else back to Today."""
        if isinstance(self.view, Sessions) and self.view.asked:
            self.view.asked = Filter()
        else:
            await self.run_action("app.go('today')")

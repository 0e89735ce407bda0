"""History: am I keeping it up, and does it help? Four views: overview, trends, sessions, breaks from sitting."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Click

from dbs_tui.domain.history.filtering import Filter
from dbs_tui.domain.training.session import Session
from dbs_tui.ui.history.sessions import Sessions
from dbs_tui.ui.history.trends import Trends
from dbs_tui.ui.history.views import NAMES, VIEWS, HistoryViews
from dbs_tui.ui.kit.base import BaseScreen
from dbs_tui.ui.kit.choice_line import choice_at, choice_line
from dbs_tui.ui.kit.day_map import DayMap
from dbs_tui.ui.kit.key_bar import KeyBar
from dbs_tui.ui.kit.messages import HistoryAction, HistoryWished
from dbs_tui.ui.kit.table import TableView

ACTS = {
    "session": ("history.edit", "history.delete", "history.year", "history.pause"),
    "day": ("history.add", "history.year", "history.goal", "history.pause"),
    "sessions": ("history.search", "history.filter", "history.sort", "history.edit", "history.delete"),
    "trends": ("history.filter",),
}
"""What stands in the key bar besides, by what is highlighted: see ``HistoryViews.highlighted``."""


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

    _told = ""
    """What the key bar was last shown for."""

    def body(self) -> ComposeResult:
        """The views."""
        yield HistoryViews(self.services)

    def on_mount(self) -> None:
        """Show the keys for another day when the cursor of the calendar moves."""
        self.watch(self.query_one(DayMap), "cursor", self.show_keys, init=False)

    @property
    def views(self) -> HistoryViews:
        """The views, one of which is shown."""
        return self.query_one(HistoryViews)

    def show(self) -> None:
        """Bring the view that is shown up to date."""
        self.views.show()
        if self.focused is None:
            self.views.view.focus_main()
        self.show_keys()

    def retitle(self) -> None:
        """The place on the left, its views on the right."""
        self.title_line((self.TITLE_TEXT, "bold"), choice_line(NAMES, self.views.at))

    @on(Click, "#title")
    async def title_clicked(self, event: Click) -> None:
        """Show the view whose name was clicked."""
        title = self.query_one("#title")
        starts = title.size.width - title.styles.padding.right - len(choice_line(NAMES, 0))
        if (at := choice_at(NAMES, event.x - starts)) is not None:
            await self.action_view(at)

    def shows(self, binding: Binding) -> bool:
        """The keys for what is highlighted, and the view; the digits of the places come after them."""
        return binding.show or binding.id in ACTS.get(self.views.highlighted, ())

    def show_keys(self) -> None:
        """Bring the key bar in step with what is highlighted."""
        if (now := self.views.highlighted) != self._told:
            self._told = now
            self.query_one(KeyBar).refresh()

    def go_to(self, session: Session) -> None:
        """Put the cursor on a session, or on its day, with what is shown brought up to date before."""
        self.follow()
        self.views.go_to(session)

    async def action_turn(self, step: int) -> None:
        """Go on to the next view, or the one before."""
        await self.action_view((self.views.at + step) % len(NAMES))

    async def action_view(self, at: int) -> None:
        """Show a view."""
        await self.views.turn_to(at)
        self.retitle()
        self.show()

    def action_wish(self, wish: str) -> None:
        """Have something done about the history, with the day and the session that the cursor is on."""
        self.post_message(HistoryWished(HistoryAction(wish), self.views.session, self.views.day))

    def on_table_view_chosen(self, event: TableView.Chosen) -> None:
        """Show the session of a row whole."""
        self.action_wish(HistoryAction.OPEN)

    async def on_day_map_opened(self, event: DayMap.Opened) -> None:
        """Show the session of a day; where there are several, list them; where there is none, offer to add one."""
        found = self.services.history.sessions_on(event.day)
        if len(found) > 1:
            (await self._sessions()).asked = Filter(since=event.day, until=event.day)
        else:
            wish = HistoryAction.OPEN if found else HistoryAction.ADD
            self.post_message(HistoryWished(wish, self.views.session, event.day))

    async def _sessions(self) -> Sessions:
        """Show the list of sessions; the list."""
        await self.action_view(VIEWS.index(Sessions))
        return self.query_one(Sessions)

    async def action_sort(self) -> None:
        """Sort the sessions by something else."""
        (await self._sessions()).sort()

    async def action_search(self) -> None:
        """Look for words."""
        (await self._sessions()).search()

    @work
    async def action_filter(self) -> None:
        """Ask what the sessions have to be like; on Trends, between which days to look."""
        from dbs_tui.ui.history import filter_flow

        if isinstance(trends := self.views.view, Trends):
            await filter_flow.ask_range(self.app, self.services, trends)
        else:
            await filter_flow.ask_filter(self.app, self.services, await self._sessions())

    def action_year(self) -> None:
        """Show all years."""
        from dbs_tui.ui.history.year_screen import YearScreen

        self.app.push_screen(YearScreen(self.services))

    async def action_back(self) -> None:
        """All sessions again where some are left out; else back to Today."""
        if not self.views.unfilter():
            await self.run_action("app.go('today')")

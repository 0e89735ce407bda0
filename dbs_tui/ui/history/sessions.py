"""Sessions: all of them in a table, found by words, and by what a filter asks for."""

from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import var
from textual.widgets import Input, Static

from dbs_tui.domain.history.bests import counted_sessions
from dbs_tui.domain.history.filtering import Filter, SessionOrder, routines_in
from dbs_tui.domain.history.history import History
from dbs_tui.domain.training.exercise import Catalogue
from dbs_tui.domain.training.session import Session
from dbs_tui.ui.history.session_table import SessionTable
from dbs_tui.ui.history.words import day_name, nothing
from dbs_tui.ui.kit.exercise_words import exercise_name
from dbs_tui.ui.kit.heading import Part
from dbs_tui.ui.kit.key_words import key_hints
from dbs_tui.ui.kit.line_input import LineInput


class SearchInput(LineInput):
    """Words to look for; the keys that leave it go back to the table."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", "Clear", show=False, id="search.clear", tooltip="Show all again"),
        Binding("down,enter", "leave", "To the table", show=False, id="search.leave", tooltip="Back to the table"),
    ]

    def action_clear(self) -> None:
        """Look for nothing."""
        self.value = ""
        self.action_leave()

    def action_leave(self) -> None:
        """Back to the table."""
        self.screen.query_one(SessionTable).focus()


class Sessions(Part):
    """The table, a line to search by, and what is asked for."""

    asked: var[Filter] = var(Filter, init=False)

    order: var[SessionOrder] = var(SessionOrder.DATE, init=False)

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__("Sessions", id="sessions")
        self.catalogue = catalogue
        self.history = History()
        self.today = date.min
        self._found: dict[Filter, tuple[Session, ...]] = {}
        """What was found in this history, so that a letter more looks among it and a letter less finds it again."""

    def compose(self) -> ComposeResult:
        """A search line, the table, and what stands there when it is empty."""
        yield SearchInput(placeholder="words of the routine, the exercises, the note", id="search", compact=True)
        yield SessionTable(id="table")
        yield Static(id="empty")

    def focus_main(self) -> None:
        """The keys go to the table."""
        self.query_one(SessionTable).focus()

    def search(self) -> None:
        """Begin to type words."""
        line = self.query_one(SearchInput)
        line.display = True
        line.focus()

    def sort(self) -> None:
        """Sort by something else, around."""
        self.order = self.order.next

    def watch_order(self) -> None:
        """Show them in the new order, from the first row."""
        self.query_one(SessionTable).cursor = 0
        self.query_one(SessionTable).rows = self.order.of(self._find())
        self._say(len(self._find()))

    def show(self, history: History, today: date) -> None:
        """Fill the table."""
        if history is not self.history:
            self._found.clear()
        self.history, self.today = history, today
        table = self.query_one(SessionTable)
        kept = table.current
        found = self._find()
        table.today = today
        table.rows = found = self.order.of(found)
        if kept is not None:
            table.cursor = next((at for at, session in enumerate(found) if session.id == kept.id), table.cursor)
        self._say(len(found))

    def go_to(self, session: Session) -> None:
        """Put the cursor on a session, where it is among those that are shown."""
        table = self.query_one(SessionTable)
        table.cursor = next((at for at, found in enumerate(table.rows) if found.id == session.id), table.cursor)

    def _find(self) -> tuple[Session, ...]:
        if self.asked not in self._found:
            before = self._found.get(replace(self.asked, text=self.asked.text[:-1]))
            self._found[self.asked] = self.asked.of(self.history) if before is None else self.asked.among(before)
        return self._found[self.asked]

    def watch_asked(self) -> None:
        """Show what is asked for now, from its first row; all of them again from the session that it is on."""
        line, table = self.query_one(SearchInput), self.query_one(SessionTable)
        with self.prevent(Input.Changed):
            line.value = self.asked.text
        self._show_line()
        self.show(self.history, self.today)
        if self.asked:
            table.cursor = 0

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for the words as they are typed."""
        event.stop()
        self.asked = replace(self.asked, text=event.value)

    def on_descendant_blur(self) -> None:
        """An empty search line goes."""
        self._show_line()

    def _show_line(self) -> None:
        """The search line is there while it has the keys, or words; whether it has them is known before it is told."""
        line = self.query_one(SearchInput)
        line.display = bool(self.asked.text) or self.screen.focused is line

    def _say(self, found: int) -> None:
        table, empty = self.query_one(SessionTable), self.query_one("#empty", Static)
        table.display, empty.display = bool(found), not found
        every = len(self.history.sessions)
        part = f"{found:,} of {every:,}" if found else f"none of {every:,}"
        words = f"{every:,} session{'s' * (every != 1)}" if found == every else part
        counting = counted_sessions(self.history, self.today)
        if found == every and counting < every:
            words += f", {counting:,} that count"
        asked = self._asked_words()
        if self.order is not SessionOrder.DATE:
            asked.insert(0, f"by {self.order.value}")
        all_again = [key_hints("esc shows all")] if self.asked else []
        self.tell(right=Content(" · ").join([Content(words), *map(Content, asked), *all_again]) if every else "")
        empty.update(_nothing_fits() if every else nothing())

    def _asked_words(self) -> list[str]:
        asked = self.asked
        parts = (
            routines_in(self.history).get(asked.routine, asked.routine) if asked.routine else "",
            exercise_name(asked.exercise, self.catalogue) if asked.exercise else "",
            asked.completion or "",
            "ended early" if asked.early else "",
            f"pain from {asked.pain}" if asked.pain is not None else "",
            asked.site.words if asked.site else "",
            f"from {day_name(asked.since, self.today)}" if asked.since and asked.since != asked.until else "",
            f"until {day_name(asked.until, self.today)}" if asked.until and asked.since != asked.until else "",
            day_name(asked.since, self.today) if asked.since and asked.since == asked.until else "",
        )
        return [*filter(None, parts)]


def _nothing_fits() -> Content:
    ways = key_hints("esc shows all sessions · f changes the filter").stylize_before("$muted")
    return Content.assemble(("Nothing matches\n\n", "bold"), ways)

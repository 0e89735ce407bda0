"""The list of routine files: rows in groups, a filter that works as it is typed, quick also with hundreds of files."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from dbs_tui.domain.common.text import moment_ago
from dbs_tui.domain.history.history import History
from dbs_tui.domain.training.timeline import length_in_seconds
from dbs_tui.library.drafts import RecoveredDraft
from dbs_tui.library.shelf import Entry
from dbs_tui.ui.build.library_view import LAST, WIDEST, Columns, ago, groups, last_done, matches
from dbs_tui.ui.kit.choices import Choices
from dbs_tui.ui.kit.heading import Part
from dbs_tui.ui.kit.key_bar import OwnKeys
from dbs_tui.ui.kit.line_input import LineInput

AT_ONCE = 40
"""Rows that are made before a frame is painted; the rest follows behind it, as many at a time."""

PADDING = 3
"""Columns of a row that are left free: the padding of the list, and its scroll bar."""


class RoutineList(Choices):
    """The rows; enter trains one. What is done with a routine is decided by the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Train", id="build.start", tooltip="Train the highlighted routine"),
        Binding("m", "screen.generate", "To measure", show=False, id="build.generate", tooltip="One made to measure"),
    ]


class ShelfList(Part):
    """Shows entries; says which one is highlighted, and when one is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "slash", "filter", "Filter", show=False, key_display="/", id="build.filter", tooltip="Filter as you type"
        ),
        Binding("down", "to_list", "To the list", show=False, id="build.list", tooltip="From the filter to the list"),
        Binding("escape", "unfilter", "Show all", key_display="esc", id="build.unfilter", tooltip="Show all again"),
    ]

    class Highlighted(Message):
        """Another routine is highlighted, or none."""

    class Chosen(Message):
        """The highlighted routine was chosen: enter, or a click."""

    def __init__(self, id: str) -> None:  # noqa: A002
        super().__init__("Routines", id=id)
        self._entries: tuple[Entry, ...] = ()
        self._by_id: dict[str, Entry] = {}
        self._seconds: dict[int, int] = {}
        self._history = History()
        self._last: dict[str, date] = {}
        self._today = date.min
        self._favourites = frozenset[str]()
        self._waiting: dict[str, RecoveredDraft] = {}
        self._now: datetime | None = None
        self._columns = Columns(0)
        self._to_come: list[Callable[[], Option]] = []
        self._names: list[str] = []

    def compose(self) -> ComposeResult:
        """The filter, hidden until it is asked for, and the list."""
        yield LineInput(placeholder="name, exercise, floor or no-floor", id="filter", compact=True)
        yield Static(id="heads", classes="muted")
        yield RoutineList(id="list", markup=False)
        yield OwnKeys(
            *(f"build.{name}" for name in ("edit", "new", "generate", "filter", "discard", "import", "delete"))
        )

    def on_mount(self) -> None:
        """The list has the keys."""
        self.filter.display = False
        self.list.focus()

    def on_resize(self) -> None:
        """Fit the rows to the new width."""
        self.refill()

    @property
    def list(self) -> RoutineList:
        """The rows."""
        return self.query_one(RoutineList)

    @property
    def filter(self) -> Input:
        """The filter."""
        return self.query_one("#filter", Input)

    @property
    def entry(self) -> Entry | None:
        """The highlighted routine file; ``None`` when there is none."""
        option = self.list.highlighted_option
        return self._by_id.get(option.id or "") if option else None

    @property
    def waiting(self) -> RecoveredDraft | None:
        """The highlighted routine that was not saved; ``None`` when it is none."""
        option = self.list.highlighted_option
        return self._waiting.get(option.id or "") if option else None

    def wait(self, waiting: Iterable[RecoveredDraft], now: datetime) -> None:
        """Show these above all others from the next time on: they were not saved."""
        self._waiting = {_waiting_name(found): found for found in waiting}
        self._now = now

    def show(self, entries: tuple[Entry, ...], history: History, today: date, favourites: Collection[str]) -> None:
        """Show other entries, or the same after something has changed; favourites by their ids."""
        self._favourites = frozenset(favourites)
        if entries is not self._entries:
            self._seconds.clear()
        if history is not self._history:
            self._last = last_done(history)
        self._entries, self._history, self._today = entries, history, today
        self.refill(beside=True)

    def highlight_waiting(self, found: RecoveredDraft) -> None:
        """Highlight a routine that was not saved, if it is shown."""
        self.refill(_waiting_name(found))

    def refill(self, wanted: str = "", beside: bool = False) -> None:
        """Make the rows again. The wanted one is highlighted, or that which was; when it is gone, the first, or the
        one ``beside`` it: what takes its place, or the last.
        """
        chosen = self.list.highlighted_option
        was = chosen.id or "" if chosen else ""
        near = _beside(self._names, was) if beside else ()
        makers = list(self._makers([entry for entry in self._entries if matches(entry, self.filter.value)]))
        self._names = [name for name, _ in makers]
        rows = {name: at for at, name in enumerate(self._names) if name}
        at = next((rows[name] for name in (wanted, was, *near, *rows) if name in rows), None)
        self._to_come, self._columns = [make for _, make in makers], self._measured()
        self.query_one("#heads", Static).update(f" {self._columns.heads()}")
        with self.prevent(Choices.OptionHighlighted):
            self.list.clear_options()
            self._add(max(AT_ONCE, (at or 0) + AT_ONCE))
            self.list.highlighted = at
        self.post_message(self.Highlighted())

    def _add(self, number: int) -> None:
        """Add rows, and come back for the rest."""
        now, self._to_come = self._to_come[:number], self._to_come[number:]
        self.list.add_options([make() for make in now])
        if self._to_come:
            self.call_after_refresh(self._add, AT_ONCE)

    def _makers(self, entries: Sequence[Entry]) -> Iterable[tuple[str, Callable[[], Option]]]:
        """The name of every row, empty for a title, and what makes it."""
        self._by_id = {f"{entry.origin}:{entry.id}": entry for entry in entries}
        found = list(groups(entries, self._last, self._favourites))
        waiting = self._waiting if not self.filter.value else {}
        if waiting:
            yield "", _title("Not saved", first=True)
        for name, each in waiting.items():
            yield name, self._waiting_row(name, each)
        for number, (title, members) in enumerate(found):
            if waiting or len(found) > 1:
                yield "", _title(title, first=number == 0 and not waiting)
            for entry in members:
                yield f"{entry.origin}:{entry.id}", self._row(entry)
        if not found:
            yield "", _title("Nothing matches. esc shows all.", first=True)

    def _waiting_row(self, name: str, found: RecoveredDraft) -> Callable[[], Option]:
        when = moment_ago(found.kept_at, self._now or found.kept_at)
        return lambda: Option(self._columns.waiting(found.draft, when), id=name)

    def _row(self, entry: Entry) -> Callable[[], Option]:
        def make() -> Option:
            row = self._columns.row(entry, self._total(entry), self._ago(entry), entry.id in self._favourites)
            return Option(row, id=f"{entry.origin}:{entry.id}")

        return make

    def _measured(self) -> Columns:
        longest = max((len(self._ago(entry)) for entry in self._entries), default=0)
        return Columns(min(self.size.width - PADDING, WIDEST), longest and max(longest, len(LAST)))

    def _ago(self, entry: Entry) -> str:
        return ago(self._last.get(entry.id), self._today)

    def _total(self, entry: Entry) -> int:
        if entry.routine is None:
            return 0
        if id(entry) not in self._seconds:
            self._seconds[id(entry)] = length_in_seconds(entry.routine)
        return self._seconds[id(entry)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to unfilter before something is filtered."""
        return action != "unfilter" or (self.is_mounted and self.filter.display)

    def action_filter(self) -> None:
        """Ask for words to filter by."""
        self.filter.display = True
        self.filter.focus()
        self.refresh_bindings()

    def action_unfilter(self) -> None:
        """Show everything again."""
        self.filter.value = ""
        self.filter.display = False
        self.list.focus()
        self.refresh_bindings()

    @on(Input.Submitted)
    def action_to_list(self) -> None:
        """Leave the filter as it is and go on in the list."""
        self.list.focus()

    def on_input_changed(self) -> None:
        """Show what matches."""
        self.refill()

    @on(Choices.OptionHighlighted)
    def highlighted(self, event: Choices.OptionHighlighted) -> None:
        """Post ``Highlighted``."""
        event.stop()
        self.post_message(self.Highlighted())

    @on(Choices.OptionSelected)
    def selected(self, event: Choices.OptionSelected) -> None:
        """Post ``Chosen``."""
        event.stop()
        self.post_message(self.Chosen())


def _waiting_name(found: RecoveredDraft) -> str:
    return f"waiting:{found.path.name}"


def _beside(names: Sequence[str], name: str) -> tuple[str, ...]:
    """The names behind one, then those before it, the nearest first."""
    at = names.index(name) if name in names else 0
    return (*names[at + 1 :], *reversed(names[:at]))


def _title(text: str, first: bool) -> Callable[[], Option]:
    return lambda: Option(Content.assemble("" if first else "\n", (text, "bold $muted")), disabled=True)

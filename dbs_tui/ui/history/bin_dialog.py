"""The bin: what was deleted in the last 30 days, to be brought back."""

from datetime import datetime
from math import ceil
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from dbs_tui.domain.common.text import counted
from dbs_tui.domain.history.history import DAY
from dbs_tui.domain.training.session import Session
from dbs_tui.storage.records import BIN, Binned
from dbs_tui.ui.history.session_table import day_words
from dbs_tui.ui.kit.base import Dialog
from dbs_tui.ui.kit.choices import Choices
from dbs_tui.ui.kit.key_words import key_hints
from dbs_tui.ui.kit.table import fitted

EMPTY = "Empty. A session that you delete waits here for 30 days."
DAY_WIDTH, ROUTINE_WIDTH = 11, 22


class BinScreen(Dialog[Session | None]):
    """Lists the deleted sessions; dismisses with the one to bring back, ``None`` for esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,b,q", "dismiss", "Back", show=False, id="bin.back"),
    ]

    def __init__(self, binned: tuple[Binned, ...], now: datetime) -> None:
        super().__init__()
        self.binned = binned
        self.now = now

    def compose(self) -> ComposeResult:
        """The card."""
        with Vertical(id="card") as card:
            card.border_title = "Bin"
            card.border_subtitle = key_hints("enter brings back · esc" if self.binned else "esc back")
            if self.binned:
                yield Choices(*(Option(_line(each, self.now)) for each in self.binned))
            else:
                yield Static(EMPTY, id="empty", markup=False)

    def on_option_list_option_selected(self, event: Choices.OptionSelected) -> None:
        """Bring it back."""
        self.dismiss(self.binned[event.option_index].session)


def _line(binned: Binned, now: datetime) -> Content:
    # Another device's clock may be ahead: what it deleted a moment ago is not kept any longer for that.
    left = min(BIN.days, max(0, ceil((binned.deleted_at + BIN - now) / DAY)))
    return Content.assemble(
        (fitted(day_words(binned.session.local_date, now.date()), DAY_WIDTH) + "  ", "$muted"),
        fitted(binned.session.name, ROUTINE_WIDTH),
        (f"  {counted(left, 'day')} left".rjust(14), "$muted"),
    )

"""The parts of Today beside the offer: the calendar, the card to read and the desk timer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.events import DescendantBlur, DescendantFocus
from textual.widgets import Static

from dbs_tui.ui.kit.day_map import DayMap
from dbs_tui.ui.kit.heading import Part
from dbs_tui.ui.kit.key_words import keyed
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.today.lately import day_words

if TYPE_CHECKING:
    from dbs_tui.domain.training.routine import Routine
    from dbs_tui.ui.kit.stills import Still
    from dbs_tui.ui.services.desk_summary import DeskSummary


class CalendarPart(Part):
    """The calendar of training days; while it has the keys it has a cursor, and says what the day under it was."""

    def __init__(self) -> None:
        self._map = DayMap()
        super().__init__("Days", self._map, id="calendar")

    def show(self, services: Services) -> None:
        """Show the history up to today."""
        self._map.history, self._map.today = services.history, services.today

    def on_mount(self) -> None:
        """Say what the day under the cursor was, and nothing where there is none."""
        self.watch(self._map, "cursor", self._say_day, init=False)

    def _say_day(self, day: date | None) -> None:
        self.tell(right=day_words(self._map.history, day) if day else "")

    @on(DescendantFocus)
    def show_cursor(self) -> None:
        """Put the cursor where it was last, or on today."""
        self._map.go_to(self._map.cursor or self._map.today)

    @on(DescendantBlur)
    def hide_cursor(self) -> None:
        """Take the cursor away, and with it what is said of its day."""
        self._map.cursor = None


class LowRow(Horizontal):
    """The parts below the calendar, side by side; where there is room for headings alone these are not seen."""

    def on_resize(self) -> None:
        """Look how many rows are left, with those that are kept free above."""
        height = self.outer_size.height
        self.set_class(height < 2, "-flat")
        self.set_class(height >= 4, "-roomy")


class MovesPart(Part):
    """Pictures of the exercises of a routine."""

    def __init__(self, services: Services, routine: Routine) -> None:
        from dbs_tui.ui.kit.stills import Stills

        self._stills = Stills(_stills_of(services, routine))
        super().__init__("What you will do", self._stills, id="moves")

    def show(self, services: Services, routine: Routine) -> None:
        """Show the exercises of a routine, as this user does it."""
        self._stills.show(_stills_of(services, routine))


def _stills_of(services: Services, routine: Routine) -> list[Still]:
    from dbs_tui.ui.kit.still_view import stills_of

    return stills_of(services.fitted(routine).blocks)


class ReadingPart(Part):
    """The card to read next; a click opens Learn."""

    press = "2"

    def __init__(self) -> None:
        self._card = Static(id="reading")
        super().__init__("One minute to read", self._card, id="card", classes="aside")

    def show(self, services: Services) -> None:
        """Show the card and what the quiz asks today; nothing before it is known what was read."""
        study = services.study if services.studied else None
        self.set_class(study is not None and study.reading is not None, "-known")
        if study is not None and study.reading is not None:
            from dbs_tui.ui.kit.reading_words import to_read

            self._card.update(to_read(study.lessons, study.next_card, self.screen.has_class("-tall")))
            due = len(study.due(services.today))
            self.tell(right=f"{due} due" if due else "")


class SittingPart(Part):
    """How long the user has sat; a click opens Desk."""

    press = "5"

    def __init__(self) -> None:
        self._words = Static(id="sitting")
        super().__init__("Sitting", self._words, id="desk", classes="aside")

    def show(self, told: DeskSummary | None) -> None:
        """Show the desk timer where it is used, and leave the room to others where it is not."""
        screen = self.screen
        self.display = told is not None
        screen.set_class(told is not None, "-sits")
        if told is not None:
            self.tell(tone="bold $warning" if told.calls else "")
            more = "" if screen.has_class("-normal-height") and not screen.has_class("-tall") else f"\n{told.more}"
            self._words.update(Content.assemble((told.line, "bold"), keyed("  5"), (more, "$muted")))

"""The part that shows the running week."""

from textual.widgets import Static

from dbs_tui.ui.kit.heading import Facts, Part
from dbs_tui.ui.kit.week import streak_rows, week_facts, week_row
from dbs_tui.ui.services.services import Services


class WeekPart(Part):
    """The days of the week, and how they stand against the goal."""

    def __init__(self) -> None:
        self._days = Static(id="days")
        self._facts = Facts(id="week")
        self._facts.fold = True
        super().__init__("This week", self._days, self._facts, id="this-week", classes="aside")

    def show(self, services: Services, both: bool, fills: bool = False) -> None:
        """Show the week of today, and the streak where it is wanted: of weeks and of days with ``both``.

        ``fills`` shows today as not trained yet: its square is to fill in a moment.
        """
        history, today, screen = services.history, services.today, self.screen
        gap = 2 if screen.has_class("-narrow") else 4 if screen.has_class("-wide") else 3
        week = history.week(today, today)
        seen = week._replace(trained=tuple(day for day in week.trained if day != today)) if fills else week
        self._days.update(week_row(seen, today, gap))
        streak = streak_rows(history, today, both=both) if services.settings.show_streak else []
        self._facts.show(*week_facts(week, today), *streak)

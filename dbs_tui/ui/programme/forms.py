"""The form of the days of the week."""

from dbs_tui.domain.building.programme import WEEKDAYS, Programme, day_problems
from dbs_tui.domain.building.programme_run import WeekdayUse, days_of, with_days
from dbs_tui.domain.common.text import printable
from dbs_tui.ui.kit.form import Form, FormError, Values
from dbs_tui.ui.kit.step_fields import ChoiceField

WORDS = {
    WeekdayUse.STRENGTH: "strength",
    WeekdayUse.LIGHT: "light",
    WeekdayUse.WALK: "walk",
    WeekdayUse.RUN: "run",
    WeekdayUse.LONG_RUN: "long or fast run",
    WeekdayUse.FREE: "free",
}


def days_form(programme: Programme) -> Form[tuple[WeekdayUse, ...]]:
    """What each day of the week is for, beginning with the programme's own days."""
    runs = "primer" in programme.weeks[0].sessions
    words = tuple((use, told) for use, told in WORDS.items() if runs or "run" not in told)

    def read(values: Values) -> tuple[WeekdayUse, ...]:
        days = tuple(values[day] for day in WEEKDAYS)
        for problem in day_problems(with_days(programme, days)):
            raise FormError(problem.what)
        return days

    fields = tuple(
        ChoiceField(day, day.capitalize(), use, words) for day, use in zip(WEEKDAYS, days_of(programme), strict=True)
    )
    text = "Your days. Strength never on two days in a row, nor the day before a long run."
    return Form(printable(programme.name), fields, read, text, "Begin")

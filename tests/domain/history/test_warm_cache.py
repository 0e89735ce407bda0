"""A history whose answers are there before they are asked for."""

from datetime import date

from dbs_tui.domain.history.bests import bests
from dbs_tui.domain.history.history import History
from dbs_tui.domain.history.trends import all_weeks
from dbs_tui.domain.history.warm_cache import ready
from tests.domain.builders import session

TODAY = date(2026, 11, 22)


def test_the_answers_are_kept_and_the_same() -> None:
    """The history is the same one, and what it answers is what another one answers that was not made ready."""
    made = ready(History((session(TODAY),)), TODAY)
    fresh = History(made.sessions)
    assert "searched" in vars(made.sessions[0])
    assert {"seconds_by_day", "training_days"} <= vars(made).keys()
    assert bests(made, TODAY) == bests(fresh, TODAY)
    assert bests(made, TODAY) is bests(made, TODAY)
    assert "moves" in vars(all_weeks(made, TODAY)[0])


def test_an_empty_history_is_ready() -> None:
    """Nothing to work out."""
    assert ready(History(), TODAY) == History()

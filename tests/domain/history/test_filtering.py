"""Finding sessions."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from dbs_tui.domain.history.filtering import Filter, exercises_in, routines_in
from dbs_tui.domain.history.history import History
from dbs_tui.domain.training.session import Completion, Outcome, Session, Status
from tests.domain.builders import session

TODAY = date(2026, 11, 22)


def _session(ago: int, routine: str, **changes: Any) -> Session:
    one = session(TODAY - timedelta(days=ago), routine_id=routine)
    return replace(one, **{"id": str(ago), "routine_name": routine.replace("-", " ").title(), **changes})


def _done(exercise: str, status: Status = Status.DONE) -> Any:
    return replace(session(TODAY).sets[0], exercise=exercise, status=status)


HISTORY = History(
    (
        _session(0, "full-ten", note="Left hip STIFF, went slowly"),
        _session(1, "starter", outcome=Outcome.ENDED_EARLY, sets=(_done("leg-lift"), _done("squat", Status.SKIPPED))),
        _session(9, "full-ten", routine_name="Full ten, old", sets=(_done("squat"),)),
        _session(300, "straße", note=""),
    )
)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(), "0 1 9 300"),
        (Filter(routine="full-ten"), "0 9"),
        (Filter(routine="full"), ""),
        (Filter(exercise="squat"), "9"),
        (Filter(exercise="leg-lift"), "1"),
        (Filter(completion=Completion.PARTLY), "1"),
        (Filter(completion=Completion.NOT_COUNTED), ""),
        (Filter(text="hip"), "0"),
        (Filter(text="  slowly LEFT "), "0"),
        (Filter(text="hip squat"), ""),
        (Filter(text="leg lift"), "1"),
        (Filter(text="STRASSE"), "300"),
        (Filter(text="old"), "9"),
        (Filter(since=TODAY - timedelta(days=1)), "0 1"),
        (Filter(until=TODAY - timedelta(days=9)), "9 300"),
        (Filter(since=TODAY, until=TODAY), "0"),
        (Filter(routine="full-ten", text="squat", since=date(2026, 1, 1)), "9"),
    ],
)
def test_sessions_that_fit_newest_first(wanted: Filter, found: str) -> None:
    """By routine, exercise that was done, ending, words in any order and case, and dates; all of it together."""
    assert " ".join(one.id for one in wanted.of(HISTORY)) == found
    assert " ".join(one.id for one in reversed(HISTORY.sessions) if wanted.fits(one)) == found


def test_a_filter_that_asks_for_nothing_is_none() -> None:
    """So that a screen can say whether one is on."""
    assert not Filter()
    assert all((Filter(routine="a"), Filter(text="a"), Filter(since=TODAY)))


def test_what_there_is_to_filter_by() -> None:
    """The routines, most trained first, under the name they had last; the exercises of which something was done."""
    assert routines_in(HISTORY) == {"full-ten": "Full Ten", "straße": "Straße", "starter": "Starter"}
    assert exercises_in(HISTORY) == ("leg-lift", "squat", "walk")

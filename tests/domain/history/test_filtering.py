"""Finding sessions."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from dbs_tui.domain.history.filtering import Filter, SessionOrder, exercises_in, routines_in
from dbs_tui.domain.history.history import History
from dbs_tui.domain.training.session import Completion, Discomfort, Outcome, Session, Status
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
        (Filter(early=True), "1"),
        (Filter(pain=4), ""),
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


def test_sessions_are_filtered_by_the_highest_pain() -> None:
    """Before, at its worst or on the next morning; without an answer there was none."""
    felt = (Discomfort(4, 1, 0), Discomfort(worst=5), Discomfort(0, 3, 9), Discomfort(3, 3, 3), Discomfort())
    history = History(tuple(_session(ago, "x", discomfort=each) for ago, each in enumerate(felt)))
    assert [one.id for one in Filter(pain=4).of(history)] == ["0", "1", "2"]


def test_sessions_are_sorted() -> None:
    """The newest, longest, hardest, most painful first; of equal ones the newer; those without an answer last."""
    figures = [(60.0, None, 3), (90.0, 0, None), (90.0, 7, 3)]
    sessions = [
        _session(ago, "x", active_seconds=length, effort=effort, discomfort=Discomfort(worst=worst))
        for ago, (length, effort, worst) in enumerate(figures)
    ]
    found = {order.value: "".join(one.id for one in order.of(sessions)) for order in SessionOrder}
    assert found == {"date": "012", "length": "120", "effort": "210", "pain": "021"}
    orders = [SessionOrder.DATE]
    while orders[-1].next is not SessionOrder.DATE:
        orders.append(orders[-1].next)
    assert orders == list(SessionOrder)

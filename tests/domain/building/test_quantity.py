"""Numbers as people type them: read, refused with the limits, stepped by keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dbs_tui.domain.building.quantity import NotAQuantityError, Quantity
from dbs_tui.domain.training.routine import BEAT, HOLD, MOVE, REPS, REST, SETS

COUNT, REST_TIME, HOLD_TIME, WALK_TIME = (
    Quantity(SETS),
    Quantity(REST, True),
    Quantity(HOLD, True),
    Quantity(MOVE, True),
)
ALL = [COUNT, Quantity(REPS), Quantity(BEAT, True), REST_TIME, HOLD_TIME, WALK_TIME]


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("90", 90),
        (" 90 ", 90),
        ("90s", 90),
        ("90 s", 90),
        ("90 sec", 90),
        ("90 Seconds", 90),
        ("1:30", 90),
        ("01:30", 90),
        ("0:1:30", 90),
        ("1m30s", 90),
        ("1m30", 90),
        ("1m 30", 90),
        ("1 min 30 s", 90),
        ("1'30\"", 90),
        ("1.5 min", 90),
        ("1,5 m", 90),
        ("1 min", 60),
        ("2 minutes", 120),
        ("0", 0),
        ("0.1 h", 360),
        ("10m0s", 600),
    ],
)
def test_every_sane_form_of_a_time(typed: str, seconds: int) -> None:
    """Seconds, a clock, units long and short, with and without blanks."""
    assert REST_TIME.read(typed) == seconds


@pytest.mark.parametrize(
    ("typed", "number"), [("10", 10), ("x3", 3), ("3 ×", 3), ("3 sets", 3), ("12 reps", 12), ("01", 1)]
)
def test_every_sane_form_of_a_count(typed: str, number: int) -> None:
    """A number, with or without what it counts."""
    assert COUNT.read(typed) == number


@pytest.mark.parametrize(
    ("quantity", "typed", "said"),
    [
        (HOLD_TIME, "3", "must be 5 to 600 s, not 3"),
        (HOLD_TIME, "-5", "must be 5 to 600 s, not -5"),
        (HOLD_TIME, "-5 s", "must be 5 to 600 s, not -5"),
        (HOLD_TIME, "11 min", "must be 5 to 600 s, not 660"),
        (HOLD_TIME, "", "must be 5 to 600 s; type a number, such as 90, 1:30 or 2 min"),
        (HOLD_TIME, "soon", "must be 5 to 600 s, such as 90, 1:30 or 2 min, not soon"),
        (HOLD_TIME, "1:90", "must be 5 to 600 s, such as 90, 1:30 or 2 min, not 1:90"),
        (HOLD_TIME, "30s1m", "must be 5 to 600 s, such as 90, 1:30 or 2 min, not 30s1m"),
        (HOLD_TIME, "1m1m", "must be 5 to 600 s, such as 90, 1:30 or 2 min, not 1m1m"),
        (HOLD_TIME, "30.5", "must be 5 to 600 s, such as 90, 1:30 or 2 min, not 30.5"),
        (HOLD_TIME, "nan", "must be 5 to 600 s, such as 90, 1:30 or 2 min, not nan"),
        (HOLD_TIME, "1e2", "must be 5 to 600 s, such as 90, 1:30 or 2 min, not 1e2"),
        (HOLD_TIME, "9" * 9999, "must be 5 to 600 s, such as 90, 1:30 or 2 min, not 9999999999999999999…"),
        (HOLD_TIME, "\x1b[2J", "must be 5 to 600 s, such as 90, 1:30 or 2 min, not �[2j"),
        (WALK_TIME, "2h", "must be 10 to 3600 s, not 7200"),
        (WALK_TIME, "?", "must be 10 s to 60:00, such as 90, 1:30 or 2 min, not ?"),
        (Quantity(BEAT, True), "?", "must be 0 to 60 s, such as 30, not ?"),
        (COUNT, "0", "must be 1 to 20, not 0"),
        (COUNT, "-3", "must be 1 to 20, not -3"),
        (COUNT, "2.5", "must be 1 to 20, such as 11, not 2.5"),
        (COUNT, "²", "must be 1 to 20, such as 11, not ²"),
    ],
)
def test_what_is_refused_says_what_is_allowed(quantity: Quantity, typed: str, said: str) -> None:
    """One line with the limits, an example, and what was typed as plain text."""
    with pytest.raises(NotAQuantityError) as refused:
        quantity.read(typed)
    assert str(refused.value) == said


@given(st.sampled_from(ALL), st.text())
def test_nothing_that_is_typed_breaks_it(quantity: Quantity, typed: str) -> None:
    """Whatever was typed is a number inside the limits or a clear refusal."""
    try:
        said = str(quantity.read(typed))
    except NotAQuantityError as error:
        said = str(error)
    assert said.startswith("must be ") or int(said) in quantity.limits


@given(st.sampled_from(ALL), st.data())
def test_what_is_shown_can_be_typed(quantity: Quantity, data: st.DataObject) -> None:
    """The field shows a value in a form that reads back as the same value."""
    value = data.draw(st.sampled_from(quantity.limits))
    assert quantity.read(quantity.shown(value)) == value


@pytest.mark.parametrize(
    ("quantity", "value", "up", "down"),
    [
        (COUNT, 3, 4, 2),
        (COUNT, 20, 20, 19),
        (COUNT, 1, 2, 1),
        (Quantity(BEAT, True), 3, 4, 2),
        (REST_TIME, 30, 35, 25),
        (REST_TIME, 32, 35, 30),
        (REST_TIME, 0, 5, 0),
        (REST_TIME, 120, 135, 115),
        (REST_TIME, 300, 330, 285),
        (REST_TIME, 600, 600, 570),
        (HOLD_TIME, 5, 10, 5),
        (WALK_TIME, 600, 660, 570),
        (WALK_TIME, 3600, 3600, 3540),
    ],
)
def test_keys_step_by_what_makes_sense(quantity: Quantity, value: int, up: int, down: int) -> None:
    """Counts by one, short times by 5 s, long ones by more, never beyond the limits."""
    assert (quantity.stepped(value, 1), quantity.stepped(value, -1)) == (up, down)


@given(st.sampled_from(ALL), st.data())
def test_steps_lead_on_and_back(quantity: Quantity, data: st.DataObject) -> None:
    """Ten steps are ten times one; a step changes the value unless it is on the limit; the limits can be reached."""
    value = data.draw(st.sampled_from(quantity.limits))
    by_hand = value
    for _ in range(10):
        by_hand = quantity.stepped(by_hand, 1)
    assert quantity.stepped(value, 10) == by_hand
    assert quantity.stepped(value, 1) > value or value == quantity.limits[-1]
    assert quantity.stepped(value, -1) < value or value == quantity.limits[0]
    assert quantity.stepped(value, 500) == quantity.limits[-1]
    assert quantity.stepped(value, 0) == value

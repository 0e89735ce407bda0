"""The table of limits: what the program records itself is within it, and so is everything a routine can ask for."""

from hypothesis import given
from hypothesis import strategies as st

from dbs_tui.domain.common.limits import LIMITS, is_within, within, words
from dbs_tui.domain.training.player import LONGEST
from dbs_tui.domain.training.routine import BLOCKS, HOLD, MOVE, REPS, SETS
from dbs_tui.domain.training.timeline import SECOND


@given(st.sampled_from(sorted(LIMITS)), st.floats(allow_nan=False))
def test_what_is_kept_within_is_within(key: str, value: float) -> None:
    """And is the value itself when that is."""
    kept = within(key, value)
    assert is_within(key, kept)
    assert (kept == value) is is_within(key, value)
    assert words(key) == f"{LIMITS[key][0]} to {LIMITS[key][-1]}"


def test_no_routine_reaches_a_limit() -> None:
    """Whatever may stand in one, and however a step is stretched."""
    assert is_within("reps", REPS[-1])
    assert all(is_within("hold", most) for most in (HOLD[-1], LONGEST // SECOND))
    assert is_within("seconds", MOVE[-1])
    assert is_within("set", SETS[-1])
    assert LIMITS["active_seconds"][-1] > BLOCKS[-1] * SETS[-1] * 600

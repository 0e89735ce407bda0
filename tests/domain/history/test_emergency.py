"""Emergency signs and releases: a sign stands until a release names it, in whatever order they are united."""

import random
from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from dbs_tui.content.loader import catalogue
from dbs_tui.domain.history.emergency import EMERGENCY_SIGN, Release, Sign, Signs, walks_only
from dbs_tui.domain.history.week import Pause
from dbs_tui.domain.training.routine import Block
from tests.domain.builders import routine

DAY = date(2026, 11, 22)
SIGN = Sign("a", DAY)
PAUSE = Pause(DAY, date(2026, 12, 5), EMERGENCY_SIGN)


def release(*signs: str, name: str = "r") -> Release:
    return Release(name, datetime(2026, 11, 30, tzinfo=UTC), date(2026, 11, 30), signs)


def test_a_sign_stands_until_it_is_released() -> None:
    """Its own release and no other."""
    assert Signs().since() is None
    signed = Signs().with_sign(SIGN)
    assert signed.since() == DAY
    assert signed.with_release(release("b")).since() == DAY
    assert signed.with_release(release("a")).since() is None
    assert signed.with_release(release("a")).with_sign(Sign("b", DAY)).since() == DAY, "a second one of the same day"


def test_a_stored_pause_is_a_sign() -> None:
    """One of an earlier version, unless its day has a sign; however it was shortened; other reasons are none."""
    assert Signs().since([PAUSE]) == DAY
    assert Signs().since([Pause(DAY, DAY, "illness")]) is None
    (standing,) = Signs().standing([PAUSE])
    released = Signs().with_release(release(standing.id))
    assert released.since([PAUSE]) is None
    assert released.since([Pause(DAY, DAY, EMERGENCY_SIGN)]) is None
    assert Signs((SIGN,), (release("a"),)).since([PAUSE]) is None


def test_the_oldest_day_is_told() -> None:
    """Of several signs."""
    assert Signs((SIGN, Sign("b", date(2026, 11, 1)))).since() == date(2026, 11, 1)


@settings(deadline=None)
@given(st.lists(st.sampled_from("abcde"), max_size=6), st.lists(st.sampled_from("abcde"), max_size=6), st.randoms())
def test_the_union_of_devices_never_loses_a_sign(signs: list[str], released: list[str], chance: random.Random) -> None:
    """Any events on any devices, united in any order, any number of times: only what was released stops standing."""
    events = [Signs((Sign(name, DAY),)) for name in signs]
    events += [Signs((), (release(name, name=f"r-{name}"),)) for name in released]
    events += chance.choices(events, k=3) if events else []
    chance.shuffle(events)
    united = Signs()
    for event in events:
        united = united.united(event)
    assert {sign.id for sign in united.standing()} == set(signs) - set(released)


def test_only_walking_is_a_walk() -> None:
    """Stairs and a squeeze are not, and nothing is none."""
    blocks = {name: Block.of(catalogue()[name]) for name in ("walk", "stairs", "glute-squeeze")}
    assert walks_only(routine(blocks["walk"]))
    assert not walks_only(routine(blocks["walk"], blocks["glute-squeeze"]))
    assert not walks_only(routine(blocks["stairs"]))
    assert not walks_only(routine())

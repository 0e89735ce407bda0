"""A session that was discarded: no longer offered, and for a day not lost either."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dbs_tui.storage.history import HistoryStore, StoreError
from tests.storage.samples import Stores, durable, fixed_now, session, unfinished, waiting


def discarded(store: HistoryStore) -> list[str]:
    """The ids of the sessions that can be brought back."""
    return [one.session.id for one in store.discarded()]


def later(hours: float) -> datetime:
    """A time after the one that stores have."""
    return fixed_now() + timedelta(hours=hours)


def test_a_discarded_session_is_not_offered_and_not_lost(stores: Stores) -> None:
    """Another store finds it as it was when it was discarded, with what it takes to go on."""
    stores().keep(unfinished("one", seconds=20))
    stores().discard(unfinished("one", seconds=60))
    assert (waiting(stores()), stores().load().sessions) == ([], ())
    assert stores().discarded() == (unfinished("one", seconds=60),)


def test_keeping_brings_it_back(stores: Stores) -> None:
    """As if it had never been discarded; others stay what they are."""
    for name in ("one", "two"):
        stores().discard(unfinished(name))
    (first, _) = stores().discarded()
    stores().keep(first)
    assert (waiting(stores()), discarded(stores())) == (["one"], ["two"])


def test_saving_and_forgetting_end_it(stores: Stores) -> None:
    """What is in the history, or dropped for good, is not offered as discarded."""
    for minutes, name in enumerate(("one", "two", "three")):
        stores().discard(unfinished(name, minutes))
    stores().save(session("one"))
    stores().forget("two")
    assert discarded(stores()) == ["three"]


@pytest.mark.parametrize(("hours", "left"), [(23.9, ["one"]), (24.1, [])])
def test_after_a_day_it_is_gone(home: Path, hours: float, left: list[str]) -> None:
    """From what is shown at once, and from the file with the next write."""
    durable(home).discard(unfinished("one"))
    store = durable(home, now=lambda: later(hours))
    assert discarded(store) == left
    store.keep(unfinished("two"))
    assert discarded(durable(home)) == left
    assert waiting(durable(home)) == ["two"]


def test_a_clock_set_back_loses_nothing(home: Path) -> None:
    """Discarded in what is now the future: it can still be brought back."""
    durable(home, now=lambda: later(5)).discard(unfinished("one"))
    assert discarded(durable(home)) == ["one"]


def test_a_discard_that_fails_leaves_it_offered(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full discards nothing."""
    store = durable(home)
    store.keep(unfinished("one"))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dbs_tui.atomic.write", full)
    with pytest.raises(StoreError, match="free some space"):
        store.discard(unfinished("one"))
    assert (waiting(store), discarded(store)) == (["one"], [])

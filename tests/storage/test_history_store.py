"""What the app sees of the store, over memory and over a folder alike."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dbs_tui.domain.history.history import Goal, Pause
from dbs_tui.domain.training.exercise import Catalogue
from dbs_tui.storage.history import HistoryStore, StoreError
from tests.domain.builders import PRESS
from tests.storage.samples import CATALOGUE, Stores, durable, ids, session, state_of, unfinished, waiting
from tests.stores import add_pause, delete, deleted, in_memory, remove_pause, restore, set_goal


def test_a_new_store_is_empty(store: HistoryStore) -> None:
    """Before the first session there is nothing, and nothing to tell."""
    assert (store.load().sessions, store.unfinished(), store.notices) == ((), (), [])


def test_looking_creates_nothing(home: Path) -> None:
    """Opening, loading, asking and forgetting make no file and no folder."""
    store = HistoryStore(home, CATALOGUE, state_of(home))
    store.load()
    store.unfinished()
    store.forget("one")
    assert not home.parent.exists()


def test_a_saved_session_comes_back_as_it_was(stores: Stores) -> None:
    """Another store reads exactly what was saved, with the asked first day of the week."""
    stores().save(session())
    history = stores().load(week_starts=6)
    assert (history.sessions, history.week_starts) == ((session(),), 6)


def test_sessions_come_oldest_first(store: HistoryStore) -> None:
    """The order of saving does not matter."""
    for minutes in (5, 1, 9):
        store.save(session(f"at {minutes}", minutes))
    assert ids(store) == ["at 1", "at 5", "at 9"]


def test_saving_again_replaces(store: HistoryStore) -> None:
    """A session that is rated after it was saved is still one session."""
    store.save(session())
    store.save(session().rated(7, 3))
    assert store.load().sessions == (session().rated(7, 3),)


def test_what_is_no_longer_said_is_gone(store: HistoryStore) -> None:
    """A source that a corrected session no longer has does not stay behind."""
    store.save(replace(session(), source="imported"))
    store.save(session())
    assert store.load().sessions == (session(),)


def test_a_deleted_session_is_gone_and_others_stay(stores: Stores) -> None:
    """Deleting takes exactly one; deleting what is not there changes nothing."""
    store = stores()
    store.save(session("one"))
    store.save(session("two", 1))
    delete(store, "one")
    delete(store, "none")
    assert ids(stores()) == ["two"]


def test_a_deleted_session_can_be_saved_again(store: HistoryStore) -> None:
    """Undo of a deletion is a save."""
    store.save(session())
    delete(store, "one")
    store.save(session())
    assert store.load().sessions == (session(),)


def test_the_running_session_is_kept_set_by_set(stores: Stores) -> None:
    """What is kept replaces what was kept of it before, and another store reads it at once."""
    store = stores()
    for seconds in (20, 40, 60):
        store.keep(unfinished(seconds=seconds))
        assert stores().unfinished() == (unfinished(seconds=seconds),)


def test_an_interrupted_session_goes_on(stores: Stores) -> None:
    """What comes back gives a player that stands where the first one stood."""
    stores().keep(unfinished(seconds=60))
    (found,) = stores().unfinished()
    player = found.player()
    assert (player.index, player.active, dict(player.attempts)) == (3, 60 * 10**9, unfinished().attempts)


def test_a_kept_session_is_not_in_the_history(store: HistoryStore) -> None:
    """Only a save makes a session count."""
    store.keep(unfinished())
    assert store.load().sessions == ()


def test_interrupted_sessions_come_oldest_first(store: HistoryStore) -> None:
    """Several may wait."""
    store.keep(unfinished("later", 5))
    store.keep(unfinished("earlier", 1))
    assert waiting(store) == ["earlier", "later"]


def test_saving_drops_the_unfinished_one(stores: Stores) -> None:
    """A finished session is not offered again, others still are."""
    store = stores()
    store.keep(unfinished("one"))
    store.keep(unfinished("two"))
    store.save(session("one"))
    assert waiting(stores()) == ["two"]


def test_forgetting_drops_only_the_unfinished_one(stores: Stores) -> None:
    """Discarding an interruption never touches the history; forgetting twice is fine."""
    store = stores()
    store.save(session("done"))
    store.keep(unfinished("one"))
    store.forget("one")
    store.forget("one")
    assert (waiting(stores()), ids(stores())) == ([], ["done"])


def test_a_crash_between_save_and_forget_offers_nothing_twice(stores: Stores, monkeypatch: pytest.MonkeyPatch) -> None:
    """When only the first half of a save happened, the session is in the history and is not offered."""
    store = stores()
    store.keep(unfinished())
    monkeypatch.setattr(store, "forget", lambda session_id: None)
    store.save(session())
    assert (ids(stores()), waiting(stores())) == (["one"], [])


def test_a_leftover_does_not_come_back_after_a_deletion(stores: Stores, monkeypatch: pytest.MonkeyPatch) -> None:
    """Deleting a session also drops what such a crash left of it."""
    store = stores()
    store.keep(unfinished())
    with monkeypatch.context() as patch:
        patch.setattr(store, "forget", lambda session_id: None)
        store.save(session())
    delete(store, "one")
    assert (ids(stores()), waiting(stores())) == ([], [])


def test_a_save_stands_when_only_dropping_fails(store: HistoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """The session is on disk by then, so a full disk at the second step is no reason to report a failure."""

    def full(session_id: str) -> None:
        raise StoreError("full")

    monkeypatch.setattr(store, "forget", full)
    store.save(session())
    assert ids(store) == ["one"]


def test_an_exercise_that_is_gone_leaves_what_was_done(home: Path) -> None:
    """Without one of its exercises a session can be saved but has no blocks to go on with."""
    durable(home).keep(unfinished())
    (found,) = HistoryStore(home, Catalogue((PRESS,)), state_of(home)).unfinished()
    assert (found.session, found.routine.blocks) == (unfinished().session, ())


def test_one_copy_at_a_time_runs_a_session(home: Path) -> None:
    """The turn belongs to one store until it ends it; taking it twice is fine."""
    first, second = durable(home), durable(home)
    assert (first.begin(), first.begin(), second.begin()) == (True, True, False)
    first.end()
    assert second.begin()
    second.end()


def test_a_running_session_is_not_offered_to_another_copy(home: Path) -> None:
    """It is offered once the copy that runs it has given the turn back without saving."""
    first, second = durable(home), durable(home)
    first.begin()
    first.keep(unfinished())
    assert (waiting(first), waiting(second)) == (["one"], [])
    first.end()
    assert waiting(second) == ["one"]


def test_memory_always_has_its_turn(stores: Stores) -> None:
    """Begin and end work the same over memory."""
    store = stores()
    assert store.begin()
    store.end()
    assert store.begin()
    store.end()


def test_in_memory_is_a_store_of_its_own() -> None:
    """Two stores in memory know nothing of each other."""
    one, other = in_memory(CATALOGUE), in_memory(CATALOGUE)
    one.save(session())
    assert (ids(one), ids(other)) == (["one"], [])


def test_an_unserialisable_session_changes_nothing(store: HistoryStore) -> None:
    """A figure that is no number in JSON is refused before anything is written."""
    store.save(session("good"))
    with pytest.raises(ValueError, match="JSON"):
        store.save(replace(session("bad"), active_seconds=float("nan")))
    assert ids(store) == ["good"]


def test_any_other_record_is_kept_as_safely(stores: Stores) -> None:
    """By its id; the same again is no new version, and a newer schema is not written over."""
    store = stores()
    store.put("quiz", {"id": "q1", "right": 2, "local_date": "2026-11-22"})
    store.put("quiz", {"id": "q2", "right": 0})
    store.put("quiz", {"id": "q1", "right": 3, "local_date": "2026-11-22"})
    store.put("quiz", {"id": "q2", "right": 0})
    other = stores()
    other.load()
    assert sorted((found["id"], found["right"]) for found in other.documents("quiz")) == [("q1", 3), ("q2", 0)]
    assert sorted(row.rev for row in other.database.table("quiz").versions()) == [1, 2]
    store.put("quiz", {"id": "q3", "schema": 2})
    with pytest.raises(StoreError, match="newer"):
        store.put("quiz", {"id": "q3", "schema": 1})


def test_goals_and_pauses_come_with_the_history(stores: Stores) -> None:
    """In the order of their dates; the same days again replace, and a pause can be taken back."""
    store = stores()
    june, january = Goal(date(2026, 6, 1), 4), Goal(date(2026, 1, 5), 3)
    illness = Pause(date(2026, 2, 1), date(2026, 2, 4), "illness")
    for goal in (june, january, january._replace(days=2)):
        set_goal(store, goal)
    add_pause(store, illness)
    add_pause(store, replace(illness, reason="a cold"))
    history = stores().load()
    assert history.goals == (january._replace(days=2), june)
    assert history.pauses == (replace(illness, reason="a cold"),)
    remove_pause(store, illness)
    remove_pause(store, illness)
    assert stores().load().pauses == ()


def test_a_deleted_session_can_be_looked_at_and_restored(stores: Stores) -> None:
    """As it was; restoring what was not deleted changes nothing."""
    store = stores()
    store.save(session("one", note="hello"))
    delete(store, "one")
    restore(store, "none")
    other = stores()
    assert (other.load().sessions, [one.note for one in deleted(other)]) == ((), ["hello"])
    restore(other, "one")
    restore(other, "one")
    assert stores().load().sessions == (session("one", note="hello"),)
    assert deleted(other) == []


def test_a_damaged_pause_or_goal_is_told(store: HistoryStore) -> None:
    """And the others are shown."""
    store.put("pauses", {"schema": 1, "id": "p", "from": "2026-02-04", "to": "2026-02-01"})
    store.put("goals", {"schema": 1, "id": "g", "from": "soon", "days": 3})
    history = store.load()
    assert (history.pauses, history.goals) == ((), ())
    assert [
        "pause: to must not be before from" in line or "goal: from must be a date" in line for line in store.notices
    ] == [
        True,
        True,
    ]


def test_notices_are_said_once(store: HistoryStore) -> None:
    """Also when whoever showed them has put them away."""
    store.put("goals", {"schema": 1, "id": "g", "from": "soon", "days": 3})
    store.load()
    assert len(store.notices) == 1
    store.notices = []
    store.load()
    assert store.notices == []

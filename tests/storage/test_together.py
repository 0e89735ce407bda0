"""The transaction over tables: all of a month or nothing, seen by nobody else before its end."""

import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import where

from dbs_tui import atomic
from dbs_tui.storage.errors import StoreError
from dbs_tui.storage.months import MonthFiles
from dbs_tui.storage.tables import Database
from tests.storage.faulty import FaultyOs
from tests.storage.samples import fixed_now, layout, own_file
from tests.stores import MemoryFiles

DAY = {"local_date": "2026-11-22"}


@pytest.fixture(params=["memory", "files"])
def db(request: pytest.FixtureRequest, home: Path) -> Database:
    """A database with a document in each of two tables."""
    db = _opened(home) if request.param == "files" else Database(MemoryFiles(fixed_now))
    for name in ("a", "b"):
        db.table(name).put({"n": 0, **DAY}, 1)
    return db


def _opened(home: Path) -> Database:
    return Database(MonthFiles(layout(home), fixed_now, 0.0))


def numbers(db: Database) -> dict[str, list[Any]]:
    """What each table says."""
    return {name: [found["n"] for found in db.table(name)] for name in ("a", "b", "c")}


def _two(db: Database) -> None:
    with db.together():
        db.table("a").put({"n": 1, **DAY}, 1)
        db.table("b").insert({"n": 2, **DAY})


def _raising(db: Database) -> None:
    with db.together():
        db.table("a").remove(doc_ids=[1])
        db.table("b").put({"n": 5}, 1)
        db.table("c").insert({"n": 6})
        raise KeyError


def test_what_is_changed_together_is_written_once(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three tables of one month: one file is put in place, once."""
    db, faulty = _opened(home), FaultyOs()
    db.table("a").put({"n": 0, **DAY}, 1)
    monkeypatch.setattr(atomic, "os", faulty)
    with db.together():
        db.table("a").put({"n": 1, **DAY}, 1)
        db.table("b").insert({"n": 2, **DAY})
        db.table("c").insert_multiple([{"n": 3, **DAY}, {"n": 4, **DAY}])
        assert faulty.made == []
    assert [name for call, name in faulty.made if (call, name) == ("replace", "2026-11.json")] == [
        "2026-11.json"
    ] * 2, "the file and its copy"
    again = _opened(home)
    again.read()
    assert numbers(again) == {"a": [1], "b": [2], "c": [3, 4]}


def test_a_block_that_raises_changes_nothing(db: Database) -> None:
    """In no table."""
    with pytest.raises(KeyError):
        _raising(db)
    assert numbers(db) == {"a": [0], "b": [0], "c": []}
    assert db.tables() == {"a", "b"}


def test_what_could_not_be_written_is_not_there(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither on disk nor in memory, at whichever call it fails; and it can be done again."""
    db = _opened(home)
    db.table("a").put({"n": 0, **DAY}, 1)
    for point in range(1, 4):
        with monkeypatch.context() as patch:
            patch.setattr(atomic, "os", FaultyOs(point))
            with pytest.raises(StoreError, match="could not be written"):
                _two(db)
        again = _opened(home)
        again.read()
        assert numbers(db) == numbers(again) == {"a": [0], "b": [], "c": []}
    with db.together():
        db.table("a").put({"n": 1, **DAY}, 1)
    assert numbers(db)["a"] == [1]


def test_the_block_sees_its_own_changes(db: Database) -> None:
    """By id, by query, by length, in the table of deleted ones; each document is changed once in the end."""
    with db.together():
        db.table("a").put({"n": 1}, 1)
        db.table("a").update({"m": 2}, where("n") == 1)
        assert db.table("a").get(doc_id=1) == {"n": 1, "m": 2}
        db.table("b").remove(doc_ids=[1])
        assert (len(db.table("b")), db.table("_trash.b").contains(doc_id=1)) == (0, True)
        db.table("c").insert({"n": 3})
        assert db.tables() == {"a", "_trash.b", "c"}
    assert [row.rev for row in db.table("a").versions()] == [2]
    assert numbers(db) == {"a": [1], "b": [], "c": [3]}


def test_nobody_else_sees_them_before_its_end(db: Database) -> None:
    """Another thread that only reads waits for nothing, and sees what was there."""
    seen: list[dict[str, list[Any]]] = []

    def look() -> None:
        seen.append(numbers(db))

    with db.together():
        db.table("a").put({"n": 1}, 1)
        db.table("c").insert({"n": 2})
        reader = threading.Thread(target=look)
        reader.start()
        reader.join()
    assert seen == [{"a": [0], "b": [0], "c": []}]


def test_a_block_within_another_is_part_of_it(db: Database) -> None:
    """What is dropped with the inner one leaves the outer one as it was."""
    with db.together():
        db.table("a").put({"n": 1}, 1)
        with pytest.raises(KeyError):
            _raising(db)
        with db.together():
            db.table("c").insert({"n": 3})
    assert numbers(db) == {"a": [1], "b": [0], "c": [3]}


def test_one_change_that_is_refused_leaves_the_others(db: Database) -> None:
    """Who catches the error of one goes on with the rest."""
    with db.together():
        db.table("a").put({"n": 1}, 1)
        with pytest.raises(ValueError, match="already exists"):
            db.table("b").insert_multiple([{"n": 7}, db.table("b").get(doc_id=1)])
    assert numbers(db) == {"a": [1], "b": [0], "c": []}


def test_put_replaces_where_upsert_merges(db: Database) -> None:
    """A key that is no longer said is gone; the same again is no new version; what was deleted comes back."""
    table = db.table("a")
    table.put({"m": 1}, 1)
    table.put({"m": 1}, 1)
    assert (table.all(), [row.rev for row in table.versions()]) == ([{"m": 1}], [2])
    table.remove(doc_ids=[1])
    table.put({"m": 1}, 1)
    assert (table.all(), len(db.table("_trash.a"))) == ([{"m": 1}], 0)
    with pytest.raises(ValueError, match="cannot be changed"):
        db.table("_trash.a").put({}, 1)


ACTS = st.lists(
    st.tuples(
        st.sampled_from(("put", "remove", "update", "raise")),
        st.sampled_from("abc"),
        st.integers(1, 3),
        st.sampled_from(("2026-10-05", "2026-11-22")),
    ),
    max_size=12,
)


def _do(db: Database, acts: list[tuple[str, str, int, str]]) -> None:
    for number, (word, name, doc_id, day) in enumerate(acts, start=1):
        table = db.table(name)
        if word == "put":
            table.put({"n": number, "local_date": day}, doc_id)
        elif word == "remove":
            table.remove(doc_ids=[doc_id])
        elif word == "update":
            table.update({"n": -number}, where("n") >= 0)
        else:
            raise LookupError


@settings(deadline=None, max_examples=60)
@given(ACTS)
def test_together_ends_like_one_after_the_other(acts: list[tuple[str, str, int, str]]) -> None:
    """Any acts on any tables: with a block around them the tables say the same at its end, or what they said before."""
    one, other = (Database(MemoryFiles(fixed_now)) for _ in range(2))
    for db in (one, other):
        db.table("a").put({"n": 0}, 1)
    before = numbers(one)
    try:
        with one.together():
            _do(one, acts)
    except LookupError:
        assert numbers(one) == before
    else:
        _do(other, acts)
        assert [sorted(found) for found in numbers(one).values()] == [
            sorted(found) for found in numbers(other).values()
        ]


def test_another_program_waits_for_the_end(home: Path) -> None:
    """It is refused, where it has no patience, and finds all of it afterwards."""
    one, other = _opened(home), _opened(home)
    with one.together():
        one.table("a").put({"n": 1, **DAY}, 1)
        with pytest.raises(StoreError, match="another copy"):
            other.table("a").insert({"n": 2, **DAY})
    other.table("a").insert({"n": 2, **DAY})
    assert numbers(other)["a"] == [1, 2]
    assert own_file(home).exists()

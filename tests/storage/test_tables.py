"""TinyDB's documented behaviour, over memory and over files alike; and what differs from its own files, on purpose."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tinydb import Query, TinyDB, where
from tinydb.operations import add, decrement, delete, increment, subtract
from tinydb.operations import set as set_to
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from dbs_tui import atomic
from dbs_tui.storage.errors import StoreError
from dbs_tui.storage.months import MonthFiles
from dbs_tui.storage.tables import Database
from tests.storage.faulty import FaultyOs
from tests.storage.samples import fixed_now, layout, own_file
from tests.stores import MemoryFiles

Open = Callable[[], TinyDB]


@pytest.fixture(params=["memory", "files"])
def reopened(request: pytest.FixtureRequest, home: Path) -> Open:
    """Opens the same database anew."""
    memory = MemoryFiles(fixed_now)

    def opened() -> TinyDB:
        db = Database(memory if request.param == "memory" else MonthFiles(layout(home), fixed_now, 0.0))
        db.read()
        return db

    return opened


@pytest.fixture
def db(reopened: Open) -> TinyDB:
    """A database with three documents."""
    db = reopened()
    db.insert_multiple({"int": 1, "char": char} for char in "abc")
    return db


def chars(db: Any) -> str:
    """The characters of its documents."""
    return "".join(found["char"] for found in db)


def test_inserted_documents_are_there(db: TinyDB, reopened: Open) -> None:
    """With what was inserted and nothing else, in order, also when it is opened anew."""
    for one in (db, reopened()):
        assert one.all() == [{"int": 1, "char": char} for char in "abc"]
        assert (len(one), chars(one), one.tables()) == (3, "abc", {"_default"})


def test_an_insert_says_the_number(db: TinyDB) -> None:
    """By which the document is found."""
    doc_id = db.insert({"char": "d"})
    found = db.get(doc_id=doc_id)
    assert isinstance(found, Document)
    assert (found, found.doc_id) == ({"char": "d"}, doc_id)
    assert doc_id.bit_length() <= 128


def test_a_document_may_bring_its_number(db: TinyDB, reopened: Open) -> None:
    """Which can be taken once."""
    assert db.insert(Document({"char": "z"}, 77)) == 77
    assert reopened().get(doc_id=77) == {"char": "z"}
    with pytest.raises(ValueError, match="77 already exists"):
        db.insert(Document({"char": "y"}, 77))
    with pytest.raises(ValueError, match="already exists"):
        db.insert_multiple([{"char": "x"}, Document({"char": "y"}, 77)])
    assert chars(db) == "abcz"


def test_what_is_no_mapping_is_refused(db: TinyDB) -> None:
    """And nothing of the others is inserted."""
    with pytest.raises(ValueError, match="not a Mapping"):
        db.insert(["no"])
    with pytest.raises(ValueError, match="not a Mapping"):
        db.insert_multiple([{"char": "d"}, "no"])
    assert chars(db) == "abc"


def test_queries_find(db: TinyDB) -> None:
    """As in TinyDB's own documents."""
    found = Query()
    assert [one["char"] for one in db.search(found.char == "b")] == ["b"]
    assert db.count(where("int") == 1) == 3
    assert [one["char"] for one in db.search((found.char == "a") | (found.char == "c"))] == ["a", "c"]
    assert db.search(~(found.int == 1)) == []
    assert db.search(found.char.one_of(["b", "c"])) == db.search(found.char.test(lambda char: char > "a"))
    assert db.contains(found.char.matches("[ab]"))
    assert not db.contains(found.char == "d")
    db.insert({"user": {"name": "ana", "tags": ["x", "y"]}})
    assert db.count(found.user.name.search("n")) == 1
    assert db.count(found.user.tags.any(["y"])) == db.count(found.user.tags.all(["x", "y"])) == 1
    assert db.count(where("user").exists()) == 1
    assert db.count(Query().fragment({"int": 1})) == 3


def test_get_gives_one_several_or_none(db: TinyDB) -> None:
    """By query, by number, by numbers."""
    ids = [found.doc_id for found in db]
    assert db.get(where("char") == "b") == {"int": 1, "char": "b"}
    assert db.get(where("char") == "z") is None
    assert db.get(doc_id=5) is None
    assert chars(db.get(doc_ids=[ids[0], ids[2], 5])) == "ac"
    assert (db.contains(doc_id=ids[0]), db.contains(doc_id=5)) == (True, False)
    with pytest.raises(RuntimeError):
        db.get()


def test_update_changes_fields(db: TinyDB, reopened: Open) -> None:
    """Of all, of those that match, of those with a number; it says which."""
    ids = [found.doc_id for found in db]
    assert db.update({"int": 2}) == ids
    assert db.update({"int": 3}, where("char") == "a") == ids[:1]
    assert db.update({"new": True}, doc_ids=[ids[1], 5]) == [ids[1]]
    assert db.update({"int": 9}, where("char") == "z") == []
    assert reopened().all() == [
        {"int": 3, "char": "a"},
        {"int": 2, "char": "b", "new": True},
        {"int": 2, "char": "c"},
    ]


@pytest.mark.parametrize(
    ("operation", "after"),
    [
        (increment("int"), {"int": 2, "char": "a"}),
        (decrement("int"), {"int": 0, "char": "a"}),
        (add("int", 5), {"int": 6, "char": "a"}),
        (subtract("int", 5), {"int": -4, "char": "a"}),
        (set_to("char", "x"), {"int": 1, "char": "x"}),
        (delete("int"), {"char": "a"}),
    ],
)
def test_operations_change_documents(
    db: TinyDB, reopened: Open, operation: Callable[[Any], None], after: dict[str, Any]
) -> None:
    """Those that TinyDB brings along, and any function."""
    db.update(operation, where("char") == "a")
    assert reopened().all()[0] == after


def test_update_multiple_changes_each_in_its_way(db: TinyDB) -> None:
    """Each pair is fields or an operation, and a query."""
    db.update_multiple([({"int": 2}, where("char") == "a"), (delete("int"), where("char") == "b")])
    assert db.all() == [{"int": 2, "char": "a"}, {"char": "b"}, {"int": 1, "char": "c"}]


def test_upsert_updates_or_inserts(db: TinyDB, reopened: Open) -> None:
    """By query or by number."""
    assert len(db.upsert({"int": 5}, where("char") == "a")) == 1
    assert len(db.upsert({"int": 5, "char": "d"}, where("char") == "d")) == 1
    assert db.upsert(Document({"int": 6, "char": "e"}, 7)) == [7]
    assert db.upsert(Document({"int": 7}, 7)) == [7]
    assert [(found["char"], found["int"]) for found in reopened()] == [
        ("a", 5),
        ("b", 1),
        ("c", 1),
        ("d", 5),
        ("e", 7),
    ]
    with pytest.raises(ValueError, match="doc_id"):
        db.upsert({"int": 1})


def test_remove_takes_what_matches(db: TinyDB, reopened: Open) -> None:
    """By query or by number; it says which."""
    ids = [found.doc_id for found in db]
    assert db.remove(where("char") == "a") == ids[:1]
    assert db.remove(doc_ids=[ids[1], 5]) == [ids[1]]
    assert db.remove(where("char") == "z") == []
    assert (chars(db), chars(reopened())) == ("c", "c")
    with pytest.raises(RuntimeError):
        db.remove()


@pytest.mark.parametrize("empty", [lambda db: db.truncate(), TinyDB.drop_tables, lambda db: db.drop_table("_default")])
def test_a_table_can_be_emptied(db: TinyDB, reopened: Open, empty: Callable[[TinyDB], None]) -> None:
    """In each of TinyDB's ways; another table stays where only one was meant, and nothing is gone for good."""
    empty(db)
    assert (len(reopened()), reopened().all()) == (0, [])
    assert chars(reopened().table("_trash._default")) == "abc"
    reopened().insert({"char": "d"})
    assert chars(reopened()) == "d"


def test_tables_are_apart(db: TinyDB, reopened: Open) -> None:
    """Each with documents of its own, also of the same number."""
    db.table("other").insert(Document({"char": "x"}, 5))
    db.table("more").insert(Document({"char": "y"}, 5))
    assert (db.tables(), chars(db.table("other"))) == ({"_default", "other", "more"}, "x")
    for name in ("other", "more"):
        db.table(name).remove(doc_ids=[5])
    assert [chars(reopened().table(f"_trash.{name}")) for name in ("other", "more")] == ["x", "y"]
    assert chars(reopened()) == "abc"


def test_the_table_of_deleted_documents_is_read_only(db: TinyDB) -> None:
    """They come back by an insert of the same number."""
    (gone,) = db.remove(where("char") == "a")
    trash = db.table("_trash._default")
    with pytest.raises(ValueError, match="cannot be changed"):
        trash.remove(doc_ids=[gone])
    found = trash.get(doc_id=gone)
    assert isinstance(found, Document)
    db.insert(found)
    assert (sorted(chars(db)), trash.all()) == (["a", "b", "c"], [])


def test_what_is_handed_out_is_a_copy(db: TinyDB) -> None:
    """Nobody changes the database but through it, however deep he reaches."""
    mine: dict[str, Any] = {"char": "d", "deep": {"list": [1]}}
    db.insert(mine)
    mine["deep"]["list"].append(2)
    found: list[Any] = [db.get(where("char") == "d"), db.search(where("char") == "d")[0], db.all()[3]]
    for one in found:
        one["deep"]["list"].append(3)
    assert db.all()[3]["deep"] == {"list": [1]}


def test_an_update_that_raises_changes_nothing(db: TinyDB, reopened: Open) -> None:
    """Also of the documents before the one it raised at."""

    def fail(document: Any) -> None:
        document["int"] = 9
        if document["char"] == "b":
            raise KeyError("b")

    with pytest.raises(KeyError):
        db.update(fail)
    assert [found["int"] for found in db] == [found["int"] for found in reopened()] == [1, 1, 1]


@pytest.mark.parametrize("value", [float("nan"), {1, 2}, object()])
def test_what_is_not_json_is_refused(db: TinyDB, reopened: Open, value: object) -> None:
    """Before a byte is written, in memory as on disk."""
    with pytest.raises((ValueError, TypeError)):
        db.insert({"char": value})
    assert (chars(db), chars(reopened())) == ("abc", "abc")


def test_a_database_closes_as_tinydb_does(reopened: Open) -> None:
    """It can be used in a with block."""
    with reopened() as db:
        db.insert({"char": "a"})
    assert chars(reopened()) == "a"


def test_what_is_on_disk_before_memory_changes(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write that fails leaves the database as it was, in memory too, and can be repeated."""
    db = Database(MonthFiles(layout(home), fixed_now, 0.0))
    db.insert({"char": "a"})
    for act in (
        lambda: db.insert({"char": "b"}),
        lambda: db.update({"char": "b"}),
        lambda: db.remove(where("char") == "a"),
        db.drop_tables,
    ):
        with monkeypatch.context() as patch:
            patch.setattr(atomic, "os", FaultyOs(1))
            with pytest.raises(StoreError, match="could not be written"):
                act()
        assert chars(db) == "a"
    db.insert({"char": "b"})
    assert chars(db) == "ab"


def test_an_update_that_changes_nothing_writes_nothing(home: Path) -> None:
    """Nor does it count as a new version."""
    db = Database(MonthFiles(layout(home), fixed_now, 0.0))
    db.insert({"char": "a"})
    before = own_file(home).stat().st_ino
    db.update({"char": "a"})
    db.update({"char": "a"}, where("char") == "z")
    assert own_file(home).stat().st_ino == before


class SideBySide(RuleBasedStateMachine):
    """The same acts on stock TinyDB in memory and on ours; ids differ, so documents are compared."""

    def __init__(self) -> None:
        super().__init__()
        self.stock = TinyDB(storage=MemoryStorage)
        self.ours = Database(MemoryFiles(fixed_now))

    @rule(a=st.integers(0, 3), b=st.text("xy", max_size=1))
    def insert(self, a: int, b: str) -> None:
        for db in (self.stock, self.ours):
            db.insert({"a": a, "b": b})

    @rule(a=st.integers(0, 3), b=st.text("xyz", max_size=1))
    def update(self, a: int, b: str) -> None:
        assert len(self.stock.update({"b": b}, where("a") == a)) == len(self.ours.update({"b": b}, where("a") == a))

    @rule(a=st.integers(0, 3), b=st.text("xyz", max_size=1))
    def upsert(self, a: int, b: str) -> None:
        for db in (self.stock, self.ours):
            db.upsert({"a": a, "b": b}, where("a") == a)

    @rule(a=st.integers(0, 3))
    def remove(self, a: int) -> None:
        assert len(self.stock.remove(where("a") == a)) == len(self.ours.remove(where("a") == a))

    @rule()
    def truncate(self) -> None:
        for db in (self.stock, self.ours):
            db.truncate()

    @invariant()
    def both_say_the_same(self) -> None:
        assert self.ours.all() == self.stock.all()
        assert self.ours.search(where("b") == "x") == self.stock.search(where("b") == "x")
        assert len(self.ours) == len(self.stock)


SideBySide.TestCase.settings = settings(
    max_examples=30, stateful_step_count=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestSideBySide = SideBySide.TestCase

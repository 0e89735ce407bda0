"""Documents of earlier versions: read as they are now, left as they were, the original kept when they change."""

import pytest
from tinydb import TinyDB

from dbs_tui.storage import fields
from dbs_tui.storage.documents import session_document
from dbs_tui.storage.history import HistoryStore, StoreError
from dbs_tui.storage.versioned_document import Document, Version, id_of
from tests.storage.samples import Stores, ids, on, session
from tests.stores import delete, save_all


@pytest.fixture
def earlier(monkeypatch: pytest.MonkeyPatch) -> Document:
    """A session as a version before the first would have written it, which called the note a remark."""

    def renamed(document: Document) -> Document:
        document["note"] = document.pop("remark")
        return document

    monkeypatch.setitem(fields.STEPS, 0, renamed)
    document = session_document(session())
    del document["note"]
    return {**document, "schema": 0, "remark": "hello"}


def put(store: HistoryStore, document: Document) -> None:
    """Put a document as it is."""
    store.database.table("sessions").put(document, id_of("sessions", "one"))


def stored(database: TinyDB, table: str) -> list[Document]:
    """The documents of a table."""
    return [dict(found) for found in database.table(table)]


def test_an_earlier_document_is_read_and_left(stores: Stores, earlier: Document) -> None:
    """Looking migrates nothing on disk."""
    put(stores(), earlier)
    store = stores()
    assert [one.note for one in store.load().sessions] == ["hello"]
    assert stored(store.database, "sessions") == [earlier]


def test_an_edit_keeps_the_original(stores: Stores, earlier: Document) -> None:
    """The new version is of this schema, the old one is still there whole."""
    put(stores(), earlier)
    store = stores()
    store.save(session(note="edited"))
    assert [(found["schema"], found["note"]) for found in stored(store.database, "sessions")] == [(1, "edited")]
    assert [found["document"] for found in stored(store.database, "_lost")] == [earlier]


def test_documents_of_this_version_and_later_ones_are_left_alone(earlier: Document) -> None:
    """Whatever they hold."""
    for document in (session_document(session()), {"schema": 2}, {"schema": None}, {}):
        assert fields.upgraded(document) is document
    assert fields.upgraded(earlier)["note"] == "hello"
    assert "remark" in earlier


def test_many_are_saved_at_once(stores: Stores) -> None:
    """Those that are there as they are cost nothing; deleted ones come back; several months are fine."""
    days = [f"2026-{month:02}-05" for month in range(1, 7)]
    save_all(stores(), map(on, days))
    store = stores()
    store.load()
    delete(store, days[0])
    save_all(store, [*map(on, days), session("new")])
    save_all(stores(), [])
    assert ids(stores()) == [*days, "new"]
    assert sorted(row.rev for row in store.database.table("sessions").versions()) == [1, 1, 1, 1, 1, 1, 3]


def test_a_newer_one_among_many_is_not_written_over(stores: Stores) -> None:
    """Nothing is written then."""
    put(stores(), {"schema": 2, "id": "one"})
    with pytest.raises(StoreError, match="newer"):
        save_all(stores(), [session("one"), session("two")])
    assert ids(stores()) == []


def test_a_row_says_which_document_it_is_of() -> None:
    """By table and number."""
    assert Version("sessions", 5, 1, "", {}).key == ("sessions", 5)

"""Files that are not what was written: set aside, filled from every copy, told in one line, never written over."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB, where

from dbs_tui import atomic
from dbs_tui.storage.documents import session_document
from dbs_tui.storage.history import HistoryStore, StoreError
from dbs_tui.storage.unfinished_document import unfinished_document
from tests.storage.samples import (
    CATALOGUE,
    durable,
    ids,
    layout,
    on,
    own_file,
    own_folder,
    session,
    state_of,
    unfinished,
    waiting,
)
from tests.stores import delete

ALL = ["one", "two", "three"]


def prepared(home: Path) -> Path:
    """Three sessions in one file; the file."""
    store = durable(home)
    for number, name in enumerate(ALL):
        store.save(session(name, number))
    return own_file(home)


def without_copies(home: Path) -> None:
    """Only the file itself is left."""
    for folder in layout(home).here.glob("mirror-*"):
        shutil.rmtree(folder)


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "zeros": lambda data: b"\0" * len(data),
    "zeros at the end": lambda data: data[: len(data) // 2] + b"\0" * 4096,
    "cut": lambda data: data[: len(data) * 6 // 10],
    "text after": lambda data: data + b"}}",
    "garbage": lambda data: bytes(range(256)) * 8,
    "flipped bit": lambda data: data.replace(b'"schema":1', b'"schema":\x11', 1),
    "a list": lambda data: b"[]",
    "deep": lambda data: b"[" * 200_000,
    "rows a list": lambda data: b'{"sessions": []}',
    "no number": lambda data: b'{"sessions": {"a": {}}}',
}

every_damage = pytest.mark.parametrize("damage", DAMAGE)


@every_damage
def test_a_damaged_file_loses_nothing(home: Path, damage: str) -> None:
    """Its bytes stay under a dated name, every document is back, one line tells it, and the next session is saved."""
    path = prepared(home)
    damaged = DAMAGE[damage](path.read_bytes())
    path.write_bytes(damaged)
    store = durable(home)
    assert ids(store) == ALL
    kept = path.with_name("2026-11.json.damaged-20261122-090000")
    assert kept.read_bytes() == damaged
    assert len(store.notices) == 1
    assert f"it is kept as {kept.name}, and 3 documents could be read or came back from the copy." in store.notices[0]
    store.save(session("new", 9))
    assert (ids(durable(home)), durable(home).notices) == ([*ALL, "new"], [])


@every_damage
def test_a_save_over_damage_mends_it_first(home: Path, damage: str) -> None:
    """Nobody has to look before; the copy that runs has not looked either."""
    path = prepared(home)
    store = durable(home)
    store.load()
    path.write_bytes(DAMAGE[damage](path.read_bytes()))
    store.save(session("new", 9))
    assert (ids(store), ids(durable(home)), len(store.notices)) == ([*ALL, "new"], [*ALL, "new"], 1)


@pytest.mark.parametrize(
    ("damage", "left"), [("flipped bit", 2), ("text after", 3), ("zeros at the end", 1), ("empty", 0)]
)
def test_without_a_copy_every_whole_line_is_salvaged(home: Path, damage: str, left: int) -> None:
    """And the damaged bytes are still there for whoever can do better."""
    path = prepared(home)
    without_copies(home)
    path.write_bytes(DAMAGE[damage](path.read_bytes()))
    assert len(ids(durable(home))) == left
    assert len(list(path.parent.glob("*.damaged-*"))) == 1


def test_yesterdays_copy_helps_where_the_newer_one_is_hurt(home: Path) -> None:
    """Before the first change of a day, the copy of the day before is kept apart."""
    path = prepared(home)
    where_ = layout(home)
    device = where_.device() or ""
    where_.earlier(device).mkdir(exist_ok=True)
    shutil.copy(path, where_.earlier(device) / path.name)
    durable(home).save(session("late", 9))
    (where_.mirror(device) / path.name).write_bytes(b"")
    path.write_bytes(b"")
    assert ids(durable(home)) == ALL


def test_a_running_copy_knows_what_no_file_has_any_more(home: Path) -> None:
    """Memory is a copy too."""
    path, store = prepared(home), durable(home)
    store.load()
    without_copies(home)
    path.write_bytes(b"")
    assert (ids(store), ids(durable(home))) == (ALL, ALL)


def test_two_damages_in_one_second_are_both_kept(home: Path) -> None:
    """The second finds another name."""
    path = prepared(home)
    for data in (b"first", b"second"):
        path.write_bytes(data)
        assert ids(durable(home)) == ALL
    assert [found.read_bytes() for found in sorted(path.parent.glob("*.damaged-*"))] == [b"first", b"second"]


def test_the_name_carries_the_date_of_the_day(home: Path) -> None:
    """A store as the app opens it asks the clock of the machine."""
    path = prepared(home)
    path.write_bytes(b"")
    HistoryStore(home, CATALOGUE, state_of(home)).load()
    (kept,) = path.parent.glob("*.damaged-*")
    assert re.fullmatch(r"2026-11\.json\.damaged-20\d{6}-\d{6}", kept.name)


def test_a_file_that_is_gone_comes_back(home: Path) -> None:
    """Absence is no information; one line tells it."""
    path = prepared(home)
    path.unlink()
    store = durable(home)
    assert ids(store) == ALL
    assert store.notices == [f"{path} was gone; 3 documents came back from the copy on this machine."]
    assert path.is_file()


def test_a_file_that_came_back_with_fewer_documents_is_filled(home: Path) -> None:
    """A sync tool or a backup put an older one in its place."""
    path = prepared(home)
    older = path.read_bytes()
    durable(home).save(session("new", 9))
    delete(durable(home), "one")
    path.write_bytes(older)
    store = durable(home)
    assert ids(store) == ["two", "three", "new"]
    assert store.notices == [f"{path} had lost documents; 2 documents came back from the copy on this machine."]


def test_what_another_program_changed_stands(home: Path) -> None:
    """Stock TinyDB may edit and insert; only what is missing comes back."""
    path = prepared(home)
    with TinyDB(path) as database:
        database.table("sessions").update({"note": "by hand"}, where("id") == "two")
        database.table("sessions").insert(session_document(session("four", 4)))
        database.table("mine").insert({"any": "thing"})
    store = durable(home)
    assert [(one.id, one.note) for one in store.load().sessions][1:] == [
        ("two", "by hand"),
        ("three", ""),
        ("four", ""),
    ]
    store.save(session("five", 5))
    assert [one.note for one in durable(home).load().sessions] == ["", "by hand", "", "", ""]
    assert durable(home).database.table("mine").all() == []  # read at the next look
    with TinyDB(path, access_mode="r") as database:
        assert database.table("mine").all()[0]["any"] == "thing"


def test_a_folder_in_the_place_of_a_file_is_set_aside(home: Path) -> None:
    """Nothing in it is touched."""
    path = prepared(home)
    path.unlink()
    (path / "inside").mkdir(parents=True)
    store = durable(home)
    assert ids(store) == ALL
    assert (path.with_name("2026-11.json.damaged-20261122-090000") / "inside").is_dir()
    assert "a folder is in its place" in store.notices[0]


def test_damage_that_cannot_be_set_aside_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is known is shown, and nothing is written over it."""
    path = prepared(home)
    path.write_bytes(b"damaged")
    store = durable(home)

    def refused(path: Path, data: bytes) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(atomic, "write", refused)
        assert ids(store) == ALL
        assert "could not be read and mended: Permission denied; make it writable" in store.notices[0]
        with pytest.raises(StoreError, match="could not be read and mended"):
            store.save(session("new"))
    assert path.read_bytes() == b"damaged"


def test_damage_to_the_running_one_leaves_the_history(home: Path) -> None:
    """The files are independent."""
    durable(home).save(session())
    durable(home).keep(unfinished("three"))
    layout(home).running.write_bytes(b"")
    store = durable(home)
    assert (waiting(store), ids(store), len(store.notices)) == ([], ["one"], 1)
    store.keep(unfinished("two"))
    assert waiting(store) == ["two"]


# -- the whole folder -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("all_of_it", [False, True])
def test_a_vanished_folder_is_not_made_again(home: Path, all_of_it: bool) -> None:
    """It may be on a stick: everything is shown from the copy, what is trained is kept apart, and both are told."""
    prepared(home)
    folder = own_folder(home)
    shutil.rmtree(home if all_of_it else folder)
    store = durable(home)
    assert ids(store) == ALL
    assert len(store.notices) == 1
    assert str(folder) in store.notices[0]
    assert str(layout(home).held) in store.notices[0]
    store.save(session("new", 9))
    assert (ids(store), ids(durable(home)), folder.exists()) == ([*ALL, "new"], [*ALL, "new"], False)


def test_what_was_held_comes_home_with_the_folder(home: Path, tmp_path: Path) -> None:
    """Edits and deletions made meanwhile too; then nothing is held any more."""
    prepared(home)
    shutil.move(home, tmp_path / "unplugged")
    store = durable(home)
    store.load()
    store.save(session("new", 9))
    store.save(session("two", 1, note="edited"))
    delete(store, "one")
    shutil.move(tmp_path / "unplugged", home)
    for one in (store, durable(home)):
        assert [(row.id, row.note) for row in one.load().sessions] == [("two", "edited"), ("three", ""), ("new", "")]
    assert not list(layout(home).held.glob("*.json"))
    with TinyDB(own_file(home), access_mode="r") as database:
        assert len(database.table("sessions")) == 3
        assert len(database.table("_trash.sessions")) == 1


def test_a_folder_that_vanishes_while_the_program_runs_loses_nothing(home: Path) -> None:
    """Also without any copy: this one still knows."""
    prepared(home)
    store = durable(home)
    store.load()
    without_copies(home)
    shutil.rmtree(home)
    store.save(session("new", 9))
    assert ids(store) == [*ALL, "new"]
    assert (own_folder(home).exists(), len(store.notices)) == (False, 1)


def test_the_first_save_of_all_makes_the_folder(home: Path) -> None:
    """Nothing was ever there, so nothing is gone."""
    store = durable(home)
    store.save(session())
    assert (own_file(home).is_file(), store.notices) == (True, [])


def test_a_file_in_the_place_of_the_folder_is_told(home: Path) -> None:
    """The file stays."""
    home.parent.mkdir()
    home.write_text("mine")
    with pytest.raises(StoreError, match=r"could not be read: .*; move the file that is in the way"):
        durable(home).save(session())
    assert home.read_text() == "mine"


def test_a_link_in_the_place_of_our_folder_is_not_followed(home: Path, tmp_path: Path) -> None:
    """Nothing is written to wherever it leads."""
    prepared(home)
    folder = own_folder(home)
    shutil.move(folder, tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    before = (tmp_path / "elsewhere" / "2026-11.json").read_bytes()
    with pytest.raises(StoreError, match="replace the symbolic link"):
        durable(home).save(session("new"))
    assert (tmp_path / "elsewhere" / "2026-11.json").read_bytes() == before


# -- documents that cannot be read ----------------------------------------------------------------------------------


def put(home: Path, *documents: dict[str, object]) -> Path:
    """A file of sessions as another program writes it, in the folder of this device."""
    durable(home).save(on("2026-01-01", "old"))
    path = own_file(home)
    with TinyDB(path) as database:
        database.table("sessions").insert_multiple(documents)
    return path


def stored(path: Path, table: str = "sessions") -> list[dict[str, object]]:
    """The documents in a file, as stock TinyDB reads them."""
    with TinyDB(path, access_mode="r") as database:
        return [dict(found) for found in database.table(table)]


def test_a_document_that_cannot_be_read_stays(home: Path) -> None:
    """It is told once, the others are shown, and no save or deletion of others takes it."""
    path = put(home, {**session_document(session("broken")), "outcome": "won"}, session_document(session("fine")))
    store = durable(home)
    assert (ids(store), ids(store)) == (["old", "fine"], ["old", "fine"])
    assert store.notices == [
        "sessions of 2026-11: session broken: outcome must be one of completed, ended_early, not 'won'; "
        "it is kept but not shown."
    ]
    store.save(session("new", 1))
    delete(store, "fine")
    assert "won" in [found["outcome"] for found in stored(path)]


def test_a_save_in_the_place_of_a_broken_document_keeps_it(home: Path) -> None:
    """The good one is shown, the broken one stays for somebody to repair."""
    path = put(home, {**session_document(session("one")), "sets": "lost"})
    store = durable(home)
    for effort in (1, 2):
        store.save(session("one").rated(effort, None))
    assert [one.effort for one in store.load().sessions] == [None, 2]
    assert [found["document"]["sets"] for found in stored(path, "_lost")] == ["lost"]  # type: ignore[index]


def test_a_broken_interruption_stays(home: Path) -> None:
    """As for a session."""
    store = durable(home)
    store.keep(unfinished("fine"))
    path = layout(home).running
    with TinyDB(path) as database:
        database.table("running").insert({**unfinished_document(unfinished("broken")), "resume": None})
    assert waiting(store) == ["fine"]
    assert "session broken: resume must be an object" in store.notices[0]
    store.forget("fine")
    assert [found["id"] for found in stored(path, "running")] == ["broken"]


NEWER: dict[str, object] = {"schema": 2, "id": "one", "sets": "in a shape that nobody knows yet"}


def test_a_newer_document_is_not_written_over(home: Path) -> None:
    """Neither by saving its id nor by saving another nor by deleting it."""
    path = put(home, NEWER)
    store = durable(home)
    store.save(session("two"))
    with pytest.raises(StoreError, match=r"session one: written by a newer dbs-tui \(schema 2\); update this program"):
        store.save(session("one"))
    with pytest.raises(StoreError, match=r"written by a newer dbs-tui \(schema 2\); update this program"):
        delete(store, "one")
    assert [found["sets"] for found in stored(path) if found["id"] == "one"] == [NEWER["sets"]]
    assert (ids(store), "schema 2" in store.notices[0]) == (["old", "two"], True)


def test_a_newer_document_is_shown_as_far_as_it_is_understood(home: Path) -> None:
    """Its unknown keys do not hide the others; it cannot be changed here."""
    put(home, {**session_document(session("one", note="hello")), "schema": 2, "weather": {"rain": True}})
    store = durable(home)
    assert [one.note for one in store.load().sessions] == ["", "hello"]
    with pytest.raises(StoreError, match="newer"):
        store.save(session("one"))


def test_a_newer_interruption_is_not_written_over(home: Path) -> None:
    """Nor is it offered."""
    durable(home).keep(unfinished("two"))
    path = layout(home).running
    with TinyDB(path) as database:
        database.table("running").insert(NEWER)
    store = durable(home)
    assert waiting(store) == ["two"]
    with pytest.raises(StoreError, match="newer"):
        store.keep(unfinished("one"))
    assert NEWER["sets"] in [found["sets"] for found in stored(path, "running")]


def test_keys_of_a_later_version_survive_a_change(home: Path) -> None:
    """Rating a session here does not lose what another version knows about it."""
    path = put(home, {**session_document(session()), "weather": "rain"})
    store = durable(home)
    store.save(session().rated(5, None))
    assert [found.get("weather") for found in stored(path) if found["id"] == "one"] == ["rain"]
    assert store.load().sessions[1].effort == 5


# -- the files ------------------------------------------------------------------------------------------------------


def test_stock_tinydb_reads_the_file(home: Path) -> None:
    """One document a line, in plain ASCII, so that any tool on any system can."""
    store = durable(home)
    for number in range(3):
        store.save(session(f"id {number}", number, note="schön ✓ \ud800"))
    delete(store, "id 1")
    path = own_file(home)
    with TinyDB(path, access_mode="r") as database:
        found = database.table("sessions").search(where("note").search("✓"))
        assert [row["id"] for row in found] == ["id 0", "id 2"]
        assert [row["id"] for row in database.table("_trash.sessions")] == ["id 1"]
    documents = [line for line in path.read_text(encoding="ascii").splitlines() if '"id":' in line]
    found_ids = [json.loads(line.split(": ", 1)[1].rstrip(","))["id"] for line in documents]
    assert sorted(found_ids) == ["id 0", "id 1", "id 2"]


def test_each_month_has_a_file(home: Path) -> None:
    """By the date where the user stood; an edit stays in the file that the session is in."""
    store = durable(home)
    for day in ("2026-09-30", "2026-10-01", "2026-10-31"):
        store.save(on(day))
    assert sorted(path.name for path in own_folder(home).iterdir()) == ["2026-09.json", "2026-10.json"]
    store.save(on("2026-11-01", "2026-09-30"))
    assert len(stored(own_file(home, "2026-09"))) == 1
    assert not own_file(home).exists()

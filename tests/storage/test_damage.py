"""Files that are not what was written: set aside, told in one line, and never written over."""

import json
import re
import shutil
from pathlib import Path

import pytest
from tinydb import TinyDB, where

from dbs_tui.storage.documents import session_document
from dbs_tui.storage.errors import DamageError
from dbs_tui.storage.history import HistoryStore, StoreError
from dbs_tui.storage.tables import Rows, decode, encode
from tests.storage.samples import CATALOGUE, durable, folder, ids, memory, session, stores_over, unfinished, waiting

GOOD = encode({"sessions": {"1": session_document(session())}})

DAMAGE = {
    "empty": (b"", "it is empty"),
    "zeros": (b"\0" * 4096, "it is empty"),
    "cut": (GOOD[: len(GOOD) // 2], "it is not JSON"),
    "text after": (GOOD + b"}}", "it is not JSON"),
    "garbage": (bytes(range(256)), "it is not JSON"),
    "flipped bit": (GOOD.replace(b'"schema": 1', b'"schema": \x11'), "it is not JSON"),
    "deep": (b"[" * 200_000, "it is not JSON"),
    "endless number": (b'{"sessions": {"1": {"id": ' + b"9" * 5000 + b"}}}", "it is not JSON"),
    "null": (b"null", "it is not a database"),
    "a list": (b"[]", "it is not a database"),
    "rows a list": (b'{"sessions": []}', "it is not a database"),
    "a row a number": (b'{"sessions": {"1": 5}}', "it is not a database"),
    "a key no number": (b'{"sessions": {"a": {}}}', "it is not a database"),
    "keys of one number": (b'{"sessions": {"1": {}, "01": {}}}', "it is not a database"),
}

every_damage = pytest.mark.parametrize(("data", "what"), DAMAGE.values(), ids=DAMAGE)


def put(home: Path, data: bytes, name: str = "sessions.json") -> Path:
    """Put bytes where the store keeps a file."""
    home.mkdir(parents=True, exist_ok=True)
    (home / name).write_bytes(data)
    return home / name


@every_damage
def test_a_damaged_file_is_set_aside_whole(home: Path, data: bytes, what: str) -> None:
    """Its bytes stay under a dated name, one line tells it, and the next session is saved."""
    path, store = put(home, data), durable(home)
    assert store.load().sessions == ()
    kept = home / "sessions.json.damaged-20261122-090000"
    assert kept.read_bytes() == data
    assert store.notices == [f"{path} was damaged ({what}); it is kept as {kept.name}, and a new one was begun."]
    store.save(session("new"))
    assert (ids(durable(home)), kept.read_bytes()) == (["new"], data)


@every_damage
def test_a_save_over_damage_sets_it_aside_first(home: Path, data: bytes, what: str) -> None:
    """Nobody has to look before."""
    put(home, data)
    store = durable(home)
    store.save(session("new"))
    assert (home / "sessions.json.damaged-20261122-090000").read_bytes() == data
    assert (ids(store), len(store.notices), what in store.notices[0]) == (["new"], 1, True)


def test_two_damages_in_one_second_are_both_kept(home: Path) -> None:
    """The second finds another name."""
    store = durable(home)
    for data in (b"first", b"second"):
        put(home, data)
        store.load()
    kept = sorted(home.glob("*.damaged-*"))
    assert [path.read_bytes() for path in kept] == [b"first", b"second"]


def test_the_name_carries_the_date_of_the_day(home: Path) -> None:
    """A store as the app opens it asks the clock of the machine."""
    put(home, b"")
    HistoryStore(home, CATALOGUE).load()
    (kept,) = home.glob("*.damaged-*")
    assert re.fullmatch(r"sessions\.json\.damaged-20\d{6}-\d{6}", kept.name)


def test_damage_to_the_running_one_leaves_the_history(home: Path) -> None:
    """The files are independent."""
    durable(home).save(session())
    put(home, b"", "running.json")
    store = durable(home)
    assert (waiting(store), ids(store), len(store.notices)) == ([], ["one"], 1)
    store.keep(unfinished("two"))
    assert waiting(store) == ["two"]


def test_damage_in_memory_is_set_aside_too() -> None:
    """The twin behaves as the folder does."""
    place = memory()
    for data in (b"first", b"second"):
        place.write("sessions.json", data)
        store = stores_over(place)()
        assert (ids(store), len(store.notices)) == ([], 1)
    assert [place.read(f"sessions.json.damaged-{number}") for number in (1, 2)] == [b"first", b"second"]


def test_damage_that_cannot_be_set_aside_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then nothing is shown as if it were the history, and nothing is written."""
    path, store = put(home, b"damaged"), durable(home)

    def refused(self: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", refused)
        with pytest.raises(StoreError, match="is damaged and could not be set aside: Permission denied; make it writ"):
            store.load()
        with pytest.raises(StoreError, match="could not be set aside"):
            store.save(session())
    assert path.read_bytes() == b"damaged"


def test_a_byte_order_mark_is_no_damage(home: Path) -> None:
    """Some editors add one."""
    put(home, b"\xef\xbb\xbf" + GOOD)
    assert ids(durable(home)) == ["one"]


def test_stock_tinydb_reads_the_file(home: Path) -> None:
    """One document a line, in plain ASCII, so that any tool on any system can."""
    store = durable(home)
    for number in range(3):
        store.save(session(f"id {number}", number, note="schön ✓ \ud800"))
    store.delete("id 1")
    path = home / "sessions.json"
    with TinyDB(path, access_mode="r") as database:
        found = database.table("sessions").search(where("note").search("✓"))
        assert [row["id"] for row in found] == ["id 0", "id 2"]
        assert [row["id"] for row in database.table("_trash")] == ["id 1"]
    documents = [line for line in path.read_text(encoding="ascii").splitlines() if '"id":' in line]
    assert [json.loads(line.split(": ", 1)[1].rstrip(","))["id"] for line in documents] == ["id 0", "id 2", "id 1"]


def test_what_stock_tinydb_wrote_is_read(home: Path) -> None:
    """Also when a person put it there."""
    home.mkdir(parents=True)
    with TinyDB(home / "sessions.json") as database:
        database.table("sessions").insert(session_document(session()))
        database.table("mine").insert({"any": "thing"})
    store = durable(home)
    store.save(session("two", 1))
    assert ids(store) == ["one", "two"]
    with TinyDB(home / "sessions.json", access_mode="r") as database:
        assert database.table("mine").all() == [{"any": "thing"}]


@pytest.mark.parametrize("data", [b"{}", b'{"sessions": {}}', b'{"_default": {}}'])
def test_an_empty_database_is_no_damage(home: Path, data: bytes) -> None:
    """TinyDB writes such files."""
    put(home, data)
    store = durable(home)
    assert (ids(store), store.notices) == ([], [])


def test_tables_come_back_from_their_bytes() -> None:
    """Whatever JSON the documents hold."""
    rows: Rows = {
        "sessions": {"1": {"a": [1, None, "\ud800\n"]}, "12": {}},
        'odd "name"': {},
        "_trash": {"-3": {"b": 0.1}},
    }
    assert decode(encode(rows)) == rows


def test_a_document_that_cannot_be_read_stays(home: Path) -> None:
    """It is told, the others are shown, and no save or deletion of others takes it."""
    broken = {**session_document(session("broken")), "outcome": "won"}
    path = put(home, encode({"sessions": {"1": broken, "2": session_document(session("fine"))}}))
    store = durable(home)
    assert (ids(store), ids(store)) == (["fine"], ["fine"])
    assert store.notices == [
        f"{path}: session broken: outcome must be one of completed, ended_early, not 'won'; "
        "it is kept there but not shown."
    ]
    store.save(session("new", 1))
    store.delete("fine")
    assert decode(path.read_bytes())["sessions"]["1"] == broken


def test_a_save_beside_a_broken_document_of_its_id(home: Path) -> None:
    """The good one is added, the broken one stays for somebody to repair."""
    broken = {**session_document(session("one")), "sets": "lost"}
    path = put(home, encode({"sessions": {"1": broken}}))
    store = durable(home)
    for effort in (1, 2):
        store.save(session("one").rated(effort, None))
    assert [one.effort for one in store.load().sessions] == [2]
    assert decode(path.read_bytes())["sessions"]["1"] == broken


def test_a_broken_interruption_stays(home: Path) -> None:
    """As for a session."""
    store = durable(home)
    store.keep(unfinished("fine"))
    rows = decode((home / "running.json").read_bytes())
    rows["running"]["7"] = {**rows["running"]["1"], "id": "broken", "resume": None}
    put(home, encode(rows), "running.json")
    assert waiting(store) == ["fine"]
    assert "session broken: resume must be an object" in store.notices[0]
    store.forget("fine")
    assert [*decode((home / "running.json").read_bytes())["running"]] == ["7"]


NEWER = {"schema": 2, "id": "one", "sets": "in a shape that nobody knows yet"}


def test_a_newer_document_is_not_written_over(home: Path) -> None:
    """Neither by saving its id nor by saving another."""
    path = put(home, encode({"sessions": {"1": NEWER}}))
    store = durable(home)
    store.save(session("two"))
    with pytest.raises(StoreError, match=r"session one: written by a newer dbs-tui \(schema 2\); update this program"):
        store.save(session("one"))
    assert decode(path.read_bytes())["sessions"]["1"] == NEWER
    assert (ids(store), "schema 2" in store.notices[0]) == (["two"], True)


def test_a_newer_interruption_is_not_written_over(home: Path) -> None:
    """Nor is it offered."""
    path = put(home, encode({"running": {"1": NEWER}}), "running.json")
    store = durable(home)
    assert waiting(store) == []
    with pytest.raises(StoreError, match="newer"):
        store.keep(unfinished("one"))
    assert decode(path.read_bytes())["running"]["1"] == NEWER


def test_keys_of_a_later_version_survive_a_change(home: Path) -> None:
    """Rating a session here does not lose what another version knows about it."""
    path = put(home, encode({"sessions": {"1": {**session_document(session()), "weather": "rain"}}}))
    store = durable(home)
    store.save(session().rated(5, None))
    assert decode(path.read_bytes())["sessions"]["1"]["weather"] == "rain"
    assert store.load().sessions[0].effort == 5


def test_a_vanished_folder_is_told_and_the_session_is_safe(home: Path) -> None:
    """What was just trained is saved in a new folder; that the rest is gone is not hidden."""
    store = durable(home)
    store.save(session("old"))
    store.load()
    shutil.rmtree(home)
    store.save(session("new"))
    assert ids(store) == ["new"]
    path = home / "sessions.json"
    assert store.notices == [f"{path} is gone; what it held can only come back with that file."]


def test_a_vanished_file_is_told_when_looking(home: Path) -> None:
    """Absence is no information about the past."""
    store = durable(home)
    store.save(session())
    assert ids(store) == ["one"]
    (home / "sessions.json").unlink()
    assert ids(store) == []
    assert len(store.notices) == 1


def test_a_folder_in_the_place_of_a_file_is_told(home: Path) -> None:
    """What, where and what to do, in one line; the folder stays."""
    (home / "sessions.json" / "inside").mkdir(parents=True)
    with pytest.raises(StoreError, match=r"sessions.json: could not be read: Is a directory; move the folder that is"):
        durable(home).save(session())
    assert (home / "sessions.json" / "inside").is_dir()


def test_a_file_in_the_place_of_the_folder_is_told(home: Path) -> None:
    """The file stays."""
    home.parent.mkdir()
    home.write_text("mine")
    store = durable(home)
    with pytest.raises(StoreError, match=r"could not be made: .*; move the file that is in the way"):
        store.save(session())
    assert home.read_text() == "mine"


def test_a_store_over_another_place_says_where(home: Path) -> None:
    """Messages name the file in the folder that was given."""
    assert HistoryStore.over(folder(home), CATALOGUE).load().sessions == ()
    with pytest.raises(DamageError):
        decode(b"")

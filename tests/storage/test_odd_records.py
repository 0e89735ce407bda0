"""Records that parse and yet cannot be written: NaN, endless numbers, hundreds of levels, revisions beyond all reason.

They are shown as far as they can be read, edited, deleted and brought back; an export leaves them out by name.
"""

import json
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from dbs_tui.domain.history.changes import deleting, editing
from dbs_tui.library.shelf import Shelf
from dbs_tui.storage.documents import session_document
from dbs_tui.storage.versioned_document import MOST_REVISIONS, id_of
from dbs_tui.transfer.archive import archive
from tests.storage.samples import durable, fixed_now, ids, own_file, session

DEEP = "[" * 700 + "]" * 700
ODD = {
    "not a number": '"x":NaN',
    "endless": '"x":-Infinity',
    "a number too large": '"x":1e999',
    "700 levels": f'"x":{DEEP}',
    "700 levels of both kinds": '"x":' + '{"a":[' * 350 + "]}" * 350,
    "inside another": '"x":{"y":[1,{"z":NaN}]}',
}
REVISIONS = (MOST_REVISIONS - 1, MOST_REVISIONS, MOST_REVISIONS + 1, 10**100, -(10**100))


def _put(home: Path, extra: str = "", rev: int = 1, folder: str = "") -> None:
    """Put a session with odd contents into the file of this device, or that of another one, as somebody else would."""
    durable(home).save(session("good", 5))
    line = json.dumps(session_document(session("odd")), separators=(",", ":"))[:-1] + (f",{extra}" if extra else "")
    line = f'"{id_of("sessions", "odd")}": {line},"_rev":{rev},"_updated_at":"2026-11-22T09:00:00.000000+00:00"}}'
    path = home / folder / "2026-11.json" if folder else own_file(home)
    if folder:
        path.parent.mkdir()
        path.write_text('{"sessions": {\n' + line + "\n}}\n")
    else:
        path.write_text(path.read_text().replace('{"sessions": {\n', '{"sessions": {\n' + line + ",\n"))


def _exported(home: Path) -> Any:
    store = durable(home)
    store.load()
    made = archive(store, Shelf(()))
    return [each["id"] for each in json.loads(made.text)["sessions"]], made


@pytest.mark.parametrize("folder", ["", "another"])
@pytest.mark.parametrize("extra", ODD.values(), ids=ODD)
def test_it_is_shown_edited_deleted_and_brought_back(home: Path, extra: str, folder: str) -> None:
    """Whether it is in our own file or in another's; each step is on disk, and other sessions are not touched."""
    _put(home, extra, folder=folder)
    store = durable(home)
    assert ids(store) == ["odd", "good"]
    change = deleting(session("odd"))
    store.make(change)
    assert ids(durable(home)) == ["good"]
    again = durable(home)
    again.load()
    assert [binned.session.id for binned in again.bin()] == ["odd"]
    again.make(change.undone)
    assert ids(durable(home)) == ["odd", "good"]
    edited = replace(session("odd"), note="edited")
    store = durable(home)
    store.load()
    store.make(editing(session("odd"), edited))
    assert durable(home).load().sessions[0] == edited


@pytest.mark.parametrize("extra", ODD.values(), ids=ODD)
def test_an_edit_keeps_what_it_could_not_take_along(home: Path, extra: str) -> None:
    """The new version can be written by everybody; the old one is beside it, as text."""
    _put(home, extra)
    store = durable(home)
    store.load()
    store.make(editing(session("odd"), replace(session("odd"), note="edited")))
    (beside,) = store.database.table("_lost").all()
    assert beside["text"].startswith('{"schema":1,"id":"odd"')
    assert _exported(home)[0] == ["odd", "good"]


@pytest.mark.parametrize("extra", ODD.values(), ids=ODD)
def test_an_export_leaves_it_out_by_name(home: Path, extra: str) -> None:
    """And holds everything else."""
    _put(home, extra)
    exported, made = _exported(home)
    assert exported == ["good"]
    assert [line.split(":")[0] for line in made.left_out] == ["session odd"]
    assert made.records_left_out == 1


@pytest.mark.parametrize("extra", ODD.values(), ids=ODD)
def test_another_record_of_that_kind_is_left_out_too(home: Path, extra: str) -> None:
    """Of a table that only another program knows."""
    durable(home).save(session("good"))
    path = home / "another" / "2026-11.json"
    path.parent.mkdir()
    path.write_text('{"quiz": {"1": {"id": "q", ' + extra + '}, "2": {"id": "fine"}}}')
    _, made = _exported(home)
    assert [each["id"] for each in json.loads(made.text)["records"]["quiz"]] == ["fine"]
    assert [line.split(":")[0] for line in made.left_out] == ["quiz q"]


@pytest.mark.parametrize("rev", REVISIONS)
@pytest.mark.parametrize("folder", ["", "another"])
def test_no_revision_is_too_large_to_go_on_from(home: Path, rev: int, folder: str) -> None:
    """It is edited, deleted and brought back like any other, and what is on disk says so."""
    _put(home, rev=rev, folder=folder)
    moments = (fixed_now() + timedelta(seconds=number) for number in count())
    for number in range(3):
        store = durable(home, now=lambda: next(moments))
        store.load()
        store.make(editing(session("odd"), replace(session("odd"), note=f"edit {number}")))
        assert durable(home).load().sessions[0].note == f"edit {number}"
        store.make(deleting(session("odd")))
        assert ids(durable(home)) == ["good"]

"""Versions of documents, how they compare, and the files that they are in."""

import json
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dbs_tui.storage.errors import DamageError
from dbs_tui.storage.versioned_document import (
    Version,
    decode,
    encode,
    id_of,
    json_copy,
    line_of,
    month_of,
    new_id,
    salvaged,
    stamp,
    union,
)

MODEST = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=5,
)
DOCUMENTS = st.dictionaries(
    st.text(max_size=6).filter(lambda key: key not in ("_rev", "_updated_at")), JSON, max_size=3
)
TABLES = st.sampled_from(["sessions", "goals", "_lost", 'odd "name"'])
STAMPS = st.sampled_from(["", "2026-11-22T08:00:00.000000+00:00", "2026-11-22T08:00:00.000001+00:00"])
ROWS = st.builds(
    Version, TABLES, st.integers(-3, 2**127), st.integers(0, 3), STAMPS, DOCUMENTS, st.booleans(), st.just("2026-11"),
    line=st.just(""),
)  # fmt: skip


def row(rev: int = 1, at: str = "", deleted: bool = False, table: str = "sessions", **document: Any) -> Version:
    """A version of document 1."""
    return Version(table, 1, rev, at, document, deleted, "2026-11")


def file_of(*rows: Version) -> bytes:
    """The bytes of a file with these rows."""
    return encode({one.key: one for one in rows}, {})


@MODEST
@given(st.lists(ROWS, max_size=6))
def test_rows_come_back_from_their_bytes(rows: list[Version]) -> None:
    """Whatever JSON the documents hold, deleted ones too."""
    known = {one.key: one for one in rows}
    assert {one.key: one for one in decode(encode(known, {}), "2026-11")} == known


@MODEST
@given(ROWS, st.dictionaries(st.sampled_from(["_rev", "_updated_at", "x"]), JSON, max_size=2))
def test_what_is_encoded_once_is_what_would_be_encoded_again(one: Version, more: dict[str, Any]) -> None:
    """The line that is made of the JSON of a document is the one that is made of the document."""
    document = {**one.document, **more}
    copy, text = json_copy(document)
    assert copy == document
    read = one._replace(document=copy)
    assert line_of(read, text) == line_of(read)
    assert file_of(read._replace(line=line_of(read, text))) == file_of(read)


@MODEST
@given(st.lists(ROWS, min_size=1, max_size=6), st.data())
def test_a_damaged_file_gives_every_line_that_is_whole(rows: list[Version], data: st.DataObject) -> None:
    """Cut anywhere: what is before the cut comes back, and nothing that was never there."""
    known = {one.key: one for one in rows if "\\" not in json.dumps(one.table)}
    text = encode(known, {})
    cut = data.draw(st.integers(0, len(text)))
    found = {one.key: one for one in salvaged(text[:cut], "2026-11")}
    assert all(known[key] == one for key, one in found.items())
    assert len(found) >= text[:cut].count(b"},\n") - len({one.table for one in rows}) * 2


@MODEST
@given(st.lists(ROWS.map(lambda one: one._replace(table="sessions", id=1)), min_size=2, max_size=4))
def test_all_devices_choose_alike(rows: list[Version]) -> None:
    """In whatever order versions arrive, one is shown."""
    chosen = [union(order)["sessions", 1] for order in permutations(rows)]
    assert all(one.same(chosen[0]) for one in chosen)


@pytest.mark.parametrize(
    ("winner", "loser"),
    [
        (row(2, "a"), row(1, "b")),
        (row(1, "b"), row(1, "a")),
        (row(2, "a", deleted=True), row(1, "b")),
        (row(2, "a"), row(1, "b", deleted=True)),
    ],
)
def test_the_higher_revision_then_the_later_wins(winner: Version, loser: Version) -> None:
    """A clock that was set back does not beat a revision, and a deletion is a version like any other."""
    assert (winner.beats(loser), loser.beats(winner)) == (True, False)


def test_nothing_beats_itself() -> None:
    """Two copies of a version are one version; of two that differ in nothing but words one is chosen, or the asked."""
    one, other = row(note="a"), row(note="b")
    assert (one.beats(one), one.beats(row(note="a")), one.beats(row(note="a"), ties=True)) == (False, False, False)
    assert one.beats(other) != other.beats(one)
    assert (one.beats(other, ties=True), other.beats(one, ties=True)) == (True, True)


def test_a_union_takes_the_later_argument_where_nothing_tells() -> None:
    """For copies: which of them is trusted more is the caller's to say."""
    one, other = row(note="a"), row(note="b")
    assert union([one], [other], ties=True) == {one.key: other}
    assert union([other], [one], ties=True) == {one.key: one}


def test_what_has_an_id_has_the_same_number_everywhere() -> None:
    """So that a file that is imported on two devices is there once; the table is part of it."""
    assert id_of("sessions", "0f8a") == id_of("sessions", "0f8a")
    assert len({id_of("sessions", "0f8a"), id_of("goals", "0f8a"), id_of("sessions", "0f8b")}) == 3
    assert 0 <= id_of("sessions", "\ud800") < 2**128


def test_other_numbers_are_in_the_order_of_time_and_never_twice() -> None:
    """48 bits of time come first."""
    now = datetime(2026, 11, 22, tzinfo=UTC)
    ids = [new_id(now + timedelta(milliseconds=after)) for after in (0, 1, 2, 500)]
    assert ids == sorted(ids)
    assert len({new_id(now) for _ in range(100)}) == 100
    assert max(ids) < 2**128


def test_times_are_compared_in_utc() -> None:
    """The later is the greater text, whatever the offsets."""
    early = datetime.fromisoformat("2026-11-22T09:30:00+02:00")
    late = datetime.fromisoformat("2026-11-22T08:00:00+00:00")
    assert stamp(early) < stamp(late)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2026-11-22", "2026-11"),
        ("2026-11.json", "2026-11"),
        ("2026-11.sync-conflict-20261122-101500-ABCDEFG.json", "2026-11"),
        ("2026-13.json", ""),
        ("notes.json", ""),
        (None, ""),
        (202611, ""),
    ],
)
def test_the_month_is_what_a_name_begins_with(text: object, month: str) -> None:
    """Whatever a sync tool puts behind it."""
    assert month_of(text) == month


def test_what_another_program_wrote_gets_a_number_of_its_own() -> None:
    """Its 1 is not the 1 of another file; a record that has an id is that record."""
    (known,) = decode(b'{"sessions": {"1": {"id": "0f8a"}}}', "")
    (other,) = decode(b'{"sessions": {"1": {"a": 1}}}', "")
    assert (known.id, known.rev, known.updated_at) == (id_of("sessions", "0f8a"), 0, "")
    assert other.id not in (1, known.id)
    assert decode(b'{"sessions": {"7": {"a": 1}}}', "") == [other]


DAMAGE = {
    "empty": (b"", "it is empty"),
    "zeros": (b"\0" * 4096, "it is empty"),
    "cut": (file_of(row(a=1))[:-5], "it is not JSON"),
    "text after": (file_of(row(a=1)) + b"}}", "it is not JSON"),
    "garbage": (bytes(range(256)), "it is not JSON"),
    "flipped bit": (file_of(row(a=1)).replace(b'"a"', b'"\x11"'), "it is not JSON"),
    "deep": (b"[" * 200_000, "it is not JSON"),
    "endless number": (b'{"sessions": {"1": {"id": ' + b"9" * 5000 + b"}}}", "it is not JSON"),
    "null": (b"null", "it is not a database"),
    "a list": (b"[]", "it is not a database"),
    "rows a list": (b'{"sessions": []}', "it is not a database"),
    "a row a number": (b'{"sessions": {"1": 5}}', "it is not a database"),
    "a key no number": (b'{"sessions": {"a": {}}}', "it is not a database"),
    "keys of one number": (b'{"sessions": {"1": {}, "01": {}}}', "it is not a database"),
}


@pytest.mark.parametrize(("data", "what"), DAMAGE.values(), ids=DAMAGE)
def test_damage_is_told_from_data(data: bytes, what: str) -> None:
    """Empty is damage too: nobody ever wrote that."""
    with pytest.raises(DamageError, match=what):
        decode(data, "")


@pytest.mark.parametrize("data", [b"{}", b'{"sessions": {}}', b'{"_default": {}}'])
def test_an_empty_database_is_no_damage(data: bytes) -> None:
    """TinyDB writes such files."""
    assert decode(data, "") == []


def test_a_byte_order_mark_is_no_damage() -> None:
    """Some editors add one."""
    assert decode(b"\xef\xbb\xbf" + file_of(row(a=1)), "2026-11") == [row(a=1)]


def test_a_file_with_both_sides_of_a_conflict_is_united() -> None:
    """As a version control system leaves it."""
    ours, theirs = file_of(row(1, "a", n=1)), file_of(row(2, "b", n=2), row(1, "c", table="goals")._replace(id=5))
    text = b"<<<<<<< ours\n" + ours + b"=======\n" + theirs + b">>>>>>> theirs\n"
    assert sorted(one.rev for one in salvaged(text, "2026-11")) == [1, 2]


def test_without_the_name_of_its_table_a_session_is_known_by_its_looks() -> None:
    """The first bytes of a file are the first to go."""
    text = file_of(row(sets=[]))
    found = salvaged(b"\0" * 12 + text[12:], "2026-11")
    assert found == [row(sets=[])]


def test_a_line_with_foreign_bytes_is_not_trusted() -> None:
    """All that is written is ASCII: another byte is a flipped bit, and the copy has the line right."""
    text = file_of(row(note="abc"))
    assert salvaged(text.replace(b"abc", b"a\xe2c"), "2026-11") == []

"""What an import takes of odd contents: nothing that cannot be right, no number beyond its limits, not without end."""

import json
import tracemalloc
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dbs_tui.domain.common.limits import is_within
from dbs_tui.domain.history.history import History
from dbs_tui.domain.training.session import Session
from dbs_tui.storage.documents import session_document
from dbs_tui.transfer.archive import archive
from dbs_tui.transfer.import_file import MOST_REFUSALS, found_in
from dbs_tui.transfer.json_stream import JsonError, JsonStream, TooLargeError
from tests.domain.builders import session
from tests.transfer.builders import NO_SHELF, exported, imported, store

TODAY = date(2026, 11, 22)
SESSION_NUMBERS: dict[str, tuple[Any, ...]] = {
    "active_seconds": (),
    "paused_seconds": (),
    "effort": (),
    "before": ("discomfort",),
    "worst": ("discomfort",),
    "next_morning": ("discomfort",),
    "set": ("sets", 0),
    "reps": ("sets", 0, "done"),
    "hold": ("sets", 0, "planned"),
    "seconds": ("sets", 0, "done"),
}
"""The numbers of a session's record, and the way to each."""
JSON_LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.text()
    | st.floats(allow_nan=False, allow_infinity=False)
)


def _digits(number: int) -> str:
    """A number as text, however many digits it has."""
    return str(number) if abs(number) < 10**400 else f"1{'0' * 5000}"


def _one(**changes: Any) -> Session:
    return replace(session(TODAY, session_id="one"), **changes)


def _import_one(tmp_path: Path, table: str = "sessions", **changes: Any) -> Any:
    record = {**session_document(_one()), **changes}
    document = {
        "schema": 1,
        "sessions": [],
        **({table: [record]} if table == "sessions" else {"records": {table: [record]}}),
    }
    return imported(json.dumps(document), store(), tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_an_export_in_another_encoding_of_unicode_is_read(tmp_path: Path, encoding: str) -> None:
    """As PowerShell writes it where > is used."""
    text = exported(store(History((_one(note="Grüße 宽"),)))).replace("\n", "\r\n")
    known = store()
    assert imported(text.encode(encoding), known, tmp_path).added == 1
    assert known.load().sessions == (_one(note="Grüße 宽"),)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"ended_at": "2026-11-21T08:00:00+01:00"}, "ended_at must not be before started_at, not 2026-11-21T08:00:00"),
        ({"local_date": "2019-11-22"}, "local_date must be of its times, 2026-11-2"),
        ({"local_date": "2030-01-01"}, "local_date must be of its times, 2026-11-2"),
    ],
)
def test_what_cannot_be_right_is_refused(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    """By its key, with what it would have to be."""
    taken = _import_one(tmp_path, **changes)
    assert (taken.added, len(taken.refused)) == (0, 1)
    assert taken.refused[0].startswith(f"sessions 1: {said}")


@settings(deadline=None)
@given(st.sampled_from(sorted(SESSION_NUMBERS)), st.integers(-(10**22), 10**22) | st.sampled_from([10**310, 10**5000]))
def test_every_number_is_held_against_the_table(key: str, number: int) -> None:
    """Random numbers at every place of a record: taken within the limits of the key, else refused by its name."""
    document = session_document(_one())
    place = document
    for step in SESSION_NUMBERS[key]:
        place = place[step]  # type: ignore[assignment]
    place[key] = "NUMBER"
    text = json.dumps({"schema": 1, "sessions": [document]}).replace('"NUMBER"', _digits(number))
    refused = found_in(text.encode(), "file").refused
    assert (refused == []) is is_within(key, number)
    assert not refused or key in refused[0]


@pytest.mark.parametrize("number", ["1e999", "-1e999", "9" * 5000, "1e16", f"-{'9' * 17}"])
@pytest.mark.parametrize("table", ["sessions", "other"])
def test_a_number_that_nobody_asked_for_has_limits_too(tmp_path: Path, number: str, table: str) -> None:
    """Of this version or a later one: it could not be exported again."""
    record = json.dumps({**session_document(_one()), "more": {"deep": ["NUMBER"]}}).replace('"NUMBER"', number)
    good = json.dumps({**session_document(_one()), "id": "good"})
    text = f'{{"schema": 1, "sessions": [], "records": {{"{table}": [{record}, {good}]}}}}'
    if table == "sessions":
        text = f'{{"schema": 1, "sessions": [{record}, {good}]}}'
    taken = imported(text, store(), tmp_path)
    assert (taken.added, list(taken.refused)) == (1, [taken.refused[0]])
    assert taken.refused[0].startswith(f"{table} 1: deep must be a number up to 1e+15, not ")


def test_a_pause_has_a_longest_length(tmp_path: Path) -> None:
    """Ten years."""
    pauses = [{"schema": 1, "id": "x", "from": "2000-01-01", "to": "2026-01-01", "reason": ""}]
    taken = imported(json.dumps({"schema": 1, "pauses": pauses}), store(), tmp_path)
    assert taken.refused == ["pauses 1: pause: must be 1 to 3660 days long, not 9498"]


def test_a_session_beyond_the_limits_that_is_stored_is_left_out_and_told(tmp_path: Path) -> None:
    """The others are shown, summed and exported."""
    known = store(History((_one(),)))
    document = json.loads(json.dumps(session_document(_one())))
    document["sets"][0]["done"]["reps"] = 10**310
    known.take("sessions", [document | {"id": "huge"}])
    assert known.load().sessions == (_one(),)
    assert "session huge: sets 1 done reps must be a whole number, 0 to 999, not 1000" in known.notices[0]
    assert len(json.loads(archive(known, NO_SHELF).text)["sessions"]) == 1


def test_refusals_are_counted_and_not_all_kept(tmp_path: Path) -> None:
    """A file of rubbish fills neither memory nor the screen."""
    content = b'{"schema": 1, "sessions": [' + b"[]," * 5000 + b"[]]}"
    taken = imported(content, store(), tmp_path)
    assert (taken.refused.total, len(taken.refused)) == (5001, MOST_REFUSALS)
    assert taken.words.endswith("5001 refused")


@pytest.mark.parametrize("piece", [b"[],", b'{"a":[{}]},'])
@pytest.mark.parametrize("around", [b'"sessions": [{"more": [%s1]}]', b'"else": [%s1], "sessions": []'])
def test_what_is_built_while_parsing_is_bounded(piece: bytes, around: bytes) -> None:
    """One record of many small things, or what stands under an unknown key: lists of one megabyte took 21 before."""
    text = b'{"schema": 1, ' + around % (piece * (1_000_000 // len(piece))) + b"}"
    tracemalloc.start()
    refused = found_in(text, "file").refused
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(refused) == 1
    assert peak < 3 * len(text) + 9_000_000


@settings(deadline=None)
@given(
    st.recursive(JSON_LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=5), inner)), st.data()
)
def test_a_stream_reads_what_json_reads(value: Any, data: st.DataObject) -> None:
    """Any value, indented or not; with any character changed, both read the same or neither reads it."""
    text = json.dumps(value, indent=data.draw(st.sampled_from([None, 1])), ensure_ascii=data.draw(st.booleans()))
    if data.draw(st.booleans()):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(st.sampled_from(list('[]{}",:x1 -\\'))) + text[at + 1 :]
    try:
        expected = json.loads(text)
    except ValueError:
        expected = JsonError
    assert _streamed(text) == expected


def _streamed(text: str) -> Any:
    stream = JsonStream(text)
    try:
        if stream.begins == "[":
            found: Any = [stream.value(10_000) for _ in stream.items()]
        elif stream.begins == "{":
            found = {key: stream.value(10_000) for key in stream.members()}
        else:
            found = stream.value(10_000)
        stream.end()
    except ValueError:
        return JsonError
    return found


def test_what_is_passed_over_ends_where_it_ends() -> None:
    """Whatever brackets and quotes are in it; and a value that is too large is told with its size."""
    for text in ('"a]\\"},"', '[["]"],{"}":[1,2]}]', "{}", "true", "-1.5e3", '{"a\\\\": "\\\\"}'):
        stream = JsonStream(f"[{text}, 7]")
        read: list[object] = []
        for _ in stream.items():
            if not read:
                stream.pass_over()
                read.append(None)
            else:
                read.append(stream.value(10))
        assert read == [None, 7]
        with pytest.raises(TooLargeError):
            JsonStream(f"[{'9, ' * 500}9]").value(1000)


def test_records_of_the_desk_and_of_learning_are_held_against_their_limits_too(tmp_path: Path) -> None:
    """What this version knows of; one that a later version wrote is kept as it is."""
    day = {"schema": 1, "id": "2026-11-22.a", "local_date": "2026-11-22", "events": []}
    sat = {"at": "2026-11-22T09:00:00+01:00", "seconds": 600}
    breaks = [
        day | {"sits": [sat]},
        day | {"id": "b", "sits": [sat | {"seconds": -1}]},
        day | {"id": "c", "sits": [sat | {"seconds": 10**12}]},
        {"schema": 2, "id": "later", "sits": 7},
    ]
    text = json.dumps(
        {"schema": 1, "sessions": [], "records": {"breaks": breaks, "reading": [{"schema": 1, "id": "x"}]}}
    )
    taken = imported(text, store(), tmp_path)
    assert (taken.added, taken.refused.total) == (2, 3)
    assert [told.partition(":")[0] for told in taken.refused] == ["breaks 2", "breaks 3", "reading 1"]

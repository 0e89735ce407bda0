"""Export and import of everything: exact, complete, repeatable, and hard to hurt."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dbs_tui.domain.history.history import Goal, History, Pause
from dbs_tui.domain.training.session import Discomfort, Session
from dbs_tui.transfer import import_file
from dbs_tui.transfer.archive import archive, can_be_table
from dbs_tui.transfer.errors import TransferError
from dbs_tui.transfer.import_file import found_in
from dbs_tui.transfer.importing import take
from dbs_tui.typed_path import shown
from tests.domain import chance
from tests.domain.builders import session
from tests.storage.test_documents import SESSIONS
from tests.stores import add_pause, delete
from tests.transfer.builders import CATALOGUE, NO_SHELF, exported, imported, shelf_of, store

MODEST = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
TODAY = date(2026, 11, 22)
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))
GOALS = st.builds(Goal, DAYS, st.integers(1, 7))
PAUSES = st.builds(
    lambda first, days, reason: Pause(first, first + timedelta(days), reason), DAYS, st.integers(0, 400), st.text()
)
HISTORIES = st.builds(
    History,
    st.lists(SESSIONS, max_size=4, unique_by=lambda one: one.id).map(tuple),
    st.lists(GOALS, max_size=3, unique_by=lambda goal: goal.starts).map(tuple),
    st.lists(PAUSES, max_size=3, unique_by=lambda pause: (pause.first, pause.last)).map(tuple),
)


# -- it comes back exactly


def possible(history: History) -> History:
    """The history with times that can be true: others are refused."""

    def ordered(one: Session) -> Session:
        first, last = sorted((one.started_at, one.ended_at))
        return replace(one, started_at=first, ended_at=last, local_date=last.date())

    return replace(history, sessions=tuple(map(ordered, history.sessions)))


@MODEST
@given(HISTORIES.map(possible))
def test_everything_comes_back_exactly(tmp_path: Path, history: History) -> None:
    """Export, import into an empty store, export: the same bytes and the same values. A second time nothing changes."""
    text = exported(store(history))
    other = store()
    taken = imported(text, other, tmp_path)
    assert (taken.refused, taken.updated, taken.unchanged) == ([], 0, 0)
    assert other.load() == store(history).load()
    assert exported(other) == text
    again = imported(text, other, tmp_path)
    assert (again.added, again.updated, again.refused, again.change.after) == (0, 0, [], ())
    assert exported(other) == text


def test_histories_with_hard_calendars_come_back_exactly(tmp_path: Path) -> None:
    """Zones, nights and the hour that is there twice, through real files."""
    for seed in range(60):
        history, _ = chance.history(Random(seed))
        other = store()
        imported(exported(store(history)), other, tmp_path)
        assert exported(other) == exported(store(history))


def test_the_order_of_saving_is_not_to_be_seen() -> None:
    """Two stores with the same records export the same bytes."""
    one, two = session(TODAY), session(TODAY - timedelta(days=1))
    pauses = [Pause(TODAY, TODAY, "travel"), Pause(TODAY - timedelta(days=9), TODAY, "illness")]
    forth, back = store(History((one, two), pauses=tuple(pauses))), store()
    for each in (two, one):
        back.save(each)
    for pause in reversed(pauses):
        add_pause(back, pause)
    assert exported(forth) == exported(back)


def test_a_record_is_a_line_of_plain_json() -> None:
    """So that two exports can be compared line by line, whatever language the notes are in."""
    noted = replace(session(TODAY), note="Links steif – 好\ud800")
    text = exported(store(History((noted,))))
    assert text.isascii()
    assert next(json.loads(line) for line in text.splitlines() if '"id"' in line)["note"] == noted.note
    assert json.loads(text)["schema"] == 1


def test_what_is_deleted_is_not_exported() -> None:
    """The bin stays here."""
    known = store(History((session(TODAY),)))
    delete(known, session(TODAY).id)
    assert json.loads(exported(known))["sessions"] == []


def test_keys_of_a_later_version_come_along(tmp_path: Path) -> None:
    """They are kept, exported and imported, wherever they stand."""
    text = exported(store(History((session(TODAY),))))
    document = json.loads(text)
    document["sessions"][0]["heart_rate"] = {"mean": 96, "a": [1, {"z": 1, "b": 2}]}
    document["sessions"][0]["sets"][0]["felt"] = "easy"
    first, second = store(), store()
    imported(json.dumps(document), first, tmp_path)
    assert json.loads(exported(first)) == document
    imported(exported(first), second, tmp_path)
    assert exported(second) == exported(first)


def test_other_records_come_along(tmp_path: Path) -> None:
    """Whatever the program keeps beside the history, under its own name; an older one never replaces the one here."""
    known, other = store(), store()
    known.put("cards", {"id": "names-1", "box": 3})
    imported(exported(known), other, tmp_path)
    assert other.documents("cards") == [{"id": "names-1", "box": 3}]
    other.put("cards", {"id": "names-1", "box": 5})
    taken = imported(exported(known), other, tmp_path)
    assert (taken.words, other.documents("cards")[0]["box"]) == (
        "0 added, 0 updated, 1 unchanged (1 of them newer here), 0 refused",
        5,
    )


def test_own_routines_come_along(tmp_path: Path) -> None:
    """As they are written, comments too; one of the same name that says something else is left alone and told."""
    text = 'schema = 1\nname = "My evening"  # short\n[[blocks]]\nexercise = "squat"\n'
    (tmp_path / "one" / "routines").mkdir(parents=True)
    (tmp_path / "one" / "routines" / "evening.toml").write_text(text)
    (tmp_path / "one" / "routines" / "broken.toml").write_text("blocks = 3")
    made = archive(store(), shelf_of(tmp_path / "one"))
    assert len(made.left_out) == 1
    assert "broken.toml" in made.left_out[0]
    (tmp_path / "two").mkdir()
    assert imported(made.text, store(), tmp_path / "two").words == "1 added, 0 updated, 0 unchanged, 0 refused"
    assert (tmp_path / "two" / "routines" / "evening.toml").read_text() == text
    assert imported(made.text, store(), tmp_path / "two").words == "0 added, 0 updated, 1 unchanged, 0 refused"
    (tmp_path / "two" / "routines" / "evening.toml").write_text(text.replace("short", "long"))
    (told,) = imported(made.text, store(), tmp_path / "two").refused
    assert told.startswith("routine evening: ")
    assert told.endswith("is another one of that name; rename one of them")


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "/etc/evil",
        "a/b",
        "a\\b",
        ".hidden",
        "-x",
        "",
        "x" * 101,
        "a\x00b",
        "dot.",
        "CON",
        "nul",
        "Com1.x",
        "lpt0 .y",
    ],
)
def test_a_routine_cannot_leave_its_folder(tmp_path: Path, name: str) -> None:
    """A name that is no plain file name is refused, and nothing is written."""
    text = 'schema = 1\nname = "Evil"\n[[blocks]]\nexercise = "squat"\n'
    taken = imported(json.dumps({"schema": 1, "routines": [{"id": name, "toml": text}]}), store(), tmp_path)
    assert (taken.added, len(taken.refused)) == (0, 1)
    assert [path.name for path in tmp_path.rglob("*")] == ["training.json"]


def test_a_routine_that_makes_no_sense_is_refused(tmp_path: Path) -> None:
    """With its first problem."""
    routines = [{"id": "bad", "toml": "blocks = 3"}, {"id": "none"}, 7]
    taken = imported(json.dumps({"schema": 1, "routines": routines}), store(), tmp_path)
    assert [told.split(":")[0] for told in taken.refused] == ["routines 2", "routines 3", "routine bad"]


def test_a_record_that_cannot_be_read_is_left_out_and_told() -> None:
    """The rest is exported."""
    known = store(History((session(TODAY),)))
    known.take("sessions", [{"schema": 1, "id": "odd", "local_date": "sometime"}])
    made = archive(known, NO_SHELF)
    assert len(json.loads(made.text)["sessions"]) == 1
    assert made.left_out == ("session odd: routine must be an object; it is not in the export",)


# -- which of two versions is kept


def _one(**changes: Any) -> Session:
    return replace(session(TODAY, session_id="one"), **changes)


EDITED = session(TODAY).ended_at + timedelta(hours=1)


@pytest.mark.parametrize(
    ("here", "there", "words"),
    [
        (_one(), _one(note="From the file"), "0 added, 1 updated, 0 unchanged, 0 refused"),
        (_one(effort=5), _one(), "0 added, 0 updated, 1 unchanged (1 of them newer here), 0 refused"),
        (_one(), _one(effort=5), "0 added, 1 updated, 0 unchanged, 0 refused"),
        (
            _one(edited_at=EDITED),
            _one(effort=5, note="x"),
            "0 added, 0 updated, 1 unchanged (1 of them newer here), 0 refused",
        ),
        (_one(effort=5), _one(edited_at=EDITED), "0 added, 1 updated, 0 unchanged, 0 refused"),
        (
            _one(edited_at=EDITED, note="here"),
            _one(edited_at=EDITED + timedelta(seconds=1), note="there"),
            "0 added, 1 updated, 0 unchanged, 0 refused",
        ),
        (
            _one(discomfort=Discomfort(worst=2)),
            _one(discomfort=Discomfort(worst=3)),
            "0 added, 1 updated, 0 unchanged, 0 refused",
        ),
    ],
)
def test_the_better_version_is_kept(tmp_path: Path, here: Session, there: Session, words: str) -> None:
    """The one edited later, else the one with more answers, else the file's. Twice changes nothing."""
    known = store(History((here,)))
    text = exported(store(History((there,))))
    assert imported(text, known, tmp_path).words == words
    assert known.load().sessions == ((there,) if "1 updated" in words else (here,))
    assert imported(text, known, tmp_path).updated == 0


def test_what_gives_way_stays_beside(tmp_path: Path) -> None:
    """The version that was replaced can still be found in the file of its month."""
    known = store(History((_one(note="before"),)))
    imported(exported(store(History((_one(note="after", edited_at=EDITED),)))), known, tmp_path)
    assert [lost["document"]["note"] for lost in known.documents("_lost")] == ["before"]
    assert "_lost" not in exported(known)


def test_a_deleted_session_comes_back_from_a_file(tmp_path: Path) -> None:
    """Who imports a file wants what is in it."""
    known = store(History((_one(),)))
    text = exported(known)
    delete(known, "one")
    assert imported(text, known, tmp_path).words == "1 added, 0 updated, 0 unchanged, 0 refused"
    assert known.load().sessions == (_one(),)


def test_goals_and_pauses_are_known_by_their_dates(tmp_path: Path) -> None:
    """Those of the file take the place of those from the same date."""
    known = store(History(goals=(Goal(TODAY, 3),), pauses=(Pause(TODAY, TODAY, "travel"),)))
    file = History(goals=(Goal(TODAY, 5), Goal(TODAY + timedelta(days=7), 4)), pauses=(Pause(TODAY, TODAY, "travel"),))
    assert imported(exported(store(file)), known, tmp_path).words == "1 added, 1 updated, 1 unchanged, 0 refused"
    assert known.load().goals == file.goals


def test_an_import_can_be_undone(tmp_path: Path) -> None:
    """It is one change of the history: what was added goes, what was replaced is back."""
    before = History((_one(), session(TODAY - timedelta(days=1))), (Goal(TODAY, 3),))
    known = store(before)
    more = History((_one(note="edited", edited_at=EDITED), session(TODAY - timedelta(days=2))), (Goal(TODAY, 5),))
    taken = imported(exported(store(more)), known, tmp_path)
    assert taken.change.words == "Imported 3 records"
    assert taken.change.made(before) == known.load()
    known.make(taken.change.undone)
    assert known.load() == before


# -- files that are no good


def _file(**changes: Any) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(exported(store(History((_one(),), (Goal(TODAY, 3),)))))
    return {**document, **changes}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is not JSON (it is empty); only a .json export can be read back"),
        (b"  \n", "is not JSON (it is empty); only a .json export can be read back"),
        (
            b"date,started_at\r\n2026-11-22,",
            "is not JSON (line 1: Expecting value); only a .json export can be read back",
        ),
        (b"\xff\xfe\x00", "is not UTF-8 text; only a .json export can be read back"),
        (b"[]", "is JSON, but no export of dbs-tui: it has no sessions"),
        (b'{"schema": 1}', "is JSON, but no export of dbs-tui: it has no sessions"),
        (b'{"sessions": []}', "is no export of dbs-tui: schema must be a whole number, 1 or more"),
        (b'{"schema": true, "sessions": []}', "is no export of dbs-tui: schema must be a whole number, 1 or more"),
        (b'{"schema": 2, "sessions": []}', "written by a newer dbs-tui (schema 2); update this program"),
        (b'{"schema": 1, "sessions": [NaN]}', "is not JSON that can be read (NaN is not a number of JSON)"),
        (b"[" * 200_000, "is not JSON (line 1: Expecting value)"),
        (b'{"schema": 1, "sessions": [{"a": 1}\n{"b": 2}]}', "is not JSON (line 2: Expecting ',' delimiter)"),
        (b'{"schema": 1, "sessions": [{"a": tru}]}', "is not JSON (line 1: Expecting value)"),
        (b'{"schema": 1, "sessions": []} x', "is not JSON (line 1: Extra data)"),
    ],
)
def test_a_file_that_is_no_export(tmp_path: Path, content: bytes, message: str) -> None:
    """One line says why, and nothing is changed."""
    known = store(History((_one(),)))
    before = exported(known)
    with pytest.raises(TransferError) as caught:
        imported(content, known, tmp_path)
    assert str(caught.value).startswith(f"{shown(tmp_path / 'training.json')}: {message}")
    assert len(str(caught.value)) < 400
    assert exported(known) == before


def test_a_file_with_more_records_than_any_history_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused as soon as that is seen, whatever the records are."""
    monkeypatch.setattr(import_file, "MOST_RECORDS", 1000)
    content = b'{"schema": 1, "sessions": [' + b"{}," * 1001 + b"{}]}"
    with pytest.raises(TransferError, match="has more than 1000 records"):
        imported(content, store(), tmp_path)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    """An editor may have put one there."""
    assert imported(b"\xef\xbb\xbf" + exported(store(History((_one(),)))).encode(), store(), tmp_path).added == 1


def _change(key: str, value: object) -> Callable[[dict[str, Any]], object]:
    return lambda document: document["sessions"][0].__setitem__(key, value)


def _nested(depth: int) -> Any:
    """Lists in lists."""
    found: Any = 1
    for _ in range(depth):
        found = [found]
    return found


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_change("effort", 11), "sessions 1: session one: effort must be a whole number, 0 to 10, not 11"),
        (_change("effort", "5"), "sessions 1: session one: effort must be a whole number, 0 to 10, not '5'"),
        (
            _change("local_date", "0001-01-01"),
            "sessions 1: session one: local_date must be of a year from 1900 to 2199",
        ),
        (
            _change("started_at", "2026-11-22T08:00:00"),
            "sessions 1: session one: started_at must be a time with its offset",
        ),
        (_change("sets", {}), "sessions 1: session one: sets must be a list, not {}"),
        (_change("schema", 9), "sessions 1: session one: written by a newer dbs-tui (schema 9)"),
        (_change("id", "x" * 201), "sessions 1: id must be text of 1 to 200 characters"),
        (_change("id", None), "sessions 1: a session without an id: id must be text"),
        (_change("more", [[[[[[[[[[[[[1]]]]]]]]]]]]]), "sessions 1: must not be nested more than 12 deep"),
        (_change("effort", _nested(700)), "sessions 1: "),
        (_change("note", "x" * 300_000), "sessions 1: must not be larger than 256 KB, not 293"),
        (lambda document: document["sessions"].append(7), "sessions 2: must be an object"),
        (
            lambda document: document["sessions"].append({**document["sessions"][0], "note": "other"}),
            "sessions 2: has the id of an earlier one, and says something else",
        ),
        (
            lambda document: document["goals"][0].__setitem__("days", 8),
            "goals 1: goal: days must be a whole number, 1 to 7",
        ),
        (lambda document: document["goals"][0].__setitem__("days", 0), "goals 1: goal: days must be a whole number, 1"),
        (
            lambda document: document.__setitem__("pauses", [{"schema": 1, "from": "2026-02-04", "to": "2026-02-01"}]),
            "pauses 1: pause: to must not be before from, not 2026-02-01",
        ),
        (lambda document: document.__setitem__("pauses", 5), "pauses: must be a list"),
        (lambda document: document.__setitem__("future", []), "future: this version does not know it; it is left out"),
        (
            lambda document: document.__setitem__("records", {"_trash.sessions": [], "cards": [{"box": 1}]}),
            "_trash.sessions: cannot be the name of a kind of records",
        ),
        (lambda document: document.__setitem__("records", {"cards": [{"box": 1}]}), "cards 1: id must be text"),
    ],
)
def test_a_record_that_is_no_good_is_refused_alone(
    tmp_path: Path, spoil: Callable[[dict[str, Any]], object], told: str
) -> None:
    """With its place and the reason; everything else is taken."""
    document = _file()
    spoil(document)
    document["sessions"].append(json.loads(exported(store(History((session(TODAY, hour=20),)))))["sessions"][0])
    known = store()
    taken = imported(json.dumps(document), known, tmp_path)
    assert [line for line in taken.refused if line.startswith(told)], taken.refused
    assert session(TODAY, hour=20) in known.load().sessions
    assert all(len(line) < 300 for line in taken.refused)


def test_the_programs_own_marks_are_not_taken_over(tmp_path: Path) -> None:
    """Keys that begin with an underscore belong to the store."""
    document = _file()
    document["sessions"][0] |= {"_rev": 99, "_updated_at": "9999"}
    known = store()
    imported(json.dumps(document), known, tmp_path)
    assert exported(known) == exported(store(History((_one(),), (Goal(TODAY, 3),))))


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=12,
)


@MODEST
@given(
    st.fixed_dictionaries(
        {"schema": st.just(1) | JUNK},
        optional={key: JUNK | st.lists(JUNK) for key in ("sessions", "goals", "pauses", "records", "routines", "x")},
    )
)
def test_garbage_is_refused_in_words(document: dict[str, Any]) -> None:
    """Any JSON of the right outline is read without a failure that is not a line."""
    told: list[str] = []
    with suppress(TransferError):
        told = found_in(json.dumps(document).encode(), "file").refused
    assert all(told)


@MODEST
@given(st.data())
def test_a_damaged_export_adds_only_what_is_whole(tmp_path: Path, data: st.DataObject) -> None:
    """Cut or with other bytes in it: an error, or refusals, and each session that comes in is one of those exported."""
    history = History(tuple(session(TODAY - timedelta(days=ago)) for ago in range(3)))
    content = bytearray(exported(store(history)).encode())
    for _ in range(data.draw(st.integers(0, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(32, 126))
    other = store()
    try:
        imported(bytes(content[: data.draw(st.integers(0, len(content)))]), other, tmp_path)
    except TransferError:
        assert other.load() == History()
    assert len(other.load().sessions) <= 3


@pytest.mark.parametrize(
    ("name", "good"),
    [
        ("cards", True),
        ("quiz_answers", True),
        ("", False),
        ("_lost", False),
        ("a.b", False),
        ("ä", False),
        ("a" * 41, False),
    ],
)
def test_names_of_other_records(name: str, good: bool) -> None:
    """Small words; nothing that the store uses itself."""
    assert can_be_table(name) is good


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """Not there, a folder, a name that cannot be: one line each."""
    for path, what in (
        (tmp_path / "no.json", "No such file"),
        (tmp_path, "is a folder"),
        (tmp_path / "a\0b", "no file can"),
    ):
        with pytest.raises(TransferError) as caught:
            take(path, store(), tmp_path, CATALOGUE)
        assert what in str(caught.value)

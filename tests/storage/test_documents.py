"""Sessions and interrupted sessions as documents, and back."""

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import where

from dbs_tui.domain.common.limits import LIMITS
from dbs_tui.domain.history.changes import HistoryChange
from dbs_tui.domain.training.exercise import Catalogue, Side
from dbs_tui.domain.training.player import Player
from dbs_tui.domain.training.session import Amount, Discomfort, Outcome, Session, SetRecord, Status
from dbs_tui.domain.training.session_record import SessionContext, Unfinished
from dbs_tui.domain.training.timeline import SECOND, timeline
from dbs_tui.storage.documents import session_document, session_from
from dbs_tui.storage.errors import DocumentError, NewerSchemaError
from dbs_tui.storage.unfinished_document import unfinished_document, unfinished_from
from dbs_tui.storage.versioned_document import id_of
from tests.domain.builders import PRESS, STRETCH, WALK
from tests.domain.strategies import routines
from tests.storage.samples import CATALOGUE, durable, session, unfinished

MODEST = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

WORDS = st.text(st.characters(), max_size=12)
"""Any text, lone surrogates included."""
SOME_WORDS = st.text(st.characters(), min_size=1, max_size=12)
LENGTHS = st.floats(0, LIMITS["seconds"][-1])
REPS, HOLDS = (st.none() | st.sampled_from(LIMITS[key]) for key in ("reps", "hold"))
RATINGS = st.none() | st.integers(0, 10)
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=OFFSETS)  # noqa: DTZ001 - bounds are naive
AMOUNTS = st.builds(Amount, REPS, HOLDS, LENGTHS)
SETS = st.builds(
    SetRecord,
    SOME_WORDS,
    st.integers(1, 20),
    st.none() | st.sampled_from(Side),
    st.sampled_from(Status),
    AMOUNTS,
    AMOUNTS,
)
SESSIONS = st.builds(
    Session,
    id=SOME_WORDS,
    local_date=st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    started_at=MOMENTS,
    ended_at=MOMENTS,
    routine_id=WORDS,
    routine_name=WORDS,
    outcome=st.sampled_from(Outcome),
    active_seconds=LENGTHS,
    paused_seconds=LENGTHS,
    sets=st.lists(SETS, max_size=3).map(tuple),
    effort=RATINGS,
    discomfort=st.builds(Discomfort, RATINGS, RATINGS, RATINGS),
    note=WORDS,
    edited_at=st.none() | MOMENTS,
    source=st.none() | WORDS,
)


def through_json(document: dict[str, object]) -> Any:
    """The document as it comes out of a file."""
    return json.loads(json.dumps(document, allow_nan=False))


@MODEST
@given(SESSIONS)
def test_a_session_comes_back_from_its_record(one: Session) -> None:
    """Every field survives, to the microsecond and with its offset."""
    back = session_from(through_json(session_document(one)))
    assert back == one
    assert (back.started_at.utcoffset(), back.ended_at.utcoffset()) == (
        one.started_at.utcoffset(),
        one.ended_at.utcoffset(),
    )


@st.composite
def interruptions(draw: st.DrawFn) -> Unfinished:
    """A session that some looks, skips and nudges have brought anywhere in a routine."""
    first_side = draw(st.sampled_from(Side))
    player, now = Player(timeline(draw(routines()), first_side)).start(0), 0
    for move in draw(st.lists(st.sampled_from(("look", "skip", "back", "longer", "done")), max_size=30)):
        now += draw(st.integers(0, 2 * SECOND))
        player = _moved(player, move, now)
    origin = SessionContext("one", datetime(2026, 11, 22, tzinfo=UTC))
    return Unfinished.of(player, origin, first_side, datetime(2026, 11, 22, 1, tzinfo=UTC))


def _moved(player: Player, move: str, now: int) -> Player:
    match move:
        case "look":
            return player.advance(now)
        case "skip":
            return player.skip(now)
        case "back":
            return player.back(now)
        case "longer":
            return player.adjust(now, 5 * SECOND)
        case _:
            return player.done(now)


@MODEST
@given(interruptions())
def test_an_interruption_comes_back_from_its_record(one: Unfinished) -> None:
    """Session, routine, side, step and attempts survive, so that the same player can be made of it."""
    catalogue = Catalogue(tuple({block.exercise.id: block.exercise for block in one.routine.blocks}.values()))
    back = unfinished_from(through_json(unfinished_document(one)), catalogue)
    assert back == one
    assert back.player() == one.player()


def test_the_record_is_the_one_that_others_rely_on() -> None:
    """The contract, key by key and in order."""
    stretch = SetRecord(
        "stretch", 1, Side.LEFT, Status.DONE, Amount(hold=30, seconds=37.0), Amount(hold=30, seconds=37.0)
    )
    press = SetRecord("press", 2, None, Status.PARTIAL, Amount(reps=10, seconds=40.0), Amount(reps=4, seconds=17.5))
    one = replace(session(), sets=(stretch, press), effort=4, discomfort=Discomfort(1, 2), paused_seconds=11.5)
    assert list(session_document(one).items()) == [
        ("schema", 1),
        ("id", "one"),
        ("local_date", "2026-11-22"),
        ("started_at", "2026-11-22T08:23:00+01:00"),
        ("ended_at", "2026-11-22T08:24:00+01:00"),
        ("routine", {"id": "test", "name": "Test"}),
        ("outcome", "ended_early"),
        ("active_seconds", 60.0),
        ("paused_seconds", 11.5),
        (
            "sets",
            [
                {
                    "exercise": "stretch",
                    "set": 1,
                    "side": "left",
                    "status": "done",
                    "planned": {"hold": 30, "seconds": 37.0},
                    "done": {"hold": 30, "seconds": 37.0},
                },
                {
                    "exercise": "press",
                    "set": 2,
                    "side": None,
                    "status": "partial",
                    "planned": {"reps": 10, "seconds": 40.0},
                    "done": {"reps": 4, "seconds": 17.5},
                },
            ],
        ),
        ("effort", 4),
        ("discomfort", {"before": 1, "worst": 2, "next_morning": None}),
        ("note", ""),
    ]


def test_a_source_is_there_only_when_there_is_one() -> None:
    """Backfilled and imported sessions say so."""
    assert session_document(replace(session(), source="imported"))["source"] == "imported"
    assert "source" not in session_document(session())


def test_a_time_without_offset_is_refused() -> None:
    """Nobody could tell later when that was."""
    with pytest.raises(ValueError, match="offset"):
        session_document(replace(session(), ended_at=datetime(2026, 11, 22)))  # noqa: DTZ001 - what is refused


def test_unknown_keys_are_left_alone() -> None:
    """A later version may add keys anywhere without locking this one out."""
    document = through_json(session_document(session()))
    document["weather"] = "rain"
    document["sets"][0]["load"] = {"kg": 5}
    document["discomfort"]["why"] = []
    assert session_from(document) == session()


@pytest.mark.parametrize("key", ["effort", "discomfort", "note", "source"])
def test_what_was_not_asked_may_be_missing(key: str) -> None:
    """Answers are optional; the rest of the record is not."""
    document = session_document(session())
    document.pop(key, None)
    assert session_from(document).id == "one"


def _set(path: tuple[str | int, ...], value: object) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        for part in path[:-1]:
            document = document[part]
        document[path[-1]] = value

    return change


BROKEN = [
    (("id",), "", "a session without an id: id must be text, not empty, not ''"),
    (("id",), 5, "a session without an id: id must be text, not 5"),
    (("schema",), None, "session one: schema must be a whole number, 1 or more, not None"),
    (("schema",), True, "session one: schema must be a whole number, 1 or more, not True"),
    (("local_date",), "today", "session one: local_date must be a date such as 2026-11-22, not 'today'"),
    (("started_at",), 7, "session one: started_at must be a time such as 2026-11-22T08:23:00+01:00, not 7"),
    (("ended_at",), "2026-11-22T08:23:00", "session one: ended_at must be a time with its offset"),
    (("routine",), [], "session one: routine must be an object"),
    (("routine", "name"), None, "session one: routine name must be text, not None"),
    (("outcome",), "won", "session one: outcome must be one of completed, ended_early, not 'won'"),
    (("active_seconds",), "5", "session one: active_seconds must be a number of seconds, 0 to 2678400, not '5'"),
    (("active_seconds",), -1, "session one: active_seconds must be a number of seconds, 0 to 2678400, not -1"),
    (("paused_seconds",), float("nan"), "session one: paused_seconds must be a number of seconds"),
    (("paused_seconds",), float("inf"), "session one: paused_seconds must be a number of seconds"),
    (("paused_seconds",), 10**400, "session one: paused_seconds must be a number of seconds"),
    (("sets",), {}, "session one: sets must be a list"),
    (("sets", 1), None, "session one: sets 2 must be an object"),
    (("sets", 1, "set"), 0, "session one: sets 2 set must be a whole number, 1 to 1000, not 0"),
    (("sets", 0, "side"), "middle", "session one: sets 1 side must be one of left, right, not 'middle'"),
    (("sets", 0, "status"), "lost", "session one: sets 1 status must be one of done, partial, skipped, not 'lost'"),
    (("sets", 2, "planned", "reps"), 2.5, "session one: sets 3 planned reps must be a whole number, 0 to 999"),
    (("sets", 2, "done"), None, "session one: sets 3 done must be an object"),
    (("effort",), 11, "session one: effort must be a whole number, 0 to 10, not 11"),
    (("discomfort", "worst"), -1, "session one: discomfort worst must be a whole number, 0 to 10, not -1"),
    (("discomfort",), "some", "session one: discomfort must be an object"),
    (("note",), 5, "session one: note must be text, not 5"),
    (("source",), 5, "session one: source must be text, not 5"),
]


@pytest.mark.parametrize(
    ("path", "value", "message"), BROKEN, ids=[f"{path}={value!r:.9}" for path, value, _ in BROKEN]
)
def test_a_broken_record_names_the_place(path: tuple[str | int, ...], value: object, message: str) -> None:
    """The session, the key, what it must be and what it is."""
    document = deepcopy(through_json(session_document(session())))
    _set(path, value)(document)
    with pytest.raises(DocumentError) as caught:
        session_from(document)
    assert str(caught.value).startswith(message)


def test_a_missing_key_is_named() -> None:
    """What is not there is said to be missing."""
    document = session_document(session())
    del document["outcome"]
    with pytest.raises(DocumentError, match=r"^session one: outcome is missing$"):
        session_from(document)


@pytest.mark.parametrize("document", [None, 5, "text", [], ()])
def test_what_is_no_object_is_refused(document: object) -> None:
    """A record is an object."""
    with pytest.raises(DocumentError, match="must be an object"):
        session_from(document)


def test_a_long_value_is_cut() -> None:
    """A message stays one readable line whatever is in the file."""
    with pytest.raises(DocumentError) as caught:
        session_from({**session_document(session()), "outcome": "x\n" * 5000})
    assert len(str(caught.value)) < 160
    assert "\n" not in str(caught.value)


def test_a_newer_schema_is_told_apart() -> None:
    """It is not broken, it is from a later version."""
    with pytest.raises(NewerSchemaError, match=r"^session one: written by a newer dbs-tui \(schema 2\)$"):
        session_from({**session_document(session()), "schema": 2, "sets": "in another shape"})


SHORTER = replace(STRETCH, beats=STRETCH.beats[:2])
ONE_SIDED = replace(STRETCH, sides=1)


@pytest.mark.parametrize(
    "catalogue",
    [Catalogue((PRESS, STRETCH)), Catalogue((PRESS, SHORTER, WALK)), Catalogue((PRESS, ONE_SIDED, WALK))],
    ids=["gone", "other beats", "other sides"],
)
def test_a_changed_exercise_takes_only_the_way_to_go_on(catalogue: Catalogue) -> None:
    """When the steps would no longer be the same, what was done can still be saved."""
    back = unfinished_from(through_json(unfinished_document(unfinished())), catalogue)
    assert back.session == unfinished().session
    assert (back.routine.id, back.routine.name, back.routine.blocks) == ("test", "Test", ())


def test_a_variant_that_is_gone_takes_only_the_way_to_go_on() -> None:
    """The exercise alone is not what was planned."""
    document = through_json(unfinished_document(unfinished()))
    document["resume"]["blocks"][0]["variant"] = "chair"
    assert unfinished_from(document, CATALOGUE).routine.blocks == ()


BROKEN_RESUME = [
    (("resume",), None, "session one: resume must be an object"),
    (("resume", "routine"), None, "session one: resume routine must be text"),
    (("resume", "first_side"), "up", "session one: resume first_side must be one of left, right"),
    (("resume", "index"), -1, "session one: resume index must be a whole number"),
    (("resume", "blocks"), None, "session one: resume blocks must be a list"),
    (("resume", "blocks", 1, "tempo"), 5, "session one: resume blocks 2 tempo must be a list"),
    (("resume", "blocks", 1, "tempo", 0), "5", "session one: resume blocks 2 tempo must be a whole number"),
    (("resume", "attempts", 0, "step"), "1", "session one: resume attempts 1 step must be a whole number"),
]


@pytest.mark.parametrize(
    ("path", "value", "message"), BROKEN_RESUME, ids=[message[13:] for *_, message in BROKEN_RESUME]
)
def test_a_broken_interruption_names_the_place(path: tuple[str | int, ...], value: object, message: str) -> None:
    """As for a session."""
    document = through_json(unfinished_document(unfinished()))
    _set(path, value)(document)
    with pytest.raises(DocumentError) as caught:
        unfinished_from(document, CATALOGUE)
    assert str(caught.value).startswith(message)


def test_an_interruption_reads_as_its_session() -> None:
    """The record of an interrupted session is that of a session, with one key more."""
    assert session_from(through_json(unfinished_document(unfinished()))) == unfinished().session


def test_dates_are_those_of_the_place() -> None:
    """The local date is stored, not worked out from the times."""
    travelled = replace(session(), local_date=date(2026, 11, 21))
    assert session_from(session_document(travelled)).local_date == date(2026, 11, 21)


def test_an_id_from_a_file_cannot_act_on_the_terminal() -> None:
    """A message shows it cut and without control characters."""
    with pytest.raises(DocumentError) as caught:
        session_from({"schema": 1, "id": "\x1b[2J" + "x" * 5000})
    assert str(caught.value).startswith("session \N{REPLACEMENT CHARACTER}[2Jxxx")
    assert len(str(caught.value)) < 100


def test_sets_that_are_alike_are_kept_once(tmp_path: Path) -> None:
    """In memory, among all documents; what is handed out is still private, and a change of one is of no other."""
    durable(tmp_path / "history").make(HistoryChange("Begun", after=(session("one"), session("two", 5))))
    store = durable(tmp_path / "history")
    before = store.load().sessions
    one, two = store.documents("sessions")
    assert all(mine is other for mine, other in zip(one["sets"], two["sets"], strict=True))

    def spoil(document: Any) -> None:
        document["sets"][0]["status"] = "skipped"

    table = store.database.table("sessions")
    for copy in (table.all()[0], table.get(doc_id=id_of("sessions", "one"))):
        spoil(copy)
    assert store.load().sessions == before
    table.update(spoil, where("id") == "two")
    assert store.load().sessions[0] == before[0]
    assert store.load().sessions[1].sets[0].status is Status.SKIPPED

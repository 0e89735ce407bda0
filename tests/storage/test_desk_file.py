"""The desk timer on disk: read back as it was, shared, never trusted when it is broken; days as documents."""

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dbs_tui.content.loader import catalogue
from dbs_tui.domain.desk import transitions
from dbs_tui.domain.desk.day import BreakOutcome, Sit
from dbs_tui.domain.desk.desk import Back, ClockSample, Desk
from dbs_tui.kernel_lock import KernelLock
from dbs_tui.storage.desk import _SINCE_1_1, BREAKS, DeskFile, day_document, day_from, training, with_all
from dbs_tui.storage.errors import DocumentError, StoreError
from dbs_tui.storage.file_layout import FileLayout
from dbs_tui.storage.history import HistoryStore
from tests.domain.desk.test_desk import DAY, PLAN, at, called, on, seen


def put(file: DeskFile, desk: Desk) -> None:
    """Write a timer."""
    file.change(lambda _: desk)


FULL = replace(
    transitions.not_now(transitions.snoozed(called(), at(45)), at(46), at(90).wall),
    saved=called().today,
    earlier=(called().today,),
    past=(replace(called().today, date=date(2026, 11, 20)),),
    up=5,
    up_for=6,
    away=7,
    locked=True,
    rose=True,
    standing=True,
    back=Back(1, 2, 3, 4),
)


@pytest.mark.parametrize("desk", [Desk(), on(), called(), FULL, transitions.stood_up(called(), at(45), None)])
def test_a_timer_is_read_back_as_it_was(tmp_path: Path, desk: Desk) -> None:
    """In every phase, by another copy, from a private file."""
    put(DeskFile(tmp_path / "state"), desk)
    assert DeskFile(tmp_path / "state").read() == desk
    if desk != Desk():
        assert (tmp_path / "state" / "desk.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("key", _SINCE_1_1)
def test_a_timer_of_the_first_version_goes_on(tmp_path: Path, key: str) -> None:
    """What it did not know has its usual value."""
    put(DeskFile(tmp_path), called())
    path = DeskFile(tmp_path).path
    document = json.loads(path.read_bytes())
    del document[key]
    path.write_text(json.dumps(document))
    assert DeskFile(tmp_path).read() == replace(called(), **{key: _SINCE_1_1[key]})


def test_a_day_with_stands_and_sits_elsewhere_is_read_back() -> None:
    """And a day without any is the document that it always was."""
    sit = Sit(at(5).wall, 60)
    day = called().today.with_stand(sit).with_elsewhere(Sit(at(9).wall, 120))
    assert day_from(json.loads(json.dumps(day_document(day, "x")))) == day
    assert not {"stands", "elsewhere"} & set(day_document(called().today, "x"))


@pytest.mark.parametrize("wrong", [[1, 2, 3], [1, 2, 3, "4"], [-1, 2, 3, 4], "x", {"a": 1}, [1, 2, 3, 4, 5, 6]])
def test_a_wrong_offer_does_not_stop_the_program(tmp_path: Path, wrong: object) -> None:
    """The file is set aside like any other that is broken."""
    put(DeskFile(tmp_path), called())
    path = DeskFile(tmp_path).path
    path.write_text(json.dumps({**json.loads(path.read_bytes()), "back": wrong}))
    assert DeskFile(tmp_path).read() == Desk()


def test_reading_creates_nothing(tmp_path: Path) -> None:
    """There may be nothing yet."""
    assert DeskFile(tmp_path / "state").read() == Desk()
    assert [*tmp_path.iterdir()] == []


BROKEN = (
    b"",
    b"{",
    b"[]",
    b"null",
    b"\xff\xfe",
    b'{"schema": 1}',
    b'{"schema": 1, "mark": "x"}',
    b'{"schema": 0, "mark": "x"}',
    b"[" * 100_000,
)


@pytest.mark.parametrize("data", BROKEN)
def test_a_broken_file_is_set_aside_and_never_believed(tmp_path: Path, data: bytes) -> None:
    """Its bytes are kept; the timer begins anew."""
    file = DeskFile(tmp_path)
    file.path.write_bytes(data)
    assert file.read() == Desk()
    put(file, on())
    kept = [*tmp_path.glob("desk.json.broken-*")]
    assert [path.read_bytes() for path in kept] == ([data] if data else [])
    assert len(file.notices) == len(kept)
    assert file.read() == on()


@pytest.mark.parametrize("key", ["since", "due", "seen", "today", "mute", "earlier", "on", "called", "up_for", "saved"])
@pytest.mark.parametrize("value", ["x", -1.5, [1], {"a": 1}, True])
def test_a_wrong_value_in_the_file_does_not_stop_the_program(tmp_path: Path, key: str, value: object) -> None:
    """Whatever stands there, it is a timer, or it is set aside."""
    file = DeskFile(tmp_path)
    put(file, called())
    document = json.loads(file.path.read_bytes())
    file.path.write_text(json.dumps({**document, key: value}))
    assert isinstance(DeskFile(tmp_path).read(), Desk)
    put(DeskFile(tmp_path), on())
    assert DeskFile(tmp_path).read() == on()


def test_what_a_newer_program_wrote_is_left_alone(tmp_path: Path) -> None:
    """And said."""
    file = DeskFile(tmp_path)
    file.path.write_text('{"schema": 2, "mark": "x"}')
    with pytest.raises(StoreError, match="newer dbs-tui"):
        put(file, on())
    assert file.path.read_text() == '{"schema": 2, "mark": "x"}'


def test_two_copies_lose_nothing_of_each_other(tmp_path: Path) -> None:
    """Many changes at once: each of them is there."""

    def skip() -> None:
        file = DeskFile(tmp_path, patience=30)
        for _ in range(20):
            file.change(lambda desk: transitions.not_now(desk, at(1), at(2).wall))

    put(DeskFile(tmp_path), on())
    threads = [threading.Thread(target=skip) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert DeskFile(tmp_path).read().today.counts[BreakOutcome.NOT_NOW] == 80


def test_who_holds_the_lock_too_long_is_not_waited_for(tmp_path: Path) -> None:
    """The look is left out, and the file is as it was."""
    file = DeskFile(tmp_path, patience=0)
    put(file, on())
    other = KernelLock(tmp_path / "desk.lock")
    assert other.take()
    with pytest.raises(StoreError, match="another copy"):
        put(file, called())
    other.free()
    assert file.read() == on()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """In one line, with the place."""
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="file"):
        put(DeskFile(tmp_path / "file" / "state"), on())


# -- days in the history --------------------------------------------------------------------------------------------


def test_a_day_is_kept_in_the_history_as_counts_and_events(tmp_path: Path) -> None:
    """In the generic records, put twice and changed once: one document, read back by another copy."""
    store = HistoryStore(tmp_path / "history", catalogue(), tmp_path / "state")
    day = transitions.was_up(called(), at(45), PLAN).today
    for each in (called().today, day, day):
        store.put(BREAKS, day_document(each, "here"))
    other = HistoryStore(tmp_path / "history", catalogue(), tmp_path / "state")
    other.load()
    (document,) = other.documents(BREAKS)
    assert day_from(document) == day
    assert document["counts"] == dict.fromkeys(map(str, BreakOutcome), 0) | {"prompted": 1, "taken": 1}
    assert (document["longest_sit"], document["schema"], document["local_date"]) == (2700, 1, "2026-11-23")
    assert other.load().sessions == ()
    assert other.notices == []


@pytest.mark.parametrize(
    "change",
    [
        {"schema": 2},
        {"local_date": "yesterday"},
        {"events": [{"at": "2026-11-23T09:00:00+00:00", "kind": "slept", "seconds": None}]},
        {"events": [{"at": "2026-11-23T09:00:00", "kind": "taken", "seconds": None}]},
        {"sits": [{"at": "2026-11-23T09:00:00+00:00", "seconds": -1}]},
        {"sits": None},
    ],
)
def test_a_day_that_is_none_is_refused(change: dict[str, Any]) -> None:
    """With the place in it."""
    with pytest.raises(DocumentError, match="breaks"):
        day_from({**day_document(called().today, "here"), **change})


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(["look", "up", "snooze", "skip", "mark"]), st.integers(1, 50)), max_size=20))
def test_any_day_is_read_back_as_it_was(what: list[tuple[str, int]]) -> None:
    """Whatever was done on it."""
    desk, minute = on(), 0
    acts: dict[str, Callable[[Desk, ClockSample], Desk]] = {
        "up": partial(transitions.stood_up, length=PLAN.length),
        "snooze": transitions.snoozed,
        "skip": partial(transitions.skipped, plan=PLAN),
        "mark": partial(transitions.was_up, plan=PLAN),
    }
    for name, later in what:
        desk = seen(desk, minute + 1, minute + later)
        minute += later
        if act := acts.get(name):
            desk = act(desk, at(minute))
    assert day_from(day_document(desk.today, "x")) == desk.today


# -- workouts -------------------------------------------------------------------------------------------------------


def test_whether_a_workout_runs_is_seen_without_being_in_its_way(tmp_path: Path) -> None:
    """By another copy and by the same; unknown while somebody writes; nothing is created."""
    layout = FileLayout(tmp_path / "history", tmp_path / "state")
    assert training(layout) is False
    assert [*tmp_path.iterdir()] == []
    store = HistoryStore(layout.history, catalogue(), layout.state)
    assert store.begin()
    assert training(layout) is True
    writing = KernelLock(layout.lock)
    assert writing.take()
    assert training(layout) is None
    writing.free()
    store.end()
    assert training(layout) is False
    assert store.begin()
    store.end()


def test_a_year_of_days_is_a_document_each() -> None:
    """Their ids tell machines apart."""
    days = [replace(called().today, date=DAY + timedelta(days=n)) for n in range(3)]
    assert {day_document(day, "m")["id"] for day in days} == {f"{date(2026, 11, 23 + n)}.m" for n in range(3)}


def test_a_record_of_a_day_is_only_ever_added_to(tmp_path: Path) -> None:
    """A shorter one under its id takes nothing away, whoever writes it; what cannot be read is no reason to fail."""
    longer, shorter = called().today, replace(transitions.skipped(called(), at(46), PLAN).today, sits=())
    shorter = replace(shorter, events=shorter.events[1:])
    for first, second in ((longer, shorter), (shorter, longer)):
        store = HistoryStore(tmp_path / first.events[0].kind, catalogue(), tmp_path / "state")
        store.put(BREAKS, day_document(first, "m"))
        store.put(BREAKS, day_document(second, "m"))
        found = day_from(store.documents(BREAKS)[0])
        assert set(found.events) == {*longer.events, *shorter.events}
    assert with_all({"schema": 1}, day_document(longer, "m")) == day_document(longer, "m")


def test_a_file_of_the_last_version_is_read(tmp_path: Path) -> None:
    """It knew no days past, and nothing of what follows from settings that change."""
    file = DeskFile(tmp_path)
    put(file, called())
    document = json.loads(file.path.read_bytes())
    for key in ("past", "put_by", "every"):
        del document[key]
    file.path.write_text(json.dumps(document))
    assert DeskFile(tmp_path).read() == replace(called(), put_by=0, every=0)
